"""The one write lock of a workspace, freed by the kernel when its holder dies.

Writers queue (:mod:`parallel.store.lock.turn`): whoever wants the lock takes a turn first and gives it up once the lock
is held, so that a writer who has just let go can't take the lock again before those who wait. The lock alone keeps two
writers apart; the queue is for justice.
"""

import errno
import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from parallel.errors import ParallelError
from parallel.store import atomic
from parallel.store.lock.named import hold_by_name, holder, in_use
from parallel.store.lock.turn import Turn

LOCK_WAIT_SECONDS = 10.0
"""How long a writer waits for another one; chosen by us (faults.md A5)."""
_HOLDER_BYTES = 200
"""Room for the holder's name; always all of it is written, since cutting the file costs a trip to the disk."""
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}
"""What file systems without locks answer (NFS without lockd, some synced folders)."""
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
            return hold_by_name(path.with_name("lock.held"), deadline)
        raise atomic.write_error(path, error) from error
    if not _is_named(waiting.lock, path):
        os.close(waiting.lock)
        return None
    with suppress(OSError):  # the name is for people; a full disk must not keep anybody from the lock
        os.pwrite(waiting.lock, holder().encode("utf-8", "replace").ljust(_HOLDER_BYTES)[:_HOLDER_BYTES], 0)
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
        seen = os.dup(self.lock)  # the thread may close the other one
        self._next.acquire()
        self._ours.acquire()
        threading.Thread(target=self._take, daemon=True, name="waiting for the workspace").start()
        served = False
        try:
            served = self._served(deadline, meanwhile)
        finally:
            said = os.pread(seen, _HOLDER_BYTES, 0)
            os.close(seen)
            if not served:
                self._leave()
        if not served:
            raise self._error or in_use(said)

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
