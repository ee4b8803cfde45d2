"""Paragraphs: which lines of running text belong together, across blank lines and page ends."""

import re
from dataclasses import dataclass, field

from parallel.clean.sheet import Line, Sheet, stopped, unfinished
from parallel.model.document import TURKISH, Language, Role

_ITEM = re.compile(r"[“\"]?(?:\(\d{1,2}\)|\d{1,2}\s?[-–—.)]\s?(?=[^\W\d_])|[a-zçğıöşü]\)\s|[•▪●*]\s)")
_ITEM_NUMBER = re.compile(r"(\(?)(\d{1,2})[).-]")
_OPENS_QUOTE = '“«"„'
_FULL = 0.8
"""A line of at least this share of a full line is not the end of a paragraph by its look (chosen by us)."""
_JUNK = " .,;:'‘’|!ʼ*"


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """What a line is known to be before paragraphs are gathered; lines of one heading share one mark."""

    kind: str
    """``title``, ``heading``, or the kind of a label word."""
    language: Language
    """Of the label word or title."""
    label: int
    """Length of the label word at the start of the line; 0 where there is none."""

    def alone(self, block: "Block") -> bool:
        """Whether the block is nothing but the label word."""
        return self.label >= len(block.text)


@dataclass(slots=True)
class Block:
    """Lines that make one paragraph, heading or the like."""

    lines: list[Line] = field(default_factory=list)
    """In reading order; never empty."""
    mark: Mark | None = None
    """What its first line is known to be."""
    role: Role = Role.BODY
    """What it is."""
    language: Language = TURKISH
    """What it is written in."""

    @property
    def text(self) -> str:
        """The lines with spaces between, for looking at."""
        return " ".join(line.text for line in self.lines)


def gather(sheet: Sheet, marks: dict[int, Mark]) -> list[Block]:
    """Return the running text as blocks; a marked line begins one, and lines with one mark stay together."""
    blocks: list[Block] = []
    previous: Line | None = None
    for line in sheet.texts():
        mark = marks.get(line.number)
        if previous is not None and _belongs(sheet, previous, line, blocks[-1], mark):
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block([line], mark))
        previous = line
    return blocks


def _belongs(sheet: Sheet, one: Line, two: Line, block: Block, mark: Mark | None) -> bool:
    above = block.mark
    if mark is not None:
        return mark is above
    gap = two.number != one.number + 1 or two.page_start
    if above is not None and above.kind in ("title", "heading", "references", "notes", "imprint"):
        return False
    if above is not None and above.label >= len(one.text):
        return above.kind == "keywords" and not gap
    if two.missing_before or (gap and above is not None and above.kind == "keywords"):
        return False
    return _continues_over_gap(sheet, one, two) if gap else not _new_without_gap(sheet, block.lines[0], one, two)


def _new_without_gap(sheet: Sheet, first: Line, one: Line, two: Line) -> bool:
    """Tell whether a paragraph begins although no blank line says so: the line above ends early."""
    if not stopped(one.text):
        return False
    if _next_item(first.text, two.text):
        return True
    short = len(one.text) < sheet.width * _FULL
    return short and (two.text[0].isupper() or two.text[0] in _OPENS_QUOTE or _ITEM.match(two.text) is not None)


def _next_item(first: str, line: str) -> bool:
    """Tell whether a line begins the item after the one its paragraph began with: ``(5)`` after ``(4)``."""
    one, two = _ITEM_NUMBER.match(first), _ITEM_NUMBER.match(line)
    return bool(one and two and one.group(1) == two.group(1) and int(two.group(2)) == int(one.group(2)) + 1)


def _continues_over_gap(sheet: Sheet, one: Line, two: Line) -> bool:
    """Tell whether a sentence goes on after a blank line or on the next page."""
    bare = two.text.lstrip(_JUNK)
    if one.text[-1] in "-\u00ad" and one.text[-2:-1].isalpha():
        return bare[:1].isalpha()
    page = sheet.starts_page_or_region(two, one)
    if stopped(one.text) or one.text[-1] == ":":
        return one.text[-1] != ":" and page and _flows_on(sheet, one, two)
    if bare[:1].islower():
        return not _ITEM.match(two.text)
    if not unfinished(one.text) or two.text[0] in _OPENS_QUOTE or _ITEM.match(two.text):
        return False
    return len(one.text) >= sheet.width * _FULL or (page and one.text[-1] != ",")


def _flows_on(sheet: Sheet, one: Line, two: Line) -> bool:
    """Tell whether a paragraph goes on over a page end although a sentence ended there: a full line, no blank below."""
    if len(one.text) < sheet.width * 0.9 or two.text[0] in _OPENS_QUOTE or _ITEM.match(two.text):
        return False
    below = sheet.lines[two.number + 1] if two.number + 1 < len(sheet.lines) else None
    return below is not None and bool(below.text)
