"""Citations in brackets."""

import pytest

from check.trial import findings, sure
from parallel.check.citation import citations_of
from parallel.model.finding import Severity


def test_reports_a_lost_citation() -> None:
    """A source that cites and a translation that does not."""
    pairs = [("Karar reddedildi (bkz. Demir 2003: 118-120).", "The resolution was rejected.")]
    (found,) = findings("citation", pairs)
    assert (found.severity, found.source_spans[0].of(pairs[0][0])) == (Severity.WARNING, "(bkz. Demir 2003: 118-120)")


def test_reports_another_author() -> None:
    """The same year under another name."""
    (found,) = findings("citation", [("reddedildi (Demir 2003: 118)", "was rejected (Yıldız 2003: 118)")])
    assert "became (Yıldız 2003: 118)" in found.message
    assert found.target_spans


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("reddedildi (bkz. Demir 2003: 118).", "was rejected (see Demir 2003: 118)."),
        ("reddedildi (Demir, 2003, s. 118).", "was rejected (Demir, 2003, p. 118)."),
        ("Demir de böyle der (Demir 2003: 118).", "As Demir (2003) says, it was rejected."),
        ("açıldı (23 Nisan 1920)", "opened on 23 April"),
        ("öldü (1881-1938)", "died"),
        ("Karar (Erden 2011; Ak 1999) doğrudur.", "The decision (Erden 2011; Ak 1999) is right."),
        ("reddedildi (Demir 2003: 118).", "was rejected (Demir 2013: 118)."),
    ],
)
def test_accepts_kept_citations(source: str, target: str) -> None:
    """In either style, named in the sentence, or no citation at all; a wrong year is the number check's."""
    assert not sure("citation", [(source, target)])


def test_a_citation_has_a_name_and_a_year() -> None:
    """Remarks, dates and cross-references are none."""
    assert not citations_of("(bkz. ek 3) (Ankara) (5 Ekim 1922) (1338 [1922])")
