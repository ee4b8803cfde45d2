"""A pair's file as it stands, and what to say when it is not as somebody saw it."""

from pathlib import Path

from parallel.errors import InputError, StaleError, UsageError
from parallel.model.bitext import AlignedBead, BeadId, PairId
from parallel.store import backups
from parallel.store.aligned import StoredPair, load_stored
from parallel.store.workspace import Workspace


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


def file_mark(path: Path) -> tuple[int, int, int] | None:
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


def _texts(bead: AlignedBead | None) -> tuple[str, ...]:
    return (bead.source.text, bead.target.text) if bead else ()
