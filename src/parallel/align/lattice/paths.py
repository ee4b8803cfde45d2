"""The best path through the lattice (Viterbi), and the row steps that all passes share.

Three states say what ended at a node: a two-sided bead, a run of source sentences left out, a run of target sentences
left out. A row is computed at once; runs of left-out target sentences, which stay in their row, by a running maximum
(or sum) over values from which the cost of staying has been taken out.
"""

import numpy as np
import numpy.typing as npt

from parallel.align.lattice.band import NOWHERE, Band, Floats, Layout, Path, Singles, Transitions, layout
from parallel.align.scores import GROUPS, KINDS, LONGEST

BEAD, SOURCE_LEFT, TARGET_LEFT = range(3)
"""The states."""


class Exits:
    """Values of the nodes of a band on the way to a two-sided bead."""

    __slots__ = ("_behind", "flat", "places")

    def __init__(self, places: Layout) -> None:
        self.places = places
        self.flat = places.empty()
        reach = LONGEST - 1
        step = self.flat.strides[0]
        self._behind = np.lib.stride_tricks.as_strided(
            self.flat[reach:], (LONGEST, len(self.flat) - reach), (-step, step), writeable=False
        )
        """Row k is ``flat`` moved to the right by k; it begins at place ``reach``."""

    def arrivals(self, scores: Singles | Floats, i: int) -> Floats:
        """Return (types, width): value of reaching each node of row ``i`` by a bead of each type."""
        places = self.places
        low, width = places.begins[i] - places.origins[i], places.ends[i] - places.begins[i]
        out = np.empty((len(KINDS), width))
        for p, first, last in GROUPS:
            if p > i:
                out[first:] = NOWHERE
                break
            at = places.origins[i - p] + low - LONGEST
            np.add(self._behind[: last - first, at : at + width], scores[first:last], out=out[first:last])
        return out


class Table:
    """Values of the states at the nodes of a band."""

    __slots__ = ("add", "exits", "logs", "matched", "places", "skipped_source", "skipped_target", "steps")

    def __init__(self, add: np.ufunc, band: Band, transitions: Transitions) -> None:
        self.add = add
        """How ways to one node are put together: the maximum, or the logarithm of the sum."""
        self.logs = transitions.logs
        """Costs of the states."""
        self.places = layout(band)
        """Where nodes stand in the arrays."""
        self.matched = self.places.empty()
        """A two-sided bead ended here."""
        self.skipped_source = self.places.empty()
        """A source sentence was left out last."""
        self.skipped_target = self.places.empty()
        """A target sentence was left out last."""
        self.exits = Exits(self.places)
        """Any of them, on the way to a two-sided bead."""
        self.steps = staying_steps(band, self.logs)
        """Cost of staying so many times."""

    def add_row(self, i: int, matched: Floats) -> None:
        """Compute the states of row ``i`` from its bead arrivals and the row above."""
        opening, _, turning, onward, back = self.logs
        add, places = self.add, self.places
        row = slice(places.begins[i], places.ends[i])
        skipped = self.skipped_source[row]
        if i:
            self._from_above(i, skipped)
        else:
            matched[0] = 0.0
        steps = self.steps[: len(matched)]
        along = self.skipped_target[row]
        runs = add(matched + opening, skipped + turning)
        runs -= steps
        add.accumulate(runs[:-1], out=along[1:])
        along[1:] += steps[:-1]
        self.matched[row] = matched
        add(matched + onward, add(skipped, along) + back, out=self.exits.flat[row])

    def _from_above(self, i: int, skipped: Floats) -> None:
        """Leave a source sentence out from each node of the row above."""
        opening, staying, turning, _, _ = self.logs
        first = self.places.origins[i - 1] + self.places.begins[i] - self.places.origins[i]
        above = slice(first, first + len(skipped))
        stay, turn = self.skipped_source[above] + staying, self.skipped_target[above] + turning
        self.add(self.matched[above] + opening, self.add(stay, turn), out=skipped)


def staying_steps(band: Band, logs: tuple[float, ...]) -> Floats:
    """Return the cost of leaving out 0, 1, 2 … more sentences of one side, for the widest row of a band."""
    widest = max(high - low for low, high in zip(band.lows, band.highs, strict=True)) + 1
    return np.arange(widest, dtype=np.float64) * logs[1]


def best_path(scores: list[Singles], band: Band, transitions: Transitions) -> Path:
    """Return the best complete path.

    Args:
        scores: of the beads of the band, as ``score_band`` gives them.
        band: nodes to look at.
        transitions: probabilities of omissions.

    Returns:
        Beads in order. Cost: proportional to the nodes of the band.
    """
    table = Table(np.maximum, band, transitions)
    chosen: list[npt.NDArray[np.int8]] = []
    for i in range(band.rows):
        ways = table.exits.arrivals(scores[i], i)
        chosen.append(ways.argmax(axis=0).astype(np.int8))
        table.add_row(i, ways.max(axis=0))
    return _trace(table, chosen, band)


def _trace(table: Table, chosen: list[npt.NDArray[np.int8]], band: Band) -> Path:
    opening, staying, turning, onward, back = table.logs
    leaving = {
        BEAD: (onward, back, back),
        SOURCE_LEFT: (opening, staying, turning),
        TARGET_LEFT: (opening, turning, staying),
    }
    i, j = band.rows - 1, band.highs[-1]
    path: Path = []
    state = _state(table, (i, j), (0.0, 0.0, 0.0))
    while i or j:
        p, q = (1, 0) if state == SOURCE_LEFT else (0, 1)
        if state == BEAD:
            p, q = KINDS[chosen[i][j - band.lows[i]]]
        path.append((i - p, i, j - q, j))
        i, j = i - p, j - q
        state = _state(table, (i, j), leaving[state])
    return path[::-1]


def _state(table: Table, node: tuple[int, int], costs: tuple[float, float, float]) -> int:
    """Return the state in which it is best to have come to a node."""
    at = table.places.origins[node[0]] + node[1]
    values = (table.matched[at], table.skipped_source[at], table.skipped_target[at])
    return max(range(3), key=lambda state: values[state] + costs[state])
