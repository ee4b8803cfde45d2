"""The consistency board: what the checks see, by check, with what people let pass."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from parallel.check.registry import CHECKS
from parallel.errors import UsageError
from parallel.model.bitext import AlignedBead, BeadId, PairId
from parallel.model.change import position_of
from parallel.model.finding import Severity
from parallel.web.marked import marked
from parallel.web.render import answer, page, record, site_of, words_of
from parallel.workbench.findings.boarding import SERIOUS_FIRST, Noted, apply_suggestion, suggested_text
from parallel.workbench.findings.waiving import report_again, waive_as_a_whole

SHOWN = 200
"""Findings of one check listed on a page; the rest is counted and found by the filters (chosen by us)."""

AT_ONCE = 1500
"""Beads that are checked while somebody waits for the page; more of them are a job (chosen by us: some seconds)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding ready to be shown."""

    noted: Noted
    """The finding."""
    bead: AlignedBead
    """Its bead."""
    source: Markup
    """Source text with the place marked."""
    target: Markup
    """Target text with the place marked."""
    fix: str | None
    """Target text with the suggestion put in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All findings of one check."""

    check: str
    """Check id."""
    severity: Severity
    """The worst among them."""
    found: tuple[Shown, ...]
    """In order of pairs and beads."""
    total: int
    """All of them, shown or not."""


def board(request: Request) -> Response:
    """Show the findings, those that ask for work first."""
    site = site_of(request)
    editors = site.editors()
    asked = request.query_params
    pair, severity, waived = asked.get("pair", ""), asked.get("severity", ""), asked.get("waived") == "1"
    beads_in_all = sum(len(editor.pair.beads) for editor in editors)
    if beads_in_all > AT_ONCE and not site.known_all(editors):
        return page(request, "unchecked.html", here="consistency", beads=beads_in_all)
    everything = site.findings(editors)
    beads = {editor.id: {bead.id: bead for bead in editor.pair.beads} for editor in editors}
    kept = [
        noted
        for found in everything.values()
        for noted in found
        if (not pair or noted.pair == pair)
        and (noted.finding.severity.value == severity if severity else noted.finding.severity is not Severity.INFO)
        and noted.open != waived
    ]
    counted = Counter(
        (noted.finding.severity.value if noted.open else "waived") for found in everything.values() for noted in found
    )
    return page(
        request,
        "board.html",
        here="consistency",
        groups=_groups(kept, beads),
        pairs=[editor.id for editor in editors],
        languages={editor.id: editor.pair.languages for editor in editors},
        pair=pair,
        severity=severity,
        severities=[known.value for known in SERIOUS_FIRST],
        waived=waived,
        counted=counted,
        beads=sum(len(known) for known in beads.values()),
        checks=len(CHECKS),
        shown=SHOWN,
    )


def apply(request: Request) -> Response:
    """Put a finding's suggestion into the text."""
    site = site_of(request)
    asked = record(request)
    fields = [asked.get(name) for name in ("pair", "bead", "revision", "check", "suggestion", "id")]
    if not all(isinstance(field, str) and field for field in fields):
        raise UsageError("a suggestion is named by pair, bead, revision, check and id")
    pair_id, bead, revision, check, suggestion, operation_id = (str(field) for field in fields)
    editor = site.editor(pair_id)
    found = [
        noted.finding
        for noted in site.findings(site.editors()).get(editor.id, ())
        if (noted.bead, noted.finding.check, noted.finding.suggestion) == (bead, check, suggestion)
    ]
    if not found:
        raise UsageError("this finding is gone; load the page again")
    saved = editor.apply(
        lambda pair: apply_suggestion(pair, BeadId(bead), found[0]), {BeadId(bead): revision}, operation_id
    )
    standing = editor.pair.beads[position_of(editor.pair, BeadId(bead))]
    return answer({"sequence": saved.sequence, "revision": standing.revision})


def stand(request: Request) -> Response:
    """Let a whole check, pair or check of a pair pass, to come too; or report it again."""
    site, asked = site_of(request), record(request)
    pair, check, reason = asked.get("pair", ""), asked.get("check", ""), asked.get("reason", "")
    if not (isinstance(pair, str) and isinstance(check, str) and isinstance(reason, str) and (pair or check)):
        raise UsageError("a waiver is named by a pair, a check or both")
    scope = {"pairs": [pair] if pair else [], "checks": [check] if check else []}
    if asked.get("back") is True:
        report_again(site.workspace, **scope)
    elif not reason.strip():
        raise UsageError("required")
    else:
        waive_as_a_whole(site.workspace, reason, **scope)
    return answer({"say": words_of(request)("done.waive", n=1)})


def _groups(kept: list[Noted], beads: dict[PairId, dict[BeadId, AlignedBead]]) -> list[Group]:
    by_check: dict[str, list[Noted]] = {}
    for noted in kept:
        by_check.setdefault(noted.finding.check, []).append(noted)
    groups = [
        Group(
            check=check,
            severity=min((noted.finding.severity for noted in found), key=SERIOUS_FIRST.index),
            found=tuple(_shown(noted, beads[noted.pair][noted.bead]) for noted in found[:SHOWN]),
            total=len(found),
        )
        for check, found in by_check.items()
    ]
    return sorted(groups, key=lambda group: (SERIOUS_FIRST.index(group.severity), group.check))


def _shown(noted: Noted, bead: AlignedBead) -> Shown:
    finding = noted.finding
    return Shown(
        noted=noted,
        bead=bead,
        source=marked(bead.source.text, [(span, "spot") for span in sorted(finding.source_spans)]),
        target=marked(bead.target.text, [(span, "spot") for span in sorted(finding.target_spans)]),
        fix=suggested_text(bead, finding),
    )
