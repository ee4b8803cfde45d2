"""Which term of the base renders each occurrence of a concept."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from parallel.language import casing
from parallel.model.bitext import BeadId, Bitext, Row
from parallel.model.termbase import Certainty, ConceptId, Mention, TermBase, TermStatus
from parallel.terms import TermMatcher

_BEST_FIRST = {
    TermStatus.PREFERRED: 0,
    TermStatus.ADMITTED: 1,
    TermStatus.DEPRECATED: 2,
    TermStatus.SUPERSEDED: 2,
    TermStatus.FORBIDDEN: 3,
}


@dataclass(slots=True)
class Tally:
    """What became of one concept's occurrences; filled while the bitext is read."""

    forms: Counter[str] = field(default_factory=Counter)
    """Occurrences per rendering, by the term's text."""
    statuses: Counter[TermStatus] = field(default_factory=Counter)
    """Occurrences per status of the rendering."""
    places: dict[str, list[BeadId]] = field(default_factory=dict)
    """Bead of each occurrence per rendering, where rows come from beads; under no text those without a rendering."""
    unknown: int = 0
    """Occurrences without a term of the base in rows where the source term itself stands in the target."""
    missing: int = 0
    """Occurrences for which the target has no term of the base, nor the source term."""

    @property
    def rendered(self) -> int:
        """Occurrences a term of the base stands for."""
        return sum(self.forms.values())

    @property
    def total(self) -> int:
        """All occurrences in the source."""
        return self.rendered + self.unknown + self.missing

    @property
    def counts(self) -> tuple[int, ...]:
        """Occurrences per rendering, commonest first."""
        return tuple(count for _, count in self.forms.most_common())


class Reader:
    """Finds exact mentions on both sides of rows.

    Args:
        bitext: gives the languages.
        termbase: what to look for.
    """

    def __init__(self, bitext: Bitext, termbase: TermBase) -> None:
        languages = bitext.languages
        self._source = TermMatcher(termbase, languages.source, suspected=False)
        self._target = TermMatcher(termbase, languages.target, suspected=False)
        self._renderable = {concept.id for concept in termbase if concept.in_language(languages.target)}

    def source(self, text: str) -> Iterator[tuple[ConceptId, list[Mention]]]:
        """Yield the concepts of a source text that have a term in the target language, with their mentions."""
        yield from _by_concept(m for m in self._source.find(text) if m.concept in self._renderable).items()

    def target(self, text: str) -> dict[ConceptId, list[Mention]]:
        """Return the mentions of a target text by concept, best status first."""
        found = _by_concept(self._target.find(text))
        for mentions in found.values():
            mentions.sort(key=lambda mention: (_BEST_FIRST[mention.term.status], mention.span))
        return found


def _by_concept(mentions: Iterable[Mention]) -> dict[ConceptId, list[Mention]]:
    found: dict[ConceptId, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.certainty is Certainty.EXACT:
            found[mention.concept].append(mention)
    return found


def tallies(bitext: Bitext, termbase: TermBase) -> dict[ConceptId, Tally]:
    """Count the renderings of every concept the source mentions.

    Each rendering in a row stands for one occurrence (Alam et al. 2021: each position is used once); where the target
    has fewer terms than the source has mentions, the rest is unknown or missing. Cost: that of matching.
    """
    reader = Reader(bitext, termbase)
    found: dict[ConceptId, Tally] = {}
    for row in bitext.rows:
        target = reader.target(row.target)
        for concept, mentions in reader.source(row.source):
            _count(found.setdefault(concept, Tally()), mentions, target.get(concept, ()), row)
    return dict(sorted(found.items()))


def _count(tally: Tally, mentions: Sequence[Mention], terms: Sequence[Mention], row: Row) -> None:
    used = terms[: len(mentions)]
    tally.forms.update(mention.term.text for mention in used)
    tally.statuses.update(mention.term.status for mention in used)
    left = len(mentions) - len(used)
    if row.bead is not None:
        for form in [*(mention.term.text for mention in used), *[""] * left]:
            tally.places.setdefault(form, []).append(row.bead)
    if left and _keeps_source(mentions, row):
        tally.unknown += left
    else:
        tally.missing += left


def _keeps_source(mentions: Sequence[Mention], row: Row) -> bool:
    target = casing.fold_loose(row.target).text
    return any(casing.fold_loose(mention.term.text).text in target for mention in mentions)
