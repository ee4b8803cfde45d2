"""Findings let pass stay quiet, with their reason, until a text changes."""

from pathlib import Path

import pytest

from builders import bead, concept, pair, termbase
from oath import oath_workspace, pair_id
from parallel.check import CheckOptions
from parallel.errors import UsageError
from parallel.model.bitext import AlignedPair
from parallel.model.finding import Finding, Severity
from parallel.store.waivers import StandingWaiver
from parallel.store.workspace import Workspace
from parallel.workbench.edits import operations
from parallel.workbench.findings.checking import Target, check_targets, narrowed, waive_open
from parallel.workbench.findings.waiving import is_about, sift, standing_on
from parallel.workbench.pairs.bitexts import bitext_of
from running import Swift

BASE = termbase(
    concept("misak-i-milli", "Misak-ı Millî", ("National Pact", "preferred"), ("National Oath", "deprecated"))
)
CHECK = "glossary-not-preferred"


def three() -> AlignedPair:
    """Three beads, two of which use the discouraged term."""
    texts = ("The National Oath was adopted.", "The National Pact was adopted.", "The National Oath was read.")
    return pair(*(bead(number, "Misak-ı Millî kabul edildi.", text) for number, text in enumerate(texts)))


def found_in(stored: AlignedPair) -> tuple[Finding, ...]:
    """Return the findings of the check."""
    target = Target(bitext=bitext_of(stored))
    report = check_targets([target], CheckOptions(termbase=BASE, enabled=frozenset({CHECK})))
    return report.sifted[0].open


def with_waiver(stored: AlignedPair, number: int) -> AlignedPair:
    """Return the pair with the check waived on one bead."""
    change = operations.waive(stored, [stored.beads[number].id], CHECK, "the author's word")
    beads = {old.id: new for old, new in zip(change.before, change.after, strict=True)}
    return pair(*(beads.get(one.id, one) for one in stored.beads))


def test_a_waived_finding_is_set_apart() -> None:
    """Only the bead it was given for is quiet."""
    stored = with_waiver(three(), 0)
    sifted = sift(stored, bitext_of(stored), found_in(stored))
    assert [finding.row for finding in sifted.open] == [2]
    assert [finding.row for finding in sifted.waived] == [0]
    assert sifted.reopened == ()


@pytest.mark.parametrize("side", ["source", "target"])
def test_a_changed_text_reopens_it(side: str) -> None:
    """Whichever of the two texts changes, the finding is reported again and counted."""
    stored = with_waiver(three(), 0)
    text = "Misak-ı Millî ilan edildi." if side == "source" else "The National Oath was proclaimed."
    change = operations.edit_text(stored, stored.beads[0].id, side, text)
    changed = pair(*change.after, *stored.beads[1:])
    sifted = sift(changed, bitext_of(changed), found_in(changed))
    assert [finding.row for finding in sifted.open] == [0, 2]
    assert [finding.row for finding in sifted.reopened] == [0]


def test_another_check_is_not_silenced() -> None:
    """A waiver names one check."""
    stored = with_waiver(three(), 0)
    other = Finding(check="number", severity=Severity.WARNING, row=0, message="x")
    assert sift(stored, bitext_of(stored), [other]).open == (other,)


def test_findings_are_chosen_by_what_they_are_about() -> None:
    """Message and marked text count, case and circumflex do not."""
    stored = three()
    (first, _) = found_in(stored)
    rows = bitext_of(stored)
    assert is_about(rows, first, "MISAKI MILLI")
    assert is_about(rows, first, "national oath")
    assert not is_about(rows, first, "kabul")


def test_bare_files_have_no_waivers() -> None:
    """There is no bead to keep the reason with."""
    report = check_targets([Target(bitext=bitext_of(three()))], CheckOptions(termbase=BASE))
    with pytest.raises(UsageError):
        waive_open(Workspace(root=Path()), report, "because")


def test_ctrl_c_keeps_what_was_found() -> None:
    """Stopped in the second bitext: the first is whole, what one check had yielded stays, the rest is named."""
    calls: list[str] = []

    def stop(what: str, done: int, total: int, /) -> None:
        del done, total
        calls.append(what)
        if len(calls) == 2:
            raise KeyboardInterrupt

    targets = [Target(bitext=bitext_of(three())), Target(bitext=bitext_of(three()))]
    options = CheckOptions(termbase=BASE, enabled=frozenset({"number", CHECK}))
    report = check_targets(targets, options, progress=stop)
    assert [len(sifted.open) for sifted in report.sifted] == [2, 0]
    assert report.unfinished == (f"d.abstract: {CHECK}", "d.abstract: number")


