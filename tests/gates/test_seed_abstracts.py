"""From the raw seeds, with no hint, the abstracts are found, cut and aligned as a person did it."""

import re
from pathlib import Path

import pytest

from parallel.store.aligned import load_pair
from running import Runner

BEAD = re.compile(r"\[([\d,]*)\]:\[([\d,]*)\]")


def squash(text: str) -> str:
    """Return text without white space."""
    return "".join(text.split())


def gold_pairs(folder: Path, name: str) -> list[tuple[str, str]]:
    """Return the two-sided gold beads as texts."""
    sides = [(folder / f"{name}.{language}.sent.txt").read_text("utf-8").splitlines() for language in ("tr", "en")]
    found = []
    for line in (folder / f"{name}.beads.txt").read_text("utf-8").splitlines():
        match = BEAD.match(line)
        assert match
        left, right = (
            "".join(squash(side[int(i)]) for i in ids.split(",") if i)
            for side, ids in zip(sides, match.groups(), strict=True)
        )
        if left and right:
            found.append((left, right))
    return found


@pytest.mark.bench_data
@pytest.mark.parametrize("name", ["001", "002", "003", "004"])
def test_abstract_is_found_cut_and_aligned(name: str, built: Runner, bench: Path) -> None:
    """All two-sided beads are right and both texts equal the gold, white space apart."""
    pair, warnings = load_pair(built.folder / "aligned" / f"{name}.abstract.jsonl", "aligned")
    said = [(squash(bead.source.text), squash(bead.target.text)) for bead in pair.beads]
    assert said == gold_pairs(bench / "domain" / "seed-abstracts", name)
    assert warnings == ()


def test_the_document_without_english_is_built_too(built: Runner) -> None:
    """000 is cleaned, segmented and searched for terms, and the summary says why it has no beads."""
    result = built("build")
    assert "no English text" in " ".join(result.out.split())
    assert (built.folder / "exports" / "000.sentences.txt").read_text("utf-8").count("\n") > 100
    assert (built.folder / "exports" / "000.terms.tsv").read_text("utf-8").count("\n") > 50


def test_a_second_build_does_nothing(built: Runner) -> None:
    """Nothing is stale, nothing is written, and it is said."""
    before = {path: path.stat().st_mtime_ns for path in built.folder.rglob("*") if path.is_file()}
    result = built("build")
    after = {path: path.stat().st_mtime_ns for path in built.folder.rglob("*") if path.is_file()}
    assert "Nothing to do" in result.err
    for name in ("lock", "turn"):  # who holds the lock, and the number of whoever comes next
        before.pop(built.folder / ".tren" / name)
        after.pop(built.folder / ".tren" / name)
    assert after == before


def test_checks_of_the_abstracts(built: Runner) -> None:
    """004 renders one war in two ways and spells Sèvres as in Turkish; few other findings stand beside these."""
    result = built("check", "--format", "tsv", "--severity", "warning")
    rows = [line.split("\t") for line in result.out.splitlines()[1:]]
    in_004 = [(row[2], row[4]) for row in rows if row[0] == "004.abstract"]
    assert any(check == "inconsistent-rendering" and "Dünya Savaşı" in message for check, message in in_004)
    assert any(check == "glossary-forbidden" and "Sevr" in message for check, message in in_004)
    assert len(rows) <= 12


def test_every_unit_says_where_it_comes_from(built: Runner) -> None:
    """Source file, page and lines stand in a note and in properties of every exported unit."""
    text = (built.folder / "exports" / "004.abstract.tmx").read_text("utf-8")
    units = text.split("<tu ")[1:]
    assert len(units) == 16
    for unit in units:
        assert re.search(r"<note>source: 004\.txt, page \d+, lines? [\d-]+; target: 004\.txt, page", unit)
        assert {"x-source-file", "x-source-page", "x-source-lines"} <= set(re.findall(r'type="([^"]+)"', unit))
