"""Two short articles written to be checked for the first time: planted errors found, correct rows left alone.

Each line of ``articles/*.tsv``: paragraph, Turkish, English, and where an error is planted its kind and the English
with it. They were checked once before any check was changed for them; that figure stands in ``docs/benchmarks.md``.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from parallel.check import CheckOptions, run_checks
from parallel.model.bitext import Bitext, Row
from parallel.model.finding import Finding, Severity
from parallel.model.termbase import TermBase
from parallel.store.glossary import load_glossary

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.tsv"))
FITTING = {
    "doubled-word": ("doubled-word",),
    "inconsistent-acronym": ("inconsistent", "glossary"),
    "inconsistent-institution": ("inconsistent", "glossary"),
    "inconsistent-name": ("inconsistent", "glossary"),
    "inconsistent-term": ("inconsistent", "glossary"),
    "lost-citation": ("citation",),
    "missing-negation": ("negation", "omission"),
    "month-day-swap": ("date",),
    "omitted-clause": ("omission",),
    "unbalanced-brackets": ("brackets",),
    "unbalanced-quotes": ("quotes",),
    "untranslated": ("untranslated", "glossary-missing"),
    "wrong-date": ("date", "number"),
    "wrong-number": ("number", "date"),
}
"""How the ids of checks begin that may find an error of a kind."""


@dataclass(frozen=True, slots=True)
class Line:
    """One pair of an article."""

    paragraph: int
    turkish: str
    english: str
    kind: str = ""
    wrong: str = ""


def article(path: Path) -> list[Line]:
    """Read an article."""
    with path.open(encoding="utf-8", newline="") as file:
        cells = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Line(int(cell[0]), *cell[1:]) for cell in cells]


def serious(lines: list[Line], termbase: TermBase, *, planted: bool) -> list[Finding]:
    """Check an article with or without its errors; keep warnings and errors."""
    rows = tuple(
        Row(
            source=line.turkish,
            target=line.wrong if planted and line.kind else line.english,
            paragraph=line.paragraph,
        )
        for line in lines
    )
    found = run_checks(Bitext(name="article", rows=rows), options=CheckOptions(termbase=termbase))
    return [finding for finding in found if finding.severity is not Severity.INFO]


@pytest.fixture(scope="module")
def shipped() -> TermBase:
    """The curated glossary."""
    return load_glossary(Path(__file__).resolve().parents[2] / "glossary")


def test_there_is_something_to_find() -> None:
    """Two articles of 25 pairs, 38 errors of every kind."""
    lines = [line for path in ARTICLES for line in article(path)]
    assert len(lines) == 50
    assert sum(bool(line.kind) for line in lines) == 38
    assert {line.kind for line in lines if line.kind} == set(FITTING)
    assert all(bool(line.wrong) == bool(line.kind) and line.wrong != line.english for line in lines)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_planted_errors_are_found(path: Path, shipped: TermBase) -> None:
    """Each by a check of the right kind; at most one is missed (measured: none)."""
    lines = article(path)
    found = serious(lines, shipped, planted=True)
    missed = [
        (number, line.kind)
        for number, line in enumerate(lines)
        if line.kind and not any(f.row == number and f.check.startswith(FITTING[line.kind]) for f in found)
    ]
    assert len(missed) <= 1, missed


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_correct_rows_are_left_alone(path: Path, shipped: TermBase) -> None:
    """Without the errors at most one row in 25 is reported (measured: none)."""
    rows = {finding.row for finding in serious(article(path), shipped, planted=False)}
    assert len(rows) <= 1, rows
