"""The working copy of a document while it is cleaned: lines, what each step has said of them, and what was cut.

The raw text is never touched. A step labels lines or cuts stretches out of them; what no step has spoken of is running
text. So every raw character that is not white space ends up in a passage or in a cut, whatever the steps do.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate

from parallel.model.document import Drop, DropReason, RawDocument
from parallel.model.span import Span

STARS = "*∗⁎"
"""Signs that lead to a note, of a keyboard and of typesetters; daggers do too."""
# Everything that ends a line in some extractor's output; each is one code point, so offsets stay.
_LINE_ENDS = ("\v", "\x85", "\u2028", "\u2029", "\x1c", "\x1d", "\x1e")
_SEPARATOR = 12
_CLOSERS = "\"”’'»)]"
_ORDINAL = re.compile(r"(?:^|[\s(])(?:\d{1,3}|[^\W\d_]{1,2})\.$")
_ORDINAL_TAIL = 5
_SENTENCE_ENDS = frozenset(".!?…")
_MANY, _SHORTEST = 20_000, 12
"""From so many lines on, of fewer letters than this on average, lines say nothing (chosen by us; no article is so)."""
_FOLDED = 80
"""Letters of the lines that such a text is gathered into."""
_BLANKS = 3
"""So many empty lines in a row say all that more of them would."""
_WRITTEN = re.compile(r"^[^\S\n]*+\S[^\n]*+", re.MULTILINE)


class Kind(StrEnum):
    """What a line is, as far as the steps have said."""

    TEXT = "text"
    BLANK = "blank"
    NOTE = "note"
    DROPPED = "dropped"
    RULE = "rule"


@dataclass(slots=True)
class Line:
    """One line of the raw text."""

    number: int
    """From 0."""
    text: str
    """Without white space at both ends."""
    start: int
    """Raw offset of the first visible character."""
    indent: int
    """White space before it."""
    trailing: int
    """White space after it."""
    kind: Kind = Kind.TEXT
    """Changed by the steps."""
    page_start: bool = False
    """Whether a page begins here."""
    missing_before: bool = False
    """Whether at least one page is missing before this line."""

    @property
    def end(self) -> int:
        """Raw offset one past the last visible character."""
        return self.start + len(self.text)

    @property
    def separator(self) -> bool:
        """Whether it is a line of spaces only: what is left of the short rule above footnotes.

        A dozen spaces and more were printed on purpose (chosen by us; 48 to 59 were seen).
        """
        return not self.text and self.indent >= _SEPARATOR


@dataclass(slots=True)
class Cut:
    """A stretch taken out of the text."""

    start: int
    end: int
    reason: DropReason
    step: str


@dataclass(slots=True)
class Note:
    """A footnote found at the foot of a page, or an endnote."""

    lines: list[Line]
    """In reading order; the number may stand on a line of its own."""
    number: int | None
    """As printed, where it could be read."""
    page: int
    """Number of the page region it stands on."""


@dataclass(slots=True)
class Marker:
    """A note's number or sign in the running text."""

    start: int
    end: int
    number: int | None
    """As printed, where it could be read."""
    note: int | None = None
    """Position in ``Sheet.notes``."""


@dataclass(slots=True)
class Sheet:
    """A document being cleaned."""

    raw: RawDocument
    """What is cleaned."""
    lines: list[Line]
    """All lines, blank ones too."""
    after_feed: frozenset[int] = frozenset()
    """Numbers of lines that follow a form feed."""
    cuts: list[Cut] = field(default_factory=list)
    """Stretches that go into no passage; in no order until the end."""
    notes: list[Note] = field(default_factory=list)
    """In reading order."""
    markers: list[Marker] = field(default_factory=list)
    """In reading order."""
    note_numbers: set[int] = field(default_factory=set)
    """Numbers of lines that hold nothing but a note's number."""
    page_numbers: list[tuple[int, int]] = field(default_factory=list)
    """Line number and printed number of the page numbers that were dropped."""
    bracketed_markers: bool = False
    """Whether markers look like ``(3)``; else they are set against a word or stop."""
    restored: set[int] = field(default_factory=set)
    """Numbers of lines that a person has said are running text."""
    width: int = 0
    """Length that four lines in five do not exceed: a full line of this document."""

    def texts(self) -> Iterator[Line]:
        """Yield the lines of running text, in order."""
        return (line for line in self.lines if line.kind is Kind.TEXT)

    def drop_line(self, line: Line, reason: DropReason, step: str) -> None:
        """Take a whole line out."""
        line.kind = Kind.DROPPED
        self.cuts.append(Cut(line.start, line.end, reason, step))

    def drops(self) -> tuple[Drop, ...]:
        """Return all cuts as values, ascending."""
        cuts = sorted(self.cuts, key=lambda cut: cut.start)
        return tuple(Drop(span=Span(cut.start, cut.end), reason=cut.reason, step=cut.step) for cut in cuts)

    def line_at(self, offset: int) -> Line:
        """Return the line that holds a raw offset. Cost: logarithmic."""
        return self.lines[bisect_right(self.lines, offset, key=lambda line: line.start - line.indent) - 1]

    def line_end(self, line: Line) -> int:
        """Return the raw offset of the sign that ends a line, or of the end of the text."""
        if line.number + 1 == len(self.lines):
            return len(self.raw.text)
        below = self.lines[line.number + 1]
        return below.start - below.indent - 1

    def before(self, line: Line) -> Line | None:
        """Return the nearest line above that is not blank."""
        at = line.number - 1
        while at >= 0 and not self.lines[at].text:
            at -= 1
        return self.lines[at] if at >= 0 else None

    def after(self, line: Line) -> Line | None:
        """Return the nearest line below that is not blank."""
        at = line.number + 1
        while at < len(self.lines) and not self.lines[at].text:
            at += 1
        return self.lines[at] if at < len(self.lines) else None

    def next_text(self, line: Line) -> Line | None:
        """Return the next line of running text."""
        for number in range(line.number + 1, len(self.lines)):
            if self.lines[number].kind is Kind.TEXT:
                return self.lines[number]
        return None

    def starts_block(self, line: Line) -> bool:
        """Tell whether nothing stands directly above a line on its page."""
        return line.number == 0 or line.page_start or not self.lines[line.number - 1].text

    def starts_page_or_region(self, line: Line, before: Line) -> bool:
        """Tell whether a page begins between two lines, or notes or heads stand between them."""
        between = self.lines[before.number + 1 : line.number + 1]
        return any(other.page_start or other.kind in (Kind.NOTE, Kind.DROPPED) for other in between)

    def ends_block(self, line: Line) -> bool:
        """Tell whether nothing stands directly below a line on its page."""
        below = self.lines[line.number + 1] if line.number + 1 < len(self.lines) else None
        return below is None or not below.text or below.page_start

    def ends_page(self, line: Line) -> bool:
        """Tell whether a line is the last of its page."""
        at = line.number + 1
        if at < len(self.lines) and self.lines[at].text:
            return self.lines[at].page_start
        below = self.after(line)
        return below is None or below.page_start

    def after_separator(self, line: Line) -> bool:
        """Tell whether what is left of the rule above footnotes stands above a line, blank lines apart."""
        at = line.number - 1
        while at >= 0 and not self.lines[at].text:
            if self.lines[at].separator:
                return True
            at -= 1
        return False


