"""Running checks."""

import pytest

from check.trial import bitext
from parallel.check import CheckOptions, run_checks
from parallel.errors import UsageError


def test_findings_are_sorted_by_row_and_check() -> None:
    """Output order does not depend on the order of checks."""
    pairs = [("Geldi (x).", "the the (x."), ("20 gün", "30 days days")]
    found = run_checks(bitext(pairs))
    assert [(f.row, f.check) for f in found] == [
        (0, "brackets"),
        (0, "doubled-word"),
        (1, "doubled-word"),
        (1, "number"),
    ]


def test_only_enabled_checks_run() -> None:
    """The rest stay silent."""
    options = CheckOptions(enabled=frozenset({"brackets"}))
    assert {f.check for f in run_checks(bitext([("(x)", "the the (x")]), options=options)} == {"brackets"}


def test_an_unknown_id_is_refused() -> None:
    """A misspelt id never means "nothing to report"."""
    with pytest.raises(UsageError, match="glosary"):
        run_checks(bitext([]), options=CheckOptions(enabled=frozenset({"glosary"})))


def test_thresholds_cannot_be_negative() -> None:
    """Settings are checked where they are made."""
    with pytest.raises(UsageError):
        CheckOptions(minimum_length=-1)
