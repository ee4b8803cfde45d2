"""Every kind of save the workspace knows, with what must be seen before and after it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

from builders import bead, pair
from parallel.model.bitext import BeadId, HeldBead, PairId
from parallel.model.document import TURKISH, DocId
from parallel.model.score import Score
from parallel.store import backups
from parallel.store.aligned import load_pair, save_pair
from parallel.store.held import load_held, save_held
from parallel.store.history import Run, append_runs, load_runs
from parallel.store.journal import journal
from parallel.store.manifest import DocumentEntry, render_with_document
from parallel.store.termfile import TermFile
from parallel.store.workspace import Workspace, create_workspace, save_manifest
from parallel.workbench.edits import holding, operations
from parallel.workbench.edits.editing import Editor
from parallel.workbench.upkeep.restoring import restore
from parallel.workbench.upkeep.stamps import Stamp, Stamps, SummaryRow

PAIR_ID = PairId("d.abstract")
FIRST = BeadId("d/body/00000001")
SECOND = BeadId("d/body/00000002")
BEADS = tuple(bead(number, f"Kaynak ığdır {number}.", f"Source {number}.") for number in range(1, 6))
TERM = "- id: sevr\n  domain: treaty\n  definition: Signed in 1920.\n  tr: [{term: Sevr}]\n  en: [{term: Sèvres}]\n"


@dataclass(frozen=True)
class Save:
    """One kind of save."""

    prepare: Callable[[Workspace], object]
    act: Callable[[Workspace], object]
    observe: Callable[[Workspace], object]
    file: Callable[[Workspace], Path]


def workspace_in(folder: Path) -> Workspace:
    """Make a workspace with a pair of five beads."""
    made = create_workspace(folder)
    save_pair(made.aligned_path(PAIR_ID), pair(*BEADS))
    return made


def list_pair(workspace: Workspace) -> None:
    """Name the pair in the manifest, as the commands want it."""
    document = "  - id: d\n    file: d.txt\n    language: tr\n"
    entry = f"  - id: {PAIR_ID}\n    source: d\n    target: d\n    languages: tr-en\n"
    save_manifest(workspace, f"format: 1\ndocuments:\n{document}pairs:\n{entry}".encode())


def texts(workspace: Workspace) -> object:
    """Return all a person sees of the pair, edits in the journal included."""
    editor = Editor(workspace, PAIR_ID)
    return tuple(
        (item.id, item.state, item.version, item.source.text, item.target.text, item.flagged)
        for item in editor.pair.beads
    )


def edit(workspace: Workspace, text: str, bead_id: BeadId = FIRST) -> Editor:
    """Set a bead's target text."""
    editor = Editor(workspace, PAIR_ID)
    editor.apply(partial(operations.edit_text, bead=bead_id, side="target", text=text))
    return editor


def folded(workspace: Workspace) -> None:
    """Two edits, folded."""
    edit(workspace, "Before.").fold()
    edit(workspace, "Before too.", SECOND).fold()


def pending(workspace: Workspace) -> None:
    """One edit folded, two in the journal only, and a backup that is old enough for a new one."""
    edit(workspace, "Before.").fold()
    edit(workspace, "After.")
    edit(workspace, "After too.", SECOND)


def torn(workspace: Workspace) -> None:
    """An edit and a torn line in the journal."""
    edit(workspace, "Before.")
    path = workspace.journal_path(PAIR_ID)
    path.write_bytes(path.read_bytes() + b'{"sequence":2,')


def add_document(workspace: Workspace) -> None:
    """List one more document; after a kill it may be there already."""
    entry = DocumentEntry(id=DocId("x"), file="x.txt", language=TURKISH)
    if entry.id not in {known.id for known in workspace.manifest().documents}:
        save_manifest(workspace, render_with_document(workspace.manifest_bytes(), entry))


def document_and_backup(workspace: Workspace) -> None:
    """List one more document and keep what the manifest says now."""
    add_document(workspace)
    backups.keep(workspace.root, workspace.manifest_path)


def thrice(workspace: Workspace) -> None:
    """Three edits, each folded."""
    folded(workspace)
    edit(workspace, "After.").fold()


def term_file(workspace: Workspace) -> TermFile:
    """Return the glossary file edited here."""
    return TermFile(workspace, "t.yaml")


def run(value: float) -> Run:
    """Build a scoring run."""
    score = Score(name="x", value=value, unit="count", n=1, signature="s")
    return Run(date="2026-01-01T00:00:00Z", version="0", pair=PAIR_ID, text="t", scores=(score,))


def stamps(workspace: Workspace, value: str) -> None:
    """Save stamps of one document."""
    row = SummaryRow(document="d", sentences=1, beads=1, low_confidence=0, concepts=0, findings=0, units=1)
    book = Stamps(workspace)
    book.by_document["d"] = Stamp(inputs=value, outputs={}, row=row)
    book.save()


