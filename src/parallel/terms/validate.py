"""What is wrong with a term base, said with the place and what to do."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from parallel.language import casing
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.finding import Severity
from parallel.model.termbase import Concept, ConceptId, Term, TermBase, TermStatus
from parallel.terms.matching.forms import spellings
from parallel.terms.matching.stream import fold_letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the term base that a person should settle."""

    where: str
    """``file:line`` of the entry, or its concept id where it came from no file."""
    severity: Severity
    """``error`` when the term base contradicts itself, ``warning`` when it only misses something."""
    message: str
    """What is wrong, one line."""
    hint: str = ""
    """The next thing to do."""


def validate(termbase: TermBase) -> tuple[Problem, ...]:
    """Return every problem of a term base, in file order.

    Cost: linear in the number of terms and cross-references.

    >>> from parallel.model.termbase import TermBase
    >>> validate(TermBase(concepts=()))
    ()
    """
    problems = [
        *_repeated_ids(termbase),
        *(problem for concept in termbase for problem in _concept_problems(concept)),
        *_shared_terms(termbase),
        *_references(termbase),
        *_rings(termbase),
    ]
    order = {place(concept): rank for rank, concept in reversed(list(enumerate(termbase)))}
    return tuple(sorted(problems, key=lambda problem: order.get(problem.where, len(order))))


def place(concept: Concept) -> str:
    """Return how a message names a concept's place."""
    return concept.where or concept.id


def _error(concept: Concept, message: str, hint: str) -> Problem:
    return Problem(where=place(concept), severity=Severity.ERROR, message=message, hint=hint)


def _warning(concept: Concept, message: str, hint: str) -> Problem:
    return Problem(where=place(concept), severity=Severity.WARNING, message=message, hint=hint)


def _repeated_ids(termbase: TermBase) -> Iterator[Problem]:
    seen: dict[ConceptId, Concept] = {}
    for concept in termbase:
        first = seen.setdefault(concept.id, concept)
        if first is not concept:
            yield _error(concept, f"concept {concept.id} is also at {place(first)}", "Merge the two or rename one")


def _concept_problems(concept: Concept) -> Iterator[Problem]:
    if not concept.id.strip():
        yield _error(concept, "concept without an id", "Give it a short readable id")
    if not concept.definition.strip():
        yield _warning(concept, f"{concept.id} has no definition", "Write one or two sentences")
    if not concept.terms:
        yield _error(concept, f"{concept.id} has no terms", "Add a Turkish and an English term")
    for language in dict.fromkeys(term.language for term in concept.terms):
        yield from _language_problems(concept, language)
    for term in concept.terms:
        yield from _term_problems(concept, term)


_SHOWN = 3
"""Concepts from which a ring is more than two that name each other and one between (chosen by us)."""
_BANNED = (TermStatus.DEPRECATED, TermStatus.SUPERSEDED, TermStatus.FORBIDDEN)


def _language_problems(concept: Concept, language: Language) -> Iterator[Problem]:
    terms = concept.in_language(language)
    preferred = [term.text for term in terms if term.status is TermStatus.PREFERRED]
    if len(preferred) > 1:
        named = ", ".join(f"“{text}”" for text in preferred)
        yield _error(
            concept, f"{concept.id} prefers {len(preferred)} terms in {language}: {named}", "Keep one preferred"
        )
    if not preferred and all(term.status in _BANNED for term in terms):
        message = f"every term of {concept.id} in {language} is to be avoided"
        yield _error(concept, message, "Add the term to use instead")
    elif not preferred:
        yield _warning(concept, f"{concept.id} prefers no term in {language}", "Mark one term as preferred")


def _term_problems(concept: Concept, term: Term) -> Iterator[Problem]:
    if not fold_letters(term.text):
        yield _error(concept, f"{concept.id} has a term without letters", "Remove it or write it out")
        return
    if term.text != term.text.strip():
        yield _warning(concept, f"“{term.text}” begins or ends with a space", "Trim it")
    if term.status in _BANNED and not term.reason.strip():
        yield _warning(concept, f"“{term.text}” is {term.status} without a reason", "Say why in `reason`")
    covered = {_key(spelling, term.language): term.text for spelling in spellings(term.text, term.language)}
    for variant in term.variants:
        if not fold_letters(variant):
            yield _error(concept, f"“{term.text}” has a variant without letters", "Remove it or write it out")
            continue
        key = _key(variant, term.language)
        if key in covered:
            message = f"variant “{variant}” of {concept.id} is already covered by “{covered[key]}”"
            hint = "Remove it: case, marks, hyphens, spaces and spellings made by rule are folded"
            yield _warning(concept, message, hint)
        covered.setdefault(key, variant)


def _key(text: str, language: Language) -> tuple[str, str]:
    """Return what must be equal for two spellings to be one: letters, and marks outside Turkish."""
    return fold_letters(text), "" if language == TURKISH else casing.fold_marked(text, circumflex=language == ENGLISH)


@dataclass(frozen=True, slots=True)
class _Use:
    concept: Concept
    term: Term
    text: str
    head: bool


