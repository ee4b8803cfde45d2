"""What comes back edited becomes proposals, never over newer work."""

from dataclasses import replace

from builders import bead, pair
from parallel.exchange import units_of
from parallel.exchange.incoming import IncomingUnit
from parallel.exchange.proposals import Proposal, Verdict, proposals_for
from parallel.model.bitext import AlignedBead, BeadState

BEAD = bead(1, "Bir.", "One.")


def coming_back(target: str = "One.", state: BeadState | None = None) -> IncomingUnit:
    """Build the bead's unit as it was exported, with another translation."""
    (unit,), _ = units_of(pair(BEAD))
    return IncomingUnit(source=("Bir.",), target=(target,), properties=unit.properties, state=state)


def proposal(unit: IncomingUnit, *standing: AlignedBead) -> Proposal:
    """Compare one unit with the beads that stand."""
    (found,) = proposals_for(pair(*standing), [unit])
    return found


def test_nothing_changed() -> None:
    """The same texts are no proposal."""
    assert not proposal(coming_back(), BEAD).changes


def test_a_changed_translation() -> None:
    """Only the side that changed is proposed."""
    found = proposal(coming_back("The one."), BEAD)
    assert (found.verdict, found.source, found.target) == (Verdict.CHANGE, None, "The one.")
    assert "target → 'The one.'" in found.line()


def test_an_approval() -> None:
    """A unit that comes back approved proposes it; one that does not takes nothing back."""
    assert proposal(coming_back(state=BeadState.APPROVED), BEAD).approve
    approved = replace(BEAD, state=BeadState.APPROVED)
    assert proposal(coming_back(state=BeadState.AUTO), approved).verdict is Verdict.SAME


def test_newer_work_is_left_alone() -> None:
    """A bead somebody changed since the export is stale, unless it already says the same."""
    newer = replace(BEAD, target=replace(BEAD.target, edited="A newer one."), version=2)
    found = proposal(coming_back("The one."), newer)
    assert found.verdict is Verdict.STALE
    assert "left alone" in found.line()
    assert proposal(coming_back("A newer one."), newer).verdict is Verdict.SAME


def test_a_bead_that_is_gone() -> None:
    """It is named."""
    found = proposal(coming_back(), bead(7))
    assert found.verdict is Verdict.GONE
    assert "no such bead" in found.line()
