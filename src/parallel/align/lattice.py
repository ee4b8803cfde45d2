"""Paths through the lattice of two texts: the best one, and how probable each bead is over all of them.

Node (i, j) stands between sentences: i of the source and j of the target lie before it. A band keeps for each i the
nodes ``lows[i] … lows[i] + width − 1``. Three states say what ended at a node: a two-sided bead, a run of source
sentences left out, a run of target sentences left out.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parallel.align.scores import KINDS, BeadScorer

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Path = list[tuple[int, int, int, int]]
"""Beads as source start, source end, target start, target end."""

BLOCK = 64
"""Source nodes scored at once; chosen by us for memory."""
NOWHERE = -1e30


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Transitions:
    """Probabilities of leaving sentences out. First guesses; re-estimated for each pair of texts."""

    opening: float = 0.022
    """After a bead: a run of left-out source sentences begins; the same for the target."""
    staying: float = 0.55
    """After a left-out sentence: the next one of the same side is left out too."""
    turning: float = 0.011
    """After a left-out sentence: one of the other side is left out."""

    def logs(self) -> tuple[float, float, float, float, float]:
        """Opening, staying, turning, bead after bead, bead after an omission: as logarithms."""
        rest = (1 - 2 * self.opening, 1 - self.staying - self.turning)
        return tuple(float(np.log(p)) for p in (self.opening, self.staying, self.turning, *rest))  # type: ignore[return-value]


def anchored_band(lows: Ints, width: int, shape: tuple[int, int], anchors: tuple[tuple[int, int], ...]) -> Band:
    """Add to a band what hard anchors forbid: no path may part an anchor's two sentences."""
    floors = np.zeros(shape[0] + 1, np.int64)
    ceilings = np.full(shape[0] + 1, shape[1], np.int64)
    for i, j in anchors:
        floors[i + 1 :] = np.maximum(floors[i + 1 :], j + 1)
        ceilings[: i + 1] = np.minimum(ceilings[: i + 1], j)
    return Band(lows, width, floors, ceilings)


def score_band(scorer: BeadScorer, band: Band) -> Singles:
    """Return (rows, types, width) scores of the beads that end at each node of a band, in nats."""
    rows = len(band.lows)
    out = np.full((rows, len(KINDS), band.width), -np.inf, np.float32)
    for start in range(0, rows, BLOCK):
        end = min(start + BLOCK, rows)
        low = int(band.lows[start])
        high = min(int(band.lows[end - 1]) + band.width, scorer.shape[1] + 1)
        scores = scorer.block((start, end), (low, high))
        for row in range(start, end):
            at = int(band.lows[row]) - low
            part = scores[row - start, :, at : at + band.width]
            out[row, :, : part.shape[1]] = part
    return out


def _masked(row: Floats, band: Band, i: int) -> None:
    """Close the nodes of a row that anchors or the end of the text forbid."""
    low = int(band.lows[i])
    row[: max(int(band.floors[i]) - low, 0)] = NOWHERE
    row[max(int(band.ceilings[i]) - low + 1, 0) :] = NOWHERE


def _arrivals(exits: Floats, scores: Singles, band: Band, i: int) -> Floats:
    """Return (types, width): value of reaching each node of row ``i`` by a bead of each type."""
    width = band.width
    out = np.full((len(KINDS), width), NOWHERE)
    for kind, (p, q) in enumerate(KINDS):
        if i < p:
            continue
        shift = int(band.lows[i] - band.lows[i - p]) - q
        here, there = max(-shift, 0), max(shift, 0)
        size = width - max(here, there)
        if size > 0:
            np.add(
                exits[i - p, there : there + size],
                scores[i, kind, here : here + size],
                out=out[kind, here : here + size],
            )
    return out


def _from_above(values: Floats, band: Band, i: int) -> Floats:
    """Return row ``i − 1`` of some values at the nodes of row ``i``."""
    shift = int(band.lows[i] - band.lows[i - 1])
    row = np.full(band.width, NOWHERE)
    if shift < band.width:
        row[: band.width - shift] = values[i - 1, shift:]
    return row


@dataclass(slots=True)
class _Table:
    """Values of each state and of leaving a node towards a bead."""

    matched: Floats
    skipped_source: Floats
    skipped_target: Floats
    exits: Floats
    add: np.ufunc
    """How ways to one node are put together: the maximum, or the logarithm of the sum."""


def _empty_table(band: Band, add: np.ufunc) -> _Table:
    shape = (len(band.lows), band.width)
    matched, source, target, exits = (np.full(shape, NOWHERE) for _ in range(4))
    return _Table(matched, source, target, exits, add)


def _fill_row(table: _Table, i: int, matched: Floats, band: Band, logs: tuple[float, ...]) -> None:
    """Compute the states of one row from its bead arrivals and the row above."""
    opening, staying, turning, onward, back = logs
    add = table.add
    _masked(matched, band, i)
    table.matched[i] = matched
    skipped = table.skipped_source[i]
    if i:
        skipped[:] = add(
            _from_above(table.matched, band, i) + opening,
            add(
                _from_above(table.skipped_source, band, i) + staying,
                _from_above(table.skipped_target, band, i) + turning,
            ),
        )
        _masked(skipped, band, i)
    steps = np.arange(band.width) * staying
    entry = add(matched + opening, skipped + turning)
    reach = add.accumulate(entry - steps)
    table.skipped_target[i, 1:] = reach[:-1] + steps[1:] - staying
    _masked(table.skipped_target[i], band, i)
    table.exits[i] = add(matched + onward, add(skipped, table.skipped_target[i]) + back)


def best_path(scores: Singles, band: Band, transitions: Transitions) -> Path:
    """Return the best complete path (Viterbi).

    Cost: proportional to the nodes of the band.
    """
    table = _empty_table(band, np.maximum)
    chosen = np.zeros((len(band.lows), band.width), np.int8)
    logs = transitions.logs()
    for i in range(len(band.lows)):
        arrivals = _arrivals(table.exits, scores, band, i)
        chosen[i] = arrivals.argmax(axis=0)
        matched = arrivals.max(axis=0)
        if i == 0:
            matched[0] = 0.0
        _fill_row(table, i, matched, band, logs)
    return _trace(table, chosen, band, logs)


def _trace(table: _Table, chosen: npt.NDArray[np.int8], band: Band, logs: tuple[float, ...]) -> Path:
    opening, staying, turning, onward, back = logs
    leaving = {0: (onward, back, back), 1: (opening, staying, turning), 2: (opening, turning, staying)}
    i = len(band.lows) - 1
    j = int(band.ceilings[i])
    path: Path = []
    state = _state(table, band, (i, j), (0.0, 0.0, 0.0))
    while i or j:
        if state == 0:
            p, q = KINDS[chosen[i, j - band.lows[i]]]
        else:
            p, q = (1, 0) if state == 1 else (0, 1)
        path.append((i - p, i, j - q, j))
        i, j = i - p, j - q
        state = _state(table, band, (i, j), leaving[state])
    return path[::-1]


def _state(table: _Table, band: Band, node: tuple[int, int], costs: tuple[float, float, float]) -> int:
    at = node[0], node[1] - int(band.lows[node[0]])
    values = (table.matched[at] + costs[0], table.skipped_source[at] + costs[1], table.skipped_target[at] + costs[2])
    return max(range(3), key=values.__getitem__)
