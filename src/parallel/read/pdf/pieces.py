"""What stands where on a PDF page: pieces of text with their place, width and size, through pypdf's visitors.

pypdf hands out text in the order it was drawn and in chunks that may run over a column's edge. Here every positioning
operator ends a chunk (the font is set again before it, which makes pypdf hand out what it has), and each chunk's width
is added up from the widths the font declares.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

_MOVES = frozenset({b"Td", b"TD", b"Tm", b"T*", b"'", b'"'})
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_BYTE = 1
_CODE = 2
_GUESS = 500.0
"""Width in thousandths of an em where a font declares none: about that of a small letter."""
Matrix = Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPiece:
    """A stretch of text drawn at one go, on a page turned so that its text runs from left to right."""

    text: str
    """As drawn; spaces at its ends count."""
    left: float
    """Points from the page's left edge."""
    right: float
    """Points; where the pen stood after the last letter."""
    base: float
    """Base line, in points upwards."""
    size: float
    """Height of the font in points."""
    bold: bool
    """Whether the font's name says so."""
    turn: tuple[int, int] = (1, 0)
    """Direction the text runs in, before the page was turned."""


def page_pieces(page: "PageObject") -> list[TextPiece]:
    """Return the pieces of text of a page in the order they were drawn. Cost: linear in the page's content."""
    _flush_at_moves(page)
    collector = _Collector()
    page.extract_text(visitor_operand_before=collector.operand, visitor_text=collector.text)
    return collector.pieces


class _Collector:
    """Takes what pypdf's visitors report."""

    def __init__(self) -> None:
        self.pieces: list[TextPiece] = []
        self._shown: list[Any] = []
        self._spacing = 0.0
        self._word_spacing = 0.0
        self._scale = 1.0
        self._rise = 0.0
        self._widths: dict[int, _Widths] = {}

    def operand(self, operator: bytes, operands: Any, _cm: Matrix, _tm: Matrix) -> None:
        """Note what was shown since the last chunk, and the settings that change its width."""
        number = operands[0] if operands and isinstance(operands[0], int | float) else None
        if operator in _SHOWS and operands:
            shown = operands[-1]
            self._shown.extend(shown if isinstance(shown, list) else [shown])
        elif number is None:
            return
        elif operator == b"Tc":
            self._spacing = float(number)
        elif operator == b"Tw":
            self._word_spacing = float(number)
        elif operator == b"Tz":
            self._scale = float(number) / 100
        elif operator == b"Ts":
            self._rise = float(number)

    def text(self, text: str, cm: Matrix, tm: Matrix, font: Mapping[str, Any] | None, size: float) -> None:
        """Take a chunk of text with the matrices at its start."""
        shown, self._shown = self._shown, []
        text = text.replace("\n", "")
        if not text:
            return
        across, along, x, y = _placed(cm, tm, self._rise)
        turn = (round(across[0] / (hypot(*across) or 1)), round(across[1] / (hypot(*across) or 1)))
        advance = self._advance(shown, font, float(size), text) * hypot(*across)
        if turn == (0, 1):
            x, y = y, -x
        elif turn == (0, -1):
            x, y = -y, x
        elif turn == (-1, 0):
            x, y = -x, -y
        height = abs(float(size)) * hypot(*along)
        bold = "Bold" in str((font or {}).get("/BaseFont", "")) or "Black" in str((font or {}).get("/BaseFont", ""))
        piece = TextPiece(
            text=text, left=x, right=x + max(advance, 0.0), base=y, size=height or 1.0, bold=bold, turn=turn
        )
        self.pieces.append(piece)

    def _advance(self, shown: list[Any], font: Mapping[str, Any] | None, size: float, text: str) -> float:
        """Return how far the pen moved, in text space."""
        if font is None or not any(isinstance(item, str | bytes) for item in shown):
            return len(text.strip()) * _GUESS / 1000 * size
        widths = self._widths.get(id(font))
        if widths is None:
            widths = self._widths[id(font)] = _Widths(font)
        total = 0.0
        for item in shown:
            if isinstance(item, int | float):
                total -= float(item) / 1000 * size
            elif isinstance(item, str | bytes):
                for code in widths.codes(_bytes(item)):
                    total += widths.of(code) / 1000 * size + self._spacing
                    total += self._word_spacing if code == ord(" ") else 0.0
        return total * self._scale


