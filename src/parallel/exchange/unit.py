"""Translation units: beads made ready for other tools."""

import unicodedata
from collections import Counter
from dataclasses import dataclass

from parallel.exchange.content import Content, from_plain_data, plain
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
    remarks: tuple[str, ...] = ()
    """What people said of it, here or in the file it came from."""
    source_content: Content = ()
    """The source with its inline codes, where it has any."""
    target_content: Content = ()
    """The translation with its inline codes, where it has any."""

    def get(self, name: str) -> str:
        """Return a property, empty when there is none."""
        return next((value for key, value in self.properties if key == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Where the two documents of a pair come from and whose they are; travels with every unit."""

    source: tuple[tuple[str, str], ...] = ()
    """``author``, ``title``, ``year``, ``source``, ``rights`` of the source document, where the manifest says so."""
    target: tuple[tuple[str, str], ...] = ()
    """The same of the target document."""


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


def loadable(text: str) -> str:
    """Return text without what XML cannot hold, in NFC; spaces stay: beside an inline code they matter."""
    if text.isascii() and text.isprintable():
        return text
    kept = (char for char in text if char in "\t\n" or unicodedata.category(char) not in _UNLOADABLE)
    return unicodedata.normalize("NFC", "".join(kept))


def units_of(
    pair: AlignedPair, *, states: frozenset[BeadState] = EXPORTED_STATES, credit: Credits | None = None
) -> tuple[tuple[TranslationUnit, ...], LeftOut]:
    """Turn a pair's beads into units.

    Args:
        pair: beads with texts and provenance.
        states: states to export.
        credit: source and rights of the documents.

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
            units.append(unit_of(pair, bead, credit or Credits()))
    return tuple(units), LeftOut(reasons=tuple(left.most_common()))


def _reason_to_leave(bead: AlignedBead, states: frozenset[BeadState]) -> str:
    if bead.excluded:
        return "excluded"
    if bead.state not in states:
        return f"state {bead.state.value}"
    if not tidy(bead.source.text) or not tidy(bead.target.text):
        return "one side only"
    return ""


def unit_of(pair: AlignedPair, bead: AlignedBead, credit: Credits) -> TranslationUnit:
    """Turn one bead into a unit, whatever its state."""
    properties = [("x-bead", str(bead.id)), ("x-pair", str(pair.id)), ("x-state", bead.state.value)]
    properties += [("x-revision", bead.revision), ("x-confidence", f"{bead.confidence:.3f}")]
    if bead.flagged:
        properties.append(("x-flagged", tidy(bead.flagged)))
    words = []
    for side, name, file in (("source", bead.source, pair.source_name), ("target", bead.target, pair.target_name)):
        words.append(f"{side}: {file}{_place_words(name)}")
        properties.extend(_place_properties(side, name, file))
    for side, said in (("source", credit.source), ("target", credit.target)):
        properties.extend((f"x-{side}-{name}", tidy(value)) for name, value in said)
        words.extend(f"{side} {name}: {value}" for name, value in said if name == "rights")
    origin = origin_of(bead)
    return TranslationUnit(
        id=str(bead.id),
        source=tidy(bead.source.text),
        target=tidy(bead.target.text),
        languages=pair.languages,
        note=tidy("; ".join(words)),
        properties=(*properties, *origin.properties),
        remarks=tuple(tidy(text) for text in (bead.note, *origin.notes) if tidy(text)),
        source_content=content_of(bead.source),
        target_content=content_of(bead.target),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What the file said of a unit that was imported; kept in the bead's field ``origin``."""

    notes: tuple[str, ...] = ()
    """Its notes."""
    properties: tuple[tuple[str, str], ...] = ()
    """Its id and props."""

    def data(self) -> dict[str, object]:
        """Return it as JSON holds it."""
        return {"notes": list(self.notes), "properties": [list(pair) for pair in self.properties]}


def origin_of(bead: AlignedBead) -> Origin:
    """Return what the file a bead was imported from said of it; nothing where it was not imported."""
    said = dict(bead.extra).get("origin")
    if not isinstance(said, dict):
        return Origin()
    pairs = (pair for pair in said.get("properties", ()) if isinstance(pair, list) and len(pair) == 2)  # noqa: PLR2004
    return Origin(
        notes=tuple(str(note) for note in said.get("notes", ())),
        properties=tuple((str(name), tidy(str(value))) for name, value in pairs),
    )


def content_of(side: Side) -> Content:
    """Return a side's text with the inline codes it was imported with; empty when it has none, or the text changed."""
    data = dict(side.extra).get("content")
    if not isinstance(data, list):
        return ()
    try:
        content = from_plain_data(data)
    except (ValueError, TypeError):
        return ()
    return content if tidy(plain(content)) == tidy(side.text) else ()


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
