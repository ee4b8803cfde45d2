"""A5, A18, B11: all at once. Processes edit, undo, fold and are killed; texts change under the work; it is restored.

Nobody has to foresee which step comes between which two others: the steps are drawn by lot, and what must hold in the
end is simple. A pair is its journal made again edit by edit, and what a person wrote stands, is held, or was replaced.
"""

import multiprocessing
import os
import random
import re
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from builders import bead, pair
from faults.saves import PAIR_ID, workspace_in
from parallel.errors import StaleError, UsageError
from parallel.model.bitext import PairId
from parallel.model.change import Arrangement
from parallel.store.aligned import load_stored, save_pair
from parallel.store.journal import journal
from parallel.store.replay import replay
from parallel.store.workspace import Workspace, create_workspace
from parallel.workbench.building import build, realign
from parallel.workbench.edits import holding, operations
from parallel.workbench.edits.editing import Editor, Saved
from parallel.workbench.upkeep.restoring import restore
from running import Swift

FULL = bool(os.environ.get("TREN_FULL"))
EDITS = ("edit", "edit", "edit", "approve", "flag", "merge", "split", "undo", "redo")
HELD = ("place", "place", "put away")
CHANGES = ("insert", "delete", "change", "build", "realign", "force", "restore")
BUILT = PairId("tr~en")
SAID = re.compile(r"Said \d+\.")


def edit_by_lot(editor: Editor, dice: random.Random, what: str, text: str) -> Saved:
    """Make an edit of a bead drawn by lot, against what the editor has read."""
    if what in {"undo", "redo"}:
        return editor.undo(text) if what == "undo" else editor.redo(text)
    beads = editor.pair.beads
    at = dice.randrange(len(beads))
    named = beads[at : at + (2 if what == "merge" else 1)]
    ids = [item.id for item in named]
    operation = {
        "edit": partial(operations.edit_text, bead=ids[0], side="target", text=text),
        "approve": partial(operations.approve, beads=ids),
        "flag": partial(operations.flag, beads=ids, note=text),
        "merge": partial(operations.merge, beads=ids),
        "split": partial(operations.split, bead=ids[0], source_at=1, target_at=1),
    }[what]
    return editor.apply(operation, {item.id: item.revision for item in named}, text)


def work(root: Path, who: int, edits: int, archived_bytes: int) -> None:
    """Edit one pair, opened anew or folded every other time, and say in a file of its own what was saved."""
    journal.ARCHIVED_BYTES = archived_bytes
    dice = random.Random(who)
    editor = None
    with (root.parent / f"said-{who}").open("a", buffering=1, encoding="utf-8") as said:
        for number in range(edits):
            if editor is None or dice.random() < 0.5:
                editor = Editor(Workspace(root=root), PAIR_ID)
            else:
                editor.refresh()
            try:
                saved = edit_by_lot(editor, dice, dice.choice(EDITS), f"{who}-{number}")
            except (StaleError, UsageError):
                continue
            if saved.sequence:
                said.write(f"{saved.operation}\n")
            if dice.random() < 0.5:
                editor.fold()


def let_work(root: Path, dice: random.Random, kills: int, archived_bytes: int) -> None:
    """Let six processes work; kill some of them at random moments and start others in their place."""
    context = multiprocessing.get_context("fork")
    count = 0

    def start() -> multiprocessing.process.BaseProcess:
        nonlocal count
        count += 1
        made = context.Process(target=work, args=(root, count, 60, archived_bytes))
        made.start()
        return made

    running = [start() for _ in range(6)]
    while running:
        time.sleep(dice.random() * 0.05)
        if kills:
            kills -= 1
            victim = dice.choice(running)
            if victim.pid is not None:
                os.kill(victim.pid, signal.SIGKILL)
            running.append(start())
        for process in [process for process in running if not process.is_alive()]:
            process.join()
            assert process.exitcode in {0, -signal.SIGKILL}
            running.remove(process)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12 if FULL else 2))