def test_narrowing_keeps_rows_in_step() -> None:
    """Severity and words narrow open, waived and reopened findings alike."""
    stored = with_waiver(three(), 0)
    target = Target(bitext=bitext_of(stored), pair=stored)
    report = check_targets([target], CheckOptions(termbase=BASE, enabled=frozenset({CHECK})))
    shown = narrowed(report, severity=Severity.WARNING, about="oath")
    assert (len(shown.sifted[0].open), len(shown.sifted[0].waived)) == (1, 1)
    assert narrowed(report, severity=Severity.ERROR).sifted[0].waived == ()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Swift:
    """A built workspace whose five sentences use a discouraged term."""
    return oath_workspace(tmp_path_factory.mktemp("waiving"))


def test_one_command_lets_a_whole_cause_pass(workspace: Swift) -> None:
    """All findings about one term, in one undoable step; `build` no longer counts them; undo brings them back."""
    shown = workspace("check", "--about", "misakı milli", "--waive", "as in the first edition", "--format", "tsv")
    assert (shown.code, shown.out.count(CHECK)) == (0, 5)
    assert "let pass on 5 beads" in shown.err
    quiet = workspace("check", "--fail-on", "warning")
    assert quiet.code == 0
    assert "5 let pass (see --waived)" in quiet.err
    assert workspace("check", "--waived", "--format", "tsv").out.count(CHECK) == 5
    assert workspace("build").code == 0
    path = workspace.folder / "exports" / f"{pair_id(workspace.folder)}.findings.tsv"
    assert CHECK not in path.read_text("utf-8")
    assert workspace("undo", pair_id(workspace.folder)).code == 0
    assert workspace("check", "--fail-on", "warning").code == 1


def test_a_whole_check_or_pair_is_let_pass(workspace: Swift) -> None:
    """Until it is taken back: counted, listed with its reason, and no longer written by `build`."""
    pair_name = pair_id(workspace.folder)
    done = workspace("check", pair_name, "--only", CHECK, "--standing", "--waive", "as the author writes")
    assert (done.code, f"{CHECK} in {pair_name} let pass" in done.err) == (0, True)
    quiet = workspace("check", "--fail-on", "warning")
    assert quiet.code == 0
    assert "5 let pass, 5 of them by standing waivers (see --waived)" in quiet.err
    listed = workspace("check", "--waived", "--format", "tsv")
    assert listed.out.count(CHECK) == 5
    assert f"Standing: {CHECK} in {pair_name}: as the author writes" in listed.err
    assert workspace("build").code == 0
    assert CHECK not in (workspace.folder / "exports" / f"{pair_name}.findings.tsv").read_text("utf-8")
    assert workspace("check", pair_name, "--only", CHECK, "--report-again").code == 0
    assert workspace("check", "--fail-on", "warning").code == 1


@pytest.mark.parametrize(
    "said",
    [
        ("--standing",),
        ("--waive", " "),
        ("--standing", "--waive", "why"),
        ("--report-again", "--waive", "why"),
        ("--report-again", "--only", CHECK),
        ("no-such-pair", "--standing", "--waive", "why"),
        ("--only", CHECK, "--standing", "--waive", " "),
    ],
)
def test_standing_waivers_say_what_and_why(workspace: Swift, said: tuple[str, ...]) -> None:
    """Without a scope, a reason or a known pair nothing is let pass; what does not stand is not taken back."""
    assert workspace("check", *said).code == 2
    waivers = workspace.folder / "aligned" / "waivers.yaml"
    assert not waivers.exists() or not waivers.read_bytes()


def test_a_standing_waiver_covers_what_is_found_later() -> None:
    """It is asked for the pair and check alone, whatever the texts."""
    stored = with_waiver(three(), 0)
    standing = (StandingWaiver(check=CHECK, reason="r"), StandingWaiver(pair=stored.id, check=CHECK, reason="s"))
    sifted = sift(stored, bitext_of(stored), found_in(stored), standing)
    assert (len(sifted.open), len(sifted.waived), len(sifted.standing)) == (0, 2, 1)
    assert standing_on(standing, stored.id, CHECK) == standing[1]
    assert standing_on(standing, "other", "date") is None


def test_a_waiver_without_a_reason_is_refused(workspace: Swift) -> None:
    """An empty reason is a usage error, and nothing is stored."""
    refused = workspace("check", "--waive", "  ")
    assert (refused.code, "reason" in refused.err) == (2, True)


def test_files_cannot_be_waived(workspace: Swift, tmp_path: Path) -> None:
    """A bare file has no beads to keep the reason with."""
    name = tmp_path / "rows.tsv"
    name.write_text("Misak-ı Millî\tNational Oath\n", "utf-8")
    assert workspace("check", str(name), "--waive", "because").code == 2
