"""Looking a word up: the concept for any spelling or inflection, else what comes nearest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Concept, ConceptId, Term, TermBase
from parallel.terms.matcher import mark_difference
from parallel.terms.matching.edges import right_edge
from parallel.terms.matching.index import Entry, TermIndex
from parallel.terms.matching.stream import LetterStream, fold_letters
from parallel.terms.matching.suspects import SuspectFinder

NEAR = 0.6
"""Similarity below which a term is no near miss (chosen by us: half-typed words still show, other words do not)."""
TYPED = 4
"""Letters a query needs before a term that merely holds it is offered (chosen by us)."""
_ORDINALS = frozenset("ivx0123456789")
"""First letters of numbers in Roman and in Arabic digits, folded."""
CONTAINED = 0.9
"""Similarity given to a term that holds all the letters asked for, or is held by them (chosen by us)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupHit:
    """A concept and the term by which it was found."""

    concept: Concept
    """The entry."""
    term: Term
    """The term that matched."""
    similarity: float = 1.0
    """1 for an exact hit in any spelling or inflection; below that for near misses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupResult:
    """What a look-up found."""

    query: str
    """As it was asked."""
    exact: tuple[LookupHit, ...] = ()
    """Concepts one of whose terms the query is, best first."""
    near: tuple[LookupHit, ...] = ()
    """Near misses, best first, one per concept; empty when there are exact hits."""


class TermLookup:
    """Looks words up in a term base; build it once for many questions.

    Args:
        termbase: the concepts.
        language: look in this language only; None: in Turkish and English.
    """

    def __init__(self, termbase: TermBase, *, language: Language | None = None) -> None:
        self._termbase = termbase
        languages = (TURKISH, ENGLISH) if language is None else (language,)
        self._indexes = [TermIndex(termbase, each) for each in languages]

    def find(self, query: str, *, limit: int = 5) -> LookupResult:
        """Return the concepts of a word or phrase, or at most ``limit`` near misses.

        Case, marks, hyphens, apostrophes and Turkish endings do not matter. Cost: linear in the number of terms when
        there is no exact hit.
        """
        stream = LetterStream(query)
        if not stream.letters:
            return LookupResult(query=query)
        exact = self._exact(stream)
        if exact:
            return LookupResult(query=query, exact=exact)
        return LookupResult(query=query, near=self._near(stream, limit) if limit else ())

    def _exact(self, stream: LetterStream) -> tuple[LookupHit, ...]:
        found: list[tuple[tuple[int, int, int], LookupHit]] = []
        for index in self._indexes:
            for entry in index.at(stream.letters, 0):
                fit = _fit(stream, entry)
                if fit is not None:
                    found.append(((*fit, entry.rank), self._hit(entry, 1.0)))
        found.sort(key=_by_key)
        best: dict[ConceptId, LookupHit] = {}
        for _, hit in found:
            best.setdefault(hit.concept.id, hit)
        return tuple(best.values())

    def _near(self, stream: LetterStream, limit: int) -> tuple[LookupHit, ...]:
        entries = [entry for index in self._indexes for entry in index.entries]
        best: dict[ConceptId, tuple[float, int, Entry]] = {}
        for entry, score in (*_similar(stream.letters, entries), *_damaged(stream, entries)):
            known = best.get(entry.concept)
            if known is None or -score < known[0]:
                best[entry.concept] = (-score, entry.rank, entry)
        ranked = sorted(best.values(), key=lambda item: item[:2])[:limit]
        return tuple(self._hit(entry, -score) for score, _, entry in ranked)

    def _hit(self, entry: Entry, similarity: float) -> LookupHit:
        concept = self._termbase.by_id[entry.concept]
        return LookupHit(concept=concept, term=entry.term, similarity=round(similarity, 3))


def _by_key(item: tuple[tuple[int, int, int], LookupHit]) -> tuple[int, int, int]:
    return item[0]


def _fit(stream: LetterStream, entry: Entry) -> tuple[int, int] | None:
    """Return how many letters of the query are ending, and marks apart, when it is a form of an entry."""
    best = None
    for form in entry.forms:
        if stream.letters.startswith(form.letters):
            stem_end = len(form.letters)
            if right_edge(stream, replace(form, abbreviation=False), stem_end) == len(stream.letters):
                left, right = stream.text_span(0, stem_end)
                lost, gained = mark_difference(
                    stream.text[left:right], form.marked, circumflex=entry.term.language == ENGLISH
                )
                fit = (len(stream.letters) - stem_end, lost + gained)
                best = fit if best is None else min(best, fit)
    return best


def _similar(query: str, entries: list[Entry]) -> Iterator[tuple[Entry, float]]:
    """Yield terms near a query with their similarity: few edits, or one inside the other."""
    # Loading them takes as long as an exact answer, which needs neither.
    from rapidfuzz import process  # noqa: PLC0415 - see above
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - see above

    terms = [entry.letters for entry in entries]
    for _, score, at in process.extract(query, terms, scorer=OSA.normalized_similarity, score_cutoff=NEAR, limit=None):
        yield entries[at], score
    if len(query) >= TYPED:
        for entry, term in zip(entries, terms, strict=True):
            if query in term or (len(term) >= TYPED and term in query):
                shared = min(len(query), len(term)) / max(len(query), len(term))
                yield entry, CONTAINED - (1 - CONTAINED) * (1 - shared)


def _damaged(stream: LetterStream, entries: list[Entry]) -> Iterator[tuple[Entry, float]]:
    """Yield terms of which a query is a damaged form, its ending left out of account."""
    for suspect in SuspectFinder(entries).find(stream):
        if not suspect.start and suspect.end == len(stream.letters):
            yield suspect.entry, 1 - suspect.cost / suspect.stem_end


def lookup(termbase: TermBase, query: str, *, language: Language | None = None, limit: int = 5) -> LookupResult:
    """Return the concepts for any spelling or inflection of their terms, else ranked near misses.

    Builds its index each time: 400 concepts take a few milliseconds. For many questions keep a ``TermLookup``.

    Args:
        termbase: the concepts.
        query: a word or phrase as it stands in a text.
        language: look in this language only; None: in both.
        limit: how many near misses.

    >>> from parallel.model.termbase import Concept, ConceptId, Term
    >>> term = Term(text="mukabil teklifname", language=TURKISH)
    >>> concept = Concept(id=ConceptId("mukabil-teklifname"), domain="", definition="", terms=(term,))
    >>> base = TermBase(concepts=(concept,))
    >>> [hit.concept.id for hit in lookup(base, "Mukabil teklifnameye").exact]
    ['mukabil-teklifname']
    """
    result = TermLookup(_beginning_like(termbase, query), language=language).find(query, limit=0)
    return result if result.exact or not limit else TermLookup(termbase, language=language).find(query, limit=limit)


def _beginning_like(termbase: TermBase, query: str) -> TermBase:
    """Return the concepts one of whose spellings may begin with the first letter of a query: all an exact hit can be.

    Filing these few takes a tenth of the time of filing all. An ordinal may be written in either kind of digits.
    """
    first = fold_letters(query)[:1]
    wanted = {first, "", *(_ORDINALS if first in _ORDINALS else ())}
    folds: dict[str, str] = {}

    def begins(text: str) -> bool:
        head = text[:1]
        if head not in folds:
            folds[head] = fold_letters(head)[:1]
        return folds[head] in wanted

    kept = (c for c in termbase if any(begins(text) for term in c.terms for text in (term.text, *term.variants)))
    return TermBase(concepts=tuple(kept), name=termbase.name)
