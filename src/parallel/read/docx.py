"""DOCX: paragraphs, headings, footnotes and endnotes as the file declares them. The only door of python-docx."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from parallel.errors import InputError
from parallel.language import casing
from parallel.model.document import ENGLISH, MarkKind, RawMark
from parallel.model.span import Span
from parallel.read.archive import check_archive

if TYPE_CHECKING:
    from docx.document import Document

_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTE_PARTS = (("footnote", "/footnotes"), ("endnote", "/endnotes"))
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_SKIPPED = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "txbxContent", "pict", "object", "rt")
)
"""What is no text of its paragraph: deleted text, field codes, text boxes, ruby."""
_MAX_DEPTH = 60
"""Deepest nesting of elements that is followed (chosen by us; tables within tables reach thirty)."""
_HEADING, _TITLE = "heading", "title"
_SIGNS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-", f"{_W}ptab": " "}
_BROKEN = (KeyError, ValueError, AttributeError, IndexError, TypeError, RecursionError, SyntaxError)
"""What broken files end in; errors in their XML are syntax errors."""


@dataclass(slots=True)
class _Paper:
    """The text of a document as it is written down."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[RawMark] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind and id of the notes met in the text, in order."""

    def write(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)

    def mark(self, start: int, kind: MarkKind, number: int | None = None) -> None:
        if self.length > start:
            self.marks.append(RawMark(span=Span(start, self.length), kind=kind, number=number))


def is_docx(names: frozenset[str]) -> bool:
    """Tell whether an archive with these files is a DOCX."""
    return _MAIN in names


def docx_text(data: bytes, *, where: str) -> tuple[str, tuple[RawMark, ...]]:
    """Return the text of a DOCX, one paragraph a line with an empty line between, and what the file declares of it.

    Notes follow at the end in the order of their markers, each behind its number.

    Raises:
        InputError: broken, a bomb (see ``read.archive``), without text, or no DOCX.
    """
    names = check_archive(data, where=where)
    if not is_docx(names):
        raise InputError("a zip archive, but no DOCX", where=where, hint="Give a TXT, PDF or DOCX file")
    import docx  # noqa: PLC0415  (slow to import, needed for DOCX only)
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        document = docx.Document(BytesIO(data))
        paper = _Paper()
        _write_body(document, paper)
        _write_notes(document, paper)
    except (OpcError, *_BROKEN) as error:
        reason = str(error).split("\n", 1)[0][:80]
        raise InputError(f"broken DOCX ({reason})", where=where, hint="Open it and save it anew") from error
    text = "".join(paper.parts)
    if not text.strip():
        raise InputError("holds no text", where=where, hint="Pictures of pages need OCR first")
    return text, tuple(sorted(paper.marks, key=lambda mark: (mark.span.start, -mark.span.end)))


def _write_body(document: "Document", paper: _Paper) -> None:
    styles = _heading_styles(document)
    for paragraph in _paragraphs(document.element.body, 0):
        start = paper.length
        _write_inline(paragraph, paper, 0)
        kind = styles.get(_style(paragraph)) or _outline(paragraph)
        if kind:
            paper.mark(start, kind)
        if paper.length > start:
            paper.write("\n\n")


def _paragraphs(element: Any, depth: int) -> Iterator[Any]:
    """Yield the paragraphs of a body, of its tables and of its content controls, in reading order."""
    for child in element:
        if child.tag == f"{_W}p":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and depth < _MAX_DEPTH:
            yield from _paragraphs(child, depth + 1)


def _write_inline(element: Any, paper: _Paper, depth: int) -> None:
    """Write what a paragraph prints, and note the markers in it."""
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            paper.write((child.text or "").replace("\n", " "))
        elif tag in _SIGNS:
            paper.write(_SIGNS[tag])
        elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
            _write_marker(tag.removeprefix(_W).removesuffix("Reference"), child.get(f"{_W}id", ""), paper)
        elif isinstance(tag, str) and tag not in _SKIPPED and not tag.endswith("}Fallback") and depth < _MAX_DEPTH:
            _write_inline(child, paper, depth + 1)


def _write_marker(kind: str, note: str, paper: _Paper) -> None:
    start = paper.length
    paper.notes.append((kind, note))
    number = len(paper.notes)
    paper.write(str(number))
    paper.mark(start, MarkKind.NOTE_MARKER, number)


def _write_notes(document: "Document", paper: _Paper) -> None:
    """Write the notes that the text points at, each as one line behind its number."""
    bodies = dict(_note_bodies(document))
    for number, key in enumerate(list(paper.notes), 1):
        texts = [text for text in bodies.get(key, ()) if text]
        if texts:
            start = paper.length
            paper.write(f"{number} {' '.join(texts)}")
            paper.mark(start, MarkKind.NOTE, number)
            paper.write("\n\n")


def _note_bodies(document: "Document") -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Yield the paragraphs of each footnote and endnote by kind and id."""
    from docx.oxml.parser import parse_xml  # noqa: PLC0415  (slow to import, needed for DOCX only)

    for kind, ending in _NOTE_PARTS:
        for relation in document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(ending):
                continue
            for note in parse_xml(relation.target_part.blob):
                if note.tag == f"{_W}{kind}" and note.get(f"{_W}type") not in _SEPARATORS:
                    yield (kind, note.get(f"{_W}id", "")), [_plain(paragraph) for paragraph in _paragraphs(note, 0)]


def _plain(paragraph: Any) -> str:
    """Return a note's paragraph on one line; markers inside notes lead nowhere and are left out."""
    paper = _Paper()
    _write_inline(paragraph, paper, 0)
    text = "".join(paper.parts)
    for mark in reversed(paper.marks):
        text = text[: mark.span.start] + text[mark.span.end :]
    return text.strip()


def _heading_styles(document: "Document") -> dict[str, MarkKind]:
    """Return the styles of headings and titles by id: by their built-in names, and styles based on those."""
    kinds: dict[str, MarkKind] = {}
    for style in document.styles.element.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        named = casing.lower(name.get(f"{_W}val", ""), language=ENGLISH) if name is not None else ""
        based = style.find(f"{_W}basedOn")
        kind = kinds.get(based.get(f"{_W}val", "")) if based is not None else None
        if named.startswith(_HEADING):
            kind = MarkKind.HEADING
        elif named == _TITLE:
            kind = MarkKind.TITLE
        if kind:
            kinds[style.get(f"{_W}styleId", "")] = kind
    return kinds


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return str(found.get(f"{_W}val", "")) if found is not None else ""


def _outline(paragraph: Any) -> MarkKind | None:
    """Return heading where a paragraph itself has an outline level."""
    found = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    level = str(found.get(f"{_W}val", "9")) if found is not None else "9"
    return MarkKind.HEADING if level in "012345678" else None
