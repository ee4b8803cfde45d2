"""From a file or a document id to clean text and sentences."""

from dataclasses import dataclass, replace
from pathlib import Path

from parallel.clean import clean_document, clean_plain
from parallel.clean.marked import clean_marked
from parallel.clean.overlay import apply_repairs
from parallel.clean.rulings import fit_rulings
from parallel.errors import InputError, ParallelError, UsageError
from parallel.model.document import CleanDocument, Language, RawDocument, Repair, Role, Ruling, Segment
from parallel.read import read_document
from parallel.segment import segment_document
from parallel.segment.segments import segment_whole
from parallel.store.manifest import LINES, DocumentEntry
from parallel.store.overlay import load_overlay
from parallel.store.workspace import Workspace, document_entry
from parallel.workbench.texts.opening import STDIN, raw_from

ASIDE = frozenset({Role.NOTE, Role.REFERENCE, Role.AUTHOR_NOTE})
"""Roles that stand beside the running text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A document cleaned and cut."""

    clean: CleanDocument
    """Passages."""
    segments: tuple[Segment, ...]
    """Sentences of all passages, in order."""
    unfit: tuple[Repair, ...] = ()
    """Accepted repairs whose words are no longer found."""
    unfit_rulings: tuple[Ruling, ...] = ()
    """Restored and excluded ranges whose text no longer stands where it did; nothing was done about them."""

    def warnings(self) -> tuple[str, ...]:
        """Return one line for each decision of a person that no longer fits the raw text."""
        name = self.clean.raw.name
        repairs = [f"{name}:{r.line}: the repair of {r.printed!r} no longer fits; left out" for r in self.unfit]
        ranges = [
            f"{name}:{r.first_line}: lines {r.first_line}-{r.last_line} have changed; the range to {r.kind} is left out"
            for r in self.unfit_rulings
        ]
        return (*repairs, *ranges)


def raw_of_entry(workspace: Workspace, entry: DocumentEntry) -> RawDocument:
    """Read a document of the workspace.

    Raises:
        InputError: its file is missing or refused.
    """
    path = workspace.document_path(entry)
    if not path.exists():
        hint = "Restore it from git or from where it came, or take it out of the manifest"
        what = f"is missing though the manifest lists it as {entry.id}"
        raise InputError(what, where=workspace.shown(path), hint=hint)
    try:
        raw = read_document(path, encoding=entry.encoding or None, document_id=entry.id)
    except ParallelError as error:
        raise type(error)(error.message, where=workspace.shown(path), hint=error.hint) from error
    lines_in = entry.language if entry.recipe == LINES else None
    overlay = load_overlay(workspace, entry.id)
    return replace(raw, name=entry.file, lines_in=lines_in, repairs=overlay.repairs, rulings=overlay.rulings)


def open_raw(name: str, workspace: Workspace | None, *, stdin: bytes = b"", encoding: str | None = None) -> RawDocument:
    """Read what a user named: ``-``, a file, or a document id of the workspace.

    Raises:
        UsageError: neither a file nor a known id.
        InputError: the file is refused.
    """
    if name == STDIN or Path(name).exists() or workspace is None:
        return raw_from(name, stdin=stdin, encoding=encoding)
    try:
        entry = document_entry(workspace.manifest(), name)
    except UsageError as error:
        raise UsageError(f"neither a file nor a document: {name!r}", hint=error.hint) from error
    return raw_of_entry(workspace, entry)


def read_raw(raw: RawDocument) -> ReadDocument:
    """Clean and cut a document as extracted; where each line is a sentence already, only take it in."""
    if raw.lines_in is not None:
        return read_lines(raw, raw.lines_in)
    clean = clean_marked(raw) if raw.paragraphed else clean_document(raw)
    clean, unfit = apply_repairs(clean, raw.repairs)
    lost = fit_rulings(raw)[1] if raw.rulings else ()
    return ReadDocument(clean=clean, segments=segment_document(clean), unfit=unfit, unfit_rulings=lost)


def read_lines(raw: RawDocument, language: Language) -> ReadDocument:
    """Take each line as one sentence."""
    clean, unfit = apply_repairs(clean_plain(raw, language), raw.repairs)
    segments = tuple(segment_whole(passage) for passage in clean.passages)
    lost = fit_rulings(raw)[1] if raw.rulings else ()
    return ReadDocument(clean=clean, segments=segments, unfit=unfit, unfit_rulings=lost)


def read_plain(raw: RawDocument, language: Language) -> ReadDocument:
    """Cut running text that needs no repair."""
    clean = clean_plain(raw, language)
    return ReadDocument(clean=clean, segments=segment_document(clean))


def listed_text(document: ReadDocument, language: Language) -> tuple[Segment, ...]:
    """Return the running text of a document that is listed in a language.

    Passages in another one, as an abstract, are left out; where none looks like that language, the list is believed.
    """
    return running_text(document, language) or running_text(document)


def running_text(document: ReadDocument, language: Language | None = None) -> tuple[Segment, ...]:
    """Return the segments of the running text: no notes, references or author notes; of one language if named."""
    aside = {passage.id for passage in document.clean.passages if passage.role in ASIDE}
    return tuple(
        segment
        for segment in document.segments
        if segment.passage not in aside and (language is None or segment.language == language)
    )
