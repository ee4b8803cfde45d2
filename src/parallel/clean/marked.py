"""Documents whose file declares what is a heading and what a note: nothing to guess, only to put in order."""

from parallel.clean.paragraphs import Block, Mark
from parallel.clean.recipe import finish
from parallel.clean.roles import assign_roles, mark_lines
from parallel.clean.rulings import apply_rulings
from parallel.clean.sheet import Cut, Kind, Line, Marker, Note, Sheet, read_lines
from parallel.model.document import TURKISH, CleanDocument, DropReason, MarkKind, RawDocument

_STEP = "note-markers"
_WIDTH = 100
"""What counts as a full line where lines are paragraphs: headings are shorter than three quarters of it."""
_LABELS = frozenset({"abstract", "keywords", "references", "notes"})


def clean_marked(raw: RawDocument) -> CleanDocument:
    """Turn a document with marks into passages: every line a paragraph, headings and notes as the file has them.

    What a file does not declare is found as in any document: abstracts and keywords by their labels, and headings by
    their look where the file has no heading styles at all. Cost: linear.
    """
    sheet = read_lines(raw)
    sheet.width = _WIDTH
    _take_notes(sheet)
    apply_rulings(sheet)
    blocks = [Block([line], mark) for line, mark in _marked(sheet)]
    assign_roles(blocks)
    return finish(sheet, blocks, None)


def _take_notes(sheet: Sheet) -> None:
    """Take the notes and their markers out of the running text, linked by their numbers."""
    positions: dict[int | None, int] = {}
    for mark in sheet.raw.marks:
        if mark.kind is MarkKind.NOTE:
            line = sheet.line_at(mark.span.start)
            line.kind = Kind.NOTE
            positions[mark.number] = len(sheet.notes)
            sheet.notes.append(Note([line], mark.number, page=0))
    for mark in sheet.raw.marks:
        if mark.kind is MarkKind.NOTE_MARKER:
            start, end = mark.span.start, mark.span.end
            sheet.markers.append(Marker(start, end, mark.number, positions.get(mark.number)))
            sheet.cuts.append(Cut(start, end, DropReason.NOTE_MARKER, _STEP))


def _marked(sheet: Sheet) -> list[tuple[Line, Mark | None]]:
    """Return the lines of running text with what they are known to be."""
    declared = {
        sheet.line_at(mark.span.start).number: Mark("title" if mark.kind is MarkKind.TITLE else "heading", TURKISH, 0)
        for mark in sheet.raw.marks
        if mark.kind in (MarkKind.TITLE, MarkKind.HEADING)
    }
    found = mark_lines(sheet)
    marked: list[tuple[Line, Mark | None]] = []
    for line in sheet.texts():
        guess = found.get(line.number)
        labelled = guess is not None and (guess.kind in _LABELS or not declared)
        marked.append((line, guess if labelled else declared.get(line.number)))
    return marked
