"""What a journal has put away: files of records, kept for ever and read only when somebody goes that far back.

``.tren/journal/PAIR/000000001.jsonl`` holds the records from edit 1 on, and so forth; ``operations`` beside them lists
the ids of all their edits, so that one sent again is known without reading them. It is made anew when it is lost.
"""

from bisect import bisect_right
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from parallel.errors import WriteError
from parallel.store import atomic
from parallel.store.journal.records import Entry, State, record_of_line

_ID = 16
"""Hex digits of an operation's digest: a chance of one in 10⁹ that a new one is taken for one of 100,000 known."""


class Archive:
    """The archive of one journal. Only a holder of the workspace's lock may add to it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._operations: bytes | None = None
        self._read: tuple[Path, State] | None = None

    def forget(self) -> None:
        """Read everything anew the next time."""
        self._operations = self._read = None

    def keep(self, data: bytes) -> None:
        """Add a file of records, all good; after a kill the same ones may come again, with more after them.

        Raises:
            WriteError: it could not be written; the journal should stay as it is.
        """
        state = State()
        for record in _records(data):
            state.take(record)
        path = self._folder / f"{state.first or 0:09d}.jsonl"
        if path.exists() and not data.startswith(path.read_bytes()):
            hint = "Look at both with `tren doctor`"
            raise WriteError("holds other edits of the same numbers; nothing was changed", where=str(path), hint=hint)
        known = self._known_operations()
        new = b"".join(_key(entry.operation) + b"\n" for entry in state.entries)
        atomic.save(path, [data])
        known = known if known.endswith(new) else known + new
        atomic.save(self._folder / "operations", [known, _check(known)])
        self.forget()

    def knows(self, operation: str) -> bool:
        """Tell whether one of its edits was asked for with this id."""
        return _key(operation) + b"\n" in self._known_operations()

    def entry(self, sequence: int) -> Entry | None:
        """Return the edit of that number. Cost: reads one file, unless it was the last one read."""
        files = self._files()
        at = bisect_right([int(path.stem) for path in files], sequence)
        if not at:
            return None
        path = files[at - 1]
        if self._read is None or self._read[0] != path:
            state = State()
            for record in _records(path.read_bytes()):
                state.take(record)
            self._read = path, state
        return self._read[1].entry(sequence)

    def state(self, *, before: int | None) -> State:
        """Return what all good records say of files that start before an edit, or of all files."""
        state = State()
        for path in self._files():
            if before is None or int(path.stem) < before:
                for record in _records(path.read_bytes()):
                    state.take(record)
        return state

    def damaged(self) -> tuple[tuple[Path, int], ...]:
        """Return files with damaged lines, and how many those are."""
        found = []
        for path in self._files():
            count = sum(1 for line in path.read_bytes().split(b"\n") if line and record_of_line(line) is None)
            if count:
                found.append((path, count))
        return tuple(found)

    def _files(self) -> list[Path]:
        return sorted(path for path in self._folder.glob("*.jsonl") if path.stem.isdecimal())

    def _known_operations(self) -> bytes:
        if self._operations is None:
            try:
                data = (self._folder / "operations").read_bytes()
            except OSError:
                data = b""
            known, check = data[:-_ID], data[-_ID:]
            whole = check == _check(known) and bool(known)
            self._operations = known if whole else self._listed_anew()
        return self._operations

    def _listed_anew(self) -> bytes:
        return b"".join(_key(entry.operation) + b"\n" for entry in self.state(before=None).entries)


def _records(data: bytes) -> Iterator[dict[str, Any]]:
    for line in data.split(b"\n"):
        record = record_of_line(line) if line else None
        if record is not None:
            yield record


def _key(operation: str) -> bytes:
    return sha256(operation.encode("utf-8", "surrogatepass")).hexdigest()[:_ID].encode()


def _check(known: bytes) -> bytes:
    return sha256(known).hexdigest()[:_ID].encode()
