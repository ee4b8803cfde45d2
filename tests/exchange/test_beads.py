"""Alignments as text."""

import json

from parallel.exchange.beads import write_beads, write_json_lines, write_pairs
from parallel.model.bitext import Alignment, Bead, Evidence
from parallel.model.span import Span

KARS = Evidence(kind="name", detail="Kars", gain=2.0)
ALIGNMENT = Alignment(
    source_size=3,
    target_size=2,
    beads=(
        Bead(
            source=Span(0, 2),
            target=Span(0, 1),
            confidence=0.9,
            evidence=(Evidence(kind="name", detail="Kars", gain=2.0),),
        ),
        Bead(source=Span(2, 3), target=Span(1, 1)),
        Bead(source=Span(3, 3), target=Span(1, 2)),
    ),
)
SOURCE, TARGET = ["Bir.", "İki.", "Üç."], ["One and two.", "Four."]


def test_bead_lines() -> None:
    """Positions count from 0; an empty side is an empty list."""
    assert "".join(write_beads(ALIGNMENT)) == "[0,1]:[0]\n[2]:[]\n[]:[1]\n"


def test_pairs_are_two_sided() -> None:
    """Omissions are no pairs."""
    assert "".join(write_pairs(ALIGNMENT, SOURCE, TARGET)) == "source\ttarget\nBir. İki.\tOne and two.\n"


def test_json_lines_hold_every_bead() -> None:
    """Each bead is an object with texts, confidence and evidence."""
    records = [json.loads(line) for line in write_json_lines(ALIGNMENT, SOURCE, TARGET)]
    assert [record["source_text"] for record in records] == ["Bir. İki.", "Üç.", ""]
    assert records[0]["evidence"] == [["name", "Kars", 2.0]]
