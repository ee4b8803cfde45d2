"""A concept's occurrences in a source, and its terms in the target."""

from builders import concept, termbase
from parallel.model.document import ENGLISH, TURKISH
from parallel.model.termbase import TermBase
from parallel.terms import TermMatcher
from parallel.terms.pairing import paired

BASE = termbase(
    concept("sevr", "Sevr", ("Sèvres", "preferred"), ("Sevres", "forbidden")),
    concept("lozan", "Lozan", ("Lausanne", "preferred")),
    concept("yeminname", "Yeminname"),
)


def pairs(source: str, target: str, base: TermBase = BASE) -> list[tuple[str, list[str], list[str]]]:
    """Pair two texts: concept, what names it, what renders it."""
    found = paired(TermMatcher(base, TURKISH).find(source), TermMatcher(base, ENGLISH).find(target), base, ENGLISH)
    return [
        (one.concept.id, [mention.surface for mention in one.mentions], [mention.surface for mention in one.terms])
        for one in found
    ]


def test_concepts_come_in_order_of_place_with_all_their_terms() -> None:
    """Each once, whatever the order of the target; a concept without a term there stays, with none."""
    assert pairs("Lozan’dan önce Sevr, sonra yine Lozan", "Sèvres first") == [
        ("lozan", ["Lozan’dan", "Lozan"], []),
        ("sevr", ["Sevr"], ["Sèvres"]),
    ]


def test_concepts_that_have_no_term_in_the_language_are_left_out() -> None:
    """Nothing can render them."""
    assert pairs("Yeminname okundu.", "It was read.") == []


def test_terms_of_concepts_the_source_lacks_are_left_out() -> None:
    """The target may well speak of other things."""
    assert pairs("Lozan", "Lausanne and Sèvres") == [("lozan", ["Lozan"], ["Lausanne"])]


def test_accents_tell_a_forbidden_spelling_from_the_good_one() -> None:
    """Folding makes them one; only the one that stands there is meant."""
    assert pairs("Sevr", "Sevres") == [("sevr", ["Sevr"], ["Sevres"])]
    assert pairs("Sevr", "Sèvres") == [("sevr", ["Sevr"], ["Sèvres"])]
