"""What a footnote begins with, and how its number goes on from the last one, readable or spoilt by the scan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from parallel.clean.sheet import STARS

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FIGURE = r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]"
_PLAIN = re.compile(r"(\d{1,3})(?=\s+[^\W\d_]|\s+[“\"«‘'(]|[A-ZÇĞİÖŞÜ][^\W\d_]|$)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?=\s*\S|$)")
BRACKETED_NUMBER = re.compile(r"[(\[]\s?(\d{1,3})\s?[)\]]")
"""A number in brackets, as a note begins with it or as it marks the place in the text."""
_DOTTED = re.compile(r"(\d{1,3})[.)-]\s*(?=[^\W\d_]|[“\"«‘'(])")
STARRED = re.compile(rf"([{STARS}]{{1,4}}|[†‡])(?=\s*\w)")
# A bracketed number after a bad scan: a bracket may have become a letter or digit, or be lost; so may digits.
_SPOILT = re.compile(
    r"[(\[{CcfİlIt1]?\s?([^\W_]{0,4}[^\w\s.,;:-]{0,3})\s?[)\]][\])|]{0,2}(?=\s|$)"
    r"|[(\[]([^\W_]{2,3}[^\w\s]{0,2}[^\W_]?)(?=\s+[A-ZÇĞİÖŞÜ])|(\d{2,3})(?=\s+[A-ZÇĞİÖŞÜ])"
)
_LOOKALIKES = str.maketrans("lIİıiOoÜSsBZz", "1111100055822")
_GLUED = re.compile(_FIGURE + r"{1,3}(?![\w’'%/-]|[.,:]\d)")
_BEFORE_GLUED = re.compile(
    r".[^\W\d_]{2}|.[’'][^\W\d_]|[^\W\d_]{2}[.!?…”»’)]|.[.!?…][”»’\")]|.[”»’\")][.!?…]", re.DOTALL
)
_LOOK_BACK = 3
PAGE_LINES = 60
"""A note's marker stands at most so many lines above it."""
REACH = 3
"""Numbers of notes, and of markers, rise by at most so much; one or two between may be unreadable."""


class Style(StrEnum):
    """How a note is numbered."""

    PLAIN = "plain"
    DOTTED = "dotted"
    BRACKETED = "bracketed"
    STARRED = "starred"
    SPOILT = "spoilt"


@dataclass(frozen=True, slots=True)
class Label:
    """What a note begins with."""

    style: Style
    """How it is numbered."""
    number: int | None = None
    """As printed; None for signs and unreadable numbers."""
    digits: str = ""
    """What is left of an unreadable number, letters that look like digits read as digits."""


def read_number(figures: str) -> int:
    """Return the number that figures stand for, raised ones too."""
    return int(figures.translate(_RAISED))


def glued_numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield numbers set against a word or a stop: ``talimatı2 alan``, ``oldu.1 Ankara``, ``toplanmış.”10``.

    >>> [match.group() for match in glued_numbers("Heyet 11 Mayıs’ta talimatı2 alıp yola çıktı.3")]
    ['2', '3']
    """
    for match in _GLUED.finditer(text):
        if match.start() >= _LOOK_BACK and _BEFORE_GLUED.match(text, match.start() - _LOOK_BACK, match.start()):
            yield match


def parse_label(text: str, *, bracketed: bool, dotted: bool = False) -> Label | None:
    """Return what a line begins with, if that may be a note's number.

    Args:
        text: the line.
        bracketed: whether this document's notes are numbered ``(3)``; else ``3``.
        dotted: whether ``3.``, ``3)`` or ``3-`` may be a note's number too.

    >>> parse_label("3 Tuncer, a.g.e., s. 12.", bracketed=False).number
    3
    >>> parse_label("(3B) Heyette iki mebus da vardı.", bracketed=True).digits
    '38'
    """
    if STARRED.match(text):
        return Label(Style.STARRED)
    if not bracketed:
        if plain := _PLAIN.match(text):
            return Label(Style.PLAIN, read_number(plain.group()))
        marked = _DOTTED.match(text) if dotted else None
        return Label(Style.DOTTED, int(marked.group(1))) if marked else None
    whole = BRACKETED_NUMBER.match(text)
    if whole:
        return Label(Style.BRACKETED, int(whole.group(1)))
    spoilt = _SPOILT.match(text)
    if spoilt is None:
        return None
    return Label(Style.SPOILT, digits=(spoilt.group(spoilt.lastindex or 0) or "").translate(_LOOKALIKES))


@dataclass(slots=True)
class Count:
    """How far a document's notes are counted while its pages are read in order."""

    bracketed: bool
    """Whether notes are numbered ``(3)``."""
    dotted: bool = False
    """Whether notes are numbered ``3.``, ``3)`` or ``3-``."""
    last: int | None = None
    """The last number; None before the first note."""

    def fits(self, label: Label) -> int:
        """Return how well a label continues the count: 2 the next number, 1 possible, 0 unclear, below 0 no."""
        if label.style is Style.STARRED:
            return 1
        if label.style is Style.SPOILT:
            return int(self.last is None or self.read(label) is not None)
        if self.last is None or label.number is None:
            return 1
        step = label.number - self.last
        if step == 1:
            return 2
        if 1 < step <= REACH or label.number == 1:
            return 1
        return 0 if step > 0 and label.style is Style.BRACKETED else -3

    def read(self, label: Label) -> int | None:
        """Return a label's number; a spoilt one is read where what is left of it agrees with one of the next."""
        if label.number is not None or self.last is None:
            return label.number
        return next((n for n in range(self.last + 1, self.last + REACH + 1) if str(n) in label.digits), None)

    def in_turn(self, label: Label) -> bool:
        """Tell whether a number is one of the next."""
        return self.last is None or label.number is None or 0 < label.number - self.last <= REACH
