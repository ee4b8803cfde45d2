"""How much better two runs of sentences explain each other than chance: the log-likelihood ratio of a bead.

A bead's score, in nats, is the sum of a prior of its type, a gain of its lengths (after W. A. Gale, K. W. Church, *A
Program for Aligning Sentences in Bilingual Corpora*, Computational Linguistics 1993, with a log-normal ratio) and a
lexical gain: the mean over both directions of ``Σ log(λ + (1−λ)/L · Σ t/u)``, with *t* the probability of a
translation, *u* the share of the word in its text and *L* the words of the other side. Everything is measured against
"these two are unrelated", so that leaving a sentence out is comparable and needs no penalty of its own. A word without
any candidate in the other text contributes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parallel.align.lexical.features import Features
from parallel.align.lexical.links import Lexis

KINDS: tuple[tuple[int, int], ...] = (
    (1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (4, 1),
)  # fmt: skip
"""Two-sided bead types: sentences taken from the source and from the target, in this order."""
GROUPS: tuple[tuple[int, int, int], ...] = ((1, 0, 4), (2, 4, 7), (3, 7, 9), (4, 9, 10))
"""Sentences taken from the source, first of such types, one past the last; the target's are 1, 2, 3 … in each."""
LONGEST = 4
"""Most sentences a bead takes from one side."""

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
PORTION = 20_000
"""Tokens whose candidates are looked up at once; chosen by us for memory."""
LEAST_REST = 0.05  # keeps the logarithm of a missing word finite
IMPOSSIBLE = np.float32(-1e30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Constants of the score. Fitted by hand on the Turkish–English developer sets."""

    priors: tuple[float, ...] = (0.80, 0.07, 0.01, 0.003, 0.07, 0.015, 0.003, 0.01, 0.003, 0.003)
    """Probability of each type of ``KINDS`` among two-sided beads."""
    lexical: float = 1.0
    """Weight of the lexical gain against lengths and priors."""
    ratio: float = -0.03
    """Expected logarithm of target length over source length."""
    spread: float = 0.10
    """Standard deviation of that logarithm for very long beads."""
    spread_short: float = 1.4
    """What it has in addition for a bead of one character; falls with the root of the length."""
    least_spread: float = 0.25
    """Lower bound of the standard deviation of a text's own log-lengths."""
    centred: bool = False
    """Whether λ is set so that words gain nothing on average: long stretches need it, in which every
    frequent word meets a translation by chance."""
    unseen: float = 500.0
    """Words a text is imagined to have besides its own, so that a short text's words do not look common."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One text as the scorer needs it: tokens with candidates only."""

    tokens: Ints
    starts: Ints
    shares: Floats
    """Share of each type in its text."""
    chances: Floats
    """λ of each type."""
    log_runs: tuple[Floats, ...]
    """For each run length from 1: logarithm of the length of every run."""
    own: tuple[Floats, ...]
    """For each run length: half the negative log-probability of that length by the text's own distribution."""


def _side(features: Features, chances: Floats, weights: Weights) -> _Side:
    keep = chances[features.tokens] < 1
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(keep)])[features.starts]
    total = np.concatenate([np.zeros(1), np.cumsum(features.lengths)])
    log_runs = tuple(np.log(total[k:] - total[:-k]) for k in range(1, LONGEST + 1))
    own = []
    for runs in log_runs:
        spread = max(float(runs.std()), weights.least_spread) if len(runs) else 1.0
        own.append(0.25 * ((runs - (runs.mean() if len(runs) else 0.0)) / spread) ** 2 + 0.5 * np.log(spread))
    shares = features.counts / (features.counts.sum() + weights.unseen)
    return _Side(features.tokens[keep], starts, shares, chances, log_runs, tuple(own))


