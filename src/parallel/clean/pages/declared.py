"""Running heads that the reader has already recognised by where they are printed."""

from parallel.clean.sheet import Sheet
from parallel.model.document import DropReason, MarkKind


def drop_declared_heads(sheet: Sheet) -> None:
    """Drop the running heads that the place on their pages has shown to be such."""
    for mark in sheet.raw.marks:
        if mark.kind is MarkKind.RUNNING_HEAD:
            line = sheet.line_at(mark.span.start)
            number = not any(map(str.isalpha, line.text))
            sheet.drop_line(line, DropReason.PAGE_NUMBER if number else DropReason.RUNNING_HEAD, "declared-heads")
