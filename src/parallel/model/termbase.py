"""Concept-first term base, after TBX (ISO 30042): terms per language hang on a concept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from parallel.model.document import Language
from parallel.model.span import Span

ConceptId = NewType("ConceptId", str)
"""Readable and stable: ``misak-i-milli``."""


class TermStatus(StrEnum):
    """What the term base says of using a term."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One designation of a concept in one language."""

    text: str
    """Citation form, spelt as recommended."""
    language: Language
    """What it is written in."""
    status: TermStatus = TermStatus.PREFERRED
    """Whether to use it."""
    variants: tuple[str, ...] = ()
    """Other spellings of the same term that folding does not already cover."""
    reason: str = ""
    """Why it has this status; expected for deprecated and forbidden terms."""
    part_of_speech: str = "noun"
    """``noun``, ``proper-noun``, ``verb``, ``adjective``, ``abbreviation``, ``phrase``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an entry's definition or renderings can be checked."""

    title: str
    """``editorial`` when no reference work is named."""
    author: str = ""
    """Author or editor."""
    year: str = ""
    """Year of the edition."""
    pages: str = ""
    """Page or range, where known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """What is meant, apart from any word for it."""

    id: ConceptId
    """Unique in the term base."""
    domain: str
    """``institution``, ``treaty``, ``movement`` …"""
    definition: str
    """One or two English sentences."""
    terms: tuple[Term, ...]
    """All languages; within a language the preferred one first."""
    period: str = ""
    """When it was current: ``1918–1923``."""
    usage: str = ""
    """Who uses which rendering, and when to choose it."""
    sources: tuple[Source, ...] = ()
    """References."""
    see_also: tuple[ConceptId, ...] = ()
    """Related concepts."""
    review: str = ""
    """State of the editorial review: ``reviewed-twice``, ``reviewed-once``, ``draft``."""
    reviewer: str = ""
    """Who reviewed it."""
    date: str = ""
    """Day of the last review, ISO 8601."""
    where: str = ""
    """``file:line`` of the entry, for messages."""

    def in_language(self, language: Language) -> tuple[Term, ...]:
        """Return the concept's terms in one language, in order."""
        return tuple(term for term in self.terms if term.language == language)

    def preferred(self, language: Language) -> Term | None:
        """Return the preferred term of a language, or None."""
        terms = self.in_language(language)
        return next((term for term in terms if term.status is TermStatus.PREFERRED), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBase:
    """All concepts, in file order."""

    concepts: tuple[Concept, ...]
    """Unique ids."""
    name: str = ""
    """Where it was loaded from, for signatures."""
    by_id: Mapping[ConceptId, Concept] = field(init=False, repr=False, compare=False)
    """Concepts by id."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", MappingProxyType({concept.id: concept for concept in self.concepts}))

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)


class Certainty(StrEnum):
    """How sure a mention is."""

    EXACT = "exact"
    SUSPECTED = "suspected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A concept's occurrence in a text."""

    concept: ConceptId
    """Which concept."""
    term: Term
    """Which of its terms (a variant is reported under its term)."""
    span: Span
    """Where, suffixes included."""
    surface: str
    """The text at ``span``."""
    certainty: Certainty = Certainty.EXACT
    """``suspected`` when only an OCR-tolerant comparison found it."""
