"""Every edit can be scripted: saved, refused when stale, taken back."""

import json
from pathlib import Path

import pytest

from builders import bead, pair
from parallel.model.bitext import PairId
from parallel.store.aligned import load_pair, save_pair
from parallel.store.workspace import create_workspace
from running import Runner, Swift

MANIFEST = """\
format: 1
documents:
  - {id: d, file: d.txt}
pairs:
  - {id: d.abstract, source: d, target: d, languages: tr-en}
"""


@pytest.fixture
def work(tmp_path: Path) -> Runner:
    """A workspace with one pair of four beads."""
    tren = Swift(tmp_path)
    create_workspace(tmp_path)
    (tren.folder / "seeds" / "manifest.yaml").write_text(MANIFEST, "utf-8")
    beads = [bead(number, f"Kaynak {number}.", f"Source {number}.") for number in range(1, 5)]
    save_pair(tren.folder / "aligned" / "d.abstract.jsonl", pair(*beads))
    return tren


def listed(work: Runner, *words: str) -> list[dict[str, str]]:
    """Return the beads as `tren edit list` shows them."""
    return [
        json.loads(line) for line in work("edit", "list", "d.abstract", "--format", "json", *words).out.splitlines()
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("approve", "d.abstract", "1", "2"), "approve, 2 beads"),
        (("approve", "d.abstract", "--all"), "approve, 4 beads"),
        (("flag", "d.abstract", "1", "--note", "look"), "flag, 1 bead"),
        (("exclude", "d.abstract", "1", "--reason", "a title"), "exclude, 1 bead"),
        (("note", "d.abstract", "1", "--note", "fine"), "note, 1 bead"),
        (("waive", "d.abstract", "1", "--check", "number", "--reason", "rounded"), "waive, 1 bead"),
        (("merge", "d.abstract", "1", "2"), "merge, 1 bead"),
        (("split", "d.abstract", "1", "1", "0"), "split, 2 beads"),
        (("move", "d.abstract", "2", "source", "-1"), "move, 2 beads"),
        (("text", "d.abstract", "1", "target", "Another."), "text, 1 bead"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_an_edit_is_saved_and_taken_back(words: tuple[str, ...], said: str, work: Runner) -> None:
    """Each operation is saved into aligned/, and undo brings the same bytes back, redo the other ones."""
    path = work.folder / "aligned" / "d.abstract.jsonl"
    start = path.read_bytes()
    result = work("edit", *words)
    assert (result.code, said in result.err) == (0, True), result
    end = path.read_bytes()
    assert end != start
    assert work("undo", "d.abstract").code == 0
    assert path.read_bytes() == start
    assert work("redo", "d.abstract").code == 0
    assert path.read_bytes() == end
    assert work("log", "d.abstract").out.count("\n") == 4


def test_marks_are_taken_away_again(work: Runner) -> None:
    """Each mark has its way back."""
    for there, back in (
        (("flag", "--note", "x"), ("unflag",)),
        (("exclude", "--reason", "x"), ("include",)),
        (("waive", "--check", "number", "--reason", "x"), ("unwaive", "--check", "number")),
        (("approve",), ("unapprove",)),
    ):
        assert "saved" in work("edit", there[0], "d.abstract", "1", *there[1:]).err
        assert "saved" in work("edit", back[0], "d.abstract", "1", *back[1:]).err
        assert "nothing to change" in work("edit", back[0], "d.abstract", "1", *back[1:]).err
    assert listed(work)[0]["marks"] == ""


def test_a_stale_edit_has_status_four(work: Runner) -> None:
    """With --base the second of two edits is refused, names both what and where, and changes nothing."""
    revision = listed(work)[0]["revision"]
    base = ("--base", f"1@{revision}")
    assert work("edit", "text", "d.abstract", "1", "target", "First.", *base).code == 0
    before = (work.folder / "aligned" / "d.abstract.jsonl").read_bytes()
    result = work("edit", "text", "d.abstract", "1", "target", "Second.", *base)
    assert result.code == 4
    assert "Kaynak 1. | First." in result.err
    assert (work.folder / "aligned" / "d.abstract.jsonl").read_bytes() == before
    assert work("edit", "approve", "d.abstract", "1", "--base", "nonsense").code == 2


def test_the_same_id_is_done_once(work: Runner) -> None:
    """A script that repeats itself after a lost answer changes nothing twice."""
    for _ in range(2):
        assert work("edit", "move", "d.abstract", "2", "source", "-1", "--id", "m1").code == 0
    assert work("log", "d.abstract").out.count("\n") == 2


def test_list_finds_turkish(work: Runner) -> None:
    """Search folds as Turkish does, on the side that is Turkish."""
    path = work.folder / "aligned" / "d.abstract.jsonl"
    save_pair(path, pair(bead(1, "ISPARTA’da İZMİR.", "In ISPARTA."), bead(2)))
    assert [row["number"] for row in listed(work, "--find", "ısparta")] == ["1"]
    assert [row["number"] for row in listed(work, "--find", "izmir")] == ["1"]
    assert [row["number"] for row in listed(work, "--state", "approved")] == []
    assert work("edit", "list", "d.abstract").out.startswith("number\tid\trevision")
    assert work("edit", "list", "--find", "ısparta").out.splitlines()[1].startswith("d.abstract\t1\t")
    assert work("edit", "list").code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("approve", "d.abstract"), "--all"),
        (("approve", "d.abstract", "9"), "no bead number 9"),
        (("approve", "d.abstract", "d/x"), "no bead"),
        (("approve", "none", "1"), "no pair"),
        (("flag", "d.abstract", "1", "--note", " "), "needs a note"),
        (("merge", "d.abstract", "1"), "at least two"),
        (("merge", "d.abstract", "1", "3"), "no neighbours"),
        (("split", "d.abstract", "1", "0", "0"), "empty"),
        (("split", "d.abstract", "1", "9", "0"), "no such segment"),
        (("move", "d.abstract", "1", "source", "-1"), "no bead to move to"),
        (("move", "d.abstract", "1", "source", "0"), "no segment is to be moved"),
        (("waive", "d.abstract", "1", "--check", "nonsense", "--reason", "x"), "no check is called nonsense"),
        (("approve", "d.abstract", "--all", "--above", "2"), "not in the range"),
        (("text", "d.abstract", "1", "target", "a\x07b"), "U+0007"),
    ],
)
def test_impossible_edits_are_refused(words: tuple[str, ...], said: str, work: Runner) -> None:
    """One line, status 2, and nothing written."""
    before = (work.folder / "aligned" / "d.abstract.jsonl").read_bytes()
    result = work("edit", *words)
    assert (result.code, said in result.err) == (2, True), result
    assert (work.folder / "aligned" / "d.abstract.jsonl").read_bytes() == before
    assert work("undo", "d.abstract").code == 2


def test_realign_leaves_human_beads(work: Runner) -> None:
    """Sentences between what people vouched for are paired anew, as one edit."""
    assert work("edit", "approve", "d.abstract", "3").code == 0
    assert work("edit", "realign", "d.abstract", "1", "4").code == 0
    found, _ = load_pair(work.folder / "aligned" / "d.abstract.jsonl", "x")
    assert "approved" in {item.state.value for item in found.beads}
    assert found.id == PairId("d.abstract")


def test_log_of_a_bead(work: Runner) -> None:
    """What became of one bead, with its texts."""
    assert work("edit", "text", "d.abstract", "1", "target", "Changed.").code == 0
    assert work("edit", "approve", "d.abstract", "2").code == 0
    out = work("log", "d.abstract", "1").out
    assert out.count("\n") == 2
    assert "Kaynak 1. | Changed." in out
    assert json.loads(work("log", "d.abstract", "--format", "json").out.splitlines()[0])["kind"] == "text"


def test_the_workspace_is_ignored_by_git_where_it_should(work: Runner) -> None:
    """The journal stays on the machine; aligned/ is what people share."""
    assert ".tren/" in (work.folder / ".gitignore").read_text("utf-8")
    assert Path(work.folder / ".tren").is_dir() is False
