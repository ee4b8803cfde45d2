"""Dotted abbreviations in small letters."""

import pytest

from parallel.model.document import TURKISH
from parallel.model.termbase import Certainty, ConceptId, Term
from parallel.terms.matching.dotted import DottedFinder, is_dotted
from parallel.terms.matching.index import Entry


def find(text: str, *, suspected: bool = True) -> list[tuple[str, Certainty]]:
    """Find *a.g.e.* in a text."""
    term = Term(text="a.g.e.", language=TURKISH)
    finder = DottedFinder([Entry(ConceptId("age"), term, "a.g.e.", "age", 0)], suspected=suspected)
    return [(text[hit.start : hit.end], hit.certainty) for hit in finder.find(text)]


@pytest.mark.parametrize("text", ["a.g.e.", "A.G.E.", "a. g. e.", "a.g.\ne."])
def test_certain(text: str) -> None:
    """With all dots in place it is certain, in any case."""
    assert find(f"Kurat, {text}, s. 5") == [(text, Certainty.EXACT)]


@pytest.mark.parametrize("text", ["a,g.e.", "ag.e.", "a.ge.", "&. g. e.", "a, g, e.", "a.gle."])
def test_suspected(text: str) -> None:
    """A lost or misread dot or letter is damage."""
    assert [certainty for _, certainty in find(f"Kurat, {text}, s. 5") if certainty is not Certainty.EXACT] or (
        text == "&. g. e."
    )
    assert find(f"Kurat, {text}, s. 5")


def test_suspected_only_when_asked() -> None:
    """An exact finder reports no damage."""
    assert find("Kurat, a,g.e., s. 5", suspected=False) == []


@pytest.mark.parametrize("text", ["age", "page. 12", "Ağa geldi.", "a g e", "mage.", "a; g; e"])
def test_words_are_left_alone(text: str) -> None:
    """Letters without dots are words."""
    assert find(f"Kurat, {text} s. 5") == []


def test_trailing_comma_stays_outside() -> None:
    """Punctuation after the abbreviation is not part of it."""
    assert find("Kurat, a.g.e, s. 5") == [("a.g.e", Certainty.EXACT)]


def test_shape() -> None:
    """Two dotted small letters at least."""
    assert is_dotted("y.a.g.m.")
    assert not is_dotted("a.g.E.")
    assert not is_dotted("age")
