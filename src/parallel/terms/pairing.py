"""Which terms of the base stand for a concept on either side of a pair of texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parallel.language import casing
from parallel.model.document import Language
from parallel.model.termbase import Concept, ConceptId, Mention, TermBase, TermStatus
from parallel.terms.matching.stream import fold_letters

GOOD = frozenset({TermStatus.PREFERRED, TermStatus.ADMITTED})
"""Terms that may be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """A concept of a source text and its terms in the target."""

    concept: Concept
    """What is meant."""
    mentions: tuple[Mention, ...]
    """Its occurrences in the source, at least one."""
    terms: tuple[Mention, ...]
    """Its terms found in the target, in order of place."""


def paired(
    source: Iterable[Mention], target: Iterable[Mention], termbase: TermBase, language: Language
) -> Iterator[Paired]:
    """Yield the concepts of a source that have a term in the target's language, in order of place. Cost: linear.

    Args:
        source: mentions in the source text.
        target: mentions in the target text.
        termbase: where their concepts stand.
        language: of the target text.
    """
    found = _by_concept(source)
    terms = _by_concept(mention for mention in target if mention.concept in found)
    for concept_id, mentions in found.items():
        concept = termbase.by_id[concept_id]
        if concept.in_language(language):
            meant = tuple(term for term in terms.get(concept_id, ()) if is_meant(term, concept))
            yield Paired(concept=concept, mentions=tuple(mentions), terms=meant)


def _by_concept(mentions: Iterable[Mention]) -> dict[ConceptId, list[Mention]]:
    found: dict[ConceptId, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.concept].append(mention)
    return found


def is_meant(mention: Mention, concept: Concept) -> bool:
    """Tell whether a term stands there in its own spelling where only accents tell it from a better one.

    A base that forbids *Sevres* and prefers *Sèvres* wants the two kept apart, though folding makes them one.
    """
    if mention.term.status in GOOD:
        return True
    mine = fold_letters(mention.term.text)
    better = [term for term in concept.in_language(mention.term.language) if term.status in GOOD]
    if all(fold_letters(term.text) != mine for term in better):
        return True
    language = mention.term.language
    return casing.fold_strict(mention.surface, language).startswith(casing.fold_strict(mention.term.text, language))
