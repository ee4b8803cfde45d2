"""The same pieces asked for many words and terms at once, by arrays of numbers in place of letters.

The pieces' hashes are worked out for a whole text and looked up in a bitmap (B. Bloom, 1970, with one hash), then in
one sorted array of all keys. What comes back is sifted by pairs of letters: an edit changes at most two of them
(E. Ukkonen, *Approximate String Matching with q-Grams and Maximal Matches*, 1992), so a term many of whose pairs stand
nowhere in the stretch of text is not there. That tells terms apart which begin alike.

NumPy is loaded by whoever asks for it here: that takes as long as matching a page.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from parallel.terms.matching.index import Entry
from parallel.terms.matching.pieces import PLANS, REACH, in_two

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_BITS_PER_KEY = 16
_FEWEST_BITS, _MOST_BITS = 12, 23
"""Size of the bitmap: with a key in sixteen bits one place in sixteen passes by chance (chosen by us)."""
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xBF58476D1CE4E5B9
"""Odd constants that spread 64 bits (G. Steele et al., *Fast Splittable Pseudorandom Number Generators*, 2014)."""
_BLOCK = 2048
"""Words asked for at once: their hashes stay in a processor's cache (chosen by us)."""
_PAIRS = 1 << 17
"""Places with a term each that are sifted at once: 4 MB an array."""
_PADDING = 64
"""Places after a text's last letter that may be asked at: more than a sifted stretch has."""
_SIFTED = 40
"""First letters of a term that are sifted (chosen by us: longer terms differ in them)."""
_WORDS = 4
"""Numbers of 64 bits that say which pairs of letters a stretch has."""
_LEVELS = (3, 4, 5)
"""Stretches of 8, 16 and 32 pairs; two of one kind cover what is sifted of a term, whatever its length."""


class _Probe(NamedTuple):
    """One question to a place: where the two stretches of a key begin and how long they are."""

    left: int
    left_size: int
    right: int
    right_size: int
    salt: int
    """Tells plans apart."""


def _probes(*, shifted: bool) -> Iterator[tuple[int, _Probe]]:
    """Yield all questions with the edits they belong to; those of the terms themselves have no shifts."""
    for edits, plans in PLANS.items():
        for number, (cuts, shifts) in enumerate(plans):
            a, b, c, d = in_two(cuts)
            salt = (edits << 8 | number + 1) * _BASE % (1 << 64)
            for one, two in shifts if shifted else ((0, 0),):
                yield edits, _Probe(a + one, b - a, c + two if d else 0, d - c, salt)


