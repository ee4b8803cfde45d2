"""From the posterior of a bead to the probability that it is right.

The posterior knows only its own model. A logistic regression corrects it by what a reader would look at: how sure the
neighbours are, the bead's type, its length, how much of the texts' vocabulary is explained at all. It was fitted on the
Turkish–English developer sets (NTREX, PUD and the three in-domain documents, edited), each aligned twice, with the
shipped lexicon and as if the languages were unknown; measured there and on German–French in ``docs/benchmarks.md``.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from parallel.align.lattice import Path
from parallel.align.lexical.features import Features
from parallel.align.refine import Belief

Floats = npt.NDArray[np.float64]

EDGE = 1e-6
"""Posteriors nearer to 0 and 1 than this are all the same."""
COEFFICIENTS: tuple[float, ...] = (1.938, 0.452, -0.068, -0.318, -1.286, -0.884, -0.268, 2.641)
"""For each column of ``signs``; fitted as the module says."""


def confidences(path: Path, chances: Sequence[float], sides: tuple[Features, Features], belief: Belief) -> list[float]:
    """Return the probability that each bead of a path is right.

    Args:
        path: beads in order.
        chances: their posteriors.
        sides: both texts.
        belief: what they were aligned with.

    Returns:
        Probabilities, 0 to 1, calibrated. Cost: linear.
    """
    values = signs(path, chances, sides, belief) @ np.array(COEFFICIENTS)
    found: list[float] = (1 / (1 + np.exp(-values))).tolist()
    return found


def signs(path: Path, chances: Sequence[float], sides: tuple[Features, Features], belief: Belief) -> Floats:
    """Return (beads, signs): constant, log-odds, least log-odds of the two neighbours, what the bead looks like.

    The other columns: one-sided; two-sided with more than three sentences; standard deviations by which the lengths are
    off; logarithm of the shorter side's length; share of the texts' words that are explained.
    """
    clipped = np.clip(np.array(chances), EDGE, 1 - EDGE)
    odds = np.log(clipped / (1 - clipped))
    around = np.pad(odds, 1, constant_values=-np.log(EDGE))
    a, b, c, d = np.array(path, np.int64).reshape(-1, 4).T
    one_sided = (a == b) | (c == d)
    totals = [np.concatenate([np.zeros(1), np.cumsum(side.lengths)]) for side in sides]
    left, right = totals[0][b] - totals[0][a], totals[1][d] - totals[1][c]
    weights = belief.weights
    safe_left, safe_right = np.maximum(left, 1), np.maximum(right, 1)
    variance = weights.spread**2 + weights.spread_short**2 / np.sqrt(safe_left * safe_right)
    off = np.abs(np.log(safe_right / safe_left) - weights.ratio) / np.sqrt(variance)
    shorter = np.log(np.where(one_sided, np.maximum(left, right), np.minimum(left, right)) + 1)
    columns = (
        np.ones(len(odds)),
        odds,
        np.minimum(around[:-2], around[2:]),
        one_sided,
        ~one_sided & (b - a + d - c > 3),  # noqa: PLR2004 - more than a 1-2 or 2-1
        np.where(one_sided, 0.0, off),
        shorter,
        np.full(len(odds), explained(sides, belief)),
    )
    return np.stack([np.asarray(column, np.float64) for column in columns], axis=1)


def explained(sides: tuple[Features, Features], belief: Belief) -> float:
    """Return the share of both texts' words that the other side is believed to explain."""
    lexis = belief.lexis
    both = zip(sides, (lexis.source_chances, lexis.target_chances), strict=True)
    parts = [(float((side.counts * (1 - chances)).sum()), float(side.counts.sum())) for side, chances in both]
    return sum(part for part, _ in parts) / max(sum(total for _, total in parts), 1.0)
