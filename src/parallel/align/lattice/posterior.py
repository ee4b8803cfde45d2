"""How probable each bead is over all paths (forward–backward), and the path that is right most often.

Choosing beads by their posterior instead of the single best path follows the maximum-expected-accuracy decoding of
sequence alignment (I. Holmes, R. Durbin, *Dynamic Programming Alignment Accuracy*, J. Comp. Biol. 1998).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parallel.align.lattice.band import NOWHERE, Band, Floats, Path, Singles, Transitions, layout
from parallel.align.lattice.paths import Exits, Table
from parallel.align.scores import GROUPS, KINDS, LONGEST

_SOURCE_LEFT, _TARGET_LEFT = len(KINDS), len(KINDS) + 1


@dataclass(frozen=True, slots=True)
class Posterior:
    """Probabilities of the beads that end at each node of a band, row by row."""

    beads: list[Singles]
    """(types, width)."""
    source_left: list[Singles]
    """(width): the last source sentence before the node is left out there."""
    target_left: list[Singles]
    """(width): the last target sentence before the node is left out there."""


def _log_sum(values: Floats) -> Floats:
    """Return the logarithm of the sum of exponentials over the first axis; overwrites the values."""
    top = values.max(axis=0)
    values -= top
    total: Floats = np.log(np.exp(values, out=values).sum(axis=0))
    total += top
    return total


def _forward(scores: list[Singles], band: Band, transitions: Transitions) -> Table:
    table = Table(np.logaddexp, band, transitions)
    for i in range(band.rows):
        table.add_row(i, _log_sum(table.exits.arrivals(scores[i], i)))
    return table


class _Backward:
    """The pass from the end: values of the ways from a row's nodes to the end, row by row."""

    __slots__ = ("_below", "_logs", "_places", "_rows", "_steps", "beads")

    def __init__(self, ahead: Table, band: Band) -> None:
        self._places, self._logs, self._rows = ahead.places, ahead.logs, band.rows
        self._below = ahead.places.empty()
        """Ways from a node at which a source sentence was left out."""
        self._steps = ahead.steps
        self.beads: dict[int, Floats] = {}
        """For the rows done last: (types, places) a bead that ends there and the ways on, with the row's room."""

    def row(self, i: int, scores: Singles) -> tuple[Floats, Floats]:
        """Compute row ``i`` from the rows after it.

        Args:
            i: the row.
            scores: of the beads that end there.

        Returns:
            Ways from its nodes at which a source sentence was left out, and a target sentence.
        """
        opening, staying, turning, onward, back = self._logs
        add, last = np.logaddexp, i + 1 == self._rows
        leave, below = _log_sum(self._departures(i)), self._next(i)
        steps = self._steps[: len(leave)]
        home = leave + back
        along = add(home, below + turning)
        along[-1] = add(along[-1], 0.0) if last else along[-1]
        along += steps
        along = add.accumulate(along[::-1])[::-1] - steps
        right = np.empty(len(leave))
        right[:-1], right[-1] = along[1:], NOWHERE
        skipped = self._below[self._places.begins[i] : self._places.ends[i]]
        add(add(home, below + staying), right + turning, out=skipped)
        matched = add(add(leave + onward, below + opening), right + opening)
        if last:
            matched[-1], skipped[-1] = add(matched[-1], 0.0), add(skipped[-1], 0.0)
        self._keep(i, matched, scores)
        return skipped, along

    def chances(self, exits: Exits, i: int, total: float) -> Singles:
        """Return (types, width) the probabilities of the beads that end in row ``i``, which is needed no more."""
        places = self._places
        room = places.begins[i] - places.rooms[i]
        onward = self.beads.pop(i)[:, room : room + places.ends[i] - places.begins[i]]
        return _chance(exits.arrivals(onward, i) - total)

    def _next(self, i: int) -> Floats:
        """Return for each node of row ``i`` the ways from the one below it."""
        places = self._places
        if i + 1 == self._rows:
            return np.full(places.ends[i] - places.begins[i], NOWHERE)
        shift = places.origins[i + 1] - places.origins[i]
        return self._below[places.begins[i] + shift : places.ends[i] + shift]

    def _keep(self, i: int, matched: Floats, scores: Singles) -> None:
        places = self._places
        room = places.begins[i] - places.rooms[i]
        kept = np.full((len(KINDS), places.rooms[i + 1] - places.rooms[i]), NOWHERE)
        np.add(scores, matched, out=kept[:, room : room + len(matched)])
        self.beads[i] = kept

    def _departures(self, i: int) -> Floats:
        """Return (types, width): value of leaving each node of row ``i`` by a bead of each type."""
        places = self._places
        low, width = places.begins[i] - places.origins[i], places.ends[i] - places.begins[i]
        out = np.empty((len(KINDS), width))
        for p, first, last in GROUPS:
            if i + p >= self._rows:
                out[first:] = NOWHERE
                break
            kept = self.beads[i + p]
            room = places.origins[i + p] + low + 1 - places.rooms[i + p]
            row, step = kept.strides
            out[first:last] = np.ndarray(
                (last - first, width), np.float64, kept, first * row + room * step, (row + step, step)
            )
        return out


