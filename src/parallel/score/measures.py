"""Measures of consistency over the renderings of one term, as plain functions of counts."""

from collections.abc import Sequence
from math import comb, log


def hhi(counts: Sequence[int]) -> float:
    """Return the Herfindahl–Hirschman index: Σ sᵢ², sᵢ the share of rendering i.

    Source: Information 13(2):43, 2022, which takes it from economics.

    Args:
        counts: how often each rendering occurs; positive.

    Returns:
        1 for one rendering, 1/k for k equally frequent ones, 0 for none at all.

    >>> hhi([4, 1]), hhi([2, 2])
    (0.68, 0.5)
    """
    total = sum(counts)
    return round(sum(count * count for count in counts) / (total * total), 12) if total else 0.0


def evenness(counts: Sequence[int]) -> float:
    """Return the normalised entropy as a consistency: 1 + Σ sᵢ ln sᵢ / ln k.

    Args:
        counts: how often each of the k renderings occurs; positive.

    Returns:
        1 for one rendering, 0 for k equally frequent ones, 0 for none at all.

    >>> evenness([3]), evenness([2, 2])
    (1.0, 0.0)
    """
    total = sum(counts)
    if not total:
        return 0.0
    if len(counts) == 1:
        return 1.0
    shares = [count / total for count in counts]
    return max(0.0, 1 + sum(share * log(share) for share in shares) / log(len(counts)))


def equal_pairs(counts: Sequence[int]) -> tuple[int, int]:
    """Return pairs of occurrences rendered alike and all pairs: numerator and denominator of LTCR for one term.

    Source: Lyu et al., EMNLP 2021: LTCR = Σ_w Σ_{i<j} [tᵢ = tⱼ] / Σ_w C(k_w, 2). Sum both over terms, then divide.

    >>> equal_pairs([4, 1])
    (6, 10)
    """
    return sum(comb(count, 2) for count in counts), comb(sum(counts), 2)
