"""Dotted abbreviations in small letters, such as *a.g.e.*: the dots, not the letters, make them what they are."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from parallel.language import casing
from parallel.model.document import TURKISH
from parallel.model.termbase import Certainty
from parallel.terms.matching.index import Entry

_SHAPE = re.compile(r"(?:[^\W\d_]\.[^\S\n]?){2,}")
_GAP = r"[^\S\n]?[.,:;·„'(l]{0,2}\s{0,2}"
_DOTS = frozenset(".,:;·„(l'")
"""What a dot is read as."""
_LOOKALIKES = {"a": "&@", "e": "c", "g": "q9", "m": "", "s": "5"}
"""What a letter between dots is read as; letters that are others' names stay out."""


class DottedHit(NamedTuple):
    """A dotted abbreviation in a text, in code points."""

    start: int
    end: int
    entry: Entry
    certainty: Certainty


def is_dotted(spelling: str) -> bool:
    """Tell whether a spelling is a dotted abbreviation in small letters.

    >>> is_dotted("a.g.e."), is_dotted("T.B.M.M."), is_dotted("bkz.")
    (True, False, False)
    """
    return _SHAPE.fullmatch(spelling) is not None and not any(letter.isupper() for letter in spelling)


class DottedFinder:
    """Finds dotted abbreviations; made once for a term base.

    Args:
        entries: spellings of terms; the others are left out.
        suspected: also accept lost and misread dots.
    """

    def __init__(self, entries: Iterable[Entry], *, suspected: bool) -> None:
        self._suspected = suspected
        self._patterns = [
            (entry, re.compile(_pattern(entry.spelling))) for entry in entries if is_dotted(entry.spelling)
        ]

    def find(self, text: str) -> Iterator[DottedHit]:
        """Yield abbreviations; nested ones too. Cost: linear in the text, times the number of abbreviations."""
        for entry, pattern in self._patterns:
            for found in pattern.finditer(text):
                certainty = _certainty(found.groups())
                if certainty is Certainty.EXACT or (certainty and self._suspected):
                    start, end = found.span()
                    end -= len(found[0]) - len(found[0].rstrip(",„ "))
                    yield DottedHit(start, end, entry, certainty)


def _pattern(spelling: str) -> str:
    letters = [casing.lower(char, TURKISH) for char in spelling if char.isalpha()]
    classes = [
        f"[{re.escape(letter + casing.upper(letter, TURKISH) + _LOOKALIKES.get(letter, ''))}]" for letter in letters
    ]
    # Nothing is glued to the left, and without a last dot nothing to the right.
    return r"(?<![\w&@\u0300-\u036f])" + f"({_GAP})".join(classes) + r"([^\S\n]?[.,„]|(?!\w))"


def _certainty(gaps: tuple[str, ...]) -> Certainty | None:
    """Judge by the dots: all inner ones there is certain; all but one, or misread ones, is suspected."""
    inner = [gap.strip() for gap in gaps[:-1]]
    if all(gap == "." for gap in inner):
        return Certainty.EXACT
    dots = sum(1 for gap in (*inner, gaps[-1].strip()) if gap and set(gap) <= _DOTS)
    plain = sum(gap.count(".") for gap in gaps)
    return Certainty.SUSPECTED if dots >= len(inner) and plain else None
