"""What a first alignment tells about the two texts: translations, how freely words go over, lengths, omissions.

One step of expectation maximisation with the best path in place of all paths, and every estimate held back by the first
guess: a pair of texts is small. Translations are re-estimated as in ``parallel.align.lexical.learn``.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from parallel.align.lattice import Path, Transitions
from parallel.align.lexical.features import Features
from parallel.align.lexical.learn import link_posterior, token_pairs
from parallel.align.lexical.links import EXPLAINED, KEPT, Lexis, Links, is_figure
from parallel.align.scores import Weights

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# All set by us on the Turkish–English developer sets, with and without their lexicon.
BEADS_HELD = 30.0  # beads the first guess of omission rates is worth
RUNS_HELD = 6.0  # left-out sentences the first guess of their runs is worth
RATIO_SPREAD = 0.08  # standard deviation of the length ratio between texts of one language pair
LENGTHS_HELD = 30.0  # beads the first guess of the length spread is worth
FIGURES_HELD = 10.0  # figures the first guess of how many are kept is worth
TOKENS_HELD = 10.0  # tokens the first guess of λ is worth
LINKS_HELD = 3.0  # tokens the known translation probabilities are worth
NEW_LINK = 0.02  # probability, times association, with which an unknown translation starts
EMPTY = 0.3  # weight of the empty word against one average word
LEAST = 0.05  # probability from which an unknown translation is believed
NEW_TRUST = 0.3  # trust in a translation found here only
ROUNDS = 4
MOST_PAIRS = 600_000  # token pairs looked at; of longer texts an even share of the beads is taken
_CLIP = 1.5  # standard deviations from which a bead's length counts less (Huber)
_RATES = (0.2, 0.9)  # bounds of the probabilities of omission: opening at most, staying at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """Everything the lattice is scored with."""

    lexis: Lexis
    """Words."""
    weights: Weights
    """Lengths and bead types."""
    transitions: Transitions
    """Omissions."""


def refine(source: Features, target: Features, belief: Belief, path: Path) -> Belief:
    """Return a belief that takes an alignment of the two texts into account.

    Args:
        source: source text.
        target: target text.
        belief: what the alignment was made with.
        path: the alignment.

    Returns:
        New lexis, length model and omission rates. Cost: linear in the token pairs inside beads, at most
        ``MOST_PAIRS``.
    """
    two_sided = [bead for bead in path if bead[0] < bead[1] and bead[2] < bead[3]]
    return Belief(
        lexis=_lexis(source, target, belief.lexis, two_sided),
        weights=_lengths(source, target, belief.weights, two_sided),
        transitions=_omissions(belief.transitions, path, len(two_sided)),
    )


def _omissions(before: Transitions, path: Path, beads: int) -> Transitions:
    opened = stayed = 0
    last = (True, True)
    for a, b, c, d in path:
        kind = (a < b, c < d)
        if not all(kind):
            opened, stayed = (opened, stayed + 1) if kind == last else (opened + 1, stayed)
        last = kind
    opening = (opened / 2 + BEADS_HELD * before.opening) / (beads + BEADS_HELD)
    staying = (stayed + RUNS_HELD * before.staying) / (opened + stayed + RUNS_HELD)
    opening, staying = min(opening, _RATES[0]), min(staying, _RATES[1])
    return replace(before, opening=opening, staying=staying, turning=min(opening, 1 - staying) / 2)


def _lengths(source: Features, target: Features, before: Weights, beads: Path) -> Weights:
    single = [(a, c) for a, b, c, d in beads if b - a == d - c == 1]
    if not single:
        return before
    left = np.log(source.lengths[[i for i, _ in single]])
    right = np.log(target.lengths[[j for _, j in single]])
    variance = before.spread**2 + before.spread_short**2 / np.exp((left + right) / 2)
    ratio, held = before.ratio, RATIO_SPREAD**-2
    for _ in range(4):
        off = np.abs(right - left - ratio) / np.sqrt(variance)
        share = np.minimum(1.0, _CLIP / np.maximum(off, 1e-9)) / variance
        ratio = float(((share * (right - left)).sum() + held * before.ratio) / (share.sum() + held))
    squares = np.minimum((right - left - ratio) ** 2 / variance, (2 * _CLIP) ** 2)
    scale = float(np.sqrt((squares.sum() + LENGTHS_HELD) / (len(squares) + LENGTHS_HELD)))
    return replace(before, ratio=ratio, spread=before.spread * scale, spread_short=before.spread_short * scale)


@dataclass(frozen=True, slots=True)
class _Tokens:
    """Pairs of tokens that stand in one bead, and the pairs of types they are."""

    source: Ints
    """(tokens): types of the source side of all beads."""
    target: Ints
    """(tokens): types of the target side."""
    at_source: Ints
    """(token pairs): position in ``source``."""
    at_target: Ints
    """(token pairs): position in ``target``."""
    bead: Ints
    """(token pairs): bead."""
    sizes: tuple[Ints, Ints]
    """(beads): tokens of either side."""

    def flipped(self) -> "_Tokens":
        """Return the same with the sides exchanged."""
        return _Tokens(self.target, self.source, self.at_target, self.at_source, self.bead, self.sizes[::-1])


def _tokens(source: Features, target: Features, beads: Path) -> _Tokens | None:
    """Lay the tokens of the beads end to end; of very long texts only of every k-th bead."""
    cost = sum(
        int(source.starts[b] - source.starts[a]) * int(target.starts[d] - target.starts[c]) for a, b, c, d in beads
    )
    beads = beads[:: max(1, -(-cost // MOST_PAIRS))]
    left = [source.tokens[source.starts[a] : source.starts[b]] for a, b, _, _ in beads]
    right = [target.tokens[target.starts[c] : target.starts[d]] for _, _, c, d in beads]
    sizes = np.array([len(x) for x in left], np.int64), np.array([len(x) for x in right], np.int64)
    at_source, at_target, bead = token_pairs(*sizes)
    if not len(bead):
        return None
    return _Tokens(np.concatenate(left), np.concatenate(right), at_source, at_target, bead, sizes)


def _lexis(source: Features, target: Features, before: Lexis, beads: Path) -> Lexis:
    tokens = _tokens(source, target, beads)
    if tokens is None:
        return before
    width = len(target.types)
    keys, which = np.unique(
        tokens.source[tokens.at_source] * width + tokens.target[tokens.at_target], return_inverse=True
    )
    known = before.links.source * width + before.links.target
    place = np.minimum(np.searchsorted(keys, known), len(keys) - 1)
    seen = keys[place] == known
    forward, backward = np.zeros(len(keys)), np.zeros(len(keys))
    forward[place[seen]], backward[place[seen]] = before.links.forward[seen], before.links.backward[seen]
    pairs = _Pairs(keys // width, keys % width, which, forward, backward)
    forward, backward, new = _translations(tokens, pairs)
    links = Links(
        np.concatenate([before.links.source, pairs.source[new]]),
        np.concatenate([before.links.target, pairs.target[new]]),
        np.concatenate([_taken(before.links.forward, seen, forward[place]), forward[new]]),
        np.concatenate([_taken(before.links.backward, seen, backward[place]), backward[new]]),
        np.concatenate([before.links.trust, np.full(int(new.sum()), NEW_TRUST)]),
    )
    used = new | (pairs.forward > 0) | (pairs.backward > 0)
    return Lexis(
        links,
        _chances(
            source,
            _opened(before.source_chances, pairs.source[new]),
            tokens.flipped(),
            np.where(used, backward, 0.0)[which],
        ),
        _chances(
            target, _opened(before.target_chances, pairs.target[new]), tokens, np.where(used, forward, 0.0)[which]
        ),
    )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of types that stand together in some bead."""

    source: Ints
    target: Ints
    which: Ints
    """(token pairs): the pair of types each is."""
    forward: Floats
    """What was believed of their translation before; 0 when nothing."""
    backward: Floats