class Sieve:
    """Terms by the hashes of their pieces.

    Cost of building: linear, but for one sort. Memory: up to 300 bytes a term and 8 MB for the bitmap.

    Args:
        entries: spellings of terms by the edits they may carry.
    """

    def __init__(self, entries: Mapping[int, Sequence[Entry]]) -> None:
        # Terms that begin alike become neighbours, and share their keys.
        ordered = [(edits, sorted(some, key=_letters)) for edits, some in entries.items()]
        self._entries = [entry for _, some in ordered for entry in some]
        counts = [len(some) for _, some in ordered]
        self._edits = np.repeat(np.array([edits for edits, _ in ordered], np.int64), counts)
        self._sizes = np.fromiter((len(entry.letters) for entry in self._entries), np.int64, len(self._entries))
        heads = np.nonzero(_begins([entry.letters[: REACH[edits]] for edits, some in ordered for entry in some]))[0]
        self._families = np.stack([heads, np.diff(heads, append=len(self._entries))])
        """For each group of terms whose pieces are the same: its first term and how many there are."""
        firsts = self._sizes.cumsum() - self._sizes
        codes = _codes("".join(entry.letters for entry in self._entries))
        self._pairs = _pairs_of_terms(codes, firsts, self._sizes)
        self._file(codes, firsts[heads], self._edits[heads])
        probes = [probe for _, probe in _probes(shifted=True)]
        self._offsets = np.array([(probe.left, probe.right) for probe in probes], np.int64).T
        self._lengths = np.array([(probe.left_size, probe.right_size) for probe in probes], np.int64).T
        self._salts = np.array([probe.salt for probe in probes], np.uint64)

    def _file(self, codes: Hashes, firsts: Places, edits: Places) -> None:
        """Work out the keys of the families, given where their letters begin, and sort them."""
        hashes, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
        for carried, probe in _probes(shifted=False):
            mine = np.nonzero(edits == carried)[0]
            rows = [codes[firsts[mine] + at] for at in range(REACH[carried])]
            left = _rolled(rows[probe.left : probe.left + probe.left_size], len(mine))
            right = _rolled(rows[probe.right : probe.right + probe.right_size], len(mine))
            hashes.append(_mixed(left, right, np.uint64(probe.salt)))
            owners.append(mine)
        keys = np.concatenate(hashes)
        order = np.argsort(keys)
        self._keys, self._owners = keys[order], np.concatenate(owners)[order]
        bits = min(max((len(keys) * _BITS_PER_KEY).bit_length(), _FEWEST_BITS), _MOST_BITS)
        self._shift = np.uint64(64 - bits)
        self._bitmap = np.zeros(1 << bits, dtype=np.bool_)
        self._bitmap[self._keys >> self._shift] = True

    def candidates(self, letters: str, floors: Mapping[int, int]) -> Iterator[tuple[int, Entry]]:
        """Yield places with the terms that may stand there damaged, ascending, each once.

        Cost: linear in the text, and in the number of terms whose pieces stand in it.

        Args:
            letters: a letter stream.
            floors: places to ask at, ascending, with the letters a term needs there.
        """
        codes = _codes(letters + " " * 2 * _PADDING)
        starts, least = np.fromiter(floors, np.int64, len(floors)), np.fromiter(floors.values(), np.int64, len(floors))
        for first in range(0, len(starts), _BLOCK):
            block = starts[first : first + _BLOCK]
            begin, end = int(block[0]), int(block[-1]) + 1
            text = codes[begin : end + 2 * _PADDING]
            asked, family = self._standing(text, block - begin)
            present = _pairs_of_text(text, end - begin + _PADDING)
            heads, counts = self._families[:, family]
            for cut in _cuts(counts):
                ranks, within = _spread(counts[cut])
                owners, places = heads[cut][ranks] + within, asked[cut][ranks]
                long = self._sizes[owners] >= least[first + places]
                owners, places = owners[long], places[long]
                few = self._sifted(present, (block - begin)[places], owners)
                for start, owner in zip(block[places[few]].tolist(), owners[few].tolist(), strict=True):
                    yield start, self._entries[owner]

    def _standing(self, text: Hashes, starts: Places) -> tuple[Places, Places]:
        """Return the families whose pieces stand in a text: number of the start and of the family, each pair once."""
        width = len(text) - _PADDING
        stretches = np.zeros((int(self._lengths.max()) + 1, width), np.uint64)
        for size in range(1, len(stretches)):
            stretches[size] = stretches[size - 1] * np.uint64(_BASE) + text[size - 1 : size - 1 + width]
        left, right = self._lengths * width + self._offsets
        flat = stretches.ravel()
        hashes = _mixed(flat.take(starts[:, None] + left), flat.take(starts[:, None] + right), self._salts)
        asked, probe = np.nonzero(self._bitmap.take((hashes >> self._shift).view(np.int64)))
        wanted = hashes[asked, probe]
        low = self._keys.searchsorted(wanted)
        ranks, within = _spread(self._keys.searchsorted(wanted, side="right") - low)
        pairs = np.unique(asked[ranks] * len(self._keys) + self._owners[low[ranks] + within])
        return np.divmod(pairs, len(self._keys)) if len(pairs) else (pairs, pairs)

    def _sifted(self, present: Hashes, starts: Places, owners: Places) -> npt.NDArray[np.bool_]:
        """Tell for each place with a term whether few of the term's pairs of letters are missing there."""
        edits = self._edits[owners]
        width = np.minimum(self._sizes[owners], _SIFTED) + edits - 1
        level = np.frexp(width)[1] - 1
        last = starts + width - (1 << level)
        level -= _LEVELS[0]
        seen = present[level, starts] | present[level, last]
        missing = np.bitwise_count(self._pairs[owners] & ~seen)
        few: npt.NDArray[np.bool_] = missing.sum(axis=1) <= 2 * (edits + 1)
        return few


