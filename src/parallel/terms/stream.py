"""A text as one stream of folded letters, with the way back to the text.

Everything that is no letter vanishes from the stream, so *harekâtı askeriye*, *harekât-ı askeriye* and *hare-⏎kâtı
askeriye* are the same letters. The work is done by ``str`` methods over whole texts; no Python loop runs over letters.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from parallel.language import casing

_IRREGULAR = "\x00"
"""Stands for a character that is not exactly one letter or one gap: a mark, a ligature, a soft hyphen."""


class _FoldTable(dict[int, str]):
    """Translation table that learns a character's fold when it first meets it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = casing.fold_loose(char).text
        if len(folded) != 1:
            folded = _IRREGULAR if folded or _vanishes(char) else " "
        self[code] = folded
        return folded


_MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\u202a\u202b\u202c\u202d\u202e")


def _vanishes(char: str) -> bool:
    """Tell whether a character leaves no gap between its neighbours."""
    return char in _INVISIBLE or _MARKS.match(char) is not None


_FOLD = _FoldTable()
_LETTERS_AFTER_DIGITS = re.compile(r"(?<![0-9a-z])[0-9]+(?=[a-z])")


class _Break(NamedTuple):
    """From ``regular`` on, text offsets are ``shift`` away from offsets in the regular text."""

    regular: int
    shift: int


def _regularise(text: str) -> tuple[str, tuple[_Break, ...]]:
    """Fold a text that holds irregular characters, noting where offsets jump. Cost: linear."""
    parts: list[str] = []
    breaks = [_Break(0, 0)]
    at = done = 0
    for found in re.finditer(_IRREGULAR, text.translate(_FOLD)):
        offset = found.start()
        parts.append(text[done:offset].translate(_FOLD))
        at += offset - done
        folded = casing.fold_loose(text[offset]).text if text[offset] != _IRREGULAR else " "
        parts.append(folded)
        for _ in folded:
            breaks.append(_Break(at, offset - at))
            at += 1
        done = offset + 1
        breaks.append(_Break(at, done - at))
    parts.append(text[done:].translate(_FOLD))
    return "".join(parts), tuple(breaks)


def fold_letters(text: str) -> str:
    """Return the letters of a text, folded: ``casing.fold_loose`` at the speed of ``str.translate``.

    >>> fold_letters("Kuvâ-yi Milliye’nin")
    'kuvayimilliyenin'
    """
    folded = text.translate(_FOLD)
    if _IRREGULAR in folded:
        folded = _regularise(text)[0]
    return folded.replace(" ", "")


class LetterStream:
    """The folded letters of a text, cut into runs, with offsets.

    A run is a stretch of letters and digits with nothing between them. Cost: linear in the text.

    >>> stream = LetterStream("Misak-ı Millî")
    >>> stream.letters, stream.text_span(6, 11)
    ('misakimilli', (8, 13))
    """

    __slots__ = ("_breaks", "_runs", "ends", "letters", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        """The text itself."""
        folded = text.translate(_FOLD)
        self._breaks: tuple[_Break, ...] = ()
        if _IRREGULAR in folded:
            folded, self._breaks = _regularise(text)
        self._runs = folded.split(" ")
        self.letters = "".join(self._runs)
        """All runs joined."""
        self.ends = list(accumulate(map(len, self._runs)))
        """For each run, empty ones included, where it ends in ``letters``."""
        self.starts = self._word_starts(folded)
        """Where words begin in ``letters``, ascending, some twice; a number glued to a word is a word of its own."""

    def _word_starts(self, folded: str) -> list[int]:
        starts = [0, *self.ends[:-1]]
        glued = [found.end() for found in _LETTERS_AFTER_DIGITS.finditer(folded)]
        gaps = accumulate(folded.count(" ", left, right) for left, right in pairwise([0, *glued]))
        if glued:
            starts.extend(offset - before for offset, before in zip(glued, gaps, strict=True))
            starts.sort()
        return starts

    def run_of(self, position: int) -> int:
        """Return the number of the run that holds a letter. Cost: logarithmic."""
        return bisect_right(self.ends, position)

    def run_end(self, position: int) -> int:
        """Return where the run that holds a letter ends in ``letters``."""
        return self.ends[self.run_of(position)]

    def run_start(self, position: int) -> int:
        """Return where the run that holds a letter begins in ``letters``."""
        run = self.run_of(position)
        return self.ends[run - 1] if run else 0

    def offset(self, position: int) -> int:
        """Return the text offset of a letter. Cost: logarithmic."""
        regular = position + self.run_of(position)
        if not self._breaks:
            return regular
        found = self._breaks[bisect_right(self._breaks, regular, key=_regular_of) - 1]
        return regular + found.shift

    def text_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the text offsets from a letter to one past another."""
        return self.offset(start), self.offset(end - 1) + 1

    def gap_before(self, position: int) -> str:
        """Return what stands in the text between a letter and the one before it; all before the first letter."""
        before = self.offset(position - 1) + 1 if position else 0
        return self.text[before : self.offset(position)]

    def gap_after(self, end: int) -> str:
        """Return what stands in the text after the letter before ``end``, up to the next letter."""
        after = self.offset(end) if end < len(self.letters) else len(self.text)
        return self.text[self.offset(end - 1) + 1 : after]

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield each gap between the letters of a stretch, with the letter after it, counted from ``start``."""
        run = self.run_of(start)
        while self.ends[run] < end:
            at = self.ends[run]
            if at > start:
                yield at - start, self.gap_before(at)
            run = self.run_of(at)


def _regular_of(item: _Break) -> int:
    return item.regular
