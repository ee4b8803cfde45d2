"""The records of a journal, and what they say taken together."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

UNDO, REDO = "undo", "redo"
FOLDING, FOLDED, CARRIED = "folding", "folded", "carried"
_CARRIED_STEPS = 1000
"""Steps of undo and of redo carried over; what goes deeper is in the archive."""
_CARRIED_FOLDS = 16
"""Folds carried over, so that an editor that was open all the time need not read the pair anew."""
_LINES = ("base", "before", "after", "taken", "given")
"""Fields of an edit that are lists of texts."""


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
    taken: tuple[str, ...] = ()
    """Lines of held beads it took from what is held."""
    given: tuple[str, ...] = ()
    """Lines of held beads it put back there."""


@dataclass(slots=True)
class State:
    """What records say, taken one after the other."""

    entries: list[Entry] = field(default_factory=list)
    """Edits that were read, oldest first."""
    by_operation: dict[str, Entry] = field(default_factory=dict)
    """The same by the id they were asked for with."""
    undoable: list[int] = field(default_factory=list)
    """Edits that can be taken back, the next one last."""
    redoable: list[int] = field(default_factory=list)
    """Edits that can be done again, the next one last."""
    intents: list[tuple[int, str]] = field(default_factory=list)
    """Folds begun: last edit, digest of the file."""
    folds: dict[str, int] = field(default_factory=dict)
    """Last edit a file holds, by its digest."""
    begun: int = 0
    """Number of folds begun, of those that were read."""
    bases: dict[str, str] = field(default_factory=dict)
    """Digest of the file a fold started from, by that of what it wrote."""
    folded: int = 0
    """Last edit the file is known to hold."""
    last: int = 0
    """Number of the last edit."""
    last_operation: str = ""
    """Id the last edit was asked for with."""
    carried: int = 0
    """Last edit that is in the archive and was not read."""
    carried_operation: str = ""
    """Id that edit was asked for with."""
    more_undoable: bool = False
    """Whether the archive knows more to undo."""
    more_redoable: bool = False
    """Whether the archive knows more to redo."""
    complete: bool = False
    """Whether the archive was read."""

    @property
    def first(self) -> int | None:
        """Number of the first edit that was or would be read here; None when that can't be told."""
        if self.carried:
            return self.carried + 1
        return self.entries[0].sequence if self.entries else None

    def entry(self, sequence: int) -> Entry | None:
        """Return the edit of that number, if it was read."""
        at = self._place(sequence - 1)
        found = self.entries[at : at + 1]
        return found[0] if found and found[0].sequence == sequence else None

    def after(self, sequence: int) -> tuple[Entry, ...]:
        """Return the edits read that come after that number."""
        return tuple(self.entries[self._place(sequence) :])

    def take(self, record: dict[str, Any]) -> None:
        """Take in the next record."""
        kind = record["kind"]
        if kind == FOLDING:
            self.intents.append((record["through"], record["file"]))
            self.folds[record["file"]] = record["through"]
            self.bases[record["file"]] = record["base"]
            self.begun += 1
        elif kind == FOLDED:
            self.folded = max(self.folded, record["through"])
            self.intents.clear()
        elif kind == CARRIED:
            self._take_carried(record)
        else:
            self._take_entry(_entry(record))

    def joined(self, later: "State") -> "State":
        """Return the two as one: this one is the archive's; the later one alone where the archive is not whole."""
        if self.last < later.carried or not self.last:
            later.complete, later.more_undoable, later.more_redoable = True, False, False
            return later
        for entry in later.entries:
            self._take_entry(entry)
        self.intents = [*later.intents]
        self.folds |= later.folds
        self.bases |= later.bases
        self.begun += later.begun
        self.folded = max(self.folded, later.folded)
        self.complete = True
        return self

    def _place(self, sequence: int) -> int:
        return bisect_right(self.entries, sequence, key=lambda entry: entry.sequence)

    def _take_carried(self, record: dict[str, Any]) -> None:
        if record["through"] <= self.last:
            return  # read with all that came before
        self.carried = self.last = self.folded = record["through"]
        self.last_operation = self.carried_operation = record["operation"]
        for file, base, through in record.get("folds", ()):
            self.folds[file], self.bases[file] = through, base
        self.undoable, self.redoable = _numbers(record["undoable"]), _numbers(record["redoable"])
        self.more_undoable, self.more_redoable = record["more"]

    def _take_entry(self, entry: Entry) -> None:
        if entry.sequence <= self.last:
            return  # a record repeated by a cut in the middle of mending or archiving
        self.entries.append(entry)
        self.by_operation[entry.operation] = entry
        self.last, self.last_operation = entry.sequence, entry.operation
        if entry.kind == UNDO:
            self.redoable.append(entry.of)
            _drop(self.undoable, entry.of)
        elif entry.kind == REDO:
            self.undoable.append(entry.of)
            _drop(self.redoable, entry.of)
        else:
            self.undoable.append(entry.sequence)
            self.redoable.clear()
            self.more_redoable = False


