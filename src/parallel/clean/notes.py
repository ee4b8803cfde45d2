"""Footnotes: found as blocks at the foot of pages, cut into notes.

No single sign is enough. A block is accepted when the signs together say so: the rule above it, a number that comes next
in the document, a marker of that number in the page's text, longer lines (small print), the words of references.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from parallel.clean.sheet import Kind, Line, Note, Sheet, stopped, unfinished

_PLAIN = re.compile(r"(\d{1,3})(?=\s+[^\W\d_]|\s+[“\"«‘'(]|$)")
_BRACKETED = re.compile(r"[(\[]\s?(\d{1,3})\s?[)\]]")
_STARRED = re.compile(r"(\*{1,4}|[†‡])(?=\s*\w)")
# A bracketed number after a bad scan: one bracket may have become a letter or digit, digits may have become letters.
_DAMAGED = re.compile(
    r"[(\[{CcfİlIt1]?\s?([^\W_]{0,4}[^\w\s.,;:-]{0,3})\s?[)\]][\])|]{0,2}(?=\s|$)"
    r"|[(\[]([^\W_]{2,3}[^\w\s]{0,2}[^\W_]?)(?=\s+[A-ZÇĞİÖŞÜ])|(\d{2,3})(?=\s+[A-ZÇĞİÖŞÜ])"
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LOOKALIKES = str.maketrans("lIİıiOoÜSsBZz", "1111100055822")
GLUED_NUMBER = re.compile(
    r"(?:(?<=[^\W\d_][^\W\d_])|(?<=[’'][^\W\d_])|(?<=[^\W\d_][.!?…”»’)])|(?<=[.!?…][”»’\")]))"
    r"\d{1,3}(?![\w’'%/-]|[.,:]\d)"
)
"""A number set against a word or a stop: ``talimatı2 alan``, ``oldu.1 Ankara``, ``toplanmış.”10``."""
_REFERENCE = re.compile(
    r"\b(?:bkz|[Bb]k|[Ss]{1,2}\.\s?\d|a\.\s?g\.\s?[em]|ibid|[Cc]ilt|[Cc]\.\s|pp?\.\s?\d|vol\.|Vol\.|[çÇ]ev\.|haz\.|(?:1[89]|20)\d\d)"
)
_CITED = re.compile(r"\b(?:[Bb]kz|ss?[.,]\s?\d|a\.\s?g\.\s?[em])")
_MONTH = re.compile(
    r"\d{1,2}\s+(?:Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık|Teşrin|Kânun|Kanun|January"
    r"|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_ENOUGH = 4
"""Points that make a block of notes (chosen by us on five articles; see ``_points``)."""
_GAP = 3
"""So many blank lines end a page where its start is not marked."""
_REACH = 3
"""Numbers rise by at most so much from one readable note to the next."""
_FULL = 0.75
"""A line shorter than this share of the longest ends its note."""
_LABELLED = 2
"""So many bracketed numbers before references say how this document numbers its notes."""
_SMALL_PRINT = 1.06
"""Notes' lines are at least this much longer than the text's where they are set smaller (1.1 to 1.25 measured)."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a note begins with."""

    style: str
    """``plain`` (``3 Text``), ``bracketed`` (``(3) Text``), ``starred`` or ``damaged``."""
    number: int | None
    """As printed; None for signs and unreadable numbers."""
    digits: str = ""
    """What is left of an unreadable number."""


@dataclass(slots=True)
class _State:
    """What is known of the document's notes while pages are read in order."""

    bracketed: bool
    last: int | None = None

    def fits(self, label: Label) -> int:
        """Return points for how well a label continues the numbering."""
        if label.style == "starred":
            return 1
        if label.style == "damaged":
            return int(self.last is None or self.repaired(label) is not None)
        if self.last is None or label.number is None:
            return 1
        step = label.number - self.last
        if step == 1:
            return 2
        if 1 < step <= _REACH or label.number == 1:
            return 1
        return 0 if step > 0 and label.style == "bracketed" else -3

    def repaired(self, label: Label) -> int | None:
        """Return the number a spoilt one must have been, where what is left of it agrees with one of the next."""
        if self.last is None:
            return None
        return next((n for n in range(self.last + 1, self.last + _REACH + 1) if str(n) in label.digits), None)


