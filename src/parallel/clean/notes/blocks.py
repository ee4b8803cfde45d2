"""Footnotes: found as blocks at the foot of pages, cut into notes.

No single sign is enough. A block is accepted when the signs together say so: the rule above it, a number that comes
next, a marker of that number in the page's text, longer lines (small print), the words of references.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from statistics import median_low

from parallel.clean.notes.labels import REACH, Count, Label, Style, parse_label
from parallel.clean.notes.page import (
    AFFILIATION,
    LABELLED,
    REFERENCE,
    Page,
    brackets_are_markers,
    dots_are_labels,
    is_complete,
    is_marked,
    look_at,
)
from parallel.clean.sheet import Kind, Line, Note, Sheet, unfinished
from parallel.clean.words.labels import LONGEST_LABEL, read_label

_CITED = re.compile(r"\b(?:[Bb]kz|ss?[.,]\s?\d|a\.\s?g\.\s?[em])")
_MONTH = re.compile(
    r"\d{1,2}\s+(?:Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık|Teşrin|K[âa]nun|January"
    r"|February|March|April|May|June|July|August|September|October|November|December)"
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ENOUGH = 4
"""Points that make a block of notes (chosen by us on five articles; see ``_points``)."""
_GAP = 3
"""So many blank lines end a page where its start is not marked."""
_ENDNOTES = -1
"""Page of notes that stand at the end of an article."""
_LONGEST_PAGE = 80
"""Pages have fewer lines than this; where they have more on average, their starts are not marked (chosen by us)."""
_LONGEST_REST = 6
"""So many lines of a note go over to the next page at most (chosen by us)."""
_LOOK = 12
"""So many lines of a block are looked at for their length."""
_FULL = 0.75
"""A line shorter than this share of the longest ends its note."""
_SMALL_PRINT = 1.06
"""Notes' lines are at least this much longer than the text's where they are set smaller (1.1 to 1.25 measured)."""


def find_notes(sheet: Sheet) -> None:
    """Label the lines of footnotes and cut them into notes. Cost: linear."""
    sheet.bracketed_markers = brackets_are_markers(sheet)
    count = Count(bracketed=sheet.bracketed_markers, dotted=not sheet.bracketed_markers and dots_are_labels(sheet))
    body_width = _middle(sheet.texts())
    _take_endnotes(sheet)
    regions = list(_regions(sheet))
    starts = sum(1 for line in sheet.lines if line.page_start)
    paged = starts > 0 and (starts + 1) * _LONGEST_PAGE >= sum(map(len, regions))
    regions.reverse()
    number, carried = 0, dict[int, int]()
    while regions:
        number += 1
        page = look_at(regions.pop(), count)
        if not page.lines[0].page_start:
            page.markers = carried | page.markers
        start = _block_start(sheet, page, count, body_width)
        carried = {} if start is not None else dict.fromkeys(page.markers, -1)
        if start is None:
            continue
        end = len(page.lines) if paged else _block_end(sheet, page, start)
        _take_rest(sheet, page, start)
        _take_block(sheet, page, slice(start, end), count, number)
        if end < len(page.lines):
            regions.append(page.lines[end:])


def _take_endnotes(sheet: Sheet) -> None:
    """Take the numbered paragraphs under a heading such as *Notlar* as notes, to the next part of the article."""
    lines = list(sheet.texts())
    short = [(at, line.text) for at, line in enumerate(lines) if len(line.text) <= LONGEST_LABEL]
    heads = [at for at, text in short if (label := read_label(text)) and label.kind == "notes"]
    if not heads or not sheet.starts_block(lines[heads[-1]]):
        return
    block = list(takewhile(lambda line: not _part(line), lines[heads[-1] + 1 :]))
    labels = [parse_label(line.text, bracketed=False, dotted=True) for line in block]
    numbers = [label.number for label in labels if label and label.number is not None]
    if numbers[:LABELLED] == list(range(1, LABELLED + 1)):
        page = Page(block, labels, {}, [])
        _take_block(sheet, page, slice(0, len(block)), Count(bracketed=False), _ENDNOTES)


def _part(line: Line) -> bool:
    label = read_label(line.text)
    return label is not None and label.kind != "heading"


def _block_end(sheet: Sheet, page: Page, start: int) -> int:
    """Return where text goes on below a block, in a document whose pages are not marked.

    It does when a note has ended, by a short line or by a stop, and what follows has no number but goes on with the
    sentence that the notes cut in two, or stands after a blank line.
    """
    broken = start > 0 and unfinished(page.lines[start - 1].text)
    full = max(len(line.text) for line in page.lines[start : start + _LOOK]) * _FULL
    count = Count(bracketed=False)
    for position in range(start + 1, len(page.lines)):
        line, above = page.lines[position], page.lines[position - 1]
        above_label, label = page.labels[position - 1], page.labels[position]
        count.last = above_label.number if above_label and count.in_turn(above_label) else count.last
        if (label is not None and count.in_turn(label)) or above.number in sheet.note_numbers:
            continue
        blank = line.number != above.number + 1
        ended = above.text[-1] in ".!?…)" or len(above.text) < full
        if ended and (blank or len(above.text) < full or (broken and line.text[0].islower())):
            return position
    return len(page.lines)


def _middle(lines: Iterator[Line]) -> int:
    """Return the middle length of lines."""
    lengths = [len(line.text) for line in lines]
    return median_low(lengths) if lengths else 0


def _regions(sheet: Sheet) -> Iterator[list[Line]]:
    """Yield the text lines of one page after another; three blank lines also end a page."""
    region: list[Line] = []
    last = -1
    for line in sheet.texts():
        if region and (line.page_start or _gap_before(sheet, line, last)):
            yield region
            region = []
        region.append(line)
        last = line.number
    if region:
        yield region


def _gap_before(sheet: Sheet, line: Line, last: int) -> bool:
    """Tell whether three blank lines, or a page start that was dropped with its line, stand above a line."""
    blanks = 0
    for other in sheet.lines[last + 1 : line.number]:
        blanks += not other.text
        if other.page_start or blanks >= _GAP:
            return True
    return False


def _block_start(sheet: Sheet, page: Page, count: Count, body_width: int) -> int | None:
    """Return the position of the first line of the page's notes, if it has any."""
    for position, (line, label) in enumerate(zip(page.lines, page.labels, strict=True)):
        above_is_text = line.number > 0 and sheet.lines[line.number - 1].kind is Kind.TEXT
        if label is None or (label.style is Style.DOTTED and not is_marked(page, position, label)):
            continue
        if (
            position
            and above_is_text
            and line.number not in sheet.note_numbers
            and not is_complete(page, position, count)
        ):
            continue
        points = _points(page, position, label, body_width) + 3 * sheet.after_separator(line)
        points += _fit(sheet, page, position, label, count)
        if points >= _ENOUGH:
            return _widen(sheet, page, position, count) if count.bracketed else position
    return None


