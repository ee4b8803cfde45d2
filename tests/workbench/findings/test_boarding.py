"""Findings on beads, and what is let pass."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from builders import bead, concept, pair, termbase
from oath import oath_workspace, pair_id
from parallel.errors import UsageError
from parallel.model.change import replaced
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span
from parallel.store.aligned import load_pair
from parallel.store.waivers import StandingWaiver
from parallel.store.workspace import Workspace
from parallel.workbench.edits import operations
from parallel.workbench.edits.translating import check_text
from parallel.workbench.findings.boarding import apply_suggestion, findings_of, of_one_cause, suggested_text
from parallel.workbench.findings.checking import Target, asked_in
from parallel.workbench.findings.waiving import waiver_on
from parallel.workbench.glossary.termbases import load_termbase
from parallel.workbench.pairs.bitexts import bitext_of

BASE = termbase(
    concept("misak-i-milli", "Misak-ı Millî", ("National Pact", "preferred"), ("National Oath", "forbidden"))
)
PAIR = pair(bead(1, "Misak-ı Millî kabul edildi.", "The National Oath was adopted."), bead(2))


def test_a_finding_knows_its_bead() -> None:
    """A finding names pair, bead and the bead's number."""
    found = findings_of([Target(bitext=bitext_of(PAIR), pair=PAIR)], BASE)[PAIR.id]
    (noted,) = [n for n in found if n.finding.check == "glossary-forbidden"]
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


def test_what_is_let_pass_as_a_whole_is_not_open() -> None:
    """The finding says who let it pass and why; findings of the same cause are found together while open."""
    twice = pair(*(bead(number, "Misak-ı Millî kabul edildi.", "The National Oath was adopted.") for number in (1, 2)))
    target = Target(bitext=bitext_of(twice), pair=twice)
    known = [n for n in findings_of([target], BASE)[twice.id] if n.finding.check == "glossary-forbidden"]
    assert (len(known), [n.reason for n in known if n.open]) == (2, ["", ""])
    assert of_one_cause(known, known[0]) == tuple(known)
    waiver = StandingWaiver(check="glossary-forbidden", reason="alıntı")
    let_pass = replace(target, standing=(waiver,))
    quiet = [n for n in findings_of([let_pass], BASE)[twice.id] if n.finding.check == "glossary-forbidden"]
    assert {(n.open, n.reason) for n in quiet} == {(False, "alıntı")}
    assert of_one_cause(quiet, quiet[0]) == ()


def test_renderings_asked_for_bind_here_too(tmp_path: Path) -> None:
    """On the board and while typing, an article's own rendering is the right one, and a check let pass is silent."""
    run = oath_workspace(tmp_path)
    workspace = Workspace(root=tmp_path)
    base = load_termbase(workspace)
    stored = load_pair(workspace.aligned_path(pair_id(tmp_path)), "p")[0]
    check = "glossary-not-preferred"

    def seen() -> tuple[int, int]:
        target = asked_in(workspace).target(stored)
        board = [n for n in findings_of([target], base)[stored.id] if n.finding.check == check and n.open]
        typed = check_text(stored.beads[0], "The National Oath was adopted in Ankara in 1919!", target, base)
        return len(board), sum(finding.check == check for finding in typed)

    assert seen() == (5, 1)
    asked = ("terms", "prefer", "misak-i-milli", "National Oath", "--article", "d", "--reason", "so")
    assert run(*asked).code == 0
    assert seen() == (0, 0)
    (tmp_path / "glossary" / "preferences.yaml").unlink()
    assert run("check", stored.id, "--standing", "--waive", "a draft").code == 0
    assert seen() == (0, 0)
