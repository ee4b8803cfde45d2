"""DOCX in: headings and footnotes as the file declares them; bombs and broken files refused."""

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest

from parallel.clean.marked import clean_marked
from parallel.errors import InputError
from parallel.model.document import DocId, MarkKind, RawDocument, Role
from parallel.read import archive, raw_document
from typeset import Paragraph, as_docx

SENTENCE = "Tevfik Rüştü Bey, Moskova’dan dönen heyetin raporunu Meclis’te okudu."


def read(data: bytes) -> RawDocument:
    """Read bytes as a document."""
    return raw_document(data, where="makale.docx", document_id=DocId("makale"))


def outcome(data: bytes) -> str | None:
    """Return the hint of the refusal, None where it has none; empty where the bytes are read."""
    try:
        read(data)
    except InputError as error:
        return error.hint or None
    return ""


def document(write: Callable[[Any], object]) -> bytes:
    """Return a DOCX that a function has written into."""
    paper = docx.Document()
    write(paper)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def repacked(data: bytes, **files: bytes) -> bytes:
    """Return an archive with some files replaced or added; ``__`` in a name is a slash, ``_dot_`` a dot."""
    out = io.BytesIO()
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in files.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, content in named.items():
            new.writestr(name, content)
    return out.getvalue()


PLAIN = as_docx([Paragraph(SENTENCE)])


def test_headings_are_marked() -> None:
    """A paragraph in a heading style is a heading, whatever it looks like."""
    raw = read(as_docx([Paragraph("heyetin dönüşü ve sonrası.", heading=True), Paragraph(SENTENCE)]))
    assert [(mark.kind, mark.span.of(raw.text)) for mark in raw.marks] == [
        (MarkKind.HEADING, "heyetin dönüşü ve sonrası.")
    ]
    assert [passage.role for passage in clean_marked(raw).passages] == [Role.HEADING, Role.BODY]


def test_a_title_is_a_title() -> None:
    """The built-in style Title makes a title."""
    raw = read(document(lambda paper: [paper.add_heading("Moskova Heyeti", 0), paper.add_paragraph(SENTENCE)]))
    assert [passage.role for passage in clean_marked(raw).passages] == [Role.TITLE, Role.BODY]


def test_long_paragraphs_are_no_headings() -> None:
    """Where nothing is declared, a paragraph that begins with a number is still text."""
    raw = read(as_docx([Paragraph(f"8 Mayıs günü yola çıkıldı. {SENTENCE}")]))
    assert [passage.role for passage in clean_marked(raw).passages] == [Role.BODY]


def test_notes_are_passages_linked_to_their_paragraph() -> None:
    """A footnote becomes a note, its marker goes, and the paragraph names the note."""
    raw = read(as_docx([Paragraph(SENTENCE), Paragraph(SENTENCE, ((3, "TBMM ZC, I/9, s. 34."),))]))
    clean = clean_marked(raw)
    first, second, note = clean.passages
    assert (note.role, note.text) == (Role.NOTE, "1 TBMM ZC, I/9, s. 34.")
    assert (first.notes, second.notes) == ((), (note.id,))
    assert second.text == SENTENCE
    assert [drop.reason for drop in clean.drops] == ["note-marker"]


def test_labels_name_abstracts() -> None:
    """Öz and Abstract are found by their words, as in any document."""
    raw = read(as_docx([Paragraph("Öz"), Paragraph(SENTENCE), Paragraph("Giriş", heading=True), Paragraph(SENTENCE)]))
    assert [passage.role for passage in clean_marked(raw).passages][1] is Role.ABSTRACT


def test_tables_and_breaks_are_read() -> None:
    """Cells are paragraphs in reading order; a line break inside a paragraph is a space."""

    def write(paper: Any) -> None:
        paper.add_paragraph("Birinci satır\nikinci satır")
        cells = paper.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "Tarih", "Olay"

    assert read(document(write)).text.split("\n\n")[:3] == ["Birinci satır ikinci satır", "Tarih", "Olay"]


def test_deleted_text_stays_out() -> None:
    """Text that a tracked change deleted is no text."""
    body = zipfile.ZipFile(io.BytesIO(PLAIN)).read("word/document.xml").decode()
    gone = '<w:del w:id="1" w:author="a"><w:r><w:delText>silinen</w:delText></w:r></w:del>'
    changed = body.replace("<w:r>", gone + "<w:r>", 1).encode()
    assert read(repacked(PLAIN, word__document_dot_xml=changed)).text.strip() == SENTENCE


def test_notes_without_text_are_left_out() -> None:
    """An empty footnote leaves its marker unlinked and no passage."""
    raw = read(as_docx([Paragraph(SENTENCE, ((2, ""),))]))
    assert [mark.kind for mark in raw.marks] == [MarkKind.NOTE_MARKER]


def bomb() -> bytes:
    """Return a DOCX with 60 MB of spaces in it."""
    return repacked(PLAIN, word__media__big_dot_xml=b" " * 60_000_000)


def lying() -> bytes:
    """Return a DOCX whose directory understates the size of a file."""
    data = bytearray(repacked(PLAIN, word__big_dot_xml=b" " * 30_000_000))
    size = (30_000_000).to_bytes(4, "little")
    return bytes(data).replace(size, (10).to_bytes(4, "little"))


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (bomb(), "times its size"),
        (lying(), "broken|times its size"),
        (repacked(PLAIN, word__document_dot_xml=ENTITIES), "entity declarations"),
        (repacked(PLAIN, word__document_dot_xml=ENTITIES.decode().encode("utf-16")), "entity declarations"),
        (repacked(PLAIN, word__document_dot_xml=b"<w:document"), "broken DOCX"),
        (PLAIN[: len(PLAIN) // 2], "broken file"),
        (b"PK\x03\x04" + b"\x00" * 99, "broken file"),
        (document(lambda _: None), "no text"),
    ],
    ids=["bomb", "lying size", "entities", "entities in UTF-16", "broken XML", "cut off", "garbage", "empty"],
)
def test_what_cannot_be_read_is_refused(data: bytes, cause: str) -> None:
    """Each is refused at once, with its cause and what to do."""
    start = time.monotonic()
    with pytest.raises(InputError, match=cause) as caught:
        read(data)
    assert caught.value.hint
    assert time.monotonic() - start < 5


def test_an_archive_that_is_no_docx_is_refused() -> None:
    """A zip of something else is named as such."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        new.writestr("../../etc/x", "no")
    with pytest.raises(InputError, match="no DOCX"):
        read(stream.getvalue())


def test_limits_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many files and too many bytes are refused by counting, not by what the file says."""
    monkeypatch.setattr(archive, "MAX_ENTRIES", 2)
    with pytest.raises(InputError, match="more than 2"):
        read(PLAIN)
    monkeypatch.setattr(archive, "MAX_ENTRIES", 100)
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1000)
    with pytest.raises(InputError, match="unpacks to more than"):
        read(PLAIN)


def test_damaged_files_end_in_words() -> None:
    """A DOCX with any byte changed is read or refused, never a crash."""
    places = range(0, len(PLAIN), len(PLAIN) // 60)
    outcomes = [outcome(PLAIN[:at] + bytes([PLAIN[at] ^ 0x55]) + PLAIN[at + 1 :]) for at in places]
    assert None not in outcomes
