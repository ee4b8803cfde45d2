"""A journal keeps everything, yet opening it stays quick: what is old goes into an archive."""

import os
import random
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from builders import bead, pair
from faults.disks import Counting
from faults.saves import PAIR_ID, edit, workspace_in
from parallel.errors import WriteError
from parallel.store import atomic
from parallel.store.aligned import save_pair
from parallel.store.journal import Entry, Journal, journal
from parallel.store.workspace import Workspace
from parallel.workbench.edits import editing, operations, standing
from parallel.workbench.edits.editing import Editor
from parallel.workbench.upkeep.repair import examine
from parallel.workbench.upkeep.restoring import restore


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Archive early, and wait for no disk."""
    monkeypatch.setattr(journal, "ARCHIVED_BYTES", 4000)
    monkeypatch.setattr(atomic, "disk", Counting())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with a pair of five beads."""
    return workspace_in(tmp_path / "w")


def say(workspace: Workspace, *numbers: int, fold: bool = True) -> None:
    """Make an edit for every number, each folded."""
    editor = Editor(workspace, PAIR_ID)
    for number in numbers:
        target = editor.pair.beads[number % 5].id
        operation = partial(operations.edit_text, bead=target, side="target", text=f"Edit {number}.")
        editor.apply(operation, operation_id=f"op {number}")
        if fold:
            editor.fold()


def archives(workspace: Workspace) -> list[Path]:
    """Return the files of the archive."""
    return sorted(workspace.journal_path(PAIR_ID).with_suffix("").glob("*.jsonl"))


def test_a_folded_journal_is_archived_and_nothing_is_lost(workspace: Workspace) -> None:
    """The file people's edits go into stays small, and the whole history is still told."""
    say(workspace, *range(1, 60))
    assert len(archives(workspace)) > 5
    assert workspace.journal_path(PAIR_ID).stat().st_size < 8000
    editor = Editor(workspace, PAIR_ID)
    assert [entry.sequence for entry in editor.entries] == list(range(1, 60))
    assert [item.sequence for item in editor.history(editor.pair.beads[1].id)] == list(range(1, 60, 5))


def test_edits_that_are_not_folded_stay(workspace: Workspace) -> None:
    """Only what the text files hold goes into the archive."""
    say(workspace, *range(1, 60), fold=False)
    assert not archives(workspace)
    assert Editor(workspace, PAIR_ID).pending == 59
    Editor(workspace, PAIR_ID).fold()
    assert len(archives(workspace)) == 1
    assert Editor(workspace, PAIR_ID).pending == 0


