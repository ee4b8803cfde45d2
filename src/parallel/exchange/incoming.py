"""Units somebody hands over, whatever format they came in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from parallel.errors import InputError
from parallel.exchange.content import Content, plain
from parallel.exchange.tmx.reader import TmxReader
from parallel.exchange.tmx.units import TmxUnit, TmxVariant, primary_tag
from parallel.exchange.unit import LeftOut
from parallel.model.bitext import BeadState, Languages
from parallel.model.document import Language

STATES: Mapping[str, BeadState] = MappingProxyType({state.value: state for state in BeadState})


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingUnit:
    """A source text and its translation as a file has them."""

    source: Content
    """Text and inline codes; empty for an addition."""
    target: Content
    """Text and inline codes; empty for an omission."""
    id: str = ""
    """As in the file; empty when it has none."""
    notes: tuple[str, ...] = ()
    """Remarks, in order."""
    properties: tuple[tuple[str, str], ...] = ()
    """Type and value of what else the file says."""
    state: BeadState | None = None
    """What the file says of it; None when it says nothing."""
    line: int = 0
    """Where it begins in the file."""

    @property
    def texts(self) -> tuple[str, str]:
        """Both texts without codes."""
        return plain(self.source), plain(self.target)

    def get(self, name: str) -> str:
        """Return a property, empty when there is none."""
        return next((value for key, value in self.properties if key == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A whole file of units."""

    languages: Languages
    """Direction."""
    units: tuple[IncomingUnit, ...]
    """In file order."""
    problems: tuple[str, ...] = ()
    """``file:line: message``."""
    left_out: LeftOut = field(default_factory=LeftOut)
    """What was not taken, and why."""


def from_tmx(chunks: Iterable[bytes], where: str, languages: Languages | None = None) -> Incoming:
    """Read a TMX file as units of one direction.

    Args:
        chunks: the file's bytes in pieces.
        where: file name for messages.
        languages: direction wanted; None to take the header's source language and the language most units have
            beside it.

    Raises:
        InputError: refused by the reader, or no direction can be told.
    """
    reader = TmxReader(chunks, where)
    found = list(reader)
    chosen = languages or _direction(reader.header.get("srclang"), found, where)
    left: Counter[str] = Counter()
    units: list[IncomingUnit] = []
    for unit in found:
        pair = sides_of(unit, chosen)
        if pair is None:
            left[f"without {chosen.source} and {chosen.target}"] += 1
            continue
        left.update(f"variant in {v.language or 'no language'}" for v in unit.variants if v not in pair)
        units.append(_unit(unit, *pair))
    problems = tuple(reader.problems.lines(where))
    return Incoming(
        languages=chosen, units=tuple(units), problems=problems, left_out=LeftOut(reasons=tuple(left.most_common()))
    )


def sides_of(unit: TmxUnit, languages: Languages) -> tuple[TmxVariant, TmxVariant] | None:
    """Return a unit's source and target, None when it lacks one."""
    source = unit.variant(languages.source)
    target = unit.variant(languages.target, after=source)
    return (source, target) if source is not None and target is not None else None


def _unit(unit: TmxUnit, source: TmxVariant, target: TmxVariant) -> IncomingUnit:
    properties = (*unit.properties, *source.properties, *target.properties)
    state = next((value for name, value in properties if name == "x-state"), "")
    return IncomingUnit(
        source=source.content,
        target=target.content,
        id=unit.id,
        notes=(*unit.notes, *source.notes, *target.notes),
        properties=(*properties, *unit.attributes),
        state=STATES.get(state),
        line=unit.line,
    )


def _direction(srclang: str, units: Iterable[TmxUnit], where: str) -> Languages:
    counts: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for unit in units:
        tags = [variant.primary for variant in unit.variants if variant.language]
        counts.update(dict.fromkeys(tags, 1))
        first.update(tags[:1])
    source = primary_tag(srclang)
    if source not in counts:
        source = next((tag for tag, _ in first.most_common(1)), "")
    target = next((tag for tag, _ in counts.most_common() if tag != source), source)
    if not source:
        raise InputError("no unit names its languages", where=where, hint="Give the direction with --languages")
    return Languages(Language(source), Language(target))
