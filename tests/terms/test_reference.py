"""The matcher against simpler, slower ways to the same mentions."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallel.model.document import TURKISH
from parallel.model.span import Span
from parallel.model.termbase import Concept, ConceptId, Term, TermBase
from parallel.terms import TermMatcher, matcher
from parallel.terms.matching import suspects
from parallel.terms.matching.index import TermIndex
from parallel.terms.matching.stream import LetterStream
from parallel.terms.matching.suspects import SuspectFinder

TERMS = (
    "sancak", "hudut", "Kars", "Kars Antlaşması", "Büyük Millet Meclisi", "Büyük Millet Meclisi Reisliği", "TBMM",
    "Tekâlif-i Milliye", "teklifname", "mukabil teklifname", "Misak-ı Millî", "I. Dünya Savaşı", "Hariciye Vekili",
    "Hariciye Vekâleti", "Lozan Konferansı", "Lozan Konferansı kararı", "a.g.e.", "hakk-ı hıyar",
)  # fmt: skip
WORDS = (
    *TERMS,
    "sancaklı",
    "hudutsuz",
    "gümrük",
    "meclis",
    "ve",
    "kararı",
    "Tekalif",
    "reisi",
    "II. Dünya",
    "T. B. M. M.",
)
ENDINGS = ("", "", "’nın", "ı", "lar", "’nden", "a", "-\nda", ",", ".", " -", "ndaki", "ʼye")
DAMAGE = ("rn", "l", "1", "c", "x", "", " ", "\u00ad", "’", "ı", "İ", "i", "ş", "ğ", "\u2028", "\u00a0", "\n")


def base(texts: Sequence[str]) -> TermBase:
    """Build a term base with one concept per Turkish term, named after it."""
    return TermBase(
        concepts=tuple(
            Concept(id=ConceptId(text), domain="", definition="", terms=(Term(text=text, language=TURKISH),))
            for text in texts
        )
    )


EXACT = TermMatcher(base(TERMS), TURKISH, suspected=False)
ALONE = [TermMatcher(base([text]), TURKISH, suspected=False) for text in TERMS]
BOTH = TermMatcher(base(TERMS), TURKISH)

texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(ENDINGS)), min_size=1, max_size=8).map(
    lambda words: " ".join(word + ending for word, ending in words)
)
damages = st.lists(st.tuples(st.integers(0, 150), st.sampled_from(DAMAGE)), max_size=6)


def damaged(text: str, places: Sequence[tuple[int, str]]) -> str:
    """Return a text in which a few characters are replaced."""
    letters = list(text)
    for place, with_what in places:
        letters[place % len(letters)] = with_what
    return "".join(letters)


@given(text=texts, places=damages)
def test_many_terms_are_found_as_each_alone(text: str, places: list[tuple[int, str]]) -> None:
    """The index over all terms finds what a matcher for each single term finds."""
    text = damaged(text, places)
    together = {(mention.concept, mention.span) for mention in EXACT.find(text, nested=True)}
    apart = {(mention.concept, mention.span) for each in ALONE for mention in each.find(text)}
    assert together == apart


@given(text=texts, places=damages)
def test_what_cannot_win_need_not_be_looked_for(text: str, places: list[tuple[int, str]]) -> None:
    """Suspects that are left out beside certain mentions are those that would lose against them."""
    text = damaged(text, places)
    found = BOTH.find(text)
    stream = LetterStream(text)
    certain = EXACT.find(text, nested=True)
    for start, _, end, entry, _ in SuspectFinder(TermIndex(base(TERMS), TURKISH).entries).find(stream):
        span = Span(*stream.text_span(start, end))
        rivals = [mention for mention in certain if mention.span.start < span.end and span.start < mention.span.end]
        if not rivals:
            assert any(mention.span.start < span.end and span.start < mention.span.end for mention in found), entry


@pytest.mark.parametrize("seed", range(3))
def test_both_ways_to_suspects_agree(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words asked one by one and words asked all at once give the same mentions."""
    dice = random.Random(seed)
    text = " ".join(dice.choice(WORDS) + dice.choice(ENDINGS) for _ in range(400))
    text = damaged(text, [(dice.randrange(len(text)), dice.choice(DAMAGE)) for _ in range(250)])
    one_by_one = TermMatcher(base(TERMS), TURKISH).find(text, nested=True)
    monkeypatch.setattr(suspects, "WORTH_HASHING", 0)
    at_once = TermMatcher(base(TERMS), TURKISH).find(text, nested=True)
    assert at_once == one_by_one
    assert {mention.certainty.value for mention in at_once} == {"exact", "suspected"}
    monkeypatch.setattr(matcher, "_place", lambda _: (0, 0, 0))
    assert TermMatcher(base(TERMS), TURKISH).find(text, nested=True) == one_by_one
