"""A5, A6, A19, A20: several writers on one pair, dead holders, clocks and file systems without locks."""

import errno
import fcntl
import gc
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
from faults.saves import PAIR_ID, edit, list_pair, texts, workspace_in
from parallel.errors import StaleError, UsageError, WriteError
from parallel.store import atomic
from parallel.store.aligned import load_pair, save_pair
from parallel.store.beadline import bead_of_line
from parallel.store.journal import Entry
from parallel.store.lock import locked
from parallel.store.workspace import Workspace
from parallel.workbench.edits import operations
from parallel.workbench.edits.editing import Editor
from parallel.workbench.upkeep.repair import examine

FULL = bool(os.environ.get("TREN_FULL"))
PROCESSES = 8
BEADS = 200
FEW = 20
"""Beads that commands edit: they take so long that on more of them they would seldom meet."""
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


SYNC_SECONDS = 0.005
"""What a sync takes longer on a slow disk, about as on a usual one; chosen by us."""


class SlowDisk(atomic.Disk):
    """A disk that takes some time to sync, as those people have and a virtual one has not."""

    def sync(self, descriptor: int) -> None:
        """Sync a file, and wait."""
        super().sync(descriptor)
        time.sleep(SYNC_SECONDS)

    def sync_folder(self, path: Path) -> None:
        """Sync a folder, and wait."""
        super().sync_folder(path)
        time.sleep(SYNC_SECONDS)


def write_slowly(root: Path, who: int, edits: int) -> dict[str, object]:
    """Make many edits on a disk that takes some time to sync."""
    atomic.disk = SlowDisk()
    return write_many(root, who, edits)


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


def write_apart(root: Path, who: int, edits: int) -> dict[str, object]:
    """The same, everyone in a workspace of their own: what eight processes that share nothing have to wait."""
    return write_anew(large(root.parent / f"apart-{who}").root, who, edits)


def write_by_command(root: Path, who: int, edits: int) -> dict[str, object]:
    """Make every edit with the command itself, naming the bead as it was read, on few beads: some are stale by then."""
    path = Workspace(root=root).aligned_path(PAIR_ID)
    chance = random.Random(who)
    status = []
    waits = []
    for number in range(edits):
        target = load_pair(path, path.name)[0].beads[chance.randrange(FEW)]
        said = [target.id, "target", f"Writer {who} edit {number}.", "--base", f"{target.id}@{target.revision}"]
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "parallel", "edit", "text", PAIR_ID, *said],
            cwd=root,
            check=False,
            capture_output=True,
        )
        waits.append(time.monotonic() - started)
        status.append(done.returncode)
    assert set(status) <= {0, StaleError.exit_code}
    return {"accepted": status.count(0), "refused": edits - status.count(0), "waits": waits}


def write_plainly(root: Path, who: int, edits: int) -> dict[str, object]:
    """Lock, append and sync, with no care for anything: what the machine gives eight writers at best."""
    waits = []
    with (root.parent / "plain").open("ab", buffering=0) as file:
        for number in range(edits):
            started = time.monotonic()
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(f"Writer {who} edit {number}.\n".encode() * 40)
            os.fsync(file.fileno())
            fcntl.flock(file, fcntl.LOCK_UN)
            waits.append(time.monotonic() - started)
    return {"accepted": edits, "refused": 0, "waits": waits}


def stand_in_line(root: Path, _who: int, edits: int) -> dict[str, object]:
    """Hold the lock for a moment, again and again; tell when it was asked for and when it was had."""
    times = []
    for _ in range(edits):
        asked = time.monotonic()
        with locked(root):
            times.append((asked, time.monotonic()))
            time.sleep(0.005)
    return {"times": times}


WAYS = {
    "line": stand_in_line,
    "ours": write_many,
    "slowly": write_slowly,
    "anew": write_anew,
    "apart": write_apart,
    "command": write_by_command,
    "plain": write_plainly,
}


def large(root: Path) -> Workspace:
    """Make a workspace whose pair has some beads for everybody."""
    workspace = workspace_in(root)
    beads = [bead(number, f"Kaynak {number}.") for number in range(1, BEADS + 1)]
    save_pair(workspace.aligned_path(PAIR_ID), pair(*beads))
    list_pair(workspace)
    return workspace


def _work(start: Any, told: Path, way: str, *how: Any) -> None:
    gc.freeze()  # what the tests have loaded is none of the writers' business
    start.wait()
    told.write_text(json.dumps(WAYS[way](*how)), "utf-8")


def at_once(way: str, root: Path, edits: int = EDITS, who: range = range(PROCESSES)) -> list[dict[str, Any]]:
    """Let processes write at the same time, once all are there; return what each of them tells."""
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(len(who))
    told = [root.parent / f"{way}-{number}.json" for number in who]
    running = [
        context.Process(target=_work, args=(start, file, way, root, number, edits))
        for number, file in zip(who, told, strict=True)
    ]
    for process in running:
        process.start()
    for process in running:
        process.join(900)
        assert process.exitcode == 0
    return [json.loads(file.read_text("utf-8")) for file in told]


def median_alone(way: str, root: Path, edits: int = 40) -> float:
    """Return how long an edit of a single writer takes, in seconds."""
    return statistics.median(waits_of(at_once(way, root, edits, range(99, 100))))


def waits_of(results: list[dict[str, Any]]) -> list[float]:
    """Return how long every edit of all took."""
    return [wait for result in results for wait in result["waits"]]


