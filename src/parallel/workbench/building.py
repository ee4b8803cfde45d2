"""``tren build``: everything stale, from raw document to exports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from parallel.align import LexicalModel
from parallel.exchange.tsv import MENTION_HEADER, write_rows
from parallel.model.bitext import AlignedPair, Languages, PairId
from parallel.model.document import DocId, Language
from parallel.model.termbase import TermBase
from parallel.store import atomic
from parallel.store.glossary import PREFERENCES
from parallel.store.manifest import DocumentEntry, Manifest, PairEntry, render_with_pairs
from parallel.store.migration import writing
from parallel.store.waivers import waivers_path
from parallel.store.workspace import Workspace, document_entry, pair_entry, save_manifest
from parallel.terms import TermMatcher
from parallel.workbench.exchange.exporting import ExportOptions, credits_of, export_pairs
from parallel.workbench.findings.restating import PENDING, findings_name, restate_findings
from parallel.workbench.glossary.termbases import glossary_folder, load_termbase
from parallel.workbench.pairs.aligning import HUMAN_STATES, Knowledge
from parallel.workbench.pairs.learning import Lesson, learn_where_it_pays, model_for
from parallel.workbench.pairs.pairs import chosen_entries, found_pair, pair_text
from parallel.workbench.pairs.realigning import fold_all, held_warnings, realigned
from parallel.workbench.progress import Progress, silent
from parallel.workbench.texts.documents import ReadDocument, raw_of_entry, read_raw, running_text
from parallel.workbench.upkeep.stamps import (
    Stamp,
    Stamps,
    SummaryRow,
    file_digest,
    input_digest,
    pairs_of,
    shared_digest,
)

_EXPORTS = ("tmx", "tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did."""

    rows: tuple[SummaryRow, ...]
    """One per document asked for, in manifest order."""
    built: int
    """Documents that were stale."""
    warnings: tuple[str, ...] = ()
    """One line each."""
    lessons: tuple[Lesson, ...] = ()
    """What was learnt anew from the beads; all pairs of these directions were aligned again with it."""


def build(workspace: Workspace, documents: Sequence[str] = (), *, progress: Progress = silent) -> BuildReport:
    """Build the named documents, or all; do nothing for those that are up to date.

    Raises:
        UsageError: an unknown document, or its file is missing.
        InputError: a document, the glossary or a file in ``aligned/`` is refused.
        WriteError: something could not be written, or another writer is at work.
    """
    with writing(workspace):
        manifest = workspace.manifest()
        chosen = chosen_entries(workspace, documents)
        entries = [entry for entry in manifest.documents if entry.id in chosen]
        fold_all(workspace, [pair.id for entry in entries for pair in pairs_of(manifest, entry)])
        shared = shared_digest(
            glossary_folder(workspace), (workspace.glossary_path / PREFERENCES, waivers_path(workspace))
        )
        stamps = Stamps(workspace).load()
        stale = [e for e in entries if not stamps.is_fresh(e.id, input_digest(workspace, manifest, e, shared))]
        builder = _Builder(workspace, manifest)
        if stale:
            _ = builder.termbase  # a glossary that is refused must be so before anything is written
        builder.build_all(stale, stamps, shared, progress)
        lessons = learn_where_it_pays(workspace, builder.manifest)
        manifest = builder.manifest
        if lessons:
            again = [e for e in entries if not stamps.is_fresh(e.id, input_digest(workspace, manifest, e, shared))]
            builder.build_all(again, stamps, shared, progress)
            stale = stale or again
        if stale:
            builder.warnings += restate_findings(workspace, manifest, builder.termbase, stamps, progress=progress)
            progress("", len(stale), len(stale))
        warnings = list(dict.fromkeys(builder.warnings))
        pairs = [pair.id for entry in entries for pair in pairs_of(manifest, entry)]
        warnings += held_warnings(workspace, pairs)
    rows = tuple(stamps.by_document[entry.id].row for entry in entries)
    return BuildReport(rows=rows, built=len(stale), warnings=tuple(warnings), lessons=lessons)


@dataclass(frozen=True, slots=True, kw_only=True)
class RealignReport:
    """What aligning pairs anew did."""

    beads: tuple[tuple[PairId, int], ...]
    """Pairs and their beads."""
    warnings: tuple[str, ...] = ()
    """One line each."""


def realign(workspace: Workspace, names: Sequence[str] = (), *, force: bool = False) -> RealignReport:
    """Align the named pairs, or all, anew; beads people worked on stay unless forced; `tren undo` takes it back.

    Raises:
        UsageError: an unknown pair.
        InputError: a document or a file in ``aligned/`` is refused.
        WriteError: it could not be written, or another writer is at work.
    """
    with writing(workspace):
        manifest = workspace.manifest()
        entries = [pair_entry(manifest, name) for name in names] if names else manifest.pairs
        builder = _Builder(workspace, manifest, force=force)
        beads = tuple((entry.id, len(builder.align(entry).beads)) for entry in entries)
        held = held_warnings(workspace, [entry.id for entry in entries])
    return RealignReport(beads=beads, warnings=(*builder.warnings, *held))


