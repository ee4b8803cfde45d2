"""Second copies: a page, or the end of one, that the extraction printed twice.

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
            for line in lines[at : at + length]:
                sheet.drop_line(line, DropReason.SECOND_COPY, "second-copies")
            at += length
        else:
            earlier.setdefault(keys[at], []).append(at)
            at += 1


def _longest_run(keys: list[str], sources: list[int], at: int) -> tuple[int, int]:
    """Return where the longest earlier run equal to the lines from ``at`` on begins, and its length."""
    best = (0, 0)
    for source in sources[-8:]:  # the last eight places are enough: a copy follows its page closely
        length = 0
        while source + length < at and at + length < len(keys) and keys[source + length] == keys[at + length]:
            length += 1
        if length >= best[1]:
            best = (source, length)
    return best


def _is_copy(lines: list[Line], source: int, at: int, length: int) -> bool:
    run = lines[at : at + length]
    if length < _FEW_LINES or sum(map(len, (line.text for line in run))) < _FEW_LETTERS:
        return False
    if length >= _SURE_LINES:
        return True
    following = lines[at + length] if at + length < len(lines) else None
    touches = any(line.page_start for line in run) or following is None or following.page_start
    return touches or lines[at - 1].kind is Kind.DROPPED