def _opened(chances: Floats, types: Ints) -> Floats:
    """Let words count that have a translation now."""
    opened = chances.copy()
    opened[types] = np.minimum(opened[types], 1 - EXPLAINED * NEW_TRUST)
    return opened


def _taken(before: Floats, seen: npt.NDArray[np.bool_], now: Floats) -> Floats:
    return np.where(seen, now, before)


def _translations(tokens: _Tokens, pairs: _Pairs) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """Re-estimate translation probabilities; also tell which pairs are new and to be believed."""
    beads = len(tokens.sizes[0])
    together = np.bincount(_distinct(pairs.which * beads + tokens.bead) // beads, minlength=len(pairs.source))
    source, target = np.bincount(tokens.source), np.bincount(tokens.target)
    dice = 2 * together / (source[pairs.source] + target[pairs.target])
    often = together > 1  # a pair seen once would only repeat the alignment it comes from
    forward = pairs.forward + np.where(often, NEW_LINK * dice, 0.0)
    backward = pairs.backward + np.where(often, NEW_LINK * dice, 0.0)
    empty_target = EMPTY * tokens.sizes[0].mean() * target[tokens.target] / len(tokens.target)
    empty_source = EMPTY * tokens.sizes[1].mean() * source[tokens.source] / len(tokens.source)
    for turn in range(ROUNDS):
        to_target = link_posterior(forward[pairs.which], tokens.at_target, empty_target)
        to_source = link_posterior(backward[pairs.which], tokens.at_source, empty_source)
        linked = to_target * to_source if turn else (to_target + to_source) / 2
        count = np.bincount(pairs.which, linked, minlength=len(pairs.source))
        forward = (count + LINKS_HELD * pairs.forward) / (source[pairs.source] + LINKS_HELD)
        backward = (count + LINKS_HELD * pairs.backward) / (target[pairs.target] + LINKS_HELD)
        forward, backward = np.where(often, forward, pairs.forward), np.where(often, backward, pairs.backward)
    unknown = (pairs.forward == 0) & (pairs.backward == 0)
    return forward, backward, often & unknown & (np.maximum(forward, backward) > LEAST)


def _distinct(values: Ints) -> Ints:
    """Return each value once, in order; ten times as fast as NumPy's hashing ``unique`` where few values repeat."""
    ordered = np.sort(values)
    first: Ints = ordered[np.append(True, ordered[1:] != ordered[:-1])]
    return first


def _chances(taker: Features, before: Floats, tokens: _Tokens, translation: Floats) -> Floats:
    """Re-estimate λ of the target types of some tokens.

    Args:
        taker: the text they come from.
        before: λ of each type as believed so far.
        tokens: pairs of tokens; the target side is explained by the source side.
        translation: (token pairs): probability of the target token's type given the source token's.
    """
    shares = taker.counts / (taker.counts.sum() + Weights().unseen)
    explains = np.bincount(tokens.at_source, translation, minlength=len(tokens.source)) > 0
    bead = np.repeat(np.arange(len(tokens.sizes[0])), tokens.sizes[0])
    givers = np.maximum(np.bincount(bead, explains, minlength=len(tokens.sizes[0])), 1.0)
    total = np.bincount(tokens.at_target, translation, minlength=len(tokens.target))
    per_giver = 1 / np.repeat(givers, tokens.sizes[1])
    chance = before[tokens.target]
    gain = (1 - chance) * per_giver * total / shares[tokens.target]
    explained = np.bincount(tokens.target, gain / (gain + chance), minlength=len(before))
    seen = np.bincount(tokens.target, minlength=len(before))
    figures = np.array([is_figure(key) for key in taker.types])
    pooled = (explained[figures].sum() + FIGURES_HELD * KEPT) / (seen[figures].sum() + FIGURES_HELD)
    before = np.where(figures, 1 - pooled, before)
    return 1 - (explained + TOKENS_HELD * (1 - before)) / (seen + TOKENS_HELD)
