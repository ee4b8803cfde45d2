"""Note markers in the running text: found, dropped, and linked to their notes."""

import re
from collections import defaultdict
from collections.abc import Iterator

from parallel.clean.sheet import Cut, Kind, Line, Marker, Note, Sheet
from parallel.model.document import DropReason

# A number set against a word or a stop: ``talimatı2 alan``, ``oldu.1 Ankara``, ``toplanmış.”10``.
_GLUED = re.compile(
    r"(?:(?<=[^\W\d_][^\W\d_])|(?<=[^\W\d_][.!?…”»’)])|(?<=[.!?…][”»’\")]))(\d{1,3})(?![\w’'%/-]|[.,:]\d)"
)
_AFTER_STOP = re.compile(r"[^\W\d_]{3}[.!?…][”»’\")]?$")
_BRACKETED = re.compile(r"\s?[(\[]\s?(\d{1,3})\s?[)\]]")
# A bracketed number after a bad scan: an opening sign, a few characters that are no word, a closing bracket.
_SPOILT = re.compile(
    r"\s?(?:[(\[{]|(?<![^\W\d_])[Ctfc](?=[\d*)])|\^(?=\d))"
    r"(\s?[^\s()\[\]…]{0,3}[^\s()…]?(?:\s[\dIl*]{1,3}){0,3}\s?)[)]|\s?\((\^|\d{1,3})(?=[.,])"
)
_STACK = re.compile(r"(?:\s\d{1,3})+$")
_LOOKALIKES = str.maketrans("lIİıiOoSsBZz", "111111005582"[:12])
_CHAIN = 3
"""Numbers of markers rise by at most so much from one to the next; one or two may be unreadable."""


def drop_note_markers(sheet: Sheet) -> None:
    """Drop the markers of notes from the running text and link them to their notes. Cost: linear."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for position, note in enumerate(sheet.notes):
        by_page[note.page].append(position)
    bracketed = sheet.bracketed_markers
    found = list(_bracketed(sheet) if bracketed else _glued(sheet))
    chosen = _choose(sheet, found, by_page)
    if bracketed:
        chosen += _stacks(sheet, by_page)
    for marker in sorted(chosen, key=lambda marker: marker.start):
        sheet.markers.append(marker)
        sheet.cuts.append(Cut(marker.start, marker.end, DropReason.NOTE_MARKER, "note-markers"))
    _link(sheet, by_page)


def _glued(sheet: Sheet) -> Iterator[tuple[Line, Marker]]:
    for line in sheet.texts():
        for match in _GLUED.finditer(line.text):
            marker = Marker(line.start + match.start(), line.start + match.end(), int(match.group(1)))
            marker.certain = _AFTER_STOP.search(line.text, 0, match.start()) is not None
            yield line, marker


def _bracketed(sheet: Sheet) -> Iterator[tuple[Line, Marker]]:
    spoilt = sum(1 for note in sheet.notes if note.spoilt) >= 2
    pattern = _SPOILT if spoilt else _BRACKETED
    for line in sheet.texts():
        if "(" not in line.text and ")" not in line.text:
            continue
        for match in pattern.finditer(line.text):
            inner = match.group(1) or (match.group(2) if spoilt else "") or ""
            value = _value(inner)
            marker = Marker(line.start + match.start(), line.start + match.end(), value)
            marker.certain = value is not None and match.group().lstrip().startswith("(")
            if match.start() and (value is not None or _no_word(inner)):
                yield line, marker


def _value(inner: str) -> int | None:
    """Return the first number in what stood between brackets, with letters that look like digits read as digits."""
    first = re.search(r"\d{1,3}", inner) or re.search(r"^[\dlIİıSsOB]{1,3}$", inner.strip())
    return (
        int(digits)
        if first and (digits := first.group().translate(_LOOKALIKES)).isdigit() and len(digits) < 4
        else None
    )


def _no_word(inner: str) -> bool:
    letters = "".join(filter(str.isalpha, inner))
    return len(letters) <= 2 and not (len(letters) == 2 and letters.isupper())


def _choose(sheet: Sheet, found: list[tuple[Line, Marker]], by_page: dict[int, list[int]]) -> list[Marker]:
    """Keep the candidates that number a note of their page, or that continue the count between those that do."""
    chosen: list[Marker] = []
    numbers = {page: {sheet.notes[n].number for n in positions} for page, positions in by_page.items()}
    last = 0
    for index, (line, marker) in enumerate(found):
        known = marker.number is not None and marker.number in numbers.get(line.page, ())
        if known and marker.number is not None and (marker.number > last or marker.number == 1):
            chosen.append(marker)
            last = marker.number
        elif _continues(marker, last, found[index + 1 : index + 6], bool(sheet.notes)):
            chosen.append(marker)
            last = marker.number if marker.number is not None and last < marker.number <= last + _CHAIN else last + 1
    return chosen


def _continues(marker: Marker, last: int, ahead: list[tuple[Line, Marker]], any_notes: bool) -> bool:
    """Tell whether a marker without a note of its number on the page is one all the same."""
    value = marker.number
    if value is None:
        return last > 0 and not any(other.number == last + 1 for _, other in ahead)
    if last and last < value <= last + _CHAIN:
        return True
    if marker.certain and not last:
        return True
    return not any_notes and any(other.number == value + 1 for _, other in ahead)


def _stacks(sheet: Sheet, by_page: dict[int, list[int]]) -> list[Marker]:
    """Find numbers that fell to the end of a page's last line: they repeat the numbers of its notes."""
    found: list[Marker] = []
    for page, positions in by_page.items():
        first = sheet.notes[positions[0]].lines[0].number
        numbers = {str(sheet.notes[n].number) for n in positions}
        line = next((sheet.lines[n] for n in range(first - 1, -1, -1) if sheet.lines[n].kind is Kind.TEXT), None)
        match = _STACK.search(line.text) if line is not None and line.page == page else None
        if line is not None and match and numbers.issuperset(match.group().split()[:1]):
            found.append(Marker(line.start + match.start(), line.end, None))
    return found


def _link(sheet: Sheet, by_page: dict[int, list[int]]) -> None:
    """Link markers to notes: by number on the page, then by order where numbers are unreadable."""
    free = {page: list(positions) for page, positions in by_page.items()}
    loose: dict[int, list[Marker]] = defaultdict(list)
    for marker in sheet.markers:
        page = sheet.line_at(marker.start).page
        match = next((n for n in free.get(page, ()) if sheet.notes[n].number == marker.number is not None), None)
        if match is None:
            loose[page].append(marker)
        else:
            marker.note = match
            free[page].remove(match)
    for page, markers in loose.items():
        left = free.get(page, [])
        if len(left) == len(markers):
            for marker, note in zip(markers, left, strict=True):
                marker.note = note


__all__ = ["Note", "drop_note_markers"]
