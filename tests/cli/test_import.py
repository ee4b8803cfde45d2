"""`tren import` brings aligned text in, and edited exports back."""

import json
from pathlib import Path

import pytest

from running import Runner, Swift, snapshot

TMX = """<?xml version="1.0" encoding="utf-16"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="TR" datatype="html"/><body>
<tu tuid="a"><note>eski</note><prop type="domain">hukuk</prop>
<tuv xml:lang="TR"><seg>Kanun-ı Esasî <bpt i="1">&lt;b&gt;</bpt>ilan<ept i="1">&lt;/b&gt;</ept> edildi.</seg>
</tuv>
<tuv xml:lang="en-GB"><seg>The constitution was proclaimed.</seg></tuv></tu>
<tu tuid="b" creationdate="20261332T000000Z">
<tuv xml:lang="TR"><seg>I. Dünya Savaşı bitti. Barış geldi.</seg></tuv>
<tuv xml:lang="en-GB"><seg>The war ended. Peace came.</seg></tuv></tu>
<tu tuid="c"><tuv xml:lang="TR"><seg>Yalnız.</seg></tuv></tu>
</body></tmx>"""


def slow(form: str) -> object:
    """Leave a form to the slow rigs; one like it runs always."""
    return pytest.param(form, marks=pytest.mark.slow)


@pytest.fixture
def workspace(tren: Runner) -> Runner:
    """An empty workspace."""
    assert tren("init").code == 0
    return tren


@pytest.fixture
def imported(workspace: Runner) -> Runner:
    """A workspace with an imported memory."""
    (workspace.folder / "eski.tmx").write_bytes(TMX.encode("utf-16"))
    result = workspace("import", "eski.tmx", "--source", "Arşiv", "--rights", "Kamu malı")
    assert result.code == 0
    return workspace


def test_a_memory_becomes_a_pair(imported: Runner) -> None:
    """Two documents, a pair, its beads; problems named with their lines; build leaves it as it is."""
    result = imported("import", "eski.tmx", "--pair", "ikinci")
    assert "eski.tmx:9: creationdate" in result.err
    assert "Imported 2 units as ikinci, left out: 1 without tr and en" in result.err
    before = snapshot(imported.folder)
    assert imported("build").code == 0
    assert {name: data for name, data in snapshot(imported.folder).items() if not name.startswith("exports/")} == before


def test_tmx_comes_back_with_codes_notes_and_rights(imported: Runner) -> None:
    """TMX → workspace → TMX."""
    out = imported("export", "--format", "tmx").out
    assert '<seg>Kanun-ı Esasî <bpt i="1">&lt;b&gt;</bpt>ilan<ept i="1">&lt;/b&gt;</ept> edildi.</seg>' in out
    assert "<seg>I. Dünya Savaşı bitti. Barış geldi.</seg>" in out
    for said in ("<note>eski</note>", '"domain">hukuk<', '"x-origin-id">a<', '"x-source-rights">Kamu malı<'):
        assert said in out
    assert out == imported("export", "--format", "tmx").out


def test_a_build_in_between_changes_nothing(imported: Runner) -> None:
    """Unchanged data gives identical bytes."""
    first = imported("export", "--format", "tmx").out
    assert imported("build").code == 0
    assert imported("export", "--format", "tmx").out == first


@pytest.mark.parametrize("form", ["docx", *map(slow, ("tmx", "xliff", "xliff2", "tsv", "csv", "jsonl"))])
def test_an_edited_export_brings_proposals(form: str, imported: Runner) -> None:
    """Listed first, made with --apply in one step, taken back by undo."""
    name = f"out.{'xlf' if form.startswith('xliff') else form}"
    assert imported("export", "--format", form, "-o", name).code == 0
    edit(imported.folder / name, "Peace came.", "Peace arrived.")
    before = snapshot(imported.folder)
    listed = imported("import", name)
    assert "target → 'The war ended. Peace arrived.'" in listed.out
    assert "1 change proposed, 1 unit unchanged" in listed.err
    assert snapshot(imported.folder) == before
    assert "1 change made" in imported("import", name, "--apply").err
    assert "Peace arrived." in imported("export").out
    assert imported("undo", "eski").code == 0
    assert "Peace arrived." not in imported("export").out


