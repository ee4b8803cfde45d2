"""Stretches of text and the map from clean text back to raw text.

Offsets are Unicode code points, half-open, everywhere in the package.
"""

from bisect import bisect_right
from dataclasses import dataclass

from parallel.errors import ParallelError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)``."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ParallelError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def of(self, text: str) -> str:
        """Return the part of ``text`` this span covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> "Span":
        """Return the same stretch moved by ``by`` code points."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of clean text and the raw text it came from.

    Equal lengths mean "kept, or edited code point by code point"; unequal lengths mean "edited as a whole".
    """

    clean: Span
    """Place in the passage text."""
    raw: Span
    """Place in the raw document."""
    step: str = ""
    """Name of the cleaning step that edited it; empty when kept as it was."""


@dataclass(frozen=True, slots=True)
class SpanMap:
    """The pieces of one passage: clean spans ascending and touching, raw spans ascending."""

    pieces: tuple[Piece, ...] = ()
    """In clean order, without gaps."""

    def __post_init__(self) -> None:
        clean = raw = 0
        for piece in self.pieces:
            if piece.clean.start != clean or piece.raw.start < raw:
                raise ParallelError(f"span map out of order at {piece.clean.start}")
            clean, raw = piece.clean.end, piece.raw.end

    def to_raw(self, span: Span) -> Span:
        """Return the smallest raw stretch that holds all of ``span``.

        Cost: logarithmic in the number of pieces.

        Raises:
            ParallelError: ``span`` is empty or leaves the map.
        """
        if not span or not self.pieces or span.end > self.pieces[-1].clean.end:
            raise ParallelError(f"no raw text for {span.start}..{span.end}")
        starts = [piece.clean.start for piece in self.pieces]
        first = self.pieces[bisect_right(starts, span.start) - 1]
        last = self.pieces[bisect_right(starts, span.end - 1) - 1]
        start, end = first.raw.start, last.raw.end
        if len(first.clean) == len(first.raw):
            start += span.start - first.clean.start
        if len(last.clean) == len(last.raw):
            end -= last.clean.end - span.end
        return Span(start, end)
