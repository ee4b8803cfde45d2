"""What TMX asks for beyond its DTD: dates, language tags, pairs of codes, unique ids, two texts."""

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from parallel.exchange.content import Code, Content, codes_of, plain
from parallel.exchange.tmx.units import TmxHeader, TmxUnit
from parallel.exchange.xmlstream import Problems

HEADER = ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype")
"""Attributes the header must have; tools drop a memory whose header lacks one."""
VERSIONS = frozenset({"1.1", "1.2", "1.3", "1.4"})
INLINE = frozenset({"bpt", "ept", "it", "ph", "ut", "hi", "sub"})
DATES = ("creationdate", "changedate", "lastusagedate")
SEGTYPES = frozenset({"block", "paragraph", "sentence", "phrase"})
_OTHER_ATTRIBUTES = frozenset(
    {"o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion", "creationdate"}
    | {"creationid", "changedate", "segtype", "changeid", "o-tmf", "srclang", "adminlang", "version"}
)
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z")
_TAG = re.compile(r"(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,5}|[xXiI](?:-[A-Za-z0-9]{1,8}){1,5})")

_START = 1 << 10
_FULL = 0.6
_MASK = (1 << 64) - 1


class SeenIds:
    """A set of strings known by 64-bit hash, in 16 bytes an id: a million must not cost a hundred megabytes.

    Two different ids of a million share a hash with a probability of about 3 in 10^8. Cost: constant per id.

    >>> seen = SeenIds()
    >>> seen.add("misak-i-milli"), seen.add("misak-i-milli")
    (True, False)
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _START))
        self._used = 0
        self._limit = int(_START * _FULL)

    def add(self, value: str) -> bool:
        """Add an id; tell whether it is new."""
        if self._used > self._limit:
            self._grow()
        slots, key = self._slots, (hash(value) & _MASK) or 1
        mask = len(slots) - 1
        at = key & mask
        while slots[at]:
            if slots[at] == key:
                return False
            at = (at + 1) & mask
        slots[at] = key
        self._used += 1
        return True

    def _grow(self) -> None:
        old, self._slots, self._used = self._slots, array("Q", bytes(8)) * (2 * len(self._slots)), 0
        self._limit = int(len(self._slots) * _FULL)
        mask = len(self._slots) - 1
        slots = self._slots
        for key in old:
            if key:
                at = key & mask
                while slots[at]:
                    at = (at + 1) & mask
                slots[at] = key
                self._used += 1


class UnitRules:
    """Checks elements as they come."""

    def __init__(self, problems: Problems, seen: SeenIds) -> None:
        self._problems = problems
        self._seen = seen
        self._tags: dict[str, bool] = {}

    def check_version(self, line: int, attributes: dict[str, str]) -> None:
        """Look at the root element."""
        version = attributes.get("version", "")
        if version not in VERSIONS:
            self._problems.add(line, f"version {version!r} is not one of 1.1, 1.2, 1.3 and 1.4")

    def check_property(self, line: int, attributes: dict[str, str], *, late: bool) -> None:
        """Look at a prop."""
        if not attributes.get("type"):
            self._problems.add(line, "a prop without a type")
        if late:
            self._problems.add(line, "a prop after the seg it belongs to")

    def check_content(self, line: int, content: Content) -> None:
        """Look at the inline codes of a seg."""
        codes = list(codes_of(content))
        for kind in sorted({code.kind for code in codes} - INLINE):
            self._problems.add(line, f"unknown inline element <{kind[:40]}>; its text was kept")
        opened = Counter(_number(code) for code in codes if code.kind == "bpt")
        closed = Counter(_number(code) for code in codes if code.kind == "ept")
        for number in sorted((opened - closed) + (closed - opened)):
            self._problems.add(line, f"bpt and ept of code {number!r} do not pair")

    def sound(self, language: str, attributes: dict[str, str], content: Content | None) -> bool:
        """Tell at a glance that a tuv is as most are: nothing to look at more closely."""
        if attributes or not content or language not in self._tags:
            return False
        text = content[0]
        return isinstance(text, str) and not text.isspace()

    def in_order(self, language: str, attributes: dict[str, str]) -> bool:
        """Tell whether a tuv's language has been seen and there is nothing to say of its other attributes."""
        return language in self._tags and next(_odd(attributes), None) is None

    def check_variant(self, line: int, language: str, attributes: dict[str, str], content: Content | None) -> None:
        """Look at a tuv without its language attribute; None where it has no seg."""
        if not self._tags.get(language):
            self._check_tag(line, language)
        if attributes:
            self._check_attributes(line, attributes)
        if content is None:
            self._problems.add(line, "a tuv without a seg")
        elif not (text := plain(content)) or text.isspace():
            self._problems.add(line, "an empty seg" if not content else "a seg without text")

    def check_unit(self, unit: TmxUnit) -> None:
        """Look at a whole unit."""
        if unit.id and not self._seen.add(unit.id):
            self._problems.add(unit.line, f"tuid {unit.id[:80]!r} stands twice")
        if len(unit.variants) < 2:  # noqa: PLR2004  (a translation needs two)
            self._problems.add(unit.line, "a unit with fewer than two languages")
        elif len(unit.variants) == 2 and unit.variants[0].language == unit.variants[1].language:  # noqa: PLR2004
            self._problems.add(unit.line, "both variants of a unit are in the same language")
        if unit.attributes:
            self._check_attributes(unit.line, dict(unit.attributes))

    def _check_attributes(self, line: int, attributes: dict[str, str]) -> None:
        for message in _odd(attributes):
            self._problems.add(line, message)

    def _check_tag(self, line: int, language: str) -> None:
        if not language:
            self._problems.add(line, "a tuv without a language")
        elif _TAG.fullmatch(language) is None:
            self._problems.add(line, f"{language[:40]!r} is no language tag as BCP 47 writes it; taken as it is")
        elif len(self._tags) < 1000:  # noqa: PLR2004  (a file that makes up tags must not fill the memory)
            self._tags[language] = True


