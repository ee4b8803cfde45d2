"""The machine's view of a cleaned document (``tren clean --format json``)."""

import json

from parallel.model.document import CleanDocument


def render_clean(document: CleanDocument) -> str:
    """Return passages with their spans, and dropped ranges with their reasons, as one JSON object.

    Offsets are code points of the decoded file.
    """
    passages = [
        {
            "id": passage.id,
            "role": passage.role.value,
            "language": passage.language,
            "text": passage.text,
            "spans": [[p.clean.start, p.clean.end, p.raw.start, p.raw.end] for p in passage.spans.pieces],
            "notes": list(passage.notes),
        }
        for passage in document.passages
    ]
    dropped = [[drop.span.start, drop.span.end, drop.reason.value] for drop in document.drops]
    return json.dumps({"passages": passages, "dropped": dropped}, ensure_ascii=False) + "\n"
