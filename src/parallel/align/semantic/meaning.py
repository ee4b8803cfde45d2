"""Sentence vectors as evidence: how much nearer two runs of sentences are than other sentences are to them.

A pair's likeness is its margin, the cosine divided by the mean cosine of either side's nearest sentences on the other
side (M. Artetxe, H. Schwenk, *Margin-based Parallel Corpus Mining with Multilingual Sentence Embeddings*, ACL 2019,
ratio margin). Nearest sentences are looked for in an even sample, which keeps time and memory linear, as a random one
does in Vecalign (B. Thompson, P. Koehn, EMNLP 2019). We differ in what is made of the margin: a log-likelihood ratio of
two normal distributions, estimated from the texts, since every encoder has its own; one that knows nothing of the texts
weighs nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist
from typing import Protocol

import numpy as np
import numpy.typing as npt

from parallel.align.scores import KINDS
from parallel.align.semantic.vectors import Halves, Singles, Vectors
from parallel.errors import InputError

NEIGHBOURS = 4
"""Nearest sentences a cosine is measured against (*k*, after Artetxe and Schwenk)."""
SAMPLE = 1000
"""Sentences among which the nearest ones are looked for; chosen by us for speed."""
MOST = 4.0
"""Nats a sentence gains or loses at most by its vector; set by us: an encoder that knows nothing does little harm."""
PORTION = 4096
"""Runs whose nearest sentences are looked for at once; chosen by us for memory."""
TRUSTED = 1.0
"""Standard deviations by which the best pairs must beat those of chance to count at full weight; set by us."""
_ONE_DEVIATION = 0.8413  # share of a normal distribution below one standard deviation
_LEAST = 0.05  # cosine and spread below which nothing is divided by them

Ints = npt.NDArray[np.int64]


class BlockScorer(Protocol):
    """Scores the beads of a rectangle of the lattice, as ``parallel.align.scores.BeadScorer`` does."""

    def block(self, rows: tuple[int, int], columns: tuple[int, int]) -> Singles:
        """Return (rows, types, columns) scores of the beads that end at the nodes of a rectangle."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """From margins to nats: how unrelated pairs and translations lie apart."""

    middle: float
    """Margin that speaks neither way."""
    slope: float
    """Nats per unit of margin."""

    def gains(self, margins: Singles) -> Singles:
        gains: Singles = np.clip((margins - self.middle) * self.slope, -MOST, MOST).astype(np.float32)
        return gains


class MeaningScorer:
    """Adds what sentence vectors say to the scores of beads.

    Args:
        base: scores without vectors.
        meaning: what vectors say.
    """

    def __init__(self, base: BlockScorer, meaning: "Meaning") -> None:
        self._base, self._meaning = base, meaning

    def block(self, rows: tuple[int, int], columns: tuple[int, int]) -> Singles:
        """Return (rows, types, columns) scores of the beads that end at the nodes of a rectangle."""
        out = self._base.block(rows, columns)
        for kind, (p, q) in enumerate(KINDS):
            i, j = max(rows[0], p), max(columns[0], q)
            if i < rows[1] and j < columns[1]:
                gains = self._meaning.gains((p, q), (i - p, rows[1] - p), (j - q, columns[1] - q))
                out[i - rows[0] :, kind, j - columns[0] :] += gains
        return out


class Meaning:
    """What the vectors of two texts say of their beads.

    Args:
        source: vectors of the source text.
        target: vectors of the target text.

    Raises:
        InputError: they have not the same width.
    """

    def __init__(self, source: Vectors, target: Vectors) -> None:
        self._runs = _level(source, target)
        samples = [_sampled(runs[0]) for runs in self._runs]
        self._near = [[_nearness(run, samples[1 - side]) for run in runs] for side, runs in enumerate(self._runs)]
        self._said = [[_said(run) for run in runs] for runs in self._runs]
        self._scale = self._estimated()

    def gain(self, bead: tuple[int, int, int, int]) -> float:
        """Return what vectors add to one two-sided bead, in nats."""
        a, b, c, d = bead
        return float(self.gains((b - a, d - c), (a, a + 1), (c, c + 1))[0, 0])

    def gains(self, kind: tuple[int, int], left: tuple[int, int], right: tuple[int, int]) -> Singles:
        """Return (source runs, target runs) gains in nats.

        Args:
            kind: sentences a bead takes from either side.
            left: first run of the source side and one past the last.
            right: the same of the target side.
        """
        p, q = kind
        gains = self._scale.gains(self._margins(p - 1, q - 1, slice(*left), slice(*right)))
        gains *= (p + q) / 2 * np.outer(self._said[0][p - 1][slice(*left)], self._said[1][q - 1][slice(*right)])
        return gains

    def _margins(self, p: int, q: int, left: slice | Ints, right: slice | Ints) -> Singles:
        cosines = self._runs[0][p][left].astype(np.float32) @ self._runs[1][q][right].astype(np.float32).T
        near = self._near[0][p][left][:, None] + self._near[1][q][right][None, :]
        margins: Singles = cosines * 2 / near
        return margins

    def _estimated(self) -> _Scale:
        """Estimate both distributions from a sample: all pairs are mostly unrelated, the best ones mostly are not.

        The best of many unrelated pairs lies high by chance; only what lies higher speaks for the encoder.
        """
        places = [_places(runs[0]) for runs in self._runs]
        if min(len(at) for at in places) <= 1:
            return _Scale(0.0, 0.0)
        margins = self._margins(0, 0, places[0], places[1])
        side = 1 if len(places[0]) <= len(places[1]) else 0
        unrelated, high = np.quantile(margins, [0.5, _ONE_DEVIATION]).tolist()
        spread = max(high - unrelated, _LEAST)
        related = float(np.median(margins.max(axis=side)))
        distance = (related - unrelated) / spread
        trust = min(max((distance - _best_of(margins.shape[side])) / TRUSTED, 0.0), 1.0)
        return _Scale((unrelated + related) / 2, trust * distance / spread)


def _best_of(count: int) -> float:
    """Return how many standard deviations the best of so many draws lies above the mean (G. Blom, 1958)."""
    return NormalDist().inv_cdf((count - 0.375) / (count + 0.25))


def _level(source: Vectors, target: Vectors) -> tuple[tuple[Halves, ...], tuple[Halves, ...]]:
    """Return the vectors of both sides with the same width; a side without a word has any."""
    widths = [side.runs[0].shape[1] for side in (source, target)]
    if widths[0] == widths[1]:
        return source.runs, target.runs
    if all(_said(side.runs[0]).any() for side in (source, target)):
        raise InputError(f"the encoder's vectors have {widths[0]} numbers on one side and {widths[1]} on the other")
    left, right = (tuple(np.zeros((len(run), 1), np.float16) for run in side.runs) for side in (source, target))
    return left, right


def _said(run: Halves) -> npt.NDArray[np.bool_]:
    """Tell which rows say anything."""
    said: npt.NDArray[np.bool_] = (run != 0).any(axis=1)
    return said


def _places(run: Halves) -> Ints:
    """Return an even sample of the rows that say something."""
    said = np.flatnonzero(_said(run))
    return said[:: max(1, -(-len(said) // SAMPLE))]


def _sampled(run: Halves) -> Singles:
    return run[_places(run)].astype(np.float32)


def _nearness(run: Halves, sample: Singles) -> Singles:
    """Return for each row the mean cosine of the nearest rows of a sample; in portions, for memory."""
    near = np.full(len(run), _LEAST, np.float32)
    count = min(NEIGHBOURS, len(sample))
    if count:
        for rows in _portions(len(run)):
            cosines = run[rows].astype(np.float32) @ sample.T
            best = np.partition(cosines, len(sample) - count, axis=1)[:, len(sample) - count :]
            near[rows] = np.maximum(best.mean(axis=1), _LEAST)
    return near


def _portions(size: int) -> Iterator[slice]:
    return (slice(first, first + PORTION) for first in range(0, size, PORTION))