def _odd(attributes: dict[str, str]) -> Iterator[str]:
    """Yield what there is to say of the attributes of a tu or tuv."""
    for name in sorted(attributes.keys() - _OTHER_ATTRIBUTES):
        yield f"unknown attribute {name[:40]!r}; kept"
    for name in DATES:
        if name in attributes and not is_date(attributes[name]):
            yield f"{name} {attributes[name][:40]!r} is no date of the form 20261120T093000Z; kept"


def check_header(problems: Problems, line: int, header: TmxHeader) -> None:
    """Look at the header."""
    attributes = dict(header.attributes)
    missing = [name for name in HEADER if not attributes.get(name)]
    if missing:
        problems.add(line, f"the header lacks {', '.join(missing)}")
    for name in sorted(attributes.keys() - _OTHER_ATTRIBUTES):
        problems.add(line, f"unknown attribute {name[:40]!r} of the header")
    segtype = attributes.get("segtype", "sentence")
    if segtype not in SEGTYPES:
        problems.add(line, f"segtype {segtype[:40]!r} is none of {', '.join(sorted(SEGTYPES))}")
    for name in DATES:
        if name in attributes and not is_date(attributes[name]):
            problems.add(line, f"{name} {attributes[name][:40]!r} of the header is no date")


def is_date(text: str) -> bool:
    """Tell whether a text is a real moment written as TMX asks.

    >>> is_date("19200423T140000Z"), is_date("19201332T140000Z")
    (True, False)
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    try:
        datetime(*map(int, found.groups()), tzinfo=UTC)  # type: ignore[misc,arg-type]  # six numbers
    except ValueError:
        return False
    return True


def _number(code: Code) -> str:
    return dict(code.attributes).get("i", "")
