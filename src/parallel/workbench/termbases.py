"""Term bases: the workspace's, the one that ships, or a file; looking up and finding terms with them."""

from collections.abc import Sequence
from pathlib import Path

from parallel.errors import UsageError
from parallel.model.document import TURKISH, Language
from parallel.model.termbase import Mention, TermBase
from parallel.store.glossary import curated_folder, load_glossary
from parallel.store.workspace import Workspace
from parallel.terms import LookupResult, Problem, TermMatcher, lookup, validate
from parallel.workbench.documents import raw_from


def load_termbase(workspace: Workspace | None, named: str | None = None) -> TermBase:
    """Return the term base to use: the named one, the workspace's, or the one that ships.

    Args:
        workspace: where the command runs, if anywhere.
        named: file or folder a user named.

    Raises:
        UsageError: the named one does not exist.
        InputError: a file is not of the form.
    """
    if named is not None:
        return load_glossary(Path(named))
    if workspace is not None and any(workspace.glossary_path.glob("*.yaml")):
        return load_glossary(workspace.glossary_path, workspace.shown(workspace.glossary_path))
    return load_glossary(curated_folder(), "glossary")


def look_up(termbase: TermBase, query: str, language: Language | None = None, limit: int = 5) -> LookupResult:
    """Find the entry for any spelling or inflection, else the nearest ones.

    Raises:
        UsageError: the query is empty.
    """
    if not query.strip():
        raise UsageError("nothing to look up", hint="Give a term in Turkish or English")
    return lookup(termbase, query, language=language, limit=limit)


def find_terms(
    name: str, termbase: TermBase, *, stdin: bytes = b"", encoding: str | None = None, language: Language = TURKISH
) -> tuple[Mention, ...]:
    """Find all mentions of concepts in a file as given; offsets are code points of its decoded text.

    Raises:
        UsageError: no such file.
        InputError: not text.
    """
    raw = raw_from(name, stdin=stdin, encoding=encoding)
    return TermMatcher(termbase, language).find(raw.text)


def problems_of(termbase: TermBase) -> Sequence[Problem]:
    """Return what is wrong with a term base, in file order."""
    return validate(termbase)