def _expand(starts: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Return for all entries of the given sparse rows: which of ``rows`` each belongs to, and its place."""
    sizes = starts[rows + 1] - starts[rows]
    owner = np.repeat(np.arange(len(rows)), sizes)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + starts[rows][owner]
    return owner, place


@dataclass(frozen=True, slots=True)
class _Direction:
    """Gains of one side's words from the other side: candidates as sparse rows of the explaining side's types."""

    starts: Ints
    columns: Ints
    gains: Singles
    """Probability of the translation divided by the explained word's share."""
    rest: Singles
    """For each explained type what stands beside the gains: λ, or what centres them."""
    explained: Singles
    """For each explained type 1 − λ."""


def _direction(giver: _Side, taker: _Side, links: tuple[Ints, Ints, Floats], weights: Weights) -> _Direction:
    rows, columns, chances = links
    order = np.argsort(rows, kind="stable")
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(rows, minlength=len(giver.shares)))])
    gains = chances / taker.shares[columns]
    rest = taker.chances
    if weights.centred:
        usual = np.bincount(columns, gains * giver.shares[rows], minlength=len(taker.shares))
        rest = np.maximum(1 - (1 - taker.chances) * usual, LEAST_REST)
    return _Direction(
        starts,
        columns[order],
        gains[order].astype(np.float32),
        rest.astype(np.float32),
        (1 - taker.chances).astype(np.float32),
    )


class BeadScorer:
    """Scores all beads of a rectangle of the lattice at once."""

    def __init__(self, source: Features, target: Features, lexis: Lexis, weights: Weights) -> None:
        links = lexis.links
        self.weights = weights
        self.shape = (source.size, target.size)
        self._source = _side(source, lexis.source_chances, weights)
        self._target = _side(target, lexis.target_chances, weights)
        to_target, to_source = (links.source, links.target, links.forward), (links.target, links.source, links.backward)
        self._to_target = _direction(self._source, self._target, to_target, weights)
        self._to_source = _direction(self._target, self._source, to_source, weights)

    def block(self, rows: tuple[int, int], columns: tuple[int, int]) -> Singles:
        """Score every bead that ends at a node of a rectangle.

        Args:
            rows: first and one-past-last node on the source side, 0 to sentences + 1.
            columns: the same on the target side.

        Returns:
            (rows, types, columns) in nats; minus infinity where a bead would begin before the text does.
            Cost: time proportional to the rectangle times the words of its sentences.
        """
        first = (max(rows[0] - LONGEST, 0), max(columns[0] - LONGEST, 0))
        last = (rows[1] - 1, columns[1] - 1)
        forward = self._gains(self._source, self._target, self._to_target, (first[0], last[0]), (first[1], last[1]))
        backward = self._gains(self._target, self._source, self._to_source, (first[1], last[1]), (first[0], last[0]))
        out = np.full((rows[1] - rows[0], len(KINDS), columns[1] - columns[0]), IMPOSSIBLE, np.float32)
        for kind, (p, q) in enumerate(KINDS):
            i, j = np.arange(max(rows[0], p), rows[1]), np.arange(max(columns[0], q), columns[1])
            if not (len(i) and len(j)):
                continue
            a, b = i[0] - p - first[0], j[0] - q - first[1]
            given_source = forward[p - 1][a : a + len(i)]
            given_target = backward[q - 1][b : b + len(j)]
            lexical = given_source[:, b + q : b + q + len(j)] - given_source[:, b : b + len(j)]
            lexical += (given_target[:, a + p : a + p + len(i)] - given_target[:, a : a + len(i)]).T
            lexical *= self.weights.lexical / 2
            lexical += self._lengths(p, q, (i[0] - p, len(i)), (j[0] - q, len(j)))
            lexical += np.log(self.weights.priors[kind])
            out[i[0] - rows[0] :, kind, j[0] - columns[0] :] = lexical
        return out

    def _gains(
        self, giver: _Side, taker: _Side, direction: _Direction, giving: tuple[int, int], taking: tuple[int, int]
    ) -> list[Singles]:
        """Return for each run length: (runs of the giving side, taking sentences + 1) summed gains up to a sentence."""
        taken, taken_owner = _local(taker, taking)
        local = np.full(len(taker.shares) + 1, -1, np.int64)
        local[taken] = 0
        kinds = np.flatnonzero(local == 0)
        local[kinds] = np.arange(len(kinds))
        taken_kind = local[taken]
        sums = np.zeros((giving[1] - giving[0], len(kinds)), np.float32)
        for first, last in _portions(giver.starts, giving):
            sums[first - giving[0] : last - giving[0]] = _sums(giver, (first, last), direction, (local, len(kinds)))
        counts = np.bincount(taken_owner * len(kinds) + taken_kind, minlength=(taking[1] - taking[0]) * len(kinds))
        each = counts.reshape(taking[1] - taking[0], len(kinds)).astype(np.float32)
        sizes = np.diff(giver.starts[giving[0] : giving[1] + 1]).astype(np.float32)
        return _run_gains(sums, sizes, each.T, (direction.rest[kinds], direction.explained[kinds]))

    def _lengths(self, p: int, q: int, source: tuple[int, int], target: tuple[int, int]) -> Singles:
        """Gain of the lengths of runs of ``p`` and ``q`` sentences; ``source``, ``target``: first run and count."""
        i, j = slice(source[0], sum(source)), slice(target[0], sum(target))
        left, right = self._source.log_runs[p - 1][i], self._target.log_runs[q - 1][j]
        w = self.weights
        variance = w.spread**2 + w.spread_short**2 * np.outer(np.exp(-left / 2), np.exp(-right / 2))
        off = right[None, :] - left[:, None] - w.ratio
        gain = -0.5 * (off**2 / variance + np.log(variance))
        gain += self._source.own[p - 1][i][:, None]
        gain += self._target.own[q - 1][j][None, :]
        return gain.astype(np.float32)


