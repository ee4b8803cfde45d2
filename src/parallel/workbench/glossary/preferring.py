"""Which renderings are asked for where: the preferences of a workspace and the pairs they hold for."""

from collections.abc import Mapping, Sequence

from parallel.errors import UsageError
from parallel.language import casing
from parallel.model.document import ENGLISH
from parallel.model.finding import Severity
from parallel.model.termbase import Concept, ConceptId, TermBase
from parallel.store.manifest import DocumentEntry, Manifest, PairEntry
from parallel.store.preferences import SCOPES, Preference, add_preference, load_preferences
from parallel.store.workspace import Workspace
from parallel.terms import Problem


def preferred_for(manifest: Manifest, pair: PairEntry, preferences: Sequence[Preference]) -> Mapping[ConceptId, str]:
    """Return the rendering asked for of each concept in a pair; the narrowest scope wins.

    Args:
        manifest: documents with their authors and clients.
        pair: the pair.
        preferences: all of the workspace.
    """
    documents = [entry for entry in manifest.documents if entry.id in {pair.source, pair.target}]
    order = {name: rank for rank, name in enumerate((*SCOPES, ""))}
    found: dict[ConceptId, str] = {}
    for preference in sorted(preferences, key=lambda one: order[one.scope[0]]):
        if _holds(preference, pair, documents):
            found.setdefault(preference.concept, preference.prefer)
    return found


def preferences_for(workspace: Workspace, concept: Concept) -> tuple[str, ...]:
    """Return a line for each preference about a concept.

    Raises:
        InputError: the file of preferences is not of the form.
    """
    found = (preference for preference in load_preferences(workspace) if preference.concept == concept.id)
    return tuple(f"Preferred {_whose(one)}: {one.prefer} ({one.reason})" for one in found)


def prefer(workspace: Workspace, termbase: TermBase, preference: Preference) -> None:
    """Write down that a rendering is asked for.

    Raises:
        UsageError: an unknown concept, article or rendering, or there is such a preference already.
        WriteError: it is not saved.
    """
    concept = termbase.by_id.get(preference.concept)
    if concept is None:
        raise UsageError(f"no concept {preference.concept!r}", hint="Find its id with `tren lookup`")
    if (problem := _problem(concept, preference)) is not None:
        raise UsageError(problem, hint="Add the rendering first: `tren terms edit`")
    known = _articles(workspace.manifest())
    if preference.article and preference.article not in known:
        raise UsageError(f"no document or pair {preference.article!r}", hint=f"Known ids: {', '.join(sorted(known))}")
    add_preference(workspace, preference)


def preference_problems(workspace: Workspace, termbase: TermBase) -> tuple[Problem, ...]:
    """Return what is wrong with the preferences of a workspace: unknown concepts, renderings and articles.

    Raises:
        InputError: the file is not of the form.
    """
    found = []
    articles = _articles(workspace.manifest())
    for one in load_preferences(workspace):
        concept = termbase.by_id.get(one.concept)
        if concept is None:
            found.append(_error(one, f"preference for {one.concept}, which does not exist", "correct the id"))
        elif (problem := _problem(concept, one)) is not None:
            found.append(_error(one, problem, "add the rendering, or correct it"))
        if one.article and one.article not in articles:
            found.append(_error(one, f"preference for article {one.article}, which does not exist", "correct the id"))
    return tuple(found)


def _error(one: Preference, message: str, hint: str) -> Problem:
    return Problem(where=one.where, severity=Severity.ERROR, message=message, hint=hint)


def _problem(concept: Concept, one: Preference) -> str | None:
    if any(term.text == one.prefer for term in concept.terms):
        return None
    known = ", ".join(f"“{term.text}”" for term in concept.in_language(ENGLISH)[:5])
    return f"“{one.prefer}” is no term of {concept.id} (it has {known})"


def _articles(manifest: Manifest) -> set[str]:
    return {*(str(entry.id) for entry in manifest.documents), *(str(pair.id) for pair in manifest.pairs)}


def _whose(one: Preference) -> str:
    name, value = one.scope
    return f"for {name} {value}" if name else "in this workspace"


def _holds(one: Preference, pair: PairEntry, documents: Sequence[DocumentEntry]) -> bool:
    name, value = one.scope
    if name == "article":
        return value in {str(pair.id), str(pair.source), str(pair.target)}
    return not name or any(_folded(getattr(document, name)) == _folded(value) for document in documents)


def _folded(text: str) -> str:
    return casing.fold_loose(text).text
