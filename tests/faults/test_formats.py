"""A4, A13, A14, B12: lost files, newer and older formats, renamed files."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from faults.disks import Counting, Killed, killing
from faults.test_kill import copied
from parallel.errors import InputError
from parallel.model.bitext import BeadState, PairId
from parallel.store import atomic, backups, migration
from parallel.store.aligned import load_stored, render_pair
from parallel.store.held import load_held
from parallel.store.manifest import FORMAT
from parallel.store.workspace import Workspace
from parallel.workbench.edits.editing import Editor
from running import Swift, snapshot

FORMATS = Path(__file__).resolve().parents[1] / "golden" / "formats"
PAIR_ID = PairId("tr~en")


@pytest.fixture(params=sorted(path.name for path in FORMATS.iterdir()))
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    """A copy of the sample workspace of each released format."""
    shutil.copytree(FORMATS / request.param, tmp_path / "w")
    return Workspace(root=tmp_path / "w")


def test_there_is_a_sample_of_this_format() -> None:
    """A new format comes with its sample; no sample is ever taken away."""
    assert {path.name for path in FORMATS.iterdir()} == {str(number) for number in range(1, FORMAT + 1)}


def test_a_released_format_is_read_without_change(sample: Workspace) -> None:
    """Every mark, note, waiver and held bead is there; reading writes nothing."""
    before = snapshot(sample.root)
    pair = Editor(sample, PAIR_ID).pair
    assert [bead.state for bead in pair.beads[:2]] == [BeadState.APPROVED, BeadState.EDITED]
    assert (pair.beads[0].flagged, pair.beads[2].note) == ("Check the date.", "As in the minutes.")
    assert pair.beads[2].waivers[0].reason == "The day is in the note."
    assert pair.beads[-1].excluded == "A later hand."
    (held,) = load_held(sample.held_path(PAIR_ID), "x")
    assert held.bead.state is BeadState.APPROVED
    assert Swift(sample.root)("export", "--format", "tsv").code == 0
    assert snapshot(sample.root) == before


def test_a_released_format_is_written_byte_for_byte(sample: Workspace) -> None:
    """What this version writes of it is what that version wrote, until a format number says otherwise."""
    path = sample.aligned_path(PAIR_ID)
    stored = load_stored(path, "x")
    assert stored.warnings == ()
    assert render_pair(stored.pair) == path.read_bytes()


def test_a_released_format_can_be_worked_on(sample: Workspace) -> None:
    """An edit and its undo leave the file as it was."""
    before = sample.aligned_path(PAIR_ID).read_bytes()
    work = Swift(sample.root)
    assert work("edit", "unapprove", "tr~en", "1").code == 0
    assert work("undo", "tr~en").code == 0
    assert sample.aligned_path(PAIR_ID).read_bytes() == before


def test_a_newer_format_is_refused(translated: Swift) -> None:
    """A13: status 3, what is needed is said, nothing is written."""
    manifest = translated.folder / "seeds" / "manifest.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("format: 1", "format: 2"), "utf-8")
    before = snapshot(translated.folder)
    for words in (("build",), ("edit", "approve", "tr~en", "1"), ("check",), ("export",), ("undo", "tr~en")):
        result = translated(*words)
        assert (result.code, "needs a newer tren" in result.err) == (3, True), words
    assert snapshot(translated.folder) == before


def older(workspace: Workspace) -> None:
    """Make the workspace one of format 0: beads say ``status`` where they say ``state`` now."""
    path = workspace.aligned_path(PAIR_ID)
    path.write_bytes(path.read_bytes().replace(b'"state"', b'"status"'))
    data = workspace.manifest_bytes().replace(b"format: 1", b"format: 0  # old")
    workspace.manifest_path.write_bytes(data)


def renamed(data: bytes) -> bytes:
    """Bring a file from that format to the next."""
    return data.replace(b'"status"', b'"state"')


def test_an_older_format_is_brought_up_to_date(translated: Swift) -> None:
    """A14: backed up, brought up step by step, comments kept; done twice it does nothing."""
    workspace = Workspace(root=translated.folder)
    whole = workspace.aligned_path(PAIR_ID).read_bytes()
    older(workspace)
    old = workspace.aligned_path(PAIR_ID).read_bytes()
    assert migration.migrate(workspace, {0: renamed})
    assert workspace.aligned_path(PAIR_ID).read_bytes() == whole
    assert b"format: 1  # old" in workspace.manifest_bytes()
    assert backups.backups_of(workspace.root, workspace.aligned_path(PAIR_ID))[-1].path.read_bytes() == old
    assert not migration.migrate(workspace, {0: renamed})


def test_a_migration_cut_short_starts_again(translated: Swift) -> None:
    """The manifest is last: until it says so, the steps are made again, and twice is as good as once."""
    workspace = Workspace(root=translated.folder)
    whole = workspace.aligned_path(PAIR_ID).read_bytes()
    older(workspace)

    def cut(data: bytes) -> bytes:
        renamed(data)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migration.migrate(workspace, {0: cut})
    assert migration.migrate(workspace, {0: renamed})
    assert workspace.aligned_path(PAIR_ID).read_bytes() == whole


def test_a_migration_killed_at_any_step(translated: Swift, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before every call and in the middle of every write: old or new, backed up, and a second run ends it well."""
    start = Workspace(root=translated.folder)
    whole = start.aligned_path(PAIR_ID).read_bytes()
    older(start)
    old, manifest = start.aligned_path(PAIR_ID).read_bytes(), start.manifest_bytes()
    rehearsal = copied(start, tmp_path / "rehearsal")
    counting = Counting()
    monkeypatch.setattr(atomic, "disk", counting)
    migration.migrate(rehearsal, {0: renamed})
    end = rehearsal.manifest_bytes()
    assert counting.steps > 10
    for step in range(1, counting.steps + 1):
        workspace = copied(start, tmp_path / f"{step}")
        monkeypatch.setattr(atomic, "disk", killing(step))
        with pytest.raises(Killed):
            migration.migrate(workspace, {0: renamed})
        monkeypatch.setattr(atomic, "disk", Counting())
        path = workspace.aligned_path(PAIR_ID)
        assert path.read_bytes() in {old, whole}
        assert workspace.manifest_bytes() in {manifest, end}
        migration.migrate(workspace, {0: renamed})
        assert (path.read_bytes(), workspace.manifest_bytes()) == (whole, end)
        kept = {copy.path.read_bytes() for copy in backups.backups_of(workspace.root, path)}
        assert old in kept
        assert translated_in(workspace, "edit", "approve", "tr~en", "1") == 0


