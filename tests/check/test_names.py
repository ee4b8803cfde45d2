"""Names spelt in two ways."""

import pytest

from check.trial import EN_TR, findings, sure
from parallel.check.reading.spelling import is_derived, is_variant
from parallel.model.bitext import Languages
from parallel.model.document import Language
from parallel.model.finding import Severity


@pytest.mark.parametrize(
    ("name", "usual", "other"),
    [
        ("İsmet", "İsmet", "Ismet"),
        ("Karabekir", "Karabekir", "Kara Bekir"),
        ("Kâzım", "Kâzım", "Kazim"),
        ("Paşa", "Pasha", "Paşa"),
        ("Harington", "Harington", "Harrington"),
        ("Franklin-Bouillon", "Franklin-Bouillon", "Franklin Bouillon"),
    ],
)
def test_reports_the_rarer_spelling(name: str, usual: str, other: str) -> None:
    """The majority is the standard."""
    pairs = [(f"Bugün {name}’a yazdı.", f"Today he wrote to {form}’s men.") for form in (usual, other, usual)]
    found = findings("inconsistent-name", pairs)
    assert {(f.row, f.severity, f.suggestion) for f in found} == {(1, Severity.WARNING, usual)}
    assert found[0].related == (0, 2)
    assert found[0].target_spans[0].of(pairs[1][1]) == other


def test_a_tie_goes_to_the_turkish_spelling() -> None:
    """Once each: the spelling that keeps the Turkish letters is the standard."""
    pairs = [("Kâzım geldi.", "Kazim came."), ("Kâzım gitti.", "Kâzım left.")]
    assert sure("inconsistent-name", pairs) == [(0, Severity.WARNING)]


def test_follows_a_source_that_varies() -> None:
    """A translation that keeps each spelling of its source is pointed out as info."""
    pairs = [("Bay Kazım geldi.", "Mr Kazım came."), ("Bay Kâzım gitti.", "Mr Kâzım left.")]
    assert [f.severity for f in findings("inconsistent-name", pairs)] == [Severity.INFO]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bolşevikler geldi.|The Bolsheviks came.", "Bolşevik ordusu|The Bolshevik army"),
        ("Ankara’ya gitti.|He went to Ankara.", "Ankara’nın kararı|Ankara's decision"),
        ("MUSTAFA KEMAL PAŞA|MUSTAFA KEMAL PASHA", "Mustafa Kemal Paşa|Mustafa Kemal Pasha"),
        ("Ali geldi.|Ali came.", "Âli gitti.|He left."),
        ("İtalya çekildi.|Italy withdrew.", "İtalya ordusu|The Italian army"),
    ],
)
def test_accepts_endings_and_capitals(first: str, second: str) -> None:
    """Plural, possessive, adjective and headings are no other spelling."""
    pairs = [(a, b) for a, b in (pair.split("|") for pair in (first, second))]
    assert not findings("inconsistent-name", pairs)


def test_works_in_the_other_direction() -> None:
    """The Turkish side may be the target; other languages are left alone."""
    pairs = [("İsmet came.", "İsmet geldi."), ("Ismet left.", "İsmet gitti.")]
    (found,) = findings("inconsistent-name", pairs, languages=EN_TR)
    assert (found.row, found.source_spans[0].of("Ismet left.")) == (1, "Ismet")
    assert not findings("inconsistent-name", pairs, languages=Languages(Language("de"), Language("fr")))


@pytest.mark.parametrize(
    ("name", "other"), [("Refet", "Rauf"), ("Ali", "Alp"), ("Kemal", "Cemal"), ("Şark", "Sharp"), ("Ankara", "Angola")]
)
def test_other_names_are_no_variants(name: str, other: str) -> None:
    """Short names must agree, longer ones nearly."""
    assert not is_variant(name, other)


def test_derived_forms_share_their_stem() -> None:
    """Endings are told from misspellings."""
    assert is_derived("Italy", "Italian")
    assert not is_derived("İsmet", "Ismet")
    assert not is_derived("Behic", "Behiç")


def test_a_mark_lost_at_the_end_of_a_name_is_found() -> None:
    """A last letter without its mark is another spelling, no ending."""
    pairs = [("Behiç Bey geldi.", "Behiç Bey came."), ("Behiç Bey yazdı.", "Behic Bey wrote.")]
    assert sure("inconsistent-name", pairs) == [(1, Severity.WARNING)]
