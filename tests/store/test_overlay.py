"""Overlays: written so that git merges them, read strictly, absent without harm."""

from pathlib import Path

import pytest

from parallel.errors import InputError
from parallel.model.document import DocId, Repair, Ruling, RulingKind
from parallel.model.span import Span
from parallel.store.overlay import Overlay, load_overlay, overlay_path, parse_overlay, render_overlay
from parallel.store.workspace import Workspace

REPAIRS = (
    Repair(line=1, at=5, printed="yakm", meant="yakın"),
    Repair(line=9, at=210, printed='kö"tü', meant="kötü: #1 'no'"),
)
RULINGS = (
    Ruling(kind=RulingKind.RESTORE, first_line=2, last_line=3, span=Span(40, 99), digest="0123456789abcdef"),
    Ruling(
        kind=RulingKind.EXCLUDE,
        first_line=7,
        last_line=7,
        span=Span(150, 160),
        digest="0123456789012345",
        reason='yineleme: "aynı" #2',
    ),
)


def rendered(*repairs: Repair, rulings: tuple[Ruling, ...] = ()) -> bytes:
    """Write decisions."""
    return "".join(render_overlay(DocId("d"), Overlay(repairs=repairs, rulings=rulings))).encode()


def test_repairs_come_back() -> None:
    """What is written is read, quotes and colons too, in the order of the text."""
    assert parse_overlay(rendered(*reversed(REPAIRS)), "o.yaml").repairs == REPAIRS


def test_ranges_come_back() -> None:
    """They are read as they were written, beside repairs and without them."""
    assert parse_overlay(rendered(*REPAIRS, rulings=RULINGS[::-1]), "o.yaml") == Overlay(
        repairs=REPAIRS, rulings=RULINGS
    )
    assert parse_overlay(rendered(rulings=RULINGS), "o.yaml").rulings == RULINGS


def test_the_first_form_is_read() -> None:
    """Overlays from before there were ranges."""
    text = "format: 1\nrepairs:\n  - {line: 1, at: 5, printed: yakm, meant: yakın}\n"
    assert parse_overlay(text.encode(), "o.yaml") == Overlay(repairs=REPAIRS[:1])


def test_each_repair_has_its_line() -> None:
    """One line more for one repair more, so that merges are clean."""
    assert rendered(*REPAIRS).count(b"\n") == rendered(REPAIRS[0]).count(b"\n") + 1


def test_no_overlay_is_no_repairs(tmp_path: Path) -> None:
    """A document without an overlay, or with an empty one, has no repairs."""
    workspace = Workspace(root=tmp_path)
    assert load_overlay(workspace, DocId("d")) == Overlay()
    path = overlay_path(workspace, DocId("d"))
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    assert load_overlay(workspace, DocId("d")) == Overlay()
    path.write_bytes(rendered(*REPAIRS))
    assert load_overlay(workspace, DocId("d")).repairs == REPAIRS


def test_an_overlay_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    """What can't be read is said."""
    workspace = Workspace(root=tmp_path)
    overlay_path(workspace, DocId("d")).mkdir(parents=True)
    with pytest.raises(InputError, match="can't be read"):
        load_overlay(workspace, DocId("d"))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("format: 3\nrepairs: []\n", "newer tren"),
        ("ranges:\n  - {do: drop, line: 1, last: 1, at: 1, end: 2, digest: x}\n", "o.yaml:2: do must be"),
        ("ranges:\n  - {do: restore, line: 1, last: 1, at: 1, end: 2, digest: x}\n", "sixteen hex digits"),
        (
            "ranges:\n  - {do: restore, line: 2, last: 1, at: 1, end: 2, digest: 0123456789abcdef}\n",
            "end behind its beginning",
        ),
        ("ranges:\n  - {do: restore, line: 1, last: 1, at: 1, end: ٣, digest: 0123456789abcdef}\n", "end must be"),
        ("repairs:\n  - {line: x, at: 1, printed: a, meant: b}\n", "o.yaml:2: line must be a number"),
        ("repairs:\n  - {line: 1, at: 1, printed: a}\n", "'meant' is missing"),
        ('repairs:\n  - {line: 1, at: 1, printed: a, meant: " "}\n', "meant"),
        ("- a\n", "must be a mapping"),
    ],
)
def test_other_forms_are_refused(text: str, cause: str) -> None:
    """Each refusal names file and line."""
    with pytest.raises(InputError, match=cause):
        parse_overlay(text.encode(), "o.yaml")
