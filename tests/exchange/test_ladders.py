"""Output of other aligners, and pair files."""

import pytest

from builders import bead, pair
from parallel.errors import InputError
from parallel.exchange import units_of
from parallel.exchange.incoming import Incoming
from parallel.exchange.ladders import (
    from_bead_lines,
    from_hunalign,
    from_ladder,
    from_pair_files,
    lines_of,
    write_pair_files,
)
from parallel.model.bitext import Languages
from parallel.model.document import Language

SOURCE, TARGET = ["Bir.", "İki.", "Üç.", "Dört."], ["One.", "Two and three.", "Four."]


def texts(incoming: Incoming) -> list[tuple[str, str]]:
    """Return the texts of all units."""
    return [unit.texts for unit in incoming.units]


def test_pair_files() -> None:
    """Line by line; a pair of empty lines is none."""
    assert texts(from_pair_files("Bir.\r\n\nİki.\n", "One.\n\nTwo.", ("a", "b"), Languages())) == [
        ("Bir.", "One."),
        ("İki.", "Two."),
    ]
    with pytest.raises(InputError, match="2 lines against 1 in b"):
        from_pair_files("a\nb\n", "c\n", ("a", "b"), Languages())


def test_hunalign_text() -> None:
    """Marks between sentences put together are spaces; the score is no text."""
    text = "Bir.\tOne.\t0.9\nİki. ~~~ Üç.\tTwo and three.\t0.4\n\t\t0\n~~~\tAdded.\t-0.3\n"
    assert texts(from_hunalign(text, "f", Languages())) == [
        ("Bir.", "One."),
        ("İki. Üç.", "Two and three."),
        ("", "Added."),
    ]
    with pytest.raises(InputError, match="f:2"):
        from_hunalign("a\tb\t1\nc\n", "f", Languages())


def test_a_ladder() -> None:
    """What lies between two rungs is a bead, the rest after the last one too."""
    expected = [("Bir.", "One."), ("İki. Üç.", "Two and three."), ("Dört.", "Four.")]
    assert texts(from_ladder("0\t0\t0.3\n1\t1\t0.5\n3\t2\t1\n", "f", (SOURCE, TARGET), Languages())) == expected


@pytest.mark.parametrize("ladder", ["0 0\n2 1\n1 2\n", "0 0\n9 1\n", "x y\n", "1\n"])
def test_bad_rungs_are_refused(ladder: str) -> None:
    """Rungs that go back or beyond the texts, and lines that are none."""
    with pytest.raises(InputError, match=r"f:\d"):
        from_ladder(ladder, "f", (SOURCE, TARGET), Languages())


@pytest.mark.parametrize("cost", ["", ":0.123", ":1e-05"])
def test_bead_lines(cost: str) -> None:
    """Ours without, Vecalign's with a cost."""
    text = f"[0]:[0]{cost}\n[1, 2]:[1]{cost}\n[]:[2]{cost}\n[]:[]{cost}\n"
    assert texts(from_bead_lines(text, "f", (SOURCE, TARGET), Languages())) == [
        ("Bir.", "One."),
        ("İki. Üç.", "Two and three."),
        ("", "Four."),
    ]


@pytest.mark.parametrize("line", ["[0]-[0]", "[0]:[9]", "x"])
def test_bad_bead_lines_are_refused(line: str) -> None:
    """The line is named."""
    with pytest.raises(InputError, match="f:2"):
        from_bead_lines(f"[0]:[0]\n{line}\n", "f", (SOURCE, TARGET), Languages())


def test_pair_files_out_have_equal_lines_by_every_count() -> None:
    """Separators that some tools take for line ends are spaces."""
    units, _ = units_of(pair(bead(1, "Bir\u2028iki\x85üç.", "One."), bead(2)))
    files = {ending: "".join(lines) for ending, lines in write_pair_files(units, Languages())}
    assert sorted(files) == [".en", ".ids", ".tr"]
    assert [len(text.splitlines()) for text in files.values()] == [2, 2, 2]
    assert files[".ids"].splitlines()[1].split("\t") == [units[1].id, "d.abstract", units[1].note]
    same = Languages(Language("tr"), Language("tr"))
    assert [ending for ending, _ in write_pair_files(units, same)] == [".source", ".target", ".ids"]


def test_lines_end_at_lf_alone() -> None:
    """A byte-order mark is taken off; a last line end makes no line."""
    assert lines_of("\ufeffa\u2028b\r\nc\n") == ["a\u2028b", "c"]
