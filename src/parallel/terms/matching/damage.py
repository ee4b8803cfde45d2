"""How far a stretch of letters is from a term, if what separates them is damage done by OCR.

An alignment of letters with costs: letters and groups that print alike (``m`` and ``rn``, ``i`` and ``l``) cost half
an edit, everything else a whole one. After R. Wagner, M. Fischer, *The String-to-String Correction Problem* (1974) and
F. Damerau (1964) for swapped neighbours; the confusion groups are those Latin-letter OCR is known for, written down by
us for the loose fold.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

ALIKE = 0.5
"""Cost of a confusion of look-alikes, in edits (chosen by us)."""
FAR = 9.0
"""Cost that no budget covers."""
_GROUPS = ("il1jt", "ceo0", "nu", "nr", "hb6", "gq9", "s5", "b8", "vy", "flt", "ao", "z2")
_LIKENESS = frozenset(one + other for group in _GROUPS for one in group for other in group if one != other)
"""Pairs of letters that print alike."""
_MANY = (
    *(("m", other) for other in ("rn", "ni", "in", "iii", "nn", "ri", "ivi", "iv")),
    *(("n", other) for other in ("ri", "ii", "il", "li")),
    *(("u", other) for other in ("ii", "il", "li", "ll", "ti")),
    *(("h", other) for other in ("li", "ii", "ti", "il")),
    *(("d", other) for other in ("cl", "ci", "ol")),
    *(("k", other) for other in ("lc", "ic", "li")),
    *(("b", other) for other in ("lo", "li")),
    *(("y", other) for other in ("ij", "v")),
    *(("g", other) for other in ("cj", "ci")),
)
"""Letters and the groups that print like them."""
_BY_LAST: dict[str, tuple[tuple[str, str], ...]] = {}
for _one, _other in (*_MANY, *((other, one) for one, other in _MANY)):
    _BY_LAST[_one[-1] + _other[-1]] = (*_BY_LAST.get(_one[-1] + _other[-1], ()), (_one, _other))
THIN = frozenset("il1j")
"""Letters that specks and apostrophes are read as, and that get lost."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A term laid beside a text."""

    cost: float
    """Edits; look-alikes count half."""
    length: int
    """Letters of the text it covers."""
    by_word: tuple[float, ...]
    """Cost inside each word of the term."""
    places: tuple[int, ...]
    """For each letter of the text, the place in the term it stands for."""


_LOOSE = dict.fromkeys(THIN, ALIKE)
_CHANGE = dict.fromkeys(_LIKENESS, ALIKE)
_Table = list[list[float]]


