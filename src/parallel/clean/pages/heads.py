"""Running heads and page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from parallel.clean.notes.labels import PAGE_LINES, parse_label
from parallel.clean.pages.numbers import (
    BARE_NUMBER,
    LONGEST_HEAD,
    NUMBER_FIRST,
    WIDE_GAP,
    gapped,
    head_number,
    marked_above,
    marker_lines,
)
from parallel.clean.sheet import Line, Sheet, stopped
from parallel.language import casing
from parallel.model.document import DropReason

_SHORTEST_PAGE = 15
"""Lines between page numbers that count up (chosen by us)."""
_BLANKS_APART = 3
_SHORTEST_HEAD = 4
_SHORT_HEAD = 0.75
_PAGE_NUMBER = re.compile(r"^(?P<first>\d{1,4})\s+(?=[^\W\d_])|(?<=\S)\s+(?P<last>\d{1,4})$")
_LONG_SHAPE = 8
"""Letters and figures of a head that is told by nothing but its number's counting up (chosen by us)."""
_PAGES_APART = 6
"""Pages between two heads that are alike, at most: left and right ones differ, some are lost (chosen by us)."""
_REPEATED = 3
"""A line seen so often at page edges is a running head (chosen by us)."""


def drop_running_heads(sheet: Sheet) -> None:
    """Drop running heads and page numbers: at page edges, with a page number, repeated, or set apart beside one."""
    apart = _apart(sheet)
    edges = [line for line in sheet.texts() if line.page_start or line.number in apart or sheet.ends_page(line)]
    edges += _in_turn(sheet, {line.number for line in edges})
    edges += _counting_up(sheet, {line.number for line in edges})
    shapes = Counter(_shape(line.text) for line in edges)
    seen = marker_lines(sheet.lines)
    for line in edges:
        if _is_marked_note(line, seen):
            continue
        if _is_head(sheet, line, apart) or _repeats(sheet, line, shapes[_shape(line.text)]):
            _drop_head(sheet, line)


def _in_turn(sheet: Sheet, known: set[int]) -> list[Line]:
    """Return further heads, where page starts are lost: lines with a number, a page's length apart, that count up."""
    numbered: list[tuple[Line, int]] = []
    for line in sheet.texts():
        match = BARE_NUMBER.match(line.text) or (WIDE_GAP.search(line.text) and head_number(line.text))
        if match and (sheet.starts_block(line) or sheet.ends_block(line)) and line.number not in sheet.note_numbers:
            numbered.append((line, int("".join(filter(str.isdigit, match.group())))))
    chosen: dict[int, Line] = {}
    for (one, first), (two, second) in pairwise(numbered):
        far = two.number - one.number >= _SHORTEST_PAGE or (
            two.number == one.number + 1 and BARE_NUMBER.match(one.text)
        )
        if second == first + 1 and far:
            chosen[one.number], chosen[two.number] = one, two
    for line in chosen.values():
        line.page_start = not BARE_NUMBER.match(line.text) or line.page_start
    return [line for number, line in chosen.items() if number not in known]


def _counting_up(sheet: Sheet, known: set[int]) -> list[Line]:
    """Return further heads, in the middle of text too: lines the same but for a number that goes up page by page.

    Notes that are the same but for their number are closer together, or have their markers above them.
    """
    alike: dict[tuple[bool, str], list[tuple[Line, int]]] = defaultdict(list)
    seen: dict[int, list[int]] = {}
    for line in sheet.texts():
        found = _PAGE_NUMBER.search(line.text) if len(line.text) <= min(sheet.width, LONGEST_HEAD) else None
        if found is None or line.number in sheet.note_numbers or line.text[-1] in ".,;:":
            continue
        shape = "".join(filter(str.isalnum, line.text[: found.start()] + line.text[found.end() :]))
        if len(shape) >= _LONG_SHAPE:
            alike[found["first"] is None, casing.lower(shape)].append((line, int(found["first"] or found["last"])))
    heads: dict[int, Line] = {}
    for lines in alike.values():
        if len(lines) < _REPEATED:
            continue
        seen = seen or marker_lines(sheet.lines)
        for (one, first), (two, second) in pairwise(lines):
            near = two.number - one.number < _SHORTEST_PAGE * (second - first)
            if 0 < second - first <= _PAGES_APART and not near and not marked_above(seen, second, two.number):
                heads[one.number], heads[two.number] = one, two
    for line in heads.values():
        line.page_start = True
    return [line for number, line in heads.items() if number not in known]


