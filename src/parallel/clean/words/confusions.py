"""What a scanner makes of Turkish letters: strings that a damaged word may stand for, with what each mistake costs.

The mistakes are those of print and optics, not of any one document, and follow from what letters are made of: thin
strokes run together or come apart (*ın* and *m*, *ri* and *n*), stems come off their bowls (*cl* and *d*), marks are
lost or invented (*ş* and *s*), a stroke of dirt becomes a letter, letters of one outline change places (*v* and *y*).
Costs are negative log-probabilities in nats, chosen by us.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations, product
from types import MappingProxyType

ALIKE = 3.0
"""A letter or group taken for another of the same outline."""
MARK = 2.5
"""A mark lost, invented or changed: *i* for *ı*, *s* for *ş*."""
STRAY = 3.5
"""A stroke of dirt read as a letter."""
SIGN = 1.5
"""A sign that stands in no word, read for dirt or for part of a letter."""

_MARKED = ("aâ", "cç", "gğ", "ıiîl1", "oöô", "sş", "uüû")
_OUTLINES = (
    "aceo",  # a bowl of the height of x, closed, open or half so
    "ıljtfr",  # one thin stroke, with a hook or a bar that prints faintly
    "bhk",  # an ascender and a bowl that is not closed
    "gpqş",  # something hangs below the line
    "ğş",
    "hn",  # an ascender lost
    "mn",  # a stroke lost
    "nu",  # upside down
    "uo",  # a bowl open above
    "üo",
    "vy",
    "zs",
    "dâ",  # something stands above a bowl
)
"""Letters of like outline."""
_STROKES = "ıir"
"""Letters of one short stroke; letters of several fall apart into them, and they run together into those."""
_STEMS = "ıiljtf"
"""Letters that may be what is left of a stem when its letter comes apart."""
_LOOSE_MARKS = (("ö", ("o^", "cö")), ("ğ", ("g^",)), ("ü", ("u^",)))
"""Letters whose mark was read as a sign of its own."""


def _groups() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield letters with the groups they fall apart into: as many strokes, or a stem and what stood beside it."""
    two = tuple("".join(pair) for pair in product(_STROKES, repeat=2))
    tall = tuple(one + other for stroke in _STROKES for one, other in ((stroke, "l"), ("l", stroke)))
    yield "n", two
    yield "u", two + tall
    yield "ü", two + tall
    yield "m", tuple("".join(three) for three in product(_STROKES, repeat=3))
    yield "m", tuple(one + other for stroke in _STROKES for wide in "nu" for one, other in permutations((stroke, wide)))
    yield "k", tuple(stem + rest for stem in _STEMS for rest in "ce")
    yield "d", tuple(bowl + stem for bowl in "co" for stem in "lıi")
    yield "b", ("lo", "ıo")
    yield "h", tuple(stem + stroke for stem in "lı" for stroke in _STROKES)
    yield "p", tuple(stroke + "o" for stroke in _STROKES)
    yield from _LOOSE_MARKS


_STRAYS = frozenset("jılitIİ1îf")
_SIGNS = frozenset("^~|!*<>\\/_=«»•°¬;:'")


@dataclass(frozen=True, slots=True)
class Reading:
    """A string that a damaged word may stand for."""

    text: str
    """In lower case."""
    cost: float
    """Of the mistakes that lead from it to what is printed, in nats."""


def _table() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return what each printed string may stand for, with costs."""
    found: dict[str, dict[str, float]] = {}

    def add(printed: str, meant: str, cost: float) -> None:
        row = found.setdefault(printed, {})
        row[meant] = min(cost, row.get(meant, cost))

    for letters in _MARKED:
        for one, two in permutations(letters, 2):
            if two.isalpha():
                add(one, two, MARK)
    for letters in _OUTLINES:
        for one, two in permutations(letters, 2):
            add(one, two, ALIKE)
    for whole, parts in _groups():
        for part in parts:
            add(whole, part, ALIKE)
            add(part, whole, ALIKE)
    return MappingProxyType({printed: tuple(row.items()) for printed, row in found.items()})


_TABLE = _table()
_LONGEST = max(map(len, _TABLE))


def readings(word: str) -> Iterator[Reading]:
    """Yield what a printed word may stand for, one mistake away; the cheapest reading of a string is not singled out.

    Cost: a few readings per letter.

    >>> sorted(reading.text for reading in readings("yakm") if reading.text in {"yakın", "yakım"})
    ['yakın']
    """
    for at in range(len(word)):
        for size in range(1, min(_LONGEST, len(word) - at) + 1):
            for meant, cost in _TABLE.get(word[at : at + size], ()):
                yield Reading(word[:at] + meant + word[at + size :], cost)
        if word[at] in _SIGNS:
            yield Reading(word[:at] + word[at + 1 :], SIGN)
        elif word[at] in _STRAYS:
            yield Reading(word[:at] + word[at + 1 :], STRAY)


def shortened(word: str) -> Iterator[str]:
    """Yield a word with one letter left out, by which words one letter apart are found."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
