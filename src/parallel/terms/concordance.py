"""Every occurrence of a concept or a word with what stands around it, and with its rendering on the other side."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parallel.model.bitext import Bitext, Row
from parallel.model.document import Language
from parallel.model.span import Span
from parallel.model.termbase import Certainty, Concept, ConceptId, Mention, Term, TermBase
from parallel.terms.lookup import TermLookup
from parallel.terms.matcher import TermMatcher

CONTEXT = 48
"""Characters shown on each side (chosen by us: two fit a terminal line beside the keyword)."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordanceLine:
    """One occurrence in its context."""

    row: int
    """0-based row of the bitext."""
    concept: ConceptId
    """What occurs; for a query the term base does not have, the query itself."""
    left: str
    """What stands before, on one line."""
    keyword: str
    """The occurrence as written, on one line."""
    right: str
    """What stands after, on one line."""
    span: Span
    """Place in the text of its side."""
    rendering: str = ""
    """The term that stands for it on the other side; empty where none of the term base does."""
    certainty: Certainty = Certainty.EXACT
    """Whether the occurrence is certain."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two texts of a row, the searched one first."""

    text: str
    other: str


def concordance(
    bitext: Bitext, termbase: TermBase, query: str, *, width: int = CONTEXT, language: Language | None = None
) -> tuple[ConcordanceLine, ...]:
    """Return every occurrence of a query in a bitext, grouped by rendering, commonest rendering first.

    The query is looked up first: all terms of its concepts are then searched, in any form, on the side they belong to.
    A query the term base does not have is searched as a term of ``language``.

    Args:
        bitext: rows; a text without translation has empty targets.
        termbase: concepts, for the query and for the renderings.
        query: a term in any form, or a concept id.
        width: characters of context on each side.
        language: side the query belongs to; None: the source where the term base does not say.

    >>> from parallel.model.bitext import Row
    >>> rows = (Row(source="Sulh muahedesini imzaladılar.", target="They signed the peace treaty."),)
    >>> [line.keyword for line in concordance(Bitext(name="x", rows=rows), TermBase(concepts=()), "sulh muahedesi")]
    ['Sulh muahedesini']
    """
    source, target = bitext.languages.source, bitext.languages.target
    sides = (target, source) if language == target else (source, target)
    concepts, searched = _concepts(termbase, query, sides)
    base = TermBase(concepts=concepts)
    matchers = {language: TermMatcher(base, language) for language in (source, target)}
    other = target if searched == source else source
    lines = [
        line
        for number, row in enumerate(bitext.rows)
        for line in _lines(number, _sides(row, swap=searched != source), (matchers[searched], matchers[other]), width)
    ]
    counts = Counter(line.rendering for line in lines)
    order = {rendering: rank for rank, (rendering, _) in enumerate(counts.most_common())}
    return tuple(sorted(lines, key=lambda line: (not line.rendering, order[line.rendering], line.row, line.span)))


def rendering_counts(lines: Iterable[ConcordanceLine]) -> tuple[tuple[str, int], ...]:
    """Return how often each rendering stands for the keyword, commonest first; "" counts occurrences without one."""
    return tuple(Counter(line.rendering for line in lines).most_common())


def _concepts(
    termbase: TermBase, query: str, languages: tuple[Language, Language]
) -> tuple[tuple[Concept, ...], Language]:
    """Return the concepts a query stands for, and the language whose side is searched."""
    if ConceptId(query) in termbase.by_id:
        return (termbase.by_id[ConceptId(query)],), languages[0]
    for language in languages:
        hits = TermLookup(termbase, language=language).find(query, limit=0).exact
        if hits:
            return tuple(hit.concept for hit in hits), language
    term = Term(text=query, language=languages[0])
    return (Concept(id=ConceptId(query), domain="", definition="", terms=(term,)),), languages[0]


def _sides(row: Row, *, swap: bool) -> _Sides:
    return _Sides(row.target, row.source) if swap else _Sides(row.source, row.target)


def _lines(
    number: int, sides: _Sides, matchers: tuple[TermMatcher, TermMatcher], width: int
) -> Iterator[ConcordanceLine]:
    """Yield the occurrences in one row; the first takes the first rendering, and so on."""
    mentions = matchers[0].find(sides.text)
    renderings = list(matchers[1].find(sides.other, nested=True)) if mentions else []
    for mention in mentions:
        found = _take(renderings, mention)
        text, span = sides.text, mention.span
        yield ConcordanceLine(
            row=number,
            concept=mention.concept,
            left=_flat(text[max(span.start - width, 0) : span.start]),
            keyword=_flat(mention.surface),
            right=_flat(text[span.end : span.end + width]),
            span=span,
            rendering=found.term.text if found else "",
            certainty=mention.certainty,
        )


def _take(renderings: list[Mention], mention: Mention) -> Mention | None:
    """Take the first unused rendering of a concept; the last one is left for further occurrences."""
    mine = [rendering for rendering in renderings if rendering.concept == mention.concept]
    if len(mine) > 1:
        renderings.remove(mine[0])
    return mine[0] if mine else None


def _flat(text: str) -> str:
    """Return a text on one line."""
    return _SPACE.sub(" ", text)
