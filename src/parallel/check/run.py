"""Run checks over a bitext."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parallel.check.base import Check
from parallel.check.options import CheckOptions
from parallel.check.reading.view import View
from parallel.check.registry import CHECKS, refuse_unknown
from parallel.model.bitext import Bitext
from parallel.model.finding import Finding

_LOOKS_UP_TERMS = frozenset({"inconsistent-name", "inconsistent-rendering"})
"""Checks of whole bitexts that match the term base; they come last, so that whoever stops a long run has the others."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a run."""

    name: str
    """Check, or the rows that are checked."""
    findings: Iterator[Finding]
    """What it finds, as it finds it."""
    finishes: tuple[str, ...]
    """Ids of the checks that have seen everything once the findings are drawn."""


def run_checks(
    bitext: Bitext, *, options: CheckOptions | None = None, checks: Mapping[str, Check] = CHECKS
) -> tuple[Finding, ...]:
    """Run the enabled checks over a bitext.

    Cost: linear in the text, apart from the term base's matching.

    Args:
        bitext: two-sided rows in reading order.
        options: term base, enabled ids, thresholds; None means the defaults, without a term base.
        checks: checks by id, for callers who bring their own.

    Returns:
        Findings sorted by row, check id and place.

    Raises:
        UsageError: an enabled id is not the id of any check.
    """
    steps = plan(bitext, options=options, checks=checks)
    return in_order([finding for step in steps for finding in step.findings])


def plan(
    bitext: Bitext, *, options: CheckOptions | None = None, checks: Mapping[str, Check] = CHECKS
) -> tuple[Step, ...]:
    """Return the steps of a run, for whoever shows progress or stops: nothing is checked before findings are drawn.

    Checks that look at whole bitexts come one by one, the others window by window of the rows, so that what is read of
    a text serves all of them and need not be kept.

    Raises:
        UsageError: an enabled id is not the id of any check.
    """
    options = options or CheckOptions()
    names = enabled_checks(options, checks)
    view = View(bitext, options)
    rowwise = tuple(name for name in names if checks[name].rowwise)
    whole = [Step(name, checks[name].run(view), (name,)) for name in names if not checks[name].rowwise]
    late = [step for step in whole if step.name in _LOOKS_UP_TERMS]
    windows = list(view.windows()) if rowwise else []
    steps = [
        Step(f"{window.rows.start + 1}–{window.rows.stop}", _all(window, rowwise, checks), ()) for window in windows
    ]
    if steps:
        steps[-1] = replace(steps[-1], finishes=rowwise)
    return (*(step for step in whole if step not in late), *steps, *late)


def _all(window: View, names: Sequence[str], checks: Mapping[str, Check]) -> Iterator[Finding]:
    for name in names:
        yield from checks[name].run(window)


def enabled_checks(options: CheckOptions, checks: Mapping[str, Check] = CHECKS) -> tuple[str, ...]:
    """Return the ids of the checks that will run.

    Raises:
        UsageError: an enabled id is not the id of any check.
    """
    enabled = frozenset(checks) if options.enabled is None else options.enabled
    refuse_unknown(enabled, checks)
    return tuple(sorted(enabled))


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort findings by row, check id and place."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.row, finding.check, finding.source_spans, finding.target_spans, finding.message)
