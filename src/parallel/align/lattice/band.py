"""Which nodes of the lattice are looked at, and the scores of the beads that end there.

Node (i, j) stands between sentences: i of the source and j of the target lie before it. A band keeps for each i the
nodes ``lows[i] … lows[i] + width − 1``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from parallel.align.scores import KINDS, BeadScorer

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Path = list[tuple[int, int, int, int]]
"""Beads as source start, source end, target start, target end."""
Anchors = Sequence[tuple[int, int]]
"""Positions of a source and a target sentence that must share a bead."""

BLOCK = 64
"""Source nodes scored at once; chosen by us for memory."""
NOWHERE = -1e30
"""Value of a node that cannot be reached."""


@dataclass(frozen=True, slots=True)
class Band:
    """The nodes that are looked at."""

    lows: Ints
    """(source sentences + 1): first node of each row, never falling."""
    width: int
    """Nodes per row."""
    floors: Ints
    """(source sentences + 1): nodes below are forbidden (anchors)."""
    ceilings: Ints
    """(source sentences + 1): nodes above are forbidden (anchors, end of the text)."""

    @property
    def rows(self) -> int:
        """Number of source nodes."""
        return len(self.lows)

    def shift(self, i: int, back: int) -> int:
        """Return how far row ``i`` begins to the right of row ``i − back``."""
        return int(self.lows[i] - self.lows[i - back])

    def close(self, row: Floats, i: int) -> None:
        """Make the nodes of row ``i`` unreachable that anchors or the end of the text forbid."""
        low = int(self.lows[i])
        row[: max(int(self.floors[i]) - low, 0)] = NOWHERE
        row[max(int(self.ceilings[i]) - low + 1, 0) :] = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Transitions:
    """Probabilities of leaving sentences out. First guesses; re-estimated for each pair of texts."""

    opening: float = 0.022
    """After a bead: a run of left-out source sentences begins; the same for the target."""
    staying: float = 0.55
    """After a left-out sentence: the next one of the same side is left out too."""
    turning: float = 0.011
    """After a left-out sentence: one of the other side is left out."""

    @property
    def logs(self) -> tuple[float, float, float, float, float]:
        """Logarithms: opening, staying, turning, a bead after a bead, a bead after an omission."""
        onward, back = 1 - 2 * self.opening, 1 - self.staying - self.turning
        opening, staying, turning = (
            float(np.log(self.opening)),
            float(np.log(self.staying)),
            float(np.log(self.turning)),
        )
        return opening, staying, turning, float(np.log(onward)), float(np.log(back))


def full_band(shape: tuple[int, int]) -> Band:
    """Return the band of all nodes of two texts with so many sentences."""
    rows = shape[0] + 1
    return Band(np.zeros(rows, np.int64), shape[1] + 1, np.zeros(rows, np.int64), np.full(rows, shape[1], np.int64))


def band_around(path: Path, shape: tuple[int, int], radius: int) -> Band:
    """Return the nodes within ``radius`` target sentences of a path, and within ``radius`` rows of it.

    The rows' ranges differ in length where a path leaves many target sentences out; all get the width of the widest.
    """
    whole = full_band(shape)
    first = np.full(shape[0] + 1, shape[1], np.int64)
    last = np.zeros(shape[0] + 1, np.int64)
    for a, b, c, d in path:
        first[a : b + 1] = np.minimum(first[a : b + 1], c)
        last[a : b + 1] = np.maximum(last[a : b + 1], d)
    reach = np.arange(shape[0] + 1)
    lows = np.minimum.accumulate(first[::-1])[::-1][np.maximum(reach - radius, 0)] - radius
    highs = np.maximum.accumulate(last)[np.minimum(reach + radius, shape[0])] + radius
    width = min(int((highs - np.maximum(lows, 0)).max()) + 1, shape[1] + 1)
    lows = np.clip(lows, 0, shape[1] + 1 - width)
    return replace(whole, lows=np.maximum.accumulate(lows), width=width)


def anchored_band(band: Band, anchors: Anchors) -> Band:
    """Add to a band what hard anchors forbid: no path may part an anchor's two sentences."""
    floors, ceilings = band.floors.copy(), band.ceilings.copy()
    for i, j in anchors:
        floors[i + 1 :] = np.maximum(floors[i + 1 :], j + 1)
        ceilings[: i + 1] = np.minimum(ceilings[: i + 1], j)
    return replace(band, floors=floors, ceilings=ceilings)


def score_band(scorer: BeadScorer, band: Band) -> Singles:
    """Return (rows, types, width) scores of the beads that end at each node of a band, in nats.

    Cost: time and memory proportional to the nodes of the band.
    """
    out = np.full((band.rows, len(KINDS), band.width), -np.inf, np.float32)
    for start in range(0, band.rows, BLOCK):
        end = min(start + BLOCK, band.rows)
        low = int(band.lows[start])
        high = min(int(band.lows[end - 1]) + band.width, scorer.shape[1] + 1)
        scores = scorer.block((start, end), (low, high))
        for row in range(start, end):
            at = int(band.lows[row]) - low
            part = scores[row - start, :, at : at + band.width]
            out[row, :, : part.shape[1]] = part
    return out
