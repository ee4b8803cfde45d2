"""How soon a command is there, beside a program that does nothing but load the library of command lines.

Run: pytest tests/bench/test_start.py -m "" -n 0 -s

Figures go to docs/benchmarks.md.
"""

from pathlib import Path

import pytest

from bench.commands import seconds
from faults.saves import edit, list_pair, workspace_in

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("words", "most"),
    [
        (["--help"], 2),
        (["edit", "text", "d.abstract", "1", "target", "After."], 5),
        (["undo", "d.abstract"], 5),
        (["log", "d.abstract"], 5),
    ],
    ids=["help", "edit", "undo", "log"],
)
def test_a_light_command_is_there_at_once(words: list[str], most: float, tmp_path: Path) -> None:
    """Processor time at most so many times that of ``import click``."""
    workspace = workspace_in(tmp_path / "w")
    list_pair(workspace)
    for number in range(10):
        edit(workspace, f"Before {number}.").fold()
    peer = seconds("-c", "import click", cwd=workspace.root)
    ours = seconds("-m", "parallel", *words, cwd=workspace.root)
    ratio = ours[1] / peer[1]
    print(f"\ntren {words[0]}: {ours[0]:.3f} s wall, {ours[1]:.3f} s CPU; import click {peer[1]:.3f}: {ratio:.1f} ×")
    assert ratio <= most
