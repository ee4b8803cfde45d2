"""100,000 pairs checked: processor time and memory, of easy prose and of long sentences that all differ.

Run by name: ``pytest tests/bench/test_check.py -p no:randomly -n 0 -m "slow or not slow" -s``.
"""

import lzma
import multiprocessing
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest

from parallel.check import CheckOptions
from parallel.model.bitext import Bitext, Row
from parallel.store.glossary import load_glossary
from parallel.workbench.findings.checking import Target, check_targets

pytestmark = [pytest.mark.slow, pytest.mark.bench_data]
ROWS = 100_000
SECONDS, MEGABYTES = 120, 500
"""The plan's limits, on two cores of a machine that has nothing else to do."""
LETTERS = ("abcçdefgğhıijklmnoöprsştuüvyz", "abcdefghijklmnopqrstuvwyz")
LONG_WORD = 6
NEW_WORDS = (0.10, 0.05)
"""Share of long words that get another letter: a corpus of this size goes on bringing words never met before."""


def catalogues(bench: Path) -> Iterator[tuple[str, str]]:
    """Yield pairs of an open corpus of course catalogues."""
    path = bench.parent / "data/parallel/university-catalogues.tr-en.tsv.xz"
    if not path.is_file():
        pytest.skip("no corpus to check")
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in islice(file, ROWS):
            source, _, target = line.rstrip("\n").partition("\t")
            yield source, target


def news(bench: Path) -> Iterator[tuple[str, str]]:
    """Yield pairs as long as news sentences, no two alike: the first half of one pair and the second of another."""
    known: list[tuple[str, str]] = []
    for folder in sorted((bench / "align/data/clean").iterdir()):
        sides = [(folder / name).read_text("utf-8").splitlines() for name in ("source.tr.txt", "target.en.txt")]
        known += zip(*sides, strict=True)
    draw = random.Random(20_260)
    for _ in range(ROWS):
        first, second = draw.choice(known), draw.choice(known)
        yield joined(first[0], second[0], draw, 0), joined(first[1], second[1], draw, 1)


def joined(first: str, second: str, draw: random.Random, side: int) -> str:
    """Join halves of two sentences, some words changed by a letter."""
    words = [*halves(first.split())[0], *halves(second.split())[1]]
    for at, word in enumerate(words):
        if len(word) > LONG_WORD and draw.random() < NEW_WORDS[side]:
            place = draw.randrange(1, len(word))
            words[at] = word[:place] + draw.choice(LETTERS[side]) + word[place + 1 :]
    return " ".join(words)


def halves(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Cut words in the middle."""
    return words[: len(words) // 2], words[len(words) // 2 :]


def measure(bench: Path, kind: Callable[[Path], Iterator[tuple[str, str]]]) -> tuple[float, float, int, list[int]]:
    """Check pairs of a kind: processor seconds, peak megabytes, findings, and the steps told."""
    termbase = load_glossary(Path(__file__).resolve().parents[2] / "glossary")
    rows = tuple(Row(source=a, target=b, paragraph=n // 10) for n, (a, b) in enumerate(kind(bench)))
    target = Target(bitext=Bitext(name="corpus", rows=rows))
    told: list[int] = []
    start = time.process_time()
    report = check_targets(
        [target], CheckOptions(termbase=termbase), progress=lambda _what, done, _total: told.append(done)
    )
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, memory, len(report.checked[0][1]), told


@pytest.mark.parametrize("kind", [catalogues, news])
def test_a_hundred_thousand_pairs(bench: Path, kind: Callable[[Path], Iterator[tuple[str, str]]]) -> None:
    """All checks with the shipped glossary, progress on, in a process that has done nothing else."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        seconds, memory, found, told = pool.apply(measure, (bench, kind))
    print(f"\n{kind.__name__}, {ROWS} pairs: {seconds:.0f} s of processor time, {memory:.0f} MB, {found} findings")
    assert told == list(range(len(told)))
    assert len(told) > ROWS // 10_000
    assert seconds <= SECONDS
    assert memory <= MEGABYTES
