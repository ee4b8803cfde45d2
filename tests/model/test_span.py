"""Spans and the map back to raw text."""

import pytest

from parallel.errors import ParallelError
from parallel.model.span import Piece, Span, SpanMap

MAP = SpanMap(
    (
        Piece(Span(0, 5), Span(10, 15)),
        Piece(Span(5, 6), Span(15, 17), "join"),
        Piece(Span(6, 10), Span(20, 24)),
    )
)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_an_impossible_span_is_refused(start: int, end: int) -> None:
    """A span neither starts before the text nor ends before its start."""
    with pytest.raises(ParallelError):
        Span(start, end)


def test_span_relations() -> None:
    """Half-open spans that touch do not overlap; a span contains itself."""
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(0, 4).contains(Span(0, 4))
    assert not Span(0, 4).contains(Span(3, 5))
    assert Span(2, 4).shift(3) == Span(5, 7)
    assert Span(2, 4).of("ağaçlar") == "aç"
    assert not Span(2, 2)
    assert len(Span(2, 5)) == 3


def test_kept_text_maps_code_point_by_code_point() -> None:
    """Within a kept piece offsets are exact."""
    assert MAP.to_raw(Span(1, 3)) == Span(11, 13)


def test_a_stretch_over_pieces_maps_to_all_raw_text_between() -> None:
    """The raw stretch runs from the first piece's place to the last one's."""
    assert MAP.to_raw(Span(4, 8)) == Span(14, 22)


def test_an_edited_piece_maps_as_a_whole() -> None:
    """A piece edited as a whole has no inner offsets."""
    assert MAP.to_raw(Span(5, 6)) == Span(15, 17)


@pytest.mark.parametrize("span", [Span(3, 3), Span(8, 11)])
def test_text_outside_the_map_is_refused(span: Span) -> None:
    """Empty stretches and stretches past the end have no raw text."""
    with pytest.raises(ParallelError):
        MAP.to_raw(span)


def test_pieces_must_touch_and_ascend() -> None:
    """A gap in clean text, or raw text going back, is refused."""
    with pytest.raises(ParallelError):
        SpanMap((Piece(Span(1, 2), Span(0, 1)),))
    with pytest.raises(ParallelError):
        SpanMap((Piece(Span(0, 2), Span(5, 7)), Piece(Span(2, 3), Span(4, 5))))
