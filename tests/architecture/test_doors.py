"""Only the write layer writes, imports are light, and nothing runs at import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from faults.saves import edit, list_pair, workspace_in

SOURCE = Path(__file__).resolve().parents[2] / "src" / "parallel"
WRITERS = {"write_text", "write_bytes", "rename", "unlink", "mkdir", "touch", "rmtree", "makedirs", "fsync"}
WRITE_LAYER = "store/atomic.py"
ROOMS = ("parallel.align", "parallel.check", "parallel.clean", "parallel.read", "parallel.segment", "parallel.terms")
HEAVY = ("numpy", "rich", "sacrebleu", "sentencepiece", "ruamel", "rapidfuzz", "yaml")


def writes(source: str) -> list[int]:
    """List the lines that write to the disk: writing methods, and ``open`` with a writing mode."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        modes = [a.value for a in (*node.args, *(k.value for k in node.keywords)) if isinstance(a, ast.Constant)]
        opened = name == "open" and any(isinstance(m, str) and set(m) & set("wax+") and len(m) <= 3 for m in modes)
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        in_memory = isinstance(owner, ast.Name) and owner.id == "archive"  # an entry of a zip held in memory
        if name in WRITERS or (opened and not in_memory):
            found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_only_the_write_layer_writes(path: Path) -> None:
    """Every other module leaves the disk alone."""
    if path.relative_to(SOURCE).as_posix() != WRITE_LAYER:
        assert not writes(path.read_text("utf-8"))


def test_a_planted_write_is_seen() -> None:
    """The rule above can fail."""
    assert writes("path.write_text('x')\n") == [1]
    assert writes("open(name, 'w')\n") == [1]
    assert not writes("open(name, 'rb')\n")


@pytest.mark.parametrize("module", ["parallel", "parallel.cli.app", "parallel.model.bitext", "parallel.errors"])
def test_light_imports(module: str) -> None:
    """The package and the command group load no heavy library."""
    code = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


LIGHT = (
    ["--help"],
    ["edit", "--help"],
    ["edit", "text", "d.abstract", "1", "target", "After."],
    ["undo", "d.abstract"],
    ["log", "d.abstract"],
)
"""Commands people and scripts call again and again."""


@pytest.mark.parametrize("command", LIGHT, ids=" ".join)
def test_light_commands(command: list[str], tmp_path: Path) -> None:
    """What neither aligns nor cleans does not wait for what aligns and cleans: a start a third as long."""
    workspace = workspace_in(tmp_path / "w")
    list_pair(workspace)
    edit(workspace, "Before.")
    code = (
        "import sys; from parallel.cli.app import run; status = run()\n"
        f"print([m for m in sys.modules if m in {HEAVY[:-1]!r} or m.startswith({ROOMS!r})], file=sys.stderr)\n"
        "sys.exit(status)"
    )
    called = [sys.executable, "-c", code, *command]
    result = subprocess.run(called, cwd=workspace.root, capture_output=True, text=True, check=True)
    assert result.stderr.splitlines()[-1] == "[]"


def test_exports_are_sorted_and_exist() -> None:
    """Every package's ``__all__`` is sorted and names only what is there."""
    for path in SOURCE.rglob("__init__.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
                names = ast.literal_eval(node.value)
                assert sorted(names) == sorted(set(names)), path
