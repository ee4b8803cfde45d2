"""Figures over the runs of a history."""

from collections.abc import Iterator
from dataclasses import dataclass

from parallel.pictures.canvas import DASHES, FAINT, PALETTE, SOFT, Picture, label, number, shortened, tag

WIDTH, HEIGHT = 680, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 190, 30, 34
_STEPS = 4
"""Parts the upright axis is cut into."""
_TICKS = 12
"""Runs named below the axis; more would run into each other."""
_NAME = 28
"""Code points of a line's name that fit beside the axis."""
_ROW = 13
"""Distance between names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure; its pieces are never joined, because they were measured with different settings."""

    name: str
    """What it is called beside the picture."""
    pieces: tuple[tuple[tuple[int, float], ...], ...]
    """Points (place of the run from 0, value) in order; one piece for each signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What to draw."""

    title: str
    """Above the picture."""
    labels: tuple[str, ...]
    """One for each run, below the axis."""
    lines: tuple[Line, ...]
    """At most as many as there are colours are drawn."""
    top: float = 1.0
    """Value at the upper end of the axis."""
    breaks: tuple[int, ...] = ()
    """Runs before which the settings changed."""


def line_chart(chart: Chart) -> Picture:
    """Draw the lines of a chart over its runs; every point is marked, and names stand beside the lines' ends."""
    lines = chart.lines[: len(PALETTE)]
    scale = _Scale(runs=len(chart.labels), top=chart.top)
    pieces = [
        label(chart.title, 0, 14, font_weight="bold", font_size=12),
        *_grid(chart, scale),
        *(_drawn(line, colour, scale) for colour, line in enumerate(lines)),
        *_names(lines, scale),
    ]
    return Picture(width=WIDTH, height=HEIGHT, title=_said(chart), body="".join(pieces))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """From runs and values to places on the sheet."""

    runs: int
    top: float

    def x(self, run: int) -> float:
        """Place of a run; a single one stands in the middle."""
        room = WIDTH - _LEFT - _RIGHT
        return _LEFT + (room * run / (self.runs - 1) if self.runs > 1 else room / 2)

    def y(self, value: float) -> float:
        """Height of a value."""
        share = min(max(value / self.top, 0.0), 1.0) if self.top else 0.0
        return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)


def _grid(chart: Chart, scale: _Scale) -> Iterator[str]:
    right = WIDTH - _RIGHT
    for step in range(_STEPS + 1):
        value = chart.top * step / _STEPS
        y = scale.y(value)
        yield tag("line", x1=_LEFT, x2=right, y1=y, y2=y, stroke=FAINT)
        yield label(number(value), _LEFT - 6, y + 4, text_anchor="end", fill=SOFT)
    every = -(-len(chart.labels) // _TICKS) or 1
    for run, name in enumerate(chart.labels):
        if run % every == 0:
            yield label(name, scale.x(run), HEIGHT - _BOTTOM + 16, text_anchor="middle", fill=SOFT)
    for run in chart.breaks:
        x = (scale.x(run - 1) + scale.x(run)) / 2
        yield tag("line", x1=x, x2=x, y1=_TOP, y2=HEIGHT - _BOTTOM, stroke=SOFT, stroke_dasharray="2 4")


def _drawn(line: Line, colour: int, scale: _Scale) -> str:
    pieces = []
    for points in line.pieces:
        places = [(scale.x(run), scale.y(value)) for run, value in points]
        path = " ".join(f"{number(x)},{number(y)}" for x, y in places)
        if len(places) > 1:
            pieces.append(tag("polyline", points=path, fill="none", stroke_width=2, stroke_dasharray=DASHES[colour]))
        pieces += [tag("circle", cx=x, cy=y, r=2.6, fill=PALETTE[colour]) for x, y in places]
    return tag("g", *pieces, stroke=PALETTE[colour])


def _names(lines: tuple[Line, ...], scale: _Scale) -> Iterator[str]:
    """Write each line's name at the height where it ends, pushed down where names would meet."""
    ends = []
    for colour, line in enumerate(lines):
        points = [point for piece in line.pieces for point in piece]
        if points:
            ends.append((scale.y(points[-1][1]), colour, line.name, points[-1][1]))
    lowest = float(_TOP - _ROW)
    for y, colour, name, value in sorted(ends):
        lowest = max(y + 4, lowest + _ROW)
        said = f"{shortened(name, _NAME)} {number(value)}"
        x = WIDTH - _RIGHT + 10
        yield tag(
            "line",
            x1=x,
            x2=x + 14,
            y1=lowest - 4,
            y2=lowest - 4,
            stroke=PALETTE[colour],
            stroke_width=2,
            stroke_dasharray=DASHES[colour],
        )
        yield label(said, x + 18, lowest, fill=PALETTE[colour])


def _said(chart: Chart) -> str:
    """Tell the picture in words: where each line begins and ends."""
    told = []
    for line in chart.lines:
        points = [point for piece in line.pieces for point in piece]
        if points:
            told.append(f"{line.name}: {number(points[0][1])} to {number(points[-1][1])}")
    return f"{chart.title}. {'; '.join(told)}"
