"""Floors of the aligner on the benchmark's sets, and of its confidence. Floors only rise."""

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from parallel.align import AlignOptions, LexicalModel, align, learn_model
from parallel.align.links import usable_entries
from parallel.model.bitext import Alignment, Languages
from parallel.model.document import Language
from parallel.workbench.pairs.learning import SURE

FLOORS = {  # strict F1, omission F1
    "clean": (0.998, None),
    "pud-clean": (0.998, None),
    "edited": (0.982, 0.92),
    "hard": (0.967, 0.92),
    "abridged": (0.982, 0.97),
    "sparse": (0.973, 0.985),
    "junk": (0.983, 0.97),
    "pud-edited": (0.994, 0.94),
    "abstracts": (1.0, 1.0),
    "abstracts-body": (1.0, 1.0),
    "abstracts-article": (1.0, 1.0),
    "text-berg": (0.87, 0.48),
}
DOMAIN_FLOORS = {"dev1-sivas": 1.0, "dev2-tekalif": 0.95, "dev3-mudanya": 1.0}

pytestmark = pytest.mark.bench_data


@dataclass(frozen=True)
class Case:
    """Two texts and their gold."""

    name: str
    source: list[str]
    target: list[str]
    gold: Path
    languages: Languages


@dataclass(frozen=True)
class Answer:
    """What the aligner said of a case, counted by the benchmark's scorer."""

    case: Case
    found: Alignment
    counts: dict[str, int]
    right: list[bool]


def lines(path: Path) -> list[str]:
    """Read one sentence per line."""
    return path.read_text("utf-8").split("\n")[:-1]


def cases(bench: Path, name: str) -> Iterator[Case]:
    """Yield the cases of a set; the dev part of text-berg is in no published figure."""
    for folder in sorted(path for path in (bench / "align/data" / name).iterdir() if path.is_dir()):
        if folder.name == "dev":
            continue
        source, target = next(folder.glob("source.*")), next(folder.glob("target.*"))
        languages = Languages(*(Language(path.name.split(".")[1]) for path in (source, target)))
        yield Case(f"{name}/{folder.name}", lines(source), lines(target), folder / "gold.beads", languages)


def domain_case(bench: Path, name: str) -> Case:
    """Return the gold sentences of an in-domain document."""
    home = bench / "domain"
    source, target = (lines(home / f"{name}.{language}.sent.txt") for language in ("tr", "en"))
    return Case(name, source, target, home / f"{name}.beads.txt", Languages())


@pytest.fixture(scope="module")
def scorer(bench: Path) -> ModuleType:
    """The benchmark's own scorer."""
    spec = importlib.util.spec_from_file_location("score_alignment", bench / "align/score_alignment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def answer(case: Case, scorer: ModuleType, model: LexicalModel | None = None) -> Answer:
    """Align a case with default options and count."""
    found = align(case.source, case.target, options=AlignOptions(languages=case.languages, model=model))
    sides = [
        (tuple(range(b.source.start, b.source.end)), tuple(range(b.target.start, b.target.end))) for b in found.beads
    ]
    gold = scorer.read_beads(case.gold)
    return Answer(case, found, scorer.counts(gold, set(sides)), [side in gold for side in sides])


@pytest.fixture(scope="module")
def answers(bench: Path, scorer: ModuleType) -> dict[str, list[Answer]]:
    """Every case of every set, aligned once."""
    found = {name: [answer(case, scorer) for case in cases(bench, name)] for name in FLOORS}
    return found | {name: [answer(domain_case(bench, name), scorer)] for name in DOMAIN_FLOORS}


def scores(answered: list[Answer], scorer: ModuleType) -> dict[str, float]:
    """Return the figures of a set, pooled over its cases."""
    total: dict[str, int] = {}
    for one in answered:
        scorer.add(total, one.counts)
    figures: dict[str, float] = scorer.scores(total)
    return figures


@pytest.mark.parametrize("name", FLOORS)
def test_set(name: str, answers: dict[str, list[Answer]], scorer: ModuleType) -> None:
    """Strict and omission F1 reach the floors."""
    strict, omitted = FLOORS[name]
    figures = scores(answers[name], scorer)
    assert figures["strict_f1"] >= strict
    if omitted is not None:
        assert figures["omit_f1"] >= omitted


@pytest.mark.parametrize("name", DOMAIN_FLOORS)
def test_domain(name: str, answers: dict[str, list[Answer]], scorer: ModuleType) -> None:
    """In-domain documents reach their floors."""
    assert scores(answers[name], scorer)["strict_f1"] >= DOMAIN_FLOORS[name]


def test_no_line_is_lost_or_doubled(answers: dict[str, list[Answer]]) -> None:
    """Every line stands in exactly one bead."""
    for one in (one for answered in answers.values() for one in answered):
        assert sum(len(bead.source) for bead in one.found.beads) == len(one.case.source)
        assert sum(len(bead.target) for bead in one.found.beads) == len(one.case.target)
        if "text-berg" not in one.case.name:
            assert one.counts["lines_lost"] == one.counts["lines_doubled"] == 0


def test_confidence(answers: dict[str, list[Answer]]) -> None:
    """Most beads are sure, the sure ones right, the figures mean what they say, and doubt lies on the wrong ones."""
    pairs = [
        (bead.confidence, right)
        for answered in answers.values()
        for one in answered
        for bead, right in zip(one.found.beads, one.right, strict=True)
    ]
    chances, right = np.array([chance for chance, _ in pairs]), np.array([hit for _, hit in pairs])
    sure = chances >= 0.9
    assert sure.mean() >= 0.9
    assert right[sure].mean() >= 0.98
    bins = np.minimum((chances * 10).astype(int), 9)
    error = sum(
        abs(chances[bins == k].mean() - right[bins == k].mean()) * (bins == k).mean() for k in range(10) if k in bins
    )
    assert error <= 0.02
    doubtful = np.argsort(chances, kind="stable")[: int(0.15 * len(chances))]
    assert (~right[doubtful]).sum() >= 0.82 * (~right).sum()


def learnt_from_others(answered: list[Answer], left_out: Answer) -> LexicalModel:
    """Learn from the sure beads of all cases of a set but one."""
    texts = [
        (
            " ".join(one.case.source[bead.source.start : bead.source.end]),
            " ".join(one.case.target[bead.target.start : bead.target.end]),
        )
        for one in answered
        if one is not left_out
        for bead in one.found.beads
        if bead.two_sided and bead.confidence >= SURE
    ]
    return learn_model(texts, left_out.case.languages)


@pytest.mark.parametrize(("name", "gain"), [("text-berg", 0.02), ("hard", 0.0), ("sparse", 0.0)])
def test_learning_from_other_parts(
    name: str, gain: float, answers: dict[str, list[Answer]], scorer: ModuleType
) -> None:
    """German–French gains by what other parts teach; no part of any set loses."""
    taught = [answer(one.case, scorer, learnt_from_others(answers[name], one)) for one in answers[name]]
    strict = [[scores([one], scorer)["strict_f1"] for one in side] for side in (answers[name], taught)]
    assert all(after >= before for before, after in zip(*strict, strict=True))
    assert scores(taught, scorer)["strict_f1"] >= scores(answers[name], scorer)["strict_f1"] + gain


def test_turkish_and_english_learn_little_from_each_other(answers: dict[str, list[Answer]]) -> None:
    """The package knows most words: what is learnt and used stays a small share, so there is little to gain or lose."""
    model = learnt_from_others(answers["hard"], answers["hard"][0])
    assert 0 < len(usable_entries(model, model.languages)) < 0.2 * len(model.entries)
