"""Alignments lose, double and cross nothing."""

import pytest

from parallel.errors import ParallelError
from parallel.model.bitext import Alignment, Bead, Languages
from parallel.model.span import Span


def beads(*spans: tuple[int, int, int, int]) -> tuple[Bead, ...]:
    """Build beads from (source start, source end, target start, target end)."""
    return tuple(Bead(source=Span(a, b), target=Span(c, d)) for a, b, c, d in spans)


def test_a_complete_alignment_is_accepted() -> None:
    """Touching beads that end where the texts end are an alignment."""
    alignment = Alignment(source_size=3, target_size=2, beads=beads((0, 1, 0, 1), (1, 3, 1, 2)))
    assert [bead.kind for bead in alignment.beads] == ["1-1", "2-1"]
    assert all(bead.two_sided for bead in alignment.beads)


@pytest.mark.parametrize(
    "spans",
    [
        [(0, 1, 0, 1)],  # a source segment is left over
        [(0, 1, 0, 1), (2, 3, 1, 2)],  # a gap
        [(0, 2, 0, 1), (1, 3, 1, 2)],  # an overlap
        [(0, 0, 0, 0), (0, 3, 0, 2)],  # a bead of nothing
    ],
)
def test_an_incomplete_alignment_is_refused(spans: list[tuple[int, int, int, int]]) -> None:
    """Lost, doubled and empty beads are errors."""
    with pytest.raises(ParallelError):
        Alignment(source_size=3, target_size=2, beads=beads(*spans))


def test_languages_read_as_typed() -> None:
    """A direction prints the way a user types it."""
    assert str(Languages()) == "tr-en"
