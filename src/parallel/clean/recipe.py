"""The cleaner: a recipe of small named steps, then passages."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace

from parallel.clean import pages
from parallel.clean.joins import Joiner, PlainJoiner, WordJudge
from parallel.clean.notes import drop_note_markers, find_notes
from parallel.clean.paragraphs import Block, gather
from parallel.clean.passages import Typesetter
from parallel.clean.roles import assign_roles, drop_fragments, mark_lines
from parallel.clean.rulings import apply_rulings
from parallel.clean.sheet import Kind, Line, Sheet, measure_width, read_lines
from parallel.language import subword
from parallel.language.identify import guess_language
from parallel.model.document import CleanDocument, Language, Passage, PassageId, RawDocument, Role
from parallel.model.span import SpanMap

Step = Callable[[Sheet], None]

RECIPE: tuple[tuple[str, Step], ...] = (
    ("page-starts", pages.find_page_starts),
    ("declared-heads", pages.drop_declared_heads),
    ("second-copies", pages.drop_second_copies),
    ("rules", pages.drop_rules),
    ("links", pages.drop_links),
    ("note-numbers", pages.find_note_numbers),
    ("running-heads", pages.drop_running_heads),
    ("notes", find_notes),
    ("note-markers", drop_note_markers),
    ("missing-pages", pages.mark_missing_pages),
    ("stray-marks", pages.drop_stray_marks),
    ("overlay", apply_rulings),
)
"""The steps in order. Each labels lines or cuts stretches; the next sees what is left as text."""


def clean_document(raw: RawDocument, *, judge: WordJudge | None = subword) -> CleanDocument:
    """Turn a raw document into passages, every raw character that is not white space accounted for. Cost: linear.

    Args:
        raw: the document as it was read.
        judge: what knows words; None for none but the document’s own.
    """
    sheet = read_lines(raw, fold=True)
    sheet.width = measure_width(sheet.lines)
    for _, step in RECIPE:
        step(sheet)
    blocks = drop_fragments(sheet, gather(sheet, mark_lines(sheet)))
    assign_roles(blocks)
    return finish(sheet, blocks, judge)


def clean_plain(raw: RawDocument, language: Language) -> CleanDocument:
    """Take running text as it is: paragraphs apart by an empty line, or one per line; only the invisible is dropped.

    Where the text has empty lines between its lines, they separate paragraphs and single line ends are spaces; where it
    has none, each line is a paragraph. Cost: linear.
    """
    sheet = read_lines(raw)
    apply_rulings(sheet)
    blocks: list[Block] = []
    previous: Line | None = None
    spaced = any(not line.text for line in sheet.lines[_first(sheet) : _last(sheet)])
    for line in sheet.texts():
        if spaced and previous is not None and previous.number == line.number - 1:
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block([line], language=language))
        previous = line
    typesetter = Typesetter(sheet, PlainJoiner())
    drafts = [_Draft(Role.BODY, language, *typesetter.set(block.lines)) for block in blocks]
    passages = _number(sheet, [draft for draft in drafts if draft.text], {})
    return CleanDocument(raw=raw, passages=passages, drops=sheet.drops())


def _first(sheet: Sheet) -> int:
    return next((line.number for line in sheet.lines if line.text), 0)


def _last(sheet: Sheet) -> int:
    return next((line.number for line in reversed(sheet.lines) if line.text), 0)


def finish(sheet: Sheet, blocks: list[Block], judge: WordJudge | None) -> CleanDocument:
    """Set the blocks of a sheet whose steps are done, and its notes, as passages. Cost: linear."""
    kept = [line for line in sheet.lines if line.kind in (Kind.TEXT, Kind.NOTE)]
    typesetter = Typesetter(sheet, Joiner(kept, judge))
    drafts = [draft for block in blocks for draft in _drafts(block, typesetter)]
    set_notes = (typesetter.set(note.lines) for note in sheet.notes)
    notes = {
        position: _Draft(Role.NOTE, guess_language(text), text, spans)
        for position, (text, spans) in enumerate(set_notes)
        if text
    }
    passages = _number(sheet, [*drafts, *notes.values()], notes)
    starts = sorted({0, *(line.start - line.indent for line in sheet.lines if line.page_start)})
    return CleanDocument(raw=sheet.raw, passages=passages, drops=sheet.drops(), page_starts=tuple(starts))


class _Draft:
    """A passage before it has its id."""

    __slots__ = ("language", "role", "spans", "text")

    def __init__(self, role: Role, language: Language, text: str, spans: SpanMap) -> None:
        self.role, self.language, self.text, self.spans = role, language, text, spans

    @property
    def start(self) -> int:
        return self.spans.pieces[0].raw.start


def _drafts(block: Block, typesetter: Typesetter) -> list[_Draft]:
    """Set a block; a label word before an abstract becomes a heading of its own."""
    parts: list[tuple[Role, list[Line]]] = [(block.role, block.lines)]
    if block.mark is not None and block.mark.kind not in {"keywords", "title", "imprint"}:
        parts = _split_label(block)
    drafts = [_Draft(role, block.language, *typesetter.set(lines)) for role, lines in parts]
    return [draft for draft in drafts if draft.text]


def _split_label(block: Block) -> list[tuple[Role, list[Line]]]:
    mark, first = block.mark, block.lines[0]
    if mark is None or mark.kind != "abstract" or mark.label >= len(first.text):
        return [(Role.HEADING, block.lines)]
    label = first.text[: mark.label].rstrip()
    rest = first.text[mark.label :]
    head = replace(first, text=label, trailing=1)
    body = replace(first, text=rest, start=first.start + mark.label, indent=0)
    return [(Role.HEADING, [head]), (block.role, [body, *block.lines[1:]])]


def _number(sheet: Sheet, drafts: list[_Draft], notes: dict[int, _Draft]) -> tuple[Passage, ...]:
    """Order passages by where they begin and give them ids; link notes to the passages their markers stood in."""
    drafts = sorted(drafts, key=lambda draft: draft.start)
    counts = Counter[str]()
    ids: dict[int, PassageId] = {}
    for draft in drafts:
        name = (
            f"{draft.role}.{draft.language}"
            if draft.role in (Role.ABSTRACT, Role.KEYWORDS, Role.TITLE)
            else str(draft.role)
        )
        counts[name] += 1
        plain = "." in name and counts[name] == 1
        ids[id(draft)] = PassageId(f"{sheet.raw.id}/{name}" if plain else f"{sheet.raw.id}/{name}.{counts[name]}")
    linked = _linked(sheet, drafts, notes)
    return tuple(
        Passage(
            id=ids[id(draft)],
            role=draft.role,
            language=draft.language,
            text=draft.text,
            spans=draft.spans,
            notes=tuple(ids[id(note)] for note in linked[id(draft)]),
        )
        for draft in drafts
    )


def _linked(sheet: Sheet, drafts: list[_Draft], notes: dict[int, _Draft]) -> dict[int, list[_Draft]]:
    """Return, by passage, the notes whose markers stood in it."""
    linked: dict[int, list[_Draft]] = defaultdict(list)
    bodies = [draft for draft in drafts if draft.role is not Role.NOTE]
    at = 0
    for marker in sheet.markers:
        while at + 1 < len(bodies) and bodies[at + 1].start <= marker.start:
            at += 1
        if marker.note in notes and bodies and marker.note is not None:
            linked[id(bodies[at])].append(notes[marker.note])
    return linked
