"""Pictures are well-formed, escaped, say in words what they show, and join nothing that must not be joined."""

import itertools
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from parallel.model.bitext import Alignment, Bead
from parallel.model.span import Span
from parallel.pictures import Chart, Line, Picture, confidence_strip, dot_plot, line_chart, stacked
from parallel.pictures.canvas import escape, number
from parallel.pictures.dotplot import DotPlotWords

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert('İı')</script>\x07&\"\ud800"


def parsed(picture: Picture) -> ET.Element:
    """Parse a picture."""
    return ET.fromstring(picture.svg)  # noqa: S314  (our own output)


def alignment(*kinds: tuple[int, int], confidence: float = 0.95) -> Alignment:
    """Build an alignment of beads of these types."""
    beads, source, target = [], 0, 0
    for left, right in kinds:
        beads.append(
            Bead(source=Span(source, source + left), target=Span(target, target + right), confidence=confidence)
        )
        source, target = source + left, target + right
    return Alignment(source_size=source, target_size=target, beads=tuple(beads))


def plot(made: Alignment, words: DotPlotWords | None = None) -> Picture:
    """Draw an alignment of segments of ten letters."""
    lengths = [10] * made.source_size, [10] * made.target_size
    return dot_plot(made, *lengths, words=words or DotPlotWords())


def boxes(picture: Picture) -> list[ET.Element]:
    """Return the boxes that stand for beads: those with a title."""
    return [rect for rect in parsed(picture).iter(f"{SVG}rect") if rect.find(f"{SVG}title") is not None]


def test_every_bead_is_a_box_along_the_diagonal() -> None:
    """Boxes touch corner to corner and fill the frame."""
    drawn = boxes(plot(alignment((1, 1), (2, 1), (1, 1), (1, 2))))
    assert len(drawn) == 4
    edges = [(float(box.get("x", "0")), float(box.get("width", "0"))) for box in drawn]
    for (x, width), (following, _) in itertools.pairwise(edges):
        assert abs(x + width - following) < 0.02


def test_a_text_without_counterpart_has_its_own_colour() -> None:
    """It differs from a sure bead's and from a doubtful one's."""
    colours = [box.get("fill") for box in boxes(plot(alignment((1, 1), (1, 0))))]
    assert colours[0] != colours[1]
    assert boxes(plot(alignment((1, 1), confidence=0.1)))[0].get("fill") not in colours


def test_an_empty_alignment_is_drawn() -> None:
    """Nothing aligned is a frame without boxes."""
    assert boxes(plot(alignment())) == []


def test_a_long_alignment_is_one_line() -> None:
    """Ten thousand beads make no ten thousand boxes."""
    picture = plot(alignment(*[(1, 1)] * 10_000))
    assert boxes(picture) == []
    assert len(list(parsed(picture).iter(f"{SVG}polyline"))) == 1
    assert len(picture.svg) < 400_000


def test_nothing_written_into_a_picture_can_leave_its_place() -> None:
    """Markup, quotes, control characters and lone surrogates in any text stay text."""
    chart = Chart(title=HOSTILE, labels=(HOSTILE,), lines=(Line(name=HOSTILE, pieces=(((0, 1.0),),)),))
    made = [line_chart(chart), confidence_strip([0.5], title=HOSTILE)]
    made.append(plot(alignment((1, 1)), DotPlotWords(title=HOSTILE, source=HOSTILE, target=HOSTILE, sure=HOSTILE)))
    for picture in [*made, stacked(made, title=HOSTILE)]:
        assert "<script" not in picture.svg
        assert parsed(picture).find(f".//{SVG}script") is None


def test_pieces_are_not_joined() -> None:
    """Figures of two signatures make two lines, with a dashed line between them."""
    line = Line(name="HHI", pieces=(((0, 0.2), (1, 0.4)), ((2, 0.9), (3, 0.8))))
    picture = line_chart(Chart(title="t", labels=("1", "2", "3", "4"), lines=(line,), breaks=(2,)))
    assert len(list(parsed(picture).iter(f"{SVG}polyline"))) == 2
    assert any(element.get("stroke-dasharray") == "2 4" for element in parsed(picture).iter(f"{SVG}line"))
    assert "HHI: 0.2 to 0.8" in picture.title


def test_a_single_run_is_a_point() -> None:
    """One run draws points and no line."""
    picture = line_chart(Chart(title="t", labels=("1",), lines=(Line(name="a", pieces=(((0, 0.5),),)),)))
    assert not list(parsed(picture).iter(f"{SVG}polyline"))
    assert len(list(parsed(picture).iter(f"{SVG}circle"))) == 1


def test_names_do_not_overlap() -> None:
    """Lines that end at the same height are named below each other; none is lost."""
    lines = tuple(Line(name=f"measure {at}", pieces=(((0, 1.0), (1, 1.0)),)) for at in range(6))
    picture = line_chart(Chart(title="t", labels=("1", "2"), lines=lines))
    heights = [
        float(text.get("y", "0")) for text in parsed(picture).iter(f"{SVG}text") if "measure" in (text.text or "")
    ]
    assert len(heights) == 6
    assert all(b - a >= 12 for a, b in zip(sorted(heights), sorted(heights)[1:], strict=False))


def test_the_strip_shows_the_lowest_of_each_stretch() -> None:
    """One doubtful bead among ten thousand sure ones is still seen."""
    values = [0.99] * 10_000
    values[7_777] = 0.05
    bars = [
        rect for rect in parsed(confidence_strip(values, title="c")).iter(f"{SVG}rect") if rect.get("y") is not None
    ]
    assert len({bar.get("fill") for bar in bars[1:]}) == 2
    assert len(bars) <= 342


def test_stacked_pictures_stand_below_each_other() -> None:
    """Each begins where the one above has ended; the sheet is as high as all together."""
    strip = confidence_strip([1.0], title="a")
    sheet = stacked([strip, strip, strip], title="all")
    assert sheet.height >= 3 * strip.height
    assert len(list(parsed(sheet).iter(f"{SVG}g"))) == 3
    assert stacked([], title="none").height == 0


@given(st.text("İıŞğâ’<>&\"' \x00\x1f\u2028\ufffe"))
def test_any_text_can_be_escaped(text: str) -> None:
    """What is escaped is XML again, and says the same but for what XML forbids."""
    said = ET.fromstring(f'<a b="{escape(text)}">{escape(text)}</a>').text or ""  # noqa: S314
    assert len(said) == len(text)


@given(st.floats(-1e6, 1e6))
def test_numbers_are_short_and_plain(value: float) -> None:
    """Two decimals at most, and never an exponent."""
    assert abs(float(number(value) or "0") - value) <= 0.0051
    assert "e" not in number(value)
