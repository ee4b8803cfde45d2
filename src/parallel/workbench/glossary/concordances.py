"""Occurrences of a term in the workspace: in its pairs with their renderings, and in texts not translated yet."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parallel.errors import UsageError
from parallel.model.bitext import AlignedBead, Bitext, Languages, PairId, Row
from parallel.model.document import ENGLISH, TURKISH, Language, Place
from parallel.model.termbase import Concept, TermBase
from parallel.store.manifest import Manifest
from parallel.store.workspace import Workspace, pair_entry
from parallel.terms.concordance import CONTEXT, ConcordanceLine, concordance
from parallel.workbench.edits.standing import read_stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Where a term stands in the workspace."""

    unit: str
    """The pair, or the document where it is not translated."""
    bead: str
    """Bead, or segment."""
    place: str
    """File, page and line as a person would look them up."""
    line: ConcordanceLine
    """The occurrence in its context."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is searched."""

    pairs: tuple[str, ...] = ()
    """Pairs by id; none means all."""
    documents: bool = False
    """Also the running text of documents, as far as it is in no pair."""
    language: Language | None = None
    """Language of the query; None where the term base is to say."""
    width: int = CONTEXT
    """Characters of context on each side."""


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    bead: str
    place: str
    row: Row


def occurrences(
    workspace: Workspace, termbase: TermBase, query: str, scope: Scope | None = None
) -> tuple[Occurrence, ...]:
    """Return every occurrence of a term, those of one rendering together, the commonest rendering first.

    Args:
        workspace: whose pairs and documents.
        termbase: concepts, for the query and its renderings.
        query: a term in any form, or a concept id.
        scope: what is searched.

    Raises:
        UsageError: an unknown pair, or an empty query.
        InputError: a file is refused.
    """
    scope = scope or Scope()
    if not query.strip():
        raise UsageError("nothing to look for", hint="Give a term in Turkish or English")
    found: list[Occurrence] = []
    for languages, units in _grouped(workspace, scope).items():
        bitext = Bitext(name="workspace", rows=tuple(unit.row for unit in units), languages=languages)
        lines = concordance(bitext, termbase, query, width=scope.width, language=scope.language)
        if not lines and scope.language is None:
            lines = concordance(bitext, termbase, query, width=scope.width, language=languages.target)
        found += [_occurrence(units[line.row], line) for line in lines]
    counts = Counter(occurrence.line.rendering for occurrence in found)
    order = {rendering: rank for rank, (rendering, _) in enumerate(counts.most_common())}
    return tuple(sorted(found, key=lambda one: (not one.line.rendering, order[one.line.rendering])))


def occurrences_of(workspace: Workspace, concepts: Sequence[Concept]) -> tuple[Occurrence, ...]:
    """Return the occurrences of looked-up concepts in the pairs of the workspace; quick, only they are searched for.

    Raises:
        InputError: a file is refused.
    """
    found: list[Occurrence] = []
    for concept in concepts:
        found += occurrences(workspace, TermBase(concepts=(concept,)), concept.id)
    return tuple(found)


def counts_by_rendering(found: Iterable[Occurrence]) -> tuple[tuple[str, int], ...]:
    """Return how often each rendering stands for the term, commonest first; "" counts places without one."""
    counts = Counter(occurrence.line.rendering for occurrence in found)
    return tuple(sorted(counts.items(), key=lambda item: (not item[0], -item[1], item[0])))


def counts_as_built(workspace: Workspace, concept: Concept) -> tuple[tuple[str, int], ...]:
    """Return how often a concept occurs in each document, as the last build counted; what was not built is left out."""
    found = []
    for entry in workspace.manifest().documents:
        path = workspace.exports_path / f"{entry.id}.terms.tsv"
        try:
            rows = csv.reader(path.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
            count = sum(1 for row in rows if row and row[0] == concept.id)
        except (OSError, ValueError, csv.Error):
            continue
        if count:
            found.append((str(entry.id), count))
    return tuple(found)


def _grouped(workspace: Workspace, scope: Scope) -> dict[Languages, list[_Unit]]:
    manifest = workspace.manifest()
    names = [pair_entry(manifest, name).id for name in scope.pairs] or [entry.id for entry in manifest.pairs]
    groups: dict[Languages, list[_Unit]] = {}
    in_pairs: set[str] = set()
    for name in names:
        if not workspace.aligned_path(name).exists() and not scope.pairs:
            continue
        stored = read_stored(workspace, name).pair
        units = groups.setdefault(stored.languages, [])
        for number, bead in enumerate(stored.beads, 1):
            in_pairs.update((*bead.source.segments, *bead.target.segments))
            units.append(_unit_of(name, number, bead, (stored.source_name, stored.target_name)))
    if scope.documents:
        for language, unit in _untranslated(workspace, manifest, in_pairs):
            groups.setdefault(Languages(language, ENGLISH if language != ENGLISH else TURKISH), []).append(unit)
    return groups


def _unit_of(pair: PairId, number: int, bead: AlignedBead, files: tuple[str, str]) -> _Unit:
    row = Row(source=bead.source.text, target=bead.target.text, bead=bead.id)
    side, file = (bead.source, files[0]) if bead.source.places else (bead.target, files[1])
    return _Unit(pair, str(number), _place(file, side.places), row)


def _untranslated(workspace: Workspace, manifest: Manifest, in_pairs: set[str]) -> Iterator[tuple[Language, _Unit]]:
    from parallel.workbench.texts.documents import raw_of_entry, read_raw, running_text  # noqa: PLC0415  (slow to import)

    for entry in manifest.documents:
        document = read_raw(raw_of_entry(workspace, entry))
        by_id = {passage.id: passage for passage in document.clean.passages}
        for segment in running_text(document):
            if segment.id not in in_pairs:
                span = by_id[segment.passage].spans.to_raw(segment.span)
                place = _place(entry.file, (document.clean.place(span),))
                yield segment.language, _Unit(str(entry.id), segment.id, place, Row(source=segment.text, target=""))


def _place(file: str, places: Sequence[Place]) -> str:
    if not places:
        return file
    return f"{file}, p. {places[0].page}, l. {places[0].first_line}"


def _occurrence(unit: _Unit, line: ConcordanceLine) -> Occurrence:
    return Occurrence(unit=unit.name, bead=unit.bead, place=unit.place, line=line)
