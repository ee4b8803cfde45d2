"""Pieces of terms that damage leaves whole."""

import pytest

from parallel.model.document import TURKISH
from parallel.model.termbase import ConceptId, Term
from parallel.terms.matching.index import Entry
from parallel.terms.matching.pieces import PLANS, LetterHashes, Pieces
from parallel.terms.matching.stream import LetterStream, fold_letters

TERMS = ("Lozan Konferansı", "sulh muahedesi", "teklifname", "müttefikler", "Gümrü Antlaşması", "Kafkas Seddi")
TEXT = (
    "Lozan Konfreansı sulh muahcdesi teklifnarne rnüttefikler Günirü Antlaşması Kafkas Scddi Lozan Konferansı’nın "
    "müttefikIer Ж sulh muahedesi tek1ifname ozan Konferansı Gümrrü Antlaşmaası ve bir şu bu o"
)


def filed(cuts: tuple[int, ...], shifts: tuple[tuple[int, int], ...], edits: int) -> Pieces:
    """File the terms long enough for a plan."""
    pieces = Pieces(cuts, shifts)
    for rank, text in enumerate(TERMS):
        letters = fold_letters(text)
        if (len(letters) >= 14) == (edits == 2):
            pieces.add(Entry(ConceptId(text), Term(text=text, language=TURKISH), text, letters, rank))
    return pieces


@pytest.mark.parametrize(
    ("edits", "cuts", "shifts"), [(edits, *plan) for edits, plans in PLANS.items() for plan in plans]
)
@pytest.mark.parametrize("text", [TEXT, TEXT * 40, "Lozan", ""])
def test_sifting_loses_and_adds_nothing(
    text: str, edits: int, cuts: tuple[int, ...], shifts: tuple[tuple[int, int], ...]
) -> None:
    """Asking a long text by hashes gives the candidates that asking word by word gives."""
    pieces = filed(cuts, shifts, edits)
    stream = LetterStream(text)
    plain = list(pieces.candidates(stream.letters, stream.starts))
    sifted = list(pieces.candidates(stream.letters, [], LetterHashes(stream.letters, stream.starts)))
    assert [(start, entry.concept) for start, entry in sifted] == [(start, entry.concept) for start, entry in plain]


@pytest.mark.parametrize(
    "text", ["Loxan Konferansı", "Lozan Kinferansı", "Lozan Konferxnsx", "Lxzan Konfexansı", "LozanXKonferanXı"]
)
def test_two_edits_anywhere_leave_a_key(text: str) -> None:
    """Whatever two letters change, some plan still brings the term."""
    stream = LetterStream(text)
    found = {
        entry.concept
        for cuts, shifts in PLANS[2]
        for _, entry in filed(cuts, shifts, 2).candidates(stream.letters, stream.starts)
    }
    assert "Lozan Konferansı" in found


def test_nothing_filed() -> None:
    """Without terms there are no candidates, sifted or not."""
    stream = LetterStream(TEXT)
    pieces = Pieces((0, 8), ((0, 0),))
    assert list(pieces.candidates(stream.letters, stream.starts)) == []
    assert list(pieces.candidates(stream.letters, [], LetterHashes(stream.letters, stream.starts))) == []
    assert pieces.at_start


def test_filing_after_asking() -> None:
    """A term filed later is found by hashes too."""
    stream = LetterStream(TEXT)
    hashes = LetterHashes(stream.letters, stream.starts)
    pieces = filed((0, 8), ((0, 0),), 1)
    before = len(list(pieces.candidates(stream.letters, [], hashes)))
    late = Term(text="Lozan Konferansı kararı", language=TURKISH)
    pieces.add(Entry(ConceptId("late"), late, late.text, "lozankonferansikarari", 9))
    assert len(list(pieces.candidates(stream.letters, [], hashes))) == before + 2
