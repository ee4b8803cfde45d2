"""What can be seen on a page before its notes are looked for: numbers at line starts, and markers in the text."""

import re
from dataclasses import dataclass
from itertools import pairwise

from parallel.clean.notes.labels import (
    BRACKETED_NUMBER,
    PAGE_LINES,
    REACH,
    Count,
    Label,
    Style,
    glued_numbers,
    parse_label,
    read_number,
)
from parallel.clean.sheet import STARS, Line, Sheet

REFERENCE = re.compile(
    r"\b(?:[Bb]k[zr]?\b|[Kk]rş\b|[Ss]{1,2}\.\s?\d|a\.\s?g\.\s?[em]|[Ii]bid|[Cc]ilt|[Cc]\.\s|pp?\.\s?\d|[Vv]ol\.|[çÇ]ev\."
    r"|[Hh]az\.|(?:1[89]|20)\d\d)"
)
AFFILIATION = re.compile(
    r"Üniversite|Universit|Fakülte|Facult|Enstitü|Institut|Bölümü|Department|Prof\.|Doç\.|Dr\.|ORCID|@"
)
"""What the note of an author says, which a star leads to."""
_CLOSED = re.compile(r"(?<!\d)(\d{1,3})[^\w()]{0,3}(?:\d{2,3}[^\w()]{0,2})?[)\]]")
_STAR = re.compile(rf"(?<=[\w.,”’)])[{STARS}†‡](?![\w{STARS}])")
SIGN = 0
"""Stands for the number of a marker that is a sign, such as a star."""
LABELLED = 2
"""So many bracketed numbers before references say how this document numbers its notes."""


@dataclass(slots=True)
class Page:
    """The text lines of one page, with what is asked of them more than once."""

    lines: list[Line]
    labels: list[Label | None]
    markers: dict[int, int]
    """Number of each marker to the position of the first line it stands in; -1 for the lines before a gap; a sign
    counts as ``SIGN``."""
    falls: list[tuple[int, int]]
    """For each position, from there on: how often numbers of labels fall, and how many there are."""


def brackets_are_markers(sheet: Sheet) -> bool:
    """Tell whether markers look like ``(3)``: bracketed numbers rise inside lines, or stand before references."""
    seen: list[int] = []
    references = 0
    for line in sheet.texts():
        if "(" in line.text or "[" in line.text:
            seen.extend(int(match.group(1)) for match in BRACKETED_NUMBER.finditer(line.text, 1))
            references += BRACKETED_NUMBER.match(line.text) is not None and REFERENCE.search(line.text) is not None
    rising = sum(1 for one, two in pairwise(seen) if 0 < two - one <= REACH)
    return references >= LABELLED or (rising >= 1 and rising * 2 >= len(seen) - 1)


def look_at(lines: list[Line], count: Count) -> Page:
    """Return the text lines of a page with their labels and markers. Cost: linear."""
    labels = [parse_label(line.text, bracketed=count.bracketed, dotted=count.dotted) for line in lines]
    markers: dict[int, int] = {}
    for position, line in enumerate(lines):
        for match in _CLOSED.finditer(line.text) if count.bracketed else glued_numbers(line.text):
            markers.setdefault(int(match.group(1)) if count.bracketed else read_number(match.group()), position)
        if _STAR.search(line.text):
            markers.setdefault(SIGN, position)
    falls, fallen, total, following = [(0, 0)] * len(lines), 0, 0, 0
    for position in range(len(lines) - 1, -1, -1):
        label = labels[position]
        if label is not None and label.number is not None:
            fallen, total = fallen + (0 < following <= label.number), total + 1
            following = label.number
        falls[position] = (fallen, total)
    return Page(lines, labels, markers, falls)


def is_marked(page: Page, position: int, label: Label) -> bool:
    """Tell whether a marker of a label's number, or a sign for a sign, stands above it on its page."""
    number = SIGN if label.style is Style.STARRED else label.number
    return number is not None and page.markers.get(number, position) < position


def is_complete(page: Page, position: int, count: Count) -> bool:
    """Tell whether every marker above a line has its label from there on, in order: notes with no blank above them.

    Only on pages of usual length, so that a text without pages costs no more.
    """
    label = page.labels[position]
    if label is None or len(page.lines) > 2 * PAGE_LINES or not is_marked(page, position, label):
        return False
    if label.style is Style.STARRED:
        return any(pattern.search(page.lines[position].text) for pattern in (REFERENCE, AFFILIATION))
    above = sorted(number for number, at in page.markers.items() if at < position and number != SIGN)
    wanted = [number for number in above if number > (count.last or 0)] or above
    found = [other.number for other in page.labels[position:] if other is not None and other.number in wanted]
    cited = any(REFERENCE.search(line.text) for line in page.lines[position : position + 2])
    sure = cited or len(wanted) >= LABELLED
    return sure and label.number == wanted[0] and found[: len(wanted)] == wanted


def dots_are_labels(sheet: Sheet) -> bool:
    """Tell whether footnotes are numbered ``3.``, ``3)`` or ``3-``: such numbers stand below their markers."""
    lines = list(sheet.texts())
    seen: dict[int, int] = {}
    dotted = plain = 0
    for position, line in enumerate(lines):
        label = parse_label(line.text, bracketed=False, dotted=True)
        marked = label is not None and position - seen.get(label.number or 0, -PAGE_LINES) < PAGE_LINES
        if label is not None and marked:
            dotted += label.style is Style.DOTTED
            plain += label.style is Style.PLAIN
        for match in glued_numbers(line.text):
            seen[read_number(match.group())] = position
    return dotted >= LABELLED and dotted > plain
