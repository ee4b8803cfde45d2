"""Findings on beads, and what is let pass."""

from functools import partial

import pytest

from builders import bead, concept, pair, termbase
from parallel.errors import UsageError
from parallel.model.change import replaced
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span
from parallel.workbench.edits import operations
from parallel.workbench.findings.boarding import apply_suggestion, findings_of, suggested_text
from parallel.workbench.findings.waiving import waiver_on

BASE = termbase(
    concept("misak-i-milli", "Misak-ı Millî", ("National Pact", "preferred"), ("National Oath", "forbidden"))
)
PAIR = pair(bead(1, "Misak-ı Millî kabul edildi.", "The National Oath was adopted."), bead(2))


def test_a_finding_knows_its_bead() -> None:
    """A finding names pair, bead and the bead's number."""
    (noted,) = [n for n in findings_of([PAIR], BASE)[PAIR.id] if n.finding.check == "glossary-forbidden"]
    assert (noted.bead, noted.number, noted.waiver) == (PAIR.beads[0].id, 1, None)


def test_a_waiver_holds_for_the_texts_it_was_given_for() -> None:
    """Let pass, the finding carries the reason; after an edit it stands open again."""
    waive = partial(operations.waive, beads=[PAIR.beads[0].id], check="glossary-forbidden", reason="alıntı")
    waived = replaced(PAIR, waive(PAIR))
    assert waiver_on(waived.beads[0], "glossary-forbidden") is not None
    edited = replaced(waived, operations.edit_text(waived, waived.beads[0].id, "target", "National Oath!"))
    assert waiver_on(edited.beads[0], "glossary-forbidden") is None


def test_a_suggestion_takes_the_place_of_the_span() -> None:
    """The marked words are replaced and nothing else."""
    finding = Finding(
        check="x", severity=Severity.ERROR, row=0, message="m", target_spans=(Span(4, 17),), suggestion="National Pact"
    )
    assert suggested_text(PAIR.beads[0], finding) == "The National Pact was adopted."
    change = apply_suggestion(PAIR, PAIR.beads[0].id, finding)
    assert change.after[0].target.text == "The National Pact was adopted."


def test_without_a_single_place_nothing_is_applied() -> None:
    """A finding that names no place can't be applied."""
    finding = Finding(check="x", severity=Severity.ERROR, row=0, message="m", suggestion="National Pact")
    with pytest.raises(UsageError):
        apply_suggestion(PAIR, PAIR.beads[0].id, finding)
