"""Second copies: a page, or a part of one, that the extraction printed twice.

A copy repeats earlier lines in their order, line breaks and all. A sentence that an author repeats is broken
differently, so equal lines in a row are evidence enough once they are many or stand at a page start.
"""

from parallel.clean.sheet import Kind, Line, Sheet
from parallel.model.document import DropReason

_SURE_LINES = 6
"""So many equal lines in a row are a copy wherever they stand (chosen by us; treaty clauses repeat up to three)."""
_FEW_LINES = 2
"""Fewer than this are never a copy; between the two, the run must touch a page start."""
_FEW_LETTERS = 60
"""Letters a short run must have: about one full line."""
_GOES_ON = 3
"""So many equal lines show that a copy goes on behind a line that differs."""
_SOURCES = 8
"""So many earlier places of a line are tried, the last ones: a copy follows its page closely."""


def drop_second_copies(sheet: Sheet) -> None:
    """Drop runs of lines that repeat earlier lines in order; their notes are copied with them and go too.

    Cost: linear in the number of lines, but for a text that says one line over and over.
    """
    lines = [line for line in sheet.lines if line.text]
    keys = [" ".join(line.text.split()) for line in lines]
    earlier: dict[str, list[int]] = {}
    at = 0
    while at < len(lines):
        source, length = _longest_run(keys, earlier.get(keys[at], []), at)
        if length and _is_copy(lines, source, at, length):
            length = _over_gaps(keys, source, at, length)
            for line in lines[at : at + length]:
                sheet.drop_line(line, DropReason.SECOND_COPY, "second-copies")
            at += length
        else:
            earlier.setdefault(keys[at], []).append(at)
            at += 1


def _longest_run(keys: list[str], sources: list[int], at: int) -> tuple[int, int]:
    """Return where the longest earlier run begins that equals the lines from ``at`` on, and its length."""
    best = (0, 0)
    for source in sources[-_SOURCES:]:
        length = _equal(keys, source, at, at)
        if length >= best[1]:
            best = (source, length)
    return best


def _equal(keys: list[str], source: int, copy: int, end: int) -> int:
    """Return how many lines are equal from two positions on, the first stretch ending before ``end``."""
    length = 0
    while source + length < end and copy + length < len(keys) and keys[source + length] == keys[copy + length]:
        length += 1
    return length


def _over_gaps(keys: list[str], source: int, at: int, length: int) -> int:
    """Extend a copy over single lines that were read differently, where it goes on behind them."""
    while (more := _equal(keys, source + length + 1, at + length + 1, at)) >= _GOES_ON:
        length += 1 + more
    return length


def _is_copy(lines: list[Line], source: int, at: int, length: int) -> bool:
    run = lines[at : at + length]
    if length < _FEW_LINES or sum(map(len, (line.text for line in run))) < _FEW_LETTERS:
        return False
    if length >= _SURE_LINES or lines[at - 1].kind is Kind.DROPPED:
        return True
    following = lines[at + length] if at + length < len(lines) else None
    return lines[at].page_start and (lines[source].page_start or following is None or following.page_start)
