"""Editing: saved means on the disk, stale is refused with both texts, and everything can be taken back."""

import fcntl
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from builders import bead, pair
from parallel.errors import InputError, StaleError, UsageError
from parallel.model.bitext import BeadId, BeadState, PairId
from parallel.store.aligned import StoredPair, save_pair
from parallel.store.workspace import Workspace, create_workspace
from parallel.workbench.edits import operations, standing
from parallel.workbench.edits.editing import Editor

PAIR_ID = PairId("d.abstract")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with one pair of five beads."""
    made = create_workspace(tmp_path)
    save_pair(made.aligned_path(PAIR_ID), pair(*(bead(number, f"Kaynak {number}.") for number in range(1, 6))))
    return made


def ids(editor: Editor) -> list[BeadId]:
    """Return the ids of the beads as they stand."""
    return [item.id for item in editor.pair.beads]


def approving(*beads: BeadId) -> operations.Operation:
    """Return the operation that approves beads."""
    return partial(operations.approve, beads=beads)


def saying(bead_id: BeadId, text: str) -> operations.Operation:
    """Return the operation that sets a bead's target text."""
    return partial(operations.edit_text, bead=bead_id, side="target", text=text)


def merging(beads: Sequence[BeadId]) -> operations.Operation:
    """Return the operation that joins beads."""
    return partial(operations.merge, beads=beads)


def is_locked(workspace: Workspace) -> bool:
    """Tell whether anybody holds the lock, ourselves too."""
    with (workspace.hidden_path / "lock").open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_saved_means_another_process_sees_it(workspace: Workspace) -> None:
    """An edit is in the journal when apply returns; the file follows at the fold."""
    editor = Editor(workspace, PAIR_ID)
    before = workspace.aligned_path(PAIR_ID).read_bytes()
    saved = editor.apply(approving(ids(editor)[0]))
    assert (saved.sequence, saved.count, saved.kind) == (1, 1, "approve")
    assert workspace.aligned_path(PAIR_ID).read_bytes() == before
    assert Editor(workspace, PAIR_ID).pair == editor.pair
    assert editor.pair.beads[0].state is BeadState.APPROVED
    assert editor.pending == 1
    assert editor.fold()
    assert not editor.fold()
    assert (editor.pending, Editor(workspace, PAIR_ID).pair) == (0, editor.pair)
    assert workspace.aligned_path(PAIR_ID).read_bytes() != before


def test_folding_changes_only_the_beads_touched(workspace: Workspace) -> None:
    """Every other line of the file stays as it is, even one an editor has spaced out."""
    path = workspace.aligned_path(PAIR_ID)
    spaced = b'{"id":   "d/body/00000003",  "hue": 1, '
    path.write_bytes(path.read_bytes().replace(b'{"id": "d/body/00000003", ', spaced))
    before = path.read_bytes().split(b"\n")
    editor = Editor(workspace, PAIR_ID)
    editor.apply(approving(ids(editor)[0]))
    editor.fold()
    after = path.read_bytes().split(b"\n")
    assert [a == b for a, b in zip(before, after, strict=True)].count(False) == 1


def test_the_same_id_again_is_done_once(workspace: Workspace) -> None:
    """A request sent twice answers as the first time, also after a restart, and so do undo and redo."""
    editor = Editor(workspace, PAIR_ID)
    first = editor.apply(saying(ids(editor)[0], "Uno."), operation_id="a")
    again = Editor(workspace, PAIR_ID).apply(saying(ids(editor)[1], "Due."), operation_id="a")
    assert again == replace(first, repeated=True)
    assert editor.undo("b").sequence == 2
    assert editor.undo("b").repeated
    assert [item.target.text for item in editor.pair.beads[:2]] == ["One.", "One."]


def test_a_stale_edit_is_refused_with_both_texts(workspace: Workspace) -> None:
    """The second of two who saw the same bead gets what it said and what it says now."""
    mine, theirs = Editor(workspace, PAIR_ID), Editor(workspace, PAIR_ID)
    name = ids(mine)[1]
    base = {name: mine.pair.beads[1].revision}
    theirs.apply(saying(name, "Theirs."), base)
    before = workspace.journal_path(PAIR_ID).read_bytes()
    with pytest.raises(StaleError) as caught:
        mine.apply(saying(name, "Mine."), base)
    assert caught.value.seen == ("Kaynak 2.", "One.")
    assert caught.value.standing == ("Kaynak 2.", "Theirs.")
    assert caught.value.exit_code == 4
    assert workspace.journal_path(PAIR_ID).read_bytes() == before


