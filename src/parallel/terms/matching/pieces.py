"""Terms filed by the pieces that damage leaves whole.

If at most k edits separate a term from a text and the term is cut into k + 2 pieces, two pieces stand in the text
unharmed (after S. Wu, U. Manber, *Fast Text Searching Allowing Errors*, 1992, who ask for one of k + 1). The pieces lie
at known distances from the word's start, so a text is asked a fixed number of times per word, whatever the number of
terms, and two pieces together leave few terms to compare. Long texts are sifted first: the pieces' hashes are worked
out for the whole text at once and looked up in a bitmap (B. Bloom, 1970, with one hash).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from parallel.terms.matching.index import Entry

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint64]
    Flags = npt.NDArray[np.bool_]

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
HEAD = 4
"""Letters of the first piece."""
WORTH_SIFTING = 2000
"""Words of a text from which sifting pays for loading NumPy (measured: about 0.1 s against 20 µs a word)."""
_BITS_PER_KEY = 16
_FEWEST_BITS, _MOST_BITS = 12, 22
"""Size of a bitmap: with a key in sixteen bits one place in sixteen passes by chance (chosen by us)."""
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xBF58476D1CE4E5B9
"""Odd constants that spread 64 bits (G. Steele et al., *Fast Splittable Pseudorandom Number Generators*, 2014)."""


class LetterHashes:
    """Hashes of all stretches of a letter stream, worked out when first asked for.

    Args:
        letters: the stream; letters beyond ASCII are all one.
        starts: where words begin.
    """

    def __init__(self, letters: str, starts: Sequence[int]) -> None:
        # Loading NumPy takes as long as matching a page; only long texts are worth it.
        import numpy as np  # noqa: PLC0415 - see above

        self.starts = np.asarray(starts, dtype=np.intp)
        self._codes = np.frombuffer(letters.encode("ascii", "replace"), dtype=np.uint8).astype(np.uint64)
        self._by_length = {1: self._codes}
        self._base = np.uint64(_BASE)

    def of(self, length: int) -> "Hashes":
        """Return the hash of every stretch of a length, by where it begins. Cost: linear in the text."""
        if length not in self._by_length:
            shorter = self.of(length - 1)
            self._by_length[length] = shorter[:-1] * self._base + self._codes[length - 1 :]
        return self._by_length[length]


class Pieces:
    """Terms by the letters that are whole in one kind of damage.

    Args:
        cuts: where the letters of a key begin and end in a term: one stretch or two.
        shifts: how far from their places the stretches may stand in a text.
    """

    def __init__(self, cuts: tuple[int, ...], shifts: Shifts) -> None:
        self._cuts = cuts if len(cuts) > len("ab") else (*cuts, 0, 0)
        self._shifts = shifts
        self._table: dict[str, list[Entry]] = {}
        self._bitmap: Flags | None = None
        self._bits = 0

    @property
    def at_start(self) -> bool:
        """Whether a term's first letters are among those that are whole."""
        return not self._cuts[0]

    def add(self, entry: Entry) -> None:
        """File a term."""
        a, b, c, d = self._cuts
        self._table.setdefault(entry.letters[a:b] + entry.letters[c:d], []).append(entry)
        self._bitmap = None

    def candidates(
        self, letters: str, starts: list[int], hashes: LetterHashes | None = None
    ) -> Iterator[tuple[int, Entry]]:
        """Yield places with the terms whose pieces stand there.

        Args:
            letters: a letter stream.
            starts: places to ask at.
            hashes: of the same stream, to sift the places of a long one; its own starts are then asked.
        """
        table = self._table
        for one, two in self._shifts if table else ():
            a, b, c, d = (cut + by for cut, by in zip(self._cuts, (one, one, two, two), strict=True))
            asked = starts if hashes is None else self._passed(hashes, one, two)
            for start, key in [
                (s, key) for s in asked if (key := letters[s + a : s + b] + letters[s + c : s + d]) in table
            ]:
                for entry in table[key]:
                    yield start, entry

    def _stretches(self) -> list[tuple[int, int]]:
        """Return where the stretches of a key begin and how long they are."""
        a, b, c, d = self._cuts
        return [(left, right - left) for left, right in ((a, b), (c, d)) if right]

    def _passed(self, hashes: LetterHashes, *shift: int) -> list[int]:
        """Return the words' starts at which the bitmap knows the pieces."""
        if self._bitmap is None:
            self._bitmap = self._filled()
        stretches = [(left + by, length) for (left, length), by in zip(self._stretches(), shift, strict=False)]
        room = min(len(hashes.of(length)) - left for left, length in stretches)
        starts = hashes.starts[: hashes.starts.searchsorted(room)]
        known = self._bitmap[_mixed([hashes.of(length)[starts + left] for left, length in stretches], self._bits)]
        passed: list[int] = starts[known].tolist()
        return passed

    def _filled(self) -> "Flags":
        import numpy as np  # noqa: PLC0415 - as in LetterHashes

        keys = LetterHashes("".join(self._table), range(0))
        lengths = [length for _, length in self._stretches()]
        parts = [keys.of(length)[at :: sum(lengths)] for at, length in zip((0, *lengths), lengths, strict=False)]
        self._bits = min(max((len(self._table) * _BITS_PER_KEY).bit_length(), _FEWEST_BITS), _MOST_BITS)
        bitmap = np.zeros(1 << self._bits, dtype=np.bool_)
        bitmap[_mixed(parts, self._bits)] = True
        return bitmap


def _mixed(parts: "list[Hashes]", bits: int) -> "Hashes":
    """Return one number of so many bits from the hashes of the stretches of a key."""
    one = parts[0].dtype.type
    whole = parts[0]
    for part in parts[1:]:
        whole = whole * one(_MIX) + part
    return (whole * one(_BASE)) >> one(64 - bits)