def test_an_open_editor_need_not_read_the_pair_anew(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others edit, fold and put the journal away: who followed goes on; who is behind reads the pair, no archive."""
    say(workspace, 0)
    following, behind, other = (Editor(workspace, PAIR_ID) for _ in range(3))
    loads: list[str] = []

    def read(*asked: Any) -> standing.Together:
        loads.append("pair")
        return standing.read_together(*asked)

    monkeypatch.setattr(editing, "read_together", read)
    monkeypatch.setattr(Journal, "_complete", lambda _: loads.append("archive"))
    for number in range(1, 60):
        target = other.pair.beads[number % 5].id
        other.apply(partial(operations.edit_text, bead=target, side="target", text=f"Edit {number}."))
        following.refresh()
        other.fold()
        following.refresh()
        assert following.pair == other.pair
    assert archives(workspace)
    assert loads == []
    behind.refresh()
    assert loads == ["pair"]
    assert behind.pair == other.pair


def test_everything_can_be_taken_back_and_done_again(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also deeper than the steps carried over, with restarts at random."""
    monkeypatch.setattr("parallel.store.journal.records._CARRIED_STEPS", 7)
    start = workspace.aligned_path(PAIR_ID).read_bytes()
    say(workspace, *range(1, 41))
    end = workspace.aligned_path(PAIR_ID).read_bytes()
    dice = random.Random(3)
    editor = Editor(workspace, PAIR_ID)
    for act, outcome in 2 * ((Editor.undo, start), (Editor.redo, end)):
        for _ in range(40):
            act(editor)
            if dice.random() < 0.4:
                editor.fold()
                editor = Editor(workspace, PAIR_ID)
        editor.fold()
        assert workspace.aligned_path(PAIR_ID).read_bytes() == outcome
    assert editor.redoable is None
    edit(workspace, "Other.").undo()
    assert Editor(workspace, PAIR_ID).pair == editor.pair


def test_undo_reads_no_more_than_it_needs(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening, editing and undoing the last edits leaves old files of the archive alone."""
    say(workspace, *range(1, 60))
    for path in archives(workspace)[:-1]:
        path.write_bytes(b"damaged\n")
    monkeypatch.setattr(Journal, "_complete", lambda _: None)
    editor = edit(workspace, "After.")
    editor.undo()
    editor.undo()
    assert "Edit 59." not in str(editor.pair)


def test_an_id_sent_again_is_known_for_ever(workspace: Workspace) -> None:
    """Also when it is in the archive, and when the list of ids was lost or damaged."""
    say(workspace, *range(1, 60))
    listed = workspace.journal_path(PAIR_ID).with_suffix("") / "operations"
    for spoil in (None, b"", listed.read_bytes()[:-30], b"\0" * 300):
        if spoil is not None:
            listed.write_bytes(spoil)
        editor = Editor(workspace, PAIR_ID)
        text = editor.pair.beads[3].id
        saved = editor.apply(partial(operations.edit_text, bead=text, side="target", text="No."), operation_id="op 3")
        assert (saved.repeated, saved.sequence, saved.beads) == (True, 3, (text,))
    say(workspace, *range(60, 80))
    assert Journal(workspace.journal_path(PAIR_ID)).done("never") is None


def test_a_stale_page_is_told_after_archiving(workspace: Workspace) -> None:
    """A process that knew the journal before goes on with what others archived and added."""
    early = Editor(workspace, PAIR_ID)
    early.refresh()
    say(workspace, *range(1, 60))
    early.refresh()
    assert early.pair == Editor(workspace, PAIR_ID).pair
    say(workspace, 60, 61, fold=False)
    early.undo()
    assert "Edit 61." not in str(early.pair)
    assert early.fold()


def test_restore_reaches_back_through_the_archive(workspace: Workspace) -> None:
    """The oldest backup and every edit since."""
    say(workspace, *range(1, 60))
    whole = workspace.aligned_path(PAIR_ID).read_bytes()
    workspace.aligned_path(PAIR_ID).unlink()
    assert restore(workspace, PAIR_ID).edits == 59
    assert workspace.aligned_path(PAIR_ID).read_bytes() == whole


@pytest.mark.parametrize("loss", ["the journal", "its first line", "an archive"])
def test_a_loss_is_borne(loss: str, workspace: Workspace) -> None:
    """The journal gone or its first line spoilt: the archive knows; an archive gone: work goes on, and doctor tells."""
    say(workspace, *range(1, 60))
    path = workspace.journal_path(PAIR_ID)
    if loss == "the journal":
        path.unlink()
    elif loss == "its first line":
        path.write_bytes(b"x" + path.read_bytes())
    else:
        archives(workspace)[2].write_bytes(b"\0" * 4096)
    before = Editor(workspace, PAIR_ID).pair
    edit(workspace, "On.").fold()
    editor = Editor(workspace, PAIR_ID)
    assert "On." in str(editor.pair)
    last = editor.entries[-1].sequence
    assert (last == 60) if loss != "the journal" else (55 < last <= 60)
    assert len({entry.sequence for entry in editor.entries}) == len(editor.entries)
    editor.undo()
    assert {item.target.text for item in editor.pair.beads} == {item.target.text for item in before.beads}
    troubles = {item.where for item in examine(workspace) if item.kind == "damaged" and "archive" not in item.where}
    assert any(str(archives(workspace)[2].name) in where for where in troubles) == (loss == "an archive")


def test_other_edits_of_the_same_numbers_are_never_written_over(workspace: Workspace) -> None:
    """Where the archive holds something else, the journal stays as large as it is."""
    folder = workspace.journal_path(PAIR_ID).with_suffix("")
    folder.mkdir(parents=True)
    (folder / "000000001.jsonl").write_bytes(b"something else\n")
    say(workspace, *range(1, 30))
    assert archives(workspace)[0].read_bytes() == b"something else\n"
    assert len(archives(workspace)) == 1
    assert [entry.sequence for entry in Editor(workspace, PAIR_ID).entries] == list(range(1, 30))


def test_an_edit_taken_back_by_its_writer_is_not_believed(workspace: Workspace) -> None:
    """Read before the disk refused it: the next look sees it gone, also when another of its length stands there now."""
    say(workspace, 1)
    path = workspace.journal_path(PAIR_ID)
    whole = path.read_bytes()
    say(workspace, 2, fold=False)
    reader = Editor(workspace, PAIR_ID)
    assert "Edit 2." in str(reader.pair)
    os.truncate(path, len(whole))
    reader.refresh()
    assert "Edit 2." not in str(reader.pair)
    say(workspace, 2, fold=False)
    reader.refresh()
    os.truncate(path, len(whole))
    say(workspace, 7, fold=False)
    reader.refresh()
    assert ("Edit 2." in str(reader.pair), "Edit 7." in str(reader.pair)) == (False, True)
    assert reader.pair == Editor(workspace, PAIR_ID).pair


def test_a_full_disk_does_not_stop_the_fold(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Archiving is tidying up: when it fails, the fold is still done, and the next one tries again."""
    say(workspace, *range(1, 12), fold=False)

    def refuse(*_: object) -> None:
        raise WriteError("no space left on the disk")

    with monkeypatch.context() as broken:
        broken.setattr("parallel.store.journal.archive.Archive.keep", refuse)
        assert Editor(workspace, PAIR_ID).fold()
    assert not archives(workspace)
    say(workspace, 12)
    assert len(archives(workspace)) == 1


def test_runs_of_steps() -> None:
    """What is carried over is short for a long history, whatever its order."""
    from parallel.store.journal import records  # noqa: PLC0415  (a look inside)

    for numbers in ([], [5], [1, 2, 3, 9, 8, 7, 4, 5], [3, 2, 2, 3], list(range(1, 900))):
        runs = records._runs(numbers)
        assert records._numbers(runs) == numbers
        assert len(runs) <= 4


def test_entries_have_their_numbers(tmp_path: Path) -> None:
    """An edit is found by its number, also one of the archive; unknown numbers are None."""
    book = Journal(tmp_path / "j.jsonl")
    for number in range(1, 90):
        book.append(Entry(sequence=number, operation=f"o{number}", kind="x", time="t", after=("y" * 200,)))
        book.folded(number)
    fresh = Journal(tmp_path / "j.jsonl")
    fresh.refresh()
    assert fresh.recent[0].sequence > 60
    for number in (1, 44, 89):
        found = fresh.entry(number)
        assert found is not None
        assert found.sequence == number
    assert fresh.entry(0) is None
    assert fresh.entry(90) is None
    assert (fresh.holds((3, "o3")), fresh.holds((3, "o4")), fresh.holds((95, "o"))) == (True, False, False)


def test_the_archive_starts_with_the_pair(workspace: Workspace) -> None:
    """A pair nobody edited has no archive, and none is made by looking."""
    save_pair(workspace.aligned_path(PAIR_ID), pair(bead(1)))
    assert Editor(workspace, PAIR_ID).entries == ()
    assert not workspace.journal_path(PAIR_ID).with_suffix("").exists()
