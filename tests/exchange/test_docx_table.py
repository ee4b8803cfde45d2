"""The bilingual DOCX table goes out and comes back; bombs and broken files are refused."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from builders import bead, pair
from parallel.errors import InputError
from parallel.exchange import units_of
from parallel.exchange.docx_table import write_docx
from parallel.exchange.tables import from_rows
from parallel.model.bitext import Languages
from parallel.model.document import Language
from parallel.read.docx_table import docx_rows

PAIR = pair(bead(1, "“Ahde vefa” <gösterdi> & sustu.", "He kept\u00a0faith."), bead(2, "=İki", "Two"))
UNITS = units_of(PAIR)[0]


def test_python_docx_reads_the_table() -> None:
    """Header row and a row for each unit, texts exact."""
    (table,) = Document(BytesIO(write_docx(UNITS, Languages()))).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["tr", "en", "state", "note", "id", "pair", "revision"]
    assert [row[:2] for row in rows[1:]] == [[unit.source, unit.target] for unit in UNITS]


def test_the_table_comes_back() -> None:
    """With ids, pairs, revisions and the direction."""
    incoming = from_rows(docx_rows(write_docx(UNITS, Languages()), where="f"), "f", None)
    assert [unit.texts for unit in incoming.units] == [(unit.source, unit.target) for unit in UNITS]
    assert [unit.get("x-revision") for unit in incoming.units] == [unit.get("x-revision") for unit in UNITS]


def test_one_language_on_both_sides() -> None:
    """The columns are then called source and target."""
    same = Languages(Language("tr"), Language("tr"))
    assert docx_rows(write_docx(UNITS, same), where="f")[0][1][:2] == ["source", "target"]


def test_tracked_changes_are_read_as_accepted() -> None:
    """What was deleted under revision marks is gone, what was inserted is there."""
    data = write_docx(UNITS, Languages())
    text = zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode()
    run = '<w:r><w:t xml:space="preserve">Two</w:t></w:r>'
    assert run in text
    marked = f"<w:del><w:r><w:delText>Two</w:delText></w:r></w:del><w:ins>{run.replace('Two', 'Pair')}</w:ins>"
    assert [cells[1] for _, cells in docx_rows(with_document(text.replace(run, marked)), where="f")][-1] == "Pair"


def with_document(text: str) -> bytes:
    """Build a DOCX with another main part."""
    stream = BytesIO()
    original = zipfile.ZipFile(BytesIO(write_docx(UNITS, Languages())))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in original.namelist():
            archive.writestr(name, text if name == "word/document.xml" else original.read(name))
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"no zip",
        with_document("<w:document"),
        with_document('<!DOCTYPE d [<!ENTITY a "b">]><d/>'),
        with_document("<!--" + "0" * 50_000_000 + "-->"),
        with_document(
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
        ),
    ],
    ids=["no zip", "torn", "entity", "bomb", "no table"],
)
def test_other_files_are_refused(data: bytes) -> None:
    """Broken, hostile, or without a table."""
    with pytest.raises(InputError, match="f"):
        docx_rows(data, where="f")


def test_members_that_point_outside_are_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive with ``../x`` and ``/x`` in it is read as if they were not there."""
    folder = tmp_path / "inside"
    folder.mkdir()
    monkeypatch.chdir(folder)
    stream = BytesIO(write_docx(UNITS, Languages()))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("../outside.txt", "x")
        archive.writestr("/outside.txt", "x")
    assert len(docx_rows(stream.getvalue(), where="f")) == 3
    assert [path.name for path in tmp_path.rglob("*")] == ["inside"]
