"""Terms filed by the pieces that damage leaves whole.

If at most k edits separate a term from a text and the term is cut into k + 2 pieces, two pieces stand in the text
unharmed (after S. Wu, U. Manber, *Fast Text Searching Allowing Errors*, 1992, who ask for one of k + 1). The pieces lie
at known distances from the word's start, so a text is asked a fixed number of times per word, whatever the number of
terms, and two pieces together leave few terms to compare.
"""

from collections.abc import Iterable, Iterator, Mapping

from parallel.terms.matching.index import Entry

_ONE = (-1, 0, 1)
_TWO = (-2, -1, 0, 1, 2)
Shifts = tuple[tuple[int, int], ...]
PLANS: Mapping[int, tuple[tuple[tuple[int, ...], Shifts], ...]] = {
    # One edit, ten letters cut at 4 and 7; what is whole when the edit is behind, in the third, second, first piece.
    1: (
        ((0, 8), ((0, 0),)),
        ((0, 7, 8, 10), tuple((0, shift) for shift in _ONE)),
        ((0, 4, 7, 10), tuple((0, shift) for shift in _ONE)),
        ((4, 10), tuple((shift, 0) for shift in _ONE)),
    ),
    # Two edits, fourteen letters cut at 4, 7 and 11; where the first two pieces are whole, half of the third is too.
    2: (
        ((0, 9), ((0, 0),)),
        ((0, 7, 9, 11), tuple((0, shift) for shift in _ONE)),
        ((0, 4, 7, 11), tuple((0, shift) for shift in _TWO)),
        ((0, 4, 11, 14), tuple((0, shift) for shift in _TWO)),
        ((4, 11), tuple((shift, 0) for shift in _TWO)),
        ((4, 7, 11, 14), tuple((one, one + more) for one in _ONE for more in _ONE)),
        ((7, 14), tuple((shift, 0) for shift in _TWO)),
    ),
}
"""By edits assumed: which letters of a term make a key, and how far from their places its parts may stand."""
REACH = {1: 10, 2: 14}
"""By edits assumed: first letters of a term that hold all its pieces; no term is shorter."""
HEAD = 4
"""Letters of the first piece."""


class Pieces:
    """Terms by their pieces, asked word by word: what a short text and a small term base need.

    Args:
        entries: spellings of terms by the edits they may carry.
    """

    def __init__(self, entries: Mapping[int, Iterable[Entry]]) -> None:
        self._heads: set[str] = set()
        self._tables: dict[tuple[int, tuple[int, ...]], dict[str, list[Entry]]] = {}
        for edits, entry in ((edits, entry) for edits, some in entries.items() for entry in some):
            letters = entry.letters
            self._heads.add(letters[:HEAD])
            for cuts, _ in PLANS[edits]:
                a, b, c, d = in_two(cuts)
                table = self._tables.setdefault((edits, cuts), {})
                table.setdefault(letters[a:b] + letters[c:d], []).append(entry)

    def candidates(self, letters: str, floors: Mapping[int, int]) -> Iterator[tuple[int, Entry]]:
        """Yield places with the terms whose pieces stand there, each once.

        Args:
            letters: a letter stream.
            floors: places to ask at, ascending, with the letters a term needs there.
        """
        starts = list(floors)
        likely = [start for start in starts if letters[start : start + HEAD] in self._heads]
        seen: set[tuple[int, int]] = set()
        for (edits, cuts), table in self._tables.items():
            for one, two in dict(PLANS[edits])[cuts]:
                a, b, c, d = (cut + by for cut, by in zip(in_two(cuts), (one, one, two, two), strict=True))
                for start, key in [
                    (s, key)
                    for s in (starts if a else likely)
                    if (key := letters[s + a : s + b] + letters[s + c : s + d]) in table
                ]:
                    for entry in table[key]:
                        if len(entry.letters) >= floors[start] and (start, id(entry)) not in seen:
                            seen.add((start, id(entry)))
                            yield start, entry


def in_two(cuts: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Return where the stretches of a key begin and end; the second is empty where there is one.

    >>> in_two((0, 8))
    (0, 8, 0, 0)
    """
    a, b, c, d = cuts if len(cuts) == len("abcd") else (*cuts, 0, 0)
    return a, b, c, d
