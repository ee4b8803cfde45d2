"""Pages: where they begin, which were printed twice, and what stands on them that is not text.

A second copy repeats earlier lines in their order, line breaks and all. A sentence that an author repeats is broken
differently, so equal lines in a row are evidence enough once they are many or stand at a page start.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from parallel.clean.labels import glued_numbers
from parallel.clean.sheet import Cut, Kind, Line, Sheet, stopped
from parallel.language import casing
from parallel.model.document import DropReason

BARE_NUMBER = re.compile(r"[-–—]?\s?(\d{1,4})\s?[-–—]?$")
_NUMBER_FIRST = re.compile(r"\d{1,4}(?:\s{2,}|\s*[|•·/]\s*)(?=\S)")
_NUMBER_LAST = re.compile(r"(?:\s{2,}|\s[|•·/]\s)\d{1,4}$")
_WIDE_GAP = re.compile(r"\S\s{3,}\S")
_RULE = re.compile(r"[-‐‑–—_=~*•·.■□▪◆♦●+#^ ]{3,}$")
_LINK = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\S+$")
_ELLIPSES = frozenset({"…", "...", "....", "....."})
_INDENTED_SHARE = 0.1
"""Above this share of lines that begin with one space, a leading space says nothing about pages (chosen by us)."""
_LONGEST_HEAD = 160
"""A running head with the gap in it is at most so long (136 was seen)."""
_NUMBER_REACH = 12
"""Numbers of notes that stand alone follow one another within so many lines; page numbers do not (chosen by us)."""
_NOTE_JUMP = 4
"""Notes' numbers jump by more than this only where pages are missing; up to three in a row may be unreadable."""
_PAGE_JUMP = 20
"""A larger jump of page numbers is a misreading."""
_SPECKS = "|■^{}°®•~\\"
"""Signs that no article prints and bad scans are full of."""
_SPECK_SHARE = 0.0005
"""A bad scan has at least so many of them per character (chosen by us; 0.002 in one, 0 in four others)."""
_STRAY_TAIL = 40
"""Stray marks are looked for in so many last characters of a line."""
_STRAY = re.compile(r"(?:[.!?…][”»’]?|[)](?=\s+[^.!?\s]))((?:\s+(?!\d+$)(?:\S{1,2}|[^\w\s]+\w?[^\w\s]+)(?!\S))+)$")
_NUMBER_STEP = 2
_PAGE_LINES = 60
"""A note's marker stands at most so many lines above it."""
_SHORTEST_PAGE = 15
"""Lines between page numbers that count up (chosen by us)."""
_BLANKS_APART = 3
_SHORTEST_HEAD = 4
_SHORT_HEAD = 0.75
_REPEATED = 3
"""A line seen so often at page edges is a running head (chosen by us)."""


_SURE_LINES = 6
"""So many equal lines in a row are a copy wherever they stand (chosen by us; treaty clauses repeat up to three)."""
_FEW_LINES = 2
"""Fewer than this are never a copy; between the two, the run must touch a page start."""
_FEW_LETTERS = 60
"""Letters a short run must have: about one full line."""
_GOES_ON = 3
"""So many equal lines show that a copy goes on behind a line that differs."""
_SOURCES = 8
"""So many earlier places of a line are tried, the last ones: a copy follows its page closely."""


def find_page_starts(sheet: Sheet) -> None:
    """Mark the lines on which a page begins: after a form feed, or indented by exactly one space (a lost form feed)."""
    texts = [line for line in sheet.lines if line.text]
    one_space = [line for line in texts if line.indent == 1]
    below_numbers = sum(1 for one, two in pairwise(texts) if two.indent == 1 and BARE_NUMBER.match(one.text))
    if len(one_space) - below_numbers <= max(len(texts) * _INDENTED_SHARE, 3):
        for line in one_space:
            line.page_start = True
    feed = False
    for line in sheet.lines:
        feed = feed or line.number in sheet.after_feed
        if feed and line.text:
            line.page_start, feed = True, False


def drop_second_copies(sheet: Sheet) -> None:
    """Drop runs of lines that repeat earlier lines in order; their notes are copied with them and go too.

    Cost: linear in the number of lines, but for a text that says one line over and over.
    """
    lines = [line for line in sheet.lines if line.text]
    keys = [" ".join(line.text.split()) for line in lines]
    earlier: dict[str, list[int]] = {}
    at = 0
    while at < len(lines):
        source, length = _longest_run(keys, earlier.get(keys[at], []), at)
        if length and _is_copy(lines, source, at, length):
            length = _over_gaps(keys, source, at, length)
            for line in lines[at : at + length]:
                sheet.drop_line(line, DropReason.SECOND_COPY, "second-copies")
            at += length
        else:
            earlier.setdefault(keys[at], []).append(at)
            at += 1


