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
from parallel.language.identify import guess_language
from parallel.model.document import TURKISH

HYPHENS = "-‐‑\u00ad\u00ac"
_LAST_WORD = re.compile(r"\w[\w’']*$")
_FIRST_WORD = re.compile(r"\w[\w’']*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_IZAFET = frozenset({"ı", "i", "u", "ü", "î"})
"""Endings of the Ottoman izafet, written with a hyphen: ``Misak-ı``, ``Heyet-i``."""
_SHORTEST_HALF = 4
"""Shorter halves are syllables rather than words (chosen by us)."""
_APART = -3
"""Evidence, in nats, that two words are two, not a whole that the model does not know (chosen by us)."""
_SURE, _DOUBTFUL = 2, -2
"""Evidence, in nats, to ask where few words are broken without a hyphen, and to allow where layout says they are."""
_BEYOND_DOUBT = 8
"""Evidence to ask where no word seems to be: of 1,445 line ends that broke none 23 were joined at ``_SURE``, none at
this (translations of news and three texts of the field, set anew in lines of 78 letters)."""
_SOME = 0.05
"""Share of candidates beyond doubt from which a document breaks some words without a hyphen (chosen by us)."""
_MOST = 6.0
"""The model's word counts for no more than this many nats: names it does not know are many."""
_SAMPLE = 500
"""So many candidates are enough to tell how a document breaks words."""
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
        inner = "\n".join(line.text[line.text.find(" ") : line.text.rfind(" ")] for line in lines if " " in line.text)
        self._words.update(_WORD.findall(casing.lower(inner)))  # the first and last word of a line may be halves
        self._layout = self._trailing_share(lines) > _TRAILING_KNOWN
        self._bare_breaks, self._some_breaks = self._break_habits(lines)

    def decide(self, left: Line, right: Line) -> Break:
        """Return what stands between two lines that belong to one paragraph."""
        text = left.text
        if text[-1] in HYPHENS and text[-2:-1] and (text[-2].isalnum() or text[-2] in "’'"):
            return self._hyphen(text[:-1], right.text)
        if (self._layout and left.trailing) or not _may_break(text, right.text):
            return Break.SPACE
        return Break.JOIN if self._is_bare_break(text, right.text) else Break.SPACE

    def _hyphen(self, left: str, right: str) -> Break:
        one, two = _last_word(left), _first_word(right)
        if right[0].isdigit() or (right[0].isupper() and not one.isupper()) or not two:
            return Break.KEEP_HYPHEN
        return Break.KEEP_HYPHEN if self._compound(casing.lower(one), casing.lower(two)) else Break.DROP_HYPHEN

    def _compound(self, one: str, two: str) -> bool:
        """Tell whether two halves are written with a hyphen: an izafet, or two words whose whole is none."""
        if self._words[f"{one}-{two}"]:
            return not self._words[one + two]
        if two in _IZAFET:
            return True
        if self._words[one + two]:
            return False
        if min(len(one), len(two)) < _SHORTEST_HALF or not (self._is_word(one) and self._is_word(two)):
            return False
        return self._judge is None or self._judge.joined_gain(one, two) < _APART

    def _is_word(self, text: str) -> bool:
        return self._words[text] > 0 or (self._judge is not None and self._judge.is_word(text))

    def _is_bare_break(self, left: str, right: str) -> bool:
        bounded, whole = self._evidence(left, right)
        if self._bare_breaks:
            joined = bounded > (_DOUBTFUL if self._layout else 0)
        else:
            joined = bounded > _SURE if self._some_breaks else whole > _BEYOND_DOUBT
        return joined and guess_language(f"{left} {right}") == TURKISH

    def _evidence(self, left: str, right: str) -> tuple[float, float]:
        """Return how much speaks for one word across two lines, in nats or something like it.

        Twice: with the model's word bounded by ``_MOST``, and with the whole of what it says for one word.
        """
        one, two = casing.lower(_last_word(left)), casing.lower(_first_word(right))
        whole, apart = self._words[one + two], min(self._words[one], self._words[two])
        lexical = 2.0 * (whole > 0) - 2.0 * (apart > 0) + 1.0 * (self._words[two] == 0)
        gain = self._judge.joined_gain(one, two) if self._judge else 0.0
        gain = max(-_MOST, gain)
        return lexical + min(_MOST, gain), lexical + gain

    @staticmethod
    def _trailing_share(lines: Sequence[Line]) -> float:
        whole = [line for line in lines if line.text[-1] not in HYPHENS]
        return sum(line.trailing > 0 for line in whole) / len(whole) if whole else 0.0

    def _break_habits(self, lines: Sequence[Line]) -> tuple[bool, bool]:
        """Tell whether this document breaks words without a hyphen as a rule, and whether it does so at all."""
        pairs = [
            (left.text, right.text)
            for left, right in pairwise(lines)
            if right.number == left.number + 1
            and not (self._layout and left.trailing)
            and _may_break(left.text, right.text)
        ]
        if len(pairs) < _FEW:
            return False, False
        sample = pairs[:: len(pairs) // _SAMPLE + 1]
        evidence = [self._evidence(*pair) for pair in sample]
        likely = sum(bounded > 0 for bounded, _ in evidence)
        sure = sum(whole > _BEYOND_DOUBT for _, whole in evidence)
        return likely * 2 > len(sample), sure > len(sample) * _SOME


def _may_break(left: str, right: str) -> bool:
    """Tell whether a word may run from one line to the next: letters meet, the second small."""
    return (left[-1].isalpha() or left[-1] in "’'") and right[0].islower()


def _last_word(text: str) -> str:
    word = text[text.rfind(" ") + 1 :]
    match = _LAST_WORD.search(word)
    return match.group() if match else ""


def _first_word(text: str) -> str:
    match = _FIRST_WORD.match(text)
    return match.group() if match else ""