class _Builder:
    """Builds documents one after another, sharing the term base and what was already read."""

    def __init__(self, workspace: Workspace, manifest: Manifest, *, force: bool = False) -> None:
        self.workspace = workspace
        self.manifest = manifest
        self.force = force
        self.warnings: list[str] = []
        self._matchers: dict[Language, TermMatcher] = {}
        self._read: dict[DocId, ReadDocument] = {}
        self._models: dict[Languages, LexicalModel | None] = {}

    @cached_property
    def termbase(self) -> TermBase:
        """The workspace's concepts; read when a document needs them."""
        return load_termbase(self.workspace)

    def build_all(self, entries: Sequence[DocumentEntry], stamps: Stamps, shared: str, progress: Progress) -> None:
        """Build documents one after another, each with its stamp, with what was learnt so far."""
        self._models.clear()
        for done, entry in enumerate(entries):
            progress(entry.id, done, len(entries))
            row, outputs = self.build_document(entry)
            inputs = input_digest(self.workspace, self.manifest, entry, shared)
            stamps.by_document[entry.id] = Stamp(inputs=inputs, outputs=outputs, row=row)
            stamps.save()

    def build_document(self, entry: DocumentEntry) -> tuple[SummaryRow, dict[str, str]]:
        """Build one document; return its summary and the files written with their digests."""
        document = self._document(entry)
        self._note_found_pair(document, entry)
        outputs: dict[str, str] = {}
        sentences = running_text(document)
        self._write(outputs, f"{entry.id}.sentences.txt", [segment.text + "\n" for segment in sentences])
        concepts = self._write_terms(outputs, entry, document)
        row = SummaryRow(
            document=entry.id,
            sentences=len(sentences),
            beads=None,
            low_confidence=0,
            concepts=concepts,
            findings=0,
            units=0,
        )
        pairs = pairs_of(self.manifest, entry)
        for pair in pairs:
            row = self._build_pair(outputs, pair, row)
        if not pairs and not any(pair.target == entry.id for pair in self.manifest.pairs):
            row = replace(row, notes=("no English text: cleaned, segmented and searched for terms only",))
        return row, outputs

    def _document(self, entry: DocumentEntry) -> ReadDocument:
        if entry.id not in self._read:
            document = read_raw(raw_of_entry(self.workspace, entry))
            if not document.segments:
                self.warnings.append(f"{entry.file}: no sentences found")
            self.warnings.extend(document.warnings())
            self._read[entry.id] = document
        return self._read[entry.id]

    def _note_found_pair(self, document: ReadDocument, entry: DocumentEntry) -> None:
        pair = found_pair(document, entry)
        if pair is None or any(known.id == pair.id for known in self.manifest.pairs):
            return
        save_manifest(self.workspace, render_with_pairs(self.workspace.manifest_bytes(), (pair,)))
        self.manifest = self.workspace.manifest()

    def _write_terms(self, outputs: dict[str, str], entry: DocumentEntry, document: ReadDocument) -> int:
        rows: list[tuple[str, ...]] = []
        concepts = set()
        for passage in document.clean.passages:
            if passage.language != entry.language:
                continue
            for mention in self._matcher(entry.language).find(passage.text):
                raw = passage.spans.to_raw(mention.span)
                rows.append((mention.concept, str(raw.start), str(raw.end), mention.surface, mention.certainty.value))
                concepts.add(mention.concept)
        self._write(outputs, f"{entry.id}.terms.tsv", write_rows(MENTION_HEADER, rows))
        return len(concepts)

    def _matcher(self, language: Language) -> TermMatcher:
        if language not in self._matchers:
            self._matchers[language] = TermMatcher(self.termbase, language)
        return self._matchers[language]

    def _build_pair(self, outputs: dict[str, str], entry: PairEntry, row: SummaryRow) -> SummaryRow:
        pair = self.align(entry)
        outputs[self.workspace.shown(self.workspace.exports_path / findings_name(entry.id))] = PENDING
        credited = ExportOptions(credits=credits_of(self.manifest))
        for file_format in _EXPORTS:
            export = export_pairs([pair], file_format, options=credited)
            self._write(outputs, f"{entry.id}.{file_format}", export.chunks)
        path = self.workspace.aligned_path(entry.id)
        outputs[self.workspace.shown(path)] = file_digest(path)
        low = self.manifest.setting("low-confidence")
        doubtful = [b for b in pair.beads if b.confidence < low and b.state not in HUMAN_STATES]
        return replace(
            row,
            beads=(row.beads or 0) + len(pair.beads),
            low_confidence=row.low_confidence + len(doubtful),
            units=row.units + export.units,
        )

    def align(self, entry: PairEntry) -> AlignedPair:
        """Align one pair and save it; what people did stays, in its place or held."""
        documents = [
            self._document(document_entry(self.manifest, document)) for document in (entry.source, entry.target)
        ]
        text = pair_text(entry, documents[0], documents[1])
        if entry.languages not in self._models:
            self._models[entry.languages] = model_for(self.workspace, entry.languages)
        knowledge = Knowledge(termbase=self.termbase, model=self._models[entry.languages])
        alignment = realigned(self.workspace, text, knowledge, force=self.force)
        self.warnings.extend(alignment.warnings)
        return alignment.pair

    def _write(self, outputs: dict[str, str], name: str, chunks: Iterable[str]) -> None:
        path = self.workspace.exports_path / name
        atomic.save_if_changed(path, "".join(chunks).encode("utf-8", "backslashreplace"))
        outputs[self.workspace.shown(path)] = file_digest(path)
