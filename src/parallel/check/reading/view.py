"""The bitext as checks look at it: words, mentions and paragraphs, computed once and shared."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property, lru_cache, partial
from itertools import groupby
from typing import NamedTuple

from parallel.check.options import CheckOptions
from parallel.check.reading.evidence import words_to_compare
from parallel.check.reading.figures import Figure, figures_of
from parallel.check.reading.measured import Measured, Texts, measure
from parallel.language import casing
from parallel.model.bitext import Bitext, Row
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.span import Span
from parallel.model.termbase import Mention, TermBase
from parallel.terms import TermMatcher

APOSTROPHES = "'’ʼ‘`´"
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}\-‐‑][^\W_]+)*")
_WORDS_KEPT = 20_000
"""Halves whose words are kept: checks come by again, and larger bitexts must not fill the memory with words."""


class Side(StrEnum):
    """Which half of a row."""

    SOURCE = "source"
    TARGET = "target"

    @property
    def other(self) -> "Side":
        """The opposite half."""
        return Side.TARGET if self is Side.SOURCE else Side.SOURCE


class Word(NamedTuple):
    """A word with its place; inner apostrophes and hyphens belong to it. A tuple, because there are so many."""

    text: str
    """As written."""
    start: int
    """First code point in the row's text."""
    end: int
    """One past the last."""

    @property
    def span(self) -> Span:
        """Place in the row's text."""
        return Span(self.start, self.end)

    @property
    def stem(self) -> str:
        """The part before the first apostrophe: *Ankara’dan* gives *Ankara*, *Kemal's* gives *Kemal*."""
        found = _APOSTROPHE.search(self.text)
        return self.text[: found.start()] if found else self.text


def words_of(text: str) -> tuple[Word, ...]:
    """Cut a text into words. Cost: linear.

    >>> [word.stem for word in words_of("Ankara’dan Sivas'a gitti.")]
    ['Ankara', 'Sivas', 'gitti']
    """
    return tuple(Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(text))


def text_of(row: Row, side: Side) -> str:
    """Return one half of a row."""
    return row.source if side is Side.SOURCE else row.target


@lru_cache(maxsize=4)
def _matcher(termbase: TermBase, language: Language, *, suspected: bool) -> TermMatcher:
    """Build a matcher once for all bitexts of a run; a term base is hashed by its content."""
    return TermMatcher(termbase, language, suspected=suspected)


class View:
    """A bitext with what several checks need of it; nothing here changes once computed.

    Args:
        bitext: rows in reading order.
        options: settings of the run.
    """

    def __init__(self, bitext: Bitext, options: CheckOptions) -> None:
        self.bitext = bitext
        self.options = options
        self._words: dict[tuple[int, Side], tuple[Word, ...]] = {}
        self._figures: dict[tuple[int, Side], tuple[Figure, ...]] = {}
        self._mentions: dict[tuple[int, Side], tuple[Mention, ...]] = {}

    def __len__(self) -> int:
        return len(self.bitext.rows)

    def language(self, side: Side) -> Language:
        """Return the language of a side."""
        languages = self.bitext.languages
        return languages.source if side is Side.SOURCE else languages.target

    @cached_property
    def turkish(self) -> Side | None:
        """The Turkish side; None when the other side is not English, so that no Turkish–English check runs."""
        pair = (self.language(Side.SOURCE), self.language(Side.TARGET))
        return {(TURKISH, ENGLISH): Side.SOURCE, (ENGLISH, TURKISH): Side.TARGET}.get(pair)

    def text(self, row: int, side: Side) -> str:
        """Return one half of a row."""
        return text_of(self.bitext.rows[row], side)

    def words(self, row: int, side: Side) -> tuple[Word, ...]:
        """Return the words of one half of a row."""
        key = (row, side)
        found = self._words.get(key)
        if found is None:
            if len(self._words) >= _WORDS_KEPT:
                self._words.clear()
            found = self._words[key] = words_of(self.text(row, side))
        return found

    def figures(self, row: int, side: Side) -> tuple[Figure, ...]:
        """Return the numbers and dates of one half of a row."""
        key = (row, side)
        if key not in self._figures:
            self._figures[key] = figures_of(self.text(row, side), self.language(side))
        return self._figures[key]

    @cached_property
    def _matchers(self) -> dict[Side, TermMatcher]:
        termbase = self.options.termbase
        if termbase is None:
            return {}
        return {
            Side.SOURCE: _matcher(termbase, self.language(Side.SOURCE), suspected=True),
            Side.TARGET: _matcher(termbase, self.language(Side.TARGET), suspected=False),
        }

    def mentions(self, row: int, side: Side) -> tuple[Mention, ...]:
        """Return the term base's concepts found in one half of a row, none when there is no term base."""
        if not self._matchers:
            return ()
        key = (row, side)
        if key not in self._mentions:
            self._mentions[key] = tuple(self._matchers[side].find(self.text(row, side)))
        return self._mentions[key]

    @cached_property
    def measured(self) -> tuple[Measured, ...]:
        """How well each row's halves fit together; nothing unless they are Turkish and English."""
        if self.turkish is None:
            return ()
        source, target = (
            Texts([text_of(row, side) for row in self.bitext.rows], partial(self._compared, side)) for side in Side
        )
        return measure(source, target, turkish_first=self.turkish is Side.SOURCE)

    def _compared(self, side: Side, row: int) -> tuple[str, ...]:
        mentions = self.mentions(row, side)
        return words_to_compare(self.text(row, side), self.language(side), self.figures(row, side), mentions)

    @cached_property
    def paragraphs(self) -> tuple[range, ...]:
        """Runs of rows that belong to one paragraph, in order."""
        found = []
        for _, group in groupby(range(len(self)), key=lambda index: self.bitext.rows[index].paragraph):
            members = list(group)
            found.append(range(members[0], members[-1] + 1))
        return tuple(found)

    def is_capitals(self, row: int, side: Side) -> bool:
        """Tell whether a half is set in capitals, as headings are, so that case says nothing."""
        return is_capitals(self.text(row, side))


def is_capitals(text: str) -> bool:
    """Tell whether most letters of a text are capitals.

    >>> is_capitals("MİSAK-I MİLLÎ ve TBMM"), is_capitals("TBMM açıldı")
    (True, False)
    """
    capitals = sum(map(str.isupper, text))
    return capitals > 0 and capitals * 4 > sum(map(str.isalpha, text)) * 3


def brief(text: str, limit: int = 60) -> str:
    """Shorten a quoted text for a message.

    >>> brief("Karar oy birliğiyle alınmıştı.", limit=10)
    'Karar oy…'
    """
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


@lru_cache(maxsize=1 << 16)
def loose(text: str) -> str:
    """Return the loosely folded letters of a text (no case, marks, spaces or hyphens)."""
    return casing.fold_loose(text).text


def runs(flags: list[bool]) -> Iterator[range]:
    """Yield the longest runs of true flags as ranges of positions."""
    start = None
    for at, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            yield range(start, at)
            start = None
