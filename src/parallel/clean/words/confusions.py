"""What a scanner makes of Turkish letters: strings that a damaged word may stand for, with what each mistake costs.

The mistakes are those of print and optics, not of any one document: thin strokes run together or come apart (*ın* and
*m*, *ri* and *n*), marks are lost or invented (*ş* and *s*), a stroke of dirt becomes a letter, letters of one outline
change places (*v* and *y*). Costs are negative log-probabilities in nats, chosen by us.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from types import MappingProxyType

ALIKE = 3.0
"""A letter or group taken for another of the same outline."""
MARK = 2.5
"""A mark lost, invented or changed: *i* for *ı*, *s* for *ş*."""
STRAY = 3.5
"""A stroke of dirt read as a letter."""
SIGN = 1.5
"""A sign that stands in no word, read for dirt or for part of a letter."""
ANY = 6.0
"""Any other letter changed, lost or added."""

_MARKED = ("aâ", "cç", "gğ", "ıiîl1", "oöô", "sş", "uüû")
_OUTLINES = ("ceo", "vy", "bhk", "tfl", "gqş", "ğş", "nu", "aeo", "rt", "dâ", "üo", "ıljt", "zs", "mn", "pg", "ke")
_GROUPS = (
    ("m", ("ın", "nı", "ni", "in", "rn", "nr", "ru", "rı", "ın", "iu", "un", "nu", "ıı", "ım", "mı")),
    ("n", ("rı", "ri", "ıı", "ii", "ır", "ir")),
    ("u", ("ıı", "ii", "ıi", "il", "lı")),
    ("ü", ("il", "ii", "ıi", "li", "ih")),
    ("k", ("lc", "le", "ic", "ıc", "jc", "lt", "fc")),
    ("h", ("lı", "li", "ıı", "il")),
    ("d", ("cl", "ci", "ıl")),
    ("ö", ("o^", "cö")),
    ("l", ("îl",)),
    ("r", ("ı",)),
    ("ğ", ("g^", "ş")),
    ("mü", ("ip", "nı", "inü")),
    ("üı", ("ih",)),
    ("ir", ("ı",)),
    ("ma", ("rııa",)),
    ("mış", ("rıış", "nıış", "rnış", "iniş", "riıış", "rııış", "riış")),
    ("ını", ("mı",)),
    ("ne", ("rıe",)),
    ("ney", ("ıiey", "nıey", "rıey")),
    ("ü", ("üı", "ıü", "iü", "üi")),
    ("ün", ("üıı", "üii", "ıin", "iiıı")),
    ("man", ("ıuan", "nıan", "ınan", "ıııan", "pıan", "rnan")),
)
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
    for whole, parts in _GROUPS:
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
    ['yakım', 'yakın']
    """
    for at in range(len(word)):
        for size in range(1, _LONGEST + 1):
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
