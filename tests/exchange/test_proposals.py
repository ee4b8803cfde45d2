"""What comes back edited becomes proposals, never over newer work."""

from dataclasses import replace

import pytest

from builders import bead, pair
from parallel.exchange import Credits, TranslationUnit, units_of
from parallel.exchange.incoming import IncomingUnit
from parallel.exchange.proposals import Proposal, Verdict, proposals_for
from parallel.model.bitext import AlignedBead, BeadState

BEAD = bead(1, "Bir.", "One.")


def exported(bead: AlignedBead = BEAD, credit: Credits | None = None) -> TranslationUnit:
    """Return the bead's unit as it goes out."""
    return units_of(pair(bead), credit=credit)[0][0]


def coming_back(
    target: str = "One.", state: BeadState | None = None, *, bead: AlignedBead = BEAD, notes: tuple[str, ...] = ()
) -> IncomingUnit:
    """Build the bead's unit as it was exported, with another translation, state or notes."""
    return IncomingUnit(
        source=("Bir.",), target=(target,), properties=exported(bead).properties, state=state, notes=notes
    )


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


@pytest.mark.parametrize(
    ("stands", "comes", "proposed"),
    [
        (BeadState.AUTO, BeadState.APPROVED, BeadState.APPROVED),
        (BeadState.EDITED, BeadState.APPROVED, BeadState.APPROVED),
        (BeadState.AUTO, BeadState.EDITED, BeadState.EDITED),
        (BeadState.APPROVED, BeadState.EDITED, BeadState.EDITED),
        (BeadState.APPROVED, BeadState.AUTO, BeadState.EDITED),
        (BeadState.EDITED, BeadState.AUTO, None),
        (BeadState.APPROVED, None, None),
        (BeadState.APPROVED, BeadState.APPROVED, None),
    ],
)
def test_a_changed_state(stands: BeadState, comes: BeadState | None, proposed: BeadState | None) -> None:
    """Approval is given and taken back; a file that says nothing proposes nothing; nothing becomes automatic again."""
    standing = replace(BEAD, state=stands)
    found = proposal(coming_back(state=comes, bead=standing), standing)
    assert (found.state, found.changes) == (proposed, proposed is not None)
    assert not proposed or ("approved" if proposed is BeadState.APPROVED else "counts as edited") in found.line()


NOTED = replace(BEAD, note="bak", extra=(("origin", {"notes": ["eski"], "properties": []}),))
OURS = exported(NOTED).note


@pytest.mark.parametrize(
    ("notes", "proposed"),
    [
        ((OURS, "bak", "eski"), None),
        ((OURS, "bak ", " eski"), None),
        ((OURS, "baktım", "eski"), "baktım"),
        ((OURS, "bak", "bir daha", "eski"), "bak; bir daha"),
        ((OURS, "bak", "eskimiş"), "bak; eskimiş"),
        ((OURS, "eski"), ""),
        ((OURS,), ""),
        ((), None),
        (("",), None),
        ((f"{OURS}; bak; eski",), None),
        ((f"{OURS}; baktım; eski",), "baktım"),
        ((f"{OURS}; bak; eski; bir daha",), "bak; eski; bir daha"),
        ((OURS.replace("page", "sayfa"), "baktım"), None),
        (("Bunu sor.",), "Bunu sor."),
    ],
)
def test_a_changed_remark(notes: tuple[str, ...], proposed: str | None) -> None:
    """In a list of notes or in one cell; provenance and what the bead came with are no remarks of ours."""
    found = proposal(coming_back(bead=NOTED, notes=notes), NOTED)
    assert found.note == proposed
    assert found.verdict is (Verdict.SAME if proposed is None else Verdict.CHANGE)
    assert ("note removed" if proposed == "" else f"note → {proposed!r}") in found.line() or proposed is None


def test_remarks_behind_rights() -> None:
    """The provenance of a document with rights holds the mark that parts notes in a cell."""
    credit = Credits(source=(("rights", "Kamu malı; serbest"),))
    unit = exported(credit=credit)
    back = replace(coming_back(), notes=(f"{unit.note}; yeni",))
    (found,) = proposals_for(pair(BEAD), [back], credit=credit)
    assert found.note == "yeni"


def test_a_remark_over_newer_work_is_stale() -> None:
    """A remark or state for a bead somebody changed since is left alone."""
    newer = replace(BEAD, note="burada", version=2)
    assert proposal(coming_back(notes=(exported().note, "orada")), newer).verdict is Verdict.STALE
    assert proposal(coming_back(state=BeadState.APPROVED), newer).verdict is Verdict.STALE


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
