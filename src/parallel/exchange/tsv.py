r"""Tab-separated values: UTF-8, LF, a header, and nothing that can break a row.

Tab, line feed and backslash inside a cell are written ``\t``, ``\n`` and ``\\``. Rows end at LF alone, so U+2028
and the like stay text.
"""

from collections.abc import Iterable, Iterator

from parallel.errors import InputError
from parallel.exchange.unit import TranslationUnit
from parallel.model.bitext import Bitext, Languages, Row

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_BACK = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
MENTION_HEADER = ("concept_id", "char_start", "char_end", "surface", "certainty")
UNIT_HEADER = ("source", "target", "id", "state", "confidence", "note", "pair", "revision")


def write_rows(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield lines, header first."""
    yield "\t".join(header) + "\n"
    for row in rows:
        yield "\t".join(cell.translate(_ESCAPES) for cell in row) + "\n"


def unescape(cell: str) -> str:
    r"""Undo the escapes of a cell; a backslash before anything else stays.

    >>> unescape(r"bir\tiki")
    'bir\tiki'
    """
    if "\\" not in cell:
        return cell
    out: list[str] = []
    chars = iter(cell)
    for char in chars:
        if char != "\\":
            out.append(char)
            continue
        after = next(chars, "")
        out.append(_BACK.get(after, "\\" + after))
    return "".join(out)


def write_units(units: Iterable[TranslationUnit], languages: Languages) -> Iterator[str]:
    """Yield units as rows: texts, id, state, confidence, note, and what a re-import needs to tell new from old."""
    del languages  # a row says nothing of its languages
    yield from write_rows(UNIT_HEADER, map(unit_row, units))


def unit_row(unit: TranslationUnit) -> tuple[str, ...]:
    """Return the cells of a unit under ``UNIT_HEADER``."""
    said = dict(unit.properties)
    names = ("x-state", "x-confidence", "", "x-pair", "x-revision")
    values = [said.get(name, "") if name else "; ".join((unit.note, *unit.remarks)) for name in names]
    return (unit.source, unit.target, unit.id, *values)


def read_pairs(text: str, where: str, languages: Languages) -> Bitext:
    """Read ``source<TAB>target`` lines; further cells are ignored, an empty line ends a paragraph and is no row.

    Args:
        text: the file's text.
        where: file name for messages.
        languages: direction of the pairs.

    Raises:
        InputError: a line without a tab; ``file:line`` is named.
    """
    rows: list[Row] = []
    paragraph = 0
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip():
            paragraph += 1
            continue
        cells = line.split("\t")
        if len(cells) == 1:
            hint = "Write source, a tab and target on each line"
            raise InputError("no tab on this line", where=f"{where}:{number}", hint=hint)
        if number == 1 and cells[:2] == list(UNIT_HEADER[:2]):
            continue
        rows.append(Row(source=unescape(cells[0]), target=unescape(cells[1]), paragraph=paragraph))
    return Bitext(name=where, rows=tuple(rows), languages=languages)
