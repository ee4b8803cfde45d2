"""Concepts give their terms by language and status."""

from builders import concept, termbase
from parallel.model.document import ENGLISH, TURKISH
from parallel.model.termbase import ConceptId

PACT = concept("misak-i-milli", "Misak-ı Millî", ("National Pact", "preferred"), ("National Oath", "deprecated"))


def test_terms_by_language() -> None:
    """A concept's terms of one language come in order."""
    assert [term.text for term in PACT.in_language(ENGLISH)] == ["National Pact", "National Oath"]


def test_preferred_term() -> None:
    """The preferred term is the one with that status; a concept may have none in a language."""
    head = PACT.preferred(TURKISH)
    assert head is not None
    assert head.text == "Misak-ı Millî"
    assert concept("x", "y", ("z", "admitted")).preferred(ENGLISH) is None


def test_term_base_by_id() -> None:
    """A term base finds concepts by id, knows its size and keeps file order."""
    base = termbase(PACT, concept("sevr", "Sevr Antlaşması"))
    assert base.by_id[ConceptId("misak-i-milli")] is PACT
    assert len(base) == 2
    assert [c.id for c in base] == ["misak-i-milli", "sevr"]