def _longest_run(keys: list[str], sources: list[int], at: int) -> tuple[int, int]:
    """Return where the longest earlier run begins that equals the lines from ``at`` on, and its length."""
    best = (0, 0)
    for source in sources[-_SOURCES:]:
        length = _equal(keys, source, at, at)
        if length >= best[1]:
            best = (source, length)
    return best


def _equal(keys: list[str], source: int, copy: int, end: int) -> int:
    """Return how many lines are equal from two positions on, the first stretch ending before ``end``."""
    length = 0
    while source + length < end and copy + length < len(keys) and keys[source + length] == keys[copy + length]:
        length += 1
    return length


def _over_gaps(keys: list[str], source: int, at: int, length: int) -> int:
    """Extend a copy over single lines that were read differently, where it goes on behind them."""
    while (more := _equal(keys, source + length + 1, at + length + 1, at)) >= _GOES_ON:
        length += 1 + more
    return length


def _is_copy(lines: list[Line], source: int, at: int, length: int) -> bool:
    run = lines[at : at + length]
    if length < _FEW_LINES or sum(map(len, (line.text for line in run))) < _FEW_LETTERS:
        return False
    if length >= _SURE_LINES or lines[at - 1].kind is Kind.DROPPED:
        return True
    following = lines[at + length] if at + length < len(lines) else None
    return lines[at].page_start and (lines[source].page_start or following is None or following.page_start)


def drop_rules(sheet: Sheet) -> None:
    """Drop lines without a word in them: rules, ornaments, specks the scanner saw."""
    for line in sheet.texts():
        if not line.text[0].isalnum() and len(line.text) <= _LONGEST_HEAD and _is_rule(line.text):
            sheet.drop_line(line, DropReason.NOISE, "rules")
            line.kind = Kind.RULE


def _is_rule(text: str) -> bool:
    if text.strip("()[] ").replace(" ", "") in _ELLIPSES:
        return False
    if _RULE.match(text) or not any(map(str.isalnum, text)):
        return True
    words = text.split()
    return (
        len(words) >= _REPEATED and all(sum(map(str.isalnum, word)) <= 1 for word in words) and not words[0].isalnum()
    )


def drop_links(sheet: Sheet) -> None:
    """Drop lines that are nothing but an address, standing alone: what a hyperlink leaves behind at a page's end."""
    for line in sheet.texts():
        if _LINK.match(line.text) and sheet.starts_block(line) and sheet.ends_block(line):
            sheet.drop_line(line, DropReason.NOISE, "links")


def find_note_numbers(sheet: Sheet) -> None:
    """Find note numbers that stand on lines of their own, so that they are not taken for page numbers.

    They follow the rule above the notes, or one another closely, or have a marker above them. What follows one is its
    note, no page start.
    """
    lines = list(sheet.texts())
    found: list[tuple[int, int]] = []
    for position, line in enumerate(lines):
        match = BARE_NUMBER.match(line.text) or (None if line.page_start else _NUMBER_FIRST.match(line.text))
        if match:
            found.append((position, int("".join(filter(str.isdigit, match.group())))))
    seen = _marker_lines(lines) if found else {}
    for index, (position, value) in enumerate(found):
        line = lines[position]
        if not BARE_NUMBER.match(line.text) or (position + 1 < len(lines) and _gapped(lines[position + 1])):
            continue
        near = [*found[max(index - 3, 0) : index], *found[index + 1 : index + 4]]
        in_row = any(_in_row(at - position, other - value) for at, other in near)
        if in_row or sheet.after_separator(line) or _marked(seen, value, position):
            _mark_note_number(sheet, line)


def _gapped(line: Line) -> bool:
    """Tell whether a line has a number and a wide gap, as heads have."""
    return _WIDE_GAP.search(line.text) is not None and (_NUMBER_FIRST.match(line.text) is not None)


def _marker_lines(lines: list[Line]) -> dict[int, list[int]]:
    """Return, by number, the positions of the lines in which what may be its marker stands."""
    seen: dict[int, list[int]] = {}
    for position, line in enumerate(lines):
        for match in glued_numbers(line.text):
            seen.setdefault(int(match.group()), []).append(position)
    return seen


def _marked(seen: dict[int, list[int]], value: int, position: int) -> bool:
    """Tell whether a marker of a number stands within a page's length above a line."""
    places = seen.get(value, [])
    at = bisect_left(places, position)
    return at > 0 and position - places[at - 1] <= _PAGE_LINES


def _in_row(lines: int, difference: int) -> bool:
    """Tell whether two numbers, so many lines apart, follow one another closely: one up or down, or one left out."""
    return abs(lines) <= _NUMBER_REACH and 1 <= (difference if lines > 0 else -difference) <= _NUMBER_STEP


def _mark_note_number(sheet: Sheet, line: Line) -> None:
    sheet.note_numbers.add(line.number)
    line.page_start = False
    following = sheet.after(line)
    if following is not None and not _NUMBER_FIRST.match(following.text):
        following.page_start = False


