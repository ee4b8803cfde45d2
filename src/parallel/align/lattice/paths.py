"""The best path through the lattice (Viterbi), and the row steps that all passes share.

Three states say what ended at a node: a two-sided bead, a run of source sentences left out, a run of target sentences
left out. A row is computed at once; runs of left-out target sentences, which stay in their row, by a running maximum
(or sum) over values from which the cost of staying has been taken out.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parallel.align.lattice.band import NOWHERE, Band, Floats, Path, Singles, Transitions
from parallel.align.scores import KINDS

BEAD, SOURCE_LEFT, TARGET_LEFT = range(3)
"""The states."""


@dataclass(slots=True)
class Table:
    """Values of the states at every node of a band: (rows, width) each."""

    matched: Floats
    """A two-sided bead ended here."""
    skipped_source: Floats
    """A source sentence was left out last."""
    skipped_target: Floats
    """A target sentence was left out last."""
    exits: Floats
    """Any of them, on the way to a two-sided bead."""
    add: np.ufunc
    """How ways to one node are put together: the maximum, or the logarithm of the sum."""


def empty_table(band: Band, add: np.ufunc) -> Table:
    """Return a table in which no node has been reached."""
    matched, source, target, exits = (np.full((band.rows, band.width), NOWHERE) for _ in range(4))
    return Table(matched, source, target, exits, add)


def overlap(shift: int, width: int) -> tuple[slice, slice]:
    """Return which nodes of a row, and which of one that begins ``shift`` before it, are ``shift`` apart."""
    here, there = max(-shift, 0), max(shift, 0)
    size = max(width - max(here, there), 0)
    return slice(here, here + size), slice(there, there + size)


def arrivals(exits: Floats, scores: Singles, band: Band, i: int) -> Floats:
    """Return (types, width): value of reaching each node of row ``i`` by a bead of each type."""
    out = np.full((len(KINDS), band.width), NOWHERE)
    for kind, (p, q) in enumerate(KINDS):
        if i >= p:
            here, there = overlap(band.shift(i, p) - q, band.width)
            np.add(exits[i - p, there], scores[i, kind, here], out=out[kind, here])
    return out


def from_above(values: Floats, band: Band, i: int) -> Floats:
    """Return row ``i − 1`` of some values at the nodes of row ``i``."""
    row = np.full(band.width, NOWHERE)
    here, there = overlap(band.shift(i, 1), band.width)
    row[here] = values[i - 1, there]
    return row


def fill_row(table: Table, i: int, matched: Floats, band: Band, transitions: Transitions) -> None:
    """Compute the states of one row from its bead arrivals and the row above."""
    opening, staying, turning, onward, back = transitions.logs
    add = table.add
    if i == 0:
        matched[0] = 0.0
    band.close(matched, i)
    table.matched[i] = matched
    skipped = table.skipped_source[i]
    if i:
        stay = from_above(table.skipped_source, band, i) + staying
        turn = from_above(table.skipped_target, band, i) + turning
        skipped[:] = add(from_above(table.matched, band, i) + opening, add(stay, turn))
        band.close(skipped, i)
    steps = np.arange(band.width) * staying
    reach = add.accumulate(add(matched + opening, skipped + turning) - steps)
    table.skipped_target[i, 1:] = reach[:-1] + steps[:-1]
    band.close(table.skipped_target[i], i)
    table.exits[i] = add(matched + onward, add(skipped, table.skipped_target[i]) + back)


def best_path(scores: Singles, band: Band, transitions: Transitions) -> Path:
    """Return the best complete path.

    Args:
        scores: of the beads of the band, as ``score_band`` gives them.
        band: nodes to look at.
        transitions: probabilities of omissions.

    Returns:
        Beads in order. Cost: proportional to the nodes of the band.
    """
    table = empty_table(band, np.maximum)
    chosen = np.zeros((band.rows, band.width), np.int8)
    for i in range(band.rows):
        ways = arrivals(table.exits, scores, band, i)
        chosen[i] = ways.argmax(axis=0)
        fill_row(table, i, ways.max(axis=0), band, transitions)
    return _trace(table, chosen, band, transitions)


def _trace(table: Table, chosen: npt.NDArray[np.int8], band: Band, transitions: Transitions) -> Path:
    opening, staying, turning, onward, back = transitions.logs
    leaving = {
        BEAD: (onward, back, back),
        SOURCE_LEFT: (opening, staying, turning),
        TARGET_LEFT: (opening, turning, staying),
    }
    i, j = band.rows - 1, int(band.ceilings[-1])
    path: Path = []
    state = _state(table, band, (i, j), (0.0, 0.0, 0.0))
    while i or j:
        p, q = (1, 0) if state == SOURCE_LEFT else (0, 1)
        if state == BEAD:
            p, q = KINDS[chosen[i, j - band.lows[i]]]
        path.append((i - p, i, j - q, j))
        i, j = i - p, j - q
        state = _state(table, band, (i, j), leaving[state])
    return path[::-1]


def _state(table: Table, band: Band, node: tuple[int, int], costs: tuple[float, float, float]) -> int:
    """Return the state in which it is best to have come to a node."""
    at = node[0], node[1] - int(band.lows[node[0]])
    values = (table.matched[at] + costs[0], table.skipped_source[at] + costs[1], table.skipped_target[at] + costs[2])
    return max(range(3), key=values.__getitem__)
