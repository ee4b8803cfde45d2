"""The bitext as checks look at it: words, mentions and paragraphs, computed once and shared."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from enum import StrEnum
from functools import cached_property, lru_cache, partial
from itertools import accumulate, groupby
from typing import NamedTuple

from parallel.check.options import CheckOptions
from parallel.check.reading.evidence import words_to_compare
from parallel.check.reading.figures import Figure, figures_of, said_in_passing
from parallel.check.reading.measured import Measured, Texts, measure, usual_ratio
from parallel.model.bitext import Bitext, Row
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.span import Span
from parallel.model.termbase import Mention, TermBase
from parallel.terms import TermMatcher
from parallel.terms.matching.stream import fold_letters

APOSTROPHES = "'’ʼ‘`´"
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}\-‐‑][^\W_]+)*")
_WORDS_KEPT = 6_000
"""Halves whose words are kept: checks come by again, and larger bitexts must not fill the memory with words."""
WINDOW = 2000
"""Rows looked at together: their words are weighed together, and what is read of them is kept until the next ones."""


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
        return _before_apostrophe(self.text)


@lru_cache(maxsize=1 << 15)
def _before_apostrophe(text: str) -> str:
    found = _APOSTROPHE.search(text)
    return text[: found.start()] if found else text


def words_of(text: str) -> tuple[Word, ...]:
    """Cut a text into words. Cost: linear.

    >>> [word.stem for word in words_of("Ankara’dan Sivas'a gitti.")]
    ['Ankara', 'Sivas', 'gitti']
    """
    return tuple([Word(found[0], *found.span()) for found in _WORD.finditer(text)])


def text_of(row: Row, side: Side) -> str:
    """Return one half of a row."""
    return row.source if side is Side.SOURCE else row.target


@lru_cache(maxsize=4)
def _matcher(termbase: TermBase, language: Language, *, suspected: bool) -> TermMatcher:
    """Build a matcher once for all bitexts of a run; a term base is hashed by its content."""
    return TermMatcher(termbase, language, suspected=suspected)


_APART = "\n.\n\n.\n"
"""Parts texts that are read in one go: no term and no ending of one reaches across."""


def mentions_in(texts: Sequence[str], matcher: TermMatcher) -> tuple[tuple[Mention, ...], ...]:
    """Return the mentions of each text: reading many short ones in one go is several times as fast. Cost: linear."""
    firsts = list(accumulate((len(text) + len(_APART) for text in texts), initial=0))
    found: list[list[Mention]] = [[] for _ in texts]
    for mention in matcher.find(_APART.join(texts)):
        at = bisect_right(firsts, mention.span.start) - 1
        first = firsts[at]
        found[at].append(replace(mention, span=Span(mention.span.start - first, mention.span.end - first)))
    return tuple(map(tuple, found))


class View:
    """A bitext with what several checks need of it; nothing here changes once computed.

    Checks that look at each row by itself go through ``rows``, which a window narrows to some of them.

    Args:
        bitext: rows in reading order.
        options: settings of the run.
    """

    def __init__(self, bitext: Bitext, options: CheckOptions) -> None:
        self.bitext = bitext
        self.options = options
        self.rows = range(len(bitext.rows))
        """Rows to look at."""
        self._whole = self
        self._mentions: dict[tuple[int, Side], tuple[tuple[Mention, ...], ...]] = {}
        self._forget()

    def _forget(self) -> None:
        self._words: dict[tuple[int, Side], tuple[Word, ...]] = {}
        self._figures: dict[tuple[int, Side], tuple[Figure, ...]] = {}

    def __len__(self) -> int:
        return len(self.bitext.rows)

    def windows(self) -> Iterator["View"]:
        """Yield views of some rows each, in order, that share what is worth keeping; one view where all rows fit in."""
        for start in range(0, len(self) or 1, WINDOW):
            window = copy(self)
            window.rows = self.rows[start : start + WINDOW]
            window._forget()  # noqa: SLF001 - a copy of this very class
            yield window

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
            if len(self._figures) >= _WORDS_KEPT:
                self._figures.clear()
            self._figures[key] = figures_of(self.text(row, side), self.language(side), in_passing=False)
        return self._figures[key]

    def in_passing(self, row: int, side: Side) -> tuple[Figure, ...]:
        """Return the words of one half that say a number in passing, which explain numbers of the other half."""
        return tuple(said_in_passing(self.text(row, side), self.language(side)))

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
        block, place = divmod(row, WINDOW)
        found = self._mentions.get((block, side))
        if found is None:
            texts = [text_of(each, side) for each in self.bitext.rows[block * WINDOW : (block + 1) * WINDOW]]
            found = self._mentions[block, side] = mentions_in(texts, self._matchers[side])
        return found[place]

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """All source texts and all target texts."""
        rows = self.bitext.rows
        return tuple(row.source for row in rows), tuple(row.target for row in rows)

    @cached_property
    def usual_ratio(self) -> float:
        """The bitext's usual ratio of lengths."""
        return usual_ratio(*self.texts, turkish_first=self.turkish is Side.SOURCE)

    @cached_property
    def measured(self) -> tuple[Measured, ...]:
        """How well each row's halves fit together; nothing unless they are Turkish and English."""
        if self.turkish is None:
            return ()
        whole = self._whole
        source, target = (
            Texts(texts, partial(self._compared, side)) for texts, side in zip(whole.texts, Side, strict=True)
        )
        usual = whole.usual_ratio
        return measure(source, target, self.rows, usual=usual, turkish_first=self.turkish is Side.SOURCE)

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


@lru_cache(maxsize=1 << 15)
def loose(text: str) -> str:
    """Return the loosely folded letters of a text (no case, marks, spaces or hyphens)."""
    return fold_letters(text)


def runs(flags: list[bool]) -> Iterator[range]:
    """Yield the longest runs of true flags as ranges of positions."""
    start = None
    for at, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            yield range(start, at)
            start = None
