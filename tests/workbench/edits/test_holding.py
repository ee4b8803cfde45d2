"""Work whose sentences have gone is brought onto another bead or put away, and both can be taken back."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from builders import bead, pair
from faults.saves import BEADS, FIRST, PAIR_ID, SECOND, edit, workspace_in
from parallel.errors import UsageError
from parallel.model.bitext import BeadId, BeadState, HeldBead, Waiver
from parallel.model.change import replaced
from parallel.store.held import load_held, save_held
from parallel.store.workspace import Workspace
from parallel.workbench.edits import holding
from parallel.workbench.edits.editing import Editor
from parallel.workbench.upkeep.repair import examine
from parallel.workbench.upkeep.restoring import restore
from running import Swift

WAIVER = Waiver(check="number", reason="rounded", texts="x")
LOST = replace(
    bead(99, "Eski cümle.", "The old sentence."),
    target=replace(BEADS[0].target, edited="What she wrote."),
    state=BeadState.APPROVED,
    flagged="Check the date.",
    note="As in the minutes.",
    waivers=(WAIVER,),
    version=7,
)
OTHER = replace(bead(98, "Başka."), state=BeadState.EDITED)
HELD = HeldBead(bead=LOST, reason="its source sentence is no longer in the text")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with two held beads."""
    made = workspace_in(tmp_path / "w")
    save_held(made.held_path(PAIR_ID), pair(*BEADS), [HELD, HeldBead(bead=OTHER, reason="gone")])
    return made


def place(workspace: Workspace) -> Editor:
    """Bring the first held bead onto the second bead of the text."""
    editor = Editor(workspace, PAIR_ID)
    editor.apply(partial(holding.place, bead=SECOND, held=editor.held[0]))
    return editor


def test_a_bead_takes_text_marks_and_remarks() -> None:
    """Its own source and marks stay, nobody's approval is carried over, and the version rises above both."""
    own = replace(BEADS[1], note="Mine.", state=BeadState.APPROVED)
    taken = replaced(pair(BEADS[0], own), holding.place(pair(BEADS[0], own), SECOND, HELD)).beads[1]
    assert (taken.source, taken.target.text, taken.state) == (own.source, "What she wrote.", BeadState.EDITED)
    assert (taken.flagged, taken.note, taken.waivers) == ("Check the date.", "Mine.; As in the minutes.", (WAIVER,))
    assert (taken.version, taken.id) == (8, SECOND)


def test_the_source_text_comes_when_asked() -> None:
    """What the held source said replaces the bead's; a text that says the same is no edit."""
    (_, changed) = replaced(pair(*BEADS[:2]), holding.place(pair(*BEADS[:2]), SECOND, HELD, source=True)).beads
    assert changed.source.edited == "Eski cümle."
    same = HeldBead(bead=replace(BEADS[1], note="n"), reason="")
    assert holding.place(pair(*BEADS[:2]), SECOND, same).after[0].target.edited is None


def test_a_bead_that_is_not_there() -> None:
    """Placing names a bead that stands."""
    with pytest.raises(UsageError, match="no bead"):
        holding.place(pair(*BEADS), BeadId("none"), HELD)


@pytest.mark.parametrize("fold", [False, True])
def test_placing_can_be_taken_back_for_ever(fold: bool, workspace: Workspace) -> None:  # noqa: FBT001  (a case)
    """Placed, it is held no more; undone, it is held again with its reason; across restarts and folds."""
    before = workspace.aligned_path(PAIR_ID).read_bytes(), workspace.held_path(PAIR_ID).read_bytes()
    place(workspace).fold()
    after = workspace.aligned_path(PAIR_ID).read_bytes(), workspace.held_path(PAIR_ID).read_bytes()
    assert [item.bead.id for item in Editor(workspace, PAIR_ID).held] == [OTHER.id]
    for act, outcome in 2 * ((Editor.undo, before), (Editor.redo, after)):
        editor = Editor(workspace, PAIR_ID)
        assert act(editor).kind == "place"
        if fold:
            editor.fold()
            found = workspace.aligned_path(PAIR_ID).read_bytes(), workspace.held_path(PAIR_ID).read_bytes()
            assert [sorted(text.split(b"\n")) for text in found] == [sorted(text.split(b"\n")) for text in outcome]
        held = {item.bead.id: item.reason for item in Editor(workspace, PAIR_ID).held}
        assert held.get(LOST.id) == (HELD.reason if outcome is before else None)


