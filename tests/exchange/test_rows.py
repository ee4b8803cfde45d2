"""Every row of the catalogue about exchange files names its tests, and they are there."""

import ast
import re
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
ROWS = {f"D{number}" for number in range(1, 13)} - {"D10"}  # D10 is about PDF, which is read, not exchanged


def table() -> dict[str, list[str]]:
    """Return the tests named by each row of docs/exchange-tests.md."""
    text = (REPOSITORY / "docs" / "exchange-tests.md").read_text("utf-8")
    rows = re.finditer(r"^\| (D\d+) \|(.*)$", text, re.MULTILINE)
    return {row[1]: re.findall(r"`(tests/[^`]+::\w+)`", row[2]) for row in rows}


def test_every_row_has_tests_that_exist() -> None:
    """A row left out, or a test that was renamed or taken away, is noticed."""
    found = table()
    assert set(found) == ROWS
    for row, tests in found.items():
        assert tests, row
        for named in tests:
            file, _, function = named.partition("::")
            tree = ast.parse((REPOSITORY / file).read_text("utf-8"))
            assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, named
