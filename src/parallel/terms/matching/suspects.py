"""Places that only make sense as a term damaged by OCR: candidates by unharmed pieces, then judged letter by letter."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from parallel.terms.matching.damage import ALIKE, THIN, Aligner, Alignment
from parallel.terms.matching.edges import begins_word, damaged_edge, gap_allows, is_speck, right_edge
from parallel.terms.matching.forms import Form
from parallel.terms.matching.index import Entry
from parallel.terms.matching.pieces import Pieces
from parallel.terms.matching.stream import LetterStream

TOLERANT = 10
"""Letters a term needs before any damage is assumed in it; shorter ones resemble too many words (measured on running
text that has nothing to do with the terms)."""
VERY_TOLERANT = 14
"""Letters from which two edits are assumed."""
LONG_WORD = 10
"""Letters from which one word may carry two edits."""
WORTH_SIFTING = 2000
"""Words of a text from which hashing pays for loading NumPy (measured: about 0.1 s against 20 µs a word)."""
WORTH_HASHING = 2000
"""Terms from which hashing pays for loading NumPy (measured: filing each in tables of strings takes 20 µs)."""
MARGIN = 2
"""Letters a damaged term needs beyond those of a term inside it, to win (chosen by us: less may be chance)."""
_LONGER = 3
"""Letters by which damage lengthens a term at most: width of the alignment's band."""

if TYPE_CHECKING:
    from parallel.terms.matching.sifting import Sieve

Certain = tuple[int, int, int]
"""A term found without doubt: where it begins and ends in the text, and letters of its stem."""


class Suspect(NamedTuple):
    """A damaged term in a letter stream."""

    start: int
    stem_end: int
    end: int
    entry: Entry
    cost: float


