"""The term base: the list, and one concept with every occurrence by rendering."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from parallel.errors import UsageError
from parallel.model.bitext import AlignedBead, PairId
from parallel.model.document import ENGLISH, TURKISH
from parallel.model.termbase import Concept, ConceptId, Term, TermBase
from parallel.terms.concordance import ConcordanceLine, concordance
from parallel.web.render import page, site_of
from parallel.web.site import Site
from parallel.web.sorting import turkish_key
from parallel.workbench.edits.reviewing import search_key
from parallel.workbench.pairs.bitexts import bitext_of

USES = ("any", "used", "uneven")
"""Filters by use: all, used in the workspace, used with more than one rendering."""
SHOWN = 100
"""Occurrences listed for one rendering; the rest is counted (chosen by us)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A place where a concept occurs."""

    pair: PairId
    """Pair."""
    number: int
    """The bead's place in it, from 1."""
    bead: AlignedBead
    """The bead."""
    line: ConcordanceLine
    """The occurrence in its context."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """All occurrences with one rendering."""

    words: str
    """The term on the other side; empty where none was found."""
    status: str
    """What the term base says of it."""
    occurrences: tuple[Occurrence, ...]
    """In order."""


def terms(request: Request) -> Response:
    """Show the term base, or what a query finds in it."""
    site = site_of(request)
    termbase, usage = site.termbase(), site.usage()
    asked = request.query_params
    query, domain, use = asked.get("q", "")[:200], asked.get("domain", ""), asked.get("use", USES[0])
    concepts = _matching(termbase, query) if query.strip() else list(termbase)
    near = False
    if not concepts:
        result = site.lookup().find(query, limit=8)
        concepts, near = [hit.concept for hit in (*result.exact, *result.near)], not result.exact
    kept = [
        concept
        for concept in concepts
        if (not domain or concept.domain == domain)
        and (use != "used" or concept.id in usage)
        and (use != "uneven" or len(usage.get(concept.id, ())) > 1)
    ]
    if not near:
        kept.sort(key=_sort_key)
    return page(
        request,
        "terms.html" if request.headers.get("hx-request") else "glossary.html",
        here="glossary",
        concepts=kept,
        total=len(termbase),
        usage=usage,
        domains=sorted({concept.domain for concept in termbase}),
        query=query,
        domain=domain,
        use=use if use in USES else USES[0],
        uses=USES,
        near=near,
        languages=(TURKISH, ENGLISH),
    )


def term(request: Request) -> Response:
    """Show one concept with every occurrence in the workspace, grouped by rendering."""
    site = site_of(request)
    termbase = site.termbase()
    concept = termbase.by_id.get(ConceptId(request.path_params["concept"]))
    if concept is None:
        raise UsageError("no such concept", hint="Look it up in the glossary")
    occurrences = _occurrences(site, termbase, concept.id)
    return page(
        request,
        "term.html",
        here="glossary",
        concept=concept,
        renderings=_grouped(concept.terms, occurrences),
        total=len(occurrences),
        shown=SHOWN,
        see_also=[termbase.by_id[other] for other in concept.see_also if other in termbase.by_id],
        languages=(TURKISH, ENGLISH),
    )


def words_in_context(request: Request) -> Response:
    """Show every occurrence of any words in the workspace, grouped by rendering where the term base has one."""
    site = site_of(request)
    query = request.query_params.get("q", "").strip()[:200]
    termbase = site.termbase()
    occurrences = _occurrences(site, termbase, query) if query else []
    return page(
        request,
        "concordance.html",
        here="glossary",
        query=query,
        renderings=_grouped((), occurrences),
        total=len(occurrences),
        shown=SHOWN,
    )


def _occurrences(site: Site, termbase: TermBase, query: str) -> list[Occurrence]:
    found = []
    for editor in site.editors():
        pair = editor.pair
        numbers = {bead.id: (number, bead) for number, bead in enumerate(pair.beads, 1)}
        bitext = bitext_of(pair)
        for line in concordance(bitext, termbase, query):
            bead_id = bitext.rows[line.row].bead
            if bead_id is not None:
                number, bead = numbers[bead_id]
                found.append(Occurrence(pair=pair.id, number=number, bead=bead, line=line))
    return found


def _matching(termbase: TermBase, query: str) -> list[Concept]:
    """Return the concepts one of whose terms or variants holds the query."""
    keys = {language: search_key(query, language) for language in (TURKISH, ENGLISH)}
    return [
        concept
        for concept in termbase
        if any(
            keys[term.language] in search_key(text, term.language)
            for term in concept.terms
            if term.language in keys
            for text in (term.text, *term.variants)
        )
    ]


def _sort_key(concept: Concept) -> tuple[int, ...]:
    term = concept.preferred(TURKISH)
    return turkish_key(term.text if term else concept.id)


def _grouped(terms: Sequence[Term], occurrences: list[Occurrence]) -> list[Rendering]:
    """Return occurrences by rendering, commonest first, those without one last."""
    groups: dict[str, list[Occurrence]] = {}
    for occurrence in occurrences:
        groups.setdefault(occurrence.line.rendering, []).append(occurrence)
    status = {term.text: term.status.value for term in terms}
    ordered = sorted(groups.items(), key=lambda group: (not group[0], -len(group[1]), group[0]))
    return [Rendering(words=words, status=status.get(words, ""), occurrences=tuple(found)) for words, found in ordered]