def _uses(termbase: TermBase) -> Mapping[tuple[Language, str], list[_Use]]:
    found: dict[tuple[Language, str], list[_Use]] = defaultdict(list)
    for concept in termbase:
        for term in concept.terms:
            for rank, text in enumerate((term.text, *term.variants)):
                key = casing.fold_marked(text, circumflex=term.language != TURKISH)
                if key:
                    found[term.language, key].append(_Use(concept, term, text, rank == 0))
    return found


def _shared_terms(termbase: TermBase) -> Iterator[Problem]:
    for (language, _), uses in _uses(termbase).items():
        first = uses[0]
        for use in uses[1:]:
            if use.concept is first.concept:
                if use.head and first.head:
                    yield _repeated(first, use)
            else:
                yield from _shared(language, first, use)


def _repeated(first: _Use, use: _Use) -> Problem:
    message = f"{use.concept.id} has “{use.text}” and “{first.text}”: one term twice"
    report = _error if casing.nfc(use.text) == casing.nfc(first.text) else _warning
    return report(use.concept, message, "Keep one of them: case, marks, hyphens, dots and spaces are folded")


def _shared(language: Language, first: _Use, use: _Use) -> Iterator[Problem]:
    both = {first.term.status, use.term.status}
    where = place(first.concept)
    if both & set(_BANNED):
        return
    if first.head and use.head:
        if language == TURKISH:
            message = f"“{use.text}” of {use.concept.id} is also a term of {first.concept.id} ({where})"
            yield _warning(use.concept, message, "Merge the concepts, or leave it where both meanings are real")
        elif both == {TermStatus.PREFERRED}:
            message = f"“{use.text}” is preferred for {use.concept.id} and for {first.concept.id} ({where})"
            yield _warning(use.concept, message, "Prefer different renderings where a reader must tell them apart")
        return
    if first.head or use.head:
        variant, head = (use, first) if first.head else (first, use)
        message = (
            f"variant “{variant.text}” of {variant.concept.id} is a term of {head.concept.id} ({place(head.concept)})"
        )
        yield _error(variant.concept, message, "Remove the variant or merge the concepts")
        return
    message = f"“{use.text}” is a variant of {use.concept.id} and of {first.concept.id} ({where})"
    yield _error(use.concept, message, "Leave it with one of them")


def _references(termbase: TermBase) -> Iterator[Problem]:
    for concept in termbase:
        for target in dict.fromkeys(concept.see_also):
            if target == concept.id:
                yield _error(concept, f"{concept.id} refers to itself", "Remove it from `see_also`")
            elif target not in termbase.by_id:
                yield _error(
                    concept, f"{concept.id} refers to {target}, which does not exist", "Correct the id or add it"
                )
            elif _is_retired(concept) and _is_retired(termbase.by_id[target]):
                message = f"{concept.id} is retired and refers to {target}, which is retired too"
                yield _error(concept, message, "Refer to the concept to use")


def _is_retired(concept: Concept) -> bool:
    """Tell whether no term of a concept is to be used any more, in any language."""
    return bool(concept.terms) and all(term.status in _BANNED for term in concept.terms)


_Links = Mapping[ConceptId, tuple[ConceptId, ...]]


def _rings(termbase: TermBase) -> Iterator[Problem]:
    """Yield one note per group of concepts whose references lead back to them; among related concepts that is usual."""
    links = {
        concept.id: tuple(target for target in concept.see_also if target in termbase.by_id and target != concept.id)
        for concept in termbase
    }
    rank = {concept.id: at for at, concept in enumerate(termbase)}
    for group in _groups(links):
        if len(group) > 1:
            first = min(group, key=rank.__getitem__)
            ring = " → ".join(_way_back(first, group, links))
            others = f", {len(group)} concepts in all" if len(group) > _SHOWN else ""
            yield Problem(
                where=place(termbase.by_id[first]),
                severity=Severity.INFO,
                message=f"references run in a ring: {ring}{others}",
                hint="Leave it if the references help a reader",
            )


def _groups(links: _Links) -> Iterator[set[ConceptId]]:
    """Yield the strongly connected groups of a graph. Cost: linear. Source: S. R. Kosaraju's two passes (1978)."""
    back: dict[ConceptId, list[ConceptId]] = defaultdict(list)
    for node, targets in links.items():
        for target in targets:
            back[target].append(node)
    left = set(links)
    for node in reversed(_leaving_order(links)):
        if node in left:
            group: set[ConceptId] = set()
            waiting = [node]
            while waiting:
                at = waiting.pop()
                if at in left:
                    left.remove(at)
                    group.add(at)
                    waiting.extend(back[at])
            yield group


def _leaving_order(links: _Links) -> list[ConceptId]:
    """Return the nodes in the order in which a walk in depth leaves them."""
    order: list[ConceptId] = []
    seen: set[ConceptId] = set()
    waiting = [(node, False) for node in links]
    while waiting:
        node, leaving = waiting.pop()
        if leaving:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting.extend((target, False) for target in links[node] if target not in seen)
    return order


def _way_back(start: ConceptId, group: set[ConceptId], links: _Links) -> list[ConceptId]:
    """Return a shortest way from a concept through its group back to it."""
    came: dict[ConceptId, ConceptId] = {}
    waiting = deque([start])
    while start not in came:
        at = waiting.popleft()
        for target in links[at]:
            if target in group and target not in came:
                came[target] = at
                waiting.append(target)
    way = [start, came[start]]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]