class SuspectFinder:
    """Finds damaged terms; made once for a term base.

    Cost of building: one look at each term when the first text is searched.

    Args:
        entries: spellings of terms; short ones and abbreviations are left out.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._all = entries
        self._aligners: dict[int, tuple[Aligner, Form]] = {}

    def find(self, stream: LetterStream, certain: Iterable[Certain] = ()) -> Iterator[Suspect]:
        """Yield suspects, several for one place where several terms come near it.

        Args:
            stream: a text.
            certain: terms found already; what could not stand beside them is not looked for.
        """
        floors = _floors(stream, certain)
        many = sum(map(len, self._entries.values())) >= WORTH_HASHING or len(floors) >= WORTH_SIFTING
        letters, stands = stream.letters, dict[int, bool]()
        for start, entry in (self._sieve if many else self._pieces).candidates(letters, floors):
            if start not in stands:
                stands[start] = begins_word(stream, start)
            if stands[start] and near(letters, start, entry.letters):
                yield from self._verified(stream, start, entry)

    @cached_property
    def _entries(self) -> dict[int, list[Entry]]:
        """Return the terms long enough by the edits they may carry."""
        found: dict[int, list[Entry]] = {}
        for entry in self._all:
            if len(entry.letters) >= TOLERANT:
                found.setdefault(budget_of(entry.letters), []).append(entry)
        return found

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self._entries)

    @cached_property
    def _sieve(self) -> "Sieve":
        from parallel.terms.matching.sifting import Sieve  # noqa: PLC0415 - loads NumPy

        return Sieve(self._entries)

    def _verified(self, stream: LetterStream, start: int, entry: Entry) -> Iterator[Suspect]:
        known = self._aligners.get(id(entry))
        if known is None:
            form = entry.forms[0]
            budget = float(budget_of(entry.letters))
            known = self._aligners[id(entry)] = (Aligner(form.letters, form.words, form.fixed, budget), form)
        aligner, form = known
        if form.abbreviation:
            return
        window = stream.letters[start : start + len(form.letters) + 4]
        for alignment in aligner.ends(window):
            end = self._accepted(stream, start, form, alignment)
            if end is not None:
                yield Suspect(start, start + alignment.length, end, entry, alignment.cost)
                return

    def _accepted(self, stream: LetterStream, start: int, form: Form, alignment: Alignment) -> int | None:
        if not alignment.cost or not alignment.length or not _believable(form, alignment):
            return None
        stem_end = start + alignment.length
        gaps = list(stream.gaps(start, stem_end))
        for offset, gap in gaps:
            place = alignment.places[offset]
            if not gap_allows(form, place, gap) and not is_speck(stream, form, start + offset - place, place):
                return None
        if not _fixed_stand_alone(form, alignment, {offset for offset, _ in gaps}):
            return None
        if _has_longer_word(stream.letters[start:stem_end], form, alignment, {offset for offset, _ in gaps}):
            return None
        cost = alignment.cost + ALIKE * _moved_spaces(form, alignment, gaps)
        budget = budget_of(form.letters)
        end = right_edge(stream, form, stem_end) if cost <= budget else None
        if end is None and cost + ALIKE <= budget:
            end = damaged_edge(stream, form, stem_end)
        return end


def near(letters: str, start: int, term: str) -> bool:
    """Tell cheaply whether an alignment is worth while: a confusion of groups takes one plain edit more."""
    if letters.startswith(term, start):
        return False
    end, edits = start + len(term), budget_of(term)
    limit = edits + 1
    distance = Levenshtein.distance(term, letters[start:end], score_cutoff=limit + edits)
    if distance <= limit or distance > limit + edits:
        return distance <= limit
    return any(
        more and Levenshtein.distance(term, letters[start : end + more], score_cutoff=limit) <= limit
        for more in range(-edits, limit)
    )


def _floors(stream: LetterStream, certain: Iterable[Certain]) -> Mapping[int, int]:
    """Return the places where a damaged term may begin, with the letters it needs beside the terms found already.

    It may not begin within one of them; where one begins it must be the longer one.
    """
    starts = stream.starts[: bisect_left(stream.starts, len(stream.letters))]
    floors = dict.fromkeys(starts, 0)
    offsets: list[int] = []
    for start, end, size in certain:
        offsets = offsets or [stream.offset(place) for place in starts]
        first = bisect_left(offsets, start)
        for at in range(first, bisect_left(offsets, end)):
            if offsets[at] > start:
                floors.pop(starts[at], None)
            elif starts[at] in floors:
                floors[starts[at]] = max(floors[starts[at]], size + MARGIN - _LONGER)
    return floors


def budget_of(letters: str) -> int:
    """Return how many edits may separate a text from a term of these letters."""
    return 2 if len(letters) >= VERY_TOLERANT else 1


def _fixed_stand_alone(form: Form, alignment: Alignment, gaps: set[int]) -> bool:
    """Tell whether numbers and abbreviations end where a run of the text ends: *II.* is no *I.* with a letter lost."""
    ends = [end for _, end in form.fixed if end < len(form.letters)]
    return all(any(offset in gaps for offset, place in enumerate(alignment.places) if place == end) for end in ends)


def _has_longer_word(letters: str, form: Form, alignment: Alignment, gaps: set[int]) -> bool:
    """Tell whether a word of the text is one of the term with a letter more at its end: *Gümrük* is no *Gümrü*.

    Damage puts thin letters there, no others.
    """
    return any(
        place in form.words and place and offset + 1 in gaps and offset not in gaps and letters[offset] not in THIN
        for offset, place in enumerate(alignment.places)
    )


def _moved_spaces(form: Form, alignment: Alignment, gaps: list[tuple[int, str]]) -> int:
    """Count spaces of the term that the text lacks and spaces of the text that the term lacks; line breaks are free."""
    covered = set(alignment.places)
    places: dict[int, str] = {}
    for offset, gap in gaps:
        place = alignment.places[offset]
        # Where a word's first letters are lost, the space before what is left is the word's.
        while place not in form.words and place - 1 not in covered:
            place -= 1
        places[place] = gap
    lost = sum(1 for place in form.spaced if place not in places)
    gained = sum(1 for place, gap in places.items() if place not in form.words and not gap.strip(" \u00a0"))
    return lost + gained


def _believable(form: Form, alignment: Alignment) -> bool:
    """Tell whether no word of the term is changed beyond recognition."""
    ends = (*form.words[1:], len(form.letters))
    return all(
        cost <= (budget_of(form.letters) if end - start >= LONG_WORD else 1.0)
        for start, end, cost in zip(form.words, ends, alignment.by_word, strict=True)
    )
