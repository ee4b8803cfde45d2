"""Term bases: the workspace's, the one that ships, or a file; looking up and finding terms with them."""

import os
from collections.abc import Sequence
from pathlib import Path

from parallel.errors import UsageError
from parallel.model.document import TURKISH, Language
from parallel.model.termbase import Concept, Mention, TermBase
from parallel.store.glossary import concept_files, curated_folder, load_glossary
from parallel.store.workspace import Workspace
from parallel.terms import LookupResult, Problem, TermMatcher, lookup, validate

CACHE = "glossary.json"
EDITORIAL = "editorial"
"""Stands for a source where an entry rests on our own reading."""


def glossary_folder(workspace: Workspace | None) -> Path:
    """Return the folder whose concepts count: the workspace's where it has any, else the one that ships.

    Raises:
        InputError: the installation is incomplete.
    """
    if workspace is not None and concept_files(workspace.glossary_path) and not half_copied(workspace).exists():
        return workspace.glossary_path
    return curated_folder()


def half_copied(workspace: Workspace) -> Path:
    """Return the mark that the glossary that ships is being copied into a workspace; what is there is not whole yet."""
    return workspace.hidden_path / "copying-glossary"


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
    return load_glossary(glossary_folder(workspace), "glossary", cache=cache_of(workspace))


def cache_of(workspace: Workspace | None) -> Path | None:
    """Return where a quick copy is kept: in the workspace, else with the user's other caches."""
    if workspace is not None:
        return workspace.hidden_path / "cache" / CACHE
    named = os.environ.get("XDG_CACHE_HOME", "")
    try:
        folder = Path(named) if named.startswith("/") else Path.home() / ".cache"
    except RuntimeError:  # a user without a home
        return None
    return folder / "tren" / CACHE


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
    from parallel.workbench.texts.opening import raw_from  # noqa: PLC0415  (the readers are slow to import)

    raw = raw_from(name, stdin=stdin, encoding=encoding)
    return TermMatcher(termbase, language).find(raw.text)


def is_sourced(concept: Concept) -> bool:
    """Tell whether a reference work is named for a concept; ``editorial`` is none."""
    return any(source.title != EDITORIAL for source in concept.sources)


def problems_of(termbase: TermBase) -> Sequence[Problem]:
    """Return what is wrong with a term base, in file order."""
    return validate(termbase)
