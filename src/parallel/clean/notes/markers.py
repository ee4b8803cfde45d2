"""Note markers in the running text: found, dropped, and linked to their notes."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.clean.notes.labels import PAGE_LINES, REACH, STARRED, glued_numbers, read_number
from parallel.clean.sheet import STARS, Cut, Kind, Line, Marker, Note, Sheet, unfinished
from parallel.model.document import DropReason

_AFTER_STOP = re.compile(r"[^\W\d_]{3}[.!?…][”»’\")]?$")
# A bracketed number after a bad scan: an opening sign or what became of it, a few characters that are no word, a
# closing bracket; or an opening bracket and a number before a stop.
_SPOILT = re.compile(
    r"\s?(?:[(\[{]|(?<![^\W\d_])[Ctfc](?=[\d*)])|\^(?=\d))"
    r"(?P<inner>\s?[^\s()…]{0,4}(?:\s[\dIl*]{1,3}){0,3}\s?)[)\]]"
    r"|\s?\((?P<open>\^|\d{1,3})(?=[.,])"
)
_APART = re.compile(r"(?<=[.!?…”’)])\s(\d{1,3})(?=\s+[A-ZÇĞİÖŞÜ“\"]|$)")
_STACK = re.compile(r"(?:\s\d{1,3})+$")
_STOP_TAIL, _STACK_TAIL = 5, 60
"""Characters looked at before a marker, and at the end of a line: a word's end and its stop; a score of numbers."""
_SPOILT_LETTERS = 2
"""A spoilt number has at most so many letters; two capitals are an abbreviation, unless they look like digits."""
_LIKE_DIGITS = frozenset("IİOSBZ")


@dataclass(slots=True)
class _Candidate:
    """What may be a marker."""

    line: Line
    start: int
    end: int
    numbers: tuple[int, ...]
    """All numbers that could be read in it."""
    certain: bool
    """Whether nothing but a marker looks like this."""


class _Blocks:
    """The blocks of notes, asked by place."""

    def __init__(self, notes: list[Note]) -> None:
        self.notes = notes
        self.blocks: list[list[int]] = []
        for position, note in enumerate(notes):
            if position == 0 or notes[position - 1].page != note.page:
                self.blocks.append([])
            self.blocks[-1].append(position)
        self.starts = [notes[block[0]].lines[0].start for block in self.blocks]

    def index_below(self, offset: int) -> int:
        """Return the position of the first block after an offset."""
        return bisect_right(self.starts, offset)

    def below(self, offset: int) -> list[int]:
        """Return the notes of the first block after an offset."""
        at = self.index_below(offset)
        return self.blocks[at] if at < len(self.blocks) else []

    def numbers_below(self, offset: int) -> set[int]:
        """Return their numbers."""
        return {number for n in self.below(offset) if (number := self.notes[n].number) is not None}


def drop_note_markers(sheet: Sheet) -> None:
    """Drop the markers of notes from the running text and link them to their notes. Cost: linear."""
    blocks = _Blocks(sheet.notes)
    found = _bracketed(sheet) if sheet.bracketed_markers else _glued(sheet)
    sheet.markers = _choose(list(found), blocks, spoilt=sheet.bracketed_markers)
    if not sheet.markers and not sheet.bracketed_markers:
        sheet.markers = _choose(list(_spaced(sheet, blocks)), blocks, spoilt=False)
    if sheet.bracketed_markers:
        sheet.markers += _stacks(sheet, blocks)
    sheet.markers += _stars(sheet, blocks)
    sheet.markers.sort(key=lambda marker: marker.start)
    for marker in sheet.markers:
        sheet.cuts.append(Cut(marker.start, marker.end, DropReason.NOTE_MARKER, "note-markers"))
    _link(sheet, blocks)


def _glued(sheet: Sheet) -> Iterator[_Candidate]:
    for line in sheet.texts():
        for match in glued_numbers(line.text):
            certain = _AFTER_STOP.search(line.text, max(match.start() - _STOP_TAIL, 0), match.start()) is not None
            start = line.start + match.start()
            yield _Candidate(line, start, start + len(match.group()), (read_number(match.group()),), certain)


def _spaced(sheet: Sheet, blocks: _Blocks) -> Iterator[_Candidate]:
    """Yield the numbers of notes that stand apart after a stop, for documents in which none is set against a word."""
    for line in sheet.texts() if sheet.notes else ():
        for match in _APART.finditer(line.text):
            start = line.start + match.start()
            if int(match.group(1)) in blocks.numbers_below(start):
                yield _Candidate(line, start, line.start + match.end(), (int(match.group(1)),), certain=False)


