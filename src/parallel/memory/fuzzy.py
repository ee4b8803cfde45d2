"""Exact fuzzy search: length buckets walked outwards under a rising cut-off.

Similarity is the normalised Levenshtein similarity of Turkish-folded texts, ``1 − distance ÷ longer length``. Two texts
of lengths *a* and *b* can't be more alike than ``min ÷ max``, so once the best match found beats that bound, every
bucket further out can be left unread. No candidate above the cut-off is ever missed; property tests compare with
brute force.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

Bucket = tuple[Sequence[int], Sequence[str]]
"""Keys and folded texts, side by side."""
_SCORER = Levenshtein.normalized_similarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A text near the query."""

    key: int
    """The key it was stored under."""
    similarity: float
    """0 to 1."""


class Texts(Protocol):
    """Where a search reads from; every text under its key."""

    def lengths(self) -> Iterable[int]:
        """Return the lengths there are texts of."""
        ...

    def bucket(self, length: int) -> Bucket:
        """Return all texts of one length."""
        ...

    def sharing(self, words: Sequence[str]) -> Bucket:
        """Return some texts that share a rare word with ``words``: guesses that raise the cut-off early."""
        ...


class FuzzyIndex:
    """Finds the nearest texts.

    Args:
        texts: where they are; a bucket is read when needed, and once.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._lengths = sorted(set(texts.lengths()))
        self._buckets: dict[int, Bucket] = {}

    def nearest(self, query: str, *, minimum: float = 0.7, limit: int = 5) -> tuple[Hit, ...]:
        """Return the ``limit`` nearest texts at or above ``minimum``, nearest first.

        Which of several equally near texts takes the last place is not defined.

        Args:
            query: folded like the texts.
            minimum: lowest similarity, 0 to 1.
            limit: at least 1.

        Cost: the texts whose length allows a better match than the last one kept.
        """
        best = _Best(minimum, limit)
        best.take(query, self._texts.sharing(query.split()))
        for length in sorted(self._lengths, key=lambda other: -_bound(len(query), other)):
            if _bound(len(query), length) < best.cutoff:
                break
            best.take(query, self._bucket(length))
        return best.hits()

    def _bucket(self, length: int) -> Bucket:
        if length not in self._buckets:
            self._buckets[length] = self._texts.bucket(length)
        return self._buckets[length]


class _Best:
    """The nearest texts so far, and the similarity another one needs to be of interest."""

    def __init__(self, minimum: float, limit: int) -> None:
        self.cutoff = minimum
        self._limit = limit
        self._found: dict[int, float] = {}

    def take(self, query: str, bucket: Bucket) -> None:
        """Look through a bucket and keep what is near enough."""
        keys, texts = bucket
        if self._limit == 1:  # finding one raises its own cut-off on the way: far faster
            one = process.extractOne(query, texts, scorer=_SCORER, score_cutoff=self.cutoff)
            found = [one] if one else []
        else:
            found = process.extract(query, texts, scorer=_SCORER, score_cutoff=self.cutoff, limit=self._limit)
        if not found:
            return
        self._found |= {keys[position]: similarity for _, similarity, position in found}
        nearest = sorted(self._found.items(), key=_nearest_first)[: self._limit]
        self._found = dict(nearest)
        if len(nearest) == self._limit:
            self.cutoff = max(self.cutoff, nearest[-1][1])

    def hits(self) -> tuple[Hit, ...]:
        """Return what was kept, nearest first."""
        ordered = sorted(self._found.items(), key=_nearest_first)
        return tuple(Hit(key=key, similarity=similarity) for key, similarity in ordered)


def _nearest_first(item: tuple[int, float]) -> tuple[float, int]:
    return -item[1], item[0]


def _bound(one: int, other: int) -> float:
    """Highest similarity two texts of these lengths can have."""
    longer = max(one, other)
    return min(one, other) / longer if longer else 1.0
