"""Which nodes of the lattice are looked at, and the scores of the beads that end there.

Node (i, j) stands between sentences: i of the source and j of the target lie before it. A band keeps for each i the
nodes ``lows[i] … highs[i]``; rows may differ in width. Values of nodes are lists of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parallel.align.scores import BeadScorer

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Path = list[tuple[int, int, int, int]]
"""Beads as source start, source end, target start, target end."""
Anchors = Sequence[tuple[int, int]]
"""Positions of a source and a target sentence that must share a bead."""

BLOCK = 48
"""Most source nodes scored at once; chosen by us for memory."""
TILE = 192
"""Most target nodes scored at once; chosen by us for memory."""
NOWHERE = -1e30
"""Value of a node that cannot be reached."""


@dataclass(frozen=True, slots=True)
class Band:
    """The nodes that are looked at."""

    lows: list[int]
    """(source sentences + 1): first node of each row."""
    highs: list[int]
    """(source sentences + 1): last node of each row."""

    @property
    def rows(self) -> int:
        """Number of source nodes."""
        return len(self.lows)

    def width(self, i: int) -> int:
        """Number of nodes of row ``i``."""
        return self.highs[i] - self.lows[i] + 1

    def overlap(self, i: int, before: int, step: int) -> tuple[slice, slice]:
        """Return the nodes j of row ``i`` for which row ``before`` has node ``j − step``, and those."""
        first = max(self.lows[i], self.lows[before] + step)
        last = min(self.highs[i], self.highs[before] + step)
        size = max(last - first + 1, 0)
        here, there = first - self.lows[i], first - step - self.lows[before]
        return slice(here, here + size), slice(there, there + size)


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
        opening, staying, turning = np.log([self.opening, self.staying, self.turning]).tolist()
        return opening, staying, turning, float(np.log(onward)), float(np.log(back))


def full_band(shape: tuple[int, int]) -> Band:
    """Return the band of all nodes of two texts with so many sentences."""
    return Band([0] * (shape[0] + 1), [shape[1]] * (shape[0] + 1))


def band_around(path: Path, shape: tuple[int, int], radius: int) -> Band:
    """Return the nodes within ``radius`` target sentences of what a path has within a quarter as many rows."""
    reach = radius // 4
    rows = shape[0] + 1
    first, last = np.full(rows, shape[1], np.int64), np.zeros(rows, np.int64)
    for a, b, c, d in path:
        slope = np.arange(b - a + 1) * (d - c) // max(b - a, 1) + c
        first[a : b + 1] = np.minimum(first[a : b + 1], slope)
        last[a:b] = np.maximum(last[a:b], slope[1:])  # up to where the next row begins: rows must stay connected
        last[b] = max(last[b], d)
    at = np.arange(rows)
    lows = np.minimum.accumulate(first[::-1])[::-1][np.maximum(at - reach, 0)] - radius
    highs = np.maximum.accumulate(last)[np.minimum(at + reach, shape[0])] + radius
    return Band(np.maximum(lows, 0).tolist(), np.minimum(highs, shape[1]).tolist())


def anchored_band(band: Band, anchors: Anchors) -> Band:
    """Take out of a band what hard anchors forbid: no path may part an anchor's two sentences."""
    lows, highs = np.array(band.lows), np.array(band.highs)
    for i, j in anchors:
        lows[i + 1 :] = np.maximum(lows[i + 1 :], j + 1)
        highs[: i + 1] = np.minimum(highs[: i + 1], j)
    return Band(lows.tolist(), highs.tolist())


def score_band(scorer: BeadScorer, band: Band) -> list[Singles]:
    """Return for each row (types, width) scores of the beads that end at its nodes, in nats.

    Cost: time and memory proportional to the nodes of the band.
    """
    out: list[Singles] = []
    while len(out) < band.rows:
        start = len(out)
        end = _block_end(band, start)
        low, high = min(band.lows[start:end]), max(band.highs[start:end]) + 1
        tiles = [scorer.block((start, end), (at, min(at + TILE, high))) for at in range(low, high, TILE)]
        scores = np.concatenate(tiles, axis=2) if len(tiles) > 1 else tiles[0]
        for row in range(start, end):
            at = band.lows[row] - low
            out.append(scores[row - start, :, at : at + band.width(row)].copy())
    return out


def _block_end(band: Band, start: int) -> int:
    """Return how far a block of rows may reach before its rectangle is mostly outside the band."""
    end = min(start + BLOCK, band.rows)
    while end - start > 1 and band.lows[end - 1] > band.highs[start]:
        end = (start + end + 1) // 2
    return end
