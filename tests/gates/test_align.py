"""Floors of the aligner on the benchmark's sets, and of its confidence. Floors only rise."""

import importlib.util
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt
import pytest

from parallel.align import AlignOptions, LexicalModel, align, aligner, confidence, learn_model
from parallel.align.lexical.links import usable_entries
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
    signs: npt.NDArray[np.float64]
    """What its confidence was judged by."""


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
    seen: list[npt.NDArray[np.float64]] = []

    def watched(*words: Any) -> Any:
        seen.append(confidence.signs(*words))
        return confidence.confidences(*words)

    with mock.patch.object(aligner, "confidences", watched):
        found = align(case.source, case.target, options=AlignOptions(languages=case.languages, model=model))
    sides = [
        (tuple(range(b.source.start, b.source.end)), tuple(range(b.target.start, b.target.end))) for b in found.beads
    ]
    gold = scorer.read_beads(case.gold)
    return Answer(case, found, scorer.counts(gold, set(sides)), [side in gold for side in sides], seen[0])


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


Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
MANY_BEADS, MANY_WRONG = 400, 10
"""Beads, and wrong ones among them, from which a set has figures of its own that mean something."""


@dataclass(frozen=True)
class Calibration:
    """What confidences say beside what is right."""

    sure: float
    """Share of beads at .9 or more."""
    sure_right: float
    """Share of right ones among these."""
    error: float
    """Expected calibration error, ten bins of equal width."""
    wrong_in_doubt: float
    """Share of the wrong beads that the least confident 15 % hold; 1 where none is wrong."""
    beads: int
    wrong: int


def calibration(chances: Floats, right: Truths) -> Calibration:
    """Count."""
    sure = chances >= 0.9
    bins = np.minimum((chances * 10).astype(int), 9)
    off = [abs(chances[bins == k].mean() - right[bins == k].mean()) * (bins == k).mean() for k in np.unique(bins)]
    doubtful = np.argsort(chances, kind="stable")[: int(0.15 * len(chances))]
    wrong = int((~right).sum())
    held = float((~right[doubtful]).sum() / wrong) if wrong else 1.0
    return Calibration(float(sure.mean()), float(right[sure].mean()), float(sum(off)), held, len(right), wrong)


def judged(answered: Iterable[Answer]) -> Calibration:
    """Return the figures of some cases, pooled."""
    pairs = [
        (bead.confidence, right) for one in answered for bead, right in zip(one.found.beads, one.right, strict=True)
    ]
    return calibration(np.array([chance for chance, _ in pairs]), np.array([right for _, right in pairs]))


def test_confidence(answers: dict[str, list[Answer]]) -> None:
    """Most beads are sure, the sure ones right, the figures mean what they say, and doubt lies on the wrong ones."""
    found = judged(one for answered in answers.values() for one in answered)
    assert found.sure >= 0.93
    assert found.sure_right >= 0.985
    assert found.error <= 0.012
    assert found.wrong_in_doubt >= 0.84


def test_confidence_of_the_pair(answers: dict[str, list[Answer]]) -> None:
    """On Turkish and English, which it was fitted on, it is better than with German and French in the pool."""
    found = judged(one for name, answered in answers.items() if name != "text-berg" for one in answered)
    assert found.sure >= 0.96
    assert found.sure_right >= 0.994
    assert found.error <= 0.01
    assert found.wrong_in_doubt >= 0.95


@pytest.mark.parametrize("name", [name for name in FLOORS if name != "text-berg"])
def test_confidence_of_a_set(name: str, answers: dict[str, list[Answer]]) -> None:
    """The same holds in every set that is large enough to tell."""
    found = judged(answers[name])
    assert found.sure >= 0.8
    assert found.sure_right >= 0.97
    assert found.error <= 0.03
    if found.beads >= MANY_BEADS and found.wrong >= MANY_WRONG:
        assert found.wrong_in_doubt >= 0.8


def fitted(signs: Floats, right: Truths) -> Floats:
    """Return the coefficients of a logistic regression, by Newton's method with a slight pull to zero."""
    found = np.zeros(signs.shape[1])
    for _ in range(30):
        chances = 1 / (1 + np.exp(-signs @ found))
        slope = signs.T @ (chances - right) / len(right) + 1e-3 * found
        curve = (signs.T * (chances * (1 - chances))) @ signs / len(right) + 1e-3 * np.eye(len(found))
        found -= np.linalg.solve(curve, slope)
    return found


def test_confidence_on_sets_it_was_not_fitted_on(answers: dict[str, list[Answer]]) -> None:
    """Fitted anew without a set and judged on it, set after set: what to expect of other texts of the pair."""
    sets = [
        (np.concatenate([one.signs for one in answered]), np.concatenate([np.array(one.right) for one in answered]))
        for name, answered in answers.items()
        if name != "text-berg"
    ]
    chances = []
    for left_out, (signs, _) in enumerate(sets):
        others = [both for number, both in enumerate(sets) if number != left_out]
        weights = fitted(np.concatenate([x for x, _ in others]), np.concatenate([y for _, y in others]))
        chances.append(1 / (1 + np.exp(-signs @ weights)))
    found = calibration(np.concatenate(chances), np.concatenate([right for _, right in sets]))
    assert found.sure >= 0.95
    assert found.sure_right >= 0.99
    assert found.error <= 0.01
    assert found.wrong_in_doubt >= 0.9


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


@pytest.mark.parametrize(
    ("name", "gain"),
    [
        ("text-berg", 0.02),
        pytest.param("hard", 0.0, marks=pytest.mark.slow),
        pytest.param("sparse", 0.0, marks=pytest.mark.slow),
    ],
)
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
