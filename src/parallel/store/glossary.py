"""The term base on disk: YAML, one concept per entry, a file per domain; or a CSV from a spreadsheet."""

import csv
import io
from pathlib import Path

from parallel.errors import InputError, UsageError
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Concept, ConceptId, Source, Term, TermBase, TermStatus
from parallel.store import strict_yaml
from parallel.store.fields import Fields
from parallel.store.plain import decode_utf8
from parallel.store.strict_yaml import Node

CSV_HEADER = ("concept_id", "lang", "term", "status")
_PACKAGE = Path(__file__).resolve().parent.parent
_PREFERENCES = "preferences.yaml"


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


def load_glossary(path: Path, shown: str = "") -> TermBase:
    """Read a term base: a folder of YAML files, one YAML file, or a CSV file.

    Args:
        path: folder or file.
        shown: how to name it in messages; the path itself when empty.

    Raises:
        UsageError: it does not exist.
        InputError: it is not of the form; ``file:line`` is named.
    """
    shown = shown or str(path)
    if path.is_dir():
        files = sorted(file for file in path.glob("*.yaml") if file.name != _PREFERENCES)
        concepts = tuple(concept for file in files for concept in _from_yaml(_read(file), f"{shown}/{file.name}"))
    elif not path.exists():
        raise UsageError("no such glossary", where=shown, hint="Name a folder of YAML files, a YAML file or a CSV file")
    elif path.suffix == ".csv":
        concepts = parse_csv(_read(path), shown)
    else:
        concepts = tuple(_from_yaml(_read(path), shown))
    _refuse_repeats(concepts)
    return TermBase(concepts=concepts, name=shown)


def parse_csv(data: bytes, where: str) -> tuple[Concept, ...]:
    """Read ``concept_id,lang,term,status`` rows; rows of one id make one concept.

    Raises:
        InputError: not UTF-8, another header, an empty cell or an unknown status.
    """
    reader = csv.reader(io.StringIO(decode_utf8(data, where), newline=""))
    if tuple(next(reader, ())) != CSV_HEADER:
        raise InputError(f"the header must be {','.join(CSV_HEADER)}", where=f"{where}:1")
    terms: dict[str, list[Term]] = {}
    lines: dict[str, int] = {}
    for row in reader:
        if not any(row):
            continue
        at = f"{where}:{reader.line_num}"
        if len(row) != len(CSV_HEADER) or not all(cell.strip() for cell in row):
            raise InputError(f"a row needs {len(CSV_HEADER)} filled cells", where=at)
        concept, language, term, status = (cell.strip() for cell in row)
        lines.setdefault(concept, reader.line_num)
        terms.setdefault(concept, []).append(Term(text=term, language=Language(language), status=_status(status, at)))
    return tuple(
        Concept(id=ConceptId(key), domain="", definition="", terms=tuple(found), where=f"{where}:{lines[key]}")
        for key, found in terms.items()
    )


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
    root = strict_yaml.load(data, where)
    if root is None:
        return []
    if not isinstance(root, strict_yaml.Sequence):
        raise InputError("a glossary file is a list of concepts", where=f"{where}:1", hint="Start each with `- id:`")
    return [_concept(Fields.of(item, where, "a concept")) for item in root]


def _concept(fields: Fields) -> Concept:
    languages = (TURKISH, ENGLISH)
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
