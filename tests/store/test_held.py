"""Work that stands nowhere is kept in a file of its own, with the reason, and read strictly."""

from pathlib import Path

import pytest

from builders import bead, pair
from parallel.errors import InputError
from parallel.model.bitext import HeldBead
from parallel.store.beadline import header_of_pair
from parallel.store.held import held_of_line, joined, line_of_held, load_held, save_held

HELD = HeldBead(bead=bead(1, "Eski cümle."), reason="its sentence is gone")


def test_there_and_back(tmp_path: Path) -> None:
    """Bead and reason come back; the file goes when nothing is held, and is not made for nothing."""
    path = tmp_path / "p.held.jsonl"
    save_held(path, pair(), [])
    assert not path.exists()
    save_held(path, pair(), [HELD])
    assert load_held(path, "x") == (HELD,)
    save_held(path, pair(), [])
    assert not path.exists()
    assert load_held(path, "x") == ()


def test_a_line_keeps_its_reason() -> None:
    """The journal keeps held beads as lines."""
    line = line_of_held(header_of_pair(pair()), HELD)
    assert held_of_line(line) == HELD


@pytest.mark.parametrize("line", ['{"id": "x"}', "[1]", "{", '{"id": 3, "source": {}, "target": {}}', "[" * 5000])
def test_a_line_that_is_no_bead_is_named(line: str, tmp_path: Path) -> None:
    """A damaged file is refused with its line, never read in part."""
    path = tmp_path / "p.held.jsonl"
    save_held(path, pair(), [HELD])
    path.write_text(path.read_text("utf-8") + "\n" + line + "\n", "utf-8")
    with pytest.raises(InputError, match="not a held bead") as caught:
        load_held(path, "aligned/p.held.jsonl")
    assert caught.value.where == "aligned/p.held.jsonl:3"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder in its place is told as it is."""
    (tmp_path / "p.held.jsonl").mkdir()
    with pytest.raises(InputError, match="can't be read"):
        load_held(tmp_path / "p.held.jsonl", "p")


def test_joined_takes_each_once() -> None:
    """The same bead held twice is held once; another version of it is another one."""
    other = HeldBead(bead=bead(1, "Başka."), reason="")
    assert joined([HELD], [HELD, other]) == (HELD, other)
