"""B2: two people's edits in one file are merged by git bead by bead."""

import os
import random
import shutil
import subprocess
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from builders import pair
from faults.saves import PAIR_ID
from parallel.model.bitext import Alignment, Bead, BeadId
from parallel.model.span import Span
from parallel.store.aligned import load_stored, save_pair
from parallel.store.workspace import Workspace, create_workspace
from parallel.workbench.edits import operations
from parallel.workbench.edits.editing import Editor
from parallel.workbench.pairs.bitexts import beads_from
from parallel.workbench.pairs.pairs import pair_text
from parallel.workbench.texts.documents import raw_of_entry, read_raw
from running import Swift

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
FULL = bool(os.environ.get("TREN_FULL"))


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git in a repository of its own, whatever the user's settings."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    command = ["git", "-c", "merge.conflictStyle=merge", *words]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **settings, **names}, capture_output=True, text=True, check=False
    )


MANIFEST = """\
format: 1
documents:
  - {id: d, file: d.txt, language: tr}
  - {id: e, file: e.txt, language: en}
pairs:
  - {id: d.abstract, source: d, target: e, languages: tr-en}
"""


def repository(folder: Path, beads: int) -> Workspace:
    """Make a workspace with two documents and their pair under git."""
    workspace = create_workspace(folder)
    workspace.manifest_path.write_text(MANIFEST, "utf-8")
    said = {"d.txt": "Kongre {} delegeyle toplandı.", "e.txt": "The congress met with {} delegates."}
    for name, text in said.items():
        lines = (text.format(number) for number in range(1, beads + 1))
        (workspace.root / "seeds" / name).write_text("\n\n".join(lines) + "\n", "utf-8")
    (entry,) = workspace.manifest().pairs
    documents = [read_raw(raw_of_entry(workspace, document)) for document in workspace.manifest().documents]
    both = pair_text(entry, *documents)
    one_to_one = tuple(Bead(source=Span(at, at + 1), target=Span(at, at + 1), confidence=0.9) for at in range(beads))
    alignment = Alignment(source_size=beads, target_size=beads, beads=one_to_one)
    found = beads_from(alignment, both.source, both.target)
    made = replace(pair(*found), source_name="d.txt", target_name="e.txt")
    save_pair(workspace.aligned_path(PAIR_ID), made)
    (folder / ".gitattributes").write_text("aligned/*.jsonl text eol=lf\n", "utf-8")
    assert git(folder, "init", "-q", "-b", "main").returncode == 0
    commit(folder, "start")
    return workspace


def commit(folder: Path, what: str) -> None:
    """Commit everything."""
    git(folder, "add", "-A")
    assert git(folder, "commit", "-q", "-m", what).returncode == 0


def edit_many(workspace: Workspace, who: str, numbers: list[int]) -> None:
    """Edit, approve or flag beads, then fold."""
    editor = Editor(workspace, PAIR_ID)
    ids = [item.id for item in editor.pair.beads]
    by_kind: dict[int, list[BeadId]] = {0: [], 1: []}
    for number in numbers:
        if number % 3 == 2:
            text = f"{editor.pair.beads[number].target.text.removesuffix('.')}, {who} says."
            editor.apply(partial(operations.edit_text, bead=ids[number], side="target", text=text))
        else:
            by_kind[number % 3].append(ids[number])
    for mark, beads in ((operations.flag, by_kind[0]), (operations.annotate, by_kind[1])):
        if beads:
            editor.apply(partial(mark, beads=beads, note=f"{who} notes"))
    editor.fold()


def merge_conflicts(folder: Path, beads: int, edits: int) -> tuple[int, int, Workspace]:
    """Let two people edit, merge, and return conflict hunks and beads both changed."""
    workspace = repository(folder, beads)
    dice = random.Random(2)
    chosen = [sorted(dice.sample(range(beads), edits)) for _ in range(2)]
    for who, numbers in zip(("ayse", "john"), chosen, strict=True):
        git(folder, "checkout", "-q", "main")
        git(folder, "checkout", "-q", "-b", who)
        shutil.rmtree(workspace.hidden_path, ignore_errors=True)
        edit_many(workspace, who, numbers)
        commit(folder, who)
    git(folder, "merge", "-q", "ayse")
    text = workspace.aligned_path(PAIR_ID).read_text("utf-8")
    return text.count("<<<<<<< "), len(set(chosen[0]) & set(chosen[1])), workspace


def resolved(text: str) -> str:
    """Take our side of every conflict, and keep what git has merged."""
    kept = []
    side = "both"
    for line in text.splitlines(keepends=True):
        mark = {"<<<<<<< ": "ours", "=======\n": "theirs", ">>>>>>> ": "both"}.get(line[:8])
        if mark:
            side = mark
        elif side != "theirs":
            kept.append(line)
    return "".join(kept)


@pytest.mark.parametrize(
    "size", [(300, 30), pytest.param((5000, 500), marks=pytest.mark.slow)], ids=["300 beads", "5000 beads"]
)
def test_conflicts_are_the_beads_both_changed(size: tuple[int, int], tmp_path: Path) -> None:
    """As many conflict hunks as beads both changed; resolved, every other edit of both is there, and all is well."""
    hunks, shared, workspace = merge_conflicts(tmp_path / "w", *size)
    assert shared > 0
    assert hunks == shared
    work = Swift(workspace.root)
    assert (work("check").code, work("doctor").code) == (3, 1)
    path = workspace.aligned_path(PAIR_ID)
    path.write_text(resolved(path.read_text("utf-8")), "utf-8")
    stored = load_stored(path, "x")
    assert (len(stored.pair.beads), stored.warnings) == (size[0], ())
    said = [item.target.text + item.flagged + item.note for item in stored.pair.beads]
    assert sum("john" in text for text in said) == size[1]
    assert sum("ayse" in text for text in said) == size[1] - shared
    for words in (("check",), ("doctor",)):
        result = work(*words)
        assert (result.code, "error:" in result.err) == (0, False), result


def test_neighbours_merge_without_a_conflict(tmp_path: Path) -> None:
    """Two people edit beads side by side: nothing to resolve, nothing lost, and the result can be checked."""
    workspace = repository(tmp_path / "w", 10)
    for who, numbers in (("ayse", [2, 5]), ("john", [3, 4, 6])):
        git(workspace.root, "checkout", "-q", "main")
        git(workspace.root, "checkout", "-q", "-b", who)
        shutil.rmtree(workspace.hidden_path, ignore_errors=True)
        edit_many(workspace, who, numbers)
        commit(workspace.root, who)
    assert git(workspace.root, "merge", "-q", "ayse").returncode == 0
    stored = load_stored(workspace.aligned_path(PAIR_ID), "x")
    assert stored.warnings == ()
    said = [item.target.text + item.flagged + item.note for item in stored.pair.beads]
    assert sum("ayse" in text for text in said) == 2
    assert sum("john" in text for text in said) == 3
    work = Swift(workspace.root)
    assert (work("check").code, work("doctor").code) == (0, 0)
