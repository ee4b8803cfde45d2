"""Beads become units other tools load, and what is left out is counted."""

from dataclasses import replace

from builders import bead, pair
from parallel.exchange import Credits, units_of
from parallel.exchange.unit import Origin, content_of, loadable, origin_of, tidy
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


def test_source_and_rights_travel() -> None:
    """In properties of every unit; the rights in the note too, which survives where properties do not."""
    credit = Credits(source=(("author", "A. Yazar"), ("rights", "Kamu malı")), target=(("rights", "CC BY"),))
    (unit,), _ = units_of(pair(bead(1)), credit=credit)
    assert unit.get("x-source-author") == "A. Yazar"
    assert unit.get("x-target-rights") == "CC BY"
    assert unit.note.endswith("source rights: Kamu malı; target rights: CC BY")


def test_flags_and_notes_travel() -> None:
    """What people said of a bead."""
    (unit,), _ = units_of(pair(replace(bead(1), flagged="bak", note="not")))
    assert (unit.get("x-flagged"), unit.remarks) == ("bak", ("not",))
    assert unit.get("x-none") == ""


def test_an_imported_bead_says_where_it_was() -> None:
    """Notes and properties of its file; anything of another form is left alone."""
    said = Origin(notes=("eski",), properties=(("domain", "hukuk"),))
    made = replace(bead(1), extra=(("origin", said.data()),))
    assert origin_of(made) == said
    assert units_of(pair(made))[0][0].remarks == ("eski",)
    assert origin_of(replace(made, extra=(("origin", 7),))) == Origin()


def test_codes_hold_as_long_as_the_text() -> None:
    """An edited text has lost its codes; damaged ones are none."""
    side = replace(bead(1, "Bir iki.").source, extra=(("content", ["Bir ", ["ph", {}, ["x"]], "iki."]),))
    assert len(content_of(side)) == 3
    assert content_of(replace(side, edited="Üç.")) == ()
    assert content_of(replace(side, extra=(("content", [7]),))) == ()
    assert content_of(replace(side, extra=(("content", "x"),))) == ()


def test_loadable_text_keeps_its_spaces() -> None:
    """Beside a code they matter; what XML forbids is left out."""
    assert loadable(" a\x00 g\u0306\ud800\n") == " a ğ\n"
    assert loadable("plain") == "plain"
