"""The best path through the lattice (Viterbi), and the row steps that all passes share.

Three states say what ended at a node: a two-sided bead, a run of source sentences left out, a run of target sentences
left out. A row is computed at once; runs of left-out target sentences, which stay in their row, by a running maximum
(or sum) over values from which the cost of staying has been taken out.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from parallel.align.lattice.band import NOWHERE, Band, Floats, Path, Singles, Transitions
from parallel.align.scores import KINDS

BEAD, SOURCE_LEFT, TARGET_LEFT = range(3)
"""The states."""


@dataclass(slots=True)
class Table:
    """Values of the states at the nodes of a band, row by row."""

    add: np.ufunc
    """How ways to one node are put together: the maximum, or the logarithm of the sum."""
    matched: list[Floats] = field(default_factory=list)
    """A two-sided bead ended here."""
    skipped_source: list[Floats] = field(default_factory=list)
    """A source sentence was left out last."""
    skipped_target: list[Floats] = field(default_factory=list)
    """A target sentence was left out last."""
    exits: list[Floats] = field(default_factory=list)
    """Any of them, on the way to a two-sided bead."""


def arrivals(exits: list[Floats], scores: list[Singles], band: Band, i: int) -> Floats:
    """Return (types, width): value of reaching each node of row ``i`` by a bead of each type."""
    out = np.full((len(KINDS), band.width(i)), NOWHERE)
    for kind, (p, q) in enumerate(KINDS):
        if i >= p:
            here, there = band.overlap(i, i - p, q)
            np.add(exits[i - p][there], scores[i][kind, here], out=out[kind, here])
    return out


def from_above(values: list[Floats], band: Band, i: int) -> Floats:
    """Return row ``i − 1`` of some values at the nodes of row ``i``."""
    row = np.full(band.width(i), NOWHERE)
    here, there = band.overlap(i, i - 1, 0)
    row[here] = values[i - 1][there]
    return row


def add_row(table: Table, matched: Floats, band: Band, transitions: tuple[float, ...]) -> None:
    """Compute the states of the next row from its bead arrivals and the row above.

    Args:
        table: all rows before.
        matched: value of reaching each node by a bead.
        band: nodes.
        transitions: ``Transitions.logs``.
    """
    opening, staying, turning, onward, back = transitions
    add, i = table.add, len(table.matched)
    if i:
        stay = from_above(table.skipped_source, band, i) + staying
        turn = from_above(table.skipped_target, band, i) + turning
        skipped = add(from_above(table.matched, band, i) + opening, add(stay, turn))
    else:
        matched[0] = 0.0
        skipped = np.full(len(matched), NOWHERE)
    steps = np.arange(len(matched)) * staying
    along = np.full(len(matched), NOWHERE)
    along[1:] = add.accumulate(add(matched + opening, skipped + turning) - steps)[:-1] + steps[:-1]
    table.matched.append(matched)
    table.skipped_source.append(skipped)
    table.skipped_target.append(along)
    table.exits.append(add(matched + onward, add(skipped, along) + back))


def best_path(scores: list[Singles], band: Band, transitions: Transitions) -> Path:
    """Return the best complete path.

    Args:
        scores: of the beads of the band, as ``score_band`` gives them.
        band: nodes to look at.
        transitions: probabilities of omissions.

    Returns:
        Beads in order. Cost: proportional to the nodes of the band.
    """
    table, logs = Table(np.maximum), transitions.logs
    chosen: list[npt.NDArray[np.int8]] = []
    for i in range(band.rows):
        ways = arrivals(table.exits, scores, band, i)
        chosen.append(ways.argmax(axis=0).astype(np.int8))
        add_row(table, ways.max(axis=0), band, logs)
    return _trace(table, chosen, band, logs)


def _trace(table: Table, chosen: list[npt.NDArray[np.int8]], band: Band, logs: tuple[float, ...]) -> Path:
    opening, staying, turning, onward, back = logs
    leaving = {
        BEAD: (onward, back, back),
        SOURCE_LEFT: (opening, staying, turning),
        TARGET_LEFT: (opening, turning, staying),
    }
    i, j = band.rows - 1, band.highs[-1]
    path: Path = []
    state = _state(table, (i, j - band.lows[i]), (0.0, 0.0, 0.0))
    while i or j:
        p, q = (1, 0) if state == SOURCE_LEFT else (0, 1)
        if state == BEAD:
            p, q = KINDS[chosen[i][j - band.lows[i]]]
        path.append((i - p, i, j - q, j))
        i, j = i - p, j - q
        state = _state(table, (i, j - band.lows[i]), leaving[state])
    return path[::-1]


def _state(table: Table, at: tuple[int, int], costs: tuple[float, float, float]) -> int:
    """Return the state in which it is best to have come to a node."""
    i, k = at
    tables = (table.matched, table.skipped_source, table.skipped_target)
    return max(range(3), key=lambda state: tables[state][i][k] + costs[state])
