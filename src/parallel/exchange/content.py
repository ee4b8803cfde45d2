"""Text with inline codes, kept exactly: what stands in a ``seg``, ``source`` or ``target``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

NATIVE = frozenset({"bpt", "ept", "it", "ph", "ut", "x", "bx", "ex", "sc", "ec", "sm", "em"})
"""Codes whose inside is mark-up of the original format; the inside of all others is text."""


@dataclass(frozen=True, slots=True)
class Code:
    """One inline element."""

    kind: str
    """Its name: ``bpt``, ``ph``, ``hi`` …"""
    attributes: tuple[tuple[str, str], ...] = ()
    """In file order."""
    content: "Content" = ()
    """What it holds."""


Content = tuple[str | Code, ...]
"""Runs of text and codes in order."""


def plain(content: Content) -> str:
    """Return the text a reader sees: codes left out, what highlighting and unknown elements hold kept.

    >>> plain(("Türk", Code("ph", (), ("<br/>",)), " – ", Code("hi", (), ("Rus",))))
    'Türk – Rus'
    """
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    return "".join(_plain_parts(content))


def whole(content: Content) -> str:
    """Return every character, native codes included."""
    return "".join(part if isinstance(part, str) else whole(part.content) for part in content)


def codes_of(content: Content) -> Iterator[Code]:
    """Yield all codes, outer before inner."""
    for part in content:
        if isinstance(part, Code):
            yield part
            yield from codes_of(part.content)


def to_plain_data(content: Content) -> list[Any]:
    """Return content as lists and strings, for JSON."""
    return [
        part if isinstance(part, str) else [part.kind, dict(part.attributes), to_plain_data(part.content)]
        for part in content
    ]


def from_plain_data(data: Sequence[Any]) -> Content:
    """Undo :func:`to_plain_data`.

    Raises:
        ValueError: not of that form.
    """
    parts: list[str | Code] = []
    for item in data:
        if isinstance(item, str):
            parts.append(item)
            continue
        kind, attributes, inner = item
        pairs = tuple((str(name), str(value)) for name, value in dict(attributes).items())
        parts.append(Code(str(kind), pairs, from_plain_data(inner)))
    return tuple(parts)


def _plain_parts(content: Content) -> Iterator[str]:
    for part in content:
        if isinstance(part, str):
            yield part
        elif part.kind not in NATIVE:
            yield from _plain_parts(part.content)
