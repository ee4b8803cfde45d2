"""Edits of the journal that the file does not hold yet, made again on what the file holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from parallel.model.bitext import AlignedPair
from parallel.model.change import Change, UnfitChange, replaced
from parallel.store.aligned import Layout
from parallel.store.beadline import bead_of_line
from parallel.store.held import HeldBead
from parallel.store.journal import Entry

_UNFIT = "the file was changed outside the workbench while this edit was still to be written into it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A pair with the edits made."""

    pair: AlignedPair
    """As it stands now."""
    held: tuple[HeldBead, ...]
    """Outcomes of edits that fit no more and stand nowhere."""


def change_of(entry: Entry) -> Change:
    """Return an edit's change."""
    return Change(
        kind=entry.kind,
        before=tuple(bead_of_line(line) for line in entry.before),
        after=tuple(bead_of_line(line) for line in entry.after),
    )


def replay(pair: AlignedPair, layout: Layout, entries: Sequence[Entry]) -> Replayed:
    """Make edits on a pair; one that the pair already holds is passed over, one that fits no more is held.

    Args:
        pair: what the file holds.
        layout: takes the lines of what is changed.
        entries: edits in order.
    """
    unfit: list[tuple[int, Change]] = []
    changes = [change_of(entry) for entry in entries]
    for number, change in enumerate(changes):
        try:
            pair = replaced(pair, change)
        except UnfitChange:
            unfit.append((number, change))
        else:
            layout.remember(zip(change.after, entries[number].after, strict=True))
    standing = {bead.revision for bead in pair.beads}
    held = []
    for number, change in unfit:
        later = {bead.revision for other in changes[number + 1 :] for bead in other.before}
        lost = [bead for bead in change.after if bead.revision not in later | standing]
        held += [HeldBead(bead=bead, reason=_UNFIT) for bead in lost if bead.human]
    return Replayed(pair=pair, held=tuple(held))
