"""The write layer: nothing else in the package writes files.

A save is: temporary file in the same folder → write → flush → fsync → rename over → fsync of the folder. Killed at any
step, the file is wholly old or wholly new; once :func:`save` returns, it also survives a power cut.
"""

import errno
import fcntl
import os
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from parallel.errors import WriteError

LOCK_WAIT_SECONDS = 10.0
"""How long a writer waits for another one; chosen by us (faults.md A5)."""
_POLL_SECONDS = 0.02


def save(path: Path, chunks: Iterable[bytes]) -> None:
    """Put ``chunks`` into ``path``, wholly or not at all.

    Args:
        path: file to write; its folder is made when missing.
        chunks: contents in order; taken one at a time, so memory stays flat.

    Raises:
        WriteError: the disk is full, read-only or broken; the old file is intact and no temporary file is left.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise _write_error(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def save_if_changed(path: Path, data: bytes) -> bool:
    """Save ``data`` unless the file already holds exactly that; tell whether it was written.

    Raises:
        WriteError: as :func:`save`.
    """
    with suppress(OSError):
        if path.read_bytes() == data:
            return False
    save(path, [data])
    return True


def make_folder(path: Path) -> None:
    """Make a folder and its parents.

    Raises:
        WriteError: it can't be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _write_error(path, error) from error


@contextmanager
def locked(folder: Path, *, wait: float = LOCK_WAIT_SECONDS) -> Iterator[None]:
    """Hold the one write lock of a workspace; the kernel frees it when the holder dies.

    Take it before reading what will be changed, not only before writing.

    Args:
        folder: the workspace's ``.tren`` folder.
        wait: seconds to wait for another holder.

    Raises:
        WriteError: another process holds it; its number, host and start time are named.
    """
    make_folder(folder)
    path = folder / "lock"
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise _write_error(path, error) from error
    try:
        _acquire(descriptor, time.monotonic() + wait)
        holder = f"pid {os.getpid()} on {socket.gethostname()} since {time.strftime('%Y-%m-%d %H:%M:%S')}"
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, holder.encode("utf-8", "replace"), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace") or "another process"
                raise WriteError(f"workspace is in use by {holder}", hint="Wait for it to end and try again") from None
            time.sleep(_POLL_SECONDS)
        else:
            return


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_error(path: Path, error: OSError) -> WriteError:
    causes = {
        errno.ENOSPC: ("no space left on the disk; nothing was changed", "Free some space and try again"),
        errno.EDQUOT: ("disk quota used up; nothing was changed", "Free some space and try again"),
        errno.EFBIG: ("file size limit reached; nothing was changed", "Raise the limit and try again"),
        errno.EROFS: ("the file system is read-only; nothing was changed", "Write elsewhere with -o"),
        errno.EACCES: (
            "no permission to write; nothing was changed",
            "Check its owner and mode, or use -o",
        ),
        errno.EIO: ("the disk reported an error; not saved", "Check the disk before you try again"),
        errno.EISDIR: ("is a folder", "Name a file"),
        errno.ENOTDIR: ("a part of the path is a file, not a folder", "Name another place"),
    }
    what, hint = causes.get(error.errno or 0, (f"could not write ({error.strerror}); nothing was changed", "Try again"))
    return WriteError(what, where=str(path), hint=hint)
