"""All documents with what is left to do, and one document beside its raw text."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from parallel.errors import ParallelError, UsageError
from parallel.model.bitext import PairId
from parallel.model.document import CleanDocument, DropReason, Language, Passage, Role
from parallel.model.span import Span
from parallel.store.manifest import DocumentEntry, PairEntry
from parallel.web.render import answer, page, record, site_of, words_of
from parallel.web.site import Site
from parallel.workbench.edits.reviewing import Progress, progress_of
from parallel.workbench.texts.ranges import LEFT_ALONE, decided_ranges, restore_range, undo_ranges


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """A pair in the list."""

    id: PairId
    """Pair id."""
    progress: Progress | None
    """How far its review has come; None when it was never aligned."""
    problem: str = ""
    """Why it can't be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document in the list."""

    entry: DocumentEntry
    """Its entry in the manifest."""
    title: str
    """As the manifest has it, else the first title of the text, else the file name."""
    title_language: Language
    """What the title is written in."""
    sentences: int
    """Sentences of all passages; 0 when it can't be read."""
    pairs: tuple[PairRow, ...]
    """Pairs it is the source of."""
    problem: str = ""
    """Why it can't be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of a document in raw order: a passage, or dropped text with its reason."""

    text: str
    """Clean text of a passage; raw text of a drop."""
    raw: str
    """Raw text it came from."""
    first_line: int
    """Line of the raw file, from 1."""
    last_line: int
    """Line of the raw file, inclusive."""
    page: int
    """Page of the raw file; 0 when the file does not show its pages."""
    language: Language
    """What it is written in."""
    span: Span
    """Raw place."""
    passage: Passage | None = None
    """Set for kept text."""
    reason: DropReason | None = None
    """Set for dropped text."""
    step: str = ""
    """Cleaning step that dropped it."""


def documents(request: Request) -> Response:
    """Show all documents."""
    site = site_of(request)
    written = _translations(site)
    made_here = {pair.target for pair in site.manifest().pairs if pair.id in written}
    rows = [_row(site, entry) for entry in site.manifest().documents if entry.id not in made_here]
    return page(
        request,
        "documents.html",
        here="documents",
        rows=rows,
        next_pair=_next_pair(rows, written),
        translations=written,
    )


def document(request: Request) -> Response:
    """Show one document: clean text, and beside it the raw text with what was left out."""
    site = site_of(request)
    entry = site.entry(request.path_params["document"])
    read = site.document(entry.id)
    stretches = list(_stretches(read.clean))
    pairs = [pair for pair in site.manifest().pairs if entry.id in {pair.source, pair.target}]
    sentences: dict[str, list[str]] = {}
    for segment in read.segments:
        sentences.setdefault(segment.passage, []).append(segment.text)
    return page(
        request,
        "document.html",
        here="documents",
        entry=entry,
        title=_title(entry, read.clean),
        stretches=stretches,
        sentences=sentences,
        pairs=pairs,
        line=request.query_params.get("line", ""),
        pages=len(read.clean.page_starts),
        dropped=sum(1 for stretch in stretches if stretch.reason),
        left_alone=LEFT_ALONE,
        rulings=decided_ranges(site.workspace, entry.id),
    )


def rule(request: Request) -> Response:
    """Take dropped text into the document, or take such a decision back; the raw file is never changed."""
    site, asked = site_of(request), record(request)
    entry = site.entry(request.path_params["document"])
    start, end, reason = asked.get("start"), asked.get("end"), asked.get("reason", "")
    if not (type(start) is int and type(end) is int and isinstance(reason, str) and 0 <= start < end):
        raise UsageError("a stretch is named by its raw place and a reason")
    if asked.get("undo") is True:
        undo_ranges(site.workspace, entry.id, [Span(start, end)])
        return answer({"say": words_of(request)("document.taken-back")})
    if not reason.strip():
        raise UsageError("required")
    if end > len(site.document(entry.id).clean.raw.text):
        raise UsageError("nothing stands there", where=entry.file)
    restore_range(site.workspace, entry.id, Span(start, end), reason)
    return answer({"say": words_of(request)("document.restored")})


def _translations(site: Site) -> frozenset[PairId]:
    """Return the pairs whose English is being written here: their target has no file of its own to read."""
    found = set()
    for editor in site.editors():
        entry = site.pair_entry(editor.id)
        cut = any(bead.target.segments for bead in editor.pair.beads)
        if entry.source != entry.target and editor.pair.beads and not cut:
            found.add(editor.id)
    return frozenset(found)


def _row(site: Site, entry: DocumentEntry) -> DocumentRow:
    try:
        read = site.document(entry.id)
    except ParallelError as error:
        title = entry.title or entry.file
        return DocumentRow(
            entry=entry, title=title, title_language=entry.language, sentences=0, pairs=(), problem=str(error)
        )
    pairs = tuple(_pair_row(site, pair) for pair in site.manifest().pairs if pair.source == entry.id)
    return DocumentRow(
        entry=entry,
        title=_title(entry, read.clean),
        title_language=entry.language,
        sentences=len(read.segments),
        pairs=pairs,
    )


def _pair_row(site: Site, pair: PairEntry) -> PairRow:
    try:
        return PairRow(id=pair.id, progress=progress_of(site.editor(pair.id).pair, site.threshold))
    except ParallelError as error:
        return PairRow(id=pair.id, progress=None, problem=str(error))


def _next_pair(rows: list[DocumentRow], written: frozenset[PairId]) -> PairId | None:
    """Return the first pair with beads nobody has approved: where work goes on."""
    for row in rows:
        for pair in row.pairs:
            if pair.id not in written and pair.progress is not None and pair.progress.share < 1:
                return pair.id
    return None


def _title(entry: DocumentEntry, clean: CleanDocument) -> str:
    if entry.title:
        return entry.title
    titles = [p.text for p in clean.passages if p.role is Role.TITLE and p.language == entry.language]
    return titles[0] if titles else entry.file


def _stretches(clean: CleanDocument) -> Iterator[Stretch]:
    """Yield passages and drops in the order of the raw text; drops inside a passage follow it."""
    placed: list[tuple[Span, Passage | None, DropReason | None, str]] = []
    placed += [(p.spans.to_raw(Span(0, len(p.text))), p, None, "") for p in clean.passages if p.text]
    placed += [(drop.span, None, drop.reason, drop.step) for drop in clean.drops if len(drop.span) > 1]
    placed.sort(key=lambda item: (item[0].start, item[0].end))
    lines = _Lines(clean.raw.text)
    for span, passage, reason, step in placed:
        raw = span.of(clean.raw.text)
        first, last = lines.at(span.start), lines.at(max(span.end - 1, span.start))
        place = bisect_right(clean.page_starts, span.start) if len(clean.page_starts) > 1 else 0
        yield Stretch(
            text=passage.text if passage is not None else raw,
            raw=raw,
            first_line=first,
            last_line=last,
            page=place,
            language=passage.language if passage is not None else Language("tr"),
            passage=passage,
            reason=reason,
            step=step,
            span=span,
        )


class _Lines:
    """Line numbers of rising offsets, counted once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset = 0
        self._line = 1

    def at(self, offset: int) -> int:
        """Return the line of an offset, from 1."""
        if offset >= self._offset:
            self._line += self._text.count("\n", self._offset, offset)
        else:
            self._line = self._text.count("\n", 0, offset) + 1
        self._offset = offset
        return self._line
