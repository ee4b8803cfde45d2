"""A lock that is the name of a file, for file systems that know no locks; and what its holder is called."""

import errno
import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from parallel.errors import WriteError
from parallel.store import atomic

_POLL_SECONDS = 0.002
"""Pause between two tries: short beside an edit's 5 ms."""
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""What file systems without hard links answer."""


def hold_by_name(path: Path, deadline: float) -> Callable[[], None]:
    """Hold a lock by making its file; one left by a dead process of this host is taken over.

    Args:
        path: the file.
        deadline: monotonic time until which to wait for another holder.

    Returns:
        What gives the lock up.

    Raises:
        WriteError: another process holds it, or the file can't be made.
    """
    while True:
        try:
            _make_named(path)
        except FileExistsError:
            said = _read(path)
            if is_dead(said):
                take_away(path, said)
            elif time.monotonic() >= deadline:
                raise in_use(said) from None
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
    with suppress(OSError):  # the name is for people; a full disk must not keep anybody from the lock
        os.write(descriptor, holder().encode("utf-8", "replace"))
    os.close(descriptor)


def take_away(path: Path, dead: bytes) -> None:
    """Take a dead holder's file away; where another writer was quicker and holds the lock now, put its file back."""
    aside = path.with_name(f"{path.name}.dead.{os.getpid()}-{threading.get_ident()}")
    with suppress(OSError):
        atomic.set_aside(path, aside)
        if _read(aside) != dead:
            os.link(aside, path)
    _remove(aside)


def holder() -> str:
    """Return what to write down as the name of a holder: process, host, time."""
    return f"pid {os.getpid()} on {socket.gethostname()} since {time.strftime('%Y-%m-%d %H:%M:%S')}"


def in_use(said: bytes) -> WriteError:
    """Return what to tell whoever has waited long enough for a holder that named itself so."""
    holder = said.decode("utf-8", "replace").strip() or "another process"
    return WriteError(f"workspace is in use by {holder}", hint="Wait for it to end and try again")


def is_dead(said: bytes) -> bool:
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