def _apart(sheet: Sheet) -> frozenset[int]:
    """Return the lines of blocks of one or two lines that blank lines set apart: two on one side, one on the other."""
    found: set[int] = set()
    texts = [line for line in sheet.lines if line.text]
    edge = [-3, *(line.number for line in texts), len(sheet.lines) + 2]
    blanks = [after - before - 1 for before, after in pairwise(edge)]
    for index, line in enumerate(texts):
        above, below = blanks[index], blanks[index + 1]
        if _set_apart(above, below):
            found.add(line.number)
        elif below == 0 and _set_apart(above, blanks[index + 2]):
            found |= {line.number, line.number + 1}
    return frozenset(found)


def _set_apart(above: int, below: int) -> bool:
    return above >= 1 and below >= 1 and above + below >= _BLANKS_APART


def _shape(text: str) -> str:
    """Return a line without its numbers, signs and spaces: what stays the same from head to head."""
    return casing.lower("".join(filter(str.isalpha, text)))


def _repeats(sheet: Sheet, line: Line, times: int) -> bool:
    """Tell whether a line at a page edge is a head because it returns: often, or twice where it stands like one."""
    if len(_shape(line.text)) < _SHORTEST_HEAD or len(line.text) > sheet.width:
        return False
    if not line.page_start and line.text[-1] == "." and parse_label(line.text, bracketed=False) is not None:
        return False  # notes may return too: *12 Karabekir, a.g.e., s. 45.*
    short = len(line.text) <= sheet.width * _SHORT_HEAD and line.number in sheet.after_feed
    stands = line.page_start and (short or sheet.ends_block(line)) and not stopped(line.text) and line.text[-1] != ":"
    return times >= (_REPEATED - 1 if stands else _REPEATED)


def _is_head(sheet: Sheet, line: Line, apart: Iterable[int]) -> bool:
    text = line.text
    if len(text) > LONGEST_HEAD or line.number in sheet.note_numbers or sheet.after_separator(line):
        return False
    if BARE_NUMBER.match(text):
        return True
    at_edge = line.page_start or line.number in apart
    if head_number(text):
        return at_edge and not _begins_note(sheet, line)
    beside = line.number in apart and len(text) <= sheet.width and _beside_page_number(sheet, line)
    return beside or (line.page_start and _cuts_sentence(sheet, line))


def _cuts_sentence(sheet: Sheet, line: Line) -> bool:
    """Tell whether a short line at the top of a page, set apart, stands before the rest of a sentence."""
    below = sheet.after(line)
    if below is None or not below.text[0].islower() or not sheet.ends_block(line):
        return False
    short = len(line.text) <= sheet.width * _SHORT_HEAD
    return short and line.text[0].isupper() and not stopped(line.text) and line.text[-1] not in ",:;-"


def _is_marked_note(line: Line, seen: dict[int, list[int]]) -> bool:
    """Tell whether the last line of a page begins like a note and has its marker above."""
    label = None if line.page_start else parse_label(line.text, bracketed=False)
    if label is None or label.number is None or BARE_NUMBER.match(line.text):
        return False
    return marked_above(seen, label.number, line.number)


def _begins_note(sheet: Sheet, line: Line) -> bool:
    """Tell whether a line that begins with a number is a note: two spaces after it only, or a marker above it."""
    match = NUMBER_FIRST.match(line.text)
    if match is None or line.page_start:
        return False
    above = sheet.lines[max(line.number - 2 * PAGE_LINES, 0) : line.number]
    value = int("".join(filter(str.isdigit, match.group())))
    return not gapped(line) or value in marker_lines(above)


def _beside_page_number(sheet: Sheet, line: Line) -> bool:
    near = (sheet.lines[n] for n in (line.number - 1, line.number + 1) if 0 <= n < len(sheet.lines))
    return any(BARE_NUMBER.match(other.text) and other.number not in sheet.note_numbers for other in near)


def _drop_head(sheet: Sheet, line: Line) -> None:
    bare = BARE_NUMBER.match(line.text) is not None
    below = sheet.after(line)
    if below is not None and not sheet.ends_page(line):
        below.page_start = True
    number = BARE_NUMBER.match(line.text) or head_number(line.text)
    if number:
        sheet.page_numbers.append((line.number, int("".join(filter(str.isdigit, number.group())))))
    sheet.drop_line(line, DropReason.PAGE_NUMBER if bare else DropReason.RUNNING_HEAD, "running-heads")
