"""Changing the term base of a workspace: every change is validated first, saved through a journal, and undoable."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from parallel.errors import InputError, ParallelError, UsageError
from parallel.model.finding import Severity
from parallel.model.termbase import Concept, ConceptId, Source, TermBase
from parallel.store import atomic, backups
from parallel.store.glossary import concept_files, curated_folder, load_glossary, parse_yaml
from parallel.store.lock import locked
from parallel.store.termfile import SavedTerm, TermEntry, TermFile, blocks
from parallel.store.termtext import Edit, concept_text, edited, with_field, with_term, without_term
from parallel.store.workspace import Workspace
from parallel.terms import Problem, validate
from parallel.terms.merge import Merge, merge
from parallel.workbench.glossary.termbases import cache_of, glossary_folder, half_copied

OWN_FILE = "own.yaml"
"""Where new concepts go when no file holds their domain."""
_AT_ONCE = 20
"""Added concepts from which they are written in one step, with a backup instead of a journal (chosen by us)."""
_TEXTS = ("domain", "definition", "period", "usage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A concept and where it is written down."""

    concept: Concept
    """What the entry says."""
    file: str
    """Name of its file in ``glossary/``."""
    entry: TermEntry
    """Its lines."""


def adopt_shipped(workspace: Workspace) -> int:
    """Copy the glossary that ships into a workspace that has none, so that it can be edited; return the files.

    Stopped half-way it counts as not done: the one that ships is used, and the next call does it again.

    Raises:
        WriteError: it can't be written.
    """
    mark = half_copied(workspace)
    if concept_files(workspace.glossary_path) and not mark.exists():
        return 0
    files = concept_files(curated_folder())
    with locked(workspace.hidden_path):
        atomic.save(mark, [b"The glossary that ships is being copied.\n"])
        for file in files:
            atomic.save(workspace.glossary_path / file.name, [file.read_bytes()])
        atomic.remove(mark)
    return len(files)


@contextmanager
def own_glossary(workspace: Workspace) -> Iterator[int]:
    """Have a glossary that can be edited: where there is none, the one that ships is copied.

    It is taken away again where what it was copied for is refused, as long as it is as it was copied.

    Yields:
        How many files were copied.

    Raises:
        WriteError: as :func:`adopt_shipped`.
    """
    if glossary_folder(workspace) == workspace.glossary_path:
        yield 0
        return
    with locked(workspace.hidden_path):
        copied = adopt_shipped(workspace)
        try:
            yield copied
        except ParallelError:
            if copied and _is_as_shipped(workspace):
                _give_up(workspace)
            raise


def _is_as_shipped(workspace: Workspace) -> bool:
    shipped = {file.name: file.read_bytes() for file in concept_files(curated_folder())}
    return shipped == {file.name: file.read_bytes() for file in concept_files(workspace.glossary_path)}


def _give_up(workspace: Workspace) -> None:
    """Take the copied glossary away; killed half-way, what is left counts as half copied."""
    mark = half_copied(workspace)
    atomic.save(mark, [b"The copy of the glossary that ships is being taken away.\n"])
    for file in concept_files(workspace.glossary_path):
        atomic.remove(file)
    atomic.remove(mark)


def own_termbase(workspace: Workspace) -> TermBase:
    """Return the concepts of the workspace's own files."""
    return load_glossary(workspace.glossary_path, "glossary", cache=cache_of(workspace))


def located(workspace: Workspace, name: str) -> Located:
    """Find a concept's entry in the workspace's own files.

    Raises:
        UsageError: there is none of that id.
        InputError: a file is refused.
    """
    concept = own_termbase(workspace).by_id.get(ConceptId(name))
    if concept is None:
        raise UsageError(f"no concept {name!r} in glossary/", hint="Find its id with `tren lookup`")
    file = concept.where.rpartition(":")[0].rpartition("/")[2]
    return Located(concept=concept, file=file, entry=TermFile(workspace, file).entries()[name])


def entries_of(text: str, shown: str) -> tuple[str, ...]:
    """Cut YAML as it stands in ``glossary/`` into the lines of its entries.

    Raises:
        InputError: not of the form; ``file:line`` is named.
    """
    return tuple(entry.text for entry in blocks(text, shown))


def add_concept(workspace: Workspace, text: str, file: str = "", operation_id: str = "") -> tuple[str, SavedTerm]:
    """Add an entry; return the file it went to.

    Args:
        workspace: whose glossary.
        text: YAML of the one entry.
        file: name of a file in ``glossary/``; the one that holds most of its domain when empty.
        operation_id: sent again with the same id, it is done once.

    Raises:
        UsageError: there is a concept of that id.
        InputError: it is not of the form, or breaks a rule of the term base; nothing is saved.
        WriteError: it is not saved.
    """
    concept = _only(text)
    before = own_termbase(workspace)
    file = file or _file_of(before, concept.domain)
    target = TermFile(workspace, file)
    known = before.by_id.get(concept.id)
    if known is not None and not operation_id:
        raise UsageError(f"there is a concept {concept.id!r}", where=known.where, hint="Change it: `tren terms edit`")
    if known is None:
        _refuse_new_errors(before, [*before, concept])
    return file, target.save(concept.id, text, base=None if known else "", operation_id=operation_id)


def edit_concept(
    workspace: Workspace, name: str, edits: Sequence[Edit], *, base: str | None = None, operation_id: str = ""
) -> SavedTerm:
    """Change an entry; comments, order and unknown fields stay.

    Args:
        workspace: whose glossary.
        name: concept id.
        edits: changes in order.
        base: revision the caller saw; None takes the entry as it stands.
        operation_id: sent again with the same id, it is done once.

    Raises:
        UsageError: no such concept or term.
        InputError: the entry would break a rule of the term base; nothing is saved.
        StaleError: it changed since it was read.
        WriteError: it is not saved.
    """
    found = located(workspace, name)
    text = found.entry.text
    for edit in edits:
        text = edited(text, edit)
    return replace_entry(workspace, name, text, base=base or found.entry.revision, operation_id=operation_id)