def stamped(workspace: Workspace) -> object:
    """Return what the stamps say."""
    return [stamp.inputs for stamp in Stamps(workspace).load().by_document.values()]


def hold(workspace: Workspace, *notes: str) -> None:
    """Hold beads."""
    held = [HeldBead(bead=replace(BEADS[0], note=note), reason="gone") for note in notes]
    save_held(workspace.held_path(PAIR_ID), pair(), held)


def held_and_edited(workspace: Workspace) -> None:
    """Two beads held, and one edit folded."""
    hold(workspace, "one", "two")
    edit(workspace, "Before.").fold()


def placed(workspace: Workspace) -> None:
    """Bring the first held bead's work onto a bead."""
    editor = Editor(workspace, PAIR_ID)
    editor.apply(partial(holding.place, bead=SECOND, held=editor.held[0]), operation_id="place")
    editor.fold()


def marks_and_held(workspace: Workspace) -> object:
    """Return all remarks, in the text and held: none may be lost, none may stand twice."""
    editor = Editor(workspace, PAIR_ID)
    return [bead.note for bead in editor.pair.beads], [item.bead.note for item in editor.held]


def archived(workspace: Workspace) -> None:
    """Make an edit whose fold puts the journal into the archive."""
    with patch.object(journal, "ARCHIVED_BYTES", 2000):
        edit(workspace, "After.").fold()


def nothing(_workspace: Workspace) -> None:
    """Prepare nothing."""


SAVES: dict[str, Save] = {
    "aligned": Save(
        prepare=nothing,
        act=lambda w: save_pair(w.aligned_path(PAIR_ID), pair(*BEADS[:3])),
        observe=lambda w: load_pair(w.aligned_path(PAIR_ID), "x"),
        file=lambda w: w.aligned_path(PAIR_ID),
    ),
    "manifest": Save(
        prepare=lambda w: save_manifest(w, w.manifest_bytes()),
        act=add_document,
        observe=lambda w: w.manifest(),
        file=lambda w: w.manifest_path,
    ),
    "first edit": Save(
        prepare=nothing, act=lambda w: edit(w, "After."), observe=texts, file=lambda w: w.aligned_path(PAIR_ID)
    ),
    "edit": Save(
        prepare=folded, act=lambda w: edit(w, "After."), observe=texts, file=lambda w: w.journal_path(PAIR_ID)
    ),
    "undo": Save(
        prepare=folded,
        act=lambda w: Editor(w, PAIR_ID).undo(),
        observe=texts,
        file=lambda w: w.journal_path(PAIR_ID),
    ),
    "edit after a torn line": Save(
        prepare=torn,
        act=lambda w: edit(w, "After.", SECOND),
        observe=texts,
        file=lambda w: w.journal_path(PAIR_ID),
    ),
    "fold": Save(
        prepare=pending,
        act=lambda w: Editor(w, PAIR_ID).fold(),
        observe=texts,
        file=lambda w: w.aligned_path(PAIR_ID),
    ),
    "edit and fold": Save(
        prepare=folded,
        act=lambda w: edit(w, "After.").fold(),
        observe=texts,
        file=lambda w: w.aligned_path(PAIR_ID),
    ),
    "glossary": Save(
        prepare=lambda w: term_file(w).save("sevr", TERM),
        act=lambda w: term_file(w).save("sevr", TERM.replace("1920", "1921")),
        observe=lambda w: {name: entry.text for name, entry in term_file(w).entries().items()},
        file=lambda w: w.glossary_path / "t.yaml",
    ),
    "history": Save(
        prepare=lambda w: append_runs(w.scores_path, [run(1)]),
        act=lambda w: append_runs(w.scores_path, [run(2)]),
        observe=lambda w: len(load_runs(w.scores_path, "x")),
        file=lambda w: w.scores_path,
    ),
    "stamps": Save(
        prepare=lambda w: stamps(w, "old"),
        act=lambda w: stamps(w, "new"),
        observe=stamped,
        file=lambda w: Stamps(w).path,
    ),
    "held": Save(
        prepare=lambda w: hold(w, "one"),
        act=lambda w: hold(w, "one", "two"),
        observe=lambda w: [item.bead.note for item in load_held(w.held_path(PAIR_ID), "x")],
        file=lambda w: w.held_path(PAIR_ID),
    ),
    "place": Save(prepare=held_and_edited, act=placed, observe=marks_and_held, file=lambda w: w.aligned_path(PAIR_ID)),
    "archive": Save(prepare=folded, act=archived, observe=texts, file=lambda w: w.journal_path(PAIR_ID)),
    "backup": Save(
        prepare=lambda w: backups.keep(w.root, w.manifest_path),
        act=document_and_backup,
        observe=lambda w: w.manifest(),
        file=lambda w: w.manifest_path,
    ),
    "restore": Save(
        prepare=thrice,
        act=lambda w: restore(w, PAIR_ID, number=1),
        observe=texts,
        file=lambda w: w.aligned_path(PAIR_ID),
    ),
}
"""By name."""
