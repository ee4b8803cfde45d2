"""A18: any number of edits, with restarts between, can be taken back and done again, to the same bytes."""

import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import bead, pair
from faults.disks import Counting
from faults.saves import PAIR_ID
from parallel.errors import UsageError
from parallel.model.bitext import Alignment, Bead, BeadState
from parallel.model.span import Span
from parallel.store import atomic
from parallel.store.aligned import save_pair
from parallel.store.workspace import Workspace, create_workspace
from parallel.workbench.edits import operations
from parallel.workbench.edits.editing import Editor
from parallel.workbench.edits.operations import Operation

LETTERS = "abcçdefgğhıiİIjklmnoöprsştuüvyzâîû’'\u00ad\u00a0\u2028 "
STEPS = 1000 if os.environ.get("TREN_FULL") else 120


def one_to_one(source: object, target: object) -> Alignment:
    """Align position by position, what is left over alone."""
    left, right = len(source), len(target)  # type: ignore[arg-type]  # two sequences
    beads = []
    for at in range(max(left, right)):
        spans = Span(min(at, left), min(at + 1, left)), Span(min(at, right), min(at + 1, right))
        beads.append(Bead(source=spans[0], target=spans[1]))
    return Alignment(source_size=left, target_size=right, beads=tuple(beads))


def words(dice: random.Random) -> str:
    """Return a few Turkish letters that are not blank."""
    return "x" + "".join(dice.choice(LETTERS) for _ in range(dice.randrange(12))).strip() + "y"


def random_operation(editor: Editor, dice: random.Random) -> Operation:
    """Choose an edit that may or may not be possible."""
    ids = [item.id for item in editor.pair.beads]
    at = dice.randrange(len(ids))
    some = ids[at : at + dice.randrange(1, 4)]
    side = dice.choice(["source", "target"])
    choices: list[Callable[[], Operation]] = [
        lambda: partial(operations.merge, beads=some),
        lambda: partial(operations.split, bead=ids[at], source_at=dice.randrange(3), target_at=dice.randrange(3)),
        lambda: partial(operations.move, bead=ids[at], side=side, count=dice.choice([-2, -1, 1, 2])),
        lambda: partial(operations.edit_text, bead=ids[at], side=side, text=dice.choice([words(dice), None])),
        lambda: partial(operations.approve, beads=dice.choice([some, ids])),
        lambda: partial(operations.unapprove, beads=some),
        lambda: partial(operations.flag, beads=some, note=words(dice)),
        lambda: partial(operations.unflag, beads=some),
        lambda: partial(operations.exclude, beads=some, reason=words(dice)),
        lambda: partial(operations.include, beads=some),
        lambda: partial(operations.annotate, beads=some, note=words(dice)),
        lambda: partial(operations.waive, beads=some, check="number", reason=words(dice)),
        lambda: partial(operations.unwaive, beads=some, check="number"),
        lambda: partial(operations.realign, first=ids[at], last=ids[-1], aligner=one_to_one),
    ]
    return dice.choice(choices)()


def there_and_back(folder: Path, seed: int, steps: int) -> None:
    """Edit at random with restarts and folds between, undo all, redo all, and compare the bytes."""
    dice = random.Random(seed)
    workspace = create_workspace(folder)
    path = workspace.aligned_path(PAIR_ID)
    states = (BeadState.AUTO, BeadState.APPROVED)
    beads = [bead(n, f"Kaynak {n}." if n % 5 else "", f"Source {n}.", state=states[n % 2]) for n in range(1, 13)]
    save_pair(path, pair(*beads))
    path.write_bytes(path.read_bytes().replace(b'"state": "auto"', b'"state":  "auto", "colour": {"a": [1]}', 1))
    start = path.read_bytes()
    segments = _segments(workspace)
    editor = Editor(workspace, PAIR_ID)
    while len(editor.entries) < steps:
        try:
            editor.apply(random_operation(editor, dice))
        except UsageError:
            continue
        if dice.random() < 0.1:
            editor = _restarted(editor, dice)
    editor.fold()
    assert _segments(workspace) == segments
    end = path.read_bytes()
    for act, outcome in ((Editor.undo, start), (Editor.redo, end)):
        for _ in range(steps):
            act(editor)
            if dice.random() < 0.05:
                editor = _restarted(editor, dice)
        editor.fold()
        assert path.read_bytes() == outcome
    assert editor.redoable is None


def _restarted(editor: Editor, dice: random.Random) -> Editor:
    if dice.random() < 0.5:
        editor.fold()
    return Editor(editor.workspace, PAIR_ID)


def _segments(workspace: Workspace) -> tuple[list[str], list[str]]:
    """Return all sentences of both sides: no edit may lose, double or reorder one."""
    beads = Editor(workspace, PAIR_ID).pair.beads
    return [s for b in beads for s in b.source.segments], [s for b in beads for s in b.target.segments]


@pytest.mark.parametrize("seed", range(2))
def test_undo_all_and_redo_all(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of random edits of every kind."""
    monkeypatch.setattr(atomic, "disk", Counting())
    there_and_back(tmp_path / "w", seed, 60)


@pytest.mark.slow
def test_a_thousand_edits_and_back(tmp_path: Path) -> None:
    """The full length, on the disk as it is."""
    there_and_back(tmp_path / "w", 7, STEPS)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_any_short_history(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Short histories from any seed."""
    real, atomic.disk = atomic.disk, Counting()
    try:
        there_and_back(tmp_path_factory.mktemp("undo") / "w", seed, 8)
    finally:
        atomic.disk = real
