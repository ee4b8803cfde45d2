"""Pieces of terms that damage leaves whole, asked word by word."""

import pytest

from parallel.model.document import TURKISH
from parallel.model.termbase import ConceptId, Term
from parallel.terms.matching.index import Entry
from parallel.terms.matching.pieces import Pieces
from parallel.terms.matching.stream import LetterStream, fold_letters
from parallel.terms.matching.suspects import budget_of

TEXT = "Lozan Konfreansı sulh muahcdesi teklifnarne Lozan Konferansı’nın tek1ifname ozan Konferansı ve bir şu bu o"


def filed(*texts: str) -> Pieces:
    """File terms under the edits their length allows."""
    entries: dict[int, list[Entry]] = {}
    for rank, text in enumerate(texts):
        letters = fold_letters(text)
        entry = Entry(ConceptId(text), Term(text=text, language=TURKISH), text, letters, rank)
        entries.setdefault(budget_of(letters), []).append(entry)
    return Pieces(entries)


def found(pieces: Pieces, text: str, *, least: int = 0) -> list[tuple[int, str]]:
    """Return the candidates at every word of a text."""
    stream = LetterStream(text)
    return [
        (start, entry.concept)
        for start, entry in pieces.candidates(stream.letters, dict.fromkeys(stream.starts, least))
    ]


@pytest.mark.parametrize(
    "text", ["Loxan Konferansı", "Lozan Kinferansı", "Lozan Konferxnsx", "Lxzan Konfexansı", "LozanXKonferanXı"]
)
def test_two_edits_anywhere_leave_a_key(text: str) -> None:
    """Whatever two letters change, some plan still brings the term, and brings it once."""
    assert found(filed("Lozan Konferansı", "sulh muahedesi"), text) == [(0, "Lozan Konferansı")]


@pytest.mark.parametrize("text", ["teklifnane", "texlifname", "eklifname", "tekliifname"])
def test_one_edit_anywhere_leaves_a_key(text: str) -> None:
    """Whatever one letter changes, vanishes or is added, some plan still brings a shorter term."""
    assert found(filed("teklifname"), text) == [(0, "teklifname")]


def test_short_terms_give_way() -> None:
    """Where a longer term is asked for, a shorter one is no candidate."""
    pieces = filed("Lozan Konferansı", "Lozan Konferansı murahhası")
    names = {name for _, name in found(pieces, "Lozan Konfrransı murahhası", least=16)}
    assert names == {"Lozan Konferansı murahhası"}


def test_nothing_filed() -> None:
    """Without terms there are no candidates."""
    assert found(filed(), TEXT) == []
