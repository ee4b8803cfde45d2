"""From pieces of text on PDF pages to text in reading order: columns, paragraphs, notes at the foot.

The text is written the way the cleaner reads documents: a form feed begins a page, an empty line parts paragraphs, a
line of spaces is the rule above footnotes, a space at a line's end says that a word ends there.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from parallel.model.document import MarkKind, RawMark
from parallel.model.span import Span
from parallel.read.pdf.columns import PlacedLine, reading_order
from parallel.read.pdf.heads import WrittenLine, running_heads
from parallel.read.pdf.lines import TextLine, page_lines
from parallel.read.pdf.pieces import TextPiece

RULE = " " * 24
"""What stands for the rule above footnotes."""
_PARAGRAPH_GAP = 1.35
"""Line distances that begin a paragraph (chosen by us)."""
_INDENT = 0.6
"""Letter sizes by which the first line of a paragraph is set in, at least."""
_SMALL_PRINT = 0.93
"""Notes are set smaller than this share of the text's letters."""
_SIZE_STEP = 0.06
"""A change of letter size by more than this share begins something new."""
_TRAILING_KNOWN = 0.1
"""Above this share of lines with a space at their end, its absence says something (as in the cleaner)."""
_LABEL = re.compile(r"[(\[]?(?:\d{1,3}|[*†‡]{1,3})[)\].]?\s*[^\W\d]")
_FIGURES = re.compile(r"[\W\d]*")
_HYPHENS = "-‐‑\u00ad\u00ac"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usual:
    """What is usual in a document."""

    size: float
    """Letter size of most of the text."""
    leading: float
    """Distance of base lines, in letter sizes."""


def pages_text(pages: Sequence[Sequence[TextPiece]]) -> tuple[str, tuple[RawMark, ...]]:
    """Return the text of pages in reading order, a form feed between pages, and marks of their running heads.

    Cost: n log n in pieces.
    """
    placed = [_placed(pieces) for pieces in pages]
    usual = _usual([item for page in placed for item in page])
    lines = [_page_lines(page, usual) for page in placed]
    written = [line.text for page in lines for line in page if line.text.strip()]
    if sum(text.endswith(" ") for text in written) <= len(written) * _TRAILING_KNOWN:
        lines = [[_ended(line) for line in page] for page in lines]
    heads = running_heads(lines, usual.size)
    parts: list[str] = []
    marks: list[RawMark] = []
    at = 0
    for number, page in enumerate(lines):
        for line in page:
            if (number, line) in heads:
                marks.append(RawMark(span=Span(at, at + len(line.text)), kind=MarkKind.RUNNING_HEAD))
            parts.append(f"{line.text}\n")
            at += len(parts[-1])
        if number + 1 < len(lines):
            parts.append("\f")
            at += 1
    return "".join(parts), tuple(marks)


def _ended(line: WrittenLine) -> WrittenLine:
    """Say that a word ends with a line, unless a hyphen says otherwise."""
    return replace(line, text=f"{line.text} ") if line.text.strip() and line.text[-1] not in _HYPHENS else line


def _placed(pieces: Sequence[TextPiece]) -> list[PlacedLine]:
    """Order a page: what is printed in its main direction, then what is printed across it."""
    letters = Counter[tuple[int, int]]()
    for piece in pieces:
        letters[piece.turn] += len(piece.text)
    found: list[PlacedLine] = []
    for turn, _ in letters.most_common():
        found.extend(reading_order(page_lines(piece for piece in pieces if piece.turn == turn)))
    return found


def _usual(placed: list[PlacedLine]) -> _Usual:
    sizes = Counter[float]()
    for item in placed:
        sizes[round(item.line.size, 1)] += len(item.line.text)
    steps = [
        (one.line.base - two.line.base) / one.line.size
        for one, two in pairwise(placed)
        if one.column == two.column and one.line.base > two.line.base and not (one.margin or two.margin)
    ]
    return _Usual(size=max(sizes, key=lambda size: sizes[size], default=1.0), leading=median(steps) if steps else 1.2)


def _page_lines(placed: list[PlacedLine], usual: _Usual) -> list[WrittenLine]:
    """Return a page's lines: head and text, then a rule and the notes, then its foot."""
    text, notes, foot = _with_notes_last(placed, usual)
    written = _written(text, usual)
    if notes:
        written += [WrittenLine(""), WrittenLine(RULE), *_written(notes, usual)]
    if foot:
        written += [WrittenLine(""), *_written(foot, usual)]
    return written


def _with_notes_last(
    placed: list[PlacedLine], usual: _Usual
) -> tuple[list[PlacedLine], list[PlacedLine], list[PlacedLine]]:
    """Part the notes at the foot of the columns, and the page's own foot, from the text."""
    inner = [at for at, item in enumerate(placed) if not item.margin]
    end = inner[-1] + 1 if inner else len(placed)
    body, foot = placed[:end], placed[end:]
    lowest: dict[int, float] = {}
    for item in body:
        if not (item.margin or _small(item.line, usual) or _FIGURES.fullmatch(item.line.text)):
            lowest[item.column] = min(lowest.get(item.column, item.line.base), item.line.base)
    floor = lowest.get(0, float("inf"))
    notes = [
        item
        for item in body
        if _small(item.line, usual)
        and not item.margin
        and item.line.base < min(floor, lowest.get(item.column, min(lowest.values(), default=0.0)))
    ]
    if not lowest or not any(_LABEL.match(item.line.text) for item in notes):
        return body, [], foot
    kept = {id(item) for item in notes}
    return [item for item in body if id(item) not in kept], notes, foot


def _small(line: TextLine, usual: _Usual) -> bool:
    return line.size < usual.size * _SMALL_PRINT


def _written(placed: list[PlacedLine], usual: _Usual) -> list[WrittenLine]:
    """Return lines with an empty one where something new begins."""
    found: list[WrittenLine] = []
    for before, item in pairwise((None, *placed)):
        if item is None:
            continue
        if before is not None and _begins(before, item, usual):
            found.append(WrittenLine(""))
        found.append(WrittenLine(item.line.text, item.margin, item.line.base, item.line.size))
    return found


def _begins(before: PlacedLine, item: PlacedLine, usual: _Usual) -> bool:
    """Tell whether a paragraph, heading or the like begins with a line."""
    one, two = before.line, item.line
    if before.margin or item.margin:
        return True
    if abs(one.size - two.size) > _SIZE_STEP * max(one.size, two.size) or one.bold != two.bold:
        return True
    indented = two.left > item.edge + _INDENT * two.size
    if before.column != item.column or two.base > one.base:
        return indented
    if one.base - two.base > _PARAGRAPH_GAP * usual.leading * one.size:
        return True
    return indented and one.left < before.edge + _INDENT * one.size
