"""The score history is appended to and never rewritten."""

from pathlib import Path

import pytest

from parallel.errors import InputError
from parallel.model.score import Score
from parallel.store.history import Run, append_runs, load_runs

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
