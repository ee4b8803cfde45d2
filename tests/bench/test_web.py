"""How fast the web workbench is on a pair of 5,000 beads, in Debian's Chromium.

Run: pytest tests/bench/test_web.py -m "" -n 0 -s

Settled: from navigation to the second animation frame after ``load``. Key → painted: from the key's event to the frame
after the changed row is shown; the change is fsynced in between. Memory is PSS of the renderer of a fresh tab after all
keys, and RSS of the server. Figures go to docs/benchmarks.md.
"""

import os
import random
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from parallel.language import casing
from web.browsers import FLAGS, Server, chromium, served
from web.desks import make_workspace

pytestmark = pytest.mark.slow
BEADS = 5_000
OPENINGS = 9
KEYS = 120
SETTLED = """() => new Promise(done =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"""
PAINTED = """key => new Promise(done => {
  const grid = document.querySelector('#grid');
  const start = performance.now();
  new MutationObserver((_, watch) => {
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  }).observe(grid, {childList: true});
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
})"""


def rows(seeds: Path) -> tuple[tuple[str, str], ...]:
    """Make up rows of the seeds' words."""
    rng = random.Random(5)
    words = [casing.lower(w) for path in sorted(seeds.glob("*.txt")) for w in path.read_text("utf-8").split()]
    made = [" ".join(rng.choices(words, k=max(4, int(rng.gauss(15, 5))))) for _ in range(2 * BEADS)]
    halves = zip(made[::2], made[1::2], strict=True)
    return tuple((f"{a} {1900 + i % 30}.", f"{b} {1900 + i % 30}.") for i, (a, b) in enumerate(halves))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Iterator[Server]:
    """5,000 beads under the curated glossary."""
    folder = tmp_path_factory.mktemp("bench") / "w"
    make_workspace(folder, rows(seeds))
    for path in (seeds.parent / "glossary").glob("*.yaml"):
        (folder / "glossary" / path.name).write_bytes(path.read_bytes())
    (folder / "glossary" / "terms.yaml").unlink()
    with served(folder) as found:
        yield found


def memory(pid: int, field: str, file: str) -> float:
    """Return a figure of a process in MB."""
    lines = Path(f"/proc/{pid}/{file}").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024


def processor(pid: int) -> float:
    """Return the processor time a process has used, in ms; it can be trusted where the clock can't."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def renderers() -> list[int]:
    """Return the renderer processes of the browser under test."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes()
        except OSError:
            continue
        if b"--type=renderer" in words and b"playwright" in words:
            found.append(int(path.name))
    return found


def test_speeds(server: Server) -> None:
    """Open, change, remember: each within the specification's bounds."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (an optional extra)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), headless=True, args=list(FLAGS))
        page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
        page.goto(server.link)
        opened = []
        page.goto(f"{server.base}/pairs/d.abstract?page=2", wait_until="load")
        used = [processor(server.process.pid), sum(map(processor, renderers()))]
        for number in range(OPENINGS):
            page.goto(f"{server.base}/pairs/d.abstract?page={1 + 5 * number}", wait_until="load")
            opened.append(page.evaluate(SETTLED))
        used = [processor(server.process.pid) - used[0], sum(map(processor, renderers())) - used[1]]
        page.close()
        page = page.context.new_page()
        page.goto(f"{server.base}/pairs/d.abstract?page=20", wait_until="load")
        page.wait_for_timeout(500)
        page.locator(".bead:not(.dim)").first.focus()
        painted: dict[str, list[float]] = {}
        for number in range(KEYS):
            key = ("a", "m", "z", "a")[number % 4]
            painted.setdefault(key, []).append(page.evaluate(PAINTED, key))
            page.wait_for_timeout(60)
        times = [value for values in painted.values() for value in values]
        times.sort()
        page.request_gc()
        page.wait_for_timeout(300)
        figures = {
            "settled median ms": statistics.median(opened),
            "settled first ms": opened[0],
            "server CPU per page ms": used[0] / OPENINGS,
            "renderer CPU per page ms": used[1] / OPENINGS,
            "key to painted median ms": statistics.median(times),
            "key to painted p95 ms": times[int(len(times) * 0.95)],
            "renderer PSS MB": max(memory(pid, "Pss:", "smaps_rollup") for pid in renderers()),
            "server RSS MB": memory(server.process.pid, "VmRSS:", "status"),
        }
        browser.close()
    print()
    for name, value in figures.items():
        print(f"{name:28} {value:8.1f}")
    for key, values in painted.items():
        print(f"  {key}: {statistics.median(values):.1f} ms")
    assert figures["settled median ms"] <= 500
    assert figures["key to painted median ms"] <= 40
    assert figures["key to painted p95 ms"] <= 100
    assert figures["renderer PSS MB"] <= 100
    assert figures["server RSS MB"] <= 120
