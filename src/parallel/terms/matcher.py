"""Finding the concepts of a term base in running text."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from parallel.language import casing
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.span import Span
from parallel.model.termbase import Certainty, Mention, TermBase
from parallel.terms.matching.dotted import DottedFinder
from parallel.terms.matching.edges import LONG_ENOUGH, begins_word, damaged_edge, judge_gaps, right_edge
from parallel.terms.matching.forms import Form, is_abbreviation
from parallel.terms.matching.index import Entry, TermIndex
from parallel.terms.matching.stream import LetterStream
from parallel.terms.matching.suspects import MARGIN, Certain, SuspectFinder

_LETTER = r"[^\W\d_]"
_DIGIT_IN_WORD = re.compile(
    rf"(?<={_LETTER})[01568]{{1,3}}(?={_LETTER})|(?<={_LETTER}-)1(?!\w)|(?<={_LETTER}{_LETTER})[01](?!\w)"
    rf"|(?<!\w)[015](?={_LETTER}{_LETTER}{_LETTER})"
)
"""A digit where only a letter can stand."""
_DIGITS_AS_LETTERS = (str.maketrans("01568", "olsbb"), str.maketrans("01568", "oısbb"))
_AROUND = 80
"""Characters read around a digit in a word: longer than any term (chosen by us)."""


class Hit(NamedTuple):
    """A place where a stem was seen, in code points of the text."""

    start: int
    end: int
    size: int
    """Letters of the stem."""
    entry: Entry
    certainty: Certainty
    distance: float = 0.0
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
        self._dotted = DottedFinder(self._index.entries, suspected=suspected)
        self._suspects = SuspectFinder(self._index.entries)

    def find(self, text: str, *, nested: bool = False) -> tuple[Mention, ...]:
        """Return the mentions in a text, in reading order.

        The longest term wins over what lies in it or overlaps it. A word that stands for several concepts gives one
        mention for each, with the same span.

        Args:
            text: any text, raw or clean; spans are code points of it.
            nested: keep mentions of other concepts inside a longer one, as a check of renderings needs them.
        """
        stream = LetterStream(text)
        hits = [*self._exact_hits(stream), *self._dotted_hits(text)]
        if self.suspected:
            hits = drop_weaker(hits, [*self._suspect_hits(stream, hits), *self._digit_hits(text)])
        if nested:
            groups: dict[str, list[Hit]] = {}
            for hit in hits:
                groups.setdefault(hit.entry.concept, []).append(hit)
            kept = [hit for group in groups.values() for hit in longest(group)]
        else:
            kept = longest(hits)
        mentions = [_mention(text, hit) for hit in kept]
        return tuple(sorted(mentions, key=_reading_order))

    def _exact_hits(self, stream: LetterStream) -> Iterator[Hit]:
        letters = stream.letters
        for length, places in self._index.places(letters, stream.starts):
            for start in places:
                for entry in self._index.under(length, letters, start):
                    hit = self._best_hit(stream, entry, start)
                    if hit is not None:
                        yield hit

    def _suspect_hits(self, stream: LetterStream, hits: Iterable[Hit]) -> Iterator[Hit]:
        for start, stem_end, end, entry, cost in self._suspects.find(stream, map(_place, hits)):
            yield Hit(*stream.text_span(start, end), stem_end - start, entry, Certainty.SUSPECTED, cost)

    def _dotted_hits(self, text: str) -> Iterator[Hit]:
        for start, end, entry, certainty in self._dotted.find(text):
            yield Hit(start, end, len(entry.letters), entry, certainty)

    def _digit_hits(self, text: str) -> Iterator[Hit]:
        """Yield what is found when digits inside words are read as the letters they look like: *Mi11et*."""
        reached = 0
        for found in _DIGIT_IN_WORD.finditer(text):
            if found.start() < reached:
                continue
            left = max(found.start() - _AROUND, 0)
            left = max(text.find(" ", left, found.start()), left - 1) + 1 if left else 0
            reached = found.end() + _AROUND
            window = text[left:reached]
            for letters in _DIGITS_AS_LETTERS:
                mended = _with_letters(window, letters)
                for hit in self._exact_hits(LetterStream(mended)):
                    if window[hit.start : hit.end] != mended[hit.start : hit.end]:
                        start, end = hit.start + left, hit.end + left
                        yield hit._replace(start=start, end=end, certainty=Certainty.SUSPECTED, distance=1.0)

    def _best_hit(self, stream: LetterStream, entry: Entry, start: int) -> Hit | None:
        """Return the hit of the longest stem of an entry at a place."""
        best: Hit | None = None
        for form in entry.forms:
            if stream.letters.startswith(form.letters, start):
                hit = self._hit(stream, entry, form, start)
                if hit is not None and (best is None or _preference(hit) < _preference(best)):
                    best = hit
        return best

    def _hit(self, stream: LetterStream, entry: Entry, form: Form, start: int) -> Hit | None:
        stem_end = start + len(form.letters)
        if not (begins_word(stream, start) and _capitals_stand(stream, form, start)):
            return None
        certainty = judge_gaps(stream, form, start)
        if certainty is None or (certainty is Certainty.SUSPECTED and not self.suspected):
            return None
        left, right = stream.text_span(start, stem_end)
        lost, gained = mark_difference(stream.text[left:right], form.marked, circumflex=self.language == ENGLISH)
        if (lost or gained) and form.strict:
            return None
        if gained and self.language == TURKISH:
            if len(form.letters) < LONG_ENOUGH or not self.suspected:
                return None
            certainty = Certainty.SUSPECTED
        end = right_edge(stream, form, stem_end)
        if end is None and self.suspected and len(form.letters) >= LONG_ENOUGH:
            certainty = Certainty.SUSPECTED
            end = damaged_edge(stream, form, stem_end)
        if end is None:
            return None
        return Hit(left, stream.text_span(start, end)[1], len(form.letters), entry, certainty, lost + gained)


def _with_letters(text: str, letters: dict[int, int]) -> str:
    """Return a text of the same length with the digits inside words replaced."""
    return _DIGIT_IN_WORD.sub(lambda digits: digits[0].translate(letters), text)


def _capitals_stand(stream: LetterStream, form: Form, start: int) -> bool:
    return all(stream.text[stream.offset(start + place)].isupper() for place in form.capitals)


@lru_cache(maxsize=1 << 14)
def mark_difference(surface: str, stem: str, *, circumflex: bool) -> tuple[int, int]:
    """Count the marks a text has lost and gained against a stem: ``ş`` for ``s`` is one gained."""
    marked = casing.fold_marked(surface, circumflex=circumflex)
    if marked == stem or len(marked) != len(stem):
        return 0, 0
    lost = gained = 0
    for seen, wanted in zip(marked, stem, strict=True):
        if seen != wanted:
            if wanted.isascii():
                gained += 1
            else:
                lost += 1
    return lost, gained


def drop_weaker(exact: list[Hit], suspects: Iterable[Hit]) -> list[Hit]:
    """Return exact hits with those suspects that do not contradict one: a suspect may only enclose a shorter term."""
    ordered = sorted(exact, key=_by_start)
    starts = [hit.start for hit in ordered]
    reach = list(accumulate((hit.end for hit in ordered), max))
    kept = list(exact)
    for suspect in suspects:
        last = bisect_left(starts, suspect.end)
        rivals: list[Hit] = []
        while last and reach[last - 1] > suspect.start:
            last -= 1
            if ordered[last].end > suspect.start:
                rivals.append(ordered[last])
        if all(_encloses(suspect, hit) and _longer(suspect, hit) for hit in rivals):
            kept.append(suspect)
    return kept


def _encloses(one: Hit, other: Hit) -> bool:
    """Tell whether a hit covers more than another; the ending of *Milliye’yi* is no damaged letter of *Milliyeci*."""
    return one.start <= other.start and other.end <= one.end and (one.start, one.end) != (other.start, other.end)


def _longer(one: Hit, other: Hit) -> bool:
    return one.size >= other.size + MARGIN


def _place(hit: Hit) -> Certain:
    return hit.start, hit.end, hit.size


def _by_start(hit: Hit) -> int:
    return hit.start


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
        twin = all((start, end, other.size) == (hit.start, hit.end, hit.size) for start, end, other in rivals)
        key = (hit.start, hit.end, hit.entry.concept)
        if twin and key not in seen:
            seen.add(key)
            insort(kept, (hit.start, hit.end, hit), key=_span_of)
    return [hit for _, _, hit in kept]


def _span_of(item: tuple[int, int, Hit]) -> tuple[int, int]:
    return item[0], item[1]


def _preference(hit: Hit) -> tuple[int, bool, float, int, int]:
    exact = hit.certainty is Certainty.EXACT
    return (-hit.size, not exact, hit.distance, hit.start, hit.entry.rank)


def _mention(text: str, hit: Hit) -> Mention:
    spelling = hit.entry.spelling
    abbreviated = spelling.endswith(".") or (is_abbreviation(spelling) and text[hit.start + 1] == ".")
    dot = abbreviated and text[hit.end : hit.end + 1] == "."
    span = Span(hit.start, hit.end + dot)
    return Mention(
        concept=hit.entry.concept,
        term=hit.entry.term,
        span=span,
        surface=span.of(text),
        certainty=hit.certainty,
    )


def _reading_order(mention: Mention) -> tuple[int, int, str]:
    return mention.span.start, -mention.span.end, mention.concept
