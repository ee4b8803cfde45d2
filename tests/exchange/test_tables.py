"""Tables in and out: our TSV, spreadsheets' CSV, JSON Lines."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import bead, pair
from parallel.errors import InputError
from parallel.exchange import units_of
from parallel.exchange.tables import (
    from_csv,
    from_json_lines,
    from_rows,
    from_tsv,
    guarded,
    unguarded,
    write_csv,
    write_csv_rows,
    write_json_lines,
)
from parallel.exchange.tsv import write_units
from parallel.model.bitext import BeadState, Languages
from parallel.model.document import Language

PAYLOADS = ("=1+1", "+90 312", "-5", "@SUM(A1)", "\tx", "\rx", "'=1", "''", "İzmir", '=HYPERLINK("x";"y")', "", "'")
ALPHABET = st.sampled_from("İIıişğâ’'\",;\n\r\t=+-@ \u00a0\u00ad\u2028\x85a")
TEXT = st.text(ALPHABET, min_size=1, max_size=12)
UNITS = units_of(pair(bead(1, "=Bir", "+One"), bead(2, "İki", "Two", state=BeadState.APPROVED)))[0]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_is_a_formula(payload: str) -> None:
    """Every guarded cell is text to a spreadsheet, and comes back exactly."""
    assert not guarded(payload).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(payload)) == payload


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4))
def test_csv_cells_come_back(rows: list[tuple[str, str]]) -> None:
    """Whatever is in them, through an independent reader too."""
    text = "".join(write_csv_rows(("source", "target"), rows))
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [tuple(map(unguarded, cells)) for cells in read[1:]] == rows
    incoming = from_csv(text, "f.csv", Languages())
    assert [unit.texts for unit in incoming.units] == [row for row in rows if "".join(row).strip()]


def test_the_guard_is_a_setting() -> None:
    """Without it cells are exact."""
    assert "'=Bir" in "".join(write_csv(UNITS, Languages()))
    assert "'=Bir" not in "".join(write_csv(UNITS, Languages(), guard=False))


def test_our_own_tables_come_back_with_what_a_re_import_needs() -> None:
    """Ids, pairs, revisions and states from TSV, CSV and JSON Lines."""
    for incoming in (
        from_tsv("".join(write_units(UNITS, Languages())), "f", None),
        from_csv("".join(write_csv(UNITS, Languages())), "f", None),
        from_json_lines("".join(write_json_lines(UNITS, Languages())), "f", None),
    ):
        assert [unit.texts for unit in incoming.units] == [(unit.source, unit.target) for unit in UNITS]
        for name in ("x-bead", "x-pair", "x-revision"):
            assert [unit.get(name) for unit in incoming.units] == [unit.get(name) for unit in UNITS]
        assert [unit.state for unit in incoming.units] == [BeadState.AUTO, BeadState.APPROVED]


def test_columns_named_by_languages_say_the_direction() -> None:
    """In any order, with regions, among other columns."""
    incoming = from_csv("note;de-DE;id;fr\r\nn;eins;7;un\r\n", "f", None)
    assert incoming.languages == Languages(Language("de"), Language("fr"))
    assert (incoming.units[0].texts, incoming.units[0].id, incoming.units[0].notes) == (("eins", "un"), "7", ("n",))
    assert from_json_lines('{"id": "1", "de": "eins", "fr": "un"}', "f", None).languages == incoming.languages


def test_tables_without_a_header() -> None:
    """The first two columns are source and target; empty rows are counted."""
    incoming = from_rows([(1, ["Bir", "One", "x"]), (2, [" ", ""])], "f", None)
    assert [unit.texts for unit in incoming.units] == [("Bir", "One")]
    assert incoming.left_out.reasons == (("empty", 1),)


@pytest.mark.parametrize(
    ("read", "text", "line"),
    [
        (from_tsv, "bir\tone\n\niki\n", 3),
        (from_csv, "a,b\nc\n", 2),
        (from_csv, 'a,b\n"c,d\n', 2),
        (from_json_lines, '{"source": "a", "target": "b"}\n[]\n', 2),
        (from_json_lines, '{"source": "a"}', 1),
        (from_json_lines, "[" * 100_000, 1),
    ],
)
def test_bad_lines_are_named(read: object, text: str, line: int) -> None:
    """The line number is in the error."""
    assert callable(read)
    with pytest.raises(InputError, match=f"f:{line}"):
        read(text, "f", None)


def test_an_empty_table_has_no_units() -> None:
    """Nothing in, nothing out."""
    assert from_tsv("\n", "f", None).units == ()