@pytest.mark.parametrize("form", ["tmx", "xliff", "xliff2", "tsv", "csv", "jsonl", "docx"])
def test_edited_remarks_and_states_come_back(form: str, translated: Swift) -> None:
    """A remark that was answered and an approval taken back, from every format, in one step that undo takes back."""
    assert translated("edit", "note", "tr~en", "1", "--note", "Soralım mı?").code == 0
    assert translated("edit", "approve", "tr~en", "2").code == 0
    path = translated.folder / f"out.{'xlf' if form.startswith('xliff') else form}"
    assert translated("export", "--format", form, "-o", str(path)).code == 0
    before = snapshot(translated.folder)
    assert "0 changes proposed, 4 units unchanged" in translated("import", str(path)).err
    edit(path, "Soralım mı?", "Sorduk.")
    for one in ('"signed-off"', '"final"', "approved"):
        edit(path, one, {'"signed-off"': '"translated"', '"final"': '"translated"'}.get(one, "edited"))
    edit(path, 'approved="yes"', 'approved="no"')
    listed = translated("import", str(path))
    assert "note → 'Sorduk.'" in listed.out
    assert "counts as edited" in listed.out
    assert "2 changes made, 2 units unchanged" in translated("import", str(path), "--apply").err
    beads = [json.loads(line) for line in translated("edit", "list", "tr~en", "--format", "json").out.splitlines()]
    assert [bead["state"] for bead in beads] == ["auto", "edited", "auto", "auto"]
    assert "Sorduk." in translated("export").out
    assert translated("undo", "tr~en").code == 0
    assert {k: v for k, v in snapshot(translated.folder).items() if k in before and "aligned" in k} == {
        name: data for name, data in before.items() if "aligned" in name
    }


def edit(path: Path, old: str, new: str) -> None:
    """Change a text in an export, inside a DOCX too."""
    if path.suffix != ".docx":
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        return
    import zipfile  # noqa: PLC0415  (one case of seven)

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.decode().replace(old, new))


def test_newer_work_is_never_overwritten(imported: Runner) -> None:
    """A bead changed here since the export stays as it is."""
    assert imported("export", "-o", "out.tmx").code == 0
    older = (imported.folder / "out.tmx").read_text("utf-8")
    edit(imported.folder / "out.tmx", "Peace came.", "Here first.")
    assert imported("import", "out.tmx", "--apply").code == 0
    (imported.folder / "out.tmx").write_text(older.replace("Peace came.", "Too late."), "utf-8")
    result = imported("import", "out.tmx", "--apply")
    assert "1 left alone: changed here since the export" in result.err
    assert "Here first." in imported("export").out


@pytest.mark.slow
def test_an_export_can_become_a_new_pair(imported: Runner) -> None:
    """With --new or an id of one's own."""
    assert imported("export", "-o", "out.tmx").code == 0
    assert "as kopya" in imported("import", "out.tmx", "--pair", "kopya").err
    assert "as out" in imported("import", "out.tmx", "--new").err


