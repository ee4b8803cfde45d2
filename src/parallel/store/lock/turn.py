"""A queue of processes: whoever came first is served first.

The kernel's own queue for a lock is none: it wakes the first who waits, and until that one runs, whoever asks is
quicker, which is most often the one who has just let go. So everybody draws a number, locks the byte of that number in
a file, and waits for the lock of the byte before it. The kernel frees the bytes of the dead.
"""

import fcntl
import os
import struct
from contextlib import suppress

_ORDERED = hasattr(fcntl, "F_OFD_SETLKW")
"""Whether a lock of bytes can belong to an open file, as on Linux; one that belongs to a process knows no threads."""
_FLOCK = struct.Struct("hhqqi")
"""The kernel's ``struct flock``: kind, from where, start, length, process (none)."""
_COUNTER = 8
"""Bytes at the start of the file that hold the next number; those that are locked stand behind."""
_LAST = 1 << 60
"""After this many numbers they start anew: an offset in a file has 63 bits."""


class Turn:
    """A place in the queue; it is given up by closing the file.

    Args:
        descriptor: the queue's file, opened for reading and writing by whoever wants a place.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._number: int | None = None

    def take(self, *, wait: bool) -> None:
        """Line up, if that was not done before, and stand there until whoever came just before has gone.

        Where locks of bytes are not to be had, one holds the file itself, and the kernel chooses among those who wait.

        Raises:
            BlockingIOError: one would have to wait and does not want to.
            OSError: the file system knows no locks, or fails.
        """
        if self._number is None:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._number = self._drawn()
            if _ORDERED:
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        self._lock(fcntl.F_RDLCK, (self._number - 1) % _LAST, wait=wait)

    def _drawn(self) -> int:
        """Draw a number; the file is locked."""
        number = int.from_bytes(os.pread(self._descriptor, _COUNTER, 0), "little") % _LAST
        with suppress(OSError):  # on a full disk the next one draws the same number, and the order is lost, no more
            os.pwrite(self._descriptor, (number + 1).to_bytes(_COUNTER, "little"), 0)
        with suppress(BlockingIOError):
            self._lock(fcntl.F_WRLCK, number, wait=False)
        return number

    def _lock(self, kind: int, number: int, *, wait: bool) -> None:
        if not _ORDERED:
            return
        command = fcntl.F_OFD_SETLKW if wait else fcntl.F_OFD_SETLK
        try:
            fcntl.fcntl(self._descriptor, command, _FLOCK.pack(kind, os.SEEK_SET, _COUNTER + number, 1, 0))
        except BlockingIOError:
            raise
        except OSError:
            return  # this file system has no such locks
