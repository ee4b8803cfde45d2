"""Processor time, memory and drift of ``tren align`` from 120 to 103,000 sentences, beside other aligners.

Run: pytest tests/bench/test_align.py -m "" -n 0 -s

TREN_FULL=1 aligns 103,000 sentences too. NLTK's Gale–Church comes with the dev extra, and a ``hunalign`` on PATH is
measured on the same files; both are quadratic, so they get the shorter ones. Figures go to docs/benchmarks.md.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
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
DRIFT = 0.01
"""Strict F1 a long text may lose against a short one."""
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


@dataclass(frozen=True)
class Run:
    """One aligned pair."""

    sentences: int
    seconds: float
    megabytes: float


class Rig:
    """Long pairs, each written and aligned once."""

    def __init__(self, bench: Path, folder: Path) -> None:
        self.bench, self.folder = bench, folder
        self.case = cache(self._case)
        self.run = cache(self._run)

    def _case(self, copies: int) -> Path:
        """Return the folder of a pair of so many copies; 0 is one stored case of 120 sentences."""
        if not copies:
            return self.bench / "align/data/edited/case00"
        case = self.folder / f"gold{copies}" / "case"
        build = self.bench / "align/build_align_bench.py"
        command = [sys.executable, str(build), "--long", str(copies), "--out", str(case)]
        subprocess.run(command, check=True, capture_output=True)
        return case

    def _run(self, copies: int) -> Run:
        """Align with default options; a first start has compiled the modules as an installation does."""
        answer = self.folder / f"test{copies}" / "case"
        answer.mkdir(parents=True)
        command = [sys.executable, "-m", "parallel", "align", *files(self.case(copies)), "--presegmented"]
        if not copies:
            self.measure([*command, "-o", "warm"])
        found = self.measure([*command, "--format", "beads", "-o", str(answer / "test.beads")])
        sentences = (self.case(copies) / "source.tr.txt").read_text("utf-8").count("\n")
        print(f"\ntren align, {sentences} sentences: {found[0]:.2f} s, {found[1]:.0f} MB")
        return Run(sentences, *found)

    def measure(self, command: list[str]) -> tuple[float, float]:
        """Run a command in a process of its own; return CPU seconds and peak megabytes."""
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(self.folder / "compiled")
        wrapped = [sys.executable, "-c", WRAPPER, *command]
        done = subprocess.run(wrapped, cwd=self.folder, env=environment, check=True, capture_output=True, text=True)
        seconds, megabytes = done.stdout.split()
        return float(seconds), float(megabytes)

    def strict_f1(self, copies: int) -> float:
        """Score an answer with the benchmark's own scorer."""
        self.run(copies)
        script = str(self.bench / "align/score_alignment.py")
        sides = ["--gold", str(self.folder / f"gold{copies}"), "--test", str(self.folder / f"test{copies}")]
        done = subprocess.run([sys.executable, script, *sides], check=True, capture_output=True, text=True)
        _, _, rest = done.stdout.partition(" F1 ")
        return float(rest.split()[0])


@pytest.fixture(scope="module")
def rig(bench: Path, tmp_path_factory: pytest.TempPathFactory) -> Rig:
    """Everything that is measured, measured once."""
    return Rig(bench, tmp_path_factory.mktemp("long"))


def files(folder: Path) -> list[str]:
    """Return source and target of a case."""
    return [str(folder / "source.tr.txt"), str(folder / "target.en.txt")]


@pytest.mark.parametrize("copies", LIMITS)
def test_time_and_memory(copies: int, rig: Rig) -> None:
    """The whole process stays within its limits."""
    found = rig.run(copies)
    assert found.seconds <= LIMITS[copies][0]
    assert found.megabytes <= LIMITS[copies][1]


@pytest.mark.parametrize("copies", [copies for copies in LIMITS if copies > 4])
def test_time_per_sentence_is_flat(copies: int, rig: Rig) -> None:
    """From five thousand sentences on, more of them cost no more each."""
    small, large = rig.run(4), rig.run(copies)
    each = [1000 * run.seconds / run.sentences for run in (small, large)]
    print(f"\n{small.sentences}: {each[0]:.2f} ms a sentence; {large.sentences}: {each[1]:.2f} ms")
    assert each[1] <= 1.2 * each[0]


@pytest.mark.parametrize("copies", [copies for copies in LIMITS if copies > 1])
def test_a_long_text_does_not_drift(copies: int, rig: Rig) -> None:
    """Accuracy stays that of a short text."""
    short, long = rig.strict_f1(1), rig.strict_f1(copies)
    print(f"\nstrict F1, 1 copy: {short:.4f}, {copies} copies: {long:.4f}")
    assert long >= short - DRIFT


@pytest.mark.parametrize("copies", [copies for copies in (0, 1, 4, 10, 15) if FULL or copies < 4])
def test_beside_hunalign(copies: int, rig: Rig) -> None:
    """Hunalign without a dictionary on the same files: from 13,700 sentences on it is slower."""
    program = shutil.which("hunalign")
    if program is None:
        pytest.skip("NO HUNALIGN on PATH: nothing to compare with")
    (rig.folder / "empty.dic").write_text("", "utf-8")
    seconds, megabytes = rig.measure([program, "empty.dic", *files(rig.case(copies))])
    print(f"\nhunalign, {copies} copies: {seconds:.2f} s, {megabytes:.0f} MB; tren {rig.run(copies).seconds:.2f} s")
    assert copies < 15 or rig.run(copies).seconds < seconds


@pytest.mark.parametrize("copies", [0, 1])
def test_beside_gale_and_church(copies: int, rig: Rig) -> None:
    """NLTK's Gale–Church, lengths only, on the same files: beyond a short text we are faster and smaller."""
    if importlib.util.find_spec("nltk") is None:
        pytest.skip("NO NLTK installed (it is in the dev extra): nothing to compare with")
    seconds, megabytes = rig.measure([sys.executable, "-c", NLTK, *files(rig.case(copies))])
    found = rig.run(copies)
    print(f"\nNLTK, {found.sentences} sentences: {seconds:.2f} s, {megabytes:.0f} MB; tren {found.seconds:.2f} s")
    assert not copies or found.seconds < seconds
