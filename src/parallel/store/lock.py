"""The one write lock of a workspace, freed by the kernel when its holder dies.

Writers queue (:mod:`parallel.store.turn`): whoever wants the lock takes a turn first and gives it up once the lock is
held, so that a writer who has just let go can't take the lock again before those who wait. The lock alone keeps two
writers apart; the queue is for justice.
"""

import errno
import fcntl
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from parallel.errors import ParallelError, WriteError
from parallel.store import atomic
from parallel.store.turn import Turn

LOCK_WAIT_SECONDS = 10.0
"""How long a writer waits for another one; chosen by us (faults.md A5)."""
_POLL_SECONDS = 0.002
"""Pause between two tries where the file system knows no locks: short beside an edit's 5 ms."""
_HOLDER_BYTES = 200
"""Room for the holder's name; always all of it is written, since cutting the file costs a trip to the disk."""
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}
"""What file systems without locks answer (NFS without lockd, some synced folders)."""
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""What file systems without hard links answer."""
_mine = threading.local()


@contextmanager
def locked(
    folder: Path, *, wait: float = LOCK_WAIT_SECONDS, meanwhile: Callable[[], object] | None = None
) -> Iterator[None]:
    """Hold the one write lock of a workspace; taken again by its own thread it is held already.

    Take it before reading what will be changed, not only before writing.

    Args:
        folder: the workspace's ``.tren`` folder.
        wait: seconds to wait for another holder.
        meanwhile: called once where one has to wait, when only the holder stands before us: a chance to read what
            others have written, so that little is left to do under the lock. What it raises is ignored.

    Raises:
        WriteError: another process holds it; its number, host and start time are named.
    """
    held: set[str] = _mine.__dict__.setdefault("held", set())
    name = os.path.realpath(folder)
    if name in held:
        yield
        return
    deadline = time.monotonic() + wait
    while (release := _acquire(folder, deadline, meanwhile)) is None:
        meanwhile = None  # the folder was taken away and made anew while we waited
    held.add(name)
    try:
        yield
    finally:
        held.discard(name)
        release()


def _acquire(folder: Path, deadline: float, meanwhile: Callable[[], object] | None) -> Callable[[], None] | None:
    """Wait for the lock; return what gives it up, or None when its file is no longer the one under its name."""
    atomic.make_folder(folder)
    path = folder / "lock"
    waiting = _Waiting(*_opened(folder / "turn", path))
    try:
        waiting.until(deadline, meanwhile)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return _acquire_by_name(path.with_name("lock.held"), deadline)
        raise atomic.write_error(path, error) from error
    if not _is_named(waiting.lock, path):
        os.close(waiting.lock)
        return None
    with suppress(OSError):  # the name is for people; a full disk must not keep anybody from the lock
        os.pwrite(waiting.lock, _holder().encode("utf-8", "replace").ljust(_HOLDER_BYTES)[:_HOLDER_BYTES], 0)
    return lambda: os.close(waiting.lock)


def _opened(*paths: Path) -> list[int]:
    found: list[int] = []
    for path in paths:
        try:
            found.append(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666))
        except OSError as error:
            for descriptor in found:
                os.close(descriptor)
            raise atomic.write_error(path, error) from error
    return found


def _is_named(descriptor: int, path: Path) -> bool:
    """Whether a file is still the one under its name: a lock on one that was deleted keeps nobody out."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