def posterior(scores: list[Singles], band: Band, transitions: Transitions) -> Posterior:
    """Return the probability of every bead and omission of a band.

    Args:
        scores: of the beads; overwritten, to save memory, with their probabilities.
        band: nodes to look at.
        transitions: probabilities of omissions.

    Returns:
        Probabilities, 0 to 1. Cost: proportional to the nodes of the band.
    """
    ahead = _forward(scores, band, transitions)
    places = ahead.places
    end = places.ends[-1] - 1
    total = float(np.logaddexp.reduce([ahead.matched[end], ahead.skipped_source[end], ahead.skipped_target[end]]))
    source: list[Singles] = []
    target: list[Singles] = []
    behind = _Backward(ahead, band)
    for i in range(band.rows - 1, -1, -1):
        skipped, along = behind.row(i, scores[i])
        row = slice(places.begins[i], places.ends[i])
        source.append(_chance(ahead.skipped_source[row] + skipped - total))
        target.append(_chance(ahead.skipped_target[row] + along - total))
        done = i + LONGEST
        if done < band.rows:
            scores[done] = behind.chances(ahead.exits, done, total)
    for i in sorted(behind.beads):
        scores[i] = behind.chances(ahead.exits, i, total)
    return Posterior(scores, source[::-1], target[::-1])


def _chance(logs: Floats) -> Singles:
    chances: Singles = np.exp(np.minimum(logs, 0.0)).astype(np.float32)
    return chances


def likely_path(chances: Posterior, band: Band) -> tuple[Path, list[float]]:
    """Return the path with the most expected right beads, omissions counted one sentence at a time.

    Returns:
        Beads in order, and the probability of each. Cost: proportional to the nodes of the band.
    """
    exits = Exits(layout(band))
    places, values = exits.places, exits.flat
    chosen: list[npt.NDArray[np.int8]] = []
    for i in range(band.rows):
        ways = exits.arrivals(chances.beads[i], i)
        choice, best = ways.argmax(axis=0).astype(np.int8), ways.max(axis=0)
        if i == 0:
            best[0] = 0.0
        else:
            shift = places.origins[i - 1] - places.origins[i]
            left = values[places.begins[i] + shift : places.ends[i] + shift] + chances.source_left[i]
            choice[left > best] = _SOURCE_LEFT
            np.maximum(best, left, out=best)
        gained = np.cumsum(chances.target_left[i], dtype=np.float64)
        reach = np.maximum.accumulate(best - gained)
        reach += gained
        choice[reach > best + 1e-9] = _TARGET_LEFT  # equal but for rounding: the bead stays
        values[places.begins[i] : places.ends[i]] = reach
        chosen.append(choice)
    return _trace(chosen, chances, band)


def _trace(chosen: list[npt.NDArray[np.int8]], chances: Posterior, band: Band) -> tuple[Path, list[float]]:
    i, j = band.rows - 1, band.highs[-1]
    path: Path = []
    found: list[float] = []
    while i or j:
        at = j - band.lows[i]
        kind = int(chosen[i][at])
        if kind < len(KINDS):
            (p, q), chance = KINDS[kind], chances.beads[i][kind, at]
        elif kind == _SOURCE_LEFT:
            (p, q), chance = (1, 0), chances.source_left[i][at]
        else:
            (p, q), chance = (0, 1), chances.target_left[i][at]
        path.append((i - p, i, j - q, j))
        found.append(float(chance))
        i, j = i - p, j - q
    return path[::-1], found[::-1]
