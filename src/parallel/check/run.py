"""Run checks over a bitext."""

from collections.abc import Iterator, Mapping

from parallel.check.base import Check
from parallel.check.options import CheckOptions
from parallel.check.reading.view import View
from parallel.check.registry import CHECKS
from parallel.errors import UsageError
from parallel.model.bitext import Bitext
from parallel.model.finding import Finding

_SLOW = frozenset(
    {
        "addition",
        "glossary-count",
        "glossary-forbidden",
        "glossary-missing",
        "glossary-not-preferred",
        "inconsistent-rendering",
        "mispaired",
        "omission",
    }
)
"""Checks that look up every word of the bitext; they come last, so that whoever stops a long run has the others."""


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
    return in_order([finding for _, found in each_check(bitext, options=options, checks=checks) for finding in found])


def each_check(
    bitext: Bitext, *, options: CheckOptions | None = None, checks: Mapping[str, Check] = CHECKS
) -> Iterator[tuple[str, Iterator[Finding]]]:
    """Yield the enabled checks one by one with their findings, quick ones first, for whoever shows progress or stops.

    Raises:
        UsageError: an enabled id is not the id of any check.
    """
    options = options or CheckOptions()
    names = enabled_checks(options, checks)
    view = View(bitext, options)
    for name in names:
        yield name, checks[name].run(view)


def enabled_checks(options: CheckOptions, checks: Mapping[str, Check] = CHECKS) -> tuple[str, ...]:
    """Return the ids of the checks that will run, in the order in which they run.

    Raises:
        UsageError: an enabled id is not the id of any check.
    """
    enabled = frozenset(checks) if options.enabled is None else options.enabled
    for unknown in sorted(enabled - frozenset(checks)):
        raise UsageError(f"no check is called {unknown}", hint=f"known: {', '.join(sorted(checks))}")
    return tuple(sorted(enabled, key=lambda name: (name in _SLOW, name)))


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort findings by row, check id and place."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.row, finding.check, finding.source_spans, finding.target_spans, finding.message)