def _fit(sheet: Sheet, page: Page, position: int, label: Label, count: Count) -> int:
    """Return how well a label continues the count; alone on its line, or marked above, it cannot speak against."""
    if page.lines[position].number in sheet.note_numbers:
        return max(count.fits(label), 1)
    return max(count.fits(label), 0) if is_marked(page, position, label) else count.fits(label)


def _points(page: Page, position: int, label: Label, body_width: int) -> int:
    """Return how much a line looks like the first of a page's notes, the rule and the count apart."""
    block = page.lines[position : position + _LOOK]
    above = page.lines[position - 1] if position else None
    fallen, numbers = page.falls[position]
    points = 1 if position or not block[0].page_start else -1
    points += 2 * is_marked(page, position, label)
    points += label.style in (Style.BRACKETED, Style.PLAIN, Style.DOTTED)
    points += any(REFERENCE.search(other.text) for other in block[:3])
    points += label.style is Style.STARRED and AFFILIATION.search(block[0].text) is not None
    points += above is not None and unfinished(above.text)
    points += _middle(iter(block[:-1])) > body_width * _SMALL_PRINT
    points -= 4 * (_MONTH.match(block[0].text) is not None)
    return points - 3 * (fallen * 4 > numbers)


def _widen(sheet: Sheet, page: Page, position: int, count: Count) -> int:
    """Take in the paragraphs above a block that are notes whose numbers the scan has spoilt."""
    start = position
    while start:
        above = start - 1
        while above and sheet.lines[page.lines[above].number - 1].text:
            above -= 1
        whole = " ".join(line.text for line in page.lines[above:start])
        if above == 0 or not _spoilt_note(whole, count):
            break
        start = above
    return start


