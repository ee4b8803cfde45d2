"""What is wrong with a workspace, file by file and line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.errors import ParallelError
from parallel.language.counting import counted
from parallel.model.bitext import AlignedPair, PairId
from parallel.store.aligned import bead_lines, load_stored, normal_newlines
from parallel.store.glossary import PREFERENCES, concept_files, load_glossary
from parallel.store.journal import Journal
from parallel.store.manifest import Manifest, PairEntry
from parallel.store.plain import decode_utf8
from parallel.store.preferences import load_preferences
from parallel.store.workspace import Workspace, document_entry
from parallel.workbench.edits.editing import Editor
from parallel.workbench.edits.standing import refuse_loss
from parallel.workbench.pairs.bitexts import Sources
from parallel.workbench.pairs.pairs import pair_text
from parallel.workbench.scores.scoring import read_history
from parallel.workbench.texts.documents import raw_of_entry, read_raw

_FOLDERS = ("seeds", "glossary", "aligned", ".tren")
_CONFLICTED = re.compile(r"conflicted copy|sync-conflict|\.orig$|\.rej$|~$")
"""Names that Dropbox, Nextcloud, Syncthing, git and editors give to second copies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing a person should see to."""

    kind: str
    """``damaged``, ``missing``, ``changed-by-hand``, ``held``, ``pending``, ``stale``, ``stray``, ``conflicted-copy``,
    ``unlisted``."""
    where: str
    """File, and line where there is one."""
    message: str
    """What is wrong."""
    hint: str
    """What to do."""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}. {self.hint}."


def examine(workspace: Workspace) -> tuple[Trouble, ...]:
    """Look through a whole workspace; nothing is changed. Cost: reads every document."""
    looks = (_stray_files, _sent_in, _glossary, _scores, _journals)
    found = [trouble for look in looks for trouble in look(workspace)]
    try:
        manifest = workspace.manifest()
    except ParallelError as error:
        return (_damaged(error, workspace.shown(workspace.manifest_path)), *found)
    found += _documents(workspace, manifest)
    for entry in manifest.pairs:
        found += _pair(workspace, manifest, entry)
    found += _unlisted(workspace, manifest)
    return tuple(found)


def _documents(workspace: Workspace, manifest: Manifest) -> Iterator[Trouble]:
    for entry in manifest.documents:
        path = workspace.document_path(entry)
        if not path.is_file():
            hint = "Restore it from git or from where it came, or take it out of seeds/manifest.yaml"
            message = f"is missing though the manifest lists it as {entry.id}"
            yield Trouble(kind="missing", where=workspace.shown(path), message=message, hint=hint)


def _pair(workspace: Workspace, manifest: Manifest, entry: PairEntry) -> Iterator[Trouble]:
    path = workspace.aligned_path(entry.id)
    shown = workspace.shown(path)
    try:
        if not path.exists():
            refuse_loss(workspace, entry.id)
            hint = f"Run `tren build {entry.source}`"
            yield Trouble(kind="stale", where=shown, message="is not aligned yet", hint=hint)
            return
        stored = load_stored(path, shown)
        for warning in stored.warnings:
            where, _, message = warning.partition(": ")
            hint = f"Look at it; the next `tren build {entry.source}` writes it down as edited"
            yield Trouble(kind="changed-by-hand", where=where, message=message, hint=hint)
        yield from _held(workspace, entry.id)
        yield from _stale(workspace, manifest, entry, stored.pair)
    except ParallelError as error:
        yield _damaged(error, shown, f"`tren restore {entry.id}`")


def _held(workspace: Workspace, pair: PairId) -> Iterator[Trouble]:
    for number, item in enumerate(Editor(workspace, pair).held, 1):
        texts = f"{item.bead.source.text} | {item.bead.target.text}"
        message = f"{item.bead.state.value} bead {item.bead.id} is held: {item.reason} ({texts[:80]!r})"
        place, away = f"`tren edit place {pair} {number} BEAD`", f"`tren edit put-away {pair} {number}`"
        hint = f"It comes back with its sentences; else bring it onto another bead: {place}, or put it away: {away}"
        yield Trouble(kind="held", where=workspace.shown(workspace.held_path(pair)), message=message, hint=hint)


def _stale(workspace: Workspace, manifest: Manifest, entry: PairEntry, pair: AlignedPair) -> Iterator[Trouble]:
    """Compare the sentences of the beads with those of the text as it is now."""
    documents = [
        read_raw(raw_of_entry(workspace, document_entry(manifest, document)))
        for document in dict.fromkeys((entry.source, entry.target))
    ]
    text = pair_text(entry, documents[0], documents[-1])
    path = workspace.aligned_path(entry.id)
    lines, _ = normal_newlines(decode_utf8(path.read_bytes(), entry.id))
    numbers = [number for number, _ in bead_lines(lines, entry.id)]
    for side in ("source", "target"):
        sources = text.source if side == "source" else text.target
        yield from _gaps(workspace.shown(path), pair, numbers, sources, side)


def _gaps(shown: str, pair: AlignedPair, numbers: list[int], sources: Sources, side: str) -> Iterator[Trouble]:
    line_of: dict[str, int] = {}
    for number, bead in zip(numbers, pair.beads, strict=True):
        line_of |= dict.fromkeys((bead.source if side == "source" else bead.target).segments, number)
    known = {segment.id for segment in sources.segments}
    gone = [segment for segment in line_of if segment not in known]
    if gone:
        sentences = counted(len(gone), f"{side} sentence is", f"{side} sentences are")
        message = f"{sentences} no longer in the text (first: {gone[0]})"
        yield Trouble(kind="stale", where=f"{shown}:{line_of[gone[0]]}", message=message, hint="Run `tren build`")
    last, missing = 0, 0
    for segment in (*(segment.id for segment in sources.segments), None):
        if segment is not None and segment not in line_of:
            missing += 1
            continue
        here = line_of[segment] if segment is not None else (numbers[-1] if numbers else 0)
        if missing:
            sentences = counted(missing, f"{side} sentence of the text stands", f"{side} sentences of the text stand")
            message = f"{sentences} in no bead between line {last} and line {here}"
            yield Trouble(kind="stale", where=f"{shown}:{here}", message=message, hint="Run `tren build`")
        last, missing = here, 0


def _glossary(workspace: Workspace) -> Iterator[Trouble]:
    for path in concept_files(workspace.glossary_path):
        try:
            load_glossary(path, workspace.shown(path))
        except ParallelError as error:
            yield _damaged(error, workspace.shown(path))
    try:
        load_preferences(workspace)
    except ParallelError as error:
        yield _damaged(error, workspace.shown(workspace.glossary_path / PREFERENCES))


def _scores(workspace: Workspace) -> Iterator[Trouble]:
    shown = workspace.shown(workspace.scores_path)
    try:
        history = read_history(workspace, ())
    except ParallelError as error:
        yield _damaged(error, shown)
        return
    hint = "Bring the lines back from git; other runs are not touched by it"
    for problem in history.problems:
        yield Trouble(kind="damaged", where=shown, message=problem.removeprefix(f"{shown}: "), hint=hint)


def _journals(workspace: Workspace) -> Iterator[Trouble]:
    folder = workspace.hidden_path / "journal"
    for path in sorted(folder.rglob("*.rejected")):
        message = "holds lines of the journal that were torn by a crash"
        hint = "Nothing that was said to be saved is in it; delete it when you have looked"
        yield Trouble(kind="damaged", where=workspace.shown(path), message=message, hint=hint)
    for path in sorted(folder.glob("*.jsonl")):
        journal = Journal(path)
        journal.refresh()
        for archived, count in journal.damaged_archives():
            message = f"{counted(count, 'line is', 'lines are')} damaged; the others count"
            hint = "Bring the file back from a copy of .tren"
            yield Trouble(kind="damaged", where=workspace.shown(archived), message=message, hint=hint)
        if journal.damaged:
            message = f"{counted(len(journal.damaged), 'line is', 'lines are')} damaged; the others count"
            hint = "The next edit sets them aside"
            yield Trouble(kind="damaged", where=workspace.shown(path), message=message, hint=hint)
        try:
            digest = load_stored(workspace.aligned_path(path.stem), path.stem).digest
        except ParallelError:
            continue
        if waiting := len(journal.pending(digest)):
            message = f"{counted(waiting, 'edit is', 'edits are')} saved here and not yet written into {path.stem}"
            hint = "Nothing is lost: every command sees them, and the next edit or `tren build` writes them"
            yield Trouble(kind="pending", where=workspace.shown(path), message=message, hint=hint)


def _stray_files(workspace: Workspace) -> Iterator[Trouble]:
    for name in _FOLDERS:
        for path in sorted((workspace.root / name).rglob("*")):
            shown = workspace.shown(path)
            if path.name.startswith(".") and path.suffix == ".tmp":
                message, hint = "was left by a save that was cut short", "Delete it: the file it was for is whole"
                yield Trouble(kind="stray", where=shown, message=message, hint=hint)
            elif _CONFLICTED.search(path.name):
                message = "looks like a second copy made by a synchronising program, a merge or an editor"
                hint = "Take from it what you need and delete it"
                yield Trouble(kind="conflicted-copy", where=shown, message=message, hint=hint)


def _sent_in(workspace: Workspace) -> Iterator[Trouble]:
    """Yield files the browser sent in that no job has taken away again."""
    for path in sorted((workspace.hidden_path / "uploads").glob("*/*")):
        message = "was sent in by the browser and not read to its end"
        hint = "If no job is reading it now, send it in again and delete this copy"
        yield Trouble(kind="stray", where=workspace.shown(path), message=message, hint=hint)


def _unlisted(workspace: Workspace, manifest: Manifest) -> Iterator[Trouble]:
    known = {workspace.scores_path}
    for entry in manifest.pairs:
        known |= {workspace.aligned_path(entry.id), workspace.held_path(entry.id)}
    for path in sorted((workspace.root / "aligned").glob("*.jsonl")):
        if path not in known and not _CONFLICTED.search(path.name):
            hint = "List the pair in seeds/manifest.yaml, or give the file its pair's name"
            message = "belongs to no pair of the manifest"
            yield Trouble(kind="unlisted", where=workspace.shown(path), message=message, hint=hint)


def _damaged(error: ParallelError, where: str, repair: str = "") -> Trouble:
    hint = error.hint or (f"Restore it from git or with {repair}" if repair else "Restore it from git")
    kind = "missing" if error.message == "is missing" else "damaged"
    return Trouble(kind=kind, where=error.where or where, message=error.message, hint=hint)
