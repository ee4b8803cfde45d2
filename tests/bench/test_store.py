"""How fast an edit is saved, a pair rewritten and the index rebuilt, beside a plain write and fsync in the same run.

Run: pytest tests/bench/test_store.py -m "" -n 0 -s

TREN_FULL=1 indexes a million beads. Figures go to docs/benchmarks.md.
"""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from builders import bead, pair
from parallel.model.bitext import AlignedPair, Evidence, PairId
from parallel.store import atomic
from parallel.store.aligned import load_stored, render_pair, save_pair
from parallel.store.workspace import Workspace, create_workspace
from parallel.workbench.edits import operations
from parallel.workbench.edits.editing import Editor
from parallel.workbench.edits.searching import open_index

pytestmark = pytest.mark.slow
PAIR_ID = PairId("d.abstract")
MANY = 1_000_000 if os.environ.get("TREN_FULL") else 50_000
OPERATIONS = 100_000 if os.environ.get("TREN_FULL") else 5_000
EVIDENCE = tuple(Evidence(kind="lexicon", detail=f"savaş = war {n}", gain=1.25) for n in range(4))


def big(beads: int) -> AlignedPair:
    """Build a pair of many beads of usual length."""
    source = "Misak-ı Millî’nin kabulünden sonra Heyet-i Temsiliye bütün vilâyetlere telgrafla bildirdi {}."
    target = "After the adoption of the National Pact the Representative Committee cabled all provinces {}."
    made = (bead(number, source.format(number), target.format(number)) for number in range(1, beads + 1))
    return pair(*(replace(item, evidence=EVIDENCE) for item in made))


def workspace_of(folder: Path, beads: int) -> Workspace:
    """Make a workspace with one big pair."""
    workspace = create_workspace(folder)
    listed = "documents:\n  - {id: d, file: d.txt}\npairs:\n  - {id: d.abstract, source: d, target: d}\n"
    workspace.manifest_path.write_text(listed, "utf-8")
    save_pair(workspace.aligned_path(PAIR_ID), big(beads))
    return workspace


def times(job: Callable[[int], object], repeats: int) -> list[float]:
    """Return sorted wall times in milliseconds."""
    found = []
    for number in range(repeats):
        start = time.perf_counter()
        job(number)
        found.append((time.perf_counter() - start) * 1000)
    return sorted(found)


def tell(what: str, ours: list[float], plain: list[float]) -> None:
    """Print median and p95 beside a plain write."""
    ratio = statistics.median(ours) / statistics.median(plain)
    at = int(len(ours) * 0.95)
    figures = f"median {statistics.median(ours):.1f} ms, p95 {ours[at]:.1f} ms, {ratio:.2f} × a plain write and fsync"
    print(f"{what}: {figures} (p95 {plain[int(len(plain) * 0.95)]:.1f} ms)")


def plain_append(path: Path, data: bytes) -> None:
    """Append and fsync, with no care for anything."""
    with path.open("ab") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def test_one_edit_saved(tmp_path: Path) -> None:
    """Lock, check, journal, fsync: until "saved" may be said, in a pair of 5,000 beads."""
    workspace = workspace_of(tmp_path / "w", 5000)
    editor = Editor(workspace, PAIR_ID)
    ids = [item.id for item in editor.pair.beads]

    def edit(number: int) -> None:
        operation = partial(operations.edit_text, bead=ids[number * 17], side="target", text=f"Edit {number}.")
        editor.apply(operation, {ids[number * 17]: editor.pair.beads[number * 17].revision})

    plain = times(lambda _: plain_append(tmp_path / "plain", b"x" * 2000), 200)
    tell("one edit saved", times(edit, 200), plain)


class NoSync(atomic.Disk):
    """Waits for nothing, to make a long history in a short time."""

    def sync(self, descriptor: int) -> None:
        """Do nothing."""

    def sync_folder(self, path: Path) -> None:
        """Do nothing."""


def opened(workspace: Workspace) -> float:
    """Return the processor time of opening a pair, in milliseconds: the least of five."""
    found = []
    for _ in range(5):
        start = time.process_time()
        Editor(workspace, PAIR_ID)
        found.append((time.process_time() - start) * 1000)
    return min(found)


