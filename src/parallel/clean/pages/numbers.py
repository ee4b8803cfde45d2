"""Numbers that stand alone or apart: whether they are a note’s or a page’s."""

import re
from bisect import bisect_left

from parallel.clean.notes.labels import PAGE_LINES, glued_numbers, read_number
from parallel.clean.sheet import Line, Sheet

BARE_NUMBER = re.compile(r"[-–—]?\s?(\d{1,4})\s?[-–—]?$")
"""A line that is nothing but a number."""
NUMBER_FIRST = re.compile(r"\d{1,4}(?:\s{2,}|\s*[|•·/]\s*)(?=\S)")
NUMBER_LAST = re.compile(r"(?:\s{2,}|\s[|•·/]\s)\d{1,4}$")
WIDE_GAP = re.compile(r"\S\s{3,}\S")
LONGEST_HEAD = 160
"""A running head with the gap in it is at most so long (136 was seen)."""
_NUMBER_REACH = 12
"""Numbers of notes that stand alone follow one another within so many lines; page numbers do not (chosen by us)."""
_NUMBER_STEP = 2


def find_note_numbers(sheet: Sheet) -> None:
    """Find note numbers that stand on lines of their own, so that they are not taken for page numbers.

    They follow the rule above the notes, or one another closely, or have a marker above them. What follows one is its
    note, no page start.
    """
    lines = list(sheet.texts())
    found: list[tuple[int, int]] = []
    for position, line in enumerate(lines):
        match = BARE_NUMBER.match(line.text) or (None if line.page_start else NUMBER_FIRST.match(line.text))
        if match:
            found.append((position, int("".join(filter(str.isdigit, match.group())))))
    seen = marker_lines(lines) if found else {}
    for index, (position, value) in enumerate(found):
        line = lines[position]
        if not BARE_NUMBER.match(line.text) or (position + 1 < len(lines) and gapped(lines[position + 1])):
            continue
        if _alone_at_page_end(sheet, line):
            continue
        near = [*found[max(index - 3, 0) : index], *found[index + 1 : index + 4]]
        in_row = any(_in_row(at - position, other - value) for at, other in near)
        if in_row or sheet.after_separator(line) or marked_above(seen, value, position):
            _mark_note_number(sheet, line)


def _alone_at_page_end(sheet: Sheet, line: Line) -> bool:
    """Tell whether nothing follows a number on its page: a note's number has its note below it.

    Only where form feeds end the pages; else a number at the end may have lost its note with the rest of the document.
    """
    below = sheet.after(line)
    if below is None:
        return bool(sheet.after_feed)
    return any(number in sheet.after_feed for number in range(line.number + 1, below.number + 1))


def gapped(line: Line) -> bool:
    """Tell whether a line has a number and a wide gap, as heads have."""
    return WIDE_GAP.search(line.text) is not None and (NUMBER_FIRST.match(line.text) is not None)


def marker_lines(lines: list[Line]) -> dict[int, list[int]]:
    """Return, by number, the positions of the lines in which what may be its marker stands."""
    seen: dict[int, list[int]] = {}
    for position, line in enumerate(lines):
        for match in glued_numbers(line.text):
            seen.setdefault(read_number(match.group()), []).append(position)
    return seen


def marked_above(seen: dict[int, list[int]], value: int, position: int) -> bool:
    """Tell whether a marker of a number stands within a page's length above a line."""
    places = seen.get(value, [])
    at = bisect_left(places, position)
    return at > 0 and position - places[at - 1] <= PAGE_LINES


def _in_row(lines: int, difference: int) -> bool:
    """Tell whether two numbers, so many lines apart, follow one another closely: one up or down, or one left out."""
    return abs(lines) <= _NUMBER_REACH and 1 <= (difference if lines > 0 else -difference) <= _NUMBER_STEP


def _mark_note_number(sheet: Sheet, line: Line) -> None:
    sheet.note_numbers.add(line.number)
    line.page_start = False
    following = sheet.after(line)
    if following is not None and not NUMBER_FIRST.match(following.text):
        following.page_start = False


def head_number(text: str) -> re.Match[str] | None:
    """Return the number a head begins or ends with, a gap apart."""
    if len(text) > LONGEST_HEAD:
        return None
    return NUMBER_FIRST.match(text) or NUMBER_LAST.search(text)
