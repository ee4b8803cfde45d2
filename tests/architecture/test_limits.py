"""Size and style limits of the code, enforced."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "parallel"
FUNCTION_LINES = 40
FILE_LINES = 350
FOLDER_MODULES = 10
WIDE_FOLDERS = {
    "cli": 30,  # one module per verb
    "check": 25,  # one per check
    "exchange": 20,  # one per format
    "store": 24,  # one per kind of file the workspace holds
    "edits": 12,  # one per way to change a pair
    "language": 15,  # one per fact of the languages; no stage owns them
}
VAGUE_NAMES = {"utils", "helpers", "common", "misc"}
CASE_METHODS = {"lower", "upper", "casefold", "title", "capitalize", "swapcase"}
CASING = "language/casing.py"


def modules(root: Path = SOURCE) -> Iterator[Path]:
    """Yield every module of the package."""
    yield from sorted(root.rglob("*.py"))


def long_functions(source: str) -> list[str]:
    """Name the functions of a module that have more lines than allowed, docstring not counted."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            first = node.body[0]
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                lines -= (first.end_lineno or first.lineno) - first.lineno + 1
            if lines > FUNCTION_LINES:
                found.append(f"{node.name} ({lines} lines)")
    return found


def bare_case_calls(source: str) -> list[int]:
    """List the lines where a case method is called on text, or handed on as ``str.lower``."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        named = node.func if isinstance(node, ast.Call) else node
        if not isinstance(named, ast.Attribute) or named.attr not in CASE_METHODS:
            continue
        owner = named.value.id if isinstance(named.value, ast.Name) else ""
        if owner == "str" or (isinstance(node, ast.Call) and owner != "casing"):
            found.add(named.lineno)
    return sorted(found)


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_module_keeps_the_limits(path: Path) -> None:
    """No long file, no long function, no bare case method, no vague name."""
    source = path.read_text("utf-8")
    assert source.count("\n") <= FILE_LINES
    assert not long_functions(source)
    assert path.stem not in VAGUE_NAMES
    if path.relative_to(SOURCE).as_posix() != CASING:
        assert not bare_case_calls(source)


def small_hints(source: str) -> list[int]:
    """List the lines with a hint that does not begin as a sentence does."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg == "hint":
            first = node.value.values[0] if isinstance(node.value, ast.JoinedStr) else node.value
            said = first.value if isinstance(first, ast.Constant) else ""
            if isinstance(said, str) and said[:1].islower():
                found.append(node.value.lineno)
    return found


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_hints_are_sentences(path: Path) -> None:
    """What went wrong ends with a full stop; what to do begins after it."""
    assert not small_hints(path.read_text("utf-8"))


def test_folders_stay_small() -> None:
    """A folder holds at most ten modules; folders with one module per verb, check or format may hold more."""
    for folder in {path.parent for path in modules()}:
        count = sum(1 for path in folder.glob("*.py") if path.stem != "__init__")
        assert count <= WIDE_FOLDERS.get(folder.name, FOLDER_MODULES), folder


def test_planted_violations_are_seen() -> None:
    """The rules above can fail: each sees a planted violation."""
    assert long_functions("def f():\n" + "    x = 1\n" * 41)
    assert bare_case_calls("def f(text):\n    return text.lower()\n") == [2]
    assert bare_case_calls("keys = sorted(words, key=str.casefold)\n") == [1]
    assert not bare_case_calls("from parallel.language import casing\nx = casing.lower(y)\n")
    assert small_hints('raise E(x, hint="try again")\nraise E(x, hint=f"Try {y}")\n') == [1]
