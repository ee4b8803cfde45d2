"""What the checks see in the pairs of a workspace, beside what people have let pass."""

from collections.abc import Sequence
from dataclasses import dataclass

from parallel.check import CheckOptions, run_checks
from parallel.check.rendering import count_usage
from parallel.errors import UsageError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, PairId, Waiver
from parallel.model.change import Change, position_of
from parallel.model.finding import Finding, Severity
from parallel.model.termbase import TermBase
from parallel.workbench.edits import operations
from parallel.workbench.findings.waiving import waiver_on
from parallel.workbench.pairs.bitexts import bitext_of

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
    related: tuple[BeadId, ...] = ()
    """Beads it is compared with."""


def findings_of(pairs: Sequence[AlignedPair], termbase: TermBase) -> dict[PairId, tuple[Noted, ...]]:
    """Run all checks over all pairs.

    Cost: linear in the texts, apart from the matching of the term base.

    Returns:
        Findings by pair, in the order of the beads.
    """
    bitexts = [bitext_of(pair) for pair in pairs]
    options = CheckOptions(termbase=termbase, usage=count_usage(bitexts, termbase))
    found: dict[PairId, tuple[Noted, ...]] = {}
    for pair, bitext in zip(pairs, bitexts, strict=True):
        beads = {bead.id: (number, bead) for number, bead in enumerate(pair.beads, 1)}
        ids = [row.bead for row in bitext.rows]
        noted = []
        for finding in run_checks(bitext, options=options):
            bead_id = ids[finding.row]
            if bead_id is not None:
                number, bead = beads[bead_id]
                related = tuple(other for row in finding.related if (other := ids[row]) is not None)
                waiver = waiver_on(bead, finding.check)
                noted.append(
                    Noted(pair=pair.id, bead=bead_id, number=number, finding=finding, waiver=waiver, related=related)
                )
        found[pair.id] = tuple(noted)
    return found


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
