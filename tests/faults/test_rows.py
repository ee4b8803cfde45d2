"""Every row of the catalogue about losing work names its tests, and they are there."""

import ast
import re
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
ROWS = {f"A{number}" for number in (*range(1, 16), 18, 19, 20)} | {
    f"{group}{number}" for group in "BE" for number in range(1, 13)
}


def table() -> dict[str, list[str]]:
    """Return the tests named by each row of docs/faults-tests.md."""
    text = (REPOSITORY / "docs" / "faults-tests.md").read_text("utf-8")
    found = {}
    for line in text.splitlines():
        if row := re.match(r"\| ([ABE]\d+) \|", line):
            found[row.group(1)] = re.findall(r"`(tests/[^`]+::\w+)`", line)
    return found


def test_no_row_is_missing() -> None:
    """All rows are there, each with a test."""
    assert set(table()) == ROWS
    assert all(table().values())


def test_every_test_named_exists() -> None:
    """A test that was renamed or taken away is noticed."""
    for tests in table().values():
        for named in tests:
            file, _, function = named.partition("::")
            tree = ast.parse((REPOSITORY / file).read_text("utf-8"))
            names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
            assert function in names, named
