"""100,000 pairs checked: processor time, memory, and that the time grows with the rows alone.

Run by name: ``pytest tests/bench/test_check.py -p no:randomly -n 0 -m "slow or not slow" -s``.
"""

import lzma
import resource
import time
from collections.abc import Iterator
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


def rows(path: Path, count: int) -> Iterator[Row]:
    """Yield pairs of an open corpus of course catalogues, ten to a paragraph."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(islice(file, count)):
            source, _, target = line.rstrip("\n").partition("\t")
            yield Row(source=source, target=target, paragraph=number // 10)


def test_a_hundred_thousand_pairs(bench: Path) -> None:
    """All checks with the shipped glossary, progress on."""
    path = bench.parent / "data/parallel/university-catalogues.tr-en.tsv.xz"
    if not path.is_file():
        pytest.skip("no corpus to check")
    termbase = load_glossary(Path(__file__).resolve().parents[2] / "glossary")
    bitext = Bitext(name="corpus", rows=tuple(rows(path, ROWS)))
    told: list[int] = []
    start = time.process_time()
    report = check_targets(
        [Target(bitext=bitext)], CheckOptions(termbase=termbase), progress=lambda _what, done, _total: told.append(done)
    )
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = len(report.checked[0][1])
    print(f"\n{len(bitext.rows)} pairs: {seconds:.0f} s of processor time, {memory:.0f} MB, {found} findings")
    assert told == list(range(len(told)))
    assert seconds <= SECONDS
    assert memory <= MEGABYTES
