"""Processor time and memory of ``tren align`` from 120 to 103,000 sentences, beside other aligners where there are any.

Run: pytest tests/bench/test_align.py -m "" -n 0 -s

TREN_FULL=1 aligns 103,000 sentences too. A ``hunalign`` on PATH and an installed NLTK are measured on the same files.
Figures go to docs/benchmarks.md.
"""

import importlib.util
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.bench_data]
FULL = bool(os.environ.get("TREN_FULL"))
LIMITS = {  # copies of the benchmark's documents: CPU seconds, megabytes
    0: (0.8, 150),
    1: (2.5, 250),
    4: (5.0, 300),
    10: (9.5, 400),
    15: (13.0, 500),
} | ({75: (70.0, 1200)} if FULL else {})
SLACK = 1.5
"""A machine that does other things too may take so much longer; the figures are printed as they are."""
WRAPPER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""
NLTK = """
import sys
from nltk.translate.gale_church import align_blocks
source, target = ([len(line) for line in open(name, encoding="utf-8")] for name in sys.argv[1:])
print(len(align_blocks(source, target)))
"""


@pytest.fixture(scope="module")
def texts(bench: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Folders with a long pair of so many copies; 0 is one stored case of 120 sentences."""
    found = {0: bench / "align/data/edited/case00"}
    for copies in (copies for copies in LIMITS if copies):
        found[copies] = tmp_path_factory.mktemp(f"long{copies}")
        build = bench / "align/build_align_bench.py"
        command = [sys.executable, str(build), "--long", str(copies), "--out", str(found[copies])]
        subprocess.run(command, check=True, capture_output=True)
    return found


def measure(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command in a process of its own; return CPU seconds and peak megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", WRAPPER, *command], cwd=folder, check=True, capture_output=True, text=True
    )
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def files(folder: Path) -> list[str]:
    """Return source and target of a case."""
    return [str(folder / "source.tr.txt"), str(folder / "target.en.txt")]


@pytest.mark.parametrize("copies", LIMITS)
def test_time_and_memory(copies: int, texts: dict[int, Path], tmp_path: Path) -> None:
    """The whole process stays within its limits."""
    command = [sys.executable, "-m", "parallel", "align", *files(texts[copies]), "--presegmented", "--format", "beads"]
    seconds, megabytes = measure([*command, "-o", str(tmp_path / "test.beads")], tmp_path)
    print(f"\n{copies} copies: {seconds:.2f} s, {megabytes:.0f} MB")
    assert seconds <= LIMITS[copies][0] * SLACK
    assert megabytes <= LIMITS[copies][1]


def test_time_grows_with_the_length(texts: dict[int, Path], tmp_path: Path) -> None:
    """Ten times the sentences take at most twelve times the time beyond starting."""
    start, small, large = (
        measure(
            [sys.executable, "-m", "parallel", "align", *files(texts[copies]), "--presegmented", "-o", "out"], tmp_path
        )[0]
        for copies in (0, 1, 10)
    )
    print(f"\nstart {start:.2f} s, 1.4k {small:.2f} s, 13.7k {large:.2f} s")
    assert large - start <= 12 * (small - start)


@pytest.mark.parametrize("copies", [0, 1, 10])
def test_beside_hunalign(copies: int, texts: dict[int, Path], tmp_path: Path) -> None:
    """Figures of hunalign without a dictionary on the same files."""
    program = shutil.which("hunalign")
    if program is None:
        pytest.skip("NO HUNALIGN on PATH: nothing to compare with")
    (tmp_path / "empty.dic").write_text("", "utf-8")
    seconds, megabytes = measure([program, "empty.dic", *files(texts[copies])], tmp_path)
    print(f"\nhunalign, {copies} copies: {seconds:.2f} s, {megabytes:.0f} MB")


@pytest.mark.parametrize("copies", [0, 1])
def test_beside_gale_and_church(copies: int, texts: dict[int, Path], tmp_path: Path) -> None:
    """Figures of NLTK's Gale–Church on the same files."""
    if importlib.util.find_spec("nltk") is None:
        pytest.skip("NO NLTK installed: nothing to compare with")
    seconds, megabytes = measure([sys.executable, "-c", NLTK, *files(texts[copies])], tmp_path)
    print(f"\nNLTK, {copies} copies: {seconds:.2f} s, {megabytes:.0f} MB")


def test_peak_memory_is_measured_in_kilobytes() -> None:
    """The unit of ``ru_maxrss`` is the one the figures assume."""
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 10_000
