"""A1–A3: killed at any step of any save, a file is wholly old or wholly new, and work goes on without repair."""

import shutil
from pathlib import Path

import pytest

from faults.disks import Counting, InPlace, Killed, TwoSteps, killing
from faults.saves import SAVES, Save, edit, texts, workspace_in
from parallel.store import atomic
from parallel.store.workspace import Workspace

DOSE = ("aligned", "edit and fold", "manifest")
"""Saves struck in every run; the others follow in the slow rigs."""


def rehearsed(
    save: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Counting] = Counting
) -> tuple[Workspace, object, object, Counting]:
    """Make a save once; return the workspace before it, what is seen before and after, and the calls it made."""
    monkeypatch.setattr(atomic, "disk", Counting())
    start = workspace_in(tmp_path / "start")
    save.prepare(start)
    old = save.observe(start)
    end = copied(start, tmp_path / "end")
    counting = kind()
    monkeypatch.setattr(atomic, "disk", counting)
    save.act(end)
    return start, old, save.observe(end), counting


def bad_states(
    save: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Counting] = Counting
) -> list[str]:
    """Kill a save at every step and return what went wrong, step by step."""
    start, old, new, counting = rehearsed(save, tmp_path, monkeypatch, kind)
    found = []
    for step in range(1, counting.steps + 1):
        workspace = copied(start, tmp_path / f"{step}")
        disk = kind(before=killing(step).before)
        monkeypatch.setattr(atomic, "disk", disk)
        with pytest.raises(Killed):
            save.act(workspace)
        monkeypatch.setattr(atomic, "disk", Counting())
        found += [f"{counting.calls[step - 1]} ({step}): {what}" for what in wrong(save, workspace, (old, new))]
        shutil.rmtree(workspace.root)
    return found


def wrong(save: Save, workspace: Workspace, allowed: tuple[object, object]) -> list[str]:
    """Return what is wrong after a kill: no file, a torn one, or a save that can't be made now."""
    if not save.file(workspace).exists():
        return ["there is no file"]
    try:
        seen = save.observe(workspace)
    except Exception as error:  # noqa: BLE001  (whatever a torn file brings about is wrong)
        return [f"can't be read: {error}"]
    if seen not in allowed:
        return ["neither old nor new"]
    save.act(workspace)
    edit(workspace, "And on.").fold()
    return [] if "And on." in str(texts(workspace)) else ["work does not go on"]


def copied(workspace: Workspace, folder: Path) -> Workspace:
    """Copy a workspace."""
    shutil.copytree(workspace.root, folder)
    return Workspace(root=folder)


@pytest.mark.parametrize("name", DOSE)
def test_a_kill_at_any_step(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every write (also half done), fsync, rename, unlink, truncate and mkdir: no bad state."""
    assert bad_states(SAVES[name], tmp_path, monkeypatch) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SAVES)
def test_a_kill_at_any_step_of_every_save(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for every kind of save."""
    assert bad_states(SAVES[name], tmp_path, monkeypatch) == []


@pytest.mark.parametrize("mutant", [TwoSteps, InPlace])
def test_the_matrix_sees_a_bad_order(mutant: type[Counting], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With OmegaT's two steps there is a moment without the file, with Jupyter's order a torn one: both are seen."""
    assert bad_states(SAVES["aligned"], tmp_path, monkeypatch, mutant)


def test_every_kind_of_call_is_struck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The matrix reaches each call that changes the disk."""
    calls = set()
    for number, save in enumerate(SAVES.values()):
        workspace = workspace_in(tmp_path / f"{number}")
        save.prepare(workspace)
        counting = Counting()
        monkeypatch.setattr(atomic, "disk", counting)
        save.act(workspace)
        monkeypatch.undo()
        calls |= set(counting.calls)
    assert calls >= {"open", "write", "fsync", "rename", "mkdir", "fsync folder"}
