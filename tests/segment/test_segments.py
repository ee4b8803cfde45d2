"""Segments and their ids."""

from hashlib import sha256

import pytest

from parallel.model.document import TURKISH, CleanDocument, DocId, Passage, PassageId, RawDocument, Role, Segment
from parallel.model.span import Piece, Span, SpanMap
from parallel.segment import segment_document, segment_passage


def passage(text: str, role: Role = Role.BODY, name: str = "d/body") -> Passage:
    """Build a Turkish passage."""
    whole = Span(0, len(text))
    return Passage(id=PassageId(name), role=role, language=TURKISH, text=text, spans=SpanMap((Piece(whole, whole),)))


def digest(text: str) -> str:
    """Return the eight digits an id ends in."""
    return sha256(text.encode()).hexdigest()[:8]


def test_segment_knows_its_passage() -> None:
    """Id, passage, language, span and text belong together."""
    first, second = segment_passage(passage("Geldi. Gitti."))
    assert first == Segment(id=first.id, passage=PassageId("d/body"), language=TURKISH, span=Span(0, 6), text="Geldi.")
    assert first.id == f"d/body/{digest('Geldi.')}"
    assert second.span == Span(7, 13)


def test_repeats_are_numbered() -> None:
    """The second and third copy of a sentence get -2 and -3."""
    ids = [segment.id for segment in segment_passage(passage("Geldi. Gitti. Geldi. Geldi."))]
    again = f"d/body/{digest('Geldi.')}"
    assert [ids[0], ids[2], ids[3]] == [again, f"{again}-2", f"{again}-3"]


def test_inserted_sentence_renames_nothing() -> None:
    """Ids come from the text, not from the position."""
    before = {segment.id for segment in segment_passage(passage("Geldi. Gitti."))}
    after = {segment.id for segment in segment_passage(passage("Geldi. Sustu. Gitti."))}
    assert before < after


@pytest.mark.parametrize("role", [Role.TITLE, Role.HEADING, Role.KEYWORDS, Role.REFERENCE])
def test_some_roles_are_whole(role: Role) -> None:
    """Titles, headings, keyword lines and references are one segment each."""
    text = "Giriş. Ankara ve Sivas. Sonuç."
    assert [segment.text for segment in segment_passage(passage(f" {text} ", role))] == [text]


@pytest.mark.parametrize("role", [Role.TITLE, Role.BODY])
def test_empty_passage_has_no_segment(role: Role) -> None:
    """White space gives no segment in any role."""
    assert segment_passage(passage("  ", role)) == ()


def test_document_in_order() -> None:
    """All passages are cut, in reading order; equal texts in two passages have two ids."""
    passages = (passage("Giriş", Role.HEADING, "d/heading"), passage("Geldi. Gitti."), passage("Geldi.", name="d/note"))
    raw = RawDocument(id=DocId("d"), name="d.txt", text="")
    segments = segment_document(CleanDocument(raw=raw, passages=passages, drops=()))
    assert [segment.text for segment in segments] == ["Giriş", "Geldi.", "Gitti.", "Geldi."]
    assert len({segment.id for segment in segments}) == 4
