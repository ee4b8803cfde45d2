"""The alignment as a picture: source sentences to the right, target sentences down, one line per state."""

from markupsafe import Markup

from parallel.model.bitext import AlignedPair, BeadState
from parallel.web.words import Words

SIDE = 240
"""Width and height in the picture's own units."""
BLOCKS = 50
"""Links to pages laid over the picture."""


def dot_plot(pair: AlignedPair, threshold: float, base: str, words: Words) -> Markup:
    """Return the dot-plot of a pair as SVG; its blocks lead to the beads under them.

    Cost: linear in the beads.

    Args:
        pair: the pair.
        threshold: confidence below which a bead is doubtful.
        base: address of the pair's page.
        words: language of the title.
    """
    width = max(sum(len(bead.source.segments) for bead in pair.beads), 1)
    height = max(sum(len(bead.target.segments) for bead in pair.beads), 1)
    paths: dict[str, list[str]] = {"approved": [], "edited": [], "auto": []}
    ticks: list[str] = []
    places: list[tuple[float, str]] = []
    x = y = 0
    for bead in pair.beads:
        after = x + len(bead.source.segments), y + len(bead.target.segments)
        left, top = SIDE * x / width, SIDE * y / height
        paths[bead.state.value].append(
            f"M{left:.1f} {top:.1f}L{SIDE * after[0] / width:.1f} {SIDE * after[1] / height:.1f}"
        )
        if bead.confidence < threshold and bead.state is BeadState.AUTO and not bead.excluded:
            ticks.append(f"M{SIDE + 3} {top:.1f}h6")
        places.append((top, bead.id))
        x, y = after
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
    drawn = [Markup('<path class="{}" d="{}"/>').format(name, "".join(path)) for name, path in paths.items() if path]
    if ticks:
        drawn.append(Markup('<path class="doubt" d="{}"/>').format("".join(ticks)))
    title = words("plot.title", source=width, target=height)
    return Markup('<svg class="plot" viewBox="-1 -1 {} {}" role="group" aria-label="{}">{}{}</svg>').format(
        SIDE + 12, SIDE + 2, title, Markup("").join(drawn), Markup("").join(links)
    )
