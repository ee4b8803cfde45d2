"""A pair's file as it stands, what became of its beads, and what to say when it is not as somebody saw it."""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from parallel.errors import InputError, StaleError, UsageError
from parallel.model.bitext import AlignedBead, BeadId, PairId
from parallel.store import backups
from parallel.store.aligned import StoredPair, digest_of_bytes, load_stored
from parallel.store.beadline import bead_of_line
from parallel.store.journal import Entry, Journal
from parallel.store.lock import locked
from parallel.store.replay import change_of
from parallel.store.workspace import Workspace

Mark = tuple[int, int, int]
"""Number, size and time of a file."""
_READS = 3
"""Times a reader tries to catch file and journal between two saves of another process; chosen by us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A bead at one point of its history."""

    sequence: int
    """Number of the edit that made it."""
    kind: str
    """What the edit was."""
    time: str
    """UTC, ISO 8601."""
    bead: AlignedBead | None
    """The bead after the edit; None when the edit took it away (merged into another)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """A pair's file and what its journal has beyond it."""

    stored: StoredPair
    """The file."""
    mark: Mark | None
    """Its mark before it was read: another one now means that it has to be looked at again."""
    lacking: tuple[Entry, ...]
    """Edits it does not hold."""


def read_stored(workspace: Workspace, pair: PairId) -> StoredPair:
    """Read a pair's file; edits still in the journal are not in it.

    Raises:
        UsageError: the pair was never aligned.
        InputError: its file is damaged, or it is gone though people worked on it.
    """
    path = workspace.aligned_path(pair)
    shown = workspace.shown(path)
    if path.exists():
        stored = load_stored(path, shown)
        if not stored.pair.beads and workspace.journal_path(pair).exists():
            hint = f"Restore it from git, or run `tren restore {pair}`"
            raise InputError("is empty though people worked on it", where=shown, hint=hint)
        return stored
    refuse_loss(workspace, pair)
    raise UsageError(f"pair {pair!r} is not aligned yet", hint="Run `tren build`")


def read_together(workspace: Workspace, pair: PairId, journal: Journal) -> Together:
    """Read a pair's file and its journal as they belong together.

    Where others keep saving in between, it is read with the lock, so that they wait.

    Raises:
        UsageError, InputError: as :func:`read_stored`; or another program, which knows of no lock, keeps writing it.
        WriteError: the lock is needed and can't be had.
    """
    for read in range(_READS + _READS):
        with locked(workspace.hidden_path) if read >= _READS else nullcontext():
            if (found := _read_together(workspace, pair, journal)) is not None:
                return found
    where = workspace.shown(workspace.aligned_path(pair))
    raise InputError("is being changed by another program", where=where, hint="Try again when it is done")


def _read_together(workspace: Workspace, pair: PairId, journal: Journal) -> Together | None:
    """Read both; None when they do not belong together.

    A journal that is ahead of the file calls edits folded that the file, as it was read, does not hold. Where nothing
    but folds came between, the journal tells which edits the file lacked when it was read.
    """
    path = workspace.aligned_path(pair)
    journal.refresh()
    folds, folded, mark = journal.folds, journal.folded_through, file_mark(path)
    stored = read_stored(workspace, pair)
    journal.refresh()
    if journal.folds == folds and file_mark(path) == mark:
        return Together(stored=stored, mark=mark, lacking=journal.pending(stored.digest))
    try:
        now = digest_of_bytes(path.read_bytes())
    except OSError:
        return None
    through = journal.held_by(stored.digest)
    if through is None or through < folded or not journal.descends(now, stored.digest):
        return None  # an older file, which git put back, say, holds less than was folded: that is for a quiet moment
    return Together(stored=stored, mark=mark, lacking=journal.after(through))


def refuse_loss(workspace: Workspace, pair: PairId) -> None:
    """Refuse to take a missing file for a pair nobody has worked on.

    Raises:
        InputError: there are backups of it, or edits in the journal.
    """
    path = workspace.aligned_path(pair)
    copies = backups.backups_of(workspace.root, path)
    if copies or workspace.journal_path(pair).exists():
        newest = f" (newest backup: {workspace.shown(copies[-1].path)})" if copies else ""
        hint = f"Restore it from git, or run `tren restore {pair}`{newest}"
        raise InputError("is missing", where=workspace.shown(path), hint=hint)


def file_mark(path: Path) -> Mark | None:
    """Return number, size and time of a file: different after every save, ours or an editor's; None when missing."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def stale_error(bead: BeadId, seen: AlignedBead | None, standing: AlignedBead | None) -> StaleError:
    """Return what to tell the second of two who changed the same bead."""
    now = _texts(standing)
    what = f"changed since it was read; it now says {' | '.join(now)!r}" if now else "is gone since it was read"
    return StaleError(what, where=bead, hint="Look again and repeat", seen=_texts(seen), standing=now)


def history_of(entries: Iterable[Entry], bead: BeadId) -> tuple[Revision, ...]:
    """Return what became of a bead, oldest first."""
    found = []
    for entry in entries:
        if beads_of(entry, bead):
            after = next((item for item in change_of(entry).after if item.id == bead), None)
            found.append(Revision(sequence=entry.sequence, kind=entry.kind, time=entry.time, bead=after))
    return tuple(found)


def beads_of(entry: Entry, bead_id: BeadId) -> list[AlignedBead]:
    """Return a bead as it was before and after an edit; most entries are passed over unread."""
    lines = [line for line in (*entry.before, *entry.after) if bead_id in line]
    return [bead for bead in map(bead_of_line, lines) if bead.id == bead_id]


def _texts(bead: AlignedBead | None) -> tuple[str, ...]:
    return (bead.source.text, bead.target.text) if bead else ()