def read_lines(raw: RawDocument, *, fold: bool = False) -> Sheet:
    """Cut a raw document into lines; a form feed ends a line and begins a page.

    Args:
        raw: the document as it was read.
        fold: take what has thousands of lines of some letters each, which no page has, as running text in lines of
            ``_FOLDED`` letters, and what is mostly empty lines without most of them, so that it costs no more than
            other text of its size.
    """
    text = raw.text
    for mark in _LINE_ENDS:
        if mark in text:
            text = text.replace(mark, "\n")
    count = text.count("\n") + text.count("\f")
    if fold and count >= _MANY and len(text) - count < count * _SHORTEST:
        return _folded(raw, text)
    sizes = [page.count("\n") + 1 for page in text.split("\f")]
    text = text.replace("\f", "\n")
    lines: list[Line] = []
    at = 0
    for number, whole in enumerate(text.split("\n")):
        lines.append(_line(number, whole, at))
        at += len(whole) + 1
    return Sheet(raw, lines, frozenset(accumulate(sizes[:-1])))


def _line(number: int, whole: str, at: int) -> Line:
    """Return the line that is ``whole``, which begins at a raw offset."""
    inner = whole.strip()
    if not inner:
        return Line(number, "", at + len(whole), len(whole), 0, Kind.BLANK)
    indent = len(whole) - len(whole.lstrip())
    return Line(number, inner, at + indent, indent, len(whole) - indent - len(inner))


def _folded(raw: RawDocument, text: str) -> Sheet:
    """Return a document of very short or empty lines as fewer lines."""
    flat = text.replace("\f", "\n")
    written = sum(1 for _ in _WRITTEN.finditer(flat))
    if len("".join(flat.split())) < written * _SHORTEST:
        return Sheet(raw, list(_gathered(flat)))
    sheet = Sheet(raw, [])
    feeds: set[int] = set()
    end = 0
    for found in _WRITTEN.finditer(flat):
        for at in range(min(flat.count("\n", end, found.start()) - (end > 0), _BLANKS)):
            sheet.lines.append(Line(len(sheet.lines), "", end + at + (end > 0), 0, 0, Kind.BLANK))
        if "\f" in text[end : found.start()]:
            feeds.add(len(sheet.lines))
        sheet.lines.append(_line(len(sheet.lines), found.group(), found.start()))
        end = found.end()
    sheet.after_feed = frozenset(feeds)
    return sheet


def _gathered(text: str) -> Iterator[Line]:
    """Yield very short lines gathered into long ones; empty lines among them are lost."""
    at = number = 0
    while at < len(text):
        end = text.find("\n", at + _FOLDED)
        end = end if end >= 0 else len(text)
        yield _line(number, text[at:end], at)
        at, number = end + 1, number + 1


def measure_width(lines: list[Line]) -> int:
    """Return the length of a full line: what four lines in five do not exceed, at least 40."""
    lengths = sorted(len(line.text) for line in lines if line.text)
    return max(lengths[len(lengths) * 4 // 5], 40) if lengths else 40


def stopped(text: str) -> bool:
    """Tell whether a line ends with the end of a sentence, a note's number apart.

    >>> stopped("Ordu geri çekildi.”3"), stopped("Ordu geri")
    (True, False)
    >>> stopped("Moskova Antlaşması’nın 1.")  # the rest of the ordinal is to come
    False
    """
    bare = text.rstrip(f"0123456789{STARS}⁰¹²³⁴⁵⁶⁷⁸⁹").rstrip(_CLOSERS)
    return bare[-1:] in _SENTENCE_ENDS and not _ORDINAL.search(bare, max(len(bare) - _ORDINAL_TAIL, 0))


def unfinished(text: str) -> bool:
    """Tell whether a line breaks off inside a sentence; after a colon or a closing bracket one cannot know.

    >>> unfinished("Ordu geri"), unfinished("Şunları söyledi:"), unfinished("(Tansel 1991: 67)")
    (True, False, False)
    """
    return not stopped(text) and text[-1:] not in (":", ")")
