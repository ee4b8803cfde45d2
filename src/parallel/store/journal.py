"""The journal of what people did: one JSON record a line, on the disk before "saved" is said.

Edits are numbered and carry what they replaced and what took its place, as text; undo and redo are edits too. Folding
writes the outcome into the file people see: the digest of the new file is put down first (``folding``), then the file
is saved, then ``folded`` is added. Killed anywhere in between, the file's own digest tells what it already holds.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from parallel.store import atomic

UNDO, REDO = "undo", "redo"
_FOLDING, _FOLDED = "folding", "folded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One edit."""

    sequence: int
    """From 1, without gaps; the order of things, whatever the clock says."""
    operation: str
    """Id the caller gave it: sent twice, it is done once."""
    kind: str
    """``merge``, ``approve`` …, ``undo``, ``redo``."""
    time: str
    """UTC, ISO 8601; for people only."""
    base: tuple[str, ...] = ()
    """Revisions it was made against, as ``id@revision``."""
    before: tuple[str, ...] = ()
    """Lines it replaced."""
    after: tuple[str, ...] = ()
    """Lines that took their place."""
    of: int = 0
    """Of an undo or redo: number of the edit taken back or done again."""


@dataclass(slots=True)
class _State:
    """What the records say, taken together."""

    entries: list[Entry] = field(default_factory=list)
    by_operation: dict[str, Entry] = field(default_factory=dict)
    undoable: list[int] = field(default_factory=list)
    redoable: list[int] = field(default_factory=list)
    intents: list[tuple[int, str]] = field(default_factory=list)
    folds: dict[str, int] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    folded: int = 0
    last: int = 0


