"""Aligning a pair of the workspace anew and saving it, with nothing of what people did lost."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from parallel.errors import InputError
from parallel.language.counting import counted
from parallel.model.bitext import AlignedPair, PairId
from parallel.model.change import Change
from parallel.store import backups
from parallel.store.aligned import save_pair
from parallel.store.beadline import bead_of_line, header_of_pair, line_of
from parallel.store.held import joined, load_held, save_held
from parallel.store.workspace import Workspace
from parallel.workbench.edits.editing import Editor
from parallel.workbench.edits.standing import read_stored, refuse_loss
from parallel.workbench.pairs.aligning import Knowledge, PairText, align_pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Realigned:
    """A pair as saved."""

    pair: AlignedPair
    """Its beads."""
    warnings: tuple[str, ...] = ()
    """What was odd about the file before, one line each."""


def realigned(workspace: Workspace, text: PairText, knowledge: Knowledge, *, force: bool = False) -> Realigned:
    """Align a pair anew and save it. The workspace's lock is held.

    Args:
        workspace: where.
        text: both sides as they are now.
        knowledge: evidence.
        force: align what people worked on anew too; the file is backed up first, and the step can be undone.

    Raises:
        InputError: its file is damaged, or missing though people worked on it, or a side has no sentence any more.
        WriteError: it could not be written.
    """
    path = workspace.aligned_path(text.id)
    if not path.exists():
        refuse_loss(workspace, text.id)
        pair = _as_written(align_pair(text, knowledge, None, ()).pair)
        save_pair(path, pair)
        return Realigned(pair=pair)
    editor = Editor(workspace, text.id)
    _refuse_emptied(workspace, text, editor.pair)
    warnings = editor.warnings
    editor.fold()
    if force and any(bead.human for bead in editor.pair.beads):
        return Realigned(pair=_forced(editor, align_pair(text, knowledge, None, ()).pair), warnings=warnings)
    if new := unpaired(text, editor.pair):
        what = f"{counted(new, 'sentence')} of the text stood in no bead before"
        hint = f"if the text has not grown, the file was cut short: see `tren restore --list {text.id}`"
        warnings = (*warnings, f"{workspace.shown(path)}: {what}; {hint}")
    held_path = workspace.held_path(text.id)
    held = load_held(held_path, workspace.shown(held_path))
    result = align_pair(text, knowledge, editor.pair, held)
    pair = _as_written(result.pair)
    if result.held:
        backups.keep(workspace.root, path)
        save_held(held_path, pair, joined(held, result.held))
    save_pair(path, pair, read_stored(workspace, text.id).layout)
    save_held(held_path, pair, result.held)
    return Realigned(pair=pair, warnings=warnings)


def fold_all(workspace: Workspace, pairs: Iterable[PairId]) -> None:
    """Write edits a crash has left in the journals into their files.

    Raises:
        InputError: a file is damaged or missing.
        WriteError: it could not be written.
    """
    for pair in pairs:
        if workspace.journal_path(pair).exists():
            Editor(workspace, pair).fold()


def unpaired(text: PairText, pair: AlignedPair) -> int:
    """Return how many sentences of the text stand in no bead, by what they say."""
    known = {text for bead in pair.beads for side in (bead.source, bead.target) for text in side.texts}
    segments = (*text.source.segments, *text.target.segments)
    return sum(1 for segment in segments if segment.text not in known)


def held_warnings(workspace: Workspace, pairs: Iterable[PairId]) -> list[str]:
    """Return one line for every pair with human work that stands nowhere at present.

    Raises:
        InputError: a file that holds it is damaged.
    """
    found = []
    for pair in pairs:
        path = workspace.held_path(pair)
        count = len(load_held(path, workspace.shown(path)))
        if count:
            beads = counted(count, "bead people worked on no longer fits", "beads people worked on no longer fit")
            what = f"{beads} the text; nothing is lost, `tren doctor` lists {'it' if count == 1 else 'them'}"
            found.append(f"{workspace.shown(path)}: {what}")
    return found


def _refuse_emptied(workspace: Workspace, text: PairText, pair: AlignedPair) -> None:
    """Refuse to align with nothing what was aligned once: a text that vanished is a slip, not an edition."""
    was = (any(bead.source.segments for bead in pair.beads), any(bead.target.segments for bead in pair.beads))
    for side, held in zip((text.source, text.target), was, strict=True):
        if held and not side.segments:
            where = workspace.shown(workspace.manifest_path.parent / side.file)
            hint = f"Put the text back; {workspace.shown(workspace.aligned_path(text.id))} is as it was"
            raise InputError(f"no sentence of pair {text.id} is left in it", where=where, hint=hint)


def _forced(editor: Editor, new: AlignedPair) -> AlignedPair:
    """Put the new beads in as one edit, which undo takes back."""
    backups.keep(editor.workspace.root, editor.workspace.aligned_path(editor.id))
    version = max((bead.version for bead in editor.pair.beads), default=0) + 1
    after = tuple(replace(bead, version=version) for bead in new.beads)
    editor.apply(lambda pair: Change(kind="realign", before=pair.beads, after=after))
    editor.fold()
    return editor.pair


def _as_written(pair: AlignedPair) -> AlignedPair:
    """Return a pair as it will be read again: figures rounded as the file has them."""
    header = header_of_pair(pair)
    return replace(pair, beads=tuple(bead_of_line(line_of(header, bead)) for bead in pair.beads))
