"""The journal of what people did: one JSON record a line, on the disk before "saved" is said.

Edits are numbered and carry what they replaced and what took its place, as text; undo and redo are edits too. Folding
writes the outcome into the file people see: the digest of the new file is put down first (``folding``), then the file
is saved, then ``folded`` is added. Killed anywhere in between, the file's own digest tells what it already holds.

It keeps everything, so that undo has no limit, yet opening it stays quick: once folded and large, its records go into
an archive (:mod:`parallel.store.journal.archive`) and it starts anew with one record of what is carried over.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from parallel.errors import WriteError
from parallel.store import atomic
from parallel.store.journal.archive import Archive
from parallel.store.journal.records import (
    FOLDED,
    FOLDING,
    Entry,
    State,
    carried_record,
    record_of_entry,
    record_of_line,
    sealed,
)

ARCHIVED_BYTES = 1 << 19
"""Size from which a folded journal goes into the archive; chosen by us: every command that opens the pair reads it, in
some 10 ms."""
_PIECE = 1 << 16
"""Bytes read at a time: a journal is seldom larger when somebody edits."""
_TAIL = 64
"""Bytes before the place read so far that must still be there; they hold the digest of a record."""


class Journal:
    """The journal of one file; reads it as far as it goes and adds at its end.

    Only a holder of the workspace's lock may write.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.damaged: list[bytes] = []
        """Lines that are no records: a torn end, a block of zeros."""
        self._archive = Archive(path.with_suffix(""))
        self._state = State()
        self._offset = 0
        self._tail = b""
        self._file: tuple[int, int] | None = None

    def refresh(self) -> bool:
        """Read what was added since the last time; tell whether there was any. A journal made anew is read anew."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
            try:
                data = self._read(descriptor)
            finally:
                os.close(descriptor)
        except FileNotFoundError:
            self._reset(None)
            self._complete()
            return False
        new = data[len(self._tail) :]
        anew = not self._offset
        self._take_all(new)
        self._offset, self._tail = self._offset + len(new), data[-_TAIL:]
        if anew and not self._state.carried:
            self._complete()
        return bool(new)

    def _read(self, descriptor: int) -> bytes:
        """Return what stands from the tail of what was read on; all of it where that is not there any more."""
        status = os.fstat(descriptor)
        if (status.st_dev, status.st_ino) != self._file or self.damaged:
            self._reset((status.st_dev, status.st_ino))
        data = _all_from(descriptor, self._offset - len(self._tail))
        if not data.startswith(self._tail):  # cut back, or another file that got the old one's number
            self._reset(self._file)
            data = _all_from(descriptor, 0)
        return data

    @property
    def entries(self) -> Sequence[Entry]:
        """All edits, oldest first. Cost: reads the archive, once."""
        self._complete()
        return self._state.entries

    @property
    def recent(self) -> Sequence[Entry]:
        """The latest edits, oldest first, without reading the archive."""
        return self._state.entries

    @property
    def next_sequence(self) -> int:
        """Number of the next edit."""
        return self._state.last + 1

    @property
    def last(self) -> tuple[int, str]:
        """Number and operation id of the last edit; 0 and empty before the first."""
        return self._state.last, self._state.last_operation

    @property
    def folds(self) -> tuple[object, int]:
        """Something that is different once another fold was begun: the file may be another one since."""
        return self._file, self._state.begun

    def holds(self, edit: tuple[int, str]) -> bool:
        """Tell whether an edit that was the last one once still stands here.

        Who reads without the lock may read an edit whose writer then can't get it onto the disk and takes it back.
        """
        if edit[0] == 0 or edit in {self.last, (self._state.carried, self._state.carried_operation)}:
            return True
        found = self.entry(edit[0])
        return found is not None and found.operation == edit[1]

    def entry(self, sequence: int) -> Entry | None:
        """Return the edit of that number."""
        return self._state.entry(sequence) or (self._archive.entry(sequence) if self._state.carried else None)

    def reaches(self, sequence: int) -> bool:
        """Tell whether the edits after that number are here, without reading the archive."""
        return sequence >= self._state.carried

    def after(self, sequence: int) -> tuple[Entry, ...]:
        """Return the edits after that number."""
        if sequence < self._state.carried:
            self._complete()
        return self._state.after(sequence)

    def done(self, operation: str) -> Entry | None:
        """Return the edit an operation id has made already."""
        if operation not in self._state.by_operation and self._state.carried and self._archive.knows(operation):
            self._complete()
        return self._state.by_operation.get(operation)

    def to_undo(self) -> Entry | None:
        """Return the edit undo would take back."""
        if not self._state.undoable and self._state.more_undoable:
            self._complete()
        return self.entry(self._state.undoable[-1]) if self._state.undoable else None

    def to_redo(self) -> Entry | None:
        """Return the edit redo would do again."""
        if not self._state.redoable and self._state.more_redoable:
            self._complete()
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
        """Tell whether a file of that digest came about from ``base`` by nothing but folding edits of this journal.

        What the archive holds is not asked: a file that old is read anew.
        """
        seen = set()
        while digest != base:
            if digest in seen or digest not in self._state.bases:
                return False
            seen.add(digest)
            digest = self._state.bases[digest]
        return True

    @property
    def folded_through(self) -> int:
        """Last edit the file is known to hold, or to have held."""
        return self._state.folded

    def held_by(self, digest: str) -> int | None:
        """Return the last edit a file of that digest holds; None where that can't be told without the archive."""
        through = self._state.folds.get(digest)
        return through if through is not None and self.reaches(through) else None

    def since(self, digest: str) -> tuple[Entry, ...]:
        """Return the edits made after a file of that digest was written; all of them where it is not known."""
        if digest not in self._state.folds:
            self._complete()
        return self.after(self._state.folds.get(digest, 0))

    def append(self, entry: Entry) -> None:
        """Put an edit on the disk.

        Raises:
            WriteError: it could not be; the journal is as it was.
        """
        self._write(record_of_entry(entry), durable=True)

    def folding(self, through: int, base: str, digest: str) -> None:
        """Put down what the file will be once it holds all edits up to ``through``.

        Args:
            through: number of the last edit it will hold.
            base: SHA-256 of the file as it stands.
            digest: SHA-256 of what it will be.

        Raises:
            WriteError: as :meth:`append`.
        """
        self._write({"kind": FOLDING, "through": through, "base": base, "file": digest}, durable=True)

    def folded(self, through: int) -> None:
        """Note that the file holds all edits up to ``through``; a power cut may take the note back, no harm done.

        Raises:
            WriteError: as :meth:`append`.
        """
        self._write({"kind": FOLDED, "through": through}, durable=False)
        if self._offset >= ARCHIVED_BYTES and through == self._state.last and not self.damaged:
            with suppress(WriteError):  # it can stay large for once
                self._put_away()

    def mend(self) -> bool:
        """Set damaged lines aside in ``*.rejected``, never deleting one; tell whether there were any.

        Raises:
            WriteError: it could not be written.
        """
        self.refresh()
        if not self.damaged:
            return False
        torn = b"\n".join(line for line in self.damaged if line)
        lines = self.path.read_bytes().split(b"\n")
        kept = b"".join(line + b"\n" for line in lines if record_of_line(line) is not None)
        if torn:
            rejected = self.path.with_suffix(".rejected")
            before = rejected.read_bytes() if rejected.exists() else b""
            if not before.endswith(torn + b"\n"):
                atomic.save(rejected, [before, torn, b"\n"])
        atomic.save(self.path, [kept])
        self.refresh()
        return True

    def damaged_archives(self) -> tuple[tuple[Path, int], ...]:
        """Return the files of the archive that hold damaged lines, and how many."""
        return self._archive.damaged()

    def _put_away(self) -> None:
        """Move all records into the archive; killed in between, they stand in both places and count once."""
        self._archive.keep(self.path.read_bytes())
        atomic.save(self.path, [sealed(carried_record(self._state)) + b"\n"])
        self.refresh()

    def _complete(self) -> None:
        """Take in what the archive holds."""
        if self._state.complete:
            return
        self._state = self._archive.state(before=self._state.first).joined(self._state)

    def _reset(self, file: tuple[int, int] | None) -> None:
        self._state, self._offset, self._tail, self._file = State(), 0, b"", file
        self.damaged = []
        self._archive.forget()

    def _write(self, record: dict[str, Any], *, durable: bool) -> None:
        line = sealed(record) + b"\n"
        atomic.append(self.path, line, durable=durable)
        if self._file is None:
            status = self.path.stat()
            self._file = status.st_dev, status.st_ino
        self._offset += len(line)
        self._tail = (self._tail + line)[-_TAIL:]
        self._state.take(record)

    def _take_all(self, data: bytes) -> None:
        for line in data.split(b"\n"):
            if line:
                record = record_of_line(line)
                if record is None:
                    self.damaged.append(line)
                else:
                    self._state.take(record)
        if data and not data.endswith(b"\n") and not self.damaged:
            self.damaged.append(b"")  # whole, but its end is missing: the next record needs a line of its own


def _all_from(descriptor: int, start: int) -> bytes:
    pieces = []
    while piece := os.pread(descriptor, _PIECE, start):
        pieces.append(piece)
        start += len(piece)
    return b"".join(pieces)
