"""What an edit did to a pair: beads before, beads after. Undoing is the same change read backwards."""

from dataclasses import dataclass, replace

from parallel.errors import ParallelError, UsageError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId


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

    @property
    def in_place(self) -> bool:
        """Whether ids and segments stay as they are."""
        return [_skeleton(bead) for bead in self.before] == [_skeleton(bead) for bead in self.after]

    def reversed(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(kind=self.kind, before=self.after, after=self.before)


def position_of(pair: AlignedPair, bead: BeadId) -> int:
    """Return where a bead stands.

    Raises:
        UsageError: the pair has no such bead.
    """
    for position, candidate in enumerate(pair.beads):
        if candidate.id == bead:
            return position
    raise UsageError(f"no bead {bead!r} in {pair.id}", hint=f"Ids are shown by `tren edit list {pair.id}`")


def replaced(pair: AlignedPair, change: Change) -> AlignedPair:
    """Return the pair with a change made. Cost: linear in the beads.

    Raises:
        UnfitChange: the beads it starts from do not stand in the pair as they were.
    """
    if not change.before:
        return pair
    if change.in_place:
        return _replaced_in_place(pair, change)
    ids = [bead.id for bead in change.before]
    start = next((i for i, bead in enumerate(pair.beads) if bead.id == ids[0]), len(pair.beads))
    end = start + len(ids)
    standing = pair.beads[start:end]
    if [bead.revision for bead in standing] != [bead.revision for bead in change.before]:
        raise _unfit(change)
    return replace(pair, beads=(*pair.beads[:start], *change.after, *pair.beads[end:]))


def _replaced_in_place(pair: AlignedPair, change: Change) -> AlignedPair:
    wanted = {old.id: (old, new) for old, new in zip(change.before, change.after, strict=True)}
    beads = list(pair.beads)
    for position, bead in enumerate(beads):
        if bead.id in wanted:
            old, beads[position] = wanted.pop(bead.id)
            if old.revision != bead.revision:
                raise _unfit(change)
    if wanted:
        raise _unfit(change)
    return replace(pair, beads=tuple(beads))


def _unfit(change: Change) -> UnfitChange:
    return UnfitChange("the beads have changed since", where=change.before[0].id, hint="Look again and repeat")


def _skeleton(bead: AlignedBead) -> tuple[object, ...]:
    return bead.id, bead.source.segments, bead.target.segments
