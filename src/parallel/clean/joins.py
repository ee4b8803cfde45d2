"""What to do at a line's end: a space, a word put together again, or a hyphen that stays.

Layout first (a trailing space ends a word), then the words of the document itself, then a subword model.
"""

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from parallel.clean.sheet import Line
from parallel.language import casing

HYPHENS = "-‐‑\u00ad\u00ac"
_LAST_WORD = re.compile(r"[\w’'.]*\w$")
_FIRST_WORD = re.compile(r"\w[\w’']*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_IZAFET = frozenset({"ı", "i", "u", "ü", "î"})
"""Endings of the Ottoman izafet, written with a hyphen: ``Misak-ı``, ``Heyet-i``."""
_IZAFET_AFTER_VOWEL = frozenset({"yı", "yi", "yu", "yü"})
_SHORTEST_HALF = 4
"""Shorter halves are syllables rather than words (chosen by us)."""
_APART = -3
"""Evidence, in nats, that two words are two, not a whole that the model does not know (chosen by us)."""
_SURE, _DOUBTFUL = 2, -2
"""Evidence, in nats, to ask where words are not broken without a hyphen, and to allow where layout says they are."""
_FEW = 4
"""Fewer candidates than this say nothing about a document."""
_TRAILING_KNOWN = 0.1
"""Above this share of unbroken lines with a trailing space, its absence says something (chosen by us)."""


class WordJudge(Protocol):
    """What knows words: ``parallel.language.subword`` is one."""

    def joined_gain(self, left: str, right: str) -> float:
        """Return by how many nats two halves are likelier one word than two."""
        ...

    def is_word(self, text: str) -> bool:
        """Tell whether a string is a word on its own."""
        ...


class Break(StrEnum):
    """What stands between two lines in the clean text."""

    SPACE = "space"
    JOIN = "join"
    DROP_HYPHEN = "drop-hyphen"
    KEEP_HYPHEN = "keep-hyphen"


class PlainJoiner:
    """Puts a space at every line end."""

    def decide(self, left: Line, right: Line) -> Break:
        """Return a space."""
        del left, right
        return Break.SPACE


class Joiner(PlainJoiner):
    """Decides line ends of one document.

    Args:
        lines: all lines of text and notes.
        judge: how likely two halves are one word; None when no model is at hand.
    """

    def __init__(self, lines: Sequence[Line], judge: WordJudge | None = None) -> None:
        self._judge = judge
        self._words = Counter[str]()
        for line in lines:
            # The first and last word of a line may be halves.
            self._words.update(_WORD.findall(casing.lower(line.text))[1:-1])
        self._layout = self._trailing_share(lines) > _TRAILING_KNOWN
        self._bare_breaks = self._has_bare_breaks(lines)

    def decide(self, left: Line, right: Line) -> Break:
        """Return what stands between two lines that belong to one paragraph."""
        text = left.text
        if text[-1] in HYPHENS and len(text) > 1 and (text[-2].isalnum() or text[-2] in "’'"):
            return self._hyphen(text.rstrip(HYPHENS), right.text)
        if not text[-1].isalpha() and text[-1] not in "’'":
            return Break.SPACE
        if not right.text[0].islower():
            return Break.SPACE
        return Break.JOIN if self._is_bare_break(left, right) else Break.SPACE

    def _hyphen(self, left: str, right: str) -> Break:
        first, last = _LAST_WORD.search(left), _FIRST_WORD.match(right)
        if not first or not last:
            return Break.KEEP_HYPHEN
        one, two = casing.lower(first.group()), casing.lower(last.group())
        if right[0].isdigit() or "/" in left[first.start() - 1 : first.start()]:
            return Break.KEEP_HYPHEN if right[0].isdigit() else Break.DROP_HYPHEN
        if right[0].isupper() and not first.group().isupper():
            return Break.KEEP_HYPHEN
        return Break.KEEP_HYPHEN if self._compound(one, two) else Break.DROP_HYPHEN

    def _compound(self, one: str, two: str) -> bool:
        """Tell whether two halves are written with a hyphen: an izafet, or two words whose whole is none."""
        if self._words[f"{one}-{two}"]:
            return not self._words[one + two]
        if two in _IZAFET:
            return True
        if self._words[one + two]:
            return False
        if two in _IZAFET_AFTER_VOWEL:
            return False
        if min(len(one), len(two)) < _SHORTEST_HALF or not (self._is_word(one) and self._is_word(two)):
            return False
        return self._judge is None or self._judge.joined_gain(one, two) < _APART

    def _is_word(self, text: str) -> bool:
        return self._words[text] > 0 or (self._judge is not None and self._judge.is_word(text))

    def _is_bare_break(self, left: Line, right: Line) -> bool:
        first, last = _LAST_WORD.search(left.text), _FIRST_WORD.match(right.text)
        if not first or not last:
            return False
        if self._layout and left.trailing:
            return False
        one, two = casing.lower(first.group()), casing.lower(last.group())
        evidence = self._evidence(one, two)
        if self._layout and self._bare_breaks:
            return evidence > _DOUBTFUL
        return evidence > (0 if self._bare_breaks else _SURE)

    def _evidence(self, one: str, two: str) -> float:
        """Return how much speaks for one word, in nats or something like it."""
        whole, apart = self._words[one + two], min(self._words[one], self._words[two])
        lexical = 2.0 * (whole > 0) - 2.0 * (apart > 0) + 1.0 * (self._words[two] == 0)
        return lexical + (max(-6.0, min(6.0, self._judge.joined_gain(one, two))) if self._judge else 0.0)

    @staticmethod
    def _trailing_share(lines: Sequence[Line]) -> float:
        whole = [line for line in lines if line.text and line.text[-1] not in HYPHENS]
        return sum(line.trailing > 0 for line in whole) / len(whole) if whole else 0.0

    def _has_bare_breaks(self, lines: Sequence[Line]) -> bool:
        """Tell whether this document breaks words without a hyphen: most candidates look like one word."""
        pairs = [pair for pair in pairwise(lines) if self._candidate(*pair)]
        if len(pairs) < _FEW:
            return False
        return sum(self._score(*pair) > 0 for pair in pairs) * 2 > len(pairs)

    def _candidate(self, left: Line, right: Line) -> bool:
        if self._layout and left.trailing:
            return False
        return right.number == left.number + 1 and left.text[-1].isalpha() and right.text[0].islower()

    def _score(self, left: Line, right: Line) -> float:
        first, last = _LAST_WORD.search(left.text), _FIRST_WORD.match(right.text)
        return self._evidence(casing.lower(first.group()), casing.lower(last.group())) if first and last else 0.0