def replace_entry(
    workspace: Workspace, name: str, text: str | None, *, base: str | None = None, operation_id: str = ""
) -> SavedTerm:
    """Put new lines in the place of an entry, or take it out; raises as :func:`edit_concept`."""
    found = located(workspace, name)
    before = own_termbase(workspace)
    after = [concept for concept in before if concept.id != name]
    if text is not None:
        concept = _only(text)
        if concept.id != name:
            raise UsageError(f"the id is {concept.id!r}, not {name!r}", hint="Ids stay; add a new concept instead")
        after = [concept if each.id == name else each for each in before]
    _refuse_new_errors(before, after)
    return TermFile(workspace, found.file).save(name, text, base=base, operation_id=operation_id)


def take_back(workspace: Workspace, file: str, *, again: bool = False) -> SavedTerm:
    """Undo the last edit of a file of the glossary, or redo the last one taken back.

    Raises:
        UsageError: there is none.
        StaleError: the entry was changed outside the workbench.
        WriteError: it is not saved.
    """
    target = TermFile(workspace, file)
    return target.redo() if again else target.undo()


def merge_into(workspace: Workspace, theirs: TermBase, *, prefer: str, file: str = "", rehearse: bool = False) -> Merge:
    """Take another term base into the workspace's; new concepts go to ``file``, or to the one of their domain.

    Args:
        workspace: whose glossary.
        theirs: what is taken in.
        prefer: ``ours`` or ``theirs``: which one stands where they disagree.
        file: name of a file in ``glossary/``.
        rehearse: only say what would come of it.

    Raises:
        InputError: the result would break a rule of the term base; nothing is saved.
        WriteError: it is not saved to the end; repeating it goes on.
    """
    ours = own_termbase(workspace)
    merged = merge(ours, theirs, prefer=prefer)
    _refuse_new_errors(ours, merged.termbase)
    if rehearse:
        return merged
    for before, after in merged.changed:
        edit_concept(workspace, before.id, list(changes(before, after)))
    by_file: dict[str, list[Concept]] = {}
    for concept in merged.added:
        by_file.setdefault(file or _file_of(ours, concept.domain), []).append(concept)
    for name, concepts in by_file.items():
        _append(workspace, name, concepts)
    return merged


def changes(before: Concept, after: Concept) -> Iterable[Edit]:
    """Yield the changes that make one concept's entry say what another value of it does."""
    for name in _TEXTS:
        if getattr(before, name) != getattr(after, name):
            yield with_field(name, getattr(after, name))
    kept = {(term.language, term.text) for term in after.terms}
    for term in before.terms:
        if (term.language, term.text) not in kept:
            yield without_term(term.language, term.text)
    known = {(term.language, term.text): term for term in before.terms}
    for term in after.terms:
        if known.get((term.language, term.text)) != term:
            yield with_term(term)
    if before.sources != after.sources:
        yield with_field("sources", [_source_fields(source) for source in after.sources])
    if before.see_also != after.see_also:
        yield with_field("see_also", [str(target) for target in after.see_also])
    review = {"state": after.review, "by": after.reviewer, "date": after.date}
    if review != {"state": before.review, "by": before.reviewer, "date": before.date}:
        yield with_field("review", {name: text for name, text in review.items() if text})


def _source_fields(source: Source) -> object:
    said = {"author": source.author, "title": source.title, "year": source.year, "pages": source.pages}
    return source.title if list(filter(None, said.values())) == [source.title] else {k: v for k, v in said.items() if v}


def _append(workspace: Workspace, file: str, concepts: Sequence[Concept]) -> None:
    """Write new entries at the end of a file: few one by one, so that each can be undone, many in one step."""
    target = TermFile(workspace, file)
    texts = {concept.id: concept_text(concept) for concept in concepts}
    if len(concepts) < _AT_ONCE:
        for name, text in texts.items():
            target.save(name, text, base="")
        return
    with locked(workspace.hidden_path):
        standing = target.path.read_bytes() if target.path.exists() else b""
        end = b"" if not standing or standing.endswith(b"\n") else b"\n"
        data = standing + end + "".join(f"\n{text}" for text in texts.values()).encode()
        data = data if standing else data.lstrip(b"\n")
        parse_yaml(data, target.shown)
        backups.keep(workspace.root, target.path)
        atomic.save(target.path, [data])


def _only(text: str) -> Concept:
    concepts = parse_yaml(text.encode("utf-8", "surrogatepass"), "entry")
    if len(concepts) != 1:
        raise InputError(f"{len(concepts)} entries where one is needed", where="entry", hint="Give one `- id:` …")
    return concepts[0]


def _file_of(termbase: TermBase, domain: str) -> str:
    files = [concept.where.rpartition(":")[0].rpartition("/")[2] for concept in termbase if concept.domain == domain]
    return max(dict.fromkeys(files), key=files.count) if files else OWN_FILE


def _refuse_new_errors(before: TermBase, after: Iterable[Concept]) -> None:
    known = {problem.message for problem in _errors(before)}
    new = [p for p in _errors(TermBase(concepts=tuple(after))) if p.message not in known]
    if new:
        more = f" (and {len(new) - 1} more)" if len(new) > 1 else ""
        raise InputError(f"{new[0].message}{more}; nothing was saved", where=new[0].where, hint=new[0].hint)


def _errors(termbase: TermBase) -> list[Problem]:
    return [problem for problem in validate(termbase) if problem.severity is Severity.ERROR]
