"""Finding the beads people worked on again in a text that has changed since."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parallel.model.bitext import AlignedBead, BeadId, HeldBead, Side
from parallel.model.document import SegmentId
from parallel.model.span import Span
from parallel.workbench.pairs.bitexts import Sources

CROSSING = "its sentences now stand elsewhere than those of the beads around it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A bead and where it stands in the text as it is now."""

    bead: AlignedBead
    """With the ids and places its sentences have now; nothing a person did is changed."""
    source: Span
    """Source segments; empty at the place of an omission."""
    target: Span
    """Target segments; empty at the place of an addition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """Where beads of an older text stand now."""

    placed: tuple[Placed, ...]
    """In order, none crossing another."""
    held: tuple[HeldBead, ...]
    """Those with no place, and why."""


def anchored(before: Sequence[AlignedBead], held: Sequence[HeldBead], source: Sources, target: Sources) -> Anchored:
    """Place the beads people worked on, by what their sentences say, not by their numbers.

    As many as possible keep their order; a bead whose sentences are gone or cross the others is held. A bead held
    earlier comes back once its sentences do. Cost: n log n in the beads.

    Args:
        before: all beads as they stood, in order.
        held: beads that had no place.
        source: the source side now.
        target: the target side now.
    """
    sides = (_Text(source), _Text(target))
    finder = _Finder(sides, before)
    placed: list[Placed] = []
    lost: list[HeldBead] = []
    for position, bead in enumerate(before):
        if bead.human:
            found = finder.place(bead, position)
            if isinstance(found, str):
                lost.append(HeldBead(bead=bead, reason=found))
            else:
                placed.append(found)
    taken = {_content(item.bead) for item in placed}
    for item in held:
        if _content(item.bead) in taken:
            continue
        found = finder.place(item.bead, None)
        if isinstance(found, str) or _overlaps(found, placed):
            lost.append(item)
        else:
            placed.append(found)
    kept = _chain(placed)
    chosen = {id(item) for item in kept}
    lost += [HeldBead(bead=item.bead, reason=CROSSING) for item in placed if id(item) not in chosen]
    return Anchored(placed=tuple(kept), held=tuple(lost))


class _Text:
    """One side, searchable by what sentences say."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.ids = {segment.id: position for position, segment in enumerate(sources.segments)}
        self.positions: dict[str, list[int]] = {}
        self.keys = [_key(segment.id) for segment in sources.segments]
        for position, key in enumerate(self.keys):
            self.positions.setdefault(key, []).append(position)
        self.cursor = 0

    def find(self, side: Side) -> Span | None:
        """Return where a side's sentences stand in one run: by id if the text agrees, else the next after the last."""
        size = len(side.segments)
        exact = self.ids.get(side.segments[0])
        keys = [_key(segment) for segment in side.segments]
        if exact is not None and self.keys[exact : exact + size] == keys:
            return self._found(exact, size)
        places = [at for at in self.positions.get(keys[0], ()) if self.keys[at : at + size] == keys]
        if not places:
            return None
        later = places[bisect_right(places, self.cursor - 1) :]
        return self._found((later or places)[0], size)

    def last_of(self, side: Side) -> int | None:
        """Return where a side's last sentence stands: by id, else the place of what it says that is nearest."""
        exact = self.ids.get(side.segments[-1])
        if exact is not None:
            return exact
        places = self.positions.get(_key(side.segments[-1]), ())
        return min(places, key=lambda at: abs(at + 1 - self.cursor), default=None)

    def renewed(self, side: Side, span: Span) -> Side:
        """Return a side with the ids, texts and places its sentences have now; what a person made of them stays."""
        part = self.sources.part(span.start, span.end)
        texts = tuple(segment.text for segment in part.segments)
        edited = side.text if side.edited is None and side.texts != texts else side.edited
        segments = tuple(segment.id for segment in part.segments)
        return replace(side, segments=segments, texts=texts, places=part.places, edited=edited)

    def _found(self, at: int, size: int) -> Span:
        self.cursor = at + size
        return Span(at, at + size)


class _Finder:
    """Places one bead after the other."""

    def __init__(self, sides: tuple[_Text, _Text], before: Sequence[AlignedBead]) -> None:
        self.sides = sides
        self.before = before

    def place(self, bead: AlignedBead, position: int | None) -> Placed | str:
        """Return where a bead stands, or why it stands nowhere."""
        spans = []
        for text, side, name in zip(self.sides, (bead.source, bead.target), ("source", "target"), strict=True):
            span = text.find(side) if side.segments else self._gap(text, name, position)
            if span is None:
                many = "sentences are" if len(side.segments) > 1 else "sentence is"
                return f"its {name} {many} no longer in the text"
            spans.append(span)
        left = self.sides[0].renewed(bead.source, spans[0])
        right = self.sides[1].renewed(bead.target, spans[1])
        first = (*left.segments, *right.segments)[0]
        return Placed(bead=replace(bead, id=BeadId(first), source=left, target=right), source=spans[0], target=spans[1])

    def _gap(self, text: _Text, name: str, position: int | None) -> Span:
        """Return where an empty side stands: behind the nearest sentence before it that is still there."""
        if position is None:
            return Span(text.cursor, text.cursor)
        for bead in reversed(self.before[:position]):
            side = bead.source if name == "source" else bead.target
            at = text.last_of(side) if side.segments else None
            if at is not None:
                return Span(at + 1, at + 1)
        return Span(0, 0)


def _chain(placed: Sequence[Placed]) -> list[Placed]:
    """Return the longest run of beads that cross in neither text."""
    ordered: list[Placed] = []
    for item in sorted(placed, key=lambda p: (p.source.start, p.source.end, p.target.start, p.target.end)):
        if not ordered or ordered[-1].source.end <= item.source.start:
            ordered.append(item)
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for number, item in enumerate(ordered):
        length = bisect_right(ends, item.target.start)
        previous.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(item.target.end)
            last.append(number)
        elif item.target.end < ends[length]:
            ends[length], last[length] = item.target.end, number
    kept: list[Placed] = []
    at = last[-1] if last else -1
    while at >= 0:
        kept.append(ordered[at])
        at = previous[at]
    return kept[::-1]


def _overlaps(found: Placed, placed: Sequence[Placed]) -> bool:
    return any(
        one.start < other.end and other.start < one.end
        for item in placed
        for one, other in ((found.source, item.source), (found.target, item.target))
    )


def _key(segment: SegmentId) -> str:
    """The digits of the sentence's digest: what it says, whatever passage it is counted in."""
    return segment.rpartition("/")[2].partition("-")[0]


def _content(bead: AlignedBead) -> tuple[object, ...]:
    """What a person vouches for, whatever the sentences are numbered."""
    marks = (bead.state, bead.version, bead.flagged, bead.excluded, bead.note, bead.waivers)
    return (bead.source.text, bead.target.text, *marks)
