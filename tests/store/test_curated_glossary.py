"""The curated glossary and what is said of it in docs."""

import csv
import re
from pathlib import Path

import pytest

from conftest import REPOSITORY
from parallel.model.finding import Severity
from parallel.model.termbase import TermBase
from parallel.store.glossary import load_glossary
from parallel.terms import validate

DOCS = REPOSITORY / "docs"


@pytest.fixture(scope="module")
def curated() -> TermBase:
    """The glossary of the repository."""
    return load_glossary(REPOSITORY / "glossary", "glossary")


def review_log(path: Path) -> list[dict[str, str]]:
    """Read the review log."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_concept_was_reviewed_twice(curated: TermBase) -> None:
    """The log has a pass for the Turkish and one for the English of each concept, and no other rows."""
    rows = review_log(DOCS / "glossary-review.tsv")
    passes = sorted((row["concept"], row["pass"]) for row in rows)
    assert passes == sorted((concept.id, name) for concept in curated for name in ("turkish", "english"))
    assert {row["verdict"] for row in rows} == {"accepted", "corrected"}
    assert all(concept.review == "reviewed-twice" for concept in curated)


def test_the_log_is_sorted() -> None:
    """Lines stand in order, so that two branches rarely touch the same place."""
    lines = (DOCS / "glossary-review.tsv").read_text("utf-8").splitlines()[1:]
    assert lines == sorted(lines)


def test_concepts_without_a_reference_are_listed(curated: TermBase) -> None:
    """The page names just those whose only source is editorial."""
    page = (DOCS / "glossary-editorial.md").read_text("utf-8")
    unsourced = {c.id for c in curated if all(source.title == "editorial" for source in c.sources)}
    assert set(re.findall(r"^- (.+)$", page, re.MULTILINE)) == unsourced
    assert f"{len(unsourced)} of {len(curated)} concepts." in page


def test_it_breaks_no_rule(curated: TermBase) -> None:
    """No errors; it holds many times the concepts asked for."""
    assert [problem for problem in validate(curated) if problem.severity is Severity.ERROR] == []
    assert len(curated) > 1000
