"""A5, A6, A19, A20: several writers on one pair, dead holders, clocks and file systems without locks."""

import errno
import fcntl
import json
import multiprocessing
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import bead, pair
from faults.disks import Counting
from faults.saves import PAIR_ID, edit, texts, workspace_in
from parallel.errors import StaleError, UsageError, WriteError
from parallel.store import atomic
from parallel.store.aligned import load_pair, save_pair
from parallel.store.lock import locked
from parallel.store.workspace import Workspace
from parallel.workbench.edits import operations
from parallel.workbench.edits.editing import Editor
from parallel.workbench.upkeep.repair import examine

FULL = bool(os.environ.get("TREN_FULL"))
PROCESSES = 8
EDITS = 100 if FULL else 25


def write_many(root: Path, who: int, edits: int) -> dict[str, object]:
    """Make edits against what was read, sometimes a stale page; return counts and waiting times."""
    editor = Editor(Workspace(root=root), PAIR_ID)
    accepted = refused = 0
    waits = []
    for number in range(edits):
        editor.refresh()
        target = editor.pair.beads[(who * 31 + number * 7) % len(editor.pair.beads)]
        base = {target.id: target.revision}
        text = f"Writer {who} edit {number}."
        started = time.monotonic()
        try:
            editor.apply(partial(operations.edit_text, bead=target.id, side="target", text=text), base)
        except StaleError:
            refused += 1
        else:
            accepted += 1
        waits.append(time.monotonic() - started)
        if number % 50 == 49:
            editor.fold()
    return {"accepted": accepted, "refused": refused, "waits": waits}


def write_anew(root: Path, who: int, edits: int) -> dict[str, object]:
    """Make every edit as a command does: open the pair, edit, fold."""
    accepted = refused = 0
    waits = []
    for number in range(edits):
        started = time.monotonic()
        editor = Editor(Workspace(root=root), PAIR_ID)
        target = editor.pair.beads[(who * 31 + number * 7) % len(editor.pair.beads)]
        operation = partial(operations.edit_text, bead=target.id, side="target", text=f"Writer {who} edit {number}.")
        try:
            editor.apply(operation, {target.id: target.revision})
        except StaleError:
            refused += 1
        else:
            accepted += 1
            editor.fold()
        waits.append(time.monotonic() - started)
    return {"accepted": accepted, "refused": refused, "waits": waits}


def write_plainly(root: Path, who: int, edits: int) -> dict[str, object]:
    """Lock, append and sync, with no care for anything: what the machine gives eight writers at best."""
    waits = []
    with (root / "plain").open("ab", buffering=0) as file:
        for number in range(edits):
            started = time.monotonic()
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(f"Writer {who} edit {number}.\n".encode() * 40)
            os.fsync(file.fileno())
            fcntl.flock(file, fcntl.LOCK_UN)
            waits.append(time.monotonic() - started)
    return {"accepted": edits, "refused": 0, "waits": waits}


WAYS = {"ours": write_many, "anew": write_anew, "plain": write_plainly}


def _work(way: str, root: Path, who: int, edits: int, folder: Path) -> None:
    result = WAYS[way](root, who, edits)
    (folder / f"{way}-{who}.json").write_text(json.dumps(result), "utf-8")


def at_once(way: str, root: Path, folder: Path) -> list[dict[str, Any]]:
    """Let all processes write at the same time; return what each of them tells."""
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=_work, args=(way, root, who, EDITS, folder)) for who in range(PROCESSES)]
    for process in running:
        process.start()
    for process in running:
        process.join(300)
        assert process.exitcode == 0
    return [json.loads((folder / f"{way}-{who}.json").read_text("utf-8")) for who in range(PROCESSES)]


def p99(waits: list[float]) -> float:
    """Return the time that one in a hundred waited longer."""
    return sorted(waits)[int(len(waits) * 0.99)]


