"""Which nodes of the lattice are looked at, and the scores of the beads that end there.

Node (i, j) stands between sentences: i of the source and j of the target lie before it. A band keeps for each i the
nodes ``lows[i] … highs[i]``; rows may differ in width. Values of nodes are lists of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parallel.align.scores import LONGEST
from parallel.align.semantic.meaning import BlockScorer

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Path = list[tuple[int, int, int, int]]
"""Beads as source start, source end, target start, target end."""
Anchors = Sequence[tuple[int, int]]
"""Positions of a source and a target sentence that must share a bead."""

BLOCK = 48
"""Most source nodes scored at once where the band moves on; chosen by us for speed."""
TILE = 512
"""Most nodes of either side scored at once; chosen by us for memory."""
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


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the nodes of a band stand in one long array.

    Each row has room on both sides for all nodes that a bead of the rows next to it begins or ends at, in the band or
    not, so that the beginnings of a row's beads of one type are one slice.
    """

    origins: list[int]
    """(rows): place of node (i, 0), were it in the band; node (i, j) stands j further."""
    begins: list[int]
    """(rows): place of the first node of the row."""
    ends: list[int]
    """(rows): place behind the last node of the row."""
    rooms: list[int]
    """(rows + 1): where the room of each row begins, and the length of the array."""

    def empty(self) -> Floats:
        """Return an array for values of nodes, none of which can be reached yet."""
        return np.full(self.rooms[-1], NOWHERE)


def layout(band: Band) -> Layout:
    """Lay the rows of a band end to end. Cost: linear in the rows."""
    lows, highs = np.array(band.lows), np.array(band.highs)
    before, after = lows - _near(lows, np.minimum) + LONGEST, _near(highs, np.maximum) - highs + LONGEST
    rooms = np.concatenate([np.zeros(1, np.int64), np.cumsum(before + (highs - lows + 1) + after)])
    begins = rooms[:-1] + before
    return Layout((begins - lows).tolist(), begins.tolist(), (begins + highs - lows + 1).tolist(), rooms.tolist())


def _near(values: Ints, extreme: np.ufunc) -> Ints:
    """Return the extreme value of each row and the rows a bead away."""
    padded = np.pad(values, LONGEST, mode="edge")
    found: Ints = extreme.reduce([padded[k : k + len(values)] for k in range(2 * LONGEST + 1)])
    return found


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


def score_band(scorer: BlockScorer, band: Band) -> list[Singles]:
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
    while (
        end < min(start + TILE, band.rows)
        and band.lows[end] == band.lows[start]
        and band.highs[end] == band.highs[start]
    ):
        end += 1
    return end
