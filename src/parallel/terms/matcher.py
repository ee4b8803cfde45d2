"""Finding the concepts of a term base in running text."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from parallel.language import casing
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.span import Span
from parallel.model.termbase import Certainty, Mention, TermBase
from parallel.terms.edges import begins_word, gaps_allow, right_edge
from parallel.terms.forms import Form
from parallel.terms.index import STRIDE, Entry, TermIndex
from parallel.terms.stream import LetterStream

LONG_ENOUGH = 8
"""Letters a term needs for a mark too many (*şedd* for *sedd*) to be read as damage (chosen by us)."""


class Hit(NamedTuple):
    """A place where a stem was seen, in letters of the stream."""

    start: int
    stem_end: int
    end: int
    entry: Entry
    certainty: Certainty
    distance: float
    """How far the text is from the term: marks that differ, or cost of the damage."""


class TermMatcher:
    """Finds the terms of one language; build it once and use it for any number of texts.

    Building costs one fold per term; finding is linear in the text, whatever the number of terms.

    Args:
        termbase: concepts to look for.
        language: language of the texts, and of the terms that are looked for in them.
        suspected: also report places that only make sense as damage done by OCR.

    Example:
        >>> from parallel.model.termbase import Concept, ConceptId, Term
        >>> term = Term(text="Misak-ı Millî", language=TURKISH)
        >>> pact = Concept(id=ConceptId("misak-i-milli"), domain="", definition="", terms=(term,))
        >>> matcher = TermMatcher(TermBase(concepts=(pact,)), TURKISH)
        >>> [mention.surface for mention in matcher.find("Meclis, Misakı Millî’yi kabul etti.")]
        ['Misakı Millî’yi']
    """

    def __init__(self, termbase: TermBase, language: Language, *, suspected: bool = True) -> None:
        self.language = language
        self.suspected = suspected
        self._index = TermIndex(termbase, language)

    def find(self, text: str, *, nested: bool = False) -> tuple[Mention, ...]:
        """Return the mentions in a text, in reading order.

        The longest term wins over what lies in it or overlaps it. A word that stands for several concepts gives one
        mention for each, with the same span.

        Args:
            text: any text, raw or clean; spans are code points of it.
            nested: keep mentions of other concepts inside a longer one, as a check of renderings needs them.
        """
        stream = LetterStream(text)
        hits = list(self._exact_hits(stream))
        if nested:
            groups: dict[str, list[Hit]] = {}
            for hit in hits:
                groups.setdefault(hit.entry.concept, []).append(hit)
            kept = [hit for group in groups.values() for hit in longest(group)]
        else:
            kept = longest(hits)
        mentions = [_mention(stream, hit) for hit in kept]
        return tuple(sorted(mentions, key=_reading_order))

    def _exact_hits(self, stream: LetterStream) -> Iterator[Hit]:
        letters = stream.letters
        index = self._index
        nodes = index.nodes
        places = [start for start in stream.starts if letters[start : start + STRIDE] in nodes]
        for length in index.short_keys:
            places += [start for start in stream.starts if letters[start : start + length] in nodes]
        for start in dict.fromkeys(places):
            entries = [entry for entry in index.at(letters, start) if letters.startswith(entry.prefix, start)]
            if entries and begins_word(stream, start):
                for entry in entries:
                    hit = self._best_hit(stream, entry, start)
                    if hit is not None:
                        yield hit

    def _best_hit(self, stream: LetterStream, entry: Entry, start: int) -> Hit | None:
        """Return the hit of the longest stem of an entry at a place."""
        best: Hit | None = None
        for form in entry.forms:
            if stream.letters.startswith(form.letters, start):
                hit = self._hit(stream, entry, form, start)
                if hit is not None and (best is None or hit.stem_end > best.stem_end):
                    best = hit
        return best

    def _hit(self, stream: LetterStream, entry: Entry, form: Form, start: int) -> Hit | None:
        stem_end = start + len(form.letters)
        if not (_capitals_stand(stream, form, start) and gaps_allow(stream, form, start)):
            return None
        left, right = stream.text_span(start, stem_end)
        lost, gained = mark_difference(stream.text[left:right], form, self.language)
        if (lost or gained) and form.strict:
            return None
        certainty = Certainty.EXACT
        if gained and self.language == TURKISH:
            if len(form.letters) < LONG_ENOUGH or not self.suspected:
                return None
            certainty = Certainty.SUSPECTED
        end = right_edge(stream, form, stem_end)
        return None if end is None else Hit(start, stem_end, end, entry, certainty, lost + gained)


def _capitals_stand(stream: LetterStream, form: Form, start: int) -> bool:
    return all(stream.text[stream.offset(start + place)].isupper() for place in form.capitals)


def mark_difference(surface: str, form: Form, language: Language) -> tuple[int, int]:
    """Count the marks a text has lost and gained against a stem: ``ş`` for ``s`` is one gained."""
    marked = casing.fold_marked(surface, circumflex=language == ENGLISH)
    if marked == form.marked or len(marked) != len(form.marked):
        return 0, 0
    lost = gained = 0
    for seen, wanted in zip(marked, form.marked, strict=True):
        if seen != wanted:
            if wanted.isascii():
                gained += 1
            else:
                lost += 1
    return lost, gained


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Keep the longest of hits that overlap; equals of different concepts stay together.

    Cost: n log n, and linear in the insertions of a sorted list.
    """
    kept: list[tuple[int, int, Hit]] = []
    seen: set[tuple[int, int, str]] = set()
    for hit in sorted(hits, key=_preference):
        at = bisect_left(kept, (hit.start, hit.end), key=_span_of)
        neighbours = kept[max(at - 1, 0) : at + 1]
        rivals = [other for other in neighbours if other[0] < hit.end and hit.start < other[1]]
        twin = all(
            (other[2].start, other[2].stem_end, other[2].end) == (hit.start, hit.stem_end, hit.end) for other in rivals
        )
        key = (hit.start, hit.end, hit.entry.concept)
        if twin and key not in seen:
            seen.add(key)
            insort(kept, (hit.start, hit.end, hit), key=_span_of)
    return [hit for _, _, hit in kept]


def _span_of(item: tuple[int, int, Hit]) -> tuple[int, int]:
    return item[0], item[1]


def _preference(hit: Hit) -> tuple[int, bool, float, int, int]:
    exact = hit.certainty is Certainty.EXACT
    return (-(hit.stem_end - hit.start), not exact, hit.distance, hit.start, hit.entry.rank)


def _mention(stream: LetterStream, hit: Hit) -> Mention:
    left, right = stream.text_span(hit.start, hit.end)
    if stream.text[right : right + 1] == "." and hit.entry.spelling.endswith("."):
        right += 1
    span = Span(left, right)
    return Mention(
        concept=hit.entry.concept,
        term=hit.entry.term,
        span=span,
        surface=span.of(stream.text),
        certainty=hit.certainty,
    )


def _reading_order(mention: Mention) -> tuple[int, int, str]:
    return mention.span.start, -mention.span.end, mention.concept
