"""``aligned/``: what is written comes back; what was damaged is named."""

from dataclasses import replace
from pathlib import Path

import pytest

from builders import bead, pair
from parallel.errors import InputError
from parallel.model.bitext import AlignedBead, BeadState, Evidence, PairId
from parallel.model.span import Span
from parallel.store.aligned import load_pair, parse_pair, render_pair, save_pair, without_torn_places

PAIR = pair(
    replace(bead(1), evidence=(Evidence(kind="number", detail="1920", gain=1.5),), flagged="look again"),
    bead(2, "İki\u2028satır.", "", state=BeadState.APPROVED),
    replace(bead(3, "", "Three."), excluded="title of another work", version=4),
)


def test_a_pair_comes_back_as_it_was(tmp_path: Path) -> None:
    """Saving and loading changes nothing; saving again writes nothing."""
    path = tmp_path / "d.abstract.jsonl"
    assert save_pair(path, PAIR)
    loaded, warnings = load_pair(path, "aligned/d.abstract.jsonl")
    assert (loaded, warnings) == (PAIR, ())
    assert not save_pair(path, loaded)


def test_a_blank_line_between_beads() -> None:
    """Git can merge bead by bead."""
    assert render_pair(PAIR).count(b"\n\n") == 2


def test_unknown_fields_are_kept() -> None:
    """A field this version does not know survives a rewrite."""
    data = render_pair(PAIR).replace(
        b'"state": "auto", "version": 1', b'"state": "auto", "version": 1, "colour": "red"', 1
    )
    loaded, _ = parse_pair(data, PairId("d.abstract"), "f")
    assert b'"colour": "red"' in render_pair(loaded)


def test_crlf_reads_alike() -> None:
    """An editor's line ends do not matter."""
    loaded, warnings = parse_pair(render_pair(PAIR).replace(b"\n", b"\r\n"), PairId("d.abstract"), "f")
    assert (loaded, warnings) == (PAIR, ())


def test_a_change_by_hand_is_noticed() -> None:
    """A digest that does not fit is a warning, and the bead counts as edited."""
    data = render_pair(PAIR).replace(b'"texts": ["One."]', b'"texts": ["Won."]')
    loaded, warnings = parse_pair(data, PairId("d.abstract"), "f")
    assert "f:1" in warnings[0]
    assert loaded.beads[0].state is BeadState.EDITED


@pytest.mark.parametrize(
    ("spoil", "line", "what"),
    [
        (lambda b: b[:-30], 5, "not a line of JSON"),
        (lambda b: b"<<<<<<< ours\n" + b, 1, "conflict"),
        (lambda b: b.split(b"\n")[0] + b"\n" + b, 2, "stands twice"),
        (lambda b: b"[]\n" + b, 1, "not a JSON object"),
        (lambda b: b'{"id": "x"}\n' + b, 1, "not a bead"),
        (lambda b: b"\xff" + b, 1, "not UTF-8"),
    ],
)
def test_damage_is_named_with_its_line(spoil, line: int, what: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Torn, merged and foreign lines are refused with file and line."""
    with pytest.raises(InputError) as caught:
        parse_pair(spoil(render_pair(PAIR)), PairId("d.abstract"), "f")
    assert what in caught.value.message
    assert caught.value.where == f"f:{line}"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A pair that can't be read is an error, never an empty pair."""
    with pytest.raises(InputError):
        load_pair(tmp_path / "none.jsonl", "aligned/none.jsonl")


def test_what_stands_out_of_order_has_no_place() -> None:
    """Beads from different times: the passage that would be refused loses its places, the others keep theirs."""

    def at(number: int, start: int) -> AlignedBead:
        place = replace(bead(number).source.places[0], span=Span(start, start + 5))
        return replace(bead(number), source=replace(bead(number).source, places=(place,)))

    good = pair(at(1, 0), at(2, 10))
    assert without_torn_places(good) is good
    torn = without_torn_places(pair(at(1, 20), at(2, 10)))
    assert [item.source.places for item in torn.beads] == [(), ()]
    assert all(item.target.places for item in torn.beads)
    assert parse_pair(render_pair(torn), PairId("d.abstract"), "f") == (torn, ())
