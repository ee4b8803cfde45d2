"""Floors of the splitter against gold of several kinds, and its speed. Floors only rise."""

import importlib.util
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from pace import seconds
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.segment import split_text, split_with_srx, srx_rules

Splitter = Callable[[str, Language], list[str]]
ENGLISH_WORDS = frozenset({"the", "of", "and", "in", "to", "was"})
DOCUMENTS = ["dev1-sivas", "dev2-tekalif", "dev3-mudanya"]
MEGABYTE = 1_000_000
HOSTILE = {
    "letters": "a",
    "spaces": " ",
    "line ends": "\n",
    "dots": ".",
    "dots apart": ". ",
    "quotes": '"',
    "curly quotes": "”",
    "digits": "1",
    "lists": "1,",
    "brackets": "(",
    "open brackets": "(a ",
    "closed brackets": "(1) ",
}
"""Units of texts without a sentence, made to make a splitter slow."""
DENSE = {
    "dots in brackets": "(.",
    "initials": "A. ",
    "ordinals": "1. ",
    "markers": ".1",
    "citations": ". (1 a) ",
    "quotations": '." ',
}
"""Units with a doubtful stop every few signs, which no real text has."""

pytestmark = pytest.mark.bench_data


def rules(text: str, language: Language) -> list[str]:
    """Split with our rules."""
    return [span.of(text) for span in split_text(text, language)]


def exported(text: str, language: Language) -> list[str]:
    """Split with our rules as SRX."""
    return [span.of(text) for span in split_with_srx(text, srx_rules(language))]


def language_of(paragraph: str) -> Language:
    """Tell the two languages of the gold apart by function words."""
    words = paragraph.split()
    return ENGLISH if sum(word in ENGLISH_WORDS for word in words) * 8 > len(words) else TURKISH


@pytest.fixture(scope="module")
def scorer(bench: Path) -> ModuleType:
    """The boundary scorer that comes with the gold."""
    spec = importlib.util.spec_from_file_location("score_segments", bench / "segment" / "score_segments.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Tally:
    """Boundaries found and missed over several gold files."""

    def __init__(self, scorer: ModuleType, folder: Path) -> None:
        self.scorer, self.out = scorer, folder / "out.txt"
        self.counts = {"tp": 0, "fp": 0, "fn": 0}
        self.wrong: list[str] = []

    def add(self, gold: Path, sentences: list[str], markers: str = "drop") -> None:
        """Score one file's sentences."""
        self.out.write_text("\n".join(sentences) + "\n", "utf-8")
        result = self.scorer.score(str(gold), str(self.out), markers)
        self.counts = {key: value + result[key] for key, value in self.counts.items()}
        self.wrong += [f"{gold.name}: {place}" for place in result["fp_at"] + result["fn_at"]]

    @property
    def f1(self) -> float:
        """Boundary F1 over all files."""
        value: float = self.scorer.prf(**self.counts)[2]
        return value


@pytest.fixture
def tally(scorer: ModuleType, tmp_path: Path) -> Tally:
    """An empty tally."""
    return Tally(scorer, tmp_path)


@pytest.mark.parametrize("markers", ["drop", "keep"])
@pytest.mark.parametrize(("splitter", "floor"), [(rules, 1.0), (exported, 0.99)], ids=["rules", "srx"])
def test_seed_passages(tally: Tally, bench: Path, markers: str, splitter: Splitter, floor: float) -> None:
    """Hand-made gold of the seeds, note markers dropped and kept."""
    for gold in sorted((bench / "segment" / "gold").glob("*.txt")):
        paragraphs = tally.scorer.read_gold(str(gold), markers)[3]
        tally.add(gold, [found for text in paragraphs for found in splitter(text, language_of(text))], markers)
    assert tally.counts["tp"] > 200
    assert tally.f1 >= floor, tally.wrong


@pytest.mark.parametrize(("name", "language"), [("source.tr.txt", TURKISH), ("target.en.txt", ENGLISH)])
@pytest.mark.parametrize("size", [8, 10_000])
def test_treebank_lines(tally: Tally, bench: Path, name: str, language: Language, size: int) -> None:
    """Lines of the parallel treebank run together into paragraphs of eight sentences and into one."""
    for gold in sorted((bench / "align" / "data" / "pud-clean").glob(f"*/{name}")):
        lines = gold.read_text("utf-8").split("\n")
        paragraphs = [" ".join(lines[at : at + size]) for at in range(0, len(lines), size)]
        tally.add(gold, [found for text in paragraphs for found in rules(text, language)])
    assert tally.counts["tp"] > 400
    assert tally.f1 >= 0.998, tally.wrong


def test_web_and_fiction(tally: Tally, bench: Path) -> None:
    """Mixed Turkish of a treebank that keeps some exclamations inside a unit."""
    gold = bench / "segment" / "ud" / "boun-dev.txt"
    paragraphs = tally.scorer.read_gold(str(gold))[3]
    tally.add(gold, [found for text in paragraphs for found in rules(text, TURKISH)])
    assert tally.f1 >= 0.981, tally.wrong


@pytest.mark.parametrize("language", [TURKISH, ENGLISH])
def test_documents_of_the_period(tally: Tally, bench: Path, language: Language) -> None:
    """Articles with citations, quotations in Ottoman Turkish, telegrams and numbered clauses."""
    for name in DOCUMENTS:
        text = (bench / "domain" / f"{name}.{language}.raw.txt").read_text("utf-8")
        found = [sentence for line in text.split("\n") for sentence in rules(line, language)]
        tally.add(bench / "domain" / f"{name}.{language}.sent.txt", found)
    assert tally.f1 >= 1.0, tally.wrong


@pytest.mark.parametrize("unit", list(HOSTILE.values()), ids=list(HOSTILE))
def test_hostile_text_takes_no_longer(unit: str) -> None:
    """Five megabytes of anything are split within ten seconds."""
    text = unit * (5 * MEGABYTE // len(unit))
    began = time.process_time()
    assert len(split_text(text, TURKISH)) <= 1
    assert time.process_time() - began < 10


@pytest.mark.parametrize("unit", list(DENSE.values()), ids=list(DENSE))
def test_doubtful_stops_are_decided_in_bounded_time(unit: str) -> None:
    """A text of nothing but doubtful stops takes ten times as long for ten times the length, not a hundred times."""
    taken = []
    for size in (MEGABYTE // 20, MEGABYTE // 2):
        began = time.process_time()
        split_text(unit * (size // len(unit)), TURKISH)
        taken.append(time.process_time() - began)
    assert taken[1] < 30 * taken[0]


def test_time_is_linear(seeds: Path) -> None:
    """Ten times the text takes no more than fifteen times as long, at twelve megabytes a second or better."""
    lines = [line for path in sorted(seeds.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    text = " ".join(lines * 32)
    assert len(text) > 5 * MEGABYTE
    taken = []
    for size in (MEGABYTE // 2, 5 * MEGABYTE):
        part = text[:size]
        taken.append(seconds(partial(split_text, part, TURKISH)))
    assert taken[1] < 15 * taken[0]
    assert len(part.encode()) / taken[1] > 12 * MEGABYTE
