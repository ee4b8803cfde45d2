"""The workspace as the pages see it: what was read is kept until its file changes."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from parallel.errors import InputError, ParallelError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, Languages, PairId
from parallel.model.document import Language
from parallel.model.termbase import ConceptId, TermBase
from parallel.score.renderings import tallies
from parallel.store.manifest import DocumentEntry, Manifest, PairEntry
from parallel.store.overlay import overlay_path
from parallel.store.workspace import Workspace, document_entry, pair_entry
from parallel.terms import TermLookup
from parallel.web.choices import CHOICES, Choices, load_choices
from parallel.workbench.edits.editing import Editor
from parallel.workbench.edits.marking import Marker
from parallel.workbench.edits.reviewing import search_key
from parallel.workbench.edits.translating import by_source
from parallel.workbench.findings.boarding import Noted, findings_of
from parallel.workbench.findings.checking import Asked, asked_files, asked_in
from parallel.workbench.glossary.termbases import load_termbase
from parallel.workbench.pairs.bitexts import bitext_of
from parallel.workbench.progress import Progress
from parallel.workbench.texts.documents import ReadDocument, raw_of_entry, read_raw

Value = TypeVar("Value")
Usage = dict[ConceptId, Counter[str]]
"""By concept: occurrences by rendering, under "" those without one."""
Findings = dict[PairId, tuple[Noted, ...]]


class Site:
    """One open workspace. Requests come on several threads, so what fills a cache holds the lock.

    Args:
        workspace: the workspace.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._busy = threading.RLock()
        self._editors: dict[PairId, Editor] = {}
        self._kept: dict[str, tuple[object, object]] = {}

    @property
    def name(self) -> str:
        """The workspace's folder name."""
        return self.workspace.root.resolve().name

    def manifest(self) -> Manifest:
        """Return the manifest as it stands.

        Raises:
            InputError: it is not of the form.
        """
        with self._busy:
            stamp = _stamp([self.workspace.manifest_path])
            return self._keep("manifest", stamp, self.workspace.manifest)

    def choices(self) -> Choices:
        """Return what was chosen in the settings."""
        with self._busy:
            path = self.workspace.hidden_path / CHOICES
            return self._keep("choices", _stamp([path]), lambda: load_choices(self.workspace))

    @property
    def threshold(self) -> float:
        """Confidence below which a bead is doubtful."""
        return self.manifest().setting("low-confidence")

    def entry(self, document: str) -> DocumentEntry:
        """Return a document's entry; ids from addresses are only ever compared, never joined to a path.

        Raises:
            UsageError: there is none.
        """
        return document_entry(self.manifest(), document)

    def document(self, document: str) -> ReadDocument:
        """Return a document, cleaned and cut.

        Raises:
            UsageError: there is none, or its file is missing.
            InputError: its file is refused, or lies outside the workspace.
        """
        entry = self.entry(document)
        path = self.workspace.document_path(entry)
        self._refuse_outside(path)
        with self._busy:
            stamp = (_stamp([path, overlay_path(self.workspace, entry.id)]), entry)
            return self._keep(f"document {document}", stamp, lambda: read_raw(raw_of_entry(self.workspace, entry)))

    def pair_entry(self, pair: str) -> PairEntry:
        """Return a pair's entry.

        Raises:
            UsageError: there is none.
        """
        return pair_entry(self.manifest(), pair)

    def editor(self, pair: str) -> Editor:
        """Return the editor of a pair, up to date with what others wrote.

        Raises:
            UsageError: there is no such pair, or it was never aligned.
            InputError: its file is damaged.
        """
        entry = self.pair_entry(pair)
        self._refuse_outside(self.workspace.aligned_path(entry.id))
        with self._busy:
            editor = self._editors.get(entry.id)
            if editor is None:
                editor = self._editors[entry.id] = Editor(self.workspace, entry.id)
                return editor
        editor.refresh()
        return editor

    def editors(self) -> list[Editor]:
        """Return the editors of all pairs that were aligned and can be read."""
        found = []
        for entry in self.manifest().pairs:
            try:
                found.append(self.editor(entry.id))
            except ParallelError:
                continue
        return found

    def fold(self) -> None:
        """Write what is in the journals into the files people see.

        Raises:
            WriteError: it could not be written; the journals still hold it.
        """
        with self._busy:
            editors = list(self._editors.values())
        for editor in editors:
            if editor.pending:
                editor.fold()

    def termbase(self) -> TermBase:
        """Return the term base in use.

        Raises:
            InputError: a file is not of the form.
        """
        with self._busy:
            stamp = _stamp(sorted(self.workspace.glossary_path.glob("*.yaml")))
            return self._keep("termbase", stamp, lambda: load_termbase(self.workspace))

    def lookup(self) -> TermLookup:
        """Return what looks words up in the term base."""
        termbase = self.termbase()
        with self._busy:
            return self._keep("lookup", _Same((termbase,)), lambda: TermLookup(termbase))

    def marker(self, languages: Languages) -> Marker:
        """Return what finds terms and numbers in beads of a direction."""
        termbase = self.termbase()
        with self._busy:
            return self._keep(f"marker {languages}", _Same((termbase,)), lambda: Marker(termbase, languages))

    def usage(self) -> Usage:
        """Return how often each rendering stands for each concept in all pairs, for those that occur."""
        termbase = self.termbase()
        pairs = tuple(editor.pair for editor in self.editors())
        with self._busy:
            return self._keep("usage", _Same((termbase, *pairs)), lambda: _usage(pairs, termbase))

    def asked(self) -> Asked:
        """Return what is asked for beside the term base: renderings for articles, checks let pass as a whole.

        Raises:
            InputError: a file is not of the form.
        """
        with self._busy:
            return self._keep("asked", _stamp(asked_files(self.workspace)), lambda: asked_in(self.workspace))

    def findings(self, editors: Sequence[Editor]) -> Findings:
        """Return what the checks see in pairs; kept until a pair or the term base changes.

        Cost: that of all checks over all pairs, once.
        """
        termbase, asked = self.termbase(), self.asked()
        pairs = tuple(editor.pair for editor in editors)
        with self._busy:
            # Pairs and term base are compared by what they are, not by number: a freed object's number is used again.
            stamp = _Same((termbase, asked, *pairs))
            return self._keep("findings", stamp, lambda: findings_of([asked.target(pair) for pair in pairs], termbase))

    def known_all(self, editors: Sequence[Editor]) -> bool:
        """Tell whether the findings in these pairs are known as they stand, so that asking for them costs nothing."""
        kept = self._kept.get("findings")
        return kept is not None and kept[0] == _Same(
            (self.termbase(), self.asked(), *(editor.pair for editor in editors))
        )

    def run_checks(self, progress: Progress) -> int:
        """Run all checks over all pairs beside whatever else is asked, and keep what they see; return how many.

        Args:
            progress: told before each step; what it raises ends the run, and what was known stays.
        """
        termbase, asked = self.termbase(), self.asked()
        pairs = tuple(editor.pair for editor in self.editors())
        found = findings_of([asked.target(pair) for pair in pairs], termbase, progress=progress)
        with self._busy:
            self._kept["findings"] = (_Same((termbase, asked, *pairs)), found)
        return sum(map(len, found.values()))

    def last_findings(self, pair: AlignedPair) -> tuple[Noted, ...]:
        """Return what the last run of the checks saw in a pair; nothing when they were not run yet."""
        kept = self._kept.get("findings")
        return cast("Findings", kept[1]).get(pair.id, ()) if kept else ()

    def known_findings(self, pair: AlignedPair) -> frozenset[BeadId]:
        """Return the beads of a pair in which the last run of the checks saw something nobody has let pass."""
        return frozenset(noted.bead for noted in self.last_findings(pair) if noted.open)

    def same_source(self, bead: AlignedBead, language: Language) -> Iterator[tuple[PairId, AlignedBead]]:
        """Yield the translated beads of all pairs from one language whose source says the same as a bead's."""
        key = search_key(bead.source.text, language)
        for editor in self.editors():
            pair = editor.pair
            if key and pair.languages.source == language:
                known = self.kept(f"sources {pair.id}", pair, partial(by_source, pair))
                yield from ((pair.id, found) for found in known.get(key, ()))

    def kept(self, name: str, of: object, make: Callable[[], Value]) -> Value:
        """Return what was made of this very object under a name, or make it."""
        with self._busy:
            return self._keep(name, _Same((of,)), make)

    def _keep(self, name: str, stamp: object, make: Callable[[], Value]) -> Value:
        """Return what was made for this stamp, or make it. The lock is held."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != stamp:
            kept = self._kept[name] = (stamp, make())
        return cast("Value", kept[1])

    def _refuse_outside(self, path: Path) -> None:
        """A link that leads out of the workspace is not followed."""
        if not path.resolve().is_relative_to(self.workspace.root.resolve()):
            where = self.workspace.shown(path)
            raise InputError("leads out of the workspace", where=where, hint="Put the file itself there")


def _usage(pairs: Sequence[AlignedPair], termbase: TermBase) -> Usage:
    found: Usage = {}
    for pair in pairs:
        for concept, tally in tallies(bitext_of(pair), termbase).items():
            counts = found.setdefault(concept, Counter())
            counts.update(tally.forms)
            if tally.unknown + tally.missing:
                counts[""] += tally.unknown + tally.missing
    return found


class _Same:
    """Equal to another one that holds the very same objects."""

    __slots__ = ("_objects",)

    def __init__(self, objects: tuple[object, ...]) -> None:
        self._objects = objects

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same)
            and len(self._objects) == len(other._objects)
            and all(one is two for one, two in zip(self._objects, other._objects, strict=True))
        )

    __hash__ = None  # type: ignore[assignment]  # compared, never looked up


def _stamp(paths: Sequence[Path]) -> tuple[object, ...]:
    """Return what changes when one of the files does."""
    found: list[object] = []
    for path in paths:
        try:
            status = path.stat()
            found.append((path.name, status.st_ino, status.st_size, status.st_mtime_ns))
        except OSError:
            found.append((path.name, None))
    return tuple(found)
