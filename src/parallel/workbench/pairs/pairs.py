"""The pairs of a workspace: found in documents, listed in the manifest, kept in ``aligned/``."""

from collections.abc import Sequence

from parallel.align.pairing import abstract_pair
from parallel.errors import InputError, UsageError
from parallel.model.bitext import AlignedPair, Languages, PairId
from parallel.model.document import ENGLISH, TURKISH, DocId
from parallel.store.manifest import DocumentEntry, PairEntry
from parallel.store.workspace import Workspace, pair_entry
from parallel.workbench.edits.editing import Editor
from parallel.workbench.edits.standing import refuse_loss
from parallel.workbench.pairs.aligning import PairText
from parallel.workbench.pairs.bitexts import sources_of
from parallel.workbench.texts.documents import ReadDocument, listed_text


def found_pair(document: ReadDocument, entry: DocumentEntry) -> PairEntry | None:
    """Return the abstract pair inside a document, or None when it has none."""
    languages = _languages_of(entry)
    if abstract_pair(document.clean, languages.source, languages.target) is None:
        return None
    return PairEntry(id=PairId(f"{entry.id}.abstract"), source=entry.id, target=entry.id, languages=languages)


def pair_text(entry: PairEntry, source: ReadDocument, target: ReadDocument) -> PairText:
    """Return both sides of a pair.

    Args:
        entry: which pair.
        source: its source document.
        target: its target document; the same one for an abstract.

    Raises:
        InputError: the document no longer holds the pair.
    """
    if entry.source == entry.target:
        return _abstract_text(entry, source)
    sides = []
    for document, language in ((source, entry.languages.source), (target, entry.languages.target)):
        passages = frozenset(segment.passage for segment in listed_text(document, language))
        sides.append(sources_of(document.clean, document.segments, passages))
    return PairText(id=entry.id, languages=entry.languages, source=sides[0], target=sides[1])


def stored_pair(workspace: Workspace, pair: PairId) -> tuple[AlignedPair | None, tuple[str, ...]]:
    """Return a pair as it stands, edits in the journal included, with warnings; None when it was never aligned.

    Raises:
        InputError: the file is not of the form, or is missing though people worked on the pair.
    """
    if not workspace.aligned_path(pair).exists():
        refuse_loss(workspace, pair)
        return None, ()
    editor = Editor(workspace, pair)
    return editor.pair, editor.warnings


def chosen_pairs(workspace: Workspace, names: Sequence[str]) -> list[tuple[PairEntry, AlignedPair, tuple[str, ...]]]:
    """Return the named pairs, or all, as ``aligned/`` holds them, with warnings.

    Raises:
        UsageError: an unknown id, or a pair that was never aligned.
        InputError: a file is not of the form.
    """
    manifest = workspace.manifest()
    entries = [pair_entry(manifest, name) for name in names] if names else list(manifest.pairs)
    found = []
    for entry in entries:
        pair, warnings = stored_pair(workspace, entry.id)
        if pair is None:
            raise UsageError(f"pair {entry.id!r} is not aligned yet", hint="Run `tren build`")
        found.append((entry, pair, warnings))
    return found


def chosen_entries(workspace: Workspace, documents: Sequence[str]) -> set[DocId]:
    """Return the ids of the named documents, or of all.

    Raises:
        UsageError: an unknown id.
    """
    known = [entry.id for entry in workspace.manifest().documents]
    for name in documents:
        if name not in known:
            hint = f"Known ids: {', '.join(known) or 'none yet'}"
            raise UsageError(f"no document {name!r} in the workspace", hint=hint)
    return {DocId(name) for name in documents} or set(known)


def _abstract_text(entry: PairEntry, document: ReadDocument) -> PairText:
    found = abstract_pair(document.clean, entry.languages.source, entry.languages.target)
    if found is None:
        hint = "Check seeds/manifest.yaml, or remove the pair there"
        raise InputError(f"the abstract of pair {entry.id} is no longer in the text", where=entry.source, hint=hint)
    sides = [
        sources_of(document.clean, document.segments, frozenset(passage.id for passage in side))
        for side in (found.source, found.target)
    ]
    return PairText(id=entry.id, languages=entry.languages, source=sides[0], target=sides[1])


def _languages_of(entry: DocumentEntry) -> Languages:
    """Return the direction an abstract is paired in; the Öz of an English article is the source, too."""
    return Languages() if entry.language in {TURKISH, ENGLISH} else Languages(entry.language, ENGLISH)
