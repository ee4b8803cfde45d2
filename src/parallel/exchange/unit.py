"""Translation units: beads made ready for other tools."""

import unicodedata
from collections import Counter
from dataclasses import dataclass

from parallel.model.bitext import AlignedBead, AlignedPair, BeadState, Languages, Side

EXPORTED_STATES = frozenset(BeadState)
"""Default of an export: every bead that is not excluded, with its state beside it."""
_UNLOADABLE = frozenset({"Cc", "Cs", "Cn"})  # control characters, lone surrogates, code points without a character


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationUnit:
    """A source sentence, its translation and where both come from."""

    id: str
    """Unique and stable."""
    source: str
    """NFC, trimmed, single spaces, no control characters."""
    target: str
    """The same for the translation."""
    languages: Languages
    """Direction."""
    note: str
    """Provenance in words; survives tools that drop properties."""
    properties: tuple[tuple[str, str], ...] = ()
    """Provenance for machines, in stable order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many beads were not exported, and why."""

    reasons: tuple[tuple[str, int], ...] = ()
    """Reason and count, most frequent first."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.reasons)


def tidy(text: str) -> str:
    r"""Return text as other tools load it: NFC, single spaces, nothing XML forbids, trimmed.

    >>> tidy(" Misak-ı  Milli\x0b ")
    'Misak-ı Milli'
    """
    kept = "".join(char for char in text if char.isspace() or unicodedata.category(char) not in _UNLOADABLE)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def units_of(
    pair: AlignedPair, *, states: frozenset[BeadState] = EXPORTED_STATES
) -> tuple[tuple[TranslationUnit, ...], LeftOut]:
    """Turn a pair's beads into units.

    Args:
        pair: beads with texts and provenance.
        states: states to export.

    Returns:
        The units in reading order, and what was left out.
    """
    units: list[TranslationUnit] = []
    left: Counter[str] = Counter()
    for bead in pair.beads:
        reason = _reason_to_leave(bead, states)
        if reason:
            left[reason] += 1
        else:
            units.append(_unit(pair, bead))
    return tuple(units), LeftOut(reasons=tuple(left.most_common()))


def _reason_to_leave(bead: AlignedBead, states: frozenset[BeadState]) -> str:
    if bead.excluded:
        return "excluded"
    if bead.state not in states:
        return f"state {bead.state.value}"
    if not tidy(bead.source.text) or not tidy(bead.target.text):
        return "one side only"
    return ""


def _unit(pair: AlignedPair, bead: AlignedBead) -> TranslationUnit:
    properties = [("x-bead", str(bead.id)), ("x-pair", str(pair.id)), ("x-state", bead.state.value)]
    properties.append(("x-confidence", f"{bead.confidence:.3f}"))
    if bead.flagged:
        properties.append(("x-flagged", tidy(bead.flagged)))
    words = []
    for side, name, file in (("source", bead.source, pair.source_name), ("target", bead.target, pair.target_name)):
        words.append(f"{side}: {file}{_place_words(name)}")
        properties.extend(_place_properties(side, name, file))
    return TranslationUnit(
        id=str(bead.id),
        source=tidy(bead.source.text),
        target=tidy(bead.target.text),
        languages=pair.languages,
        note="; ".join(words),
        properties=tuple(properties),
    )


def _extent(side: Side) -> tuple[str, str, str]:
    """Pages, lines and code points the side spans, each as ``first-last`` or one number."""
    first, last = side.places[0], side.places[-1]
    return (
        _range(first.page, last.page),
        _range(first.first_line, last.last_line),
        f"{first.span.start}-{last.span.end}",
    )


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _place_words(side: Side) -> str:
    if not side.places:
        return ""
    page, lines, _ = _extent(side)
    return f", page {page}, lines {lines}" if "-" in lines else f", page {page}, line {lines}"


def _place_properties(side: str, value: Side, file: str) -> list[tuple[str, str]]:
    found = [(f"x-{side}-file", tidy(file))]
    if value.places:
        names = (f"x-{side}-page", f"x-{side}-lines", f"x-{side}-characters")
        found.extend(zip(names, _extent(value), strict=True))
    return found