class Journal:
    """The journal of one file; reads it as far as it goes and adds at its end.

    Only a holder of the workspace's lock may write.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.damaged: list[bytes] = []
        """Lines that are no records: a torn end, a block of zeros."""
        self._state = _State()
        self._offset = 0
        self._file: tuple[int, int] | None = None

    def refresh(self) -> bool:
        """Read what was added since the last time; tell whether there was any. A journal made anew is read anew."""
        try:
            with self.path.open("rb") as file:
                status = file_status(self.path)
                if status != self._file or self._size() < self._offset or self.damaged:
                    self._state, self._offset, self.damaged, self._file = _State(), 0, [], status
                file.seek(self._offset)
                data = file.read()
        except FileNotFoundError:
            self._state, self._offset, self.damaged, self._file = _State(), 0, [], None
            return False
        for line in data.split(b"\n"):
            self._take(line)
        self._offset += len(data)
        if data and not data.endswith(b"\n") and not self.damaged:
            self.damaged.append(b"")  # whole, but its end is missing: the next record needs a line of its own
        return bool(data)

    @property
    def entries(self) -> Sequence[Entry]:
        """All edits, oldest first."""
        return self._state.entries

    @property
    def next_sequence(self) -> int:
        """Number of the next edit."""
        return self._state.last + 1

    def entry(self, sequence: int) -> Entry | None:
        """Return the edit of that number."""
        at = self._place(sequence - 1)
        found = self._state.entries[at : at + 1]
        return found[0] if found and found[0].sequence == sequence else None

    def after(self, sequence: int) -> tuple[Entry, ...]:
        """Return the edits after that number."""
        return tuple(self._state.entries[self._place(sequence) :])

    def done(self, operation: str) -> Entry | None:
        """Return the edit an operation id has made already."""
        return self._state.by_operation.get(operation)

    def to_undo(self) -> Entry | None:
        """Return the edit undo would take back."""
        return self.entry(self._state.undoable[-1]) if self._state.undoable else None

    def to_redo(self) -> Entry | None:
        """Return the edit redo would do again."""
        return self.entry(self._state.redoable[-1]) if self._state.redoable else None

    def pending(self, digest: str) -> tuple[Entry, ...]:
        """Return the edits that may not be in the file yet.

        Args:
            digest: SHA-256 of the file as it stands; a fold that was cut short is known by it.
        """
        through = self._state.folded
        for number, promised in self._state.intents:
            if promised == digest:
                through = max(through, number)
        return self.after(through)

    def descends(self, digest: str, base: str) -> bool:
        """Tell whether a file of that digest came about from ``base`` by nothing but folding edits of this journal."""
        seen = set()
        while digest != base:
            if digest in seen or digest not in self._state.bases:
                return False
            seen.add(digest)
            digest = self._state.bases[digest]
        return True

    def since(self, digest: str) -> tuple[Entry, ...]:
        """Return the edits made after a file of that digest was written; all of them where it is not known."""
        return self.after(self._state.folds.get(digest, 0))

    def append(self, entry: Entry) -> None:
        """Put an edit on the disk.

        Raises:
            WriteError: it could not be; the journal is as it was.
        """
        self._write(asdict(entry), durable=True)

    def folding(self, through: int, base: str, digest: str) -> None:
        """Put down what the file will be once it holds all edits up to ``through``.

        Args:
            through: number of the last edit it will hold.
            base: SHA-256 of the file as it stands.
            digest: SHA-256 of what it will be.

        Raises:
            WriteError: as :meth:`append`.
        """
        self._write({"kind": _FOLDING, "through": through, "base": base, "file": digest}, durable=True)

    def folded(self, through: int) -> None:
        """Note that the file holds all edits up to ``through``; a power cut may take the note back, no harm done.

        Raises:
            WriteError: as :meth:`append`.
        """
        self._write({"kind": _FOLDED, "through": through}, durable=False)

    def mend(self) -> bool:
        """Set damaged lines aside in ``*.rejected``, never deleting one; tell whether there were any.

        Raises:
            WriteError: it could not be written.
        """
        self.refresh()
        if not self.damaged:
            return False
        torn = b"\n".join(line for line in self.damaged if line)
        kept = b"".join(line + b"\n" for line in self._lines() if _record(line) is not None)
        if torn:
            rejected = self.path.with_suffix(".rejected")
            before = rejected.read_bytes() if rejected.exists() else b""
            if not before.endswith(torn + b"\n"):
                atomic.save(rejected, [before, torn, b"\n"])
        atomic.save(self.path, [kept])
        self.refresh()
        return True

    def _place(self, sequence: int) -> int:
        return bisect_right(self._state.entries, sequence, key=lambda entry: entry.sequence)

    def _lines(self) -> Iterator[bytes]:
        yield from self.path.read_bytes().split(b"\n")

    def _size(self) -> int:
        return self.path.stat().st_size

    def _write(self, record: dict[str, Any], *, durable: bool) -> None:
        line = _sealed(record)
        atomic.append(self.path, line + b"\n", durable=durable)
        if self._file is None:
            self._file = file_status(self.path)
        self._offset += len(line) + 1
        self._take(line)

    def _take(self, line: bytes) -> None:
        if not line:
            return
        record = _record(line)
        if record is None:
            self.damaged.append(line)
        elif record["kind"] == _FOLDING:
            self._state.intents.append((record["through"], record["file"]))
            self._state.folds[record["file"]] = record["through"]
            self._state.bases[record["file"]] = record["base"]
        elif record["kind"] == _FOLDED:
            self._state.folded = max(self._state.folded, record["through"])
            self._state.intents.clear()
        else:
            self._take_entry(_entry(record))

    def _take_entry(self, entry: Entry) -> None:
        state = self._state
        if entry.sequence <= state.last:
            return  # a record repeated by a cut in the middle of mending
        state.entries.append(entry)
        state.by_operation[entry.operation] = entry
        state.last = entry.sequence
        if entry.kind == UNDO:
            state.redoable.append(entry.of)
            _drop(state.undoable, entry.of)
        elif entry.kind == REDO:
            state.undoable.append(entry.of)
            _drop(state.redoable, entry.of)
        else:
            state.undoable.append(entry.sequence)
            state.redoable.clear()


def file_status(path: Path) -> tuple[int, int] | None:
    """Return device and number of a file: another one after every safe save; None when it is missing."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _drop(stack: list[int], number: int) -> None:
    if number in stack:
        stack.remove(number)


def _sealed(record: dict[str, Any]) -> bytes:
    """Return a record's line with a digest over it, so that a flipped bit is seen."""
    body = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return body[:-1] + b',"digest":"' + _digest(body) + b'"}'


def _digest(body: bytes) -> bytes:
    return sha256(body).hexdigest()[:12].encode()


def _record(line: bytes) -> dict[str, Any] | None:
    """Return a line's record, or None when it is damaged."""
    body, mark, digest = line.rpartition(b',"digest":"')
    if not mark or digest != _digest(body + b"}") + b'"}':
        return None
    record: dict[str, Any] = json.loads(body.decode("utf-8", "surrogatepass") + "}")
    return record


def _entry(record: dict[str, Any]) -> Entry:
    return Entry(
        **{**record, "base": tuple(record["base"]), "before": tuple(record["before"]), "after": tuple(record["after"])}
    )
