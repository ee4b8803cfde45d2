"""The alignment as a picture: source sentences to the right, target sentences down, one line per state."""

from markupsafe import Markup

from parallel.model.bitext import AlignedPair, BeadState
from parallel.web.words import Words

SIDE = 240
"""Width and height in the picture's own units."""
BLOCKS = 50
"""Links to pages laid over the picture."""
FINE = 0.5
"""Units below which nobody sees a difference: what is shorter is drawn with its neighbour, so that a picture of any
length is drawn from a few hundred points (chosen by us; a unit is about a pixel)."""
_DRAWN = (BeadState.APPROVED, BeadState.EDITED, BeadState.AUTO)


def dot_plot(pair: AlignedPair, threshold: float, base: str, words: Words) -> Markup:
    """Return the dot-plot of a pair as SVG; its blocks lead to the beads under them.

    Cost: linear in the beads; the picture's size depends on its shape alone.

    Args:
        pair: the pair.
        threshold: confidence below which a bead is doubtful.
        base: address of the pair's page.
        words: language of the title.
    """
    width = max(sum(len(bead.source.segments) for bead in pair.beads), 1)
    height = max(sum(len(bead.target.segments) for bead in pair.beads), 1)
    lines = {state: _Line() for state in _DRAWN}
    ticks: list[float] = []
    places: list[tuple[float, str]] = []
    x = y = 0
    left = top = 0.0
    for bead in pair.beads:
        x, y = x + len(bead.source.segments), y + len(bead.target.segments)
        right, bottom = SIDE * x / width, SIDE * y / height
        lines[bead.state].to(left, top, right, bottom)
        doubtful = bead.confidence < threshold and bead.state is BeadState.AUTO and not bead.excluded
        if doubtful and (not ticks or top - ticks[-1] >= FINE):
            ticks.append(top)
        places.append((top, bead.id))
        left, top = right, bottom
    step = max(1, -(-len(places) // BLOCKS))
    links = []
    for start in range(0, len(places), step):
        top = places[start][0]
        end = places[start + step][0] if start + step < len(places) else float(SIDE)
        title = words("plot.go", number=start + 1)
        links.append(
            Markup(
                '<a href="{}?bead={}" tabindex="-1"><title>{}</title><rect x="0" y="{}" width="{}" height="{}"/></a>'
            ).format(base, places[start][1], title, f"{top:.1f}", SIDE + 10, f"{max(end - top, 1):.1f}")
        )
    drawn = [Markup('<path class="{}" d="{}"/>').format(s.value, d) for s in _DRAWN if (d := lines[s].path())]
    if ticks:
        drawn.append(Markup('<path class="doubt" d="{}"/>').format("".join(f"M{SIDE + 3} {at:.1f}h6" for at in ticks)))
    title = words("plot.title", source=width, target=height)
    return Markup('<svg class="plot" viewBox="-1 -1 {} {}" role="group" aria-label="{}">{}{}</svg>').format(
        SIDE + 12, SIDE + 2, title, Markup("").join(drawn), Markup("").join(links)
    )


class _Line:
    """What was drawn of one state: runs of points, in which steps too short to be seen are joined."""

    __slots__ = ("_along", "_runs")

    def __init__(self) -> None:
        self._runs: list[list[tuple[float, float]]] = []
        self._along = (0.0, 0.0)

    def to(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw from a point to another, both never above or left of what was drawn before."""
        if not self._runs or left + top - sum(self._runs[-1][-1]) >= FINE:
            self._runs.append([(left, top), (right, bottom)])
        elif sum(self._runs[-1][-1]) - sum(self._runs[-1][-2]) < FINE or self._straight(right, bottom):
            self._runs[-1][-1] = (right, bottom)
            return
        else:
            self._runs[-1].append((right, bottom))
        (x, y), (to_x, to_y) = self._runs[-1][-2:]
        long = (to_x - x) + (to_y - y) or 1.0
        self._along = ((to_x - x) / long, (to_y - y) / long)

    def _straight(self, right: float, bottom: float) -> bool:
        """Tell whether a point lies where the last stretch leads, so that going on to it shifts nothing drawn."""
        x, y = self._runs[-1][-2]
        return abs((right - x) * self._along[1] - (bottom - y) * self._along[0]) < FINE / 2

    def path(self) -> str:
        """Return the runs as an SVG path."""
        return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run) for run in self._runs)
