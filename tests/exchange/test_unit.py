"""Beads become units other tools load, and what is left out is counted."""

from dataclasses import replace

from builders import bead, pair
from parallel.exchange import units_of
from parallel.exchange.unit import tidy
from parallel.model.bitext import BeadState


def test_text_is_tidied() -> None:
    """NFC, single spaces, no control characters, no lone surrogates, trimmed."""
    assert tidy("  Ku\u0302va\u0302-yi\n Milliye\x00\ud800\ufffe ") == "Kûvâ-yi Milliye"


def test_a_unit_says_where_it_comes_from() -> None:
    """Provenance stands in words and in properties."""
    (unit,), left = units_of(pair(bead(1)))
    assert unit.note == "source: d.txt, page 1, line 1; target: d.txt, page 1, line 1"
    properties = dict(unit.properties)
    assert properties["x-source-file"] == "d.txt"
    assert properties["x-target-lines"] == "1"
    assert properties["x-source-characters"] == "0-9"
    assert properties["x-state"] == "auto"
    assert left.total == 0


def test_what_is_left_out_is_counted() -> None:
    """Omissions, excluded beads and unwanted states are left out with their reasons."""
    beads = (bead(1), bead(2, target=""), replace(bead(3), excluded="heading"), bead(4, state=BeadState.APPROVED))
    units, left = units_of(pair(*beads), states=frozenset({BeadState.APPROVED}))
    assert [unit.id for unit in units] == [beads[3].id]
    assert dict(left.reasons) == {"state auto": 2, "excluded": 1}
    assert dict(units_of(pair(*beads))[1].reasons) == {"one side only": 1, "excluded": 1}
