"""How probable each bead is over all paths (forward–backward), and the path that is right most often.

Choosing beads by their posterior instead of the single best path follows the maximum-expected-accuracy decoding of
sequence alignment (I. Holmes, R. Durbin, *Dynamic Programming Alignment Accuracy*, J. Comp. Biol. 1998).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parallel.align.lattice.band import NOWHERE, Band, Floats, Path, Singles, Transitions
from parallel.align.lattice.paths import Table, add_row, arrivals
from parallel.align.scores import KINDS, LONGEST

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


@dataclass(slots=True)
class _Behind:
    """Values of the ways from a row's nodes to the end, by the state in which the node was reached."""

    matched: Floats
    skipped_source: Floats
    skipped_target: Floats


def _log_sum(values: Floats) -> Floats:
    """Return the logarithm of the sum of exponentials over the first axis."""
    top = values.max(axis=0)
    total: Floats = top + np.log(np.exp(values - top).sum(axis=0))
    return total


def _forward(scores: list[Singles], band: Band, transitions: Transitions) -> Table:
    table, logs = Table(np.logaddexp), transitions.logs
    for i in range(band.rows):
        add_row(table, _log_sum(arrivals(table.exits, scores, band, i)), band, logs)
    return table


def _departures(behind: dict[int, _Behind], scores: list[Singles], band: Band, i: int) -> Floats:
    """Return (types, width): value of leaving each node of row ``i`` by a bead of each type."""
    out = np.full((len(KINDS), band.width(i)), NOWHERE)
    for kind, (p, q) in enumerate(KINDS):
        if i + p < band.rows:
            there, here = band.overlap(i + p, i, q)
            np.add(behind[i + p].matched[there], scores[i + p][kind, there], out=out[kind, here])
    return out


def _behind_row(
    behind: dict[int, _Behind], scores: list[Singles], band: Band, i: int, logs: tuple[float, ...]
) -> _Behind:
    """Compute the values of row ``i`` from the rows after it."""
    opening, staying, turning, onward, back = logs
    width = band.width(i)
    leave = _log_sum(_departures(behind, scores, band, i))
    below, end = np.full(width, NOWHERE), np.full(width, NOWHERE)
    if i + 1 < band.rows:
        there, here = band.overlap(i + 1, i, 0)
        below[here] = behind[i + 1].skipped_source[there]
    else:
        end[-1] = 0.0
    add, steps = np.logaddexp, np.arange(width) * staying
    along = add(add(leave + back, below + turning), end) + steps
    along = add.accumulate(along[::-1])[::-1] - steps
    right = np.append(along[1:], NOWHERE)
    return _Behind(
        add(add(leave + onward, below + opening), add(right + opening, end)),
        add(add(leave + back, below + staying), add(right + turning, end)),
        along,
    )


def posterior(scores: list[Singles], band: Band, transitions: Transitions) -> Posterior:
    """Return the probability of every bead and omission of a band.

    Args:
        scores: of the beads; overwritten, to save memory, with their probabilities.
        band: nodes to look at.
        transitions: probabilities of omissions.

    Returns:
        Probabilities, 0 to 1. Cost: proportional to the nodes of the band.
    """
    ahead, logs = _forward(scores, band, transitions), transitions.logs
    states = (ahead.matched, ahead.skipped_source, ahead.skipped_target)
    total = float(np.logaddexp.reduce([values[-1][-1] for values in states]))
    source: list[Singles] = []
    target: list[Singles] = []
    behind: dict[int, _Behind] = {}
    for i in range(band.rows - 1, -1, -1):
        behind[i] = _behind_row(behind, scores, band, i, logs)
        source.append(_chance(ahead.skipped_source[i] + behind[i].skipped_source - total))
        target.append(_chance(ahead.skipped_target[i] + behind[i].skipped_target - total))
        done = i + LONGEST
        if done < band.rows:
            _finish(ahead, behind.pop(done).matched - total, scores, band, done)
    for i in sorted(behind, reverse=True):
        _finish(ahead, behind[i].matched - total, scores, band, i)
    return Posterior(scores, source[::-1], target[::-1])


def _finish(ahead: Table, behind: Floats, scores: list[Singles], band: Band, i: int) -> None:
    """Overwrite the scores of a row that the backward pass needs no more."""
    scores[i] = _chance(arrivals(ahead.exits, scores, band, i) + behind)


def _chance(logs: Floats) -> Singles:
    chances: Singles = np.exp(np.minimum(logs, 0.0)).astype(np.float32)
    return chances


def likely_path(chances: Posterior, band: Band) -> tuple[Path, list[float]]:
    """Return the path with the most expected right beads, omissions counted one sentence at a time.

    Returns:
        Beads in order, and the probability of each. Cost: proportional to the nodes of the band.
    """
    values: list[Floats] = []
    chosen: list[npt.NDArray[np.int8]] = []
    for i in range(band.rows):
        ways = arrivals(values, chances.beads, band, i)
        choice, best = ways.argmax(axis=0).astype(np.int8), ways.max(axis=0)
        if i == 0:
            best[0] = 0.0
        else:
            here, there = band.overlap(i, i - 1, 0)
            left = values[i - 1][there] + chances.source_left[i][here]
            choice[here][left > best[here]] = _SOURCE_LEFT
            best[here] = np.maximum(best[here], left)
        gained = np.cumsum(chances.target_left[i], dtype=np.float64)
        reach = np.maximum.accumulate(best - gained) + gained
        choice[reach > best + 1e-9] = _TARGET_LEFT  # equal but for rounding: the bead stays
        values.append(reach)
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
