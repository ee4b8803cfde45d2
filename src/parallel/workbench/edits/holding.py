"""Taking up work whose place in the text has gone: placing it on a bead that stands, or putting it away."""

from collections.abc import Sequence
from dataclasses import replace

from parallel.errors import UsageError
from parallel.model.bitext import AlignedPair, BeadId, BeadState, HeldBead, Side
from parallel.model.change import Change, position_of


def place(pair: AlignedPair, bead: BeadId, held: HeldBead, *, source: bool = False) -> Change:
    """Bring what people did to a held bead onto one that stands: its target text and every mark and remark.

    The bead keeps its sentences and, unless asked otherwise, what its source says; it counts as edited, since nobody
    has vouched for the two together.

    Args:
        pair: the pair.
        bead: the bead that takes the work up.
        held: what is held.
        source: bring the held source text too.

    Raises:
        UsageError: no such bead.
    """
    old = pair.beads[position_of(pair, bead)]
    work = held.bead
    changed = replace(
        old,
        source=_saying(old.source, work.source.text) if source else old.source,
        target=_saying(old.target, work.target.text),
        state=BeadState.EDITED,
        flagged=_both(old.flagged, work.flagged),
        excluded=_both(old.excluded, work.excluded),
        note=_both(old.note, work.note),
        waivers=tuple(dict.fromkeys((*old.waivers, *work.waivers))),
        version=max(old.version, work.version) + 1,
    )
    return Change(kind="place", before=(old,), after=(changed,), taken=(held,))


def put_away(_pair: AlignedPair, held: Sequence[HeldBead]) -> Change:
    """Hold some work no longer; it stays in the journal, and undo brings it back."""
    return Change(kind="put away", before=(), after=(), taken=tuple(held))


def held_named(held: Sequence[HeldBead], names: Sequence[str]) -> tuple[HeldBead, ...]:
    """Return held beads by number, as they are listed, or by id.

    Raises:
        UsageError: there is none of that name, or several.
    """
    return tuple(_named(held, name) for name in names)


def _named(held: Sequence[HeldBead], name: str) -> HeldBead:
    if name.isdecimal() and 0 < int(name) <= len(held):
        return held[int(name) - 1]
    found = [item for item in held if name in {item.bead.id, f"{item.bead.id}@{item.bead.revision}"}]
    if len(found) != 1:
        what = f"{len(found)} held beads are called {name!r}" if found else f"no held bead {name!r}"
        raise UsageError(what, hint="`tren edit held PAIR` lists them with their numbers")
    return found[0]


def _saying(side: Side, text: str) -> Side:
    return replace(side, edited=None if text == " ".join(side.texts) else text)


def _both(one: str, other: str) -> str:
    return "; ".join(dict.fromkeys(words for words in (one, other) if words))
