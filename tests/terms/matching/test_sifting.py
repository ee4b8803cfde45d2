"""Asking for damaged terms by arrays of numbers."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallel.model.document import TURKISH
from parallel.model.termbase import ConceptId, Term
from parallel.terms.matching import sifting
from parallel.terms.matching.index import Entry
from parallel.terms.matching.pieces import Pieces
from parallel.terms.matching.sifting import Sieve
from parallel.terms.matching.stream import LetterStream, fold_letters
from parallel.terms.matching.suspects import TOLERANT, budget_of, near

HEADS = ("Lozan Konferansı", "sulh muahedesi", "teklifname", "müttefikler", "Büyük Millet Meclisi", "Kafkas Seddi")
TAILS = ("", " kararı", " azası", " murahhas heyeti", " zabıtlarının ikinci celsesindeki nutuklar mecmuası")
TERMS = tuple(head + tail for head in HEADS for tail in TAILS)
DAMAGE = ("rn", "ii", "l", "1", "c", "x", "", " ", "\u00ad", "’", "-\n", "â", "İ", "ı", "\u2028", "\u00a0")


def entries(texts: Sequence[str] = TERMS) -> dict[int, list[Entry]]:
    """File terms under the edits their length allows."""
    made: dict[int, list[Entry]] = {}
    for rank, text in enumerate(texts):
        letters = fold_letters(text)
        if len(letters) >= TOLERANT:
            entry = Entry(ConceptId(text), Term(text=text, language=TURKISH), text, letters, rank)
            made.setdefault(budget_of(letters), []).append(entry)
    return made


FILED = entries()
SIEVE, PIECES = Sieve(FILED), Pieces(FILED)


def near_ones(asked: Sieve | Pieces, text: str, least: int = 0) -> list[tuple[int, str]]:
    """Return the candidates that are near what stands in the text."""
    stream = LetterStream(text)
    starts = [start for start in stream.starts if start < len(stream.letters)]
    found = asked.candidates(stream.letters, dict.fromkeys(starts, least))
    return sorted((start, entry.concept) for start, entry in found if near(stream.letters, start, entry.letters))


def damaged(terms: Sequence[str], places: Sequence[tuple[int, str]]) -> str:
    """Return a text of terms in which a few characters are replaced."""
    text = list(" ve ".join(terms))
    for place, with_what in places:
        text[place % len(text)] = with_what
    return "".join(text)


@given(
    terms=st.lists(st.sampled_from(TERMS), min_size=1, max_size=4),
    places=st.lists(st.tuples(st.integers(0, 200), st.sampled_from(DAMAGE)), max_size=8),
    least=st.sampled_from((0, 0, 16)),
)
def test_sifting_loses_and_adds_nothing(terms: list[str], places: list[tuple[int, str]], least: int) -> None:
    """Of what is near, hashes and pairs of letters bring what asking word by word brings."""
    text = damaged(terms, places)
    assert near_ones(SIEVE, text, least) == near_ones(PIECES, text, least)


def test_a_long_text_is_asked_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one block of words ends and the next begins makes no difference, nor how many terms are sifted at once."""
    dice = random.Random(1923)
    text = damaged(dice.choices(TERMS, k=60), [(dice.randrange(2000), dice.choice(DAMAGE)) for _ in range(120)])
    whole = near_ones(SIEVE, text)
    monkeypatch.setattr(sifting, "_BLOCK", 7)
    monkeypatch.setattr(sifting, "_PAIRS", 3)
    assert len(whole) > len(HEADS)
    assert near_ones(SIEVE, text) == whole == near_ones(PIECES, text)


@pytest.mark.parametrize("text", ["", "Lozan", "Ж", "Lozan Konfe"])
def test_little_text(text: str) -> None:
    """A text shorter than a term has no candidates that are near, nor does one in other letters."""
    assert near_ones(SIEVE, text) == []


def test_no_terms() -> None:
    """Without terms there are no candidates."""
    assert near_ones(Sieve({}), "Lozan Konferansı") == []


def test_terms_that_begin_alike_are_told_apart() -> None:
    """Of many terms with one beginning only those come back whose ends resemble the text."""
    words = [a + b + c for a in "bdkmst" for b in "aeiou" for c in ("lgat", "rkez", "nduk", "stiv")]
    sieve = Sieve(entries([f"Büyük Millet Meclisi {word} {word[::-1]}" for word in words]))
    stream = LetterStream("Büyük Millet Meclisi mcrkez zekremi")
    found = [entry.concept for _, entry in sieve.candidates(stream.letters, {0: 0})]
    assert "Büyük Millet Meclisi merkez zekrem" in found
    assert len(found) < len(words) / 2
