"""What to underline in a bead: terms of the base and numbers, and whether the other side has them too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from parallel.check.reading.figures import Figure, figures_of, unmatched
from parallel.model.bitext import Languages
from parallel.model.document import Language
from parallel.model.span import Span
from parallel.model.termbase import ConceptId, Mention, TermBase, TermStatus
from parallel.terms import TermMatcher

Marks = tuple["Mark", ...]
_REMEMBERED = 1024
"""Texts whose marks are kept: both sides of a page of 200 beads twice over (chosen by us)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of one side worth seeing."""

    span: Span
    """Where."""
    kind: str
    """``term`` or ``number``."""
    matched: bool
    """Whether the other side has its counterpart."""
    concept: ConceptId | None = None
    """Of a term: which concept."""
    forbidden: bool = False
    """Of a term: the base says not to use it."""


class Marker:
    """Finds marks; build it once for a term base and keep it.

    Args:
        termbase: concepts to underline.
        languages: of the two sides.
    """

    def __init__(self, termbase: TermBase, languages: Languages) -> None:
        self._languages = languages
        self._matchers = {
            language: TermMatcher(termbase, language, suspected=False)
            for language in (languages.source, languages.target)
        }
        self._renderable = {
            language: frozenset(concept.id for concept in termbase if concept.in_language(language))
            for language in self._matchers
        }
        self._mentions = lru_cache(maxsize=_REMEMBERED)(self._find)
        self._figures = lru_cache(maxsize=_REMEMBERED)(figures_of)

    def marks(self, source: str, target: str) -> tuple[Marks, Marks]:
        """Return the marks of both sides in reading order; none overlap. Cost: linear in the texts, once."""
        left, right = self._languages.source, self._languages.target
        mentions = (self._mentions(source, left), self._mentions(target, right))
        figures = (self._figures(source, left), self._figures(target, right))
        lonely = unmatched(*figures) if source and target else figures
        return (
            _ordered(self._terms(mentions[0], mentions[1], right), _numbers(figures[0], lonely[0])),
            _ordered(self._renderings(mentions[1], mentions[0], left), _numbers(figures[1], lonely[1])),
        )

    def mentions(self, text: str, language: Language) -> tuple[Mention, ...]:
        """Return the concepts a text of one side mentions."""
        return self._mentions(text, language)

    def _find(self, text: str, language: Language) -> tuple[Mention, ...]:
        return self._matchers[language].find(text) if text else ()

    def _terms(self, own: Sequence[Mention], other: Iterable[Mention], language: Language) -> list[Mark]:
        there = {mention.concept for mention in other}
        return [
            Mark(
                span=mention.span,
                kind="term",
                matched=mention.concept in there or mention.concept not in self._renderable[language],
                concept=mention.concept,
                forbidden=mention.term.status is TermStatus.FORBIDDEN,
            )
            for mention in own
        ]

    def _renderings(self, own: Sequence[Mention], other: Iterable[Mention], language: Language) -> list[Mark]:
        """A word of the translation is worth seeing where it renders a term; that it could be one elsewhere is not."""
        return [mark for mark in self._terms(own, other, language) if mark.matched or mark.forbidden]


def _numbers(figures: Sequence[Figure], lonely: Sequence[Figure]) -> list[Mark]:
    return [
        Mark(span=figure.span, kind="number", matched=figure not in lonely)
        for figure in figures
        if not figure.doubtful and not (figure.spelt and figure in lonely)
    ]


def _ordered(terms: list[Mark], numbers: list[Mark]) -> Marks:
    """Put marks in order; where two overlap the term wins, then the one that begins first."""
    kept: list[Mark] = []
    for mark in [*terms, *numbers]:
        if mark.span and not any(mark.span.overlaps(other.span) for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda mark: mark.span))
