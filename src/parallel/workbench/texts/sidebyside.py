"""Raw and clean text side by side, line by line, for a person who wants to see what the cleaner did."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from parallel.clean.rulings import STEP
from parallel.model.document import CleanDocument, Drop, Role

NARROWEST = 60
"""Fewer columns than this show nothing of use."""
_MARK = 5
"""Columns of the line number."""
_WIDE = frozenset("WF")


def side_by_side(document: CleanDocument, width: int) -> Iterator[str]:
    """Yield a line for each raw line: its number, its text, and what became of it.

    On the right stand the words that were kept, a passage's role where one begins, and ``‹reason›`` where text was
    dropped. Cost: linear.

    Args:
        document: cleaned.
        width: columns of the whole, at least ``NARROWEST``.
    """
    text = document.raw.text
    half = (max(width, NARROWEST) - _MARK - 5) // 2
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    kept = _by_line(document, starts)
    for number, line in enumerate(text.split("\n")):
        if number == len(starts) - 2 and not line:
            return
        left = _cells(line.strip("\f"), half)
        yield f"{number + 1:>{_MARK}} {left} │ {' '.join(kept.get(number, ())).rstrip()}".rstrip() + "\n"


def _by_line(document: CleanDocument, starts: list[int]) -> dict[int, list[str]]:
    """Return, by raw line, what became of it, in raw order."""
    events: list[tuple[int, str]] = []
    for passage in document.passages:
        for at, piece in enumerate(passage.spans.pieces):
            kept = piece.clean.of(passage.text)
            name = f"[{passage.role.value}] " if at == 0 and passage.role is not Role.BODY else "¶ " if at == 0 else ""
            events.extend(_pieces(name, kept, piece.raw.start, piece.raw.end, starts))
    events.extend((drop.span.start, f"‹{_reason(drop)}›") for drop in document.drops)
    found: dict[int, list[str]] = {}
    for at, words in sorted(events, key=lambda event: event[0]):
        row = found.setdefault(bisect_right(starts, at) - 1, [])
        if not row or not words.startswith("‹") or row[-1] != words:
            row.append(words)
    return found


def _reason(drop: Drop) -> str:
    return "excluded" if drop.step == STEP else drop.reason.value


def _pieces(name: str, kept: str, start: int, end: int, starts: list[int]) -> Iterator[tuple[int, str]]:
    """Yield a piece cut where its raw lines end; a piece edited as a whole stays whole."""
    if len(kept) != end - start:
        yield start, name + kept
        return
    at = start
    while at < end:
        line_end = starts[bisect_right(starts, at)]
        part = kept[at - start : min(line_end, end) - start].strip()
        if part:
            yield at, name + part
            name = ""
        at = line_end


def _cells(text: str, width: int) -> str:
    """Return text cut or filled to a number of columns; signs that take none or two are counted as such."""
    shown, used = [], 0
    for char in text:
        size = _columns(char)
        if used + size > width - (1 if used + size == width else 0) and used + size >= width:
            shown.append("…")
            used += 1
            break
        shown.append(char if char.isprintable() else "·")
        used += size
    return "".join(shown) + " " * max(width - used, 0)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1
