"""Overlays: written so that git merges them, read strictly, absent without harm."""

from pathlib import Path

import pytest

from parallel.errors import InputError
from parallel.model.document import DocId, Repair
from parallel.store.overlay import load_repairs, overlay_path, parse_repairs, render_repairs
from parallel.store.workspace import Workspace

REPAIRS = (
    Repair(line=1, at=5, printed="yakm", meant="yakın"),
    Repair(line=9, at=210, printed='kö"tü', meant="kötü: #1 'no'"),
)


def rendered(*repairs: Repair) -> bytes:
    """Write repairs."""
    return "".join(render_repairs(DocId("d"), repairs)).encode()


def test_repairs_come_back() -> None:
    """What is written is read, quotes and colons too, in the order of the text."""
    assert parse_repairs(rendered(*reversed(REPAIRS)), "o.yaml") == REPAIRS


def test_each_repair_has_its_line() -> None:
    """One line more for one repair more, so that merges are clean."""
    assert rendered(*REPAIRS).count(b"\n") == rendered(REPAIRS[0]).count(b"\n") + 1


def test_no_overlay_is_no_repairs(tmp_path: Path) -> None:
    """A document without an overlay, or with an empty one, has no repairs."""
    workspace = Workspace(root=tmp_path)
    assert load_repairs(workspace, DocId("d")) == ()
    path = overlay_path(workspace, DocId("d"))
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    assert load_repairs(workspace, DocId("d")) == ()
    path.write_bytes(rendered(*REPAIRS))
    assert load_repairs(workspace, DocId("d")) == REPAIRS


def test_an_overlay_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    """What can't be read is said."""
    workspace = Workspace(root=tmp_path)
    overlay_path(workspace, DocId("d")).mkdir(parents=True)
    with pytest.raises(InputError, match="can't be read"):
        load_repairs(workspace, DocId("d"))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("format: 2\nrepairs: []\n", "newer tren"),
        ("repairs:\n  - {line: x, at: 1, printed: a, meant: b}\n", "o.yaml:2: line must be a number"),
        ("repairs:\n  - {line: 1, at: 1, printed: a}\n", "'meant' is missing"),
        ('repairs:\n  - {line: 1, at: 1, printed: a, meant: " "}\n', "meant"),
        ("- a\n", "must be a mapping"),
    ],
)
def test_other_forms_are_refused(text: str, cause: str) -> None:
    """Each refusal names file and line."""
    with pytest.raises(InputError, match=cause):
        parse_repairs(text.encode(), "o.yaml")