def _portions(starts: Ints, sentences: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield stretches of sentences with at most about ``PORTION`` tokens each."""
    first = sentences[0]
    while first < sentences[1]:
        last = int(np.searchsorted(starts, starts[first] + PORTION, side="right")) - 1
        last = min(max(last, first + 1), sentences[1])
        yield first, last
        first = last


def _sums(giver: _Side, sentences: tuple[int, int], direction: _Direction, taken: tuple[Ints, int]) -> Floats:
    """Return (sentences, taken types) Σ t/u over the words of each giving sentence.

    Args:
        giver: the explaining side.
        sentences: which of its sentences.
        direction: candidates.
        taken: column of each type of the other side, −1 for none, and the number of columns.
    """
    local, width = taken
    given, given_owner = _local(giver, sentences)
    present = np.flatnonzero(np.bincount(given, minlength=len(giver.shares)))
    row, place = _expand(direction.starts, present)
    column = local[direction.columns[place]]
    hit = column >= 0  # most candidates of a word are not in this part of the other text
    place, column = place[hit], column[hit]
    starts = np.searchsorted(row[hit], np.arange(len(present) + 1))
    owner, at = _expand(starts, np.searchsorted(present, given))
    height = sentences[1] - sentences[0]
    cells = given_owner[owner] * width + column[at]
    sums = np.bincount(cells, direction.gains[place][at], minlength=height * width)
    return sums.reshape(height, width).astype(np.float64, copy=False)


def _local(side: _Side, sentences: tuple[int, int]) -> tuple[Ints, Ints]:
    """Return the tokens of a stretch of sentences and the sentence each is in, from 0."""
    starts = side.starts[sentences[0] : sentences[1] + 1]
    owner = np.repeat(np.arange(sentences[1] - sentences[0]), np.diff(starts))
    return side.tokens[starts[0] : starts[-1]], owner


def _run_gains(sums: Singles, sizes: Singles, counts: Singles, chances: tuple[Singles, Singles]) -> list[Singles]:
    """Return for each run length the summed gains of all sentences up to each one.

    Args:
        sums: (giving sentences, taken types): Σ t/u.
        sizes: (giving sentences): number of words.
        counts: (taken types, taking sentences): how often each word occurs.
        chances: (taken types) each: λ, and 1 − λ.
    """
    gains = []
    run, size = sums, sizes
    rest, explained = chances
    for length in range(1, LONGEST + 1):
        if length > 1:
            run, size = run[:-1] + sums[length - 1 :], size[:-1] + sizes[length - 1 :]
        logs = np.log(rest + explained / np.maximum(size, 1)[:, None] * run)
        gain = np.zeros((len(run), counts.shape[1] + 1), np.float32)
        np.cumsum(logs @ counts, axis=1, out=gain[:, 1:])
        gains.append(gain)
        if len(run) <= 1:
            return gains + [gain[:0]] * (LONGEST - length)
    return gains