def parse_label(text: str, *, bracketed: bool) -> Label | None:
    """Return what a line begins with, if that may be a note's number.

    >>> parse_label("3 Tuncer, a.g.e., s. 12.", bracketed=False).number
    3
    """
    match = _STARRED.match(text)
    if match:
        return Label("starred", None)
    if bracketed:
        match = _BRACKETED.match(text)
        if match:
            return Label("bracketed", int(match.group(1)))
        match = _DAMAGED.match(text)
        return (
            Label("damaged", None, (match.group(match.lastindex or 0) or "").translate(_LOOKALIKES)) if match else None
        )
    match = _PLAIN.match(text)
    return Label("plain", int(match.group(1))) if match else None


def find_notes(sheet: Sheet) -> None:
    """Label the lines of footnotes and cut them into notes. Cost: linear but for pages full of numbered lines."""
    sheet.bracketed_markers = _brackets_are_markers(sheet)
    state = _State(bracketed=sheet.bracketed_markers)
    body_width = _median([len(line.text) for line in sheet.texts()])
    for page, region in enumerate(list(_regions(sheet))):
        for line in region:
            line.page = page
        start = _block_start(sheet, region, state, body_width)
        if start is not None:
            _take_block(sheet, region[start:], state, page)


def _brackets_are_markers(sheet: Sheet) -> bool:
    """Tell whether markers look like ``(3)``: bracketed numbers rise inside lines, or stand before references."""
    seen: list[int] = []
    references = 0
    for line in sheet.texts():
        if "(" in line.text:
            seen.extend(int(match.group(1)) for match in _BRACKETED.finditer(line.text, 1))
            references += _BRACKETED.match(line.text) is not None and _REFERENCE.search(line.text) is not None
    rising = sum(1 for one, two in pairwise(seen) if 0 < two - one <= _REACH)
    return references >= _LABELLED or (rising >= 1 and rising * 2 >= len(seen) - 1)


