"""Texts held in memory, with their rare words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from parallel.memory.fuzzy import Bucket

RARE_WORDS = 3
"""Rarest words of a text it is listed under; chosen by us: two near texts nearly always share one of three."""
GUESSES = 200
"""Texts looked at for one word; a commoner word says nothing (chosen by us)."""


class HeldTexts:
    """A sequence of texts; keys are positions.

    Args:
        texts: folded texts.

    Cost: linear in their words.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._buckets: dict[int, tuple[list[int], list[str]]] = {}
        self._texts = texts
        self._by_word: dict[str, list[int]] = {}
        for key, text in enumerate(texts):
            keys, same = self._buckets.setdefault(len(text), ([], []))
            keys.append(key)
            same.append(text)
        for key, words in rare_words(texts):
            for word in words:
                self._by_word.setdefault(word, []).append(key)

    def lengths(self) -> Iterable[int]:
        """Return the lengths there are texts of."""
        return self._buckets

    def bucket(self, length: int) -> Bucket:
        """Return all texts of one length."""
        return self._buckets[length]

    def sharing(self, words: Sequence[str]) -> Bucket:
        """Return some texts that share a rare word."""
        keys = sorted({key for word in words for key in self._by_word.get(word, ())[:GUESSES]})
        return keys, [self._texts[key] for key in keys]


def rare_words(texts: Iterable[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each text's position and its rarest words, counted over all texts; reads the texts twice."""
    held = texts if isinstance(texts, Sequence) else tuple(texts)
    counts: Counter[str] = Counter()
    for text in held:
        counts.update(set(text.split()))
    for key, text in enumerate(held):
        yield key, tuple(sorted(set(text.split()), key=lambda word: (counts[word], word))[:RARE_WORDS])