def _letters(entry: Entry) -> str:
    return entry.letters


def _begins(keys: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Tell for each key whether it differs from the one before it."""
    return np.fromiter((key != before for before, key in pairwise(["", *keys])), np.bool_, len(keys))


def _codes(letters: str) -> Hashes:
    """Return the letters as numbers; those beyond ASCII are all one."""
    return np.frombuffer(letters.encode("ascii", "replace"), dtype=np.uint8).astype(np.uint64)


def _rolled(rows: Sequence[Hashes], width: int) -> Hashes:
    """Return one hash per column, 0 for no rows."""
    whole = np.zeros(width, np.uint64)
    for row in rows:
        whole = whole * np.uint64(_BASE) + row
    return whole


def _mixed(left: Hashes, right: Hashes, salt: Hashes | np.uint64) -> Hashes:
    """Return one hash for two stretches and a salt."""
    return (left * np.uint64(_MIX) + right + salt) * np.uint64(_BASE)


def _pairs(codes: Hashes) -> Hashes:
    """Return, for each letter but the last, the bit that stands for it with the next one."""
    bit = (codes[:-1] * np.uint64(_BASE) + codes[1:]) * np.uint64(_MIX) >> np.uint64(56)
    found = np.zeros((len(bit), _WORDS), np.uint64)
    found[np.arange(len(bit)), (bit >> np.uint64(6)).view(np.int64)] = np.uint64(1) << (bit & np.uint64(63))
    return found


def _pairs_of_terms(codes: Hashes, firsts: Places, sizes: Places) -> Hashes:
    """Return the pairs in each term's first letters."""
    if not len(firsts):
        return np.zeros((0, _WORDS), np.uint64)
    ends = firsts + np.minimum(sizes, _SIFTED) - 1
    bounds = np.stack([firsts, ends], axis=1).ravel()
    return np.bitwise_or.reduceat(_pairs(np.append(codes, [0, 0]).astype(np.uint64)), bounds, axis=0)[::2]


def _pairs_of_text(text: Hashes, width: int) -> Hashes:
    """Return the pairs in the stretches of each level that begin at each of so many places."""
    stretches = _pairs(text)
    found = np.zeros((len(_LEVELS), width, _WORDS), np.uint64)
    for level in range(_LEVELS[-1]):
        reach = 1 << level
        stretches = stretches[:-reach] | stretches[reach:]
        if level + 1 in _LEVELS:
            found[_LEVELS.index(level + 1)] = stretches[:width]
    return found


def _cuts(count: Places) -> Iterator[slice]:
    """Yield slices of counts that sum up to no more than can be sifted at once, but for a single larger one."""
    sums = count.cumsum()
    first = 0
    while first < len(count):
        done = int(sums[first - 1]) if first else 0
        last = max(int(sums.searchsorted(done + _PAIRS, side="right")), first + 1)
        yield slice(first, last)
        first = last


def _spread(count: Places) -> tuple[Places, Places]:
    """Return, for each counted thing, its owner's number and its own number there.

    >>> [part.tolist() for part in _spread(np.array([2, 0, 1]))]
    [[0, 0, 2], [0, 1, 0]]
    """
    ends = count.cumsum()
    owners = np.repeat(np.arange(len(count)), count)
    return owners, np.arange(len(owners)) - np.repeat(ends - count, count)
