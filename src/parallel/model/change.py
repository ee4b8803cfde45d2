"""What an edit did to a pair: beads before, beads after. Undoing is the same change read backwards."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from parallel.errors import ParallelError, UsageError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, HeldBead, Side
from parallel.model.document import Place, SegmentId


class UnfitChange(ParallelError):  # noqa: N818  (a state of affairs the caller answers, not a fault)
    """The beads a change starts from no longer stand in the pair."""

    exit_code = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Beads and what takes their place.

    Where ids and segments stay (marks, texts) the beads may stand anywhere; otherwise they are one run of neighbours.
    """

    kind: str
    """Name of the operation: ``merge``, ``approve`` …"""
    before: tuple[AlignedBead, ...]
    """As they were, in order."""
    after: tuple[AlignedBead, ...]
    """As they will be: the same segments in the same order."""
    taken: tuple[HeldBead, ...] = ()
    """Taken from what is held: placed, or put away."""
    given: tuple[HeldBead, ...] = ()
    """Given back to what is held."""

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        return not (self.before or self.after or self.taken or self.given)

    @property
    def in_place(self) -> bool:
        """Whether ids and segments stay as they are."""
        return [_skeleton(bead) for bead in self.before] == [_skeleton(bead) for bead in self.after]

    def reversed(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(kind=self.kind, before=self.after, after=self.before, taken=self.given, given=self.taken)


def position_of(pair: AlignedPair, bead: BeadId) -> int:
    """Return where a bead stands.

    Raises:
        UsageError: the pair has no such bead.
    """
    ids = [candidate.id for candidate in pair.beads]  # twice as quick as a loop that stops early
    if bead in ids:
        return ids.index(bead)
    raise UsageError(f"no bead {bead!r} in {pair.id}", hint=f"Ids are shown by `tren edit list {pair.id}`")


class Arrangement:
    """The beads of a pair, ready to take one change after the other: each costs what it changes, not what there is."""

    def __init__(self, pair: AlignedPair) -> None:
        self._pair = pair
        self._beads = list(pair.beads)
        self._changed = False
        self._positions: dict[str, int] = {}
        self._count(0)

    @property
    def pair(self) -> AlignedPair:
        """The pair as it stands. Cost: linear in the beads after a change, else none."""
        if self._changed:
            self._pair, self._changed = replace(self._pair, beads=tuple(self._beads)), False
        return self._pair

    def bead(self, bead: BeadId) -> AlignedBead | None:
        """Return the bead of that id, or None."""
        at = self._positions.get(bead)
        return None if at is None else self._beads[at]

    def placed(self, change: Change) -> Change:
        """Return a change with its sentences where they stand in the text now; the same one where they do already.

        The text may have grown since the change was written down, and undo brings back beads from before that.

        Raises:
            UnfitChange: the beads it starts from do not stand in the pair as they were.
        """
        standing = [self._beads[position] for position in self._positions_of(change, in_place=change.in_place)]
        if all(_is_placed_as(bead, old) for bead, old in zip(standing, change.before, strict=True)):
            return change
        places = {
            segment: place
            for bead in standing
            for side in (bead.source, bead.target)
            for segment, place in zip(side.segments, side.places, strict=False)
        }
        after = tuple(
            replace(bead, source=_placed(bead.source, places), target=_placed(bead.target, places))
            for bead in change.after
        )
        return replace(change, before=tuple(standing), after=after)

    def take(self, change: Change) -> None:
        """Make a change.

        Raises:
            UnfitChange: as :meth:`placed`; nothing has changed.
        """
        in_place = change.in_place
        positions = self._positions_of(change, in_place=in_place)
        if not positions:
            return
        if in_place:
            for position, bead in zip(positions, change.after, strict=True):
                self._beads[position] = bead
        else:
            start = positions[0]
            self._beads[start : start + len(positions)] = change.after
            for bead in change.before:
                self._positions.pop(bead.id, None)
            self._count(start)
        self._changed = True

    def _positions_of(self, change: Change, *, in_place: bool) -> list[int]:
        """Return where in the pair the beads stand that a change starts from."""
        positions = []
        for bead in change.before:
            position = self._positions.get(bead.id)
            if position is None or not self._stands(bead, position):
                raise _unfit(change)
            positions.append(position)
        if not in_place and positions != list(range(positions[0], positions[0] + len(positions))):
            raise _unfit(change)
        return positions

    def _stands(self, bead: AlignedBead, position: int) -> bool:
        standing = self._beads[position]
        return standing is bead or standing.revision == bead.revision

    def _count(self, start: int) -> None:
        for position in range(start, len(self._beads)):
            self._positions[self._beads[position].id] = position


def replaced(pair: AlignedPair, change: Change) -> AlignedPair:
    """Return the pair with a change made. Cost: linear in the beads.

    Raises:
        UnfitChange: the beads it starts from do not stand in the pair as they were.
    """
    arrangement = Arrangement(pair)
    arrangement.take(change)
    return arrangement.pair


def _unfit(change: Change) -> UnfitChange:
    return UnfitChange("the beads have changed since", where=change.before[0].id, hint="Look again and repeat")


def _skeleton(bead: AlignedBead) -> tuple[object, ...]:
    return bead.id, bead.source.segments, bead.target.segments


def _is_placed_as(bead: AlignedBead, other: AlignedBead) -> bool:
    """Tell whether the sentences of two beads stand in the same places of the text."""
    return bead is other or (bead.source.places == other.source.places and bead.target.places == other.target.places)


def _placed(side: Side, places: Mapping[SegmentId, Place]) -> Side:
    """Return a side with its sentences' places; without any where one is not known: building finds them again."""
    known = all(segment in places for segment in side.segments)
    return replace(side, places=tuple(places[segment] for segment in side.segments) if known else ())
