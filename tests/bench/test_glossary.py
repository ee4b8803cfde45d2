"""How fast the glossary answers from the command line (start-up included), and how it is read.

Run: pytest tests/bench/test_glossary.py -m "" -n 0 -s

Figures go to docs/benchmarks.md.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import REPOSITORY
from parallel.store.glossary import load_glossary

pytestmark = pytest.mark.slow
RUNS = 7


def seconds(*words: str, cwd: Path) -> tuple[float, float]:
    """Return the median wall and processor time of a command."""
    walls, cpus = [], []
    for _ in range(RUNS):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, "-m", "parallel", *words], cwd=cwd, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - start)
        cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(walls), statistics.median(cpus)


@pytest.mark.parametrize(
    ("query", "most"),
    [("Misak-ı Millî’nin", 0.4), ("heyeti temsiliyenin", 0.4), ("31 Mart 1325", 0.4), ("Misak-ı Milnin", 0.5)],
)
def test_lookup_answers_at_once(query: str, most: float) -> None:
    """An answer of the full glossary with its occurrences takes 0.4 s of processor time; near misses a bit more."""
    wall, cpu = seconds("lookup", query, cwd=REPOSITORY)
    print(f"\nlookup {query}: {wall:.2f} s wall, {cpu:.2f} s CPU, load {os.getloadavg()[0]:.1f}")
    assert cpu <= most


def test_the_copy_is_read_faster(tmp_path: Path) -> None:
    """The quick copy takes at most a third of the time of the YAML."""
    folder, cache = REPOSITORY / "glossary", tmp_path / "glossary.json"
    times = []
    for _ in range(3):
        start = time.process_time()
        load_glossary(folder, "glossary", cache=cache)
        times.append(time.process_time() - start)
    print(f"\nYAML {times[0]:.2f} s, copy {min(times[1:]):.3f} s")
    assert min(times[1:]) < times[0] / 3
