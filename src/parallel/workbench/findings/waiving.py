"""Findings people have looked at and let pass: one by one, until a text changes, or a whole pair or check for good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from parallel.check.registry import refuse_unknown
from parallel.errors import UsageError
from parallel.language import casing
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, Bitext, PairId, Waiver
from parallel.model.finding import Finding
from parallel.store.waivers import StandingWaiver, add_waiver, remove_waiver
from parallel.store.workspace import Workspace
from parallel.workbench.edits import operations
from parallel.workbench.edits.editing import Editor
from parallel.workbench.pairs.bitexts import texts_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """The findings of one bitext, by what people have said of them."""

    open: tuple[Finding, ...]
    """To be looked at; those reported again among them."""
    waived: tuple[Finding, ...] = ()
    """Let pass: one by one, and neither text has changed since, or by a standing waiver."""
    standing: tuple[Finding, ...] = ()
    """Those of them that a waiver of the whole pair or check lets pass."""
    reopened: tuple[Finding, ...] = ()
    """Let pass once, but a text has changed since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """Findings of one check let pass in one step."""

    pair: PairId
    """Pair they are in."""
    check: str
    """Check that reported them."""
    beads: tuple[BeadId, ...]
    """Beads they are on."""


def waiver_on(bead: AlignedBead, check: str) -> Waiver | None:
    """Return the waiver that silences a check on a bead; one given for other texts no longer holds."""
    digest = texts_digest(bead)
    return next((waiver for waiver in bead.waivers if waiver.check == check and waiver.texts == digest), None)


def standing_on(standing: Iterable[StandingWaiver], pair: str, check: str) -> StandingWaiver | None:
    """Return the standing waiver that lets a check pass in a pair, the narrowest one; None where none does."""
    found = [waiver for waiver in standing if waiver.silences(pair, check)]
    return max(found, key=lambda waiver: sum(map(bool, waiver.scope)), default=None)


def sift(
    pair: AlignedPair, bitext: Bitext, findings: Iterable[Finding], standing: Sequence[StandingWaiver] = ()
) -> Sifted:
    """Part findings by the waivers on the beads they are about, then by those of the whole pair or check.

    Cost: linear.

    Args:
        pair: the beads with their waivers.
        bitext: the pair's rows, as they were checked.
        findings: what was found on the rows.
        standing: waivers of pairs and checks.
    """
    with_waivers = {bead.id: bead for bead in pair.beads if bead.waivers}
    still: list[Finding] = []
    waived: list[Finding] = []
    by_standing: list[Finding] = []
    reopened: list[Finding] = []
    for finding in findings:
        bead = with_waivers.get(bitext.rows[finding.row].bead or BeadId(""))
        if bead is not None and waiver_on(bead, finding.check) is not None:
            waived.append(finding)
            continue
        if standing_on(standing, pair.id, finding.check) is not None:
            waived.append(finding)
            by_standing.append(finding)
            continue
        still.append(finding)
        if bead is not None and any(waiver.check == finding.check for waiver in bead.waivers):
            reopened.append(finding)
    return Sifted(open=tuple(still), waived=tuple(waived), standing=tuple(by_standing), reopened=tuple(reopened))


def is_about(bitext: Bitext, finding: Finding, words: str) -> bool:
    """Tell whether a finding's message or the text it marks holds some words, whatever their case and accents."""
    row = bitext.rows[finding.row]
    marked = [span.of(row.source) for span in finding.source_spans]
    marked += [span.of(row.target) for span in finding.target_spans]
    wanted = casing.fold_loose(words).text
    return any(wanted in casing.fold_loose(text).text for text in (finding.message, *marked))


def waive_findings(
    workspace: Workspace, pair: AlignedPair, bitext: Bitext, findings: Sequence[Finding], reason: str
) -> tuple[Waived, ...]:
    """Let findings of a pair pass, one step for each check; `tren undo` takes a step back.

    Args:
        workspace: where the pair is kept.
        pair: the beads as they were checked.
        bitext: their rows.
        findings: what to let pass.
        reason: why; it is kept with the beads.

    Raises:
        UsageError: no reason, or nothing to let pass.
        StaleError: a bead was changed since it was checked; nothing of that step is saved.
        WriteError: it is not saved.
    """
    if not reason.strip():
        raise UsageError("a waiver needs a reason", hint="Say why the findings may pass")
    by_check: dict[str, dict[BeadId, None]] = {}
    for finding in findings:
        if (bead := bitext.rows[finding.row].bead) is not None:
            by_check.setdefault(finding.check, {})[bead] = None
    editor = Editor(workspace, pair.id)
    beads = {bead.id: bead for bead in pair.beads}
    done = []
    for check, chosen in sorted(by_check.items()):
        # A step before this one may have put its own waiver on the bead; what must not have changed is the text.
        standing = {bead.id: bead for bead in editor.pair.beads}
        same = [b for b in chosen if b in standing and texts_digest(standing[b]) == texts_digest(beads[b])]
        if same:
            operation = partial(operations.waive, beads=same, check=check, reason=reason)
            editor.apply(operation, {bead: standing[bead].revision for bead in same})
            done.append(Waived(pair=pair.id, check=check, beads=tuple(same)))
    editor.fold()
    return tuple(done)


def waive_as_a_whole(
    workspace: Workspace, reason: str, *, pairs: Sequence[str] = (), checks: Sequence[str] = ()
) -> tuple[StandingWaiver, ...]:
    """Let pass every finding, to come too, of some pairs and checks.

    Args:
        workspace: where they stand.
        reason: why.
        pairs: in which pairs; none means in all, those to come too.
        checks: of which checks; none means of all.

    Returns:
        What was written: one waiver for each pair and check.

    Raises:
        UsageError: no reason, neither pairs nor checks, an unknown pair or check, or it is let pass already.
        WriteError: it is not saved.
    """
    _known(workspace, pairs, checks)
    done = []
    for pair in pairs or ("",):
        for check in checks or ("",):
            done.append(StandingWaiver(pair=pair, check=check, reason=" ".join(reason.split())))
            add_waiver(workspace, done[-1])
    return tuple(done)


def report_again(
    workspace: Workspace, *, pairs: Sequence[str] = (), checks: Sequence[str] = ()
) -> tuple[StandingWaiver, ...]:
    """Take standing waivers back, and return them; named as for ``waive_as_a_whole``.

    Raises:
        UsageError: there is none of just this scope.
        WriteError: it is not saved.
    """
    scopes = [(pair, check) for pair in pairs or ("",) for check in checks or ("",)]
    return tuple(remove_waiver(workspace, pair=pair, check=check) for pair, check in scopes)


def _known(workspace: Workspace, pairs: Iterable[str], checks: Iterable[str]) -> None:
    listed = {entry.id for entry in workspace.manifest().pairs}
    for pair in pairs:
        if pair not in listed:
            raise UsageError(f"no pair {pair!r}", hint=f"Known pairs: {', '.join(sorted(listed))}")
    refuse_unknown(checks)
