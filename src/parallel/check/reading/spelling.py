"""How alike two spellings of a name are."""

from parallel.check.reading.view import loose

_LONG = 8
_MEDIUM = 5
_SHORT = 4
# Letters English adds to a name to make an adjective or a plural of it: Italy – Italian, Bolshevik – Bolsheviks.
_DERIVED = 4


def is_variant(name: str, other: str) -> bool:
    """Tell whether a word may be another spelling of a Turkish name.

    Equal letters apart from case, marks and spaces always are; otherwise one letter may differ in names of five and
    more, two in names of eight and more, and one letter may be added inside names of four (*Paşa*, *Pasha*).

    >>> is_variant("Kâzım", "Kazim"), is_variant("Paşa", "Pasha"), is_variant("Refet", "Rauf")
    (True, True, False)
    """
    first, second = loose(name), loose(other)
    if first == second:
        return True
    shorter = min(len(first), len(second))
    if shorter < _SHORT or first[0] != second[0]:
        return False
    if shorter < _MEDIUM:
        return first[-1] == second[-1] and len(first) != len(second) and _distance(first, second, 1) <= 1
    allowed = 2 if shorter >= _LONG else 1
    return _distance(first, second, allowed) <= allowed


def is_derived(form: str, other: str) -> bool:
    """Tell whether two English forms are one name with and without an ending.

    >>> is_derived("Italy", "Italian"), is_derived("Bolshevik", "Bolsheviks"), is_derived("Kazim", "Kâzım")
    (True, True, False)
    >>> is_derived("Behic", "Behiç")
    False
    """
    short, long = sorted((form, other), key=len)
    if len(short) == len(long):  # *Behic* for *Behiç*: the letters themselves differ
        return False
    return len(long) - len(short) <= _DERIVED and len(short) >= _SHORT and long.startswith(short[:-1])


def _distance(first: str, second: str, limit: int) -> int:
    """Return the edit distance, or anything above ``limit`` when it is greater. Cost: product of the lengths."""
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    row = list(range(len(second) + 1))
    for at, char in enumerate(first, 1):
        before, row[0] = row[0], at
        for other_at, other in enumerate(second, 1):
            change = before + (char != other)
            before = row[other_at]
            row[other_at] = min(change, before + 1, row[other_at - 1] + 1)
    return row[-1]