class _Waiting:
    """Takes the turn, then the lock, then gives the turn up.

    Where it has to wait, it waits in the kernel, which serves those who ask in their order and frees what the dead
    held. The kernel's wait has no end, so a thread of its own waits; when the caller has gone, the thread lets go of
    what it gets.
    """

    def __init__(self, queue: int, lock: int) -> None:
        self.lock = lock
        self._queue = queue
        self._turn = Turn(queue)
        self._next, self._ours = threading.Lock(), threading.Lock()
        self._guard = threading.Lock()
        self._over = False
        self._error: OSError | None = None

    def until(self, deadline: float, meanwhile: Callable[[], object] | None) -> None:
        """Wait; afterwards the lock is held, or both files are closed and why is raised."""
        try:
            self._turn.take(wait=False)
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._wait(deadline, meanwhile)
        except BaseException:
            self._close()
            raise
        else:
            os.close(self._queue)

    def _wait(self, deadline: float, meanwhile: Callable[[], object] | None) -> None:
        holder = os.dup(self.lock)  # the thread may close the other one
        self._next.acquire()
        self._ours.acquire()
        threading.Thread(target=self._take, daemon=True, name="waiting for the workspace").start()
        served = False
        try:
            served = self._served(deadline, meanwhile)
        finally:
            said = os.pread(holder, _HOLDER_BYTES, 0)
            os.close(holder)
            if not served:
                self._leave()
        if not served:
            raise self._error or _in_use(said)

    def _served(self, deadline: float, meanwhile: Callable[[], object] | None) -> bool:
        if not self._next.acquire(timeout=_left(deadline)):
            return False
        if meanwhile is not None and self._error is None:
            with suppress(ParallelError, OSError):  # it will be met again under the lock, and told there
                meanwhile()
        return self._ours.acquire(timeout=_left(deadline)) and self._error is None

    def _take(self) -> None:
        """Run in the thread."""
        try:
            self._turn.take(wait=True)
            self._next.release()
            fcntl.flock(self.lock, fcntl.LOCK_EX)
        except OSError as error:
            self._error = error
            if self._next.locked():
                self._next.release()
        with self._guard:
            if self._over or self._error is not None:
                self._over = True
                self._close()
            else:
                self._over = True
                os.close(self._queue)
        self._ours.release()

    def _leave(self) -> None:
        """Let go of the lock if the thread has it; else the thread will."""
        with self._guard:
            if self._over and self._error is None:
                os.close(self.lock)
            self._over = True

    def _close(self) -> None:
        os.close(self._queue)
        os.close(self.lock)


def _left(deadline: float) -> float:
    return max(0.0, deadline - time.monotonic())


def _acquire_by_name(path: Path, deadline: float) -> Callable[[], None]:
    """Lock by making a file, where the file system knows no locks; one left by a dead process here is taken over."""
    while True:
        try:
            _make_named(path)
        except FileExistsError:
            said = _read(path)
            if _is_dead(said):
                _take_away(path, said)
            elif time.monotonic() >= deadline:
                raise _in_use(said) from None
            else:
                time.sleep(_POLL_SECONDS)
        except OSError as error:
            raise atomic.write_error(path, error) from error
        else:
            return lambda: _remove(path)


def _make_named(path: Path) -> None:
    """Make the lock's file with its holder's name in it from the first moment on.

    Raises:
        OSError: FileExistsError when somebody holds it.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        _write_holder(draft)
        os.link(draft, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _write_holder(path)
    finally:
        _remove(draft)


def _write_holder(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    with suppress(OSError):  # as above
        os.write(descriptor, _holder().encode("utf-8", "replace"))
    os.close(descriptor)


def _take_away(path: Path, dead: bytes) -> None:
    """Take a dead holder's file away; where another writer was quicker and holds the lock now, put its file back."""
    aside = path.with_name(f"{path.name}.dead.{os.getpid()}-{threading.get_ident()}")
    with suppress(OSError):
        atomic.set_aside(path, aside)
        if _read(aside) != dead:
            os.link(aside, path)
    _remove(aside)


def _holder() -> str:
    return f"pid {os.getpid()} on {socket.gethostname()} since {time.strftime('%Y-%m-%d %H:%M:%S')}"


def _in_use(said: bytes) -> WriteError:
    holder = said.decode("utf-8", "replace").strip() or "another process"
    return WriteError(f"workspace is in use by {holder}", hint="Wait for it to end and try again")


def _is_dead(said: bytes) -> bool:
    """Whether the holder named ran on this host and runs no more."""
    words = said.decode("utf-8", "replace").split()
    if len(words) < 4 or words[0] != "pid" or words[3] != socket.gethostname() or not words[1].isdecimal():  # noqa: PLR2004  (pid N on HOST)
        return False
    try:
        os.kill(int(words[1]), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _remove(path: Path) -> None:
    with suppress(OSError):
        atomic.disk.remove(path)