def drop_running_heads(sheet: Sheet) -> None:
    """Drop running heads and page numbers: at page edges, with a page number, repeated, or set apart beside one."""
    apart = _apart(sheet)
    edges = [line for line in sheet.texts() if line.page_start or line.number in apart or sheet.ends_page(line)]
    edges += _in_turn(sheet, {line.number for line in edges})
    shapes = Counter(_shape(line.text) for line in edges)
    for line in edges:
        if _is_head(sheet, line, apart) or _repeats(sheet, line, shapes[_shape(line.text)]):
            _drop_head(sheet, line)


def _in_turn(sheet: Sheet, known: set[int]) -> list[Line]:
    """Return further heads, where page starts are lost: lines with a number, a page's length apart, that count up."""
    numbered: list[tuple[Line, int]] = []
    for line in sheet.texts():
        match = BARE_NUMBER.match(line.text) or (_WIDE_GAP.search(line.text) and _head_number(line.text))
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


def _head_number(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST_HEAD:
        return None
    return _NUMBER_FIRST.match(text) or _NUMBER_LAST.search(text)


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
    stands = line.page_start and sheet.ends_block(line) and not stopped(line.text) and line.text[-1] != ":"
    return times >= (_REPEATED - 1 if stands else _REPEATED)


def _is_head(sheet: Sheet, line: Line, apart: Iterable[int]) -> bool:
    text = line.text
    if len(text) > _LONGEST_HEAD or line.number in sheet.note_numbers or sheet.after_separator(line):
        return False
    if BARE_NUMBER.match(text):
        return True
    at_edge = line.page_start or line.number in apart
    if _head_number(text):
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


def _begins_note(sheet: Sheet, line: Line) -> bool:
    """Tell whether a line that begins with a number is a note: two spaces after it only, or a marker above it."""
    match = _NUMBER_FIRST.match(line.text)
    if match is None or line.page_start:
        return False
    above = sheet.lines[max(line.number - 2 * _PAGE_LINES, 0) : line.number]
    value = int("".join(filter(str.isdigit, match.group())))
    return not _gapped(line) or value in _marker_lines(above)


def _beside_page_number(sheet: Sheet, line: Line) -> bool:
    near = (sheet.lines[n] for n in (line.number - 1, line.number + 1) if 0 <= n < len(sheet.lines))
    return any(BARE_NUMBER.match(other.text) and other.number not in sheet.note_numbers for other in near)


def _drop_head(sheet: Sheet, line: Line) -> None:
    bare = BARE_NUMBER.match(line.text) is not None
    below = sheet.after(line)
    if below is not None and not sheet.ends_page(line):
        below.page_start = True
    number = BARE_NUMBER.match(line.text) or _head_number(line.text)
    if number:
        sheet.page_numbers.append((line.number, int("".join(filter(str.isdigit, number.group())))))
    sheet.drop_line(line, DropReason.PAGE_NUMBER if bare else DropReason.RUNNING_HEAD, "running-heads")


def mark_missing_pages(sheet: Sheet) -> None:
    """Mark where pages are missing: the numbers of notes, or of pages, jump. Nothing is joined across such a place."""
    for one, two in pairwise(sheet.notes):
        if one.page != two.page and one.number is not None and two.number is not None:
            first = sheet.next_text(one.lines[-1])
            if two.number - one.number > _NOTE_JUMP and first is not None and _markers_jump(sheet, first, one.number):
                first.missing_before = True
    starts = [line.number for line in sheet.lines if line.page_start]
    for (at, one_page), (then, two_page) in pairwise(sheet.page_numbers):
        between = bisect_right(starts, then) - bisect_right(starts, at)
        if between <= 1 and one_page + 1 < two_page <= one_page + _PAGE_JUMP:
            first = sheet.next_text(sheet.lines[at])
            if first is not None:
                first.missing_before = True


def _markers_jump(sheet: Sheet, first: Line, last: int) -> bool:
    """Tell whether the first marker after a line is far from the number of the last note."""
    marker = next((marker for marker in sheet.markers if marker.start >= first.start), None)
    return marker is None or marker.number is None or marker.number - last > _NOTE_JUMP


def drop_stray_marks(sheet: Sheet) -> None:
    """Drop what a bad scan leaves behind the last sentence of a paragraph: single signs, letters and digits."""
    text = sheet.raw.text
    if sum(map(text.count, _SPECKS)) < max(len(text) * _SPECK_SHARE, _REPEATED):
        return
    for line in sheet.texts():
        if not sheet.ends_block(line):
            continue
        match = _STRAY.search(line.text, max(len(line.text) - _STRAY_TAIL, 0))
        if match and not match.group(1).strip().isdigit():
            cut = Cut(line.start + match.start(1), line.end, DropReason.NOISE, "stray-marks")
            sheet.cuts.append(cut)
