"""Run checks over a bitext."""

from collections.abc import Mapping

from parallel.check.base import Check
from parallel.check.options import CheckOptions
from parallel.check.reading.view import View
from parallel.check.registry import CHECKS
from parallel.errors import UsageError
from parallel.model.bitext import Bitext
from parallel.model.finding import Finding


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
    options = options or CheckOptions()
    enabled = frozenset(checks) if options.enabled is None else options.enabled
    for unknown in sorted(enabled - frozenset(checks)):
        raise UsageError(f"no check is called {unknown}", hint=f"known: {', '.join(sorted(checks))}")
    view = View(bitext, options)
    found = [finding for name in sorted(enabled) for finding in checks[name].run(view)]
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.row, finding.check, finding.source_spans, finding.target_spans, finding.message)