class _Widths:
    """Widths of a font's glyphs by character code, in thousandths of an em."""

    def __init__(self, font: Mapping[str, Any]) -> None:
        self._known: dict[int, float] = {}
        self._wide = font.get("/Subtype") == "/Type0"
        self._rest = _GUESS
        if self._wide:
            self._read_wide(_first(_value(font, "/DescendantFonts")))
        else:
            self._read_simple(font)

    def codes(self, data: bytes) -> Iterator[int]:
        """Yield the character codes of a shown string."""
        step = _CODE if self._wide else _BYTE
        for at in range(0, len(data) - step + 1, step):
            yield int.from_bytes(data[at : at + step], "big")

    def of(self, code: int) -> float:
        """Return a glyph's width."""
        return self._known.get(code, self._rest)

    def _read_simple(self, font: Mapping[str, Any]) -> None:
        first = _value(font, "/FirstChar")
        start = int(first) if isinstance(first, int | float) else 0
        for offset, width in enumerate(_value(font, "/Widths") or ()):
            if isinstance(width, int | float):
                self._known[start + offset] = float(width)
        scale = _value(font, "/FontMatrix")
        if scale and isinstance(scale[0], int | float):  # a Type 3 font measures in its own units
            self._known = {code: width * float(scale[0]) * 1000 for code, width in self._known.items()}

    def _read_wide(self, font: Any) -> None:
        if not isinstance(font, Mapping):
            return
        default = _value(font, "/DW")
        self._rest = float(default) if isinstance(default, int | float) else 1000.0
        row = [_resolved(item) for item in _value(font, "/W") or ()]
        at = 0
        while at + 1 < len(row) and isinstance(row[at], int | float):
            start = int(row[at])
            if isinstance(row[at + 1], list):
                for offset, width in enumerate(row[at + 1]):
                    self._known[start + offset] = float(width)
                at += 2
            elif at + 2 < len(row) and isinstance(row[at + 1], int | float):
                last = min(int(row[at + 1]), start + 0xFFFF)
                self._known.update(dict.fromkeys(range(start, last + 1), float(row[at + 2])))
                at += 3
            else:
                return


def _flush_at_moves(page: "PageObject") -> None:
    """Set the font again before each positioning operator, so that pypdf hands out its text there."""
    from pypdf.generic import ContentStream, NameObject  # noqa: PLC0415  (slow to import, needed for PDF only)

    drawn = page.get("/Contents")
    if drawn is None:
        return
    content = ContentStream(drawn.get_object(), page.pdf, "bytes")
    operations: list[tuple[Any, bytes]] = []
    font: Any = None
    stack: list[Any] = []
    for operands, operator in content.operations:
        if operator == b"Tf":
            font = operands
        elif operator == b"q":
            stack.append(font)
        elif operator == b"Q" and stack:
            font = stack.pop()
        elif operator in _MOVES and font is not None:
            operations.append((font, b"Tf"))
        operations.append((operands, operator))
    content.operations = operations
    page[NameObject("/Contents")] = content


def _placed(cm: Matrix, tm: Matrix, rise: float) -> tuple[tuple[float, float], tuple[float, float], float, float]:
    """Return the directions across and along, and the place, of text drawn under two matrices."""
    across = (tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3])
    along = (tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4] + rise * along[0]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5] + rise * along[1]
    return across, along, x, y


def _bytes(item: str | bytes) -> bytes:
    original = getattr(item, "original_bytes", None)
    if isinstance(original, bytes):
        return original
    return item if isinstance(item, bytes) else item.encode("latin-1", "replace")


def _resolved(item: Any) -> Any:
    return item.get_object() if hasattr(item, "get_object") else item


def _value(font: Mapping[str, Any], key: str) -> Any:
    return _resolved(font.get(key)) if key in font else None


def _first(items: Any) -> Any:
    return _resolved(items[0]) if items else None
