"""Making a workspace and adding documents to it."""

from dataclasses import dataclass
from pathlib import Path

from parallel.errors import InputError, UsageError
from parallel.language import casing
from parallel.language.identify import guess_language
from parallel.model.bitext import Languages, PairId
from parallel.model.document import ENGLISH, DocId, Language
from parallel.read import read_document
from parallel.store import atomic
from parallel.store.manifest import (
    ID_HINT,
    DocumentEntry,
    Manifest,
    PairEntry,
    is_document_id,
    render_with_document,
    render_with_pairs,
)
from parallel.store.migration import writing
from parallel.store.workspace import Workspace, save_manifest

_MAX_ID = 60
"""Longest id made from a file name; leaves room for endings in 255-byte file names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What ``tren add`` wrote."""

    documents: tuple[DocumentEntry, ...]
    """The document, and its translation if one was given."""
    pair: PairEntry | None
    """The pair the two make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A file a user wants in the workspace."""

    path: Path
    """Where it is now."""
    language: Language | None = None
    """What it is written in; guessed when None."""
    id: str | None = None
    """Id wanted; made from the file name when None."""
    encoding: str | None = None
    """Codec, where it is not UTF-8 or marked UTF-16."""


def add_documents(workspace: Workspace, document: NewDocument, translation: NewDocument | None = None) -> Added:
    """Copy a document, and its translation, into the workspace byte for byte and list them in the manifest.

    Raises:
        UsageError: no such file, or the id is taken or can't name files.
        InputError: a file is refused.
        WriteError: it could not be written, or another writer is at work.
    """
    with writing(workspace):
        manifest = workspace.manifest()
        data = workspace.manifest_bytes()
        entries: list[DocumentEntry] = []
        contents: list[bytes] = []
        for new in (document, translation) if translation else (document,):
            entry = _entry(new, manifest, entries)
            entries.append(entry)
            contents.append(new.path.read_bytes())
            data = render_with_document(data, entry)
        pair = _pair(entries) if translation else None
        if pair:
            data = render_with_pairs(data, (pair,))
        for entry, content in zip(entries, contents, strict=True):
            atomic.save_if_changed(workspace.document_path(entry), content)
        save_manifest(workspace, data)
    return Added(documents=tuple(entries), pair=pair)


def _entry(new: NewDocument, manifest: Manifest, added: list[DocumentEntry]) -> DocumentEntry:
    raw = read_document(new.path, encoding=new.encoding)
    if not raw.text.strip():
        raise InputError("holds no text", where=str(new.path), hint="Check the file")
    taken = {entry.id: entry for entry in (*manifest.documents, *added)}
    document_id = DocId(new.id or slug(new.path.stem))
    if not is_document_id(document_id):
        raise UsageError(f"id {document_id!r} can't be used in file names", where="--id", hint=ID_HINT)
    if document_id in taken:
        raise UsageError(f"id {document_id!r} is taken by {taken[document_id].file}", hint="Choose one with --id")
    suffix = new.path.suffix if new.path.suffix.isascii() else ""
    return DocumentEntry(
        id=document_id,
        file=f"{document_id}{suffix}",
        language=new.language or guess_language(raw.text),
        encoding=new.encoding or "",
    )


def _pair(entries: list[DocumentEntry]) -> PairEntry:
    source, target = sorted(entries, key=lambda entry: entry.language == ENGLISH)
    languages = Languages(source.language, target.language)
    return PairEntry(id=PairId(f"{source.id}~{target.id}"), source=source.id, target=target.id, languages=languages)


def slug(name: str) -> str:
    """Return an id made from a file name: ASCII letters and digits with single hyphens.

    >>> slug("Heyet-i Temsiliye (1919)")
    'heyet-i-temsiliye-1919'
    """
    words: list[str] = []
    for word in "".join(char if char.isalnum() else " " for char in name).split():
        folded = casing.fold_loose(word).text
        words.append("".join(char for char in folded if char.isascii()))
    return "-".join(word for word in words if word)[:_MAX_ID].strip("-") or "document"
