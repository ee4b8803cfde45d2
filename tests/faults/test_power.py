"""A2: a power cut at any step, also after the file system forgets everything that was not synced."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from faults.disks import Counting, Forgetful
from faults.saves import SAVES, Save, workspace_in
from faults.test_kill import copied, wrong
from parallel.store import atomic
from parallel.store.workspace import Workspace

FULL = bool(os.environ.get("TREN_FULL"))
DOSE = ("aligned", "edit and fold", "first edit")


class NoSync(Forgetful):
    """A mutant: files are never synced."""

    def __init__(self, root: Path) -> None:
        """Forget every sync of a file."""
        super().__init__(root, skip_sync=True)


class NoFolderSync(Forgetful):
    """A mutant: folders are never synced."""

    def __init__(self, root: Path) -> None:
        """Forget every sync of a folder."""
        super().__init__(root, skip_folder_sync=True)


def bad_states(
    save: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Forgetful] = Forgetful, moods: int = 4
) -> list[str]:
    """Cut the power before every step and after "saved"; return what went wrong."""
    monkeypatch.setattr(atomic, "disk", Counting())
    start = workspace_in(tmp_path / "start")
    save.prepare(start)
    old = save.observe(start)
    workspace = copied(start, tmp_path / "work")
    disk = kind(workspace.root)
    monkeypatch.setattr(atomic, "disk", disk)
    save.act(workspace)
    cuts = [*((cut, True) for cut in disk.cuts), (disk.cut_now(), False)]
    monkeypatch.setattr(atomic, "disk", Counting())
    new = save.observe(workspace)
    found = []
    for number, (leave, unsaid) in enumerate(cuts):
        for mood in range(moods):
            folder = tmp_path / f"{number}-{mood}"
            folder.mkdir()
            leave(folder, random.Random(f"{number} {mood}"))
            what = wrong(save, Workspace(root=folder), (old if unsaid else new, new))
            found += [f"cut {number} of {len(cuts) - 1}, mood {mood}: {item}" for item in what]
            shutil.rmtree(folder)
    return found


@pytest.mark.parametrize("name", DOSE)
def test_a_power_cut_at_any_step(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old or new before "saved", new after it, whatever the disk kept of what was not synced."""
    assert bad_states(SAVES[name], tmp_path, monkeypatch) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SAVES)
def test_a_power_cut_at_any_step_of_every_save(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for every kind of save."""
    assert bad_states(SAVES[name], tmp_path, monkeypatch, moods=12 if FULL else 4) == []


@pytest.mark.parametrize("mutant", [NoSync, NoFolderSync])
@pytest.mark.parametrize("name", ["aligned", "first edit"])
def test_the_cut_sees_a_missing_sync(
    name: str, mutant: type[Forgetful], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the sync of the file, or of the folder, an acknowledged edit is lost or torn: the test sees it."""
    assert bad_states(SAVES[name], tmp_path, monkeypatch, mutant)


MOUNTED = """
import sys
import time
from functools import partial
from pathlib import Path
from parallel.model.change import replaced
from parallel.store import atomic
from parallel.store.aligned import save_pair
from parallel.store.workspace import Workspace
from parallel.workbench.edits import operations
from parallel.workbench.edits.editing import Editor

if sys.argv[2] == "no folder sync":
    atomic.Disk.sync_folder = lambda self, path: None
if sys.argv[2] == "no sync":
    atomic.Disk.sync = lambda self, descriptor: None
    atomic.Disk.sync_folder = lambda self, path: None
workspace = Workspace(root=Path(sys.argv[1]))
editor = Editor(workspace, "d.abstract")
for line in sys.stdin:
    bead = editor.pair.beads[int(line) % 5].id
    operation = partial(operations.edit_text, bead=bead, side="target", text=f"Edit {line.strip()}.")
    if sys.argv[3] == "journal":
        editor.apply(operation)
        if int(line) % 3 == 0:
            editor.fold()
    else:
        save_pair(workspace.aligned_path("d.abstract"), replaced(editor.pair, operation(editor.pair)))
    print("saved", line.strip(), flush=True)
"""


def mountable() -> bool:
    """Whether this machine lets us mount an image: root and the tools."""
    return os.geteuid() == 0 and bool(shutil.which("mkfs.ext4")) and bool(shutil.which("losetup"))


def mounted(image: Path, mount: Path) -> bool:
    """Mount an image; two tests that want the same free loop device at one moment try again."""
    for _ in range(10):
        if subprocess.run(["mount", "-o", "loop,commit=300", str(image), str(mount)], check=False).returncode == 0:
            return True
        time.sleep(0.3)
    return False


def lost_edits(tmp_path: Path, cuts: int, way: str, mutant: str = "") -> int:
    """Edit on a mounted ext4 image, copy the image without sync after each "saved", and count edits the copy lacks."""
    image, mount = tmp_path / "disk.img", tmp_path / "mnt"
    image.write_bytes(b"\0" * (12 << 20))
    mount.mkdir()
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
    if not mounted(image, mount):
        pytest.skip("no loop device can be mounted here")
    try:
        workspace_in(mount / "w")
        os.sync()
        command = [sys.executable, "-c", MOUNTED, str(mount / "w"), mutant, way]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as editing:
            assert editing.stdin is not None
            assert editing.stdout is not None
            lost = 0
            for number in range(cuts):
                editing.stdin.write(f"{number}\n")
                editing.stdin.flush()
                assert editing.stdout.readline() == f"saved {number}\n"
                copy = tmp_path / "cut.img"
                subprocess.run(["cp", "--sparse=always", str(image), str(copy)], check=True)
                lost += f"Edit {number}." not in after_the_cut(copy, tmp_path / "after")
            editing.stdin.close()
    finally:
        subprocess.run(["umount", str(mount)], check=False)
    return lost


def after_the_cut(image: Path, mount: Path) -> str:
    """Mount a copy of the disk as after a power cut and return all a person sees of the pair."""
    mount.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-o", "loop", str(image), str(mount)], check=False).returncode:
        return ""
    try:
        return str(SAVES["edit"].observe(Workspace(root=mount / "w")))
    except Exception as error:  # noqa: BLE001  (a workspace that can't be read has lost the edit)
        return str(error)
    finally:
        subprocess.run(["umount", str(mount)], check=True)


@pytest.mark.slow
@pytest.mark.skipif(not mountable(), reason="POWER-CUT RIG NOT RUN: needs root, mkfs.ext4 and losetup")
@pytest.mark.parametrize("way", ["journal", "save"])
def test_no_acknowledged_edit_is_lost_on_a_real_file_system(way: str, tmp_path: Path) -> None:
    """An ext4 image copied without sync right after each "saved": not one edit is missing."""
    assert lost_edits(tmp_path, 200 if FULL else 20, way) == 0


@pytest.mark.slow
@pytest.mark.skipif(not mountable(), reason="POWER-CUT RIG NOT RUN: needs root, mkfs.ext4 and losetup")
@pytest.mark.parametrize("mutant", ["no folder sync", "no sync"])
def test_the_real_file_system_sees_a_missing_sync(mutant: str, tmp_path: Path) -> None:
    """The mutants lose acknowledged edits, so the rig can fail."""
    assert lost_edits(tmp_path, 6, "save", mutant) > 0
