"""Acronyms rendered in two ways."""

from check.trial import findings, sure
from parallel.check.acronyms import acronyms_of
from parallel.model.finding import Severity

SOURCE = "TBMM kararı onayladı."


def test_reports_an_acronym_kept_where_others_are_translated() -> None:
    """The source's own acronym is no standard unless it is the commoner one."""
    pairs = [(SOURCE, "The TBMM approved."), (SOURCE, "The GNA approved.")]
    (found,) = findings("inconsistent-acronym", pairs)
    assert (found.row, found.severity, found.related, found.suggestion) == (0, Severity.WARNING, (1,), "GNA")


def test_reports_the_rarer_acronym() -> None:
    """The majority is the standard, even when it is the source's own."""
    pairs = [(SOURCE, "The TBMM approved."), (SOURCE, "The GNA approved."), (SOURCE, "The TBMM approved.")]
    assert sure("inconsistent-acronym", pairs) == [(1, Severity.WARNING)]


def test_accepts_the_name_written_out() -> None:
    """A full name is no other acronym."""
    assert not findings("inconsistent-acronym", [(SOURCE, "The GNA approved."), (SOURCE, "The Assembly approved.")])


def test_accepts_points_and_other_acronyms() -> None:
    """Points do not count, nor do acronyms that render something else."""
    pairs = [
        ("ABD ve BM görüştü.", "The U.S. and the UN talked."),
        ("ABD çekildi.", "The US withdrew."),
        ("BM toplandı.", "The UN met."),
        ("ABD ile NATO", "The US and NATO"),
    ]
    assert not findings("inconsistent-acronym", pairs)


def test_roman_numerals_and_headings_are_no_acronyms() -> None:
    """Capitals alone make no acronym."""
    assert not acronyms_of("XIX. yüzyıl, II. Meşrutiyet, Lozan")
    assert not findings("inconsistent-acronym", [("TBMM AÇILDI", "THE GNA OPENED"), (SOURCE, "The TBMM approved.")])
