"""The term base on disk: YAML, one concept per entry, a file per domain; or a CSV from a spreadsheet."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from parallel.errors import InputError, UsageError
from parallel.language import casing
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Concept, ConceptId, Source, Term, TermBase, TermStatus
from parallel.store import termcache
from parallel.store.fields import Fields, entries
from parallel.store.plain import decode_utf8
from parallel.store.strict_yaml import Node

PREFERENCES = "preferences.yaml"
"""File of a glossary folder that holds no concepts."""
CSV_COLUMNS = ("concept_id", "lang", "term", "status")
"""Columns a CSV begins with; ``tren terms export --as csv`` writes more."""
_CELL = 1 << 17
"""Characters of the longest cell of a table of terms: far more than any definition (chosen by us)."""
_PACKAGE = Path(__file__).resolve().parent.parent
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def curated_folder() -> Path:
    """Return the folder of the glossary that ships with the package.

    An installed wheel carries a copy; a checkout uses the ``glossary/`` people edit.

    Raises:
        InputError: the installation is incomplete.
    """
    for folder in (_PACKAGE / "curated", _PACKAGE.parent.parent / "glossary"):
        if folder.is_dir():
            return folder
    raise InputError("the curated glossary is missing from this installation", hint="Install the package again")


def concept_files(folder: Path) -> list[Path]:
    """Return the files of a glossary folder that hold concepts, in order."""
    return sorted(file for file in folder.glob("*.yaml") if file.name != PREFERENCES)


def load_glossary(path: Path, shown: str = "", *, table: bool | None = None, cache: Path | None = None) -> TermBase:
    """Read a term base: a folder of YAML files, one YAML file, or a CSV file.

    Args:
        path: folder or file.
        shown: how to name it in messages; the path itself when empty.
        table: whether a file is a CSV; None tells it by the end of its name.
        cache: file that keeps what a folder said in a form that is read at once; it need not exist, nor be writable.

    Raises:
        UsageError: it does not exist.
        InputError: it is not of the form; ``file:line`` is named.
    """
    shown = shown or str(path)
    if path.is_dir():
        return _from_folder(path, shown, cache)
    if not path.exists():
        raise UsageError("no such glossary", where=shown, hint="Name a folder of YAML files, a YAML file or a CSV file")
    if table is None:
        table = casing.lower(path.suffix, ENGLISH) == ".csv"
    return parse_glossary(_read(path), shown, table=table)


def parse_glossary(data: bytes, where: str, *, table: bool) -> TermBase:
    """Read a term base from the bytes of a CSV or, where it is no table, of a YAML file.

    Raises:
        InputError: it is not of the form; ``file:line`` is named.
    """
    return TermBase(concepts=parse_csv(data, where) if table else parse_yaml(data, where), name=where)


def _from_folder(folder: Path, shown: str, cache: Path | None) -> TermBase:
    files = [(f"{shown}/{file.name}", _read(file)) for file in concept_files(folder)]
    digest = termcache.digest_of(files)
    concepts = termcache.recall(cache, digest) if cache else None
    if concepts is None:
        concepts = tuple(concept for name, data in files for concept in _from_yaml(data, name))
        _refuse_repeats(concepts)
        if cache:
            termcache.keep(cache, digest, concepts)
    return TermBase(concepts=concepts, name=shown)


def parse_csv(data: bytes, where: str) -> tuple[Concept, ...]:
    """Read ``concept_id,lang,term,status`` rows, other columns after them; rows of one id make one concept.

    Raises:
        InputError: not UTF-8, another header, an empty cell or an unknown status.
    """
    csv.field_size_limit(_CELL)  # the module's own limit holds for the whole process; others set theirs
    reader = csv.reader(io.StringIO(decode_utf8(data, where), newline=""), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        header = tuple(next(reader, ()))
        if header[: len(CSV_COLUMNS)] != CSV_COLUMNS:
            raise InputError(f"the header must be {','.join(CSV_COLUMNS)}", where=f"{where}:1")
        rows.extend((reader.line_num, _row(header, row, f"{where}:{reader.line_num}")) for row in reader if any(row))
    except csv.Error as error:
        raise InputError(f"not CSV: {error}", where=f"{where}:{reader.line_num}", hint="Save it as CSV anew") from error
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for number, cells in rows:
        found.setdefault(cells["concept_id"], []).append((number, cells))
    return tuple(_from_rows(name, lines, where) for name, lines in found.items())


def _from_rows(name: str, rows: Sequence[tuple[int, dict[str, str]]], where: str) -> Concept:
    said = {column: value for _, cells in reversed(rows) for column, value in cells.items() if value}
    return Concept(
        id=ConceptId(name),
        domain=said.get("domain", ""),
        definition=said.get("definition", ""),
        terms=tuple(_from_row(cells, f"{where}:{number}") for number, cells in rows),
        where=f"{where}:{rows[0][0]}",
    )


def _from_row(cells: dict[str, str], at: str) -> Term:
    return Term(
        text=cells["term"],
        language=Language(cells["lang"]),
        status=_status(cells["status"], at),
        variants=tuple(part.strip() for part in cells.get("variants", "").split(";") if part.strip()),
        reason=cells.get("reason", ""),
        part_of_speech=cells.get("part_of_speech") or "noun",
    )


def _row(header: Sequence[str], row: Sequence[str], at: str) -> dict[str, str]:
    from parallel.exchange.tables import unguarded  # noqa: PLC0415  (the exchange formats are slow to import)

    cells = {name: unguarded(cell.strip()) for name, cell in zip(header, row, strict=False)}
    if len(row) != len(header) or not all(cells[name] for name in CSV_COLUMNS):
        raise InputError(f"a row needs {len(header)} cells, the first {len(CSV_COLUMNS)} filled", where=at)
    return cells


def parse_yaml(data: bytes, where: str) -> tuple[Concept, ...]:
    """Read one file of the term base from bytes.

    Raises:
        InputError: not of the form; ``file:line`` is named.
    """
    concepts = tuple(_from_yaml(data, where))
    _refuse_repeats(concepts)
    return concepts


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror})", where=str(path)) from error


def _from_yaml(data: bytes, where: str) -> list[Concept]:
    return [_concept(fields) for fields in entries(data, where, one="a concept", start="`- id:`")]


def _concept(fields: Fields) -> Concept:
    others = (name for name, value in fields.mapping.items() if _LANGUAGE.fullmatch(name) and value and name != "id")
    languages = dict.fromkeys((TURKISH, ENGLISH, *map(Language, others)))
    review = fields.mapping.get("review")
    reviewed = Fields.of(review, fields.file, "review") if review is not None else None
    return Concept(
        id=ConceptId(fields.text("id")),
        domain=fields.text("domain"),
        definition=" ".join(fields.text("definition").split()),
        terms=tuple(term for language in languages for term in _terms(fields, language)),
        period=fields.text("period", ""),
        usage=" ".join(fields.text("usage", "").split()),
        sources=tuple(_source(item, fields) for item in fields.items("sources")),
        see_also=tuple(ConceptId(name) for name in fields.texts("see_also")),
        review=reviewed.text("state", "") if reviewed else "",
        reviewer=reviewed.text("by", "") if reviewed else "",
        date=reviewed.text("date", "") if reviewed else "",
        where=fields.where("id"),
    )


def _terms(fields: Fields, language: Language) -> list[Term]:
    """The first term of a language is preferred unless it says otherwise, the later ones admitted."""
    found = []
    default = TermStatus.PREFERRED
    for item in fields.items(str(language)):
        term = Fields.of(item, fields.file, "a term")
        found.append(
            Term(
                text=term.text("term"),
                language=language,
                status=_status(term.text("status", default.value), term.where("status")),
                variants=term.texts("variants"),
                reason=" ".join(term.text("reason", "").split()),
                part_of_speech=term.text("part_of_speech", "noun"),
            )
        )
        default = TermStatus.ADMITTED
    return found


def _status(text: str, where: str) -> TermStatus:
    try:
        return TermStatus(text)
    except ValueError:
        known = ", ".join(status.value for status in TermStatus)
        raise InputError(f"unknown status {text!r}", where=where, hint=f"Use one of {known}") from None


def _source(item: Node, fields: Fields) -> Source:
    if isinstance(item, str):
        return Source(title=item)
    source = Fields.of(item, fields.file, "a source")
    return Source(
        title=source.text("title"),
        author=source.text("author", ""),
        year=source.text("year", ""),
        pages=source.text("pages", ""),
    )


def _refuse_repeats(concepts: tuple[Concept, ...]) -> None:
    first: dict[ConceptId, str] = {}
    for concept in concepts:
        if concept.id in first:
            what = f"concept {concept.id!r} stands twice (first at {first[concept.id]})"
            raise InputError(what, where=concept.where, hint="Merge the two, or rename one")
        first[concept.id] = concept.where