@pytest.mark.slow
def test_eight_processes_on_one_pair(tmp_path: Path) -> None:
    """No edit is lost, every stale one is refused, nobody waits long: sum of versions = edits accepted.

    The bound is 20 times what one writer waits. A disk and two cores that other work keeps busy make a few of any eight
    writers wait longer, so where plain ones already take more than half of that bound, theirs is ours.
    """
    workspace = workspace_in(tmp_path / "w")
    beads = [bead(number, f"Kaynak {number}.") for number in range(1, 201)]
    save_pair(workspace.aligned_path(PAIR_ID), pair(*beads))
    alone = write_many(workspace.root, 99, 40)
    median = statistics.median(alone["waits"])  # type: ignore[arg-type]  # seconds
    plain = [wait for result in at_once("plain", workspace.root, tmp_path) for wait in result["waits"]]
    results = at_once("ours", workspace.root, tmp_path)
    accepted = sum(result["accepted"] for result in results) + int(str(alone["accepted"]))
    assert sum(result["accepted"] + result["refused"] for result in results) == PROCESSES * EDITS
    editor = Editor(workspace, PAIR_ID)
    assert sum(item.version - 1 for item in editor.pair.beads) == accepted
    assert [entry.sequence for entry in editor.entries] == list(range(1, accepted + 1))
    waits = [wait for result in results for wait in result["waits"]]
    figures = f"median alone {median * 1000:.1f} ms, p99 of 8 {p99(waits) * 1000:.1f} ms ({p99(waits) / median:.1f} ×)"
    more = f"longest {max(waits) * 1000:.0f} ms, plain writers p99 {p99(plain) * 1000:.1f}, {max(plain) * 1000:.0f} ms"
    print(f"{figures}, {more}")  # noqa: T201
    assert p99(waits) <= max(20 * median, 2 * p99(plain)), figures
    assert max(waits) <= max(2, 2 * max(plain)), more


@pytest.mark.slow
def test_eight_processes_that_open_the_pair_anew(tmp_path: Path) -> None:
    """They read the file while others fold: not one accepted edit is missing from it in the end, nobody waits long."""
    workspace = workspace_in(tmp_path / "w")
    path = workspace.aligned_path(PAIR_ID)
    save_pair(path, pair(*[bead(number, f"Kaynak {number}.") for number in range(1, 201)]))
    results = at_once("anew", workspace.root, tmp_path)
    accepted = sum(result["accepted"] for result in results)
    assert sum(item.version - 1 for item in load_pair(path, path.name)[0].beads) == accepted
    assert accepted + sum(result["refused"] for result in results) == PROCESSES * EDITS
    waits = [wait for result in results for wait in result["waits"]]
    assert max(waits) <= 2, f"longest {max(waits) * 1000:.0f} ms"


STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["look", "edit", "edit", "edit", "merge", "undo", "fold"])),
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS, dice=st.randoms(use_true_random=False))
def test_any_interleaving(steps: list[tuple[int, str]], dice: random.Random) -> None:
    """A6: three editors look, edit, merge, undo and fold in any order: accepted just when the page was not stale."""
    real, atomic.disk = atomic.disk, Counting()
    try:
        with tempfile.TemporaryDirectory() as folder:
            interleave(workspace_in(Path(folder) / "w"), steps, dice)
    finally:
        atomic.disk = real


def interleave(workspace: Workspace, steps: list[tuple[int, str]], dice: random.Random) -> None:
    """Take the steps; each editor's page is what it last looked at."""
    editors = [Editor(workspace, PAIR_ID) for _ in range(3)]
    pages = [editor.pair for editor in editors]
    accepted = 0
    for number, (who, what) in enumerate(steps):
        editor, page = editors[who], pages[who]
        at = dice.randrange(len(page.beads))
        seen = page.beads[at : at + (2 if what == "merge" else 1)]
        base = {bead.id: bead.revision for bead in seen}
        standing = {bead.id: bead.revision for bead in Editor(workspace, PAIR_ID).pair.beads}
        stale = any(standing.get(name) != revision for name, revision in base.items())
        operation = partial(operations.edit_text, bead=seen[0].id, side="target", text=f"Step {number}.")
        if what == "merge":
            operation = partial(operations.merge, beads=[bead.id for bead in seen])
        try:
            if what == "look":
                editor.refresh()
                pages[who] = editor.pair
            elif what == "fold":
                editor.fold()
            elif what == "undo":
                editor.undo()
                accepted += 1
            else:
                editor.apply(operation, base)
                accepted += 1
                assert not stale
        except StaleError:
            assert stale
        except UsageError:
            assert what == "undo" or len(seen) == 1  # nothing to undo, or no neighbour to merge with
    assert len(Editor(workspace, PAIR_ID).entries) == accepted
    final = Editor(workspace, PAIR_ID).pair
    for editor in editors:
        editor.refresh()
        assert editor.pair == final


