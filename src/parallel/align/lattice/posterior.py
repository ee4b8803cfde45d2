"""How probable each bead is over all paths (forward–backward), and the path that is right most often.

Choosing beads by their posterior instead of the single best path follows the maximum-expected-accuracy decoding of
sequence alignment (I. Holmes, R. Durbin, *Dynamic Programming Alignment Accuracy*, J. Comp. Biol. 1998).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parallel.align.lattice.band import NOWHERE, Band, Floats, Path, Singles, Transitions
from parallel.align.lattice.paths import Table, arrivals, empty_table, fill_row, overlap
from parallel.align.scores import KINDS

_SOURCE_LEFT, _TARGET_LEFT = len(KINDS), len(KINDS) + 1


@dataclass(frozen=True, slots=True)
class Posterior:
    """Probabilities of the beads that end at each node of a band."""

    beads: Singles
    """(rows, types, width)."""
    source_left: Singles
    """(rows, width): the last source sentence before the node is left out there."""
    target_left: Singles
    """(rows, width): the last target sentence before the node is left out there."""


def _log_sum(values: Floats) -> Floats:
    """Return the logarithm of the sum of exponentials over the first axis."""
    top = values.max(axis=0)
    total: Floats = top + np.log(np.exp(values - top).sum(axis=0))
    return total


def _forward(scores: Singles, band: Band, transitions: Transitions) -> Table:
    table = empty_table(band, np.logaddexp)
    for i in range(band.rows):
        fill_row(table, i, _log_sum(arrivals(table.exits, scores, band, i)), band, transitions)
    return table


def _departures(table: Table, scores: Singles, band: Band, i: int) -> Floats:
    """Return (types, width): value of leaving each node of row ``i`` by a bead of each type."""
    out = np.full((len(KINDS), band.width), NOWHERE)
    for kind, (p, q) in enumerate(KINDS):
        if i + p < band.rows:
            there, here = overlap(band.shift(i + p, p) - q, band.width)
            np.add(table.matched[i + p, there], scores[i + p, kind, there], out=out[kind, here])
    return out


def _backward(scores: Singles, band: Band, transitions: Transitions) -> Table:
    """Return for each state at each node the value of all ways from there to the end."""
    opening, staying, turning, onward, back = transitions.logs
    table = empty_table(band, np.logaddexp)
    add, steps = np.logaddexp, np.arange(band.width) * staying
    end = np.full(band.width, NOWHERE)
    end[int(band.ceilings[-1] - band.lows[-1])] = 0.0
    below, right = np.full(band.width, NOWHERE), np.full(band.width, NOWHERE)
    for i in range(band.rows - 1, -1, -1):
        leave = _log_sum(_departures(table, scores, band, i))
        below[:] = NOWHERE
        if i + 1 < band.rows:
            there, here = overlap(band.shift(i + 1, 1), band.width)
            below[here] = table.skipped_source[i + 1, there]
        base = add(leave + back, below + turning)
        table.skipped_target[i] = add(base, end)
        band.close(table.skipped_target[i], i)
        table.skipped_target[i] = add.accumulate((table.skipped_target[i] + steps)[::-1])[::-1] - steps
        band.close(table.skipped_target[i], i)
        right[:-1] = table.skipped_target[i, 1:]
        table.skipped_source[i] = add(add(leave + back, below + staying), add(right + turning, end))
        table.matched[i] = add(add(leave + onward, below + opening), add(right + opening, end))
        band.close(table.skipped_source[i], i)
        band.close(table.matched[i], i)
        end[:] = NOWHERE
    return table


def posterior(scores: Singles, band: Band, transitions: Transitions) -> Posterior:
    """Return the probability of every bead and omission of a band.

    Args:
        scores: of the beads; overwritten, to save memory, with their probabilities.
        band: nodes to look at.
        transitions: probabilities of omissions.

    Returns:
        Probabilities, 0 to 1. Cost: proportional to the nodes of the band.
    """
    ahead, behind = _forward(scores, band, transitions), _backward(scores, band, transitions)
    at = (band.rows - 1, int(band.ceilings[-1] - band.lows[-1]))
    total = np.logaddexp(np.logaddexp(ahead.matched[at], ahead.skipped_source[at]), ahead.skipped_target[at])
    for i in range(band.rows):
        ways = arrivals(ahead.exits, scores, band, i)
        scores[i] = np.exp(np.minimum(ways + (behind.matched[i] - total), 0.0))
    source = np.exp(np.minimum(ahead.skipped_source + behind.skipped_source - total, 0.0))
    target = np.exp(np.minimum(ahead.skipped_target + behind.skipped_target - total, 0.0))
    return Posterior(scores, source.astype(np.float32), target.astype(np.float32))


def likely_path(chances: Posterior, band: Band) -> tuple[Path, list[float]]:
    """Return the path with the most expected right beads, omissions counted one sentence at a time.

    Returns:
        Beads in order, and the probability of each. Cost: proportional to the nodes of the band.
    """
    values = np.full((band.rows, band.width), NOWHERE)
    chosen = np.full((band.rows, band.width), _TARGET_LEFT, np.int8)
    for i in range(band.rows):
        ways = arrivals(values, chances.beads, band, i)
        chosen[i] = ways.argmax(axis=0)
        best = ways.max(axis=0)
        if i == 0:
            best[0] = 0.0
        else:
            here, there = overlap(band.shift(i, 1), band.width)
            left = values[i - 1, there] + chances.source_left[i, here]
            chosen[i, here][left > best[here]] = _SOURCE_LEFT
            best[here] = np.maximum(best[here], left)
        band.close(best, i)
        gained = np.cumsum(chances.target_left[i], dtype=np.float64)
        reach = np.maximum.accumulate(best - gained) + gained
        chosen[i][reach > best + 1e-12] = _TARGET_LEFT  # equal but for rounding: the bead stays
        values[i] = reach
        band.close(values[i], i)
    return _trace(chosen, chances, band)


def _trace(chosen: npt.NDArray[np.int8], chances: Posterior, band: Band) -> tuple[Path, list[float]]:
    i, j = band.rows - 1, int(band.ceilings[-1])
    path: Path = []
    found: list[float] = []
    while i or j:
        at = i, j - int(band.lows[i])
        kind = int(chosen[at])
        if kind < len(KINDS):
            (p, q), chance = KINDS[kind], chances.beads[at[0], kind, at[1]]
        elif kind == _SOURCE_LEFT:
            (p, q), chance = (1, 0), chances.source_left[at]
        else:
            (p, q), chance = (0, 1), chances.target_left[at]
        path.append((i - p, i, j - q, j))
        found.append(float(chance))
        i, j = i - p, j - q
    return path[::-1], found[::-1]
