"""The write layer: nothing else in the package writes files.

A save is: temporary file in the same folder → write → flush → fsync → rename over → fsync of the folder. Killed at any
step, the file is wholly old or wholly new; once :func:`save` returns, it also survives a power cut. New folders are
synced into their parents, since a file survives only if the way to it does.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from parallel.errors import WriteError

_PIECE = 1 << 20
"""Bytes handed to one write; chosen by us: large enough that system calls cost nothing."""
_SHOWN_NAME = 50
"""Characters of a file's name kept in its temporary name, so that 255 bytes suffice."""
_serial = count()


class Disk:
    """The calls that change the disk, one method each, so that a test can stop, fail or record every one."""

    def open(self, path: Path, flags: int) -> int:
        """Open a file, making it where the flags say so."""
        return os.open(path, flags | os.O_CLOEXEC, 0o666)

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        """Write some bytes; return how many were taken."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Wait until a file's contents are on the disk."""
        os.fsync(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, replacing what had it."""
        old.replace(new)

    def remove(self, path: Path) -> None:
        """Take a name away."""
        path.unlink(missing_ok=True)

    def shorten(self, descriptor: int, size: int) -> None:
        """Cut a file."""
        os.ftruncate(descriptor, size)

    def make_folder(self, path: Path) -> None:
        """Make one folder."""
        path.mkdir(exist_ok=True)

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


disk = Disk()
"""The disk in use."""


def save(path: Path, chunks: Iterable[bytes]) -> None:
    """Put ``chunks`` into ``path``, wholly or not at all.

    Args:
        path: file to write; its folder is made when missing.
        chunks: contents in order; taken one at a time, so memory stays flat.

    Raises:
        WriteError: the disk is full, read-only or broken; the old file is intact and no temporary file is left.
    """
    temporary = path.with_name(f".{path.name[:_SHOWN_NAME]}.{os.getpid()}-{next(_serial)}.tmp")
    try:
        _make_folders(path.parent)
        _fill(temporary, chunks, _mode_of(path))
        disk.rename(temporary, path)
        disk.sync_folder(path.parent)
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        with suppress(OSError):
            if temporary.exists():
                disk.remove(temporary)


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


def append(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Add ``data`` at the end of a file, wholly or, when a step fails, not at all.

    A kill in the middle may leave a torn end, which the reader must expect.

    Args:
        path: the file; made when missing.
        data: what to add.
        durable: wait for the disk; without, a power cut may take the addition back.

    Raises:
        WriteError: it could not be written; the file is as long as before.
    """
    try:
        _make_folders(path.parent)
        descriptor = disk.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        try:
            _append(descriptor, path, data, durable=durable)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise write_error(path, error) from error


def set_aside(path: Path, aside: Path) -> None:
    """Give a file another name, all at once and without waiting for the disk.

    Raises:
        OSError: it is gone, or can't be renamed.
    """
    disk.rename(path, aside)


def remove(path: Path) -> None:
    """Take a file away for good.

    Raises:
        WriteError: it can't be removed.
    """
    try:
        disk.remove(path)
        disk.sync_folder(path.parent)
    except OSError as error:
        raise write_error(path, error) from error


def make_folder(path: Path) -> None:
    """Make a folder and its parents.

    Raises:
        WriteError: it can't be made.
    """
    try:
        _make_folders(path)
    except OSError as error:
        raise write_error(path, error) from error


def write_error(path: Path, error: OSError) -> WriteError:
    """Return what to tell a person about a call that failed."""
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


def _fill(temporary: Path, chunks: Iterable[bytes], mode: int | None) -> None:
    descriptor = disk.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        if mode is not None:
            with suppress(OSError):  # somebody else's file: the name may change hands, the mode need not
                os.fchmod(descriptor, mode)
        for piece in _pieces(chunks):
            _write_all(descriptor, piece)
        disk.sync(descriptor)
    finally:
        os.close(descriptor)


def _append(descriptor: int, path: Path, data: bytes, *, durable: bool) -> None:
    size = os.fstat(descriptor).st_size
    try:
        _write_all(descriptor, data)
        if durable:
            disk.sync(descriptor)
        if durable and size == 0:
            disk.sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            disk.shorten(descriptor, size)
        raise


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Gather small chunks, so that a file of many lines is written in few calls."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        held.append(chunk)
        size += len(chunk)
        if size >= _PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[disk.write(descriptor, rest) :]


def _mode_of(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return None


def _make_folders(path: Path) -> None:
    """Make a folder and its parents, each synced into the one above it."""
    if path.is_dir():
        return
    if path.parent != path:
        _make_folders(path.parent)
    disk.make_folder(path)
    disk.sync_folder(path.parent)
