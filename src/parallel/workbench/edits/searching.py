"""Finding beads in all pairs of a workspace, through an index that keeps itself up to date."""

from dataclasses import replace
from hashlib import sha256

from parallel.errors import ParallelError
from parallel.model.bitext import AlignedPair, PairId
from parallel.model.termbase import TermBase
from parallel.store.index import Hit, Index, IndexedBead, beads_in_file, beads_in_pair
from parallel.store.manifest import PairEntry
from parallel.store.workspace import Workspace
from parallel.terms import TermMatcher
from parallel.workbench.edits.editing import Editor
from parallel.workbench.upkeep.stamps import file_digest


def find_beads(workspace: Workspace, text: str, *, limit: int = 100) -> tuple[Hit, ...]:
    """Return beads that hold a text on either side, in all pairs; case as the side's language has it.

    Raises:
        InputError: the manifest is damaged; a damaged pair is left out.
    """
    index = open_index(workspace)
    try:
        return index.find(text, limit=limit)
    finally:
        index.close()


def open_index(workspace: Workspace, termbase: TermBase | None = None) -> Index:
    """Open the index and bring it up to date with what stands in ``aligned/`` and the journals.

    Args:
        workspace: whose.
        termbase: with one, mentions of its concepts are indexed too.
    """
    index = Index(workspace.hidden_path / "cache" / "index.sqlite", workspace.root)
    known = index.keys()
    entries = {entry.id: entry for entry in workspace.manifest().pairs}
    for name in known.keys() - entries.keys():
        index.drop(name)
    for entry in entries.values():
        key = _key(workspace, entry.id, termbase)
        if known.get(entry.id) != key:
            _put(index, workspace, entry, key, termbase)
    index.finish()
    return index


def _key(workspace: Workspace, pair: PairId, termbase: TermBase | None) -> str:
    files = [file_digest(workspace.aligned_path(pair)), file_digest(workspace.journal_path(pair))]
    return " ".join([*files, _digest(termbase) if termbase else ""])


def _digest(termbase: TermBase) -> str:
    return sha256(repr(termbase.concepts).encode("utf-8", "surrogatepass")).hexdigest()


def _put(index: Index, workspace: Workspace, entry: PairEntry, key: str, termbase: TermBase | None) -> None:
    languages = (entry.languages.source, entry.languages.target)
    path = workspace.aligned_path(entry.id)
    try:
        if termbase is None and not workspace.journal_path(entry.id).exists() and path.exists():
            index.put(entry.id, key, languages, beads_in_file(path))
            return
        pair = Editor(workspace, entry.id).pair
    except (ParallelError, ValueError, KeyError, TypeError):
        index.drop(entry.id)
        return
    beads = [*beads_in_pair(pair)]
    index.put(entry.id, key, languages, _mentioning(pair, beads, termbase) if termbase else beads)


def _mentioning(pair: AlignedPair, beads: list[IndexedBead], termbase: TermBase) -> list[IndexedBead]:
    matchers = [TermMatcher(termbase, language) for language in (pair.languages.source, pair.languages.target)]
    found = []
    for bead in beads:
        texts = zip(matchers, (bead.source, bead.target), strict=True)
        concepts = {str(mention.concept): None for matcher, text in texts for mention in matcher.find(text)}
        found.append(replace(bead, concepts=tuple(concepts)))
    return found