def test_undo_does_not_make_a_stale_page_fresh(workspace: Workspace) -> None:
    """A version number that comes back with another text is still another revision."""
    editor = Editor(workspace, PAIR_ID)
    name = ids(editor)[0]
    editor.apply(saying(name, "First."))
    base = {name: editor.pair.beads[0].revision}
    editor.undo()
    editor.apply(saying(name, "Second."))
    assert editor.pair.beads[0].version == 2
    with pytest.raises(StaleError):
        editor.apply(saying(name, "Third."), base)


def test_a_bead_merged_away_is_stale(workspace: Workspace) -> None:
    """What is gone is told as gone."""
    editor = Editor(workspace, PAIR_ID)
    names = ids(editor)
    base = {names[1]: editor.pair.beads[1].revision}
    editor.apply(merging(names[:2]))
    with pytest.raises(StaleError, match="is gone"):
        editor.apply(approving(names[1]), base)


def test_every_bead_changed_must_be_named(workspace: Workspace) -> None:
    """A base that leaves out a bead the edit changes is refused."""
    editor = Editor(workspace, PAIR_ID)
    names = ids(editor)
    with pytest.raises(UsageError, match="no revision named"):
        editor.apply(merging(names[:2]), {names[0]: editor.pair.beads[0].revision})


def test_nothing_to_change_is_no_edit(workspace: Workspace) -> None:
    """Approving twice writes once."""
    editor = Editor(workspace, PAIR_ID)
    editor.apply(approving(*ids(editor)))
    assert editor.apply(approving(*ids(editor))).count == 0
    assert len(editor.entries) == 1


def test_bulk_approval_is_one_step(workspace: Workspace) -> None:
    """All beads in one edit, taken back in one."""
    editor = Editor(workspace, PAIR_ID)
    start = editor.pair
    assert editor.apply(approving(*ids(editor))).count == 5
    assert editor.undo().count == 5
    assert editor.pair == start
    assert editor.redo().kind == "approve"
    assert {item.state for item in editor.pair.beads} == {BeadState.APPROVED}
    with pytest.raises(UsageError, match="nothing to redo"):
        editor.redo()


def test_undo_reaches_back_over_restarts(workspace: Workspace) -> None:
    """Every edit, folded or not, can be taken back by another process; a new edit ends redo."""
    start = workspace.aligned_path(PAIR_ID).read_bytes()
    for number in range(5):
        editor = Editor(workspace, PAIR_ID)
        editor.apply(saying(ids(editor)[number], f"Number {number}."))
        editor.fold()
    for _ in range(5):
        Editor(workspace, PAIR_ID).undo()
    editor = Editor(workspace, PAIR_ID)
    editor.fold()
    assert workspace.aligned_path(PAIR_ID).read_bytes() == start
    with pytest.raises(UsageError, match="nothing to undo"):
        editor.undo()
    editor.redo()
    editor.apply(approving(ids(editor)[4]))
    with pytest.raises(UsageError, match="nothing to redo"):
        editor.redo()


def test_history_of_a_bead(workspace: Workspace) -> None:
    """Every edit that touched it, with the bead after it; merged away it is None."""
    editor = Editor(workspace, PAIR_ID)
    names = ids(editor)
    editor.apply(saying(names[1], "Changed."))
    editor.apply(approving(names[0]))
    editor.apply(merging(names[:2]))
    found = editor.history(names[1])
    assert [(item.kind, item.bead is None) for item in found] == [("text", False), ("merge", True)]


