"""Editing a pair: every change is on the disk before "saved" is said, and can be taken back for ever."""

import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from parallel.errors import StaleError, UsageError
from parallel.model.bitext import AlignedPair, BeadId, HeldBead, PairId
from parallel.model.change import Arrangement, Change, UnfitChange
from parallel.store import atomic, backups
from parallel.store.aligned import StoredPair, digest_of_bytes, render_pair, without_torn_places
from parallel.store.beadline import bead_of_line, header_of_pair, line_of
from parallel.store.held import held_after, key_of, line_of_held, load_held, save_held
from parallel.store.journal import REDO, UNDO, Entry, Journal
from parallel.store.migration import writing
from parallel.store.replay import change_of, replay
from parallel.store.workspace import Workspace
from parallel.workbench.edits.operations import Operation
from parallel.workbench.edits.standing import (
    Mark,
    Revision,
    beads_of,
    file_mark,
    history_of,
    read_together,
    stale_error,
)

Base = Mapping[BeadId, str]
"""Revisions (:attr:`AlignedBead.revision`) of the beads as the caller saw them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """An edit that is on the disk."""

    sequence: int
    """Number of the edit in the pair's journal; 0 when there was nothing to change."""
    operation: str
    """Id it was asked for with."""
    kind: str
    """``merge``, ``approve`` …; of an undo or redo, what was taken back or done again."""
    beads: tuple[BeadId, ...]
    """Beads that stand where something changed, in order."""
    repeated: bool = False
    """Whether it was done before, under the same id."""

    @property
    def count(self) -> int:
        """Number of beads that changed."""
        return len(self.beads)


