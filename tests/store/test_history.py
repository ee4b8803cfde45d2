"""The score history is appended to and never rewritten."""

from pathlib import Path

import pytest

from parallel.errors import InputError
from parallel.model.score import Score
from parallel.store.history import Run, append_runs, keep_both_on_merge, load_history, load_runs

SCORE = Score(name="coverage", value=0.5, unit="share", n=4, signature="v:1")


def run(date: str) -> Run:
    """Build a run."""
    return Run(date=date, version="1", pair="d.abstract", text="ab", scores=(SCORE,))


def test_runs_come_back_in_order(tmp_path: Path) -> None:
    """Appending keeps every earlier byte and adds a block."""
    path = tmp_path / "scores.jsonl"
    assert load_runs(path, "scores.jsonl") == ()
    append_runs(path, [run("2026-01-01")])
    before = path.read_bytes()
    append_runs(path, [run("2026-01-02"), run("2026-01-03")])
    assert path.read_bytes().startswith(before)
    assert [r.date for r in load_runs(path, "scores.jsonl")] == ["2026-01-01", "2026-01-02", "2026-01-03"]


def test_damage_is_named(tmp_path: Path) -> None:
    """A line that is no run is refused with its number."""
    path = tmp_path / "scores.jsonl"
    append_runs(path, [run("2026-01-01")])
    path.write_bytes(path.read_bytes() + b"\n{}\n")
    with pytest.raises(InputError, match="not a scoring run"):
        load_runs(path, "scores.jsonl")


def written(path: Path, *dates: str) -> list[str]:
    """Append runs of these dates one by one; return the file's blocks."""
    for date in dates:
        append_runs(path, [run(date)])
    return path.read_text("utf-8").rstrip("\n").split("\n\n")


def test_runs_form_a_chain(tmp_path: Path) -> None:
    """Each run names the one before it; the first has none before it; renderings come back as they were."""
    path = tmp_path / "scores.jsonl"
    first = Run(date="1", version="1", pair="d.abstract", text="", scores=(), renderings={"c": {"Pact": ("b1", "b1")}})
    (one,) = append_runs(path, [first])
    (two,) = append_runs(path, [run("2")])
    assert (one.parents, two.parents) == ((), (one.id,))
    assert load_history(path, "scores.jsonl").runs == (one, two)
    assert load_history(path, "scores.jsonl").problems == ()


def test_pairs_have_chains_of_their_own(tmp_path: Path) -> None:
    """A run of another pair is no parent."""
    path = tmp_path / "scores.jsonl"
    other = Run(date="2", version="1", pair="e.abstract", text="", scores=())
    one, two = append_runs(path, [run("1"), other])
    assert (one.parents, two.parents) == ((), ())
    assert load_history(path, "s").of(["e.abstract"]).runs == (two,)
    assert len(load_history(path, "s").of([]).runs) == 2


def test_a_lost_run_and_a_changed_one_are_problems(tmp_path: Path) -> None:
    """The others are still read."""
    path = tmp_path / "scores.jsonl"
    blocks = written(path, "1", "2", "3")
    path.write_text("\n\n".join([blocks[0], blocks[2]]) + "\n", "utf-8")
    (problem,) = load_history(path, "s").problems
    assert "missing" in problem
    path.write_text("\n\n".join(blocks).replace("0.5", "0.9", 1) + "\n", "utf-8")
    (problem,) = load_history(path, "s").problems
    assert problem.startswith("s:1: ")
    assert len(load_runs(path, "s")) == 3


def test_two_branches_and_doubled_lines(tmp_path: Path) -> None:
    """Lines of both sides in any order: every run once, none before its parent, and the next one follows both."""
    path = tmp_path / "scores.jsonl"
    (base,) = written(path, "2026-01-05")
    left = written(path, "2026-01-01")[1]
    path.write_text(base + "\n", "utf-8")
    right = written(path, "2026-01-03")[1]
    path.write_text(f"{right}\n\n{left}\n\n{base}\n\n{left}" + "\n", "utf-8")
    history = load_history(path, "s")
    assert history.problems == ()
    assert [run.date for run in history.runs] == ["2026-01-05", "2026-01-01", "2026-01-03"]
    (merged,) = append_runs(path, [run("2026-01-09")])
    assert set(merged.parents) == {run.id for run in history.runs[1:]}


def test_runs_of_before_the_chain_are_read(tmp_path: Path) -> None:
    """A file of an older version has neither ids nor parents; nothing is wrong with it."""
    path = tmp_path / "scores.jsonl"
    old = '{"date": "1", "version": "0", "pair": "d", "text": "", "scores": []}'
    path.write_text(f"{old}\n\n{old}\n", "utf-8")
    history = load_history(path, "s")
    assert (len(history.runs), history.problems) == (2, ())
    assert append_runs(path, [run("2")])[0].parents == ()


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| base"])
def test_an_unfinished_merge_is_refused(marker: str, tmp_path: Path) -> None:
    """Each kind of marker is named with its line."""
    path = tmp_path / "scores.jsonl"
    written(path, "1")
    path.write_text(path.read_text("utf-8") + marker + "\n", "utf-8")
    with pytest.raises(InputError, match="merge") as raised:
        load_history(path, "s")
    assert raised.value.where == "s:2"


def test_the_merge_rule_of_a_person_stays(tmp_path: Path) -> None:
    """Written once; a file that is there is left alone."""
    keep_both_on_merge(tmp_path)
    rules = tmp_path / ".gitattributes"
    assert "scores.jsonl merge=union" in rules.read_text("utf-8")
    rules.write_text("mine\n", "utf-8")
    keep_both_on_merge(tmp_path)
    assert rules.read_text("utf-8") == "mine\n"
