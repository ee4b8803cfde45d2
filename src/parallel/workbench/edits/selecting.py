"""Which beads an edit is about, as a person names them."""

from collections.abc import Sequence
from dataclasses import dataclass

from parallel.errors import UsageError
from parallel.language import casing
from parallel.language.counting import counted
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, BeadState
from parallel.model.change import position_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to look for; every condition must hold."""

    states: frozenset[BeadState] = frozenset(BeadState)
    """States wanted."""
    flagged: bool = False
    """Only flagged ones."""
    above: float = 0.0
    """Least confidence."""
    find: str = ""
    """Text in either side, compared in Turkish or English lower case as the side demands."""


def named_beads(pair: AlignedPair, names: Sequence[str]) -> tuple[BeadId, ...]:
    """Return bead ids for what a person typed: ids, or numbers counted from 1 as ``tren edit list`` shows them.

    Raises:
        UsageError: there is no such bead.
    """
    found = []
    for name in names:
        if name.isdecimal() and "/" not in name:
            number = int(name)
            if not 1 <= number <= len(pair.beads):
                size = counted(len(pair.beads), "bead")
                raise UsageError(f"no bead number {number} in {pair.id}", hint=f"It has {size}")
            found.append(pair.beads[number - 1].id)
        else:
            found.append(pair.beads[position_of(pair, BeadId(name))].id)
    return tuple(found)


def selected(pair: AlignedPair, selection: Selection) -> tuple[tuple[int, AlignedBead], ...]:
    """Return beads that meet a selection, with their numbers counted from 1."""
    return tuple((number, bead) for number, bead in enumerate(pair.beads, 1) if _meets(pair, bead, selection))


def _meets(pair: AlignedPair, bead: AlignedBead, selection: Selection) -> bool:
    if bead.state not in selection.states or bead.confidence < selection.above:
        return False
    if selection.flagged and not bead.flagged:
        return False
    sides = ((bead.source.text, pair.languages.source), (bead.target.text, pair.languages.target))
    return any(
        casing.fold_strict(selection.find, language) in casing.fold_strict(text, language) for text, language in sides
    )
