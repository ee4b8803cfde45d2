"""Which lines of a page stand in columns, and the order in which a person reads them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from parallel.read.pdf.lines import TextLine, merged, same_row

_COLUMN_LINES = 4
"""A column has at least so many lines (chosen by us)."""
_COLUMN_WIDTH = 0.22
"""A column's lines are wider than this share of the page's text; figures of a table or of a contents list are not."""
_EDGE = 4.0
"""Points by which lines may start apart and still share an edge."""
_APART = 1.5
"""What stands this many line distances apart from the text above or below it is a head or foot of the page."""
_MARGIN_LINES = 2
"""A page's head has at most so many lines, and its foot."""
_DEPTH = 3
"""Columns within columns are looked for so often: four columns are two times two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLine:
    """A line in reading order."""

    line: TextLine
    """What is printed."""
    column: int
    """Lines of one column share a number; 0 is the whole width of the page."""
    edge: float
    """Left edge of its column, in points."""
    margin: bool = False
    """Whether it stands apart at the page's head or foot."""


def reading_order(lines: Sequence[TextLine]) -> list[PlacedLine]:
    """Return the lines of a page as they are read: its head, the columns from left to right, its foot.

    Cost: n log n in lines.

    Args:
        lines: from top to bottom.
    """
    head, body, foot = _margins(list(lines))
    placed = [_margin_line(line) for line in _rows_merged(head)]
    placed.extend(_columns(body, _DEPTH, 0))
    placed.extend(_margin_line(line) for line in _rows_merged(foot))
    return placed


def _margin_line(line: TextLine) -> PlacedLine:
    return PlacedLine(line=line, column=0, edge=line.left, margin=True)


def _margins(lines: list[TextLine]) -> tuple[list[TextLine], list[TextLine], list[TextLine]]:
    """Part the head and foot of a page from its body: what stands apart at the top and at the bottom."""
    rows = list(_row_groups(lines))
    steps = [one[0].base - two[0].base for one, two in pairwise(rows)]
    if len(steps) < _COLUMN_LINES:
        return [], lines, []
    usual = median(steps)
    head = next((n for n in range(1, _MARGIN_LINES + 1) if steps[n - 1] > _APART * usual), 0)
    foot = next((n for n in range(1, _MARGIN_LINES + 1) if steps[-n] > _APART * usual), 0)
    parts = rows[:head], rows[head : len(rows) - foot], rows[len(rows) - foot :]
    top, body, bottom = ([line for row in part for line in row] for part in parts)
    return top, body, bottom


def _row_groups(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Yield lines that share a base line."""
    row: list[TextLine] = []
    for line in lines:
        if row and not same_row(row[0], line):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _rows_merged(lines: Sequence[TextLine]) -> list[TextLine]:
    return [merged(row) for row in _row_groups(lines)]


def _columns(lines: list[TextLine], depth: int, number: int) -> list[PlacedLine]:
    """Order lines that may stand in columns; ``number`` names the column they are in."""
    gutter = _gutter(lines) if depth else None
    if gutter is None:
        whole = _rows_merged(lines)
        edge = _edge(whole)
        return [PlacedLine(line=line, column=number, edge=edge) for line in whole]
    placed: list[PlacedLine] = []
    for band in _bands(lines, gutter):
        left = [line for line in band if line.right <= gutter]
        right = [line for line in band if line.left >= gutter]
        if len(left) + len(right) < len(band) or not (left and right):
            placed.extend(PlacedLine(line=line, column=number, edge=_edge(band)) for line in _rows_merged(band))
            continue
        placed.extend(_columns(left, depth - 1, number * 2 + 1))
        placed.extend(_columns(right, depth - 1, number * 2 + 2))
    return _settled(placed, number)


def _settled(placed: list[PlacedLine], number: int) -> list[PlacedLine]:
    """Give lines of the same column in different bands one edge: the leftmost."""
    edges: dict[int, float] = {}
    for item in placed:
        if item.column != number:
            edges[item.column] = min(edges.get(item.column, item.edge), item.edge)
    return [
        PlacedLine(line=item.line, column=item.column, edge=edges.get(item.column, item.edge), margin=item.margin)
        for item in placed
    ]


def _edge(lines: Sequence[TextLine]) -> float:
    """Return where most lines begin: the leftmost place where at least a quarter of them does."""
    starts = sorted(line.left for line in lines)
    for at, start in enumerate(starts):
        if (bisect_left(starts, start + _EDGE) - at) * 4 >= len(starts):
            return start
    return starts[0] if starts else 0.0


def _gutter(lines: list[TextLine]) -> float | None:
    """Return where the gutter between two columns ends, or None: a left edge shared by lines with text beside them."""
    if len(lines) < 2 * _COLUMN_LINES:
        return None
    first, last = min(line.left for line in lines), max(line.right for line in lines)
    width = (last - first) * _COLUMN_WIDTH
    starts = sorted(line.left for line in lines)
    best: tuple[int, float] | None = None
    for at, start in enumerate(starts):
        shared = bisect_left(starts, start + _EDGE) - at
        if start < first + width or shared < _COLUMN_LINES or (best and shared <= best[0]):
            continue
        if _parts(lines, start, width):
            best = (shared, start)
    return best[1] if best else None


def _parts(lines: list[TextLine], gutter: float, width: float) -> bool:
    """Tell whether enough lines of a column's width stand on both sides of a gutter, none crossing between."""
    left = right = 0
    for band in _bands(lines, gutter):
        ones = [line for line in band if line.right <= gutter]
        others = [line for line in band if line.left >= gutter]
        if min(len(ones), len(others)) >= _COLUMN_LINES // 2 and _wide(ones, width) and _wide(others, width):
            left += len(ones)
            right += len(others)
    return min(left, right) >= _COLUMN_LINES


def _wide(lines: list[TextLine], width: float) -> bool:
    return median(line.right - line.left for line in lines) >= width


def _bands(lines: Sequence[TextLine], gutter: float) -> Iterator[list[TextLine]]:
    """Cut a page at lines that cross the gutter; such lines make bands of their own."""
    band: list[TextLine] = []
    crossing = False
    for line in lines:
        crosses = line.left < gutter < line.right
        if band and crosses != crossing:
            yield band
            band = []
        crossing = crosses
        band.append(line)
    if band:
        yield band
