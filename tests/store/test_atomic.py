"""The write layer: whole files or none, one writer at a time, clear errors."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from parallel.errors import WriteError
from parallel.store import atomic, lock


def test_save_writes_and_leaves_no_other_file(tmp_path: Path) -> None:
    """After a save the file is there and no temporary one."""
    atomic.save(tmp_path / "a" / "b.txt", [b"Misak", b"-\xc4\xb1 Milli"])
    assert (tmp_path / "a" / "b.txt").read_text("utf-8") == "Misak-ı Milli"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_unchanged_bytes_are_not_written_again(tmp_path: Path) -> None:
    """Saving the same bytes leaves the file alone, time stamp included."""
    path = tmp_path / "a"
    assert atomic.save_if_changed(path, b"bir")
    os.utime(path, (1, 1))
    assert not atomic.save_if_changed(path, b"bir")
    assert path.stat().st_mtime == 1
    assert atomic.save_if_changed(path, b"iki")


@pytest.mark.parametrize("step", ["fsync", "replace", "write"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EPERM])
def test_a_failing_step_leaves_the_old_file(
    step: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever step fails, the old file stands, nothing is left beside it, and the error is a write error."""
    path = tmp_path / "a"
    atomic.save(path, [b"eski"])

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    def chunks() -> Iterator[bytes]:
        if step == "write":
            fail()
        yield b"yeni"

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(WriteError) as caught:
        atomic.save(path, chunks())
    assert str(path) in str(caught.value)
    monkeypatch.undo()
    assert path.read_bytes() == b"eski"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_the_order_of_a_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Contents are on the disk before the name changes hands, and the folder after."""
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def logged_fsync(descriptor: int) -> None:
        steps.append("sync folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "sync file")
        fsync(descriptor)

    def logged_replace(self: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", logged_fsync)
    monkeypatch.setattr(Path, "replace", logged_replace)
    atomic.save(tmp_path / "a", [b"x"])
    assert steps == ["sync file", "rename", "sync folder"]


def test_a_second_writer_is_told_who_holds_the_workspace(tmp_path: Path) -> None:
    """While one process holds the lock another one waits, then names the holder; a dead holder's lock is free."""
    code = (
        "import sys, pathlib; from parallel.store import lock\n"
        f"with lock.locked(pathlib.Path({str(tmp_path)!r})):\n    print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WriteError, match=f"in use by pid {holder.pid}"), lock.locked(tmp_path, wait=0.1):
            pass
        holder.kill()
    with lock.locked(tmp_path, wait=1.0):
        pass


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file in the way of a folder is a clear error."""
    (tmp_path / "a").write_text("x")
    with pytest.raises(WriteError):
        atomic.make_folder(tmp_path / "a" / "b")
    with pytest.raises(WriteError), lock.locked(tmp_path / "a"):
        pass
