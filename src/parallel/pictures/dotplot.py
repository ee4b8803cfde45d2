"""How an alignment runs through two texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from parallel.model.bitext import Alignment
from parallel.model.span import Span
from parallel.pictures.canvas import FAINT, INK, PALETTE, SOFT, Picture, label, number, tag
from parallel.pictures.strip import SURE, colour_of

SIDE = 420
_LEFT, _TOP, _RIGHT, _BOTTOM = 52, 34, 150, 40
_BOXES = 4000
"""Beads drawn as boxes; of longer alignments the way is drawn as one line, and what stands alone as marks."""
_GRID = 5
_POWERS = 12  # of ten; no text has so many segments
_ALONE = "#d55e00"


@dataclass(frozen=True, slots=True, kw_only=True)
class DotPlotWords:
    """The words in the picture, so that it can speak the reader's language."""

    title: str = "Alignment"
    """Above the picture."""
    source: str = "source sentences"
    """Along the upright axis, downwards."""
    target: str = "target sentences"
    """Along the level axis."""
    sure: str = "confidence ≥ 0.9"
    """Beads of high confidence."""
    middling: str = "0.5 to 0.9"
    """Beads of middling confidence."""
    doubtful: str = "below 0.5"
    """Beads of low confidence."""
    alone: str = "without counterpart"
    """Sentences on one side only."""


ENGLISH_WORDS = DotPlotWords()


def dot_plot(
    alignment: Alignment,
    source_lengths: Sequence[int],
    target_lengths: Sequence[int],
    *,
    words: DotPlotWords = ENGLISH_WORDS,
) -> Picture:
    """Draw each bead as a box over the text it covers: source downwards, target to the right.

    A good alignment is a chain of boxes along the diagonal; a step to the right or down is a text without counterpart.

    Args:
        alignment: the beads.
        source_lengths: code points of each source segment.
        target_lengths: code points of each target segment.
        words: what is written in the picture.

    Cost: linear in the beads.
    """
    down, right = _Axis(source_lengths), _Axis(target_lengths)
    few = len(alignment.beads) <= _BOXES
    drawn = _boxes(alignment, down, right) if few else _way(alignment, down, right)
    body = [label(words.title, 0, 14, font_weight="bold", font_size=12), *_frame(down, right, words), *drawn]
    body += _legend(words, boxes=few)
    pairs = sum(bead.two_sided for bead in alignment.beads)
    said = f"{words.title}: {pairs} / {len(alignment.beads)}; {words.alone}: {len(alignment.beads) - pairs}"
    return Picture(width=_LEFT + SIDE + _RIGHT, height=_TOP + SIDE + _BOTTOM, title=said, body="".join(body))


class _Axis:
    """From segments to places on the sheet, in proportion to their lengths."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.count = len(lengths)
        self._sums = [0, *accumulate(max(length, 1) for length in lengths)]

    def at(self, position: int) -> float:
        """Place at which a segment begins."""
        return SIDE * self._sums[position] / max(self._sums[-1], 1)

    def stretch(self, span: Span) -> tuple[float, float]:
        """Start and length of some segments."""
        start = self.at(span.start)
        return start, self.at(span.end) - start


def _boxes(alignment: Alignment, down: _Axis, right: _Axis) -> Iterator[str]:
    for bead in alignment.beads:
        (y, height), (x, width) = down.stretch(bead.source), right.stretch(bead.target)
        place = {"x": _LEFT + x, "y": _TOP + y, "width": max(width, 1.5), "height": max(height, 1.5)}
        colour = colour_of(bead.confidence) if bead.two_sided else _ALONE
        opacity = 1.0 if not bead.two_sided or bead.confidence >= SURE else 0.85
        named = tag("title", f"{bead.kind} · {number(bead.confidence)}")
        yield tag("rect", named, **place, fill=colour, fill_opacity=opacity, stroke=INK, stroke_width=0.3)


def _way(alignment: Alignment, down: _Axis, right: _Axis) -> Iterator[str]:
    corners = [
        f"{number(_LEFT + right.at(b.target.end))},{number(_TOP + down.at(b.source.end))}" for b in alignment.beads
    ]
    start = f"{_LEFT},{_TOP}"
    yield tag("polyline", points=" ".join(dict.fromkeys([start, *corners])), fill="none", stroke=PALETTE[0])


def _frame(down: _Axis, right: _Axis, words: DotPlotWords) -> Iterator[str]:
    yield tag("rect", x=_LEFT, y=_TOP, width=SIDE, height=SIDE, fill="none", stroke=FAINT)
    for axis, level in ((down, False), (right, True)):
        for position in _ticks(axis.count):
            place, said = axis.at(position), str(position)
            if level:
                yield label(said, _LEFT + place, _TOP + SIDE + 14, text_anchor="middle", fill=SOFT)
            else:
                yield label(said, _LEFT - 6, _TOP + place + 4, text_anchor="end", fill=SOFT)
    yield label(words.target, _LEFT + SIDE / 2, _TOP + SIDE + 30, text_anchor="middle", fill=SOFT)
    turned = f"translate(12 {number(_TOP + SIDE / 2)}) rotate(-90)"
    yield tag("g", label(words.source, 0, 0, text_anchor="middle", fill=SOFT), transform=turned)


def _ticks(count: int) -> range:
    """Return the segments named along an axis: few, and as far apart as people count.

    >>> list(_ticks(8)), list(_ticks(47))
    ([0, 2, 4, 6, 8], [0, 10, 20, 30, 40])
    """
    steps = (digit * 10**power for power in range(_POWERS) for digit in (1, 2, 5))
    return range(0, count + 1, next(step for step in steps if count <= _GRID * step))


def _legend(words: DotPlotWords, *, boxes: bool) -> Iterator[str]:
    if not boxes:
        return
    entries = ((colour_of(1.0), words.sure), (colour_of(0.7), words.middling), (colour_of(0.0), words.doubtful))
    for row, (colour, said) in enumerate((*entries, (_ALONE, words.alone))):
        y = _TOP + 4 + 16 * row
        x = _LEFT + SIDE + 12
        yield tag("rect", x=x, y=y, width=10, height=10, fill=colour, stroke=INK, stroke_width=0.3)
        yield label(said, x + 15, y + 9)
