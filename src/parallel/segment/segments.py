"""Segments of passages and documents, with ids that an inserted sentence does not change."""

from collections import Counter
from hashlib import sha256

from parallel.model.document import CleanDocument, Passage, Role, Segment, SegmentId
from parallel.model.span import Span
from parallel.segment.splitter import split_text

WHOLE = frozenset({Role.TITLE, Role.HEADING, Role.KEYWORDS, Role.REFERENCE})
"""Roles whose passages hold no sentences and are one segment each."""
ID_DIGITS = 8
"""Hex digits of the text's SHA-256 in a segment id (``docs/design``)."""


def segment_document(document: CleanDocument) -> tuple[Segment, ...]:
    """Return the segments of all passages in reading order. Cost: linear in the text."""
    return tuple(segment for passage in document.passages for segment in segment_passage(passage))


def segment_passage(passage: Passage) -> tuple[Segment, ...]:
    """Return the segments of one passage; titles, headings, keyword lines and references are one segment each."""
    seen: Counter[str] = Counter()
    segments = []
    for span in _spans(passage):
        text = span.of(passage.text)
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]
        seen[digest] += 1
        repeat = f"-{seen[digest]}" if seen[digest] > 1 else ""
        segment_id = SegmentId(f"{passage.id}/{digest}{repeat}")
        segments.append(Segment(id=segment_id, passage=passage.id, language=passage.language, span=span, text=text))
    return tuple(segments)


def segment_whole(passage: Passage) -> Segment:
    """Return a passage that is one sentence as its only segment."""
    digest = sha256(passage.text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]
    span = Span(0, len(passage.text))
    return Segment(
        id=SegmentId(f"{passage.id}/{digest}"),
        passage=passage.id,
        language=passage.language,
        span=span,
        text=passage.text,
    )


def _spans(passage: Passage) -> tuple[Span, ...]:
    if passage.role not in WHOLE:
        return split_text(passage.text, passage.language)
    stripped = passage.text.strip()
    start = passage.text.find(stripped)
    return (Span(start, start + len(stripped)),) if stripped else ()
