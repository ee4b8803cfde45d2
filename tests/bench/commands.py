"""How long a command takes, its start included."""

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 7


def seconds(*words: str, cwd: Path) -> tuple[float, float]:
    """Return the median wall and processor time of ``python WORDS``."""
    walls, cpus = [], []
    for _ in range(RUNS):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, *words], cwd=cwd, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - start)
        cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(walls), statistics.median(cpus)
