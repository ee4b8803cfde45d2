"""Term candidates from files or the documents of a workspace, and drafts of entries for them."""

from dataclasses import dataclass

from parallel.errors import UsageError
from parallel.exchange.termlists import concept_id
from parallel.model.document import Language
from parallel.model.termbase import Concept, ConceptId, Source, Term, TermBase
from parallel.store.termtext import concept_text
from parallel.store.workspace import Workspace
from parallel.terms import Candidate, ExtractOptions, extract
from parallel.workbench.texts.documents import open_raw, raw_of_entry, read_plain, read_raw, running_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What candidates are looked for in."""

    names: tuple[str, ...] = ()
    """Files (``-`` for standard input) or document ids; none means all documents of the workspace."""
    stdin: bytes = b""
    """What came on standard input."""
    encoding: str | None = None
    """Codec of the files, where it is named."""


def candidates_in(
    workspace: Workspace | None, sources: Sources, termbase: TermBase, options: ExtractOptions
) -> tuple[Candidate, ...]:
    """Return candidates for terms in the running text of one language, best first.

    Raises:
        UsageError: neither file nor document, or nothing named outside a workspace.
        InputError: a file is refused.
    """
    if not sources.names and workspace is None:
        raise UsageError("nothing to search", hint="Name a file, or call it inside a workspace")
    texts: list[str] = []
    if not sources.names and workspace is not None:
        for entry in workspace.manifest().documents:
            document = read_raw(raw_of_entry(workspace, entry))
            texts += [segment.text for segment in running_text(document, options.language)]
    for name in sources.names:
        raw = open_raw(name, workspace, stdin=sources.stdin, encoding=sources.encoding)
        known = workspace is not None and any(entry.id == raw.id for entry in workspace.manifest().documents)
        document = read_raw(raw) if known else read_plain(raw, options.language)
        texts += [segment.text for segment in running_text(document, options.language)]
    return extract(texts, termbase, options=options)


def draft(candidate: Candidate, language: Language) -> str:
    """Return the lines of an entry for a candidate, to be completed by a person.

    >>> print(draft(Candidate(text="Millî ordu", frequency=2, c_value=3.2, forms=("Millî ordu",)), Language("tr")))
    - id: milli-ordu
      domain: unsorted
      definition: >-
        No definition yet.
      tr:
        - term: Millî ordu
      sources:
        - editorial
      review: {state: draft}
    <BLANKLINE>
    """
    return concept_text(
        Concept(
            id=ConceptId(concept_id(candidate.text)),
            domain="",
            definition="",
            terms=(Term(text=candidate.text, language=language),),
            sources=(Source(title="editorial"),),
            review="draft",
        )
    )
