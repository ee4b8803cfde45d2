"""Scores over time: one line per measure and pair, runs of different signatures never joined."""

from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from parallel.store.history import Run, load_runs
from parallel.web.render import page, site_of, words_of
from parallel.web.words import Words

WIDTH, HEIGHT, EDGE = 320, 120, 22
MEASURES = ("coverage", "term-preferred", "term-ltcr", "term-hhi")
"""Measures drawn; all others stand in the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A measure in one run."""

    run: Run
    """The run."""
    value: float
    """Measured."""
    signature: str
    """What the number depends on."""
    n: int
    """Observations it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A measure of a pair over its runs."""

    pair: str
    """Pair id."""
    name: str
    """Measure."""
    unit: str
    """What it is counted in."""
    points: tuple[Point, ...]
    """Oldest first."""
    picture: Markup
    """The same as a picture."""


def scores(request: Request) -> Response:
    """Show all runs."""
    site, words = site_of(request), words_of(request)
    runs = load_runs(site.workspace.scores_path, site.workspace.shown(site.workspace.scores_path))
    pair = request.query_params.get("pair", "")
    series = _series([run for run in runs if not pair or run.pair == pair], words)
    return page(
        request,
        "scores.html",
        here="scores",
        series=series,
        runs=len(runs),
        pair=pair,
        pairs=sorted({run.pair for run in runs}),
        aligned=bool(site.editors()),
    )


def _series(runs: list[Run], words: Words) -> list[Series]:
    """Return the measures of whole pairs; those drawn come first."""
    found: dict[tuple[str, str, str], list[Point]] = {}
    for each in runs:
        for score in each.scores:
            if not score.subject or score.subject == each.pair:
                point = Point(run=each, value=score.value, signature=score.signature, n=score.n)
                found.setdefault((each.pair, score.name, score.unit), []).append(point)
    return [
        Series(pair=pair, name=name, unit=unit, points=tuple(points), picture=_picture(name, points, words))
        for (pair, name, unit), points in sorted(found.items(), key=_order)
    ]


def _order(item: tuple[tuple[str, str, str], list[Point]]) -> tuple[str, int, str]:
    pair, name, _ = item[0]
    return pair, MEASURES.index(name) if name in MEASURES else len(MEASURES), name


def _picture(name: str, points: list[Point], words: Words) -> Markup:
    """Draw the values; a line joins neighbours of one signature only."""
    low, high = min(p.value for p in points), max(p.value for p in points)
    low, high = (0.0, 1.0) if low >= 0 and high <= 1 else (min(low, 0.0), high or 1.0)
    places = []
    for i, point in enumerate(points):
        x = EDGE + (WIDTH - 2 * EDGE) * (i / (len(points) - 1) if len(points) > 1 else 0.5)
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (point.value - low) / ((high - low) or 1)
        places.append((x, y, point))
    parts = []
    for (x1, y1, one), (x2, y2, two) in pairwise(places):
        if one.signature == two.signature:
            parts.append(Markup('<path d="M{} {}L{} {}"/>').format(*(f"{v:.1f}" for v in (x1, y1, x2, y2))))
    for x, y, point in places:
        title = f"{words.date(point.run.date)}: {words.number(float(point.value))}"
        parts.append(
            Markup('<circle cx="{}" cy="{}" r="4"><title>{}</title></circle>').format(f"{x:.1f}", f"{y:.1f}", title)
        )
    for value, y in ((high, EDGE), (low, HEIGHT - EDGE)):
        mark = Markup('<line x1="{}" x2="{}" y1="{}" y2="{}"/><text x="{}" y="{}">{}</text>')
        parts.insert(0, mark.format(EDGE, WIDTH - EDGE, y, y, WIDTH - 1, y + 3, words.number(value)))
    label = words("scores.picture", name=name, n=len(points))
    return Markup('<svg class="line" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, HEIGHT, label, Markup("").join(parts)
    )
