"""From pieces of text on a page to lines: what stands on one base line, raised note numbers put where they belong."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

from parallel.read.pdf.pieces import TextPiece

_SAME_LINE = 0.25
"""Base lines closer than this share of the letter size are one (chosen by us: a raised figure stands a third up)."""
_APART = 1.2
"""A gap of more than this many letter sizes may be a gutter between columns; wide word spaces stay below."""
_WORD_GAP = 0.16
"""A gap of more than this many letter sizes is a space (chosen by us: the narrowest justified spaces are a fifth)."""
_SMALLER = 0.85
"""Raised figures are smaller than this share of the text they stand at."""
_RAISED = (0.1, 0.75)
"""How far they are raised, in letter sizes of the text."""
_MARKER = 8
"""Raised text longer than this is none."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
"""Letters that print sets as one sign; nobody types or searches them so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """Text on one base line with no wide gap in it."""

    pieces: tuple[TextPiece, ...]
    """From left to right."""
    left: float
    """Points."""
    right: float
    """Points."""
    base: float
    """Of its largest letters."""
    size: float
    """Of most of its letters."""
    bold: bool
    """Whether all of it is."""

    @property
    def text(self) -> str:
        """The text with spaces where gaps are; a space at its end stays, for it tells that a word ends there."""
        parts: list[str] = []
        for before, piece in pairwise((None, *self.pieces)):
            drawn = piece.text if piece is not None else ""
            if before is not None and piece is not None:
                gap = piece.left - before.right
                raised = piece.size < before.size * _SMALLER and piece.base > before.base
                lone = before.size < piece.size * _SMALLER and len(parts) == 1
                if parts[-1].endswith(" ") or (raised and gap < before.size / 2):
                    drawn = drawn.lstrip(" ")
                elif not drawn.startswith(" ") and (lone or gap > _WORD_GAP * max(before.size, piece.size)):
                    drawn = " " + drawn
            if drawn:
                parts.append(drawn)
        return "".join(parts).lstrip(" ").translate(_LIGATURES)


def page_lines(pieces: Iterable[TextPiece]) -> list[TextLine]:
    """Return the lines of a page from top to bottom; lines beside each other stay apart. Cost: n log n."""
    runs: list[list[TextPiece]] = []
    for row in _rows([piece for piece in pieces if piece.text.strip()]):
        runs.extend(_runs(row))
    return sorted(_with_raised([_line(run) for run in runs]), key=lambda line: (-line.base, line.left))


def merged(lines: Sequence[TextLine]) -> TextLine:
    """Return lines that stand beside each other as one."""
    pieces = sorted((piece for line in lines for piece in line.pieces), key=attrgetter("left"))
    return _line(pieces)


def same_row(one: TextLine, two: TextLine) -> bool:
    """Tell whether two lines share a base line."""
    return abs(one.base - two.base) <= _SAME_LINE * max(one.size, two.size)


def _rows(pieces: list[TextPiece]) -> list[list[TextPiece]]:
    """Group pieces by base line."""
    rows: list[list[TextPiece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if rows and rows[-1][0].base - piece.base <= _SAME_LINE * min(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _runs(row: list[TextPiece]) -> list[list[TextPiece]]:
    """Cut a row at wide gaps. Pieces drawn in order stay in order where they overlap."""
    row.sort(key=attrgetter("left"))
    runs = [[row[0]]]
    for before, piece in pairwise(row):
        if piece.left - before.right > _APART * max(before.size, piece.size):
            runs.append([piece])
        else:
            runs[-1].append(piece)
    return runs


def _line(pieces: list[TextPiece]) -> TextLine:
    inked = [piece for piece in pieces if piece.text.strip()]
    longest = max(inked, key=lambda piece: len(piece.text))
    return TextLine(
        pieces=tuple(pieces),
        left=pieces[0].left,
        right=max(piece.right for piece in pieces),
        base=longest.base if longest.size >= median(p.size for p in inked) else inked[0].base,
        size=longest.size,
        bold=all(piece.bold for piece in inked),
    )


def _with_raised(lines: list[TextLine]) -> list[TextLine]:
    """Put raised figures into the lines they stand at."""
    whole = sorted(lines, key=attrgetter("base"))
    bases = [line.base for line in whole]
    added: dict[int, list[TextLine]] = {}
    taken: set[int] = set()
    for index, line in enumerate(whole):
        if len(line.text.strip()) > _MARKER:
            continue
        home = _home(line, whole, bases)
        if home is not None:
            added.setdefault(home, []).append(line)
            taken.add(index)
    return [
        merged([line, *added[index]]) if index in added else line
        for index, line in enumerate(whole)
        if index not in taken
    ]


def _home(mark: TextLine, lines: list[TextLine], bases: list[float]) -> int | None:
    """Return the position of the line that a raised figure belongs to."""
    largest = mark.size * 3
    for index in range(bisect_left(bases, mark.base - _RAISED[1] * largest), len(lines)):
        line = lines[index]
        if line.base >= mark.base:
            return None
        raised = _RAISED[0] * line.size <= mark.base - line.base <= _RAISED[1] * line.size
        near = line.left - line.size <= mark.left <= line.right + line.size
        if raised and near and mark.size < line.size * _SMALLER:
            return index
    return None
