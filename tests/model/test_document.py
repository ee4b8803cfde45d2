"""Documents know where their text stands."""

import pytest

from parallel.errors import ParallelError
from parallel.model.document import TURKISH, CleanDocument, DocId, Passage, PassageId, RawDocument, Role
from parallel.model.span import Piece, Span, SpanMap

RAW = RawDocument(id=DocId("d"), name="d.txt", text="Birinci satır\nikinci\nüçüncü")
PASSAGE = Passage(
    id=PassageId("d/body"),
    role=Role.BODY,
    language=TURKISH,
    text="ikinci",
    spans=SpanMap((Piece(Span(0, 6), Span(14, 20)),)),
)
DOCUMENT = CleanDocument(raw=RAW, passages=(PASSAGE,), drops=(), page_starts=(0, 14))


def test_place_counts_pages_and_lines_from_one() -> None:
    """A place is named as a person would look it up."""
    place = DOCUMENT.place(Span(14, 20))
    assert (place.page, place.first_line, place.last_line) == (2, 2, 2)


def test_place_spans_lines() -> None:
    """The last line is the one that holds the last code point, not the one after."""
    place = DOCUMENT.place(Span(0, 14))
    assert (place.page, place.first_line, place.last_line) == (1, 1, 1)
    assert DOCUMENT.place(Span(3, 22)).last_line == 3


def test_passage_by_id() -> None:
    """A passage is found by its id; an unknown id is an error."""
    assert DOCUMENT.passage(PassageId("d/body")) is PASSAGE
    with pytest.raises(ParallelError):
        DOCUMENT.passage(PassageId("d/none"))


def test_digest_depends_on_the_text_only() -> None:
    """Equal texts have equal digests, whatever their name."""
    twin = RawDocument(id=DocId("e"), name="e.txt", text=RAW.text)
    assert twin.digest == RAW.digest
    assert RawDocument(id=DocId("d"), name="d.txt", text="başka").digest != RAW.digest
