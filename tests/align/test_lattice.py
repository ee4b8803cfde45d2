"""Bands, paths and probabilities, checked against enumeration of all paths."""

from collections.abc import Iterator

import numpy as np
import pytest

from parallel.align.lattice import (
    Band,
    Path,
    Transitions,
    anchored_band,
    band_around,
    best_path,
    full_band,
    likely_path,
    posterior,
)
from parallel.align.lattice.band import NOWHERE, Singles, layout
from parallel.align.lattice.paths import Exits
from parallel.align.scores import GROUPS, KINDS

TRANSITIONS = Transitions(opening=0.05, staying=0.6, turning=0.03)


def random_scores(band: Band, seed: int) -> list[Singles]:
    """Make up a score for every bead that fits into the texts."""
    rng = np.random.default_rng(seed)
    rows = []
    for i in range(band.rows):
        row = rng.normal(0, 2, (len(KINDS), band.width(i))).astype(np.float32)
        for kind, (p, q) in enumerate(KINDS):
            row[kind, [band.lows[i] + k < q or i < p for k in range(band.width(i))]] = -1e30
        rows.append(row)
    return rows


def all_paths(rows: int, columns: int) -> Iterator[Path]:
    """Yield every way to cut two texts into beads."""
    if rows == columns == 0:
        yield []
        return
    for p, q in [*KINDS, (1, 0), (0, 1)]:
        if p <= rows and q <= columns:
            for path in all_paths(rows - p, columns - q):
                yield [*path, (rows - p, rows, columns - q, columns)]


def value(path: Path, scores: list[Singles], band: Band) -> float:
    """Add up a path's scores and transitions."""
    opening, staying, turning, onward, back = TRANSITIONS.logs
    total, last = 0.0, (True, True)
    for a, b, c, d in path:
        kind = (b > a, d > c)
        if all(kind):
            total += float(scores[b][KINDS.index((b - a, d - c)), d - band.lows[b]])
            total += onward if all(last) else back
        else:
            total += opening if all(last) else staying if kind == last else turning
        last = kind
    return total


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("shape", [(3, 3), (1, 4), (4, 2)])
def test_the_best_path_is_the_best_of_all(shape: tuple[int, int], seed: int) -> None:
    """The search agrees with enumeration."""
    band = full_band(shape)
    scores = random_scores(band, seed)
    best = max(all_paths(*shape), key=lambda path: value(path, scores, band))
    found = best_path(scores, band, TRANSITIONS)
    assert value(found, scores, band) == pytest.approx(value(best, scores, band))


@pytest.mark.parametrize("seed", range(4))
def test_posteriors_are_shares_of_all_paths(seed: int) -> None:
    """Every bead's probability is the weight of the paths through it."""
    shape = (3, 3)
    band = full_band(shape)
    scores = random_scores(band, seed)
    paths = list(all_paths(*shape))
    weights = np.exp([value(path, scores, band) for path in paths])
    weights /= weights.sum()
    chances = posterior([row.copy() for row in scores], band, TRANSITIONS)
    for bead in {bead for path in paths for bead in path}:
        share = sum(w for w, path in zip(weights, paths, strict=True) if bead in path)
        a, b, c, d = bead
        if b > a and d > c:
            found = chances.beads[b][KINDS.index((b - a, d - c)), d]
        else:
            found = (chances.source_left if b > a else chances.target_left)[b][d]
        assert float(found) == pytest.approx(float(share), abs=1e-5)


@pytest.mark.parametrize("seed", range(4))
def test_the_likely_path_has_the_most_expected_right_beads(seed: int) -> None:
    """Decoding agrees with enumeration too."""
    shape = (3, 3)
    band = full_band(shape)
    chances = posterior(random_scores(band, seed), band, TRANSITIONS)

    def expected(path: Path) -> float:
        total = 0.0
        for a, b, c, d in path:
            if b > a and d > c:
                total += float(chances.beads[b][KINDS.index((b - a, d - c)), d])
            else:
                total += float((chances.source_left if b > a else chances.target_left)[b][d])
        return total

    path, found = likely_path(chances, band)
    assert sum(found) == pytest.approx(max(expected(path) for path in all_paths(*shape)), abs=1e-5)
    assert expected(path) == pytest.approx(sum(found), abs=1e-5)


def test_a_band_that_holds_the_path_changes_nothing() -> None:
    """Searching less finds the same where the answer lies inside."""
    shape = (30, 30)
    band = full_band(shape)
    scores = random_scores(band, 1)
    for i in range(1, 31):
        scores[i][0, i] += 30
    narrow = band_around([(0, 30, 0, 30)], shape, 8)
    cut = [row[:, low : high + 1] for row, low, high in zip(scores, narrow.lows, narrow.highs, strict=True)]
    assert best_path(cut, narrow, TRANSITIONS) == best_path(scores, band, TRANSITIONS)
    chances = posterior([row.copy() for row in cut], narrow, TRANSITIONS)
    assert likely_path(chances, narrow)[0] == best_path(scores, band, TRANSITIONS)


def test_a_band_around_a_path() -> None:
    """It holds the path, a margin, and all of a run of sentences left out."""
    path = [(0, 10, 0, 10), (10, 10, 10, 60), (10, 20, 60, 70)]
    band = band_around(path, (20, 70), 4)
    assert (band.lows[0], band.highs[0]) == (0, 6)
    assert band.lows[10] <= 10
    assert band.highs[10] >= 60
    assert band.highs[-1] == 70
    assert band.lows == sorted(band.lows)


def test_anchors_close_nodes() -> None:
    """No node may lie between an anchor's two sentences."""
    band = anchored_band(full_band((3, 3)), [(1, 2)])
    assert band.highs == [2, 2, 3, 3]
    assert band.lows == [0, 0, 3, 3]


@pytest.mark.parametrize(
    "band", [Band([0, 2], [3, 6]), Band([0, 9], [3, 12]), Band([0, 0, 3, 3, 4], [5, 5, 5, 9, 9]), full_band((6, 2))]
)
def test_beads_arrive_from_the_nodes_they_begin_at(band: Band) -> None:
    """A bead that would begin outside the band arrives with no value, however far the rows are apart."""
    exits = Exits(layout(band))
    value: dict[tuple[int, int], float] = {}
    for i in range(band.rows):
        found = exits.arrivals(np.zeros((len(KINDS), band.width(i)), np.float32), i)
        for kind, (p, q) in enumerate(KINDS):
            begins = [value.get((i - p, j - q), NOWHERE) for j in range(band.lows[i], band.highs[i] + 1)]
            assert found[kind].tolist() == begins
        row = slice(exits.places.begins[i], exits.places.ends[i])
        exits.flat[row] = range(100 * i, 100 * i + band.width(i))
        value |= {(i, band.lows[i] + k): 100.0 * i + k for k in range(band.width(i))}


def test_bead_types_stand_by_their_source_sentences() -> None:
    """What the row steps take for granted of the order of the types."""
    for p, first, last in GROUPS:
        assert [(p, q) for q in range(1, last - first + 1)] == list(KINDS[first:last])


def test_transition_logarithms() -> None:
    """What is left after omissions is for beads."""
    opening, staying, turning, onward, back = np.exp(TRANSITIONS.logs)
    assert 2 * opening + onward == pytest.approx(1)
    assert staying + turning + back == pytest.approx(1)
