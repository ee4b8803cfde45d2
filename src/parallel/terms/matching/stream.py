"""A text as one stream of folded letters, with the way back to the text.

Everything that is no letter vanishes from the stream, so *harekâtı askeriye*, *harekât-ı askeriye* and *hare-⏎kâtı
askeriye* are the same letters. The work is done by ``str`` methods over whole texts; no Python loop runs over letters.
"""

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

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


_MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\u202a\u202b\u202c\u202d\u202e")


def _vanishes(char: str) -> bool:
    """Tell whether a character leaves no gap between its neighbours."""
    return char in _INVISIBLE or _MARKS.fullmatch(char) is not None


_FOLD = _FoldTable()
_FOLD[0] = _IRREGULAR
_FREQUENT = "".join(
    char
    for char in map(chr, (*range(0x80), *range(0xA0, 0x100), *map(ord, "ĞğİıŞşĀāĪīŪū"), *range(0x2010, 0x2028)))
    if (_FOLD[ord(char)].isascii() and _FOLD[ord(char)] != _IRREGULAR) or not ord(char)
)[:256]
"""What Turkish and English pages are made of: each is one letter or one gap. The first stands for all others."""
_CODES = codecs.charmap_build(_FREQUENT.ljust(256, "\ufffe"))
_CODE_FOLD = _FREQUENT.translate(_FOLD).ljust(256).encode("ascii", "replace")
_FEW = 16
"""Different rare characters a text may hold before the fast way no longer pays (chosen by us)."""
_WORTH_A_TABLE = 32
"""Letters per offset asked for below which all offsets are worked out at once (measured: one costs as much as ten)."""
_LONGEST_NUMBER = 4
"""Digits of the longest number set close before a word: a note number, a year (chosen by us)."""
_AFTER_DIGIT = re.compile(r"[0-9](?=[a-z])")


def _fold(text: str) -> str:
    """Fold each character to one; what cannot be folded so becomes irregular.

    A code page made of the frequent characters does the work of ``str.translate`` several times as fast; a few other
    characters are replaced first, a text with many takes the long way.
    """
    for _ in range(_FEW):
        try:
            codes, _ = codecs.charmap_encode(text, "strict", _CODES)
        except UnicodeEncodeError as strange:
            char = text[strange.start]
            text = text.replace(char, _FOLD[ord(char)] if _FOLD[ord(char)].isascii() else _IRREGULAR)
        else:
            return codes.translate(_CODE_FOLD).decode("ascii")
    return text.translate(_FOLD)


def _regularise(text: str, draft: str) -> tuple[str, list[int], list[int]]:
    """Finish the fold of a text that holds irregular characters.

    Cost: linear.

    Returns:
        The regular fold, ascending places in it, and how far text offsets are away from each place on.
    """
    parts: list[str] = []
    breaks, shifts = [0], [0]
    at = done = 0
    for found in re.finditer(_IRREGULAR, draft):
        offset = found.start()
        parts.append(draft[done:offset])
        at += offset - done
        folded = casing.fold_loose(text[offset]).text if text[offset] != _IRREGULAR else " "
        parts.append(folded)
        for _ in folded:
            breaks.append(at)
            shifts.append(offset - at)
            at += 1
        done = offset + 1
        breaks.append(at)
        shifts.append(done - at)
    parts.append(draft[done:])
    return "".join(parts), breaks, shifts


def fold_letters(text: str) -> str:
    """Return the letters of a text, folded: ``casing.fold_loose`` at the speed of ``str.translate``.

    >>> fold_letters("Kuvâ-yi Milliye’nin")
    'kuvayimilliyenin'
    """
    folded = _fold(text)
    if _IRREGULAR in folded:
        folded = _regularise(text, folded)[0]
    return folded.replace(" ", "")


class LetterStream:
    """The folded letters of a text, cut into runs, with offsets.

    A run is a stretch of letters and digits with nothing between them. Cost: linear in the text.

    >>> stream = LetterStream("Misak-ı Millî")
    >>> stream.letters, stream.text_span(6, 11)
    ('misakimilli', (8, 13))
    """

    __slots__ = ("_asked", "_breaks", "_offsets", "_runs", "_shifts", "ends", "letters", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        """The text itself."""
        folded = _fold(text)
        self._asked = 0
        self._offsets: list[int] = []
        self._breaks: list[int] = []
        self._shifts: list[int] = []
        if _IRREGULAR in folded:
            folded, self._breaks, self._shifts = _regularise(text, folded)
        self._runs = folded.split(" ")
        self.letters = "".join(self._runs)
        """All runs joined."""
        self.ends = list(accumulate(map(len, self._runs)))
        """For each run, empty ones included, where it ends in ``letters``."""
        self.starts = self._word_starts(folded)
        """Where words begin in ``letters``, ascending; a number glued to a word is a word of its own."""

    def _word_starts(self, folded: str) -> list[int]:
        starts = list(dict.fromkeys([0, *self.ends[:-1]]))
        glued = [found.end() for found in _AFTER_DIGIT.finditer(folded)]
        gaps = accumulate(folded.count(" ", left, right) for left, right in pairwise([0, *glued]))
        places = [offset - gap for offset, gap in zip(glued, gaps, strict=bool(glued))]
        numbered = [
            place
            for place in places
            if place - self.run_start(place) <= _LONGEST_NUMBER
            and self.letters[self.run_start(place) : place].isdigit()
        ]
        return sorted({*starts, *numbered}) if numbered else starts

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
        """Return the text offset of a letter. Cost: logarithmic at first, constant once many were asked for."""
        if self._offsets:
            return self._offsets[position]
        self._asked += 1
        if self._asked * _WORTH_A_TABLE > len(self.letters):
            self._offsets = self._all_offsets()
        regular = position + self.run_of(position)
        if not self._breaks:
            return regular
        return regular + self._shifts[bisect_right(self._breaks, regular) - 1]

    def _all_offsets(self) -> list[int]:
        bounds = enumerate(pairwise([0, *self.ends]))
        regular = [place + run for run, (left, right) in bounds for place in range(left, right)]
        if not self._breaks:
            return regular
        return [place + self._shifts[bisect_right(self._breaks, place) - 1] for place in regular]

    def text_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the text offsets from a letter to one past another, with the marks that belong to it."""
        right = self.offset(end - 1) + 1
        if self._breaks:
            marks = _MARKS.match(self.text, right)
            right = marks.end() if marks else right
        return self.offset(start), right

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