@pytest.mark.parametrize(("beads", "archived_bytes"), [(300, 1 << 20), (8, 3000)])
def test_a_pair_is_its_journal(seed: int, beads: int, archived_bytes: int, tmp_path: Path) -> None:
    """Every edit said to be saved is in the journal once, and the file is what its edits make of the first one."""
    workspace = workspace_in(tmp_path / "w")
    path = workspace.aligned_path(PAIR_ID)
    save_pair(path, pair(*[bead(number, f"Kaynak {number}.") for number in range(1, beads + 1)]))
    first = load_stored(path, path.name)
    let_work(workspace.root, random.Random(seed), 20 if seed % 2 else 0, archived_bytes)
    editor = Editor(workspace, PAIR_ID)
    editor.fold()
    ids = [entry.operation for entry in editor.entries]
    said = {line for file in tmp_path.glob("said-*") for line in file.read_text("utf-8").splitlines()}
    assert said <= {*ids}
    assert len({*ids}) == len(ids)
    assert [entry.sequence for entry in editor.entries] == list(range(1, len(ids) + 1))
    again = Arrangement(first.pair)
    assert replay(again, first.layout, editor.entries) == ()
    assert load_stored(path, path.name).pair.beads == again.pair.beads


def sentences(dice: random.Random, count: int) -> list[tuple[str, str]]:
    """Return sentences no two of which are alike, with their English."""
    nouns = {"antlaşma": "treaty", "heyet": "delegation", "sınır": "border", "ordu": "army", "elçi": "envoy"}
    found = []
    for _ in range(count):
        year, number = dice.randrange(1900, 1960), dice.randrange(10000)
        words = dice.choices([*nouns], k=4)
        turkish = f"{year} yılında {number} sayılı {' '.join(words)} geldi."
        found.append((turkish, f"In {year} number {number}, {' '.join(nouns[word] for word in words)}, came."))
    return found


class Text:
    """A text and its translation in a workspace, which change."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self._dice = dice
        self._lines = sentences(dice, 40)
        self._files = [folder / "tr.txt", folder / "en.txt"]
        self._write()
        self.workspace = create_workspace(folder / "w")
        tren = Swift(self.workspace.root)
        added = tren("add", str(self._files[0]), "--translation", str(self._files[1]), "--lang", "tr")
        assert added.code == 0, added
        self._files = [self.workspace.root / "seeds" / file.name for file in self._files]
        build(self.workspace)

    def change(self, what: str) -> None:
        """Let sentences come in, go, or say something else; then build."""
        at = self._dice.randrange(len(self._lines))
        if what == "insert":
            self._lines[at:at] = sentences(self._dice, 2)
        elif what == "delete" and len(self._lines) > 30:
            del self._lines[at : at + 2]
        elif what == "change":
            turkish, english = self._lines[at]
            self._lines[at] = turkish.replace("geldi", "gitti"), english.replace("came", "went")
        self._write()
        build(self.workspace)

    def _write(self) -> None:
        for side, file in enumerate(self._files):
            file.write_text("".join(f"{line[side]}\n" for line in self._lines), "utf-8")


def step(text: Text, dice: random.Random, what: str, number: int) -> None:
    """Take one step."""
    workspace = text.workspace
    if what in EDITS:
        editor = Editor(workspace, BUILT)
        edit_by_lot(editor, dice, what, f"Said {number}.")
        if dice.random() < 0.5:
            editor.fold()
    elif what in HELD:
        editor = Editor(workspace, BUILT)
        for item in editor.held[:1]:
            at = dice.choice(editor.pair.beads).id
            placing = partial(holding.place, bead=at, held=item)
            editor.apply(placing if what == "place" else partial(holding.put_away, held=[item]))
    elif what in {"realign", "force"}:
        realign(workspace, [BUILT], force=what == "force")
    elif what == "restore":
        restore(workspace, BUILT)
    else:
        text.change(what)


def words_in(lines: object) -> set[str]:
    """Return what was said in some lines."""
    return {*SAID.findall(str(lines))}


def lost(workspace: Workspace) -> set[str]:
    """Return what a person wrote that neither stands nor is held, though no later edit replaced it."""
    editor = Editor(workspace, BUILT)
    alive: set[str] = set()
    for entry in editor.entries:
        alive -= words_in((entry.before, entry.taken))
        alive |= words_in((entry.after, entry.given))
    standing = [(item.target.text, item.flagged) for item in (*editor.pair.beads, *(held.bead for held in editor.held))]
    return alive - words_in(standing)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30 if FULL else 2))
def test_what_was_said_stands_or_is_held(seed: int, tmp_path: Path) -> None:
    """Whatever happens to the text, to the pair and to what was restored: the file can be read, and nothing is lost."""
    dice = random.Random(seed)
    text = Text(tmp_path, dice)
    taken: list[str] = []
    for number in range(60 if FULL else 25):
        what = dice.choice((*EDITS, *HELD, *CHANGES))
        taken.append(what)
        try:
            step(text, dice, what, number)
        except (StaleError, UsageError):
            taken[-1] += " (refused)"
        assert not lost(text.workspace), taken
