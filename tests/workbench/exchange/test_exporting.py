"""What goes beside an export, and projects as archives."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from builders import bead, concept, pair, termbase
from parallel.errors import UsageError
from parallel.exchange import Credits, units_of
from parallel.exchange.tbx.reader import from_tbx
from parallel.model.bitext import PairId
from parallel.workbench.exchange.exporting import (
    Export,
    ExportOptions,
    beside_path,
    export_pairs,
    occurring,
    write_beside,
    write_export,
)

PAIR = pair(
    bead(1, "Misak-ı Millî’nin sınırları çizildi.", "The borders of the National Pact were drawn."),
    bead(2, "Mütarekeden sonra ordu dağıtıldı.", "The army was disbanded after the armistice."),
    bead(3, "Hükûmet sustu.", "The Sublime Porte kept silent."),
)
TERMS = termbase(
    concept("misak", "Misak-ı Millî", ("National Pact", "preferred")),
    concept("sevr", "Sevr Antlaşması", ("Treaty of Sèvres", "preferred")),
    concept("mutareke", "mütareke", ("armistice", "preferred")),
    concept("babiali", "Bâbıâli", ("Sublime Porte", "preferred")),
)


def exported(form: str, *, beside: bool = True) -> Export:
    """Export the pair with the terms."""
    return export_pairs([PAIR], form, options=ExportOptions(termbase=TERMS, beside=beside))


def test_only_concepts_that_occur_go_along() -> None:
    """Inflected in a source, or in a translation alone; in the order of the term base."""
    found = occurring(TERMS, units_of(PAIR)[0], PAIR.languages)
    assert [each.id for each in found] == ["misak", "mutareke", "babiali"]


@pytest.mark.parametrize("form", ["xliff", "xliff2"])
def test_xliff_has_its_terms_beside_it(form: str, tmp_path: Path) -> None:
    """As TBX that reads back without a problem, the same bytes every time."""
    export = exported(form)
    assert export.beside_concepts == 3
    path = write_beside(export, tmp_path / "all.xlf")
    assert path == tmp_path / "all.glossary.tbx"
    data = path.read_bytes()
    base, problems = from_tbx([data], "t")
    assert ([each.id for each in base], problems.total) == (["misak", "mutareke", "babiali"], 0)
    assert [term.text for term in base.by_id[base.concepts[0].id].terms] == ["Misak-ı Millî", "National Pact"]
    write_beside(exported(form), tmp_path / "all.xlf")
    assert path.read_bytes() == data


def test_nothing_goes_beside_what_holds_its_terms(tmp_path: Path) -> None:
    """Other formats, exports nobody asked it for, and those without a term."""
    for export in (exported("tmx"), exported("omegat"), exported("xliff", beside=False)):
        assert write_beside(export, tmp_path / "all.xlf") is None
    bare = export_pairs([PAIR], "xliff", options=ExportOptions(termbase=termbase(TERMS.concepts[1]), beside=True))
    assert write_beside(bare, tmp_path / "all.xlf") is None
    assert not list(tmp_path.iterdir())


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    """Where the term base would go."""
    beside_path(tmp_path / "all.xlf").mkdir()
    with pytest.raises(UsageError, match="can be replaced"):
        write_beside(exported("xliff"), tmp_path / "all.xlf")


def test_an_omegat_project_can_be_an_archive(tmp_path: Path) -> None:
    """The files of the folder, in one folder of the archive's name; equal data gives equal bytes."""
    write_export(exported("omegat"), "omegat", tmp_path / "proje")
    for name in ("proje.zip", "other.ZIP"):
        write_export(exported("omegat"), "omegat", tmp_path / name)
    with zipfile.ZipFile(tmp_path / "proje.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    files = (path for path in (tmp_path / "proje").rglob("*") if path.is_file())
    assert packed == {str(path.relative_to(tmp_path)): path.read_bytes() for path in files}
    assert {"proje/omegat.project", "proje/omegat/segmentation.srx", "proje/glossary/glossary.txt"} <= packed.keys()
    first = (tmp_path / "proje.zip").read_bytes()
    write_export(exported("omegat"), "omegat", tmp_path / "proje.zip")
    assert (tmp_path / "proje.zip").read_bytes() == first
    (tmp_path / "folder.zip").mkdir()
    with pytest.raises(UsageError, match="can be replaced"):
        write_export(exported("omegat"), "omegat", tmp_path / "folder.zip")


CREDIT = Credits(
    source=(("author", "Ayşe Yılmaz"), ("source", "Arşiv"), ("rights", "© Yazar")), target=(("rights", "Kamu malı"),)
)


def whole(export: Export) -> str:
    """Return everything an export holds, as text."""
    texts: list[str] = list(export.chunks)
    for _, chunks in export.files:
        texts += map(str, chunks)
    return "".join(texts) + _unzipped(export.data)


def _unzipped(data: bytes) -> str:
    from io import BytesIO  # noqa: PLC0415  (one format of eleven)

    if not data:
        return ""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("form", ["tmx", "xliff", "xliff2", "tsv", "csv", "jsonl", "html", "docx", "omegat", "moses"])
def test_rights_travel_with_every_unit(form: str) -> None:
    """Both documents' rights, once for each unit, in every format."""
    export = export_pairs([PAIR], form, options=ExportOptions(credits={PairId("d.abstract"): CREDIT}))
    text = whole(export)
    assert text.count("© Yazar") >= 3
    assert text.count("Kamu malı") >= 3


@pytest.mark.parametrize("form", ["tmx", "xliff", "xliff2", "jsonl"])
def test_where_a_text_comes_from_travels_too(form: str) -> None:
    """Author and source in formats with properties."""
    text = whole(export_pairs([PAIR], form, options=ExportOptions(credits={PairId("d.abstract"): CREDIT})))
    assert (text.count("Ayşe Yılmaz"), text.count("Arşiv")) == (3, 3)


def left_out(form: str, beads: Iterable[object]) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Export beads; return units written and what was left out."""
    export = export_pairs([pair(*beads)], form)  # type: ignore[arg-type]  # beads
    return export.units, export.left_out.reasons


@pytest.mark.parametrize("form", ["tmx", "xliff", "xliff2", "tsv", "csv", "jsonl", "html", "docx", "omegat", "moses"])
def test_what_is_left_out_is_counted(form: str) -> None:
    """One side only, by reason, in every format."""
    assert left_out(form, [bead(1), bead(2, "Yalnız.", ""), bead(3, "", "Alone.")]) == (1, (("one side only", 2),))
