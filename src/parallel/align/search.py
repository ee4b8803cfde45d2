"""Where to look: everywhere in short texts, from coarse to fine in long ones.

A long text is first aligned in chunks of some sentences each, by the same scores; then sentence by sentence in a band
around what was found. Chunks are themselves chunked where there are too many of them, so that time grows with the
length of the texts and not with its square. Where the path touches the rim of its band, the band is widened.
"""

from dataclasses import replace

import numpy as np

from parallel.align.lattice import (
    Band,
    Path,
    Transitions,
    anchored_band,
    band_around,
    best_path,
    full_band,
    score_band,
)
from parallel.align.lattice.band import Anchors, Singles
from parallel.align.lexical.features import Features
from parallel.align.refine import Belief
from parallel.align.scores import BeadScorer
from parallel.align.semantic.meaning import BlockScorer, Meaning, MeaningScorer

EXACT = 250_000
"""Nodes up to which all are looked at: 500 sentences a side; chosen by us for speed."""
SHORT = 40
"""Sentences of the shorter side up to which all nodes are looked at, however long the other side; chosen by us."""
CHUNK = 12
"""Sentences in a chunk; chosen by us."""
RADIUS = 24
"""Half-width of a band, in sentences (or chunks, where chunks are aligned); chosen by us."""
WINDOW, WINDOWS = 400, 3
"""Source sentences in a window that is learnt from, and how many windows a long text has; chosen by us for speed."""
COARSE_PRIORS = (0.60, 0.10, 0.02, 0.02, 0.10, 0.08, 0.02, 0.02, 0.02, 0.02)
"""Bead types of chunks, whose limits do not meet; chosen by us."""
COARSE_OMISSIONS = Transitions(opening=0.03, staying=0.8, turning=0.015)
"""Omissions of chunks; chosen by us."""


def find_band(source: Features, target: Features, belief: Belief, anchors: Anchors) -> Band:
    """Return the band to search two texts in.

    Args:
        source: source text.
        target: target text.
        belief: what scores the lattice.
        anchors: sentences that must share a bead, in order.

    Returns:
        All nodes for short texts. Cost: linear in the longer text, apart from a top level of at most ``EXACT`` nodes.
    """
    shape = (source.size, target.size)
    if is_small(*shape):
        return anchored_band(full_band(shape), anchors)
    coarse = replace(
        belief, weights=replace(belief.weights, priors=COARSE_PRIORS, centred=True), transitions=COARSE_OMISSIONS
    )
    path: Path = []
    i = j = 0
    for k, l in [*anchors, shape]:  # noqa: E741 - a pair beside (i, j)
        path += _rough(source, target, coarse, (i, k, j, l))
        path.append((max(i, k), min(k + 1, shape[0]), max(j, l), min(l + 1, shape[1])))
        i, j = min(k + 1, shape[0]), min(l + 1, shape[1])
    return anchored_band(band_around(path, shape, RADIUS), anchors)


def is_small(rows: int, columns: int) -> bool:
    """Tell whether all nodes of a lattice can be looked at."""
    return rows * columns <= EXACT or min(rows, columns) <= SHORT


def _rough(source: Features, target: Features, belief: Belief, part: tuple[int, int, int, int]) -> Path:
    """Return a path of chunks through a part of two texts."""
    a, b, c, d = part
    if b - a <= RADIUS // 2 or d - c <= RADIUS // 2:
        return [part] if b > a or d > c else []
    left, right = chunked(source, a, b, CHUNK), chunked(target, c, d, CHUNK)
    band = find_band(left, right, belief, ())
    path = best_path(scored(left, right, belief, band), band, belief.transitions)
    scale = [(i * CHUNK, k * CHUNK, j * CHUNK, to * CHUNK) for i, k, j, to in path]
    return [(a + i, min(a + k, b), c + j, min(c + to, d)) for i, k, j, to in scale]


def chunked(features: Features, start: int, end: int, size: int) -> Features:
    """Return part of a text with every ``size`` sentences as one."""
    cuts = np.append(np.arange(start, end, size), end)
    lengths = np.add.reduceat(features.lengths[:end], cuts[:-1])
    tokens = features.tokens[features.starts[start] : features.starts[end]]
    vectors = None if features.vectors is None else features.vectors.coarser(start, end, size)
    starts = features.starts[cuts] - features.starts[start]
    return replace(features, tokens=tokens, starts=starts, lengths=lengths, vectors=vectors)


def sample_path(source: Features, target: Features, belief: Belief, band: Band) -> Path:
    """Return the best path, of long texts only in a few windows, to learn from.

    Beads near the ends of a window are left out: nothing says that a window begins and ends at the same place in both
    texts.
    """
    size = source.size
    if size <= WINDOWS * WINDOW:
        return best_path(scored(source, target, belief, band), band, belief.transitions)
    found: Path = []
    for window in range(WINDOWS):
        a = (size - WINDOW) * (2 * window + 1) // (2 * WINDOWS)
        b = a + WINDOW
        c, d = ((band.lows[i] + band.highs[i]) // 2 for i in (a, b))
        part = Band(
            [0] + [max(low - c, 0) for low in band.lows[a + 1 : b + 1]],
            [min(high, d) - c for high in band.highs[a:b]] + [d - c],
        )
        left, right = chunked(source, a, b, 1), chunked(target, c, d, 1)
        path = best_path(scored(left, right, belief, part), part, belief.transitions)
        inner = (bead for bead in path if bead[0] >= RADIUS and bead[1] <= WINDOW - RADIUS)
        found += [(a + i, a + k, c + j, c + to) for i, k, j, to in inner]
    return found


def scored(source: Features, target: Features, belief: Belief, band: Band) -> list[Singles]:
    """Return the scores of a band's beads."""
    scorer: BlockScorer = BeadScorer(source, target, belief.lexis, belief.weights)
    if source.vectors is not None and target.vectors is not None:
        scorer = MeaningScorer(scorer, Meaning(source.vectors, target.vectors))
    return score_band(scorer, band)
