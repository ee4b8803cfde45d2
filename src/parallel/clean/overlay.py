"""Accepted repairs put over the clean text: the raw text stays, and every repaired word keeps its way back to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from parallel.errors import ParallelError
from parallel.model.document import CleanDocument, Passage, Repair
from parallel.model.span import Piece, Span, SpanMap

STEP = "overlay"
"""Name of this step in the span maps."""


def apply_repairs(document: CleanDocument, repairs: Iterable[Repair]) -> tuple[CleanDocument, tuple[Repair, ...]]:
    """Put repairs into the passages; return those that no longer fit beside the document.

    A repair fits where its word begins at its raw offset. Where the raw text has changed, it fits if its line, or else
    the whole document, holds the word just once. Cost: linear in the text for each word repaired.

    Args:
        document: cleaned.
        repairs: in any order.
    """
    changes: dict[int, dict[Span, str]] = defaultdict(dict)
    unfit: list[Repair] = []
    for repair in repairs:
        place = _place(document, repair)
        if place is None or any(place[1].overlaps(taken) for taken in changes[place[0]]):
            unfit.append(repair)
        else:
            changes[place[0]][place[1]] = repair.meant
    passages = list(document.passages)
    mended: list[Span] = []
    for position, spans in changes.items():
        if spans:
            passages[position] = _changed(passages[position], sorted(spans.items()))
            mended += [piece.raw for piece in passages[position].spans.pieces if piece.step == STEP]
    drops = tuple(drop for drop in document.drops if not any(span.contains(drop.span) for span in mended))
    return replace(document, passages=tuple(passages), drops=drops), tuple(unfit)


def _place(document: CleanDocument, repair: Repair) -> tuple[int, Span] | None:
    """Return the position of the passage, and the place in it, where a repair fits."""
    found = list(_occurrences(document, repair.printed))
    exact = [(position, span) for position, span, start in found if start == repair.at]
    if exact:
        return exact[0]
    text = document.raw.text
    on_line = [(position, span) for position, span, start in found if text.count("\n", 0, start) + 1 == repair.line]
    if len(on_line) == 1:
        return on_line[0]
    return found[0][:2] if len(found) == 1 else None


def _occurrences(document: CleanDocument, word: str) -> Iterator[tuple[int, Span, int]]:
    """Yield where a word stands: passage, place in it, raw offset."""
    for position, passage in enumerate(document.passages):
        at = passage.text.find(word) if word else -1
        while at >= 0:
            span = Span(at, at + len(word))
            if _whole_word(passage.text, span):
                yield position, span, passage.spans.to_raw(span).start
            at = passage.text.find(word, at + 1)


def _whole_word(text: str, span: Span) -> bool:
    around = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    return not any(char.isalnum() for char in around)


def _changed(passage: Passage, changes: list[tuple[Span, str]]) -> Passage:
    """Return a passage with some stretches replaced, each one piece of its map."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = at = 0

    def write(text: str, raw: Span, step: str) -> None:
        nonlocal length
        parts.append(text)
        pieces.append(Piece(Span(length, length + len(text)), raw, step))
        length += len(text)

    for span, meant in changes:
        start, end = _widened(passage.spans, span)
        for piece in _between(passage.spans, at, start):
            write(piece.clean.of(passage.text), piece.raw, piece.step)
        word = passage.text[start : span.start] + meant + passage.text[span.end : end]
        write(word, passage.spans.to_raw(Span(start, end)), STEP)
        at = end
    for piece in _between(passage.spans, at, len(passage.text)):
        write(piece.clean.of(passage.text), piece.raw, piece.step)
    return replace(passage, text="".join(parts), spans=SpanMap(tuple(pieces)))


def _widened(spans: SpanMap, span: Span) -> tuple[int, int]:
    """Return a place that cuts no piece which was edited as a whole."""
    start, end = span.start, span.end
    for piece in spans.pieces:
        if len(piece.clean) != len(piece.raw) and piece.clean.overlaps(span):
            start, end = min(start, piece.clean.start), max(end, piece.clean.end)
    return start, end


def _between(spans: SpanMap, start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces between two places of the clean text, cut where they are longer."""
    for piece in spans.pieces:
        first, last = max(piece.clean.start, start), min(piece.clean.end, end)
        if first >= last:
            continue
        if len(piece.clean) == len(piece.raw):
            raw = Span(piece.raw.start + first - piece.clean.start, piece.raw.start + last - piece.clean.start)
            yield Piece(Span(first, last), raw, piece.step)
        else:
            yield piece


def repair_of(document: CleanDocument, raw: Span, printed: str, meant: str) -> Repair:
    """Return the repair of a word at a raw place.

    Raises:
        ParallelError: nothing is to be read instead.
    """
    if not meant.strip():
        raise ParallelError(f"no reading for {printed!r}")
    return Repair(
        line=document.raw.text.count("\n", 0, raw.start) + 1, at=raw.start, printed=printed, meant=meant.strip()
    )
