"""Translation probabilities counted from pairs of texts: IBM Model 1 in both directions, made to agree.

Source: P. F. Brown et al., *The Mathematics of Statistical Machine Translation*, Computational Linguistics 1993
(Model 1); P. Liang, B. Taskar, D. Klein, *Alignment by Agreement*, NAACL 2006 (the product of both directions'
posteriors is what is counted). We differ in that the empty word's probability is a constant share.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt

from parallel.align.options import LexicalModel
from parallel.language.stems import stem_of
from parallel.language.tokens import base_form, word_texts
from parallel.model.bitext import Languages
from parallel.model.document import Language

ROUNDS = 6
EMPTY_SHARE = 0.1
"""Weight of the empty word against one average word; chosen by us."""
PRIOR_COUNT = 0.5
"""Added to a word's frequency, so that what was seen once is not certain."""

LEAST_LINKS, LEAST_CHANCE = 2.0, 0.05
"""Expected links, and probability in either direction, from which a learnt pair of stems is kept; set by us on
German–French and Turkish–English by cross-validation: with fewer links it hurts some texts."""
MOST_TOKENS = 40_000
"""Token pairs of one bead up to which it is learnt from, 200 words a side: longer ones are no sentences."""
DIGITS = 4
"""Digits kept of a learnt probability, so that what is stored does not hang on the last bit of an arithmetic."""

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PairCounts:
    """Expected links between source and target types; parallel arrays, one entry per pair that occurs together."""

    source: Ints
    """Source type."""
    target: Ints
    """Target type."""
    forward: Floats
    """Probability of the target type given the source type; what is missing to 1 is the empty word's."""
    backward: Floats
    """Probability of the source type given the target type."""
    count: Floats
    """Expected number of links."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pairs of token sequences, laid end to end."""

    source: Ints
    """(source tokens): type of each."""
    source_sizes: Ints
    """(pairs): tokens of each source text."""
    target: Ints
    """(target tokens): type of each."""
    target_sizes: Ints
    """(pairs): tokens of each target text."""


def token_pairs(source_sizes: Ints, target_sizes: Ints) -> tuple[Ints, Ints, Ints]:
    """Return, for every two tokens that stand in one pair of texts, both positions and the pair's number."""
    sizes = source_sizes * target_sizes
    pair = np.repeat(np.arange(len(sizes)), sizes)
    inside = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    width = target_sizes[pair]
    source_start = np.cumsum(source_sizes) - source_sizes
    target_start = np.cumsum(target_sizes) - target_sizes
    return source_start[pair] + inside // width, target_start[pair] + inside % width, pair


def estimate(corpus: Corpus, *, rounds: int = ROUNDS, weights: Floats | None = None) -> PairCounts:
    """Estimate translation probabilities by expectation maximisation.

    Args:
        corpus: token types of both sides.
        rounds: iterations; the first one counts both directions' mean, the others their product.
        weights: (pairs): how much each pair of texts counts; 1 when None.

    Returns:
        All co-occurring pairs of types. Cost: time and memory linear in the sum of products of text lengths.
    """
    at_source, at_target, _ = token_pairs(corpus.source_sizes, corpus.target_sizes)
    if not len(at_source):
        none = np.zeros(0)
        return PairCounts(np.zeros(0, np.int64), np.zeros(0, np.int64), none, none, none)
    width = int(corpus.target.max()) + 1
    keys, which = np.unique(corpus.source[at_source] * width + corpus.target[at_target], return_inverse=True)
    source, target = keys // width, keys % width
    weight = _token_weights(corpus, at_source, weights)
    together: Floats = np.bincount(which, weight, minlength=len(keys)).astype(np.float64)
    seen_source = np.bincount(corpus.source, _repeat(corpus.source_sizes, weights))
    seen_target = np.bincount(corpus.target, _repeat(corpus.target_sizes, weights))
    empty_source = EMPTY_SHARE * corpus.source_sizes.mean() * seen_target[corpus.target] / seen_target.sum()
    empty_target = EMPTY_SHARE * corpus.target_sizes.mean() * seen_source[corpus.source] / seen_source.sum()
    forward, backward = _shares(together, source), _shares(together, target)
    count: Floats = together
    for turn in range(rounds):
        to_target = link_posterior(forward[which], at_target, empty_source)
        to_source = link_posterior(backward[which], at_source, empty_target)
        linked = (to_target + to_source) / 2 if turn == 0 else to_target * to_source
        count = np.bincount(which, linked * weight, minlength=len(keys)).astype(np.float64)
        forward, backward = _shares(count, source), _shares(count, target)
    return PairCounts(
        source,
        target,
        count / (seen_source[source] + PRIOR_COUNT),
        count / (seen_target[target] + PRIOR_COUNT),
        count,
    )