def _median(values: list[int]) -> int:
    return sorted(values)[len(values) // 2] if values else 0


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
    if line.number - last <= _GAP:
        return False
    return (
        sum(1 for other in sheet.lines[last + 1 : line.number] if not other.text or other.kind is Kind.DROPPED) >= _GAP
    )


def _block_start(sheet: Sheet, region: list[Line], state: _State, body_width: int) -> int | None:
    """Return the position of the first line of the page's notes, if it has any."""
    candidates = [
        (position, label)
        for position, line in enumerate(region)
        if (label := parse_label(line.text, bracketed=state.bracketed)) and _opens(sheet, region, position)
    ]
    for position, label in candidates:
        if _points(sheet, region, position, label, state, body_width) >= _ENOUGH:
            return _widen(sheet, region, position, state) if state.bracketed else position
    return None


def _opens(sheet: Sheet, region: list[Line], position: int) -> bool:
    """Tell whether a block may begin here: after a blank line, or at the top of a page."""
    line = region[position]
    return position == 0 or sheet.lines[line.number - 1].kind is not Kind.TEXT or line.number in sheet.note_numbers


def _points(sheet: Sheet, region: list[Line], position: int, label: Label, state: _State, body_width: int) -> int:
    line, block = region[position], region[position:]
    above = region[position - 1] if position else None
    points = state.fits(label)
    points += 3 * sheet.after_separator(line)
    points += 1 if position else -1
    points += 2 * _marker_above(region[:position], label)
    points += label.style in ("bracketed", "plain")
    points += any(_REFERENCE.search(other.text) for other in block[:3])
    points += above is not None and unfinished(above.text)
    points += _median([len(other.text) for other in block[:-1]]) > body_width * _SMALL_PRINT
    points -= 4 * (_MONTH.match(line.text) is not None)
    return points - 3 * (not _ends_like_notes(block, state))


def _ends_like_notes(block: list[Line], state: _State) -> bool:
    """Tell whether what follows, to the foot of the page, can be notes: their numbers rise."""
    numbers = [
        label.number
        for line in block
        if (label := parse_label(line.text, bracketed=state.bracketed))
        and label.number is not None
        and len(line.text) > 0
    ]
    falls = sum(1 for one, two in pairwise(numbers) if two <= one)
    return falls * 4 <= len(numbers)


def _marker_above(body: list[Line], label: Label) -> bool:
    if label.number is None:
        return False
    wanted = str(label.number)
    if label.style == "bracketed":
        spoilt = re.compile(rf"(?<!\d){wanted}[^\w()]{{0,3}}(?:\d{{2,3}}[^\w()]{{0,2}})?\)")
        return any(spoilt.search(line.text) for line in body)
    return any(match.group() == wanted for line in body for match in GLUED_NUMBER.finditer(line.text))


def _widen(sheet: Sheet, region: list[Line], position: int, state: _State) -> int:
    """Take in the paragraphs above a block that are notes whose numbers the scan has spoilt."""
    start = position
    while start:
        above = start - 1
        while above and sheet.lines[region[above].number - 1].text:
            above -= 1
        whole = " ".join(line.text for line in region[above:start])
        if above == 0 or not _spoilt_note(whole, state):
            return start
        start = above
    return start


def _spoilt_note(paragraph: str, state: _State) -> bool:
    """Tell whether a paragraph is a note by what is left of its number, or goes on with a reference."""
    label = parse_label(paragraph, bracketed=True)
    if label:
        return not paragraph[0].isdigit() or state.fits(label) > 0
    return paragraph[0].islower() and _CITED.search(paragraph) is not None


def _take_block(sheet: Sheet, block: list[Line], state: _State, page: int) -> None:
    """Cut a block into notes and read their numbers."""
    notes: list[Note] = []
    for line in block:
        line.kind = Kind.NOTE
        label = parse_label(line.text, bracketed=state.bracketed)
        if label and (not notes or _begins_note(label, state, sheet.lines[line.number - 1])):
            number = label.number if label.number is not None else state.repaired(label)
            notes.append(Note([line], number, page, spoilt=label.style == "damaged"))
            if label.style != "starred":
                state.last = number if number is not None else (state.last or 0) + 1
        elif notes and not _number_lost(sheet, line, notes[-1]):
            notes[-1].lines.append(line)
        else:
            notes.append(Note([line], None, page))
    _unstack(notes)
    _mend_numbers(notes, state)
    sheet.notes.extend(notes)


def _unstack(notes: list[Note]) -> None:
    """Give numbers that stand in a stack their texts, which follow in the same order."""
    stack = [note for note in notes if not _LETTERS.search(note.lines[0].text)]
    if len(stack) < _LABELLED or stack != notes[-len(stack) :] or any(len(note.lines) > 1 for note in stack[:-1]):
        return
    texts: list[list[Line]] = []
    full = max((len(line.text) for line in stack[-1].lines), default=0) * _FULL
    for line in stack[-1].lines[1:]:
        above = texts[-1][-1].text if texts else ""
        if not above or (line.text[0].isupper() and (above[-1] in "./" or len(above) < full)):
            texts.append([])
        texts[-1].append(line)
    if len(texts) == len(stack):
        for note, lines in zip(stack, texts, strict=True):
            note.lines[1:] = lines


def _number_lost(sheet: Sheet, line: Line, note: Note) -> bool:
    """Tell whether a note begins whose number, on a line of its own, is lost: indented as such notes are."""
    above = note.lines[-1]
    alone = note.lines[0].number in sheet.note_numbers
    return alone and line.indent > 0 and len(note.lines) > 1 and stopped(above.text)


def _mend_numbers(notes: list[Note], state: _State) -> None:
    """Forget numbers out of turn: neither near the one before nor right before the next; count on from there."""
    last: int | None = None
    for position, note in enumerate(notes):
        following = notes[position + 1].number if position + 1 < len(notes) else None
        far = last is not None and note.number is not None and not 0 < note.number - last <= _REACH
        if far and (note.number is None or following != note.number + 1):
            note.number = None
        if note.number is not None:
            last = note.number
        elif last is not None:
            last += 1
            note.number = last if following is None or following == last + 1 else None
    state.last = last if last is not None else state.last


def _begins_note(label: Label, state: _State, above: Line) -> bool:
    """Tell whether a label inside a block begins a note: a sign, a number in turn, or, in brackets, any number."""
    if label.style == "plain":
        return state.last is None or label.number is None or 0 < label.number - state.last <= _REACH
    return label.style != "damaged" or state.fits(label) > 0 or above.text[-1:] in ("", ".", "…")