class Editor:
    """One pair, its edits and their history. Threads and processes may edit the same pair side by side."""

    def __init__(self, workspace: Workspace, pair_id: PairId) -> None:
        """Read the pair with the edits its file does not hold yet.

        Raises:
            UsageError: the pair was never aligned.
            InputError: its file is damaged or gone.
        """
        self.workspace = workspace
        self.id = pair_id
        self._path = workspace.aligned_path(pair_id)
        self._journal = Journal(workspace.journal_path(pair_id))
        self._busy = threading.RLock()
        self._standing: Arrangement
        self._moving: tuple[Change, ...]
        self._stored: StoredPair
        self._file: Mark | None
        self._seen: tuple[int, str]
        self._load()

    @property
    def pair(self) -> AlignedPair:
        """The pair as it stands."""
        return self._standing.pair

    @property
    def held(self) -> tuple[HeldBead, ...]:
        """Work whose place in the text has gone.

        Raises:
            InputError: the file that holds it is damaged.
        """
        path = self.workspace.held_path(self.id)
        return held_after(load_held(path, self.workspace.shown(path)), self._moving)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was odd about the file, one line each."""
        return self._stored.warnings

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All edits, oldest first."""
        return tuple(self._journal.entries)

    @property
    def pending(self) -> int:
        """Edits not folded into the file yet."""
        return len(self._journal.pending(self._stored.digest))

    @property
    def undoable(self) -> Entry | None:
        """The edit undo would take back."""
        return self._journal.to_undo()

    @property
    def redoable(self) -> Entry | None:
        """The edit redo would do again."""
        return self._journal.to_redo()

    def refresh(self) -> bool:
        """Take in what others wrote; tell whether the pair changed.

        Raises:
            InputError: its file is damaged or gone.
        """
        with self._busy:
            before = self.pair
            self._sync()
            return self.pair is not before

    def apply(self, operation: Operation, base: Base | None = None, operation_id: str = "") -> Saved:
        """Make an edit.

        Args:
            operation: one of :mod:`parallel.workbench.edits.operations`, with all but the pair filled in.
            base: revisions of all beads it changes, as the caller saw them; None takes them as they stand.
            operation_id: sent again with the same id, it answers as the first time and changes nothing.

        Raises:
            StaleError: a bead is no longer as the caller saw it; both texts are in the error.
            UsageError: the edit is impossible, or ``base`` leaves out a bead it changes.
            WriteError: it is not saved, and nothing has changed.
        """
        with self._busy, writing(self.workspace, self._sync):
            self._ready()
            if (done := self._journal.done(operation_id)) is not None:
                return self._answer(done, repeated=True)
            for bead_id, revision in (base or {}).items():
                self._refuse_stale(bead_id, revision)
            change = operation(self.pair)
            if base is not None:
                _refuse_unnamed(change, base)
            self._refuse_gone(change)
            if change.empty:
                return Saved(sequence=0, operation=operation_id, kind=change.kind, beads=())
            named = base if base is not None else {bead.id: bead.revision for bead in change.before}
            return self._commit(self._entry(change, named, operation_id))

    def undo(self, operation_id: str = "") -> Saved:
        """Take the last edit back that was not taken back yet.

        Raises:
            UsageError: there is none.
            StaleError: the file was changed outside the workbench where the edit was made.
            WriteError: it is not saved, and nothing has changed.
        """
        return self._step(UNDO, operation_id)

    def redo(self, operation_id: str = "") -> Saved:
        """Do the last edit again that was taken back; raises as :meth:`undo`."""
        return self._step(REDO, operation_id)

    def fold(self) -> bool:
        """Write all edits into ``aligned/``; tell whether there were any.

        Raises:
            InputError: the file is damaged or gone.
            WriteError: it could not be written; the edits stay in the journal.
        """
        with self._busy, writing(self.workspace):
            self._ready()
            if not self.pending:
                return False
            backups.keep(self.workspace.root, self._path, every=backups.HOURLY)
            self._hold()
            data = render_pair(without_torn_places(self.pair), self._stored.layout)
            through, digest = self._journal.next_sequence - 1, digest_of_bytes(data)
            self._journal.folding(through, self._stored.digest, digest)
            atomic.save_if_changed(self._path, data)
            self._journal.folded(through)
            self._stored, self._file = replace(self._stored, digest=digest), file_mark(self._path)
            self._moving = ()
            return True

    def history(self, bead: BeadId) -> tuple[Revision, ...]:
        """Return what became of a bead, oldest first. Cost: linear in the journal."""
        return history_of(self._journal.entries, bead)

    def _step(self, kind: str, operation_id: str) -> Saved:
        with self._busy, writing(self.workspace, self._sync):
            self._ready()
            if (done := self._journal.done(operation_id)) is not None:
                return self._answer(done, repeated=True)
            edit = self._journal.to_undo() if kind == UNDO else self._journal.to_redo()
            if edit is None:
                raise UsageError(f"nothing to {kind} in {self.id}")
            lines = (edit.before, edit.after, edit.taken, edit.given)
            if kind == UNDO:
                lines = (edit.after, edit.before, edit.given, edit.taken)
            entry = Entry(
                sequence=self._journal.next_sequence,
                operation=operation_id or uuid.uuid4().hex,
                kind=kind,
                time=_now(),
                before=lines[0],
                after=lines[1],
                taken=lines[2],
                given=lines[3],
                of=edit.sequence,
            )
            return self._commit(entry)

    def _entry(self, change: Change, base: Base, operation_id: str) -> Entry:
        header, layout = header_of_pair(self.pair), self._stored.layout
        return Entry(
            sequence=self._journal.next_sequence,
            operation=operation_id or uuid.uuid4().hex,
            kind=change.kind,
            time=_now(),
            base=tuple(f"{bead.id}@{base[bead.id]}" for bead in change.before if bead.id in base),
            before=tuple(layout.line(self.pair, bead) for bead in change.before),
            after=tuple(line_of(header, bead) for bead in change.after),
            taken=tuple(line_of_held(header, item) for item in change.taken),
            given=tuple(line_of_held(header, item) for item in change.given),
        )

    def _commit(self, entry: Entry) -> Saved:
        """Look first, so that a change that does not fit is never written; then on the disk, then in memory."""
        written = change_of(entry, self._stored.layout)
        try:
            change = self._standing.placed(written)
        except UnfitChange as error:
            raise self._stale(written) from error
        if change is not written:
            header = header_of_pair(self.pair)
            before = tuple(line_of(header, bead) for bead in change.before)
            entry = replace(entry, before=before, after=tuple(line_of(header, bead) for bead in change.after))
        self._journal.append(entry)
        self._standing.take(change)
        self._stored.layout.remember(zip(change.after, entry.after, strict=True))
        if change.taken or change.given:
            self._moving = (*self._moving, change)
        self._seen = self._journal.last
        return self._answer(entry, change)

    def _answer(self, entry: Entry, change: Change | None = None, *, repeated: bool = False) -> Saved:
        edit = self._journal.entry(entry.of) if entry.of else entry
        after = change.after if change else map(bead_of_line, entry.after)
        return Saved(
            sequence=entry.sequence,
            operation=entry.operation,
            kind=edit.kind if edit else entry.kind,
            beads=tuple(bead.id for bead in after),
            repeated=repeated,
        )

    def _ready(self) -> None:
        """Be up to date, with a whole journal, before anything is decided. The lock is held."""
        if self._journal.mend():
            self._load()
        else:
            self._follow()

    def _sync(self) -> None:
        self._journal.refresh()
        self._follow()

    def _follow(self) -> None:
        """Make here what others did, as far as the journal was read."""
        behind = not self._journal.reaches(self._seen[0])
        if behind or self._other_file() or not self._journal.holds(self._seen):
            self._load()
        elif new := self._journal.after(self._seen[0]):
            self._moving = (*self._moving, *replay(self._standing, self._stored.layout, new))
            self._seen = self._journal.last

    def _other_file(self) -> bool:
        return file_mark(self._path) != self._file and not self._only_folded()

    def _only_folded(self) -> bool:
        """Whether others did no more to the file than write edits of the journal into it: no need to read it again."""
        mark = file_mark(self._path)
        if mark is None or self._moving or self._journal.damaged:
            return False
        digest = digest_of_bytes(self._path.read_bytes())
        if not self._journal.descends(digest, self._stored.digest):
            return False
        self._stored, self._file = replace(self._stored, digest=digest), mark
        return True

    def _load(self) -> None:
        read = read_together(self.workspace, self.id, self._journal)
        self._stored, self._file = read.stored, read.mark
        self._standing = Arrangement(read.stored.pair)
        self._moving = replay(self._standing, read.stored.layout, read.lacking)
        self._seen = self._journal.last

    def _hold(self) -> None:
        if self._moving:
            save_held(self.workspace.held_path(self.id), self.pair, self.held)

    def _refuse_gone(self, change: Change) -> None:
        if change.taken:
            known = {key_of(item) for item in self.held}
            for item in change.taken:
                if key_of(item) not in known:
                    raise UsageError("is not held any more", where=item.bead.id, hint="Look again with `tren doctor`")

    def _refuse_stale(self, bead_id: BeadId, revision: str) -> None:
        standing = self._standing.bead(bead_id)
        if standing is None or standing.revision != revision:
            beads = (bead for entry in self._journal.recent for bead in beads_of(entry, bead_id))
            seen = next((bead for bead in beads if bead.revision == revision), None)
            raise stale_error(bead_id, seen, standing)

    def _stale(self, change: Change) -> StaleError:
        for bead in change.before:
            standing = self._standing.bead(bead.id)
            if standing is None or standing.revision != bead.revision:
                return stale_error(bead.id, bead, standing)
        return stale_error(change.before[0].id, change.before[0], self._standing.bead(change.before[0].id))


def _refuse_unnamed(change: Change, base: Base) -> None:
    for bead in change.before:
        if bead.id not in base:
            raise UsageError("no revision named for a bead it changes", where=bead.id, hint="Name all it was seen with")


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
