"""Two term bases made one: what only one says is kept, and everything they disagree on is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from parallel.errors import UsageError
from parallel.language import casing
from parallel.model.document import TURKISH
from parallel.model.termbase import Concept, ConceptId, Term, TermBase, TermStatus

OURS, THEIRS = "ours", "theirs"
_TEXTS = ("domain", "definition", "period", "usage", "review", "reviewer", "date")
_TERM_TEXTS = ("text", "reason", "part_of_speech")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Something two term bases say differently."""

    concept: ConceptId
    """Of which concept, by our id."""
    field: str
    """``definition``, ``id``, ``status of “National Oath”`` …"""
    ours: str
    """What our base says."""
    theirs: str
    """What theirs says."""
    where: str = ""
    """``file:line`` of their entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two term bases made one."""

    termbase: TermBase
    """The result: ours in order, then what only theirs has."""
    added: tuple[Concept, ...]
    """Concepts only theirs has."""
    changed: tuple[tuple[Concept, Concept], ...]
    """Concepts of ours that gained something: before and after."""
    same: int
    """Concepts of theirs that bring nothing new."""
    conflicts: tuple[Conflict, ...]
    """What they disagree on, in the order of theirs."""


def merge(ours: TermBase, theirs: TermBase, *, prefer: str = OURS) -> Merge:
    """Join two term bases concept by concept.

    Concepts are the same when their ids are, or when they share a term in each of two languages. Terms, variants,
    sources and references of both are kept; a text one of them lacks is filled in. Cost: linear.

    Args:
        ours: base whose order and ids stay.
        theirs: base that is taken in.
        prefer: ``ours`` or ``theirs``: which one stands where they disagree.

    >>> empty = TermBase(concepts=())
    >>> merge(empty, empty).conflicts
    ()
    """
    if prefer not in {OURS, THEIRS}:
        raise UsageError(f"prefer {prefer!r} is neither {OURS} nor {THEIRS}")
    run = _Run(ours, prefer)
    for concept in theirs:
        run.take(concept)
    return run.result(ours)


