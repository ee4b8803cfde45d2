"""Processor time as it would be where the floors of speed were set, whatever the machine is busy with just now.

A virtual machine whose host is busy runs at half its speed for minutes at a time, processor time included. So a short
piece of plain Python is timed before and after what is measured, and what it took longer than it should is taken off.
"""

import re
import statistics
import time
from collections import Counter
from collections.abc import Callable

_YARDSTICK_SECONDS = 0.030
"""What the yardstick takes on the machine the floors were set on, with nothing beside it (the least of 200 runs)."""
_TEXT = " ".join(f"Mebus{number % 977} {number}. maddeyi okudu." for number in range(18_000))


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the processor time of some work in seconds, the middle one of several runs."""
    return statistics.median(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    before = _taken(_yardstick)
    taken = _taken(work)
    pace = statistics.mean((before, _taken(_yardstick)))
    return taken * min(1.0, _YARDSTICK_SECONDS / pace)


def _taken(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _yardstick() -> int:
    """Do what text tools do: cut words, count them, sort them, look into each letter of some."""
    counts = Counter(re.findall(r"\w+", _TEXT))
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    return sum(char.isalpha() for word in ordered[:12_000] for char in word)
