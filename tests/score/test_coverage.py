"""Shares of an alignment."""

import pytest

from parallel.model.bitext import AlignedBead, AlignedPair, Alignment, Bead, BeadId, BeadState, Languages, PairId, Side
from parallel.model.document import SegmentId
from parallel.model.span import Span
from parallel.score import coverage
from score.trial import one, values


def bead(source: int, target: int, **marks: object) -> AlignedBead:
    """Build a stored bead with so many segments on each side."""
    sides = [
        Side(segments=tuple(SegmentId(f"{name}{i}") for i in range(count)), texts=("x",) * count)
        for name, count in (("s", source), ("t", target))
    ]
    return AlignedBead(id=BeadId("b"), source=sides[0], target=sides[1], **marks)  # type: ignore[arg-type] # as given


def test_alignment_by_hand() -> None:
    """Five source and three target segments, of which one and one stand alone."""
    beads = (
        Bead(source=Span(0, 2), target=Span(0, 1)),
        Bead(source=Span(2, 3), target=Span(1, 1)),
        Bead(source=Span(3, 3), target=Span(1, 2)),
        Bead(source=Span(3, 5), target=Span(2, 3)),
    )
    found = coverage(Alignment(source_size=5, target_size=3, beads=beads))
    assert values(found) == {
        "aligned": pytest.approx(6 / 8),
        "unaligned-source": pytest.approx(1 / 5),
        "unaligned-target": pytest.approx(1 / 3),
    }
    assert one(found, "aligned").n == 8


def test_stored_pair_by_hand() -> None:
    """Of four beads two are approved, one is flagged and one excluded."""
    beads = (
        bead(1, 1, state=BeadState.APPROVED),
        bead(1, 1, state=BeadState.APPROVED, flagged="look again"),
        bead(2, 1, state=BeadState.EDITED),
        bead(0, 1, excluded="advertisement"),
    )
    pair = AlignedPair(
        id=PairId("001.abstract"), languages=Languages(), source_name="a.txt", target_name="a.txt", beads=beads
    )
    found = values(coverage(pair), "001.abstract")
    assert found == {
        "aligned": pytest.approx(7 / 8),
        "unaligned-source": 0,
        "unaligned-target": pytest.approx(1 / 4),
        "approved": 0.5,
        "edited": 0.25,
        "flagged": 0.25,
        "excluded": 0.25,
    }


def test_nothing_has_no_shares() -> None:
    """A share of nothing is left out."""
    pair = AlignedPair(id=PairId("p"), languages=Languages(), source_name="a", target_name="b", beads=())
    assert not coverage(pair)
    assert not coverage(Alignment(source_size=0, target_size=0, beads=()))
