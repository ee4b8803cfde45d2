"""What a person has decided about stretches of raw text, put over what the steps have found.

A restored stretch is running text whatever the steps made of it, an excluded one goes into no passage. Both are cut out
of the account and entered again, so that every raw character stays in it exactly once. A ruling knows its text by its
digest: where that text no longer stands, the ruling is handed back and nothing is done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from parallel.clean.sheet import Cut, Kind, Line, Sheet, read_lines
from parallel.errors import ParallelError
from parallel.model.document import DropReason, RawDocument, Ruling, RulingKind
from parallel.model.span import Span

STEP = "overlay"
"""Name of this step in the account."""
DIGITS = 16
"""Hex digits of a digest: enough to tell any two stretches of one document apart."""


def ruling_of(raw: RawDocument, kind: RulingKind, span: Span, reason: str = "") -> Ruling:
    """Return the ruling on a stretch of raw text, white space at its ends left out.

    Raises:
        ParallelError: there is nothing but white space.
    """
    text = span.of(raw.text)
    if not text.strip():
        raise ParallelError(f"nothing stands at {span.start}..{span.end}")
    start = span.start + len(text) - len(text.lstrip())
    tight = Span(start, start + len(text.strip()))
    first = raw.text.count("\n", 0, tight.start) + 1
    last = first + raw.text.count("\n", tight.start, tight.end)
    digest = _digest(tight.of(raw.text))
    return Ruling(kind=kind, first_line=first, last_line=last, span=tight, digest=digest, reason=reason)


def fit_rulings(raw: RawDocument) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...]]:
    """Return the rulings that fit the text, each at the place where its text stands now, and those that don't.

    A ruling fits where its text stands unchanged at its offset, or else on other whole lines of the document, but only
    once. Of two on one stretch the second does not fit. Cost: linear in the text for each ruling that has moved.
    """
    fitting: list[Ruling] = []
    unfit: list[Ruling] = []
    for ruling in raw.rulings:
        span = _place(raw, ruling)
        if span is None or any(span.overlaps(other.span) for other in fitting):
            unfit.append(ruling)
        elif span == ruling.span:
            fitting.append(ruling)
        else:
            fitting.append(ruling_of(raw, ruling.kind, span, ruling.reason))
    return tuple(sorted(fitting, key=lambda ruling: ruling.span)), tuple(unfit)


def _place(raw: RawDocument, ruling: Ruling) -> Span | None:
    if _digest(ruling.span.of(raw.text)) == ruling.digest:
        return ruling.span
    size = ruling.last_line - ruling.first_line
    lines = read_lines(raw).lines
    windows = (
        Span(first.start, last.end)
        for first, last in zip(lines, lines[size:], strict=False)
        if first.text and last.text and last.end - first.start == len(ruling.span)
    )
    found = [span for span in windows if _digest(span.of(raw.text)) == ruling.digest]
    return found[0] if len(found) == 1 else None


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def apply_rulings(sheet: Sheet) -> None:
    """Put the rulings that fit over what the steps have found."""
    if not sheet.raw.rulings:
        return
    for ruling in fit_rulings(sheet.raw)[0]:
        lines = list(_lines_of(sheet, ruling.span))
        sheet.markers = [marker for marker in sheet.markers if not ruling.span.overlaps(Span(marker.start, marker.end))]
        if ruling.kind is RulingKind.RESTORE:
            _restore(sheet, lines, ruling.span)
        else:
            _exclude(sheet, lines, ruling.span)
        for line in lines:
            if line.kind in (Kind.TEXT, Kind.NOTE):
                _trim(sheet, line)
        _leave_notes(sheet, lines)


def _lines_of(sheet: Sheet, span: Span) -> Iterator[Line]:
    """Yield the lines a stretch touches, blank ones left out."""
    for line in sheet.lines[sheet.line_at(span.start).number :]:
        if line.start >= span.end:
            return
        if line.kind is not Kind.BLANK:
            yield line


def _restore(sheet: Sheet, lines: Sequence[Line], span: Span) -> None:
    """Make lines running text and give back what was cut out of the stretch; part of a note's line takes all of it."""
    sheet.cuts = [rest for cut in sheet.cuts for rest in _without(cut, [span])]
    for line in lines:
        line.kind = Kind.TEXT
        sheet.restored.add(line.number)
        whole = sheet.raw.text[line.start : sheet.line_end(line)]
        if len(whole.rstrip()) > len(line.text) and span.end > line.end:
            line.text, line.trailing = whole.rstrip(), len(whole) - len(whole.rstrip())


def _exclude(sheet: Sheet, lines: Sequence[Line], span: Span) -> None:
    """Cut a stretch out; what was cut out of it before keeps its reason."""
    for line in lines:
        start, end = max(line.start, span.start), min(line.end, span.end)
        if line.kind not in (Kind.DROPPED, Kind.RULE) and start < end:
            taken = [Span(cut.start, cut.end) for cut in sheet.cuts if cut.start < end and start < cut.end]
            sheet.cuts.extend(_without(Cut(start, end, DropReason.NOISE, STEP), taken))


def _trim(sheet: Sheet, line: Line) -> None:
    """Take cuts off a line where they reach its ends, so that nothing asks what stands there; drop it if all is cut."""
    cuts = sorted(
        (cut for cut in sheet.cuts if cut.start < line.end and line.start < cut.end), key=lambda cut: cut.start
    )
    for cut in cuts:
        if cut.start <= line.start < cut.end:
            rest = line.text[cut.end - line.start :].lstrip()
            shift = len(line.text) - len(rest)
            line.text, line.start, line.indent = rest, line.start + shift, line.indent + shift
    for cut in reversed(cuts):
        if line.text and cut.start < line.end <= cut.end:
            line.text, line.trailing = line.text[: cut.start - line.start].rstrip(), 1
    if not line.text:
        line.kind = Kind.DROPPED


def _without(cut: Cut, spans: Sequence[Span]) -> Iterator[Cut]:
    """Yield what is left of a cut outside some stretches, white space apart."""
    at = cut.start
    for span in sorted(spans):
        if at < min(span.start, cut.end):
            yield replace(cut, start=at, end=min(span.start, cut.end))
        at = max(at, span.end)
    if at < cut.end:
        yield replace(cut, start=at)


def _leave_notes(sheet: Sheet, lines: Sequence[Line]) -> None:
    """Take lines that are no note's any more out of their notes; an empty note is set as nothing."""
    gone = {line.number for line in lines if line.kind is not Kind.NOTE}
    for note in sheet.notes:
        if any(line.number in gone for line in note.lines):
            note.lines = [line for line in note.lines if line.number not in gone]
