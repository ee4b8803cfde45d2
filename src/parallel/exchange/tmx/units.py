"""What a TMX file holds, as values."""

from dataclasses import dataclass
from typing import NamedTuple

from parallel.exchange.content import Content, plain
from parallel.language import casing
from parallel.model.document import ENGLISH

Pairs = tuple[tuple[str, str], ...]


class TmxVariant(NamedTuple):
    """A ``tuv``: the unit's text in one language. A tuple, because millions of them are made."""

    language: str
    """The tag as written: ``TR``, ``tr-TR``, ``tr_TR``; empty when there is none."""
    content: Content
    """Text and inline codes."""
    notes: tuple[str, ...] = ()
    """Notes of the variant."""
    properties: Pairs = ()
    """Type and value of its props."""
    attributes: Pairs = ()
    """Other attributes, as written."""

    @property
    def text(self) -> str:
        """The text without codes."""
        return plain(self.content)

    @property
    def primary(self) -> str:
        """The language's primary tag in small letters: ``tr``."""
        return primary_tag(self.language)


class TmxUnit(NamedTuple):
    """A ``tu``."""

    id: str
    """``tuid``, empty when it has none."""
    variants: tuple[TmxVariant, ...]
    """In file order."""
    notes: tuple[str, ...] = ()
    """Notes of the unit."""
    properties: Pairs = ()
    """Type and value of its props."""
    attributes: Pairs = ()
    """Other attributes, as written: dates, who made it, its own source language."""
    line: int = 0
    """Where it begins."""

    def variant(self, language: str, *, after: TmxVariant | None = None) -> TmxVariant | None:
        """Return the first variant of a language: the same tag if there is one, else the same primary tag.

        Args:
            language: ``tr``, ``en-GB``.
            after: a variant that does not count, because it is the other side.
        """
        others = [variant for variant in self.variants if variant is not after]
        exact = (variant for variant in others if variant.language == language)
        wanted = primary_tag(language)
        return next(exact, None) or next((variant for variant in others if variant.primary == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TmxHeader:
    """The ``header`` and the version of the file."""

    version: str = ""
    """``1.4``."""
    attributes: Pairs = ()
    """As written."""
    notes: tuple[str, ...] = ()
    """Notes of the file."""
    properties: Pairs = ()
    """Type and value of its props."""

    def get(self, name: str) -> str:
        """Return an attribute, empty when it has none."""
        return dict(self.attributes).get(name, "")


def primary_tag(language: str) -> str:
    """Return the primary tag of a language code, however it is written.

    >>> [primary_tag(tag) for tag in ("TR", "tr-TR", "tr_TR", "tur")]
    ['tr', 'tr', 'tr', 'tur']
    """
    return casing.lower(language.replace("_", "-").partition("-")[0].strip(), ENGLISH)