def _spoilt_note(paragraph: str, count: Count) -> bool:
    """Tell whether a paragraph is a note by what is left of its number, or goes on with a reference."""
    label = parse_label(paragraph, bracketed=True)
    if label:
        return not paragraph[0].isdigit() or count.fits(label) > 0
    return paragraph[0].islower() and _CITED.search(paragraph) is not None


def _take_rest(sheet: Sheet, page: Page, start: int) -> None:
    """Take the rest of the last note, which breaks off on the page before: lines between this page's text and notes."""
    first = start
    while first and page.lines[first - 1].number == page.lines[first].number - 1:
        first -= 1
    first -= first == start and first > 0
    while first and page.lines[first - 1].number == page.lines[first].number - 1:
        first -= 1
    if not 0 < first < start or not sheet.notes or start - first > _LONGEST_REST:
        return
    note, rest = sheet.notes[-1], page.lines[first:start]
    last = note.lines[-1].text
    broken = len(last) >= sheet.width * _FULL and (last[-1].isalpha() or last[-1] in ",-")
    if broken and rest[0].text[0].islower():
        for line in rest:
            line.kind = Kind.NOTE
        note.lines.extend(rest)


def _take_block(sheet: Sheet, page: Page, block: slice, count: Count, number: int) -> None:
    """Cut some lines of a page into notes and read their numbers."""
    notes: list[Note] = []
    for line, label in zip(page.lines[block], page.labels[block], strict=True):
        line.kind = Kind.NOTE
        if label and (not notes or _begins_note(label, count, sheet.lines[line.number - 1])):
            notes.append(Note([line], count.read(label), number))
            if label.style is not Style.STARRED:
                count.last = notes[-1].number or (count.last or 0) + 1
        elif notes and not _number_lost(sheet, line, notes[-1]):
            notes[-1].lines.append(line)
        else:
            notes.append(Note([line], None, number))
    _unstack(notes)
    _mend_numbers(notes, count)
    sheet.notes.extend(notes)
    sheet.notes.sort(key=lambda note: note.lines[0].start)


def _begins_note(label: Label, count: Count, above: Line) -> bool:
    """Tell whether a label inside a block begins a note: a sign, a number in turn, or, in brackets, any number."""
    if label.style in (Style.PLAIN, Style.DOTTED):
        return count.in_turn(label)
    return label.style is not Style.SPOILT or count.fits(label) > 0 or above.text[-1:] in ("", ".", "…")


def _number_lost(sheet: Sheet, line: Line, note: Note) -> bool:
    """Tell whether a note begins whose number, on a line of its own, is lost: indented as such notes are."""
    alone = note.lines[0].number in sheet.note_numbers
    return alone and line.indent > 0 and len(note.lines) > 1 and note.lines[-1].text[-1] in ".…"


def _unstack(notes: list[Note]) -> None:
    """Give numbers that stand in a stack their texts, which follow in the same order."""
    stack = [note for note in notes if not _LETTERS.search(note.lines[0].text)]
    if len(stack) < LABELLED or stack != notes[-len(stack) :] or any(len(note.lines) > 1 for note in stack[:-1]):
        return
    texts: list[list[Line]] = []
    full = max(len(line.text) for line in stack[-1].lines) * _FULL
    for line in stack[-1].lines[1:]:
        above = texts[-1][-1].text if texts else ""
        if not above or (line.text[0].isupper() and (above[-1] in "./" or len(above) < full)):
            texts.append([])
        texts[-1].append(line)
    if len(texts) == len(stack):
        for note, lines in zip(stack, texts, strict=True):
            note.lines[1:] = lines


def _mend_numbers(notes: list[Note], count: Count) -> None:
    """Forget numbers out of turn: neither near the one before nor right before the next; count on from there."""
    last: int | None = None
    for position, note in enumerate(notes):
        following = notes[position + 1].number if position + 1 < len(notes) else None
        near = last is None or note.number is None or 0 < note.number - last <= REACH
        if note.number is not None and not near and following != note.number + 1:
            note.number = None
        if note.number is not None:
            last = note.number
        elif last is not None:
            last += 1
            note.number = last if following is None or following == last + 1 else None
    count.last = count.last if last is None else last
