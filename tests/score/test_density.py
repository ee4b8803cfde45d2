"""Findings per thousand words."""

import pytest

from parallel.model.finding import Finding, Severity
from parallel.score import finding_rates
from score.trial import bitext, values


def finding(check: str, severity: Severity) -> Finding:
    """Build a finding on the first row."""
    return Finding(check=check, severity=severity, row=0, message="m")


def test_rates_by_hand() -> None:
    """Three findings on four words; info is not counted."""
    found = [finding("date", Severity.ERROR)] + [finding("number", Severity.WARNING)] * 2
    found += [finding("number", Severity.INFO)] * 5
    scores = finding_rates(bitext(("iki söz", "four words of text")), found)
    assert values(scores) == {"findings": 750}
    assert values(scores, "number") == {"findings": 500}
    assert values(scores, "date") == {"findings": pytest.approx(250)}


def test_no_words_no_rates() -> None:
    """A translation without words has no density."""
    assert not finding_rates(bitext(("söz", "")), [])


def test_no_findings_is_zero() -> None:
    """A clean translation has a rate of nought."""
    assert values(finding_rates(bitext(("söz", "word")), [])) == {"findings": 0}
