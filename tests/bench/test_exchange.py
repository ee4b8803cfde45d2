"""How fast TMX is written and read (CPU time), and how much memory that takes, beside lxml and the translate-toolkit.

Run: pytest tests/bench/test_exchange.py -m "" -n 0 -s

TREN_FULL=1 takes a million units. Each job runs in a process of its own. Figures go to docs/benchmarks.md.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
JOBS = Path(__file__).with_name("exchange_jobs.py")
MANY = 1_000_000 if os.environ.get("TREN_FULL") else 100_000


def measured(job: str, count: int, path: Path) -> tuple[float, float]:
    """Run a job; return CPU seconds and peak memory in MB."""
    done = subprocess.run(
        [sys.executable, str(JOBS), job, str(count), str(path)], capture_output=True, check=True, text=True
    )
    seconds, memory = map(float, done.stdout.split())
    print(f"\n{job} {count}: {seconds:.1f} s, {memory:.0f} MB", end="")
    return seconds, memory


def test_streams_against_lxml(tmp_path: Path) -> None:
    """At most 64 MB; at least 0.8 times as fast as iterparse, 1.5 times as fast as xmlfile."""
    path = tmp_path / "big.tmx"
    write, write_memory = measured("ours_write", MANY, path)
    read, read_memory = measured("ours_read", MANY, path)
    lxml_read, _ = measured("lxml_read", MANY, path)
    lxml_write, _ = measured("lxml_write", MANY, tmp_path / "lxml.tmx")
    assert max(write_memory, read_memory) <= 64
    assert lxml_read / read >= 0.8
    assert lxml_write / write >= 1.5


def test_against_the_translate_toolkit(tmp_path: Path) -> None:
    """Writing and reading each take at most half the time and a fifth of the memory, at 100,000 units."""
    count = 100_000
    path = tmp_path / "big.tmx"
    for name in ("write", "read"):
        seconds, memory = measured(f"ours_{name}", count, path)
        toolkit, their_memory = measured(f"toolkit_{name}", count, path if name == "read" else tmp_path / "theirs.tmx")
        assert toolkit / seconds >= 2
        assert their_memory / memory >= 5
