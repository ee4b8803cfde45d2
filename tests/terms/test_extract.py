"""Term candidates."""

from builders import concept, termbase
from parallel.model.document import ENGLISH
from parallel.model.termbase import TermBase
from parallel.terms import Candidate, ExtractOptions, extract

TEXTS = (
    "Heyet-i Temsiliye’nin kararı okundu. Heyet-i Temsiliye bunu kabul etti.",
    "Kararı Heyet-i Temsiliye’ye bildirdiler. Sulh muahedesi, sulh muahedesinin hükümleri.",
)


def candidates(
    *texts: str, base: TermBase | None = None, options: ExtractOptions | None = None
) -> dict[str, Candidate]:
    """Extract from texts, by text of the candidate."""
    found = extract(texts, base or termbase(), options=options)
    return {candidate.text: candidate for candidate in found}


def test_inflected_forms_are_one_candidate() -> None:
    """Endings of the last word do not split a candidate."""
    found = candidates(*TEXTS)
    assert found["Heyet-i Temsiliye"].frequency == 3
    assert found["Sulh muahedesi"].frequency == 2
    assert set(found["Sulh muahedesi"].forms) == {"Sulh muahedesi", "sulh muahedesinin"}


def test_known_terms_are_marked() -> None:
    """What the term base has is marked with its concept."""
    found = candidates(*TEXTS, base=termbase(concept("committee", "Heyet-i Temsiliye")))
    assert found["Heyet-i Temsiliye"].known == "committee"
    assert found["Sulh muahedesi"].known is None


def test_punctuation_and_function_words_bound_candidates() -> None:
    """No candidate reaches across a comma or begins or ends with a function word."""
    text = "Ordu, meclis, ve ordu, meclis, ve ordu, meclis"
    assert candidates(text) == {}


def test_nested_candidates_count_less() -> None:
    """What mostly occurs inside a longer candidate gets a lower C-value."""
    text = "Türk sulh heyeti geldi. Türk sulh heyeti gitti. Türk sulh heyeti döndü." + " Ordu birliği." * 3
    found = candidates(text)
    assert found["sulh heyeti"].frequency == found["Ordu birliği"].frequency
    assert found["sulh heyeti"].c_value == 0
    assert found["Ordu birliği"].c_value > 0
    assert next(iter(found)) == "Türk sulh heyeti"


def test_frequency_length_and_limit() -> None:
    """Rare groups, single words and what lies beyond the limit are left out unless asked for."""
    single = candidates(*TEXTS, options=ExtractOptions(shortest=1))
    assert "okundu" not in single
    assert "muahedesi" in single
    assert len(candidates(*TEXTS, options=ExtractOptions(limit=1))) == 1
    assert candidates() == {}


def test_numbers_are_no_terms() -> None:
    """A group with a number at its edge is no candidate."""
    assert candidates("1920 senesi 1920 senesi") == {}


def test_english_plurals_are_one_candidate() -> None:
    """In English a plural belongs to its singular."""
    texts = ["The peace treaty was signed; peace treaties followed. Border gates; a border gate."]
    found = extract(texts, termbase(), options=ExtractOptions(language=ENGLISH))
    assert {candidate.text: candidate.frequency for candidate in found}["border gate"] == 2


def test_bare_form_when_every_form_has_a_suffix() -> None:
    """A name seen only with suffixes is shown without what follows the apostrophe."""
    assert "Sulh Heyeti" in candidates("Sulh Heyeti’nin sözü. Sulh Heyeti’nin sözü.")
