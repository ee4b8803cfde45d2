"""Edits of the journal that the file does not hold yet, made again on what the file holds."""

from collections.abc import Sequence

from parallel.model.bitext import AlignedBead, HeldBead
from parallel.model.change import Arrangement, Change, UnfitChange
from parallel.store.aligned import Layout
from parallel.store.beadline import bead_of_line
from parallel.store.held import held_of_line
from parallel.store.journal import Entry

_ID = len('{"id": "')
_UNFIT = "the file was changed outside the workbench while this edit was still to be written into it"


def change_of(entry: Entry, layout: Layout | None = None) -> Change:
    """Return an edit's change; beads whose lines the layout knows are not read again."""
    return Change(
        kind=entry.kind,
        before=tuple(_known(line, layout) or bead_of_line(line) for line in entry.before),
        after=tuple(bead_of_line(line) for line in entry.after),
        taken=tuple(held_of_line(line) for line in entry.taken),
        given=tuple(held_of_line(line) for line in entry.given),
    )


def _known(line: str, layout: Layout | None) -> AlignedBead | None:
    """Return the bead a layout has for a line; lines we wrote begin with the id."""
    found = layout.lines.get(line[_ID:].partition('"')[0]) if layout else None
    return found[0] if found is not None and found[1] == line else None


def replay(arrangement: Arrangement, layout: Layout, entries: Sequence[Entry]) -> tuple[Change, ...]:
    """Make edits on a pair; one that the pair already holds is passed over, one that fits no more is held.

    Args:
        arrangement: what the file holds; the edits are made here.
        layout: takes the lines of what is changed.
        entries: edits in order.

    Returns:
        Changes that take from what is held or give to it, in order.
    """
    unfit: list[tuple[int, Change]] = []
    moving: list[Change] = []
    changes: list[Change] = []
    for number, entry in enumerate(entries):
        change = change_of(entry, layout)
        changes.append(change)
        try:
            placed = arrangement.placed(change)
        except UnfitChange:
            unfit.append((number, change))
        else:
            arrangement.take(placed)
            if placed is change:
                layout.remember(zip(change.after, entry.after, strict=True))
            if change.taken or change.given:
                moving.append(change)
    if unfit:
        moving.append(Change(kind="hold", before=(), after=(), given=_lost(arrangement, changes, unfit)))
    return tuple(moving)


def _lost(
    arrangement: Arrangement, changes: Sequence[Change], unfit: Sequence[tuple[int, Change]]
) -> tuple[HeldBead, ...]:
    """Return outcomes of edits that fit no more and stand nowhere."""
    standing = {bead.revision for bead in arrangement.pair.beads}
    held: list[AlignedBead] = []
    for number, change in unfit:
        later = {bead.revision for other in changes[number + 1 :] for bead in other.before}
        held += [bead for bead in change.after if bead.revision not in later | standing and bead.human]
    return tuple(HeldBead(bead=bead, reason=_UNFIT) for bead in held)
