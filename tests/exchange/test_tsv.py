"""TSV: nothing in a cell can break a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallel.errors import InputError
from parallel.exchange.tsv import read_pairs, unescape, write_rows
from parallel.model.bitext import Languages

ALPHABET = st.sampled_from("İIıişğâ’'\"\\\t\n\r tn\u00a0\u00ad\u2028\x85\x0b=+-@a")
CELL = st.text(ALPHABET, max_size=12)


@given(st.lists(st.tuples(CELL, CELL), max_size=4))
def test_cells_come_back(rows: list[tuple[str, str]]) -> None:
    """What is written is read back, whatever is in it."""
    lines = "".join(write_rows(("a", "b"), rows)).split("\n")[1:-1]
    assert [tuple(unescape(cell) for cell in line.split("\t")) for line in lines] == rows


def test_pairs_and_paragraphs() -> None:
    """An empty line ends a paragraph and is no row; a header of ours is none either."""
    bitext = read_pairs("source\ttarget\nbir\tone\niki\ttwo\textra\n\nüç\tthree\n", "f", Languages())
    assert [(row.source, row.target, row.paragraph) for row in bitext.rows] == [
        ("bir", "one", 0),
        ("iki", "two", 0),
        ("üç", "three", 1),
    ]


def test_a_line_without_a_tab_is_named() -> None:
    """The line number is in the error."""
    with pytest.raises(InputError, match="f:2"):
        read_pairs("bir\tone\niki two\n", "f", Languages())


def test_separators_inside_text_do_not_end_rows() -> None:
    """U+2028 and the like are text."""
    assert len(read_pairs("bir\u2028iki\tone\x85two\n", "f", Languages()).rows) == 1
