"""The machine's view of a cleaned document."""

import json

from parallel.exchange.clean_json import render_clean
from parallel.model.document import (
    TURKISH,
    CleanDocument,
    DocId,
    Drop,
    DropReason,
    Passage,
    PassageId,
    RawDocument,
    Role,
)
from parallel.model.span import Piece, Span, SpanMap


def test_passages_and_drops_carry_their_places() -> None:
    """Spans and dropped ranges are code points of the raw file."""
    raw = RawDocument(id=DocId("d"), name="d.txt", text="19\nÇarlık")
    spans = SpanMap((Piece(Span(0, 6), Span(3, 9)),))
    passage = Passage(id=PassageId("d/body"), role=Role.BODY, language=TURKISH, text="Çarlık", spans=spans)
    drop = Drop(span=Span(0, 2), reason=DropReason.PAGE_NUMBER, step="page-numbers")
    said = json.loads(render_clean(CleanDocument(raw=raw, passages=(passage,), drops=(drop,))))
    assert said["dropped"] == [[0, 2, "page-number"]]
    assert said["passages"] == [
        {"id": "d/body", "role": "body", "language": "tr", "text": "Çarlık", "spans": [[0, 6, 3, 9]], "notes": []}
    ]