class Aligner:
    """Lays one term beside texts.

    Args:
        term: its folded letters.
        words: places where its words begin.
        fixed: stretches that must stand as they are.
        budget: edits allowed altogether.
    """

    def __init__(self, term: str, words: tuple[int, ...], fixed: tuple[tuple[int, int], ...], budget: float) -> None:
        self._term = term
        self._words = words
        self._fixed = [any(start <= place < end for start, end in fixed) for place in range(len(term))]
        self._tight = [any(start <= place <= end for start, end in fixed) for place in range(len(term) + 1)]
        self._budget = budget
        self._band = int(budget) + 1

    def ends(self, text: str) -> list[Alignment]:
        """Return the alignments of the whole term with a beginning of ``text`` that keep the budget, cheapest first.

        Cost: letters of the term times width of the band.
        """
        size = len(self._term)
        table = self._fill(text)
        if len(table) <= size:
            return []
        found = [self._trace(table, text, length) for length, cost in enumerate(table[size]) if cost <= self._budget]
        return sorted(found, key=lambda alignment: (alignment.cost, abs(alignment.length - size)))

    def _fill(self, text: str) -> _Table:
        """Return the table of costs, cut off after the first row that no budget covers."""
        first = [0.0]
        for letter in text[: self._band]:
            first.append(first[-1] + (FAR if self._tight[0] else _LOOSE.get(letter, 1.0)))
        table = [first + [FAR] * (len(text) + 1 - len(first))]
        for row in range(1, len(self._term) + 1):
            table.append(self._row(table, row, text))
            if min(table[row]) > self._budget:
                break
        return table

    def _row(self, table: _Table, row: int, text: str) -> list[float]:
        letter, above = self._term[row - 1], table[row - 1]
        before = self._term[row - 2] if row > 1 else ""
        fixed, tight = self._fixed[row - 1], self._tight[row]
        lost = FAR if fixed else _LOOSE.get(letter, 1.0)
        here = [FAR] * (len(text) + 1)
        here[0] = above[0] + lost
        for column in range(max(row - self._band, 1), min(row + self._band, len(text)) + 1):
            seen = text[column - 1]
            best = above[column - 1]
            if seen != letter:
                best += FAR if fixed else _CHANGE.get(letter + seen, 1.0)
            extra = FAR if tight else _LOOSE.get(seen, 1.0)
            best = min(best, above[column] + lost, here[column - 1] + extra)
            swapped = seen == before and text[column - 2 : column - 1] == letter
            if best and not fixed and (swapped or letter + seen in _BY_LAST):
                best = min([best, *(cost for cost, _, _ in self._special(table, text, row, column))])
            here[column] = best
        return here

    def _special(self, table: _Table, text: str, row: int, column: int) -> Iterator[tuple[float, int, int]]:
        """Yield costs of the ways to a cell by a confusion of groups or swapped letters, with the cell before."""
        wanted, seen = self._term[row - 1], text[column - 1]
        for group, others in _BY_LAST.get(wanted + seen, ()):
            top, left = row - len(group), column - len(others)
            if (
                self._term.startswith(group, max(top, 0))
                and text.startswith(others, max(left, 0))
                and min(top, left) >= 0
            ):
                yield (FAR if any(self._fixed[top:row]) else ALIKE) + table[top][left], top, left
        if wanted != seen and self._term[row - 2 : row] == seen + wanted and text[column - 2 : column] == wanted + seen:
            yield (FAR if self._fixed[row - 2] else 1.0) + table[row - 2][column - 2], row - 2, column - 2

    def _before(self, table: _Table, text: str, row: int, column: int) -> tuple[int, int]:
        """Return the cell from which a cell got its cost."""
        cost = table[row][column]
        if row and column:
            wanted, seen = self._term[row - 1], text[column - 1]
            change = 0.0 if wanted == seen else _CHANGE.get(wanted + seen, 1.0)
            if table[row - 1][column - 1] + change == cost:
                return row - 1, column - 1
            for other, top, left in self._special(table, text, row, column):
                if other == cost:
                    return top, left
        lost = _LOOSE.get(self._term[row - 1], 1.0) if row else FAR
        return (row - 1, column) if row and table[row - 1][column] + lost == cost else (row, column - 1)

    def _trace(self, table: _Table, text: str, length: int) -> Alignment:
        row, column = len(self._term), length
        by_word = [0.0] * len(self._words)
        places = [0] * length
        while row or column:
            top, left = self._before(table, text, row, column)
            # A letter too many belongs to what follows it.
            last = min(row - 1 if row > top else row, len(self._term) - 1)
            by_word[bisect_right(self._words, last) - 1] += table[row][column] - table[top][left]
            for place in range(left, column):
                places[place] = min(top + place - left, last)
            row, column = top, left
        return Alignment(table[-1][length], length, tuple(by_word), tuple(places))


def mended(letters: str) -> Iterator[str]:
    """Yield what letters may have been before one confusion of look-alikes, or one stray thin letter, befell them.

    >>> "nin" in mended("niın".replace("ı", "i")), "mdan" in mended("rndan")
    (True, True)
    """
    for place, letter in enumerate(letters):
        head, tail = letters[:place], letters[place + 1 :]
        if letter in THIN:
            yield head + tail
        for pair in _LIKENESS:
            if pair[1] == letter:
                yield head + pair[0] + tail
    for one, other in _MANY:
        for wanted, seen in ((one, other), (other, one)):
            place = letters.find(seen)
            while place >= 0:
                yield letters[:place] + wanted + letters[place + len(seen) :]
                place = letters.find(seen, place + 1)
