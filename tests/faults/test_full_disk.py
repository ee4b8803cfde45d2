"""A7–A9: a disk full, broken or read-only at any step: status 4, one line, the old state intact, a retry works."""

import errno
import os
import resource
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from faults.disks import FULL, Counting, failing
from faults.saves import PAIR_ID, SAVES, Save, edit, texts, workspace_in
from faults.test_kill import copied, rehearsed
from parallel.errors import WriteError
from parallel.store import atomic
from parallel.store.lock import locked
from running import Runner, Swift

DOSE = ("aligned", "edit and fold")


def bad_states(
    save: Save, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, for_good: bool = False
) -> list[str]:
    """Fail a save at every step and return what went wrong."""
    start, old, new, counting = rehearsed(save, tmp_path, monkeypatch)
    found = []
    for step in range(1, counting.steps + 1):
        workspace = copied(start, tmp_path / f"{step}")
        call = counting.calls[step - 1]
        monkeypatch.setattr(atomic, "disk", failing(step, code, for_good=for_good))
        said = True
        try:
            save.act(workspace)
        except WriteError as error:
            said = False
            if "\n" in str(error) or error.exit_code != 4:
                found.append(f"{call} ({step}): {error}")
        monkeypatch.setattr(atomic, "disk", Counting())
        seen = save.observe(workspace)
        if seen not in ((new,) if said else (old, new)):
            found.append(f"{call} ({step}): neither old nor new, said saved: {said}")
        if seen == old:
            save.act(workspace)
        if save.observe(workspace) != new:
            found.append(f"{call} ({step}): the retry did not work")
        found += [f"{call} ({step}): left {path}" for path in workspace.root.rglob(".*.tmp")]
        shutil.rmtree(workspace.root)
    return found


@pytest.mark.parametrize("name", DOSE)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=errno.errorcode.get)
def test_a_failure_at_any_step(name: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One failing call: one line, status 4, old or new and nothing left over; then the same save works."""
    assert bad_states(SAVES[name], code, tmp_path, monkeypatch) == []


@pytest.mark.slow
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("code", FULL, ids=errno.errorcode.get)
@pytest.mark.parametrize("name", SAVES)
def test_a_failure_at_any_step_of_every_save(
    name: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, for_good: bool
) -> None:
    """The same for every kind of save and error, once and until somebody makes room."""
    assert bad_states(SAVES[name], code, tmp_path, monkeypatch, for_good=for_good) == []


def test_an_error_at_the_sync_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """EIO at fsync (A8): the edit is reported as not saved, is not there, and a retry is a new attempt."""
    workspace = workspace_in(tmp_path / "w")
    before = texts(workspace)

    def broken(_number: int, call: str) -> None:
        if call == "fsync":
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(atomic, "disk", Counting(before=broken))
    with pytest.raises(WriteError, match="not saved"):
        edit(workspace, "After.")
    monkeypatch.undo()
    assert texts(workspace) == before
    edit(workspace, "After.")
    assert "After." in str(texts(workspace))


def limited(command: list[str], folder: Path, size: int) -> subprocess.CompletedProcess[str]:
    """Run a command that may write files of so many bytes at most."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(
        [sys.executable, "-m", "parallel", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


@pytest.mark.parametrize("size", [0, 100, 2000])
def test_a_file_size_limit(size: int, translated: Runner) -> None:
    """RLIMIT_FSIZE: status 4, one line, nothing changed; without the limit the same command works."""
    folder = translated.folder
    before = {path: path.read_bytes() for path in (folder / "aligned").iterdir()}
    done = limited(["edit", "approve", "tr~en", "--all"], folder, size)
    assert (done.returncode, done.stderr.count("\n")) == (4, 1), done
    assert "limit" in done.stderr
    assert {path: path.read_bytes() for path in (folder / "aligned").iterdir()} == before
    assert translated("edit", "approve", "tr~en", "--all").code == 0


def test_an_edit_that_can_t_be_folded_is_saved_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, translated: Swift
) -> None:
    """Room for the journal but not for the file: the edit is saved, and a warning says what is left to do."""
    del tmp_path

    def full(_number: int, call: str) -> None:
        if call == "rename":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic, "disk", Counting(before=full))
    result = translated("edit", "approve", "tr~en", "1")
    assert (result.code, "saved in the journal" in result.err) == (0, True), result
    monkeypatch.undo()
    assert "\tapproved\t" in translated("edit", "list", "tr~en").out
    assert translated("build").code == 0
    assert '"approved"' in (translated.folder / "aligned" / "tr~en.jsonl").read_text("utf-8")


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="READ-ONLY MOUNT NOT RUN: needs root")
def test_a_read_only_mount(translated: Runner, tmp_path: Path) -> None:
    """Reading works, writing is status 4 in one line (A9); a full disk too (A7)."""
    mount = tmp_path / "mnt"
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(mount)], check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        shutil.copytree(translated.folder, mount / "ws")
        work = type(translated)(mount / "ws")
        with (mount / "filler").open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(b"x" * 4096)
        result = work("edit", "approve", "tr~en", "--all")
        assert (result.code, "no space left" in result.err) == (4, True), result
        (mount / "filler").unlink()
        assert work("edit", "approve", "tr~en", "--all").code == 0
        subprocess.run(["mount", "-o", "remount,ro", str(mount)], check=True)
        assert work("export", "--format", "tsv").code == 0
        result = work("edit", "unapprove", "tr~en", "1")
        assert (result.code, "read-only" in result.err) == (4, True), result
    finally:
        subprocess.run(["umount", "-l", str(mount)], check=True)


def test_no_space_for_the_holder_s_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock itself needs no space: its holder's name is for people only."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "pwrite", full)
    with locked(tmp_path):
        pass


def test_the_journal_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write cut short by a full disk leaves no half line behind."""
    workspace = workspace_in(tmp_path / "w")
    edit(workspace, "Before.")
    before = workspace.journal_path(PAIR_ID).read_bytes()
    monkeypatch.setattr(atomic, "disk", failing(3, errno.ENOSPC))
    with pytest.raises(WriteError):
        edit(workspace, "After.")
    monkeypatch.undo()
    assert workspace.journal_path(PAIR_ID).read_bytes() == before