def stale_entries(workspace: Workspace) -> list[Entry]:
    """Return the edits of the journal that were made against a bead that was another one by then."""
    standing: dict[str, str] = {}
    stale = []
    for entry in Editor(workspace, PAIR_ID).entries:
        bases = dict(base.split("@") for base in entry.base)
        if any(standing.get(name, revision) != revision for name, revision in bases.items()):
            stale.append(entry)
        standing |= {bead.id: bead.revision for bead in map(bead_of_line, entry.after)}
    return stale


def p99(waits: list[float]) -> float:
    """Return the time that one in a hundred waited longer."""
    return sorted(waits)[int(len(waits) * 0.99)]


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("way", ["ours", "slowly"])
def test_eight_processes_on_one_pair(way: str, tmp_path: Path) -> None:
    """Editors that stay open and never rest: no edit is lost, every stale one is refused, nobody waits long.

    On a virtual disk, which syncs in .2 ms, eight of these writers keep both cores busy with taking in each other's
    edits, so some wait longer than 20 times what one edit takes (``docs/benchmarks.md`` has the figures). What is asked
    there is that they wait no more than twice as long as eight that do nothing but lock, append and sync.
    """
    workspace = large(tmp_path / "w")
    median = median_alone(way, workspace.root)
    before = len(Editor(workspace, PAIR_ID).entries)
    plain = waits_of(at_once("plain", workspace.root)) if way == "ours" else [0.0]
    results = at_once(way, workspace.root)
    accepted = sum(result["accepted"] for result in results) + before
    assert sum(result["accepted"] + result["refused"] for result in results) == PROCESSES * EDITS
    editor = Editor(workspace, PAIR_ID)
    assert sum(item.version - 1 for item in editor.pair.beads) == accepted
    assert [entry.sequence for entry in editor.entries] == list(range(1, accepted + 1))
    assert stale_entries(workspace) == []
    waits = waits_of(results)
    figures = f"median alone {median * 1000:.1f} ms, p99 of 8 {p99(waits) * 1000:.1f} ms ({p99(waits) / median:.1f} ×)"
    more = f"longest {max(waits) * 1000:.0f} ms, plain writers p99 {p99(plain) * 1000:.1f}, {max(plain) * 1000:.0f} ms"
    print(f"{figures}, {more}")  # noqa: T201
    assert p99(waits) <= max(20 * median, 2 * p99(plain)), figures
    assert max(waits) <= max(2, 2 * max(plain)), more


@pytest.mark.slow
@pytest.mark.alone
def test_nobody_is_overtaken(tmp_path: Path) -> None:
    """Eight processes that want the lock again as soon as they have let go of it stand in line for it."""
    results = at_once("line", tmp_path / "w", 25)
    times = [(asked, had) for result in results for asked, had in result["times"]]
    overtaken = [sum(asked < later and sooner < had for later, sooner in times) for asked, had in times]
    assert statistics.mean(overtaken) < 0.2  # all ask at one moment at first; the kernel's own order gives 2 to 3
    assert max(overtaken) < PROCESSES


@pytest.mark.slow
@pytest.mark.alone
def test_eight_processes_that_open_the_pair_anew(tmp_path: Path) -> None:
    """They read the file while others fold: no accepted edit is missing from it in the end, nobody waits long.

    A machine that other work keeps busy makes eight processes wait that share nothing; in the short dose, which runs
    beside other tests, three times that is allowed.
    """
    workspace = large(tmp_path / "w")
    path = workspace.aligned_path(PAIR_ID)
    median = median_alone("anew", workspace.root)
    before = len(Editor(workspace, PAIR_ID).entries)
    apart = waits_of(at_once("apart", workspace.root, 25))
    results = at_once("anew", workspace.root, 100)
    accepted = sum(result["accepted"] for result in results) + before
    assert sum(item.version - 1 for item in load_pair(path, path.name)[0].beads) == accepted
    assert sum(result["accepted"] + result["refused"] for result in results) == PROCESSES * 100
    assert stale_entries(workspace) == []
    waits = waits_of(results)
    figures = f"median alone {median * 1000:.1f} ms, p99 of 8 {p99(waits) * 1000:.0f} ms ({p99(waits) / median:.1f} ×)"
    print(f"{figures}, longest {max(waits) * 1000:.0f} ms; p99 of 8 apart {p99(apart) * 1000:.0f} ms")  # noqa: T201
    assert p99(waits) <= (20 * median if FULL else max(20 * median, 3 * p99(apart))), figures
    assert max(waits) <= 2


@pytest.mark.slow
@pytest.mark.alone
def test_eight_commands_at_a_time(tmp_path: Path) -> None:
    """The command itself, eight at a time: nothing is lost, no stale edit accepted, nobody waits long."""
    workspace = large(tmp_path / "w")
    path = workspace.aligned_path(PAIR_ID)
    median = median_alone("command", workspace.root, 5)
    edits = 100 if FULL else 4
    results = at_once("command", workspace.root, edits)
    accepted = sum(result["accepted"] for result in results) + 5
    assert sum(item.version - 1 for item in load_pair(path, path.name)[0].beads) == accepted
    assert stale_entries(workspace) == []
    waits, refused = waits_of(results), sum(result["refused"] for result in results)
    figures = f"median alone {median:.2f} s, p99 of 8 {p99(waits):.2f} s ({p99(waits) / median:.1f} ×)"
    print(f"{figures}, longest {max(waits):.2f} s, {refused} refused as stale")  # noqa: T201
    assert refused > 0
    assert p99(waits) <= 20 * median, figures
    assert max(waits) <= 2


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
