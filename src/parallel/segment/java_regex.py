"""Regular expressions in Java's syntax, as SRX files hold them, for Python's engine."""

import re
from functools import lru_cache
from typing import NoReturn
from unicodedata import category

from parallel.errors import InputError

TOKEN = re.compile(
    r"\\(?P<negated>[Pp])(?:\{(?:Is)?(?P<name>[A-Za-z]{1,2})\}|(?P<letter>[A-Z]))"
    r"|\\x\{(?P<hex>[0-9A-Fa-f]{1,6})\}"
    r"|(?P<blank>\\h)"
    r"|(?P<end>\\z)"
    r"|(?P<open>\[\^?)"
    r"|(?P<close>\])"
    r"|(?P<meet>&&)"
    r"|\\.|.",
    re.DOTALL,
)
BLANKS = r" \t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000"
"""What Java's horizontal white space holds."""
PLANE = 0x10000
"""Categories are resolved for the basic multilingual plane: all letters of living scripts."""
MAJOR = "CLMNPSZ"
"""First letters of Unicode's general categories."""


@lru_cache(maxsize=1024)
def compile_java(pattern: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    r"""Return a Java regular expression as one of Python's.

    Unicode categories are spelt out as ranges, unions of classes are flattened; ``\b``, ``\w``, ``\s`` and ``\d`` know
    ASCII only, as in Java. Named groups, ``\Q…\E`` and intersections of classes are not known.

    Raises:
        InputError: the expression cannot be read.

    >>> bool(compile_java(r"\p{Lu}[\p{Ll}’]+").fullmatch("İzmir’de"))
    True
    """
    parts: list[str] = []
    depth = 0
    for token in TOKEN.finditer(pattern):
        if (token["meet"] and depth) or (token["open"] == "[^" and depth):
            _refuse(pattern, "intersections and inner complements of classes are not known")
        if token["open"]:
            parts.append("" if depth else token["open"])
            depth += 1
        elif token["close"] and depth:
            depth -= 1
            parts.append("" if depth else "]")
        else:
            parts.append(_translated(pattern, token, inside=depth > 0))
    try:
        return re.compile("".join(parts), re.ASCII | (re.IGNORECASE if ignore_case else re.NOFLAG))
    except (re.error, OverflowError, RecursionError) as error:
        _refuse(pattern, str(error))


def _translated(pattern: str, token: re.Match[str], *, inside: bool) -> str:
    if token["hex"]:
        return f"\\U{int(token['hex'], 16):08x}"
    if token["end"]:
        return r"\Z"
    if token["blank"]:
        return BLANKS if inside else f"[{BLANKS}]"
    if not token["negated"]:
        return token[0]
    name = token["name"] or token["letter"]
    if name[0] not in MAJOR:
        _refuse(pattern, f"no category is called {name}")
    ranges = category_ranges(name, negated=token["negated"] == "P")
    return ranges if inside else f"[{ranges}]"


@lru_cache(maxsize=64)
def category_ranges(name: str, *, negated: bool = False) -> str:
    """Return the code points of a general category as the inside of a character class."""
    ranges: list[str] = []
    first = -1
    for code in range(PLANE + 1):
        belongs = code < PLANE and category(chr(code)).startswith(name) != negated
        if belongs and first < 0:
            first = code
        elif not belongs and first >= 0:
            ranges.append(f"\\u{first:04x}-\\u{code - 1:04x}")
            first = -1
    return "".join(ranges)


def _refuse(pattern: str, why: str) -> NoReturn:
    raise InputError(f"the regular expression {pattern!r} cannot be read: {why}")
