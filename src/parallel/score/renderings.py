"""Which term of the base renders each occurrence of a concept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from parallel.language import casing
from parallel.model.bitext import BeadId, Bitext, Row
from parallel.model.termbase import Certainty, ConceptId, Mention, TermBase, TermStatus
from parallel.terms import TermMatcher
from parallel.terms.pairing import Paired, paired

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
        self._termbase, self._language = termbase, languages.target
        self._source = TermMatcher(termbase, languages.source, suspected=False)
        self._target = TermMatcher(termbase, languages.target, suspected=False)

    def source(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions of a source text."""
        return _exact(self._source.find(text))

    def pairs(self, source: Iterable[Mention], target: str) -> Iterator[Paired]:
        """Yield the concepts of a source that have a term in the target language, with those of a target text.

        Terms come best status first.
        """
        for found in paired(source, _exact(self._target.find(target)), self._termbase, self._language):
            terms = sorted(found.terms, key=lambda mention: (_BEST_FIRST[mention.term.status], mention.span))
            yield replace(found, terms=tuple(terms))


def _exact(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(mention for mention in mentions if mention.certainty is Certainty.EXACT)


def tallies(bitext: Bitext, termbase: TermBase) -> dict[ConceptId, Tally]:
    """Count the renderings of every concept the source mentions.

    Each rendering in a row stands for one occurrence (Alam et al. 2021: each position is used once); where the target
    has fewer terms than the source has mentions, the rest is unknown or missing. Cost: that of matching.
    """
    reader = Reader(bitext, termbase)
    found: dict[ConceptId, Tally] = {}
    for row in bitext.rows:
        for pair in reader.pairs(reader.source(row.source), row.target):
            _count(found.setdefault(pair.concept.id, Tally()), pair.mentions, pair.terms, row)
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