def test_an_older_format_is_brought_up_by_the_first_edit(translated: Swift, monkeypatch: pytest.MonkeyPatch) -> None:
    """A14: reading changes nothing; the first edit migrates, then edits, and both can be seen in backup and undo."""
    workspace = Workspace(root=translated.folder)
    whole = workspace.aligned_path(PAIR_ID).read_bytes()
    older(workspace)
    old = workspace.aligned_path(PAIR_ID).read_bytes()
    before = snapshot(translated.folder)
    assert translated("check").code in {0, 1}
    assert snapshot(translated.folder) == before
    monkeypatch.setattr(migration, "migrate", partial(migration.migrate, steps={0: renamed}))
    assert translated("edit", "approve", "tr~en", "1").code == 0
    copies = backups.backups_of(workspace.root, workspace.aligned_path(PAIR_ID))
    assert copies[0].path.read_bytes() == old
    assert b"format: 1  # old" in workspace.manifest_bytes()
    assert translated("undo", "tr~en").code == 0
    assert workspace.aligned_path(PAIR_ID).read_bytes() == whole


def translated_in(workspace: Workspace, *words: str) -> int:
    """Run the command in a workspace; return its status."""
    return Swift(workspace.root)(*words).code


def test_a_format_without_a_way_is_refused(translated: Swift) -> None:
    """No step, no guess."""
    workspace = Workspace(root=translated.folder)
    older(workspace)
    before = snapshot(translated.folder)
    with pytest.raises(InputError, match="format 0 is older"):
        migration.migrate(workspace)
    assert snapshot(translated.folder) == before
    assert translated("edit", "approve", "tr~en", "1").code == 3


def test_a_lost_document_is_named(translated: Swift) -> None:
    """A4: a file the manifest lists is gone: one line, nothing written, no backup touched; doctor names it."""
    assert translated("edit", "approve", "tr~en", "1").code == 0
    (translated.folder / "seeds" / "tr.txt").unlink()
    before = snapshot(translated.folder)
    copies = sorted((translated.folder / ".tren" / "backups").rglob("*"))
    result = translated("build")
    assert (result.code, "seeds/tr.txt" in result.err) == (3, True), result
    assert translated("align", "tr~en").code == 3
    assert translated("doctor").code == 1
    assert snapshot(translated.folder) == before
    assert sorted((translated.folder / ".tren" / "backups").rglob("*")) == copies


def test_a_renamed_document_is_found_by_its_id(translated: Swift) -> None:
    """B12: the file gets another name, its case changed, and the manifest says so: all work stays."""
    assert translated("edit", "approve", "tr~en", "--all").code == 0
    (translated.folder / "seeds" / "tr.txt").rename(translated.folder / "seeds" / "Tr.TXT")
    manifest = translated.folder / "seeds" / "manifest.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("tr.txt", "Tr.TXT"), "utf-8")
    assert translated("build").code == 0
    pair = Editor(Workspace(root=translated.folder), PAIR_ID).pair
    assert pair.source_name == "Tr.TXT"
    assert {bead.state for bead in pair.beads} == {BeadState.APPROVED}
    assert translated("doctor").code == 0


@pytest.mark.parametrize("name", ["../x", "a/b", ".hidden", "scores", "x.held", "-x", ""])
def test_pair_ids_name_files(name: str, translated: Swift) -> None:
    """A pair id that would leave aligned/ or take another file's place is refused."""
    manifest = translated.folder / "seeds" / "manifest.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("id: tr~en", f"id: '{name}'"), "utf-8")
    assert translated("build").code == 3