class _Run:
    """Takes concepts in one by one."""

    def __init__(self, ours: TermBase, prefer: str) -> None:
        self._concepts: dict[ConceptId, Concept] = {concept.id: concept for concept in ours}
        self._own = frozenset(self._concepts)
        self._prefer = prefer
        self._by_term: dict[tuple[str, str], list[ConceptId]] = {}
        self._renamed: dict[ConceptId, ConceptId] = {}
        self._conflicts: list[Conflict] = []
        self._same = 0
        for concept in ours:
            self._file(concept)

    def take(self, theirs: Concept) -> None:
        """Take in one concept."""
        known = self._concepts.get(theirs.id) or self._alike(theirs)
        if known is None:
            self._concepts[theirs.id] = theirs
            self._file(theirs)
            return
        if known.id != theirs.id:
            self._renamed[theirs.id] = known.id
            self._conflicts.append(_conflict(known, theirs, "id", (known.id, theirs.id)))
        joined = self._joined(known, theirs)
        self._same += joined == known
        self._concepts[known.id] = joined
        self._file(joined)

    def result(self, ours: TermBase) -> Merge:
        """Return what came of it; references follow concepts that have another id here."""
        renamed = self._renamed
        concepts = [_referring(concept, renamed) for concept in self._concepts.values()]
        before = {concept.id: concept for concept in ours}
        return Merge(
            termbase=TermBase(concepts=tuple(concepts), name=ours.name),
            added=tuple(concept for concept in concepts if concept.id not in self._own),
            changed=tuple((before[c.id], c) for c in concepts if c.id in before and c != before[c.id]),
            same=self._same,
            conflicts=tuple(self._conflicts),
        )

    def _file(self, concept: Concept) -> None:
        for key in dict.fromkeys(_keys(concept)):
            known = self._by_term.setdefault(key, [])
            if concept.id not in known:
                known.append(concept.id)

    def _alike(self, theirs: Concept) -> Concept | None:
        """Return the first concept that shares a term with another in two languages."""
        shared: dict[ConceptId, set[str]] = {}
        for language, key in _keys(theirs):
            for name in self._by_term.get((language, key), ()):
                shared.setdefault(name, set()).add(language)
        found = next((name for name, languages in shared.items() if len(languages) > 1), None)
        return self._concepts[found] if found is not None else None

    def _joined(self, ours: Concept, theirs: Concept) -> Concept:
        texts: dict[str, Any] = {name: self._text(name, ours, theirs) for name in _TEXTS}
        return replace(
            ours,
            **texts,
            terms=self._terms(ours, theirs),
            sources=tuple(dict.fromkeys((*ours.sources, *theirs.sources))),
            see_also=tuple(dict.fromkeys((*ours.see_also, *theirs.see_also))),
        )

    def _text(self, name: str, ours: Concept, theirs: Concept) -> str:
        mine, other = str(getattr(ours, name)), str(getattr(theirs, name))
        if not mine or not other or mine == other:
            return mine or other
        self._conflicts.append(_conflict(ours, theirs, name, (mine, other)))
        return mine if self._prefer == OURS else other

    def _terms(self, ours: Concept, theirs: Concept) -> tuple[Term, ...]:
        terms = list(ours.terms)
        for term in theirs.terms:
            at = next((at for at, known in enumerate(terms) if _key(known) == _key(term)), None)
            if at is None:
                terms.append(self._new_term(terms, term, (ours, theirs)))
            else:
                terms[at] = self._same_term(terms[at], term, (ours, theirs))
        return tuple(self._one_preferred(terms, theirs))

    def _new_term(self, terms: list[Term], term: Term, concepts: tuple[Concept, Concept]) -> Term:
        preferred = next((t for t in terms if t.language == term.language and t.status is TermStatus.PREFERRED), None)
        if preferred is None or term.status is not TermStatus.PREFERRED:
            return term
        said = f"preferred term in {term.language}"
        self._conflicts.append(_conflict(*concepts, said, (preferred.text, term.text)))
        return term if self._prefer == THEIRS else replace(term, status=TermStatus.ADMITTED)

    def _same_term(self, mine: Term, other: Term, concepts: tuple[Concept, Concept]) -> Term:
        said: dict[str, Any] = {}
        for name in (*_TERM_TEXTS, "status"):
            values = str(getattr(mine, name)), str(getattr(other, name))
            if values[0] == values[1] or not all(values):
                said[name] = values[0] or values[1]
                continue
            self._conflicts.append(_conflict(*concepts, f"{name.replace('_', ' ')} of “{mine.text}”", values))
            said[name] = values[self._prefer == THEIRS]
        variants = tuple(dict.fromkeys((*mine.variants, *other.variants)))
        return replace(mine, **{**said, "status": TermStatus(said["status"])}, variants=variants)

    def _one_preferred(self, terms: list[Term], theirs: Concept) -> Iterator[Term]:
        """Where theirs won, what we preferred is admitted."""
        chosen = {t.language: t.text for t in theirs.terms if t.status is TermStatus.PREFERRED}
        twice = {
            language
            for language in chosen
            if sum(t.language == language and t.status is TermStatus.PREFERRED for t in terms) > 1
        }
        for term in terms:
            lost = term.language in twice and term.text != chosen[term.language]
            yield replace(term, status=TermStatus.ADMITTED) if lost and term.status is TermStatus.PREFERRED else term


def unlocated(concept: Concept) -> Concept:
    """Return a concept without the place it was read from, to be compared."""
    return replace(concept, where="")


def _key(term: Term) -> tuple[str, str]:
    return str(term.language), casing.fold_marked(term.text, circumflex=term.language != TURKISH)


def _keys(concept: Concept) -> Iterator[tuple[str, str]]:
    return map(_key, concept.terms)


def _referring(concept: Concept, renamed: Mapping[ConceptId, ConceptId]) -> Concept:
    targets = dict.fromkeys(renamed.get(target, target) for target in concept.see_also)
    kept = tuple(target for target in targets if target != concept.id or target in concept.see_also)
    return concept if kept == concept.see_also else replace(concept, see_also=kept)


def _conflict(ours: Concept, theirs: Concept, field: str, values: tuple[str, str]) -> Conflict:
    return Conflict(concept=ours.id, field=field, ours=values[0], theirs=values[1], where=theirs.where)
