"""Every check has a page in docs/checks/, and what the page says is true."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from check.trial import findings
from parallel.check import CheckOptions
from parallel.check.registry import CHECKS
from parallel.model.finding import Finding, Severity

PAGES = Path(__file__).resolve().parents[2] / "docs" / "checks"
IDS = sorted(CHECKS)


def page(check_id: str) -> str:
    """Read a check's page."""
    return (PAGES / f"{check_id}.md").read_text("utf-8")


def examples(check_id: str, kind: str) -> tuple[Finding, ...]:
    """Run the check over the page's examples of one kind."""
    found = re.search(rf"```{kind}\n(.*?)\n```", page(check_id), re.DOTALL)
    assert found
    pairs = [line.split(" | ") for line in found.group(1).splitlines()]
    return findings(check_id, [(source, target) for source, target in pairs])


def section(check_id: str, name: str) -> str:
    """Return a named paragraph of a page."""
    found = re.search(rf"^\*\*{re.escape(name)}:\*\* (.+)$", page(check_id), re.MULTILINE)
    assert found, f"{check_id} says nothing of {name}"
    return found.group(1)


@pytest.mark.parametrize("check_id", IDS)
def test_the_page_says_what_the_check_says(check_id: str) -> None:
    """Id, summary, severity, and what would silence it."""
    check = CHECKS[check_id]
    assert page(check_id).startswith(f"# {check_id}\n\n{check.summary}\n")
    assert section(check_id, "Severity").startswith(check.severity.value)
    assert section(check_id, "What would silence it").startswith(check.silenced_by)


@pytest.mark.parametrize("check_id", IDS)
def test_options_exist(check_id: str) -> None:
    """Every option named is one, and there is a word on options."""
    named = re.findall(r"`([a-z_]+)`", section(check_id, "Options"))
    assert set(named) <= {field.name for field in fields(CheckOptions)}
    assert named or "none of its own" in section(check_id, "Options")


@pytest.mark.parametrize("check_id", IDS)
def test_examples_are_true(check_id: str) -> None:
    """The first example is reported with the page's severity, the second one is left alone."""
    usual = CHECKS[check_id].severity
    serious = {Severity.WARNING, Severity.ERROR}
    reported = {finding.severity for finding in examples(check_id, "reported")}
    assert (reported & serious) if usual in serious else reported
    quiet = [f for f in examples(check_id, "quiet") if usual is Severity.INFO or f.severity in serious]
    assert not quiet


def test_no_page_without_a_check() -> None:
    """Pages of checks that are gone are gone too, and the index has them all."""
    assert {path.stem for path in PAGES.glob("*.md")} - {"README"} == set(IDS)
    index = (PAGES / "README.md").read_text("utf-8")
    assert re.findall(r"^\| \[([a-z-]+)\]", index, re.MULTILINE) == IDS
