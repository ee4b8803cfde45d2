"""Putting a file back from its backups, and the edits made since from the journal."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from parallel.errors import InputError, ParallelError, UsageError
from parallel.model.bitext import AlignedPair, HeldBead, PairId
from parallel.model.change import Arrangement
from parallel.store import atomic, backups
from parallel.store.aligned import digest_of_bytes, load_stored, parse_stored, render_pair, without_torn_places
from parallel.store.backups import Backup
from parallel.store.held import held_after, joined, load_held, save_held
from parallel.store.journal import Journal
from parallel.store.lock import locked
from parallel.store.manifest import parse_manifest
from parallel.store.replay import change_of, replay
from parallel.store.workspace import Workspace

_MANIFEST = "manifest"
_DISPLACED = "it stood in the file until a backup was put back in its place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A file put back."""

    file: str
    """As a person in the workspace names it."""
    backup: Backup
    """The copy it was made from."""
    edits: int = 0
    """Edits made since the copy, made again from the journal."""


def backups_named(workspace: Workspace, name: str) -> tuple[Path, tuple[Backup, ...]]:
    """Return the file a person means and its backups, oldest first.

    Args:
        workspace: where.
        name: a pair, ``manifest``, or a file inside the workspace.

    Raises:
        UsageError: it is outside the workspace.
    """
    if name == _MANIFEST:
        path = workspace.manifest_path
    elif "/" in name:
        path = workspace.root / name
    else:
        path = workspace.aligned_path(name)
    if ".." in path.parts or not path.is_relative_to(workspace.root):
        raise UsageError("is outside the workspace", where=name, hint="Name a pair or a file inside it")
    return path, backups.backups_of(workspace.root, path)


def files_with_backups(workspace: Workspace) -> tuple[str, ...]:
    """Return every file that has backups, as `tren restore` takes it."""
    root = workspace.hidden_path / "backups"
    return tuple(sorted({str(copy.parent.relative_to(root)) for copy in root.rglob("*-*") if copy.is_file()}))


def restore(workspace: Workspace, name: str, *, number: int | None = None) -> Restored:
    """Put a file back from its newest good backup, or the one of that number; what stands there is kept as a backup.

    For a pair the edits made since the backup are made again from the journal.

    Raises:
        UsageError: there is no such backup.
        InputError: no backup of it is whole.
        WriteError: it could not be written, or another writer is at work.
    """
    with locked(workspace.hidden_path):
        path, copies = backups_named(workspace, name)
        chosen = [copy for copy in copies if number in {None, copy.number}]
        if not chosen:
            hint = f"Known files: {', '.join(files_with_backups(workspace)) or 'none has backups yet'}"
            raise UsageError(f"no backup{f' {number}' if number else ''} of {name!r}", hint=hint)
        backup = _newest_good(workspace, path, chosen)
        data = backup.path.read_bytes()
        backups.keep(workspace.root, path)
        shown = workspace.shown(path)
        if path == workspace.aligned_path(path.name.removesuffix(".jsonl")) and number is None:
            return Restored(file=shown, backup=backup, edits=_with_edits(workspace, path, data))
        atomic.save(path, [data])
        return Restored(file=shown, backup=backup)


def drop_held(workspace: Workspace, pair: PairId) -> int:
    """Put away what is held of a pair, into a backup; return how many beads it was.

    Raises:
        InputError: the file that holds it is damaged.
        WriteError: it could not be written, or another writer is at work.
    """
    with locked(workspace.hidden_path):
        path = workspace.held_path(pair)
        count = len(load_held(path, workspace.shown(path)))
        if count:
            backups.keep(workspace.root, path)
            atomic.remove(path)
        return count


def _newest_good(workspace: Workspace, path: Path, copies: Sequence[Backup]) -> Backup:
    for copy in reversed(copies):
        try:
            _check(workspace, path, copy.path)
        except ParallelError:
            continue
        return copy
    raise InputError("no backup of it is whole", where=workspace.shown(path), hint="Restore it from git")


def _check(workspace: Workspace, path: Path, copy: Path) -> None:
    shown = workspace.shown(copy)
    if path == workspace.manifest_path:
        parse_manifest(copy.read_bytes(), shown)
    elif path.name.endswith(".held.jsonl"):
        load_held(copy, shown)
    elif path.parent.name == "aligned" and path != workspace.scores_path:
        parse_stored(copy.read_bytes(), PairId(path.name.removesuffix(".jsonl")), shown)


def _with_edits(workspace: Workspace, path: Path, data: bytes) -> int:
    """Write a pair's backup with the edits made since; return how many those are."""
    pair = PairId(path.name.removesuffix(".jsonl"))
    stored = parse_stored(data, pair, workspace.shown(path))
    journal = Journal(workspace.journal_path(pair))
    journal.mend()
    entries = journal.since(stored.digest)
    standing = Arrangement(stored.pair)
    moving = replay(standing, stored.layout, entries)
    replaced = {bead.revision for entry in entries for bead in change_of(entry).before}
    displaced = _displaced(path, workspace.shown(path), standing.pair, replaced)
    if moving or displaced:
        held_path = workspace.held_path(pair)
        known = load_held(held_path, workspace.shown(held_path))
        save_held(held_path, stored.pair, joined(held_after(known, moving), displaced))
    if not entries:
        atomic.save(path, [data])
        return 0
    whole = render_pair(without_torn_places(standing.pair), stored.layout)
    journal.folding(entries[-1].sequence, stored.digest, digest_of_bytes(whole))
    atomic.save(path, [whole])
    journal.folded(entries[-1].sequence)
    return len(entries)


def _displaced(path: Path, shown: str, pair: AlignedPair, replaced: Collection[str]) -> tuple[HeldBead, ...]:
    """Return beads people worked on that stand in the file now and will not any more, though no edit replaced them.

    What was held once and found its place again when the text was aligned anew is in no edit since the backup.
    """
    try:
        now = load_stored(path, shown).pair
    except ParallelError:
        return ()  # damaged, or gone: that is what restoring is for
    kept = {bead.revision for bead in pair.beads} | {*replaced}
    return tuple(
        HeldBead(bead=bead, reason=_DISPLACED) for bead in now.beads if bead.human and bead.revision not in kept
    )