def carried_record(state: State) -> dict[str, Any]:
    """Return the record a journal starts anew with once all its edits are folded and archived."""
    return {
        "kind": CARRIED,
        "through": state.last,
        "operation": state.last_operation,
        "undoable": _runs(state.undoable[-_CARRIED_STEPS:]),
        "redoable": _runs(state.redoable[-_CARRIED_STEPS:]),
        "folds": [[file, base, state.folds[file]] for file, base in [*state.bases.items()][-_CARRIED_FOLDS:]],
        "more": [
            state.more_undoable or len(state.undoable) > _CARRIED_STEPS,
            state.more_redoable or len(state.redoable) > _CARRIED_STEPS,
        ],
    }


def record_of_entry(entry: Entry) -> dict[str, Any]:
    """Return an edit's record; what it does not have is left out where it is rare."""
    record: dict[str, Any] = {
        "sequence": entry.sequence,
        "operation": entry.operation,
        "kind": entry.kind,
        "time": entry.time,
        "base": entry.base,
        "before": entry.before,
        "after": entry.after,
        "of": entry.of,
    }
    rare = {"taken": entry.taken, "given": entry.given}
    return record | {name: lines for name, lines in rare.items() if lines}


def sealed(record: dict[str, Any]) -> bytes:
    """Return a record's line with a digest over it, so that a flipped bit is seen."""
    body = _ENCODER.encode(record).encode("utf-8", "surrogatepass")
    return body[:-1] + b',"digest":"' + _digest(body) + b'"}'


def record_of_line(line: bytes) -> dict[str, Any] | None:
    """Return a line's record, or None when it is damaged."""
    body, mark, digest = line.rpartition(b',"digest":"')
    if not mark or digest != _digest(body + b"}") + b'"}':
        return None
    record: dict[str, Any] = json.loads(body.decode("utf-8", "surrogatepass") + "}")
    return record


def _digest(body: bytes) -> bytes:
    return sha256(body).hexdigest()[:12].encode()


def _entry(record: dict[str, Any]) -> Entry:
    return Entry(**{**record, **{name: tuple(record[name]) for name in _LINES if name in record}})


def _drop(stack: list[int], number: int) -> None:
    if stack and stack[-1] == number:
        stack.pop()
    elif number in stack:
        stack.remove(number)


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Return numbers as first and last of each run that rises or falls by one: a long history in few words."""
    runs: list[list[int]] = []
    for number in numbers:
        first, last = runs[-1] if runs else (0, 0)
        rises = first <= last and number == last + 1
        falls = first >= last and number == last - 1
        if runs and (rises or falls):
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def _numbers(runs: Sequence[Sequence[int]]) -> list[int]:
    found: list[int] = []
    for first, last in runs:
        found += range(first, last + 1) if first <= last else range(first, last - 1, -1)
    return found


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