def _bracketed(sheet: Sheet) -> Iterator[_Candidate]:
    previous: Line | None = None
    for line in sheet.texts():
        for match in _SPOILT.finditer(line.text) if "(" in line.text or ")" in line.text or "]" in line.text else ():
            inner = (match.group("inner") or match.group("open") or "").strip()
            numbers = tuple(int(number) for number in re.findall(r"(?<!\d)\d{1,3}(?!\d)", inner))
            pure = inner.isdigit()
            at_start = match.start() == 0 and (previous is None or not unfinished(previous.text))
            if not at_start and (pure or _no_word(inner)):
                yield _Candidate(
                    line, line.start + match.start(), line.start + match.end(), numbers, pure and bool(numbers)
                )
        previous = line


def _no_word(inner: str) -> bool:
    letters = "".join(filter(str.isalpha, inner))
    if len(letters) == len(inner) == _SPOILT_LETTERS and letters.isupper():
        return set(letters) <= _LIKE_DIGITS
    return len(letters) <= _SPOILT_LETTERS


def _choose(found: list[_Candidate], blocks: _Blocks, *, spoilt: bool) -> list[Marker]:
    """Keep the candidates that number a note below them, or that stand where the count has room for them."""
    chosen: list[Marker] = []
    last, block = 0, 0
    for index, candidate in enumerate(found):
        below = blocks.numbers_below(candidate.start)
        if blocks.index_below(candidate.start) != block:
            block = blocks.index_below(candidate.start)
            last = 0 if 1 in below else last  # the count may begin anew on each page
        number = _number(candidate, last, below, found[index + 1 : index + 8])
        if number is None and spoilt:
            number = _room(last or _base(below), below, found[index + 1 : index + 8])
        if number is not None:
            chosen.append(Marker(candidate.start, candidate.end, number))
            last = number
    return chosen


def _base(below: set[int]) -> int:
    """Return the number before the first: 0, unless the text begins in the middle of the count."""
    first = min(below, default=1)
    return first - 1 if first > REACH else 0


def _number(candidate: _Candidate, last: int, below: set[int], ahead: list[_Candidate]) -> int | None:
    """Return which number a candidate stands for, if one of those read in it fits."""
    for number in candidate.numbers:
        if last < number <= last + REACH and (last or number in below or candidate.certain):
            return number
        if number > last and number in below:
            return number
        if candidate.certain and number > last and _goes_on(number, ahead):
            return number
    return None


def _goes_on(number: int, ahead: list[_Candidate]) -> bool:
    """Tell whether the next certain markers count on from a number."""
    return any(other.certain and number < other.numbers[0] <= number + REACH for other in ahead)


def _room(last: int, below: set[int], ahead: list[_Candidate]) -> int | None:
    """Return the next number, if one is still to come between the last marker and the next certain one."""
    following = [other.numbers[0] for other in ahead if other.certain and other.numbers[0] > last]
    limit = min([*following, *([max(below) + 1] if below else [])], default=0)
    return last + 1 if limit > last + 1 else None


def _stacks(sheet: Sheet, blocks: _Blocks) -> list[Marker]:
    """Find numbers that fell to the end of a page's last line: they repeat the numbers of its notes."""
    found: list[Marker] = []
    for block in blocks.blocks:
        line: Line | None = sheet.notes[block[0]].lines[0]
        while line is not None and line.kind is not Kind.TEXT:
            line = sheet.before(line)
        match = _STACK.search(line.text, max(len(line.text) - _STACK_TAIL, 0)) if line is not None else None
        numbers = {str(sheet.notes[n].number) for n in block}
        if line is not None and match and numbers.issuperset(match.group().split()[:1]):
            found.append(Marker(line.start + match.start(), line.end, None))
    return found


def _stars(sheet: Sheet, blocks: _Blocks) -> list[Marker]:
    """Find the signs that lead to notes which begin with a sign, each above its note on the same page.

    A sign leads to one note: of two notes with a star the second has the second star.
    """
    found: dict[int, Marker] = {}
    lines = list(sheet.texts())
    starts = [line.start for line in lines]
    for block in blocks.blocks:
        for n in block:
            first = sheet.notes[n].lines[0]
            sign = STARRED.match(first.text)
            if sign is None:
                continue
            at = bisect_right(starts, first.start)
            pattern = re.compile(rf"(?<=[\w.,”’)]){re.escape(sign.group(1))}(?![\w{STARS}])")
            above = lines[max(at - PAGE_LINES, 0) : at]
            places = (line.start + mark.start() for line in above for mark in pattern.finditer(line.text))
            start = next((place for place in places if place not in found), None)
            if start is not None:
                found[start] = Marker(start, start + len(sign.group(1)), None, n)
    return list(found.values())


def _link(sheet: Sheet, blocks: _Blocks) -> None:
    """Link each marker to the note of its number in the next block below it."""
    taken: set[int] = set()
    for marker in sheet.markers:
        below = (n for n in blocks.below(marker.start) if n not in taken and sheet.notes[n].number == marker.number)
        if marker.note is None:
            marker.note = next(below, None) if marker.number is not None else None
        if marker.note is not None:
            taken.add(marker.note)
