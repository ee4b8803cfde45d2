"""Floors of the aligner on the developer sets; they only rise.

Weights were chosen on these sets (text-berg apart), so they are floors for changes, not promises for other texts.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from parallel.align import AlignOptions, align
from parallel.exchange.beads import write_beads
from parallel.model.bitext import Languages
from parallel.model.document import Language
from parallel.model.termbase import TermBase
from parallel.store.glossary import curated_folder, load_glossary

pytestmark = pytest.mark.bench_data
QUICK = {"abstracts": (1.0, 0.99), "abstracts-body": (1.0, 0.99)}
SLOW = {
    "clean": (0.998, 0.0),
    "pud-clean": (0.998, 0.0),
    "edited": (0.982, 0.90),
    "hard": (0.955, 0.88),
    "abridged": (0.982, 0.95),
    "sparse": (0.972, 0.97),
    "junk": (0.975, 0.95),
    "pud-edited": (0.990, 0.0),
    "abstracts-article": (1.0, 0.99),
    "text-berg": (0.870, 0.0),
}
DOCUMENTS = {"dev1-sivas": 0.98, "dev2-tekalif": 0.90, "dev3-mudanya": 0.98}


@pytest.fixture(scope="module")
def termbase() -> TermBase:
    """The glossary that ships."""
    return load_glossary(curated_folder(), "glossary")


def lines(path: Path) -> list[str]:
    """Return the sentences of a file; separators inside text do not count."""
    return path.read_text("utf-8").removesuffix("\n").split("\n")


def score(bench: Path, gold: Path, test: Path) -> dict[str, float]:
    """Return the scorer's figures."""
    command = [sys.executable, str(bench / "align" / "score_alignment.py"), "--gold", str(gold), "--test", str(test)]
    said = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout
    total: dict[str, float] = json.loads(said)["total"]
    return total


def measured(bench: Path, name: str, termbase: TermBase, folder: Path) -> dict[str, float]:
    """Align every case of a set as the command does and score them together."""
    for case in sorted(p for p in (bench / "align" / "data" / name).iterdir() if p.is_dir() and p.name != "dev"):
        source, target = next(case.glob("source.*")), next(case.glob("target.*"))
        languages = Languages(Language(source.name.split(".")[1]), Language(target.name.split(".")[1]))
        options = AlignOptions(languages=languages, termbase=termbase)
        found = align(lines(source), lines(target), options=options)
        for kind, text in (("gold", (case / "gold.beads").read_text("utf-8")), ("test", "".join(write_beads(found)))):
            path = folder / kind / case.name / f"{kind}.beads"
            path.parent.mkdir(parents=True)
            path.write_text(text, "utf-8")
    return score(bench, folder / "gold", folder / "test")


def check(bench: Path, name: str, floors: tuple[float, float], termbase: TermBase, folder: Path) -> None:
    """Compare a set's strict and omission F1 with their floors."""
    total = measured(bench, name, termbase, folder)
    assert total["strict_f1"] >= floors[0]
    assert total["omit_f1"] >= floors[1]


@pytest.mark.parametrize(("name", "floors"), QUICK.items(), ids=QUICK)
def test_abstracts(name: str, floors: tuple[float, float], bench: Path, termbase: TermBase, tmp_path: Path) -> None:
    """Abstracts are aligned without a fault, alone and before their articles."""
    check(bench, name, floors, termbase, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "floors"), SLOW.items(), ids=SLOW)
def test_sets(name: str, floors: tuple[float, float], bench: Path, termbase: TermBase, tmp_path: Path) -> None:
    """Edited, abridged, sparse and littered texts, an abstract against an article, another pair of languages."""
    check(bench, name, floors, termbase, tmp_path)


@pytest.mark.parametrize(("name", "floor"), DOCUMENTS.items(), ids=DOCUMENTS)
def test_documents(name: str, floor: float, bench: Path, termbase: TermBase, tmp_path: Path) -> None:
    """Articles of the period against their English, one of them abridged."""
    home = bench / "domain"
    sides = [lines(home / f"{name}.{language}.sent.txt") for language in ("tr", "en")]
    path = tmp_path / "test.beads"
    path.write_text("".join(write_beads(align(*sides, options=AlignOptions(termbase=termbase)))), "utf-8")
    assert score(bench, home / f"{name}.beads.txt", path)["strict_f1"] >= floor