@pytest.mark.slow
def test_other_aligners(workspace: Runner) -> None:
    """Pair files, a ladder, bead lines, hunalign text."""
    folder = workspace.folder
    (folder / "s.tr").write_text("Bir geldi.\nİki gitti.\n", "utf-8")
    (folder / "t.en").write_text("One came.\nTwo left.\n", "utf-8")
    (folder / "l.ladder").write_text("0\t0\t1\n1\t1\t1\n2\t2\t1\n", "utf-8")
    (folder / "v.txt").write_text("[0]:[0]:0.1\n[1]:[1]:0.2\n", "utf-8")
    (folder / "h.txt").write_text("Bir geldi.\tOne came.\t1\n", "utf-8")
    assert "2 units as s" in workspace("import", "s.tr", "t.en").err  # what two files are that do not say
    assert "tmx takes one file" in workspace("import", "s.tmx", "t.tmx").err
    assert "2 units as l" in workspace("import", "l.ladder", "s.tr", "t.en").err
    assert "2 units as v" in workspace("import", "v.txt", "s.tr", "t.en", "--as", "vecalign").err
    assert "1 unit as h" in workspace("import", "h.txt", "--as", "hunalign").err
    assert workspace("import", "v.txt", "--as", "vecalign").code == 2


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("none.tmx", None, 2),
        ("bomb.tmx", b'<!DOCTYPE t [<!ENTITY a "b">]><tmx><body/></tmx>', 3),
        ("torn.tmx", TMX.encode("utf-16")[:-40], 3),
        ("units.tmx", b'<tmx version="1.4"><header srclang="tr"/><body></body></tmx>', 3),
        ("bad.docx", b"PK\x03\x04", 3),
    ],
)
def test_a_refused_file_changes_nothing(name: str, data: bytes | None, code: int, workspace: Runner) -> None:
    """One line, the right status, and the workspace as it was."""
    if data is not None:
        (workspace.folder / name).write_bytes(data)
    before = snapshot(workspace.folder)
    result = workspace("import", name)
    assert result.code == code
    assert [line for line in result.err.splitlines() if line.startswith("error: ")], result.err
    assert snapshot(workspace.folder) == before


def test_a_memory_can_be_checked(tren: Runner) -> None:
    """`tren check` takes a TMX as it takes lines."""
    (tren.folder / "eski.tmx").write_bytes(TMX.replace("The war ended", "The wars of 1918 ended").encode("utf-16"))
    result = tren("check", "eski.tmx", "--only", "number", "--format", "json")
    assert (result.code, "2 pairs checked" in result.err) == (0, True)
    assert '"1918' in result.out or "1918" in result.out


def test_a_taken_id_is_refused(imported: Runner) -> None:
    """Nothing is overwritten."""
    before = snapshot(imported.folder)
    assert imported("import", "eski.tmx").code == 2
    assert snapshot(imported.folder) == before


@pytest.mark.parametrize("form", ["omegat", *map(slow, ("xliff2", "csv", "html", "tbx", "docx", "moses"))])
def test_every_format_is_written_twice_alike(form: str, imported: Runner) -> None:
    """Identical bytes, in files and folders."""
    results = []
    for name in ("bir", "iki"):
        (imported.folder / name).mkdir()
        assert imported("export", "--format", form, "-o", f"{name}/out").code == 0
        results.append(snapshot(imported.folder / name))
    assert results[0] == results[1]
    assert results[0]


def test_xliff_has_its_terms_beside_it(translated: Swift) -> None:
    """Said in the line on what was exported; standard output has no beside."""
    out = translated.folder / "all.xlf"
    said = translated("export", "--format", "xliff", "-o", str(out)).err
    assert "4 units exported" in said
    assert f"of the glossary beside it in {out.with_name('all.glossary.tbx')}." in said.replace("\n", "")
    assert "erzurum" in out.with_name("all.glossary.tbx").read_text("utf-8")
    assert "would go beside a file: name one with -o" in translated("export", "--format", "xliff").err


@pytest.mark.slow
def test_formats_of_several_files_need_a_place(imported: Runner) -> None:
    """Standard output can't take them; a file is no folder, a folder no file."""
    assert imported("export", "--format", "moses").code == 2
    assert imported("export", "--format", "omegat", "-o", "eski.tmx").code == 2
    assert imported("export", "--format", "docx", "-o", "seeds").code == 2
