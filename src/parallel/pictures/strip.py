"""How sure an alignment is, bead by bead."""

import itertools
from collections.abc import Sequence

from parallel.pictures.canvas import FAINT, Picture, number, tag

SURE, DOUBTFUL = 0.9, 0.5
"""Confidences that part high, middling and low; as in the review (chosen by us)."""
_COLOURS = ("#0072b2", "#86b7d8", "#f0e442")
WIDTH, HEIGHT = 680, 34
_BARS = 340
"""Bars at most, two units wide; longer alignments show the lowest confidence of each stretch."""


def colour_of(confidence: float) -> str:
    """Return the colour of a confidence: dark is sure, light is doubtful."""
    if confidence >= SURE:
        return _COLOURS[0]
    return _COLOURS[1] if confidence >= DOUBTFUL else _COLOURS[2]


def confidence_strip(confidences: Sequence[float], *, title: str) -> Picture:
    """Draw a bar for each bead, as high as its confidence; of a long alignment, for each stretch the lowest one.

    Cost: linear in the beads.
    """
    bars = _lowest(confidences)
    wide = WIDTH / max(len(bars), 1)
    drawn = [tag("line", x1=0, x2=WIDTH, y1=HEIGHT - 0.5, y2=HEIGHT - 0.5, stroke=FAINT)]
    for at, value in enumerate(bars):
        high = max(value, 0.03) * (HEIGHT - 2)
        place = {"x": at * wide, "y": HEIGHT - high, "width": max(wide - 0.5, 0.5), "height": high}
        drawn.append(tag("rect", **place, fill=colour_of(value)))
    low = number(min(confidences)) if confidences else "–"
    return Picture(width=WIDTH, height=HEIGHT, title=f"{title} (min. {low})", body="".join(drawn))


def _lowest(confidences: Sequence[float]) -> list[float]:
    count = min(len(confidences), _BARS)
    cuts = [len(confidences) * at // count for at in range(count + 1)] if count else [0]
    return [min(confidences[start:end]) for start, end in itertools.pairwise(cuts)]