def test_a_hand_edit_beside_pending_edits(workspace: Workspace) -> None:
    """Edits not folded yet are made on the file as changed by hand; those that fit no more are held, not dropped."""
    editor = Editor(workspace, PAIR_ID)
    names = ids(editor)
    editor.apply(saying(names[0], "Mine."))
    editor.apply(saying(names[1], "Mine too."))
    path = workspace.aligned_path(PAIR_ID)
    text = path.read_text("utf-8")
    line = next(line for line in text.split("\n") if names[1] in line)
    path.write_text(text.replace(line, line.replace("One.", "By hand.")), "utf-8")
    assert editor.refresh()
    assert [item.target.text for item in editor.pair.beads[:2]] == ["Mine.", "By hand."]
    editor.fold()
    assert [item.target.text for item in Editor(workspace, PAIR_ID).pair.beads[:2]] == ["Mine.", "By hand."]
    assert "Mine too." in workspace.held_path(PAIR_ID).read_text("utf-8")


def test_git_may_take_the_file_back(workspace: Workspace) -> None:
    """A folded edit taken back by git stays taken back: the file is the truth. Undoing it is refused."""
    path = workspace.aligned_path(PAIR_ID)
    start = path.read_bytes()
    editor = Editor(workspace, PAIR_ID)
    editor.apply(saying(ids(editor)[0], "Mine."))
    editor.fold()
    path.write_bytes(start)
    assert editor.refresh()
    assert editor.pair.beads[0].target.text == "One."
    with pytest.raises(StaleError):
        editor.undo()


@pytest.mark.parametrize("saves", [1, 2, 20])
def test_a_pair_opened_while_others_save(saves: int, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody edits and folds between the reading of file and journal, once or every time: every edit is seen."""
    load = standing.read_stored
    other = Editor(workspace, PAIR_ID)
    other.apply(approving(ids(other)[1]))
    said: list[str] = []

    def read_and_fall_behind(*asked: Any) -> StoredPair:
        stored = load(*asked)
        if len(said) < saves and not is_locked(workspace):
            said.append(f"Said {len(said)}.")
            other.apply(saying(ids(other)[len(said) % 5], said[-1]))
            other.fold()
        return stored

    monkeypatch.setattr(standing, "read_stored", read_and_fall_behind)
    editor = Editor(workspace, PAIR_ID)
    monkeypatch.undo()
    assert editor.pair == other.pair
    editor.apply(approving(ids(editor)[0]))
    editor.fold()
    assert {*said} <= {item.target.text for item in Editor(workspace, PAIR_ID).pair.beads}


def test_a_file_that_never_rests(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program writes it again and again: one clear line, and no half-read pair."""
    load = standing.read_stored

    def read_and_touch(*asked: Any) -> StoredPair:
        stored = load(*asked)
        path = workspace.aligned_path(PAIR_ID)
        path.write_bytes(path.read_bytes() + b"\n")
        return stored

    monkeypatch.setattr(standing, "read_stored", read_and_touch)
    with pytest.raises(InputError, match="is being changed by another program"):
        Editor(workspace, PAIR_ID)


def test_a_torn_journal_is_set_aside(workspace: Workspace) -> None:
    """A torn last line goes to *.rejected; what came before counts, and the next edit has a line of its own."""
    editor = Editor(workspace, PAIR_ID)
    names = ids(editor)
    editor.apply(saying(names[0], "Kept."))
    journal = workspace.journal_path(PAIR_ID)
    journal.write_bytes(journal.read_bytes() + b'{"sequence":2,"opera')
    editor = Editor(workspace, PAIR_ID)
    assert editor.pair.beads[0].target.text == "Kept."
    editor.apply(saying(names[1], "Next."))
    assert journal.with_suffix(".rejected").read_bytes() == b'{"sequence":2,"opera\n'
    again = Editor(workspace, PAIR_ID)
    assert [item.target.text for item in again.pair.beads[:2]] == ["Kept.", "Next."]


def test_a_missing_file_with_a_history_is_no_new_pair(workspace: Workspace) -> None:
    """A pair nobody aligned is a usage error; one people worked on is missing."""
    with pytest.raises(UsageError, match="not aligned yet"):
        Editor(workspace, PairId("other"))
    editor = Editor(workspace, PAIR_ID)
    editor.apply(approving(ids(editor)[0]))
    editor.fold()
    workspace.aligned_path(PAIR_ID).unlink()
    with pytest.raises(InputError, match="tren restore"):
        Editor(workspace, PAIR_ID)