def test_after_a_long_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a pair and making an edit take no longer after many operations than after a few."""
    workspace = workspace_of(tmp_path / "w", 500)

    def work(first: int, last: int) -> Editor:
        editor = Editor(workspace, PAIR_ID)
        for number in range(first, last):
            target = editor.pair.beads[number * 17 % 500]
            operation = partial(operations.edit_text, bead=target.id, side="target", text=f"Edit {number}.")
            editor.apply(operation, {target.id: target.revision}, f"page {number}")
            if number % 100 == 0:
                editor.fold()
        editor.fold()
        return editor

    with monkeypatch.context() as fast:
        fast.setattr(atomic, "disk", NoSync())
        work(0, 500)
        few = opened(workspace)
        work(500, OPERATIONS)
    many = opened(workspace)
    editor = Editor(workspace, PAIR_ID)
    found = sorted(times(lambda number: work(OPERATIONS + 2 * number + 1, OPERATIONS + 2 * number + 2), 20))
    plain = times(lambda _: plain_append(tmp_path / "plain", b"x" * 2000), 200)

    def edit(number: int) -> None:
        target = editor.pair.beads[number * 17 % 500]
        operation = partial(operations.edit_text, bead=target.id, side="target", text=f"Late {number}.")
        editor.apply(operation, {target.id: target.revision}, f"late {number}")

    tell(f"one edit saved after {OPERATIONS:,} operations", times(edit, 200), plain)
    size = sum(path.stat().st_size for path in (workspace.hidden_path / "journal").rglob("*") if path.is_file()) / 1e6
    print(
        f"opening: {few:.1f} ms CPU after 500 operations, {many:.1f} ms after {OPERATIONS:,} ({size:.0f} MB of journal)"
    )
    print(f"opened, edited and folded: median {found[10]:.1f} ms")
    start = time.process_time()
    assert len(editor.entries) > OPERATIONS
    print(f"the whole history read: {time.process_time() - start:.1f} s CPU")
    assert many < 3 * few + 40  # the part that is not archived yet may hold up to a megabyte


def test_a_pair_rewritten(tmp_path: Path) -> None:
    """5,000 beads with one changed, as a fold writes them."""
    path = tmp_path / "p.jsonl"
    save_pair(path, big(5000))
    stored = load_stored(path, "p")
    data = render_pair(stored.pair)

    def rewrite(number: int) -> None:
        changed = replace(stored.pair.beads[number], note=f"{number}")
        beads = (*stored.pair.beads[:number], changed, *stored.pair.beads[number + 1 :])
        atomic.save(path, [render_pair(replace(stored.pair, beads=beads), stored.layout)])

    def plain(_number: int) -> None:
        with (tmp_path / "plain").open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    tell(f"5,000 beads ({len(data) / 1e6:.1f} MB) rewritten", times(rewrite, 20), times(plain, 20))


def test_the_index_rebuilt(tmp_path: Path) -> None:
    """The index of many beads from the text file."""
    workspace = create_workspace(tmp_path / "w")
    listed = "documents:\n  - {id: d, file: d.txt}\npairs:\n  - {id: d.abstract, source: d, target: d}\n"
    workspace.manifest_path.write_text(listed, "utf-8")
    path = workspace.aligned_path(PAIR_ID)
    sample = bead(0xFFFFFFFF, "Misak-ı Millî {} kabul edildi.", "The National Pact {} was adopted.")
    line = render_pair(pair(replace(sample, evidence=EVIDENCE))).decode()
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, MANY + 1):
            file.write(line.replace("ffffffff", f"{number:08x}").replace("{}", str(number)) + "\n")
    wall, cpu = time.perf_counter(), time.process_time()
    index = open_index(workspace)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    assert index.find(f"millî {MANY} kabul")[0].number == MANY
    index.close()
    size = (workspace.hidden_path / "cache" / "index.sqlite").stat().st_size / 1e6
    print(f"index of {MANY:,} beads: {wall:.1f} s wall, {cpu:.1f} s CPU, {size:.0f} MB")
