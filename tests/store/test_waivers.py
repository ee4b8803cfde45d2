"""Pairs and checks let pass as a whole, in a file people merge."""

from pathlib import Path

import pytest

from parallel.errors import InputError, UsageError
from parallel.store.waivers import StandingWaiver, add_waiver, load_waivers, parse_waivers, remove_waiver, waivers_path
from parallel.store.workspace import Workspace

TEXT = """\
# What the editors agreed on.
- pair: 004.abstract
  check: omission
  reason: >-
    The English abstract
    is abridged.
- check: spacing   # house style
  reason: Biçim sonra düzeltilecek.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A folder with a file of waivers."""
    workspace = Workspace(root=tmp_path)
    waivers_path(workspace).parent.mkdir()
    waivers_path(workspace).write_text(TEXT, "utf-8")
    return workspace


def test_they_are_read(workspace: Workspace) -> None:
    """Scope, reason and place of each."""
    one, two = load_waivers(workspace)
    assert (one.scope, one.reason, one.where) == (
        ("004.abstract", "omission"),
        "The English abstract is abridged.",
        "aligned/waivers.yaml:2",
    )
    assert two.scope == ("", "spacing")


def test_no_file_means_none(tmp_path: Path) -> None:
    """A workspace that never let anything pass has no file."""
    assert load_waivers(Workspace(root=tmp_path)) == ()
    assert parse_waivers(b"# nothing yet\n", "f") == ()


def test_what_a_waiver_silences() -> None:
    """A pair alone silences all checks in it, a check alone that check everywhere, both just the one in the other."""
    pair, check = StandingWaiver(pair="a", reason="r"), StandingWaiver(check="date", reason="r")
    both = StandingWaiver(pair="a", check="date", reason="r")
    cases = [("a", "date"), ("a", "number"), ("b", "date"), ("b", "number")]
    assert [pair.silences(*case) for case in cases] == [True, True, False, False]
    assert [check.silences(*case) for case in cases] == [True, False, True, False]
    assert [both.silences(*case) for case in cases] == [True, False, False, False]


def test_adding_keeps_everything_else(workspace: Workspace) -> None:
    """Comments and order stay byte for byte; the new one comes last and is read back."""
    add_waiver(workspace, StandingWaiver(pair="002: özet", reason="Yazarın isteği: #1"))
    assert waivers_path(workspace).read_text("utf-8").startswith(TEXT)
    assert load_waivers(workspace)[-1].scope == ("002: özet", "")
    assert load_waivers(workspace)[-1].reason == "Yazarın isteği: #1"


def test_taking_one_back_keeps_everything_else(workspace: Workspace) -> None:
    """Only the lines of that entry go."""
    gone = remove_waiver(workspace, pair="004.abstract", check="omission")
    assert gone.reason.startswith("The English abstract")
    kept = TEXT.splitlines(keepends=True)
    assert waivers_path(workspace).read_text("utf-8") == "".join([kept[0], *kept[6:]])


@pytest.mark.parametrize(
    "waiver",
    [
        StandingWaiver(check="spacing", reason="again"),
        StandingWaiver(check="date", reason="  "),
        StandingWaiver(reason="all of it"),
    ],
)
def test_what_cannot_be_added(workspace: Workspace, waiver: StandingWaiver) -> None:
    """One that stands already, one without a reason, one without a scope: refused, and the file stays."""
    with pytest.raises(UsageError):
        add_waiver(workspace, waiver)
    assert waivers_path(workspace).read_text("utf-8") == TEXT


def test_what_cannot_be_taken_back(workspace: Workspace) -> None:
    """One that is not there, and one in a list no program should cut."""
    with pytest.raises(UsageError, match="no standing waiver"):
        remove_waiver(workspace, check="omission")
    waivers_path(workspace).write_text("[{check: date, reason: r}]\n", "utf-8")
    with pytest.raises(UsageError):
        remove_waiver(workspace, check="date")


@pytest.mark.parametrize(
    "text",
    [
        "check: date\nreason: r\n",
        "- reason: r\n",
        "- check: date\n",
        '- check: date\n  reason: " "\n',
        "- check: date\n  reason: r\n- check: date\n  reason: s\n",
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    """Each with its place in the file."""
    with pytest.raises(InputError) as refused:
        parse_waivers(text.encode(), "waivers.yaml")
    assert str(refused.value.where).startswith("waivers.yaml")
