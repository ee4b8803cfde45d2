"""Translating a text that has no English yet: a bead for every sentence, suggestions, checks while typing."""

from collections.abc import Iterable
from dataclasses import replace

from parallel.check import CheckOptions, run_checks
from parallel.errors import UsageError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, Bitext, Languages, PairId, Row
from parallel.model.change import Change, position_of
from parallel.model.document import ENGLISH, TURKISH, DocId
from parallel.model.finding import Finding, Severity
from parallel.model.termbase import TermBase
from parallel.store import atomic
from parallel.store.aligned import save_pair
from parallel.store.lock import locked
from parallel.store.manifest import DocumentEntry, PairEntry, render_with_document, render_with_pairs
from parallel.store.workspace import Workspace, document_entry, save_manifest
from parallel.workbench.edits import operations
from parallel.workbench.edits.reviewing import search_key
from parallel.workbench.findings.checking import Target
from parallel.workbench.findings.waiving import standing_on, waiver_on
from parallel.workbench.pairs.aligning import Knowledge, aligner_for
from parallel.workbench.pairs.bitexts import Sources, beads_from, sources_of
from parallel.workbench.texts.documents import listed_text, raw_of_entry, read_raw


def begin_translation(workspace: Workspace, document: str) -> PairId:
    """List an empty English text beside a document, with a bead for each of its sentences; asked again, find it.

    Raises:
        UsageError: no such document, or it is not Turkish, or its translation is listed already.
        InputError: its file is refused.
        WriteError: it could not be written, or another writer is at work.
    """
    with locked(workspace.hidden_path):
        manifest = workspace.manifest()
        entry = document_entry(manifest, document)
        if entry.language != TURKISH:
            raise UsageError("only Turkish texts are translated here", where=document)
        target = DocumentEntry(id=DocId(f"{entry.id}-en"), file=f"{entry.id}-en.txt", language=ENGLISH)
        pair_id = PairId(f"{entry.id}~{target.id}")
        if any(pair.id == pair_id for pair in manifest.pairs):
            return pair_id
        if any(known.id == target.id for known in manifest.documents):
            raise UsageError(f"id {target.id!r} is taken by another document", where=document)
        read = read_raw(raw_of_entry(workspace, entry))
        passages = frozenset(segment.passage for segment in listed_text(read, entry.language))
        source = sources_of(read.clean, read.segments, passages)
        if not source.segments:
            raise UsageError("there are no sentences to translate", where=document)
        empty = Sources(file=target.file, segments=(), places=())
        aligner = aligner_for(Languages(), Knowledge(termbase=TermBase(concepts=())))
        beads = beads_from(aligner([segment.text for segment in source.segments], []), source, empty)
        pair = AlignedPair(
            id=pair_id, languages=Languages(), source_name=entry.file, target_name=target.file, beads=tuple(beads)
        )
        # The manifest comes last: until it names the pair, nothing of this is seen by anybody.
        atomic.save_if_changed(workspace.document_path(target), b"")
        save_pair(workspace.aligned_path(pair_id), pair)
        data = render_with_document(workspace.manifest_bytes(), target)
        listed = PairEntry(id=pair_id, source=entry.id, target=target.id, languages=Languages())
        save_manifest(workspace, render_with_pairs(data, (listed,)))
        return pair_id


def untranslated(bead: AlignedBead) -> bool:
    """Tell whether a bead has a source text and nothing on the other side."""
    return bool(bead.source.text.strip()) and not bead.target.text.strip() and not bead.excluded


def next_untranslated(pair: AlignedPair, start: BeadId) -> AlignedBead | None:
    """Return the next bead without a translation after a bead, going round; None when all have one."""
    here = position_of(pair, start)
    return next((bead for bead in (*pair.beads[here + 1 :], *pair.beads[: here + 1]) if untranslated(bead)), None)


def check_text(bead: AlignedBead, text: str, target: Target, termbase: TermBase) -> tuple[Finding, ...]:
    """Return what the checks see in a translation as it is being typed; what was let pass is left out.

    Cost: that of all checks on one row.

    Args:
        bead: what is translated.
        text: its translation so far.
        target: the bead's pair with the renderings asked for in it and what is let pass there as a whole.
        termbase: of the workspace.
    """
    if not text.strip():
        return ()
    rows = (Row(source=bead.source.text, target=text),)
    bitext = Bitext(name=target.bitext.name, rows=rows, languages=target.bitext.languages)
    unchanged = text == bead.target.text
    found = run_checks(bitext, options=CheckOptions(termbase=termbase, preferred=target.preferred))
    return tuple(
        finding
        for finding in found
        if not (unchanged and waiver_on(bead, finding.check))
        and standing_on(target.standing, bitext.name, finding.check) is None
    )


def by_source(pair: AlignedPair) -> dict[str, tuple[AlignedBead, ...]]:
    """Return a pair's translated beads by what their sources say; case, accents and spaces do not matter.

    Cost: linear in the texts.
    """
    found: dict[str, list[AlignedBead]] = {}
    for bead in pair.beads:
        if bead.target.text.strip() and not bead.excluded:
            found.setdefault(search_key(bead.source.text, pair.languages.source), []).append(bead)
    return {key: tuple(beads) for key, beads in found.items() if key}


def translated_otherwise(beads: Iterable[AlignedBead], bead: AlignedBead, text: str) -> tuple[AlignedBead, ...]:
    """Return the beads, of those with the same source, that say something else than a translation as it is typed.

    Args:
        beads: beads with the same source.
        bead: what is translated.
        text: its translation so far.
    """
    said = " ".join(text.split())
    others = (other for other in beads if other.id != bead.id and " ".join(other.target.text.split()) != said)
    return tuple({other.target.text: other for other in others}.values()) if said else ()


def save_translation(pair: AlignedPair, bead: BeadId, text: str, *, approve: bool, reason: str = "") -> Change:
    """Write a translation, and vouch for it where asked, in one step.

    Args:
        pair: the pair.
        bead: which sentence.
        text: its translation; empty takes it back.
        approve: whether the translator stands by it.
        reason: why errors the checks see are let pass; their checks come first, joined by spaces, then a line break.

    Raises:
        UsageError: no such bead, or the text holds control characters.
    """
    old = pair.beads[position_of(pair, bead)]
    new = _after(operations.edit_text(pair, bead, "target", text.strip() or None), old)
    checks, _, words = reason.partition("\n")
    for check in checks.split() if words else ():
        new = _after(operations.waive(replace(pair, beads=(new,)), [bead], check, words), new)
    if approve:
        new = _after(operations.approve(replace(pair, beads=(new,)), [bead]), new)
    if new == old:
        return Change(kind="text", before=(), after=())
    return Change(kind="text", before=(old,), after=(replace(new, version=old.version + 1),))


def _after(change: Change, otherwise: AlignedBead) -> AlignedBead:
    return change.after[0] if change.after else otherwise


def errors_in(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Return the checks that found errors, each once."""
    return tuple(dict.fromkeys(f.check for f in findings if f.severity is Severity.ERROR))
