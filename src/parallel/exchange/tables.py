"""Two columns of a table as units: our TSV and JSON Lines, spreadsheets' CSV, cells of a word-processor table."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence

from parallel.errors import InputError
from parallel.exchange.incoming import STATES, Incoming, IncomingUnit
from parallel.exchange.tmx.units import primary_tag
from parallel.exchange.tsv import UNIT_HEADER, unescape, unit_row
from parallel.exchange.unit import LeftOut, TranslationUnit
from parallel.language import casing
from parallel.model.bitext import Languages
from parallel.model.document import ENGLISH, Language

Row = tuple[int, Sequence[str]]
"""Line and cells."""
_NAMES = {"source": "source", "target": "target", "id": "id", "bead": "id", "state": "state", "note": "note"}
_TAG = re.compile(r"(?:[a-z]{2}|[A-Z]{2})(?:[-_][A-Za-z]{2,4})?")
"""A column's name that is a language code; a capital and a small letter are a short word."""
_KEPT = frozenset({"revision", "pair", "confidence"})
_DANGER = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by spreadsheets (faults D11)."""
_CELL = 1_000_000


def guarded(cell: str) -> str:
    """Return a cell no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("Ankara")
    ("'=1+1", 'Ankara')
    """
    return f"'{cell}" if cell.startswith((*_DANGER, "'")) else cell


def unguarded(cell: str) -> str:
    """Undo :func:`guarded`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_DANGER, "'")) else cell


