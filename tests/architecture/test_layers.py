"""The import contracts of pyproject.toml hold, and would be seen to break."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts over the package that stands in ``folder/src``."""
    code = (
        f"import sys; sys.path.insert(0, {str(folder / 'src')!r});"
        "from importlinter.cli import lint_imports_command; lint_imports_command()"
    )
    command = [sys.executable, "-c", code]
    return subprocess.run([*command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def copied(folder: Path) -> Path:
    """Copy package and settings into ``folder``."""
    shutil.copytree(
        REPOSITORY / "src" / "parallel", folder / "src" / "parallel", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    return folder


def test_contracts_hold() -> None:
    """No layer reaches up, and every library has one door."""
    result = lint(REPOSITORY)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("model/span.py", "from parallel.language import casing"),
        ("language/casing.py", "def f() -> None:\n    import parallel.align"),
        ("exchange/tmx/writer.py", "import pathlib"),
        ("check/options.py", "import yaml"),
        ("workbench/setup.py", "import click"),
        ("segment/splitter.py", "import numpy"),
    ],
)
def test_a_planted_violation_is_seen(module: str, planted: str, tmp_path: Path) -> None:
    """An upward import or a library outside its door breaks a contract."""
    folder = copied(tmp_path)
    with (folder / "src" / "parallel" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{planted}\n")
    assert lint(folder).returncode != 0


def test_an_undeclared_folder_is_seen(tmp_path: Path) -> None:
    """A new package must be given its place in the layers."""
    folder = copied(tmp_path)
    new = folder / "src" / "parallel" / "drawer"
    new.mkdir()
    (new / "__init__.py").write_text('"""Odds and ends."""\n', "utf-8")
    assert lint(folder).returncode != 0
