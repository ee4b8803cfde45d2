"""Writers are served in the order they asked; nobody is kept out by the dead, nobody let in by a deleted file."""

import errno
import fcntl
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from parallel.errors import InputError, WriteError
from parallel.store.lock import locked, named


def open_now() -> int:
    """Count this process's open files."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@contextmanager
def held_elsewhere(folder: Path, log: list[str] | None = None) -> Iterator[Callable[[], None]]:
    """Hold the lock in another thread; yields what lets go of it."""
    taken, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(folder):
            if log is not None:
                log.append("holder")
            taken.set()
            let_go.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    assert taken.wait(20)
    try:
        yield let_go.set
    finally:
        let_go.set()
        thread.join(20)


def waiting(folder: Path, name: str, log: list[str]) -> threading.Thread:
    """Start a thread that wants the lock and notes when it had it."""

    def want() -> None:
        with locked(folder):
            log.append(name)

    before = queued(folder)
    thread = threading.Thread(target=want)
    thread.start()
    deadline = time.monotonic() + 20
    while queued(folder) == before and time.monotonic() < deadline:
        time.sleep(0.002)
    return thread


def queued(folder: Path) -> int:
    """Count who waits in the kernel for one of the folder's two files."""
    files = {str((folder / name).stat().st_ino) for name in ("turn", "lock")}
    lines = [line.split() for line in Path("/proc/locks").read_text("ascii").splitlines()]
    return sum(1 for words in lines if "->" in words and words[-3].rpartition(":")[2] in files)


def test_first_come_first_served(tmp_path: Path) -> None:
    """Who lets go and asks again at once stands behind all who wait."""
    log: list[str] = []
    with locked(tmp_path):
        threads = [waiting(tmp_path, name, log) for name in "abcd"]
    with locked(tmp_path):
        log.append("again")
    for thread in threads:
        thread.join(20)
    assert log == ["a", "b", "c", "d", "again"]


def test_a_deleted_lock_lets_nobody_in(tmp_path: Path) -> None:
    """The file goes while one waits for it: what it gets is no lock any more, so it queues for the new one."""
    log: list[str] = []
    with held_elsewhere(tmp_path) as let_go:
        thread = waiting(tmp_path, "waiter", log)
        for path in tmp_path.iterdir():
            path.unlink()
        with held_elsewhere(tmp_path, log) as second:
            let_go()
            time.sleep(0.1)
            assert log == ["holder"]
            second()
            thread.join(20)
    assert log == ["holder", "waiter"]


def test_a_folder_taken_away_is_made_anew(tmp_path: Path) -> None:
    """All of .tren goes while one waits: it goes on with a new folder."""
    folder, log = tmp_path / ".tren", list[str]()
    with held_elsewhere(folder) as let_go:
        thread = waiting(folder, "waiter", log)
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        let_go()
        thread.join(20)
    assert log == ["waiter"]


def test_the_time_of_waiting_is_used_once(tmp_path: Path) -> None:
    """``meanwhile`` runs when one has to wait, and not otherwise; what goes wrong in it is met again later."""
    calls: list[str] = []

    def fail() -> None:
        calls.append("called")
        raise InputError("damaged")

    with locked(tmp_path, meanwhile=fail):
        assert calls == []
    with held_elsewhere(tmp_path) as let_go:
        threading.Timer(0.1, let_go).start()
        with locked(tmp_path, meanwhile=fail):
            assert calls == ["called"]


def test_who_gives_up_stands_in_nobody_s_way(tmp_path: Path) -> None:
    """Ctrl-C while waiting, or time run out: the next one gets the lock as soon as it is free."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    with held_elsewhere(tmp_path) as let_go:
        with pytest.raises(KeyboardInterrupt), locked(tmp_path, meanwhile=interrupt):
            pass
        with pytest.raises(WriteError, match="in use by pid"), locked(tmp_path, wait=0.05):
            pass
        let_go()
        with locked(tmp_path, wait=5):
            pass


def test_the_lock_that_comes_too_late_is_given_back(tmp_path: Path) -> None:
    """The turn comes at the very moment somebody gives up: neither end keeps the lock."""
    for _ in range(30):
        with held_elsewhere(tmp_path) as let_go:
            threading.Timer(0.005, let_go).start()
            try:
                with locked(tmp_path, wait=0.005):
                    pass
            except WriteError:
                pass
        with locked(tmp_path, wait=5):
            pass


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOLCK])
def test_a_lock_that_fails_while_waiting(code: int, at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the disk is told; where there are no locks after all, a file's name is one."""
    calls = 0

    def fail(_descriptor: int, flags: int) -> None:
        nonlocal calls
        if flags & fcntl.LOCK_NB:
            raise BlockingIOError
        calls += 1
        if calls == at:
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", fail)
    before = open_now()
    if code == errno.EIO:
        with pytest.raises(WriteError, match="the disk reported an error"), locked(tmp_path):
            pass
    else:
        with locked(tmp_path):
            assert (tmp_path / "lock.held").read_text("utf-8").startswith(f"pid {os.getpid()} on ")
        assert not (tmp_path / "lock.held").exists()
    assert open_now() <= before


@pytest.mark.parametrize("name", ["turn", "lock"])
def test_a_lock_that_cannot_be_opened(name: str, tmp_path: Path) -> None:
    """A folder in its place is a clear error, and no file stays open."""
    (tmp_path / name).mkdir()
    before = open_now()
    with pytest.raises(WriteError, match="is a folder"), locked(tmp_path):
        pass
    assert open_now() == before


@pytest.fixture
def _no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)


@pytest.mark.usefixtures("_no_locks")
def test_one_of_many_holds_a_lock_by_name(tmp_path: Path) -> None:
    """Threads that all want it have it one after the other."""
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(5):
            with locked(tmp_path):
                inside += 1
                most = max(most, inside)
                time.sleep(0.001)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lock", "turn"]


@pytest.mark.usefixtures("_no_locks")
def test_a_lock_by_name_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file system knows no hard links either, the file is made in two steps."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    with locked(tmp_path):
        assert (tmp_path / "lock.held").read_text("utf-8").startswith("pid ")
    assert not (tmp_path / "lock.held").exists()


@pytest.mark.usefixtures("_no_locks")
def test_a_lock_by_name_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be made is told."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(WriteError, match="no space left"), locked(tmp_path):
        pass


def test_a_dead_holder_s_file_is_taken_away_only_as_it_was_seen(tmp_path: Path) -> None:
    """Two see the dead one's file; the slower one finds the quicker one's in its place and puts it back."""
    path = tmp_path / "lock.held"
    path.write_bytes(b"pid 1 on here since now")
    named.take_away(path, b"pid 999999 on here since then")
    assert path.read_bytes() == b"pid 1 on here since now"
    named.take_away(path, b"pid 1 on here since now")
    named.take_away(path, b"pid 1 on here since now")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "said",
    ["", "pid", "pid x on HOST since now", "somebody else wrote this", "pid 99999999999999999999 on HOST since x"],
)
def test_what_names_no_dead_holder_of_this_host_stays(said: str) -> None:
    """A file nobody can make sense of, or a number out of range: whoever it is is not known to be dead."""
    host = os.uname().nodename
    assert not named.is_dead(said.replace("HOST", host).encode())
    assert not named.is_dead(f"pid {os.getpid()} on {host} since x".encode())
    gone = subprocess.Popen(["true"])
    gone.wait()
    assert named.is_dead(f"pid {gone.pid} on {host} since x".encode())
