"""What the checks see in the pairs of a workspace, beside what people have let pass."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parallel.check import CheckOptions
from parallel.check.run import in_order
from parallel.errors import UsageError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, PairId, Waiver
from parallel.model.change import Change, position_of
from parallel.model.finding import Finding, Severity
from parallel.model.termbase import TermBase
from parallel.store.waivers import StandingWaiver
from parallel.workbench.edits import operations
from parallel.workbench.findings.checking import Target, check_targets
from parallel.workbench.findings.waiving import standing_on, waiver_on
from parallel.workbench.progress import Progress, silent

SERIOUS_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A finding on a bead."""

    pair: PairId
    """Pair it is in."""
    bead: BeadId
    """Bead it is on."""
    number: int
    """The bead's place in its pair, from 1."""
    finding: Finding
    """What the check saw."""
    waiver: Waiver | None = None
    """Set when a person let it pass and neither text has changed since."""
    standing: StandingWaiver | None = None
    """Set when the whole pair or check is let pass."""
    related: tuple[BeadId, ...] = ()
    """Beads it is compared with."""

    @property
    def open(self) -> bool:
        """Whether it is to be looked at."""
        return self.waiver is None and self.standing is None

    @property
    def reason(self) -> str:
        """Why it was let pass; empty while it is open."""
        given = self.waiver or self.standing
        return given.reason if given else ""


def findings_of(
    targets: Sequence[Target], termbase: TermBase, *, progress: Progress = silent
) -> dict[PairId, tuple[Noted, ...]]:
    """Run all checks over pairs of a workspace.

    Cost: linear in the texts, apart from the matching of the term base.

    Args:
        targets: pairs, as ``Asked.target`` gives them; each is compared with the others.
        termbase: of the workspace.
        progress: told before each step; what it raises ends the run.

    Returns:
        Findings by pair, in the order of the beads.
    """
    report = check_targets(targets, CheckOptions(termbase=termbase), progress=progress)
    if report.unfinished:
        raise KeyboardInterrupt
    return {
        target.pair.id: _noted(target.pair, target, in_order([*sifted.open, *sifted.waived]))
        for target, sifted in zip(report.targets, report.sifted, strict=True)
        if target.pair is not None
    }


def _noted(pair: AlignedPair, target: Target, findings: Sequence[Finding]) -> tuple[Noted, ...]:
    beads = {bead.id: (number, bead) for number, bead in enumerate(pair.beads, 1)}
    ids = [row.bead for row in target.bitext.rows]
    noted = []
    for finding in findings:
        bead_id = ids[finding.row]
        if bead_id is not None:
            number, bead = beads[bead_id]
            noted.append(
                Noted(
                    pair=pair.id,
                    bead=bead_id,
                    number=number,
                    finding=finding,
                    waiver=waiver_on(bead, finding.check),
                    standing=standing_on(target.standing, pair.id, finding.check),
                    related=tuple(other for row in finding.related if (other := ids[row]) is not None),
                )
            )
    return tuple(noted)


def of_one_cause(known: Iterable[Noted], one: Noted) -> tuple[Noted, ...]:
    """Return the open findings that say the very same as one of them, in any pair: to be let pass in one go."""
    said = (one.finding.check, one.finding.message)
    return tuple(noted for noted in known if noted.open and (noted.finding.check, noted.finding.message) == said)


def suggested_text(bead: AlignedBead, finding: Finding) -> str | None:
    """Return the target text with a finding's suggestion put in, or None where it names no single place."""
    if not finding.suggestion or len(finding.target_spans) != 1:
        return None
    (span,) = finding.target_spans
    text = bead.target.text
    return text[: span.start] + finding.suggestion + text[span.end :]


def apply_suggestion(pair: AlignedPair, bead: BeadId, finding: Finding) -> Change:
    """Put a finding's suggestion into the target text.

    Raises:
        UsageError: it suggests nothing for a single place.
    """
    text = suggested_text(pair.beads[position_of(pair, bead)], finding)
    if text is None:
        raise UsageError("this finding names no single place to mend", where=bead, hint="Edit the text instead")
    return operations.edit_text(pair, bead, "target", text)