def write_csv_rows(header: Iterable[str], rows: Iterable[Iterable[str]], *, guard: bool = True) -> Iterator[str]:
    r"""Yield CSV as spreadsheets read it: byte-order mark, commas, CRLF, cells that begin with = + - @ guarded by '."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    stream.write("\ufeff")
    writer.writerow(header)
    for row in rows:
        writer.writerow([guarded(cell) if guard else cell for cell in row])
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()
    yield stream.getvalue()


def write_csv(units: Iterable[TranslationUnit], languages: Languages, *, guard: bool = True) -> Iterator[str]:
    """Yield units as CSV under the columns of our TSV, the texts under their language codes.

    Args:
        units: in the order to write.
        languages: direction of all of them.
        guard: put ``'`` before what a spreadsheet would run.
    """
    texts = ("source", "target")
    if languages.source != languages.target:
        texts = (str(languages.source), str(languages.target))
    yield from write_csv_rows((*texts, *UNIT_HEADER[2:]), map(unit_row, units), guard=guard)


def write_json_lines(units: Iterable[TranslationUnit], languages: Languages) -> Iterator[str]:
    """Yield one object per line, keys in stable order."""
    for unit in units:
        texts = {str(languages.source): unit.source, str(languages.target): unit.target}
        record = {"id": unit.id, **texts, "note": unit.note, "properties": dict(unit.properties)}
        if unit.remarks:
            record["remarks"] = list(unit.remarks)
        yield json.dumps(record, ensure_ascii=False) + "\n"


def from_tsv(text: str, where: str, languages: Languages | None) -> Incoming:
    """Read our TSV, or any lines of ``source<TAB>target``.

    Raises:
        InputError: a line without a tab; ``file:line`` is named.
    """
    rows: list[Row] = []
    for number, line in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), 1):
        if not line.strip():
            continue
        cells = [unescape(cell) for cell in line.split("\t")]
        if len(cells) == 1:
            hint = "Write source, a tab and target on each line"
            raise InputError("no tab on this line", where=f"{where}:{number}", hint=hint)
        rows.append((number, cells))
    return from_rows(rows, where, languages)


def from_csv(text: str, where: str, languages: Languages | None) -> Incoming:
    """Read two columns of a CSV, commas or semicolons; formula guards are taken off.

    Raises:
        InputError: not CSV, or fewer than two columns; ``file:line`` is named.
    """
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        rows.extend((reader.line_num, [unguarded(cell) for cell in cells]) for cells in reader if any(cells))
    except csv.Error as error:
        raise InputError(f"not CSV: {error}", where=f"{where}:{reader.line_num}", hint="Save it as CSV anew") from error
    return from_rows(rows, where, languages)


def from_rows(rows: Sequence[Row], where: str, languages: Languages | None) -> Incoming:
    """Read rows whose columns are named by a header, else the first two are source and target.

    Raises:
        InputError: a row has one cell; ``file:line`` is named.
    """
    languages = languages or (_direction(rows[0][1]) if rows else None) or Languages()
    columns = _columns(rows[0][1], languages) if rows else None
    body = rows[1:] if columns else rows
    columns = columns or {"source": 0, "target": 1}
    units = tuple(_unit(row, columns, where) for row in body)
    full = tuple(unit for unit in units if any(text.strip() for text in unit.texts))
    left = LeftOut(reasons=(("empty", len(units) - len(full)),)) if len(full) < len(units) else LeftOut()
    return Incoming(languages=languages, units=full, left_out=left)


def from_json_lines(text: str, where: str, languages: Languages | None) -> Incoming:
    """Read JSON objects, one a line, with texts under ``source`` and ``target`` or the language codes.

    Raises:
        InputError: a line is no such object; ``file:line`` is named.
    """
    units: list[IncomingUnit] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            languages = languages or _direction(tuple(record)) or Languages()
            units.append(_json_unit(record, languages, number))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            hint = "Each line needs both texts, under source and target or the language codes"
            raise InputError("not a unit", where=f"{where}:{number}", hint=hint) from error
    return Incoming(languages=languages or Languages(), units=tuple(units))


def _json_unit(record: dict[str, object], languages: Languages, line: int) -> IncomingUnit:
    texts = [
        str(record[str(language)] if str(language) in record else record[name])
        for name, language in (("source", languages.source), ("target", languages.target))
    ]
    said = record.get("properties", {})
    properties = tuple((str(name), str(value)) for name, value in said.items()) if isinstance(said, dict) else ()
    remarks = record.get("remarks", ())
    notes = [str(record.get("note", "")), *(map(str, remarks) if isinstance(remarks, list) else ())]
    return IncomingUnit(
        source=(texts[0],) if texts[0] else (),
        target=(texts[1],) if texts[1] else (),
        id=str(record.get("id", "")),
        notes=tuple(note for note in notes if note),
        properties=properties,
        state=STATES.get(dict(properties).get("x-state", "")),
        line=line,
    )


def _direction(names: Sequence[str]) -> Languages | None:
    """Return the direction two columns named by language codes speak of, None when there are not just two."""
    tags = [name.strip() for name in names if _TAG.fullmatch(name.strip()) and name.strip() not in _NAMES]
    if len(tags) != 2:  # noqa: PLR2004  (two languages)
        return None
    return Languages(Language(primary_tag(tags[0])), Language(primary_tag(tags[1])))


def _columns(header: Sequence[str], languages: Languages) -> dict[str, int] | None:
    """Return which column holds what, None when the first row is no header."""
    found: dict[str, int] = {}
    for position, cell in enumerate(header):
        name = casing.lower(cell.strip(), ENGLISH)
        if name in _NAMES:
            found.setdefault(_NAMES[name], position)
        elif name in _KEPT:
            found.setdefault(name, position)
        elif not _TAG.fullmatch(cell.strip()):
            continue
        elif primary_tag(name) == languages.source:
            found.setdefault("source", position)
        elif primary_tag(name) == languages.target:
            found.setdefault("target", position)
    return found if {"source", "target"} <= found.keys() else None


def _unit(row: Row, columns: dict[str, int], where: str) -> IncomingUnit:
    line, cells = row
    if max(columns["source"], columns["target"]) >= len(cells):
        hint = "Each row needs a source and a target cell"
        raise InputError("a row with too few cells", where=f"{where}:{line}", hint=hint)
    said = {name: cells[position] for name, position in columns.items() if position < len(cells)}
    note = said.get("note", "")
    properties = tuple((f"x-{name}", said[name]) for name in sorted(_KEPT & said.keys()) if said[name])
    if said.get("id"):
        properties = (("x-bead", said["id"]), *properties)
    return IncomingUnit(
        source=(said["source"],) if said["source"] else (),
        target=(said["target"],) if said["target"] else (),
        id=said.get("id", ""),
        notes=(note,) if note else (),
        properties=properties,
        state=STATES.get(said.get("state", "")),
        line=line,
    )