def hold(folder: Path) -> subprocess.Popen[str]:
    """Start a process that takes the lock and keeps it."""
    code = (
        "import sys, pathlib; from parallel.store.lock import locked\n"
        "with locked(pathlib.Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(folder)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_killed_holder_s_lock_is_free_at_once(tmp_path: Path) -> None:
    """Another writer waits and names the holder; when that is killed, the next goes on in less than a second."""
    workspace = workspace_in(tmp_path / "w")
    with hold(workspace.hidden_path) as holder:
        with (
            pytest.raises(WriteError, match=f"in use by pid {holder.pid} on .* since"),
            locked(workspace.hidden_path, wait=0.05),
        ):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        started = time.monotonic()
        edit(workspace, "After.")
        assert time.monotonic() - started < 1


def test_the_lock_is_taken_again_by_its_own_thread(tmp_path: Path) -> None:
    """A use case that holds the lock may call another one; outside it is free again."""
    with locked(tmp_path), locked(tmp_path):
        pass
    with hold(tmp_path) as holder:
        holder.kill()


def test_the_order_is_not_the_clock_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A19: the clock jumps back twenty years between edits; numbers and undo keep their order."""
    workspace = workspace_in(tmp_path / "w")
    edit(workspace, "First.")
    monkeypatch.setattr(time, "gmtime", lambda *_: time.struct_time((2006, 1, 1, 0, 0, 0, 6, 1, 0)))
    monkeypatch.setattr(time, "time", lambda: 1.0)
    edit(workspace, "Second.").fold()
    editor = Editor(workspace, PAIR_ID)
    assert [entry.sequence for entry in editor.entries] == [1, 2]
    assert editor.entries[1].time < editor.entries[0].time
    assert editor.pair.beads[0].version == 3
    editor.undo()
    assert editor.pair.beads[0].target.text == "First."


@pytest.fixture
def _no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)


@pytest.mark.usefixtures("_no_locks")
def test_a_file_system_without_locks(tmp_path: Path) -> None:
    """A20: a lock by file name instead; it is given back, names its holder, and one left by the dead is taken over."""
    workspace = workspace_in(tmp_path / "w")
    edit(workspace, "After.").fold()
    assert "After." in str(texts(workspace))
    name = workspace.hidden_path / "lock.held"
    assert not name.exists()
    name.write_text(f"pid {os.getpid()} on {os.uname().nodename} since now", "utf-8")
    with pytest.raises(WriteError, match="in use by pid"), locked(workspace.hidden_path, wait=0.05):
        pass
    gone = subprocess.Popen(["true"])
    gone.wait()
    name.write_text(f"pid {gone.pid} on {os.uname().nodename} since then", "utf-8")
    edit(workspace, "And on.")
    name.write_text("pid 1 on another-host since then", "utf-8")
    with pytest.raises(WriteError, match="another-host"), locked(workspace.hidden_path, wait=0.05):
        pass


def test_conflicted_copies_are_reported(tmp_path: Path) -> None:
    """A20: a second copy made by a synchronising program is named, not read."""
    workspace = workspace_in(tmp_path / "w")
    copy = workspace.aligned_path("d.abstract (Zeynep's conflicted copy 2026-11-20)")
    copy.write_bytes(workspace.aligned_path(PAIR_ID).read_bytes())
    assert ("conflicted-copy", workspace.shown(copy)) in {(item.kind, item.where) for item in examine(workspace)}