def test_two_editors_see_it_at_once(workspace: Workspace) -> None:
    """Another process learns it from the journal; what was placed can't be placed again."""
    other = Editor(workspace, PAIR_ID)
    (held, *_) = other.held
    place(workspace)
    other.refresh()
    assert [item.bead.id for item in other.held] == [OTHER.id]
    with pytest.raises(UsageError, match="not held any more"):
        other.apply(partial(holding.place, bead=FIRST, held=held))
    assert other.pair.beads[1].target.text == "What she wrote."


def test_putting_away_changes_no_bead(workspace: Workspace) -> None:
    """The file of what is held goes with the last one; undo brings all of it back."""
    text = workspace.aligned_path(PAIR_ID).read_bytes()
    editor = Editor(workspace, PAIR_ID)
    saved = editor.apply(partial(holding.put_away, held=editor.held))
    assert (saved.kind, saved.beads, editor.held) == ("put away", (), ())
    editor.fold()
    assert not workspace.held_path(PAIR_ID).exists()
    assert workspace.aligned_path(PAIR_ID).read_bytes() == text
    again = Editor(workspace, PAIR_ID)
    again.undo()
    again.fold()
    assert [item.bead for item in load_held(workspace.held_path(PAIR_ID), "x")] == [LOST, OTHER]


def test_a_restored_pair_knows_what_was_placed(workspace: Workspace) -> None:
    """Restore makes the placing again, and what was placed is held no more."""
    edit(workspace, "Before.").fold()
    place(workspace).fold()
    workspace.aligned_path(PAIR_ID).unlink()
    save_held(workspace.held_path(PAIR_ID), pair(*BEADS), [HELD])
    assert restore(workspace, PAIR_ID).edits == 2
    editor = Editor(workspace, PAIR_ID)
    assert (editor.pair.beads[1].target.text, editor.held) == ("What she wrote.", ())


def test_from_the_command_line(workspace: Workspace) -> None:
    """Listed with numbers, placed by number, put away by id; a wrong name is a usage error."""
    text = "format: 1\ndocuments:\n  - {id: d, file: d.txt}\npairs:\n  - {id: d.abstract, source: d, target: d}\n"
    workspace.manifest_path.write_text(text, "utf-8")
    (workspace.root / "seeds" / "d.txt").write_text("Bir.\n", "utf-8")
    work = Swift(workspace.root)
    rows = [line.split("\t") for line in work("edit", "held", PAIR_ID).out.splitlines()]
    assert rows[0][-1] == "reason"
    assert (rows[1][0], rows[1][1], rows[1][-1]) == ("1", LOST.id, HELD.reason)
    assert work("edit", "place", PAIR_ID, "3", "2").code == 2
    result = work("edit", "place", PAIR_ID, "1", "2", "--source")
    assert (result.code, "place, 1 bead" in result.err) == (0, True), result
    assert "What she wrote." in work("edit", "list", PAIR_ID).out
    assert "held" in {item.kind for item in examine(workspace)}
    result = work("edit", "put-away", PAIR_ID, OTHER.id)
    assert (result.code, "put away, no bead of the text" in result.err) == (0, True), result
    assert "held" not in {item.kind for item in examine(workspace)}
    assert work("undo", PAIR_ID).code == 0
    assert OTHER.id in work("edit", "held", PAIR_ID).out


def test_names_of_held_beads() -> None:
    """The same id may be held twice: then its revision tells them apart."""
    twice = (HELD, HeldBead(bead=replace(LOST, note="other"), reason=""))
    assert holding.held_named(twice, ["2", f"{LOST.id}@{LOST.revision}"]) == (twice[1], HELD)
    with pytest.raises(UsageError, match="2 held beads"):
        holding.held_named(twice, [LOST.id])