def _repeat(sizes: Ints, weights: Floats | None) -> Floats:
    return np.ones(int(sizes.sum())) if weights is None else np.repeat(weights, sizes)


def _token_weights(corpus: Corpus, at_source: Ints, weights: Floats | None) -> Floats:
    return _repeat(corpus.source_sizes, weights)[at_source]


def _shares(count: Floats, owner: Ints) -> Floats:
    """Divide each count by the sum over its owner."""
    return count / np.maximum(np.bincount(owner, count)[owner], 1e-12)


def link_posterior(chance: Floats, position: Ints, empty: Floats) -> Floats:
    """Divide each token pair's chance by the sum over all tokens that could explain the one at ``position``."""
    total = np.bincount(position, chance, minlength=len(empty)) + empty
    return np.divide(chance, total[position])


def number_corpus(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> tuple[Corpus, list[str], list[str]]:
    """Number the words of pairs of texts; pairs with an empty side are left out.

    Returns:
        The corpus, and the words of either side by number.
    """
    source_of: dict[str, int] = {}
    target_of: dict[str, int] = {}
    sides: tuple[list[int], list[int], list[int], list[int]] = ([], [], [], [])
    for source, target in pairs:
        if source and target:
            sides[0].extend(source_of.setdefault(word, len(source_of)) for word in source)
            sides[1].append(len(source))
            sides[2].extend(target_of.setdefault(word, len(target_of)) for word in target)
            sides[3].append(len(target))
    arrays = [np.array(side, np.int64) for side in sides]
    return Corpus(*arrays), list(source_of), list(target_of)


def estimate_pairs(
    pairs: Iterable[tuple[Sequence[str], Sequence[str]]], weights: Sequence[float] | None = None
) -> list[tuple[str, str, float, float, float]]:
    """Count pairs of texts given as words: source word, target word, forward, backward, expected links."""
    both = [pair for pair in zip(pairs, weights or repeat(1.0), strict=False) if pair[0][0] and pair[0][1]]
    corpus, sources, targets = number_corpus(words for words, _ in both)
    found = estimate(corpus, weights=np.array([weight for _, weight in both]))
    kept = np.flatnonzero(found.count >= PRIOR_COUNT)
    columns = (found.source, found.target, found.forward, found.backward, found.count)
    rows = zip(*(column[kept].tolist() for column in columns), strict=True)
    return [(sources[u], targets[v], forward, backward, count) for u, v, forward, backward, count in rows]


def learn_model(
    pairs: Iterable[tuple[str, str]], languages: Languages, weights: Sequence[float] | None = None
) -> LexicalModel:
    """Count translation probabilities from pairs of texts that are known to translate each other.

    Args:
        pairs: source and target texts, such as the approved beads of a workspace.
        languages: direction.
        weights: how much each pair of texts counts; 1 when None.

    Returns:
        What ``AlignOptions.model`` takes. Cost: linear in the sum of products of text lengths.
    """
    words = [(stems_of(source, languages.source), stems_of(target, languages.target)) for source, target in pairs]
    short = [both if len(both[0]) * len(both[1]) <= MOST_TOKENS else ([], []) for both in words]
    entries = (
        (source, target, round(forward, DIGITS), round(backward, DIGITS))
        for source, target, forward, backward, count in estimate_pairs(short, weights)
        if count >= LEAST_LINKS and max(forward, backward) >= LEAST_CHANCE
    )
    return LexicalModel(languages=languages, entries=tuple(sorted(entries)), pairs=len(words))


def stems_of(text: str, language: Language) -> list[str]:
    """Return the stems a text is learnt by: of its words without digits, in order."""
    forms = (base_form(word, language) for word in word_texts(text))
    return [stem_of(form, language) for form in forms if form.isalpha()]
