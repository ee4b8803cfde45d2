"""How fast the memory answers (CPU time), beside rapidfuzz over everything.

Run: pytest tests/bench/test_memory.py -m "" -n 0 -s

Sentences are drawn from the words of the seeds. A query is a remembered sentence with up to three words changed (what a
translator asks) or, in the second column, a sentence unlike any. Figures go to docs/benchmarks.md.
"""

import random
import statistics
import time
from pathlib import Path

import pytest
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from parallel.language import casing
from parallel.memory import FuzzyIndex, HeldTexts, MemoryUnit
from parallel.store.memory_index import build_index

pytestmark = pytest.mark.slow
QUERIES = 30


def sentences(seeds: Path, count: int, rng: random.Random) -> list[str]:
    """Make up sentences of the seeds' words, of the lengths sentences have."""
    words = [casing.lower(word) for path in sorted(seeds.glob("*.txt")) for word in path.read_text("utf-8").split()]
    return [" ".join(rng.choices(words, k=max(3, int(rng.gauss(14, 6))))) for _ in range(count)]


def changed(sentence: str, others: list[str], rng: random.Random) -> str:
    """Change up to three words of a sentence."""
    words = sentence.split()
    for _ in range(rng.randrange(4)):
        words[rng.randrange(len(words))] = rng.choice(others).split()[0]
    return " ".join(words)


@pytest.mark.parametrize("size", [10_000, 100_000, 1_000_000])
def test_search(size: int, seeds: Path) -> None:
    """The same best score as brute force, many times faster."""
    rng = random.Random(size)
    texts = sentences(seeds, size, rng)
    index = FuzzyIndex(HeldTexts(texts))
    ours: list[float] = []
    brute: list[float] = []
    for number in range(QUERIES):
        query = changed(rng.choice(texts), texts, rng)
        start = time.process_time()
        found = index.nearest(query, limit=1)
        ours.append(time.process_time() - start)
        if number < QUERIES // 5:
            start = time.process_time()
            best = process.extract(query, texts, scorer=Levenshtein.normalized_similarity, limit=1)[0]
            brute.append(time.process_time() - start)
            assert not found or found[0].similarity == best[1]
            assert found or best[1] < 0.7
    ratio = statistics.median(brute) / statistics.median(ours)
    print(f"\n{size}: median {statistics.median(ours) * 1e3:.2f} ms, brute force {ratio:.0f} times that")
    assert ratio >= (10 if size >= 1_000_000 else 3)


def test_building_the_index(seeds: Path, tmp_path: Path) -> None:
    """A million units are indexed within a minute."""
    texts = sentences(seeds, 1_000_000, random.Random(1))
    units = [MemoryUnit(source=text, target=text, origin="x", state="imported") for text in texts]
    start = time.process_time()
    build_index(tmp_path / "m.sqlite", "x", units).close()
    took = time.process_time() - start
    print(f"\n1,000,000 units indexed in {took:.0f} s")
    assert took <= 60
