"""The one write lock of a workspace, freed by the kernel when its holder dies."""

import errno
import fcntl
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from parallel.errors import WriteError
from parallel.store import atomic

LOCK_WAIT_SECONDS = 10.0
"""How long a writer waits for another one; chosen by us (faults.md A5)."""
_POLL_SECONDS = 0.002
"""Pause between two tries: short beside an edit's 5 ms, so that waiting writers get their turn."""
_HOLDER_BYTES = 200
"""Room for the holder's name; always all of it is written, since cutting the file costs a trip to the disk."""
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}
"""What file systems without locks answer (NFS without lockd, some synced folders)."""
_mine = threading.local()


@contextmanager
def locked(folder: Path, *, wait: float = LOCK_WAIT_SECONDS) -> Iterator[None]:
    """Hold the one write lock of a workspace; taken again by its own thread it is held already.

    Take it before reading what will be changed, not only before writing.

    Args:
        folder: the workspace's ``.tren`` folder.
        wait: seconds to wait for another holder.

    Raises:
        WriteError: another process holds it; its number, host and start time are named.
    """
    held: set[str] = _mine.__dict__.setdefault("held", set())
    name = os.path.realpath(folder)
    if name in held:
        yield
        return
    atomic.make_folder(folder)
    release = _acquire(folder / "lock", time.monotonic() + wait)
    held.add(name)
    try:
        yield
    finally:
        held.discard(name)
        release()


def _acquire(path: Path, deadline: float) -> Callable[[], None]:
    """Wait for the lock; return what gives it up."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise atomic.write_error(path, error) from error
    try:
        _flock(descriptor, deadline)
    except OSError as error:
        os.close(descriptor)
        if error.errno in _NO_LOCKS:
            return _acquire_by_name(path.with_name("lock.held"), deadline)
        raise atomic.write_error(path, error) from error
    except BaseException:
        os.close(descriptor)
        raise
    with suppress(OSError):  # the name is for people; a full disk must not keep anybody from the lock
        os.pwrite(descriptor, _holder().encode("utf-8", "replace").ljust(_HOLDER_BYTES)[:_HOLDER_BYTES], 0)
    return lambda: os.close(descriptor)


def _flock(descriptor: int, deadline: float) -> None:
    """Take the lock, waiting in the kernel's queue: first come, first served, and no turn lost between two looks."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting = _Waiting(descriptor)
        if not waiting.until(deadline):
            raise _in_use(os.pread(descriptor, _HOLDER_BYTES, 0)) from None


class _Waiting:
    """Waits for the lock in a thread of its own, since the kernel's wait has no end."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = os.dup(descriptor)  # the same lock, and still ours to close when the caller has gone
        self._turn = threading.Event()
        self._given_up = False
        self._guard = threading.Lock()
        self._error: OSError | None = None
        threading.Thread(target=self._wait, daemon=True, name="waiting for the workspace").start()

    def until(self, deadline: float) -> bool:
        """Wait; tell whether the lock is ours."""
        try:
            self._turn.wait(max(0.0, deadline - time.monotonic()))
        finally:
            with self._guard:
                self._given_up = not self._turn.is_set()
        if self._error is not None:
            raise self._error
        return not self._given_up

    def _wait(self) -> None:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        except OSError as error:
            self._error = error
        with self._guard:
            if self._given_up:
                with suppress(OSError):
                    fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            else:
                self._turn.set()
            os.close(self._descriptor)


def _acquire_by_name(path: Path, deadline: float) -> Callable[[], None]:
    """Lock by making a file, where the file system knows no locks; one left by a dead process here is taken over."""
    while True:
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        except FileExistsError:
            said = _read(path)
            if _is_dead(said):
                _remove(path)
            elif time.monotonic() >= deadline:
                raise _in_use(said) from None
            else:
                time.sleep(_POLL_SECONDS)
        except OSError as error:
            raise atomic.write_error(path, error) from error
        else:
            with suppress(OSError):
                os.write(descriptor, _holder().encode("utf-8", "replace"))
            os.close(descriptor)
            return lambda: _remove(path)


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
