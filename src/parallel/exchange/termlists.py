"""Plain term lists: OmegaT and Weblate glossaries, UTX, and our CSV, out and in.

They carry less than TBX does: one line for each pair of terms, or for each term.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from parallel import __version__
from parallel.errors import InputError
from parallel.exchange.ladders import lines_of
from parallel.exchange.tables import unguarded, write_csv_rows
from parallel.language import casing
from parallel.model.bitext import Languages
from parallel.model.document import Language
from parallel.model.termbase import Concept, ConceptId, Term, TermBase, TermStatus

USED = (TermStatus.PREFERRED, TermStatus.ADMITTED)
"""Statuses whose terms may be written."""
CSV_HEADER = ("concept_id", "lang", "term", "status", "variants", "part_of_speech", "reason", "domain", "definition")
_UTX_STATUS = {
    TermStatus.PREFERRED: "approved",
    TermStatus.ADMITTED: "approved",
    TermStatus.DEPRECATED: "non-standard",
    TermStatus.SUPERSEDED: "non-standard",
    TermStatus.FORBIDDEN: "forbidden",
}
_FROM_UTX = {
    "approved": TermStatus.PREFERRED,
    "": TermStatus.PREFERRED,
    "provisional": TermStatus.ADMITTED,
    "non-standard": TermStatus.DEPRECATED,
    "forbidden": TermStatus.FORBIDDEN,
    "rejected": TermStatus.FORBIDDEN,
}
_POS = {"proper-noun": "properNoun", "phrase": "sentence"}


def write_omegat_glossary(termbase: TermBase, languages: Languages) -> Iterator[str]:
    """Yield ``source<TAB>target<TAB>comment`` lines; variants get lines of their own."""
    for concept, source, targets in _pairs(termbase, languages):
        comment = _cell(concept.definition)
        for spelling in (source.text, *source.variants):
            yield f"{_cell(spelling)}\t{_cell('; '.join(term.text for term in targets))}\t{comment}\n"


def write_weblate_glossary(termbase: TermBase, languages: Languages) -> Iterator[str]:
    """Yield a CSV as Weblate imports glossaries: source, target, its explanation; forbidden renderings marked."""
    rows: list[tuple[str, ...]] = []
    for concept in termbase:
        for source in concept.in_language(languages.source):
            for target in concept.in_language(languages.target):
                if source.status in USED:
                    banned = target.status is TermStatus.FORBIDDEN
                    why = target.reason or concept.definition
                    rows.append((concept.id, source.text, target.text, why, "forbidden" if banned else ""))
    yield from write_csv_rows(("context", "source", "target", "developer_comments", "flags"), rows)


def write_utx(termbase: TermBase, languages: Languages) -> Iterator[str]:
    """Yield UTX 1.20 (AAMT 2018): a line for each pair of terms with its status."""
    yield f"#UTX 1.20; {languages.source}/{languages.target}; bidirectional; creator: tren {__version__}\n"
    yield "#src\ttgt\tsrc:pos\tterm status\tconcept ID\n"
    for concept in termbase:
        for source in concept.in_language(languages.source):
            for target in concept.in_language(languages.target):
                status = max(source.status, target.status, key=list(TermStatus).index)
                pos = _POS.get(source.part_of_speech, source.part_of_speech)
                cells = (source.text, target.text, pos, _UTX_STATUS[status], concept.id)
                yield "\t".join(map(_cell, cells)) + "\n"


def write_term_csv(termbase: TermBase, languages: Languages) -> Iterator[str]:
    """Yield a CSV with a line for each term, in the form ``--glossary`` reads."""
    del languages  # all languages are written
    rows = (
        (
            concept.id,
            str(term.language),
            term.text,
            term.status.value,
            "; ".join(term.variants),
            term.part_of_speech,
            term.reason,
            concept.domain,
            concept.definition,
        )
        for concept in termbase
        for term in concept.terms
    )
    yield from write_csv_rows(CSV_HEADER, rows)


def read_omegat_glossary(text: str, where: str, languages: Languages) -> TermBase:
    """Read an OmegaT glossary; lines with the same target and comment are spellings of one concept.

    Raises:
        InputError: a line without a tab; ``file:line`` is named.
    """
    spellings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for number, line in enumerate(lines_of(text), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [*line.split("\t"), "", ""]
        if "\t" not in line:
            raise InputError("no tab on this line", where=f"{where}:{number}", hint="Write source, tab, target")
        spellings[cells[1], cells[2]].append(cells[0])
    concepts = _Collected(where)
    for (targets, comment), found in spellings.items():
        name = ConceptId(concept_id(found[0]))
        source = Term(text=found[0], language=languages.source, variants=tuple(found[1:]))
        concepts.add(name, source, definition=comment)
        for position, target in enumerate(part.strip() for part in targets.split(";")):
            status = TermStatus.ADMITTED if position else TermStatus.PREFERRED
            if target:
                concepts.add(name, Term(text=target, language=languages.target, status=status))
    return concepts.termbase()


def read_utx(text: str, where: str, languages: Languages) -> TermBase:
    """Read UTX; columns are taken by the names of its second line.

    Raises:
        InputError: no UTX head or a short line; ``file:line`` is named.
    """
    lines = lines_of(text)
    header = next((line for line in lines[1:] if line.startswith("#src")), "")
    if not lines or not lines[0].startswith("#UTX") or not header:
        raise InputError("no UTX file", where=f"{where}:1", hint="It begins with #UTX and names its columns in #src …")
    columns = [name.strip() for name in header.lstrip("#").split("\t")]
    concepts = _Collected(where)
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        said = dict(zip(columns, cells, strict=False))
        if not said.get("src") or not said.get("tgt"):
            raise InputError("a line without both terms", where=f"{where}:{number}", hint="Separate cells by tabs")
        name = ConceptId(said.get("concept ID") or concept_id(said["src"]))
        pos = {"properNoun": "proper-noun", "sentence": "phrase"}.get(said.get("src:pos", ""), said.get("src:pos", ""))
        source = Term(text=said["src"], language=languages.source, part_of_speech=pos or "noun")
        concepts.add(name, source)
        status = _FROM_UTX.get(said.get("term status", ""), TermStatus.ADMITTED)
        concepts.add(name, Term(text=said["tgt"], language=languages.target, status=status))
    return concepts.termbase()


def read_term_rows(rows: Iterable[tuple[int, dict[str, str]]], where: str) -> TermBase:
    """Build a term base from rows under ``CSV_HEADER``; further columns are ignored, missing ones are empty.

    Raises:
        InputError: a row without concept, language or term, or with an unknown status; ``file:line`` is named.
    """
    concepts = _Collected(where)
    for number, row in rows:
        cells = {name: unguarded(value) for name, value in row.items() if value}
        if not (cells.get("concept_id") and cells.get("lang") and cells.get("term")):
            hint = "Each line needs concept_id, lang and term"
            raise InputError("a row without a term", where=f"{where}:{number}", hint=hint)
        try:
            status = TermStatus(cells.get("status", "preferred"))
        except ValueError:
            hint = f"Known: {', '.join(TermStatus)}"
            raise InputError(f"unknown status {cells['status']!r}", where=f"{where}:{number}", hint=hint) from None
        variants = tuple(part.strip() for part in cells.get("variants", "").split(";") if part.strip())
        term = Term(
            text=cells["term"],
            language=Language(cells["lang"]),
            status=status,
            variants=variants,
            reason=cells.get("reason", ""),
            part_of_speech=cells.get("part_of_speech", "noun"),
        )
        said = (cells.get("domain", ""), cells.get("definition", ""))
        concepts.add(ConceptId(cells["concept_id"]), term, domain=said[0], definition=said[1])
    return concepts.termbase()


def concept_id(term: str) -> str:
    """Return a readable id for a concept: ASCII letters and digits with hyphens.

    >>> concept_id("Misak-ı Millî")
    'misak-i-milli'
    """
    words = "".join(char if char.isalnum() else " " for char in term).split()
    folded = ("".join(char for char in casing.fold_loose(word).text if char.isascii()) for word in words)
    return "-".join(word for word in folded if word) or "concept"


class _Collected:
    """Concepts in order of their first term."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._terms: dict[ConceptId, dict[tuple[Language, str], Term]] = {}
        self._said: dict[ConceptId, tuple[str, str]] = {}

    def add(self, concept: ConceptId, term: Term, *, domain: str = "", definition: str = "") -> None:
        """Add a term, once."""
        terms = self._terms.setdefault(concept, {})
        terms.setdefault((term.language, term.text), term)
        before = self._said.get(concept, ("", ""))
        self._said[concept] = (before[0] or domain, before[1] or definition)

    def termbase(self) -> TermBase:
        """Return what was collected."""
        concepts = (
            Concept(id=name, domain=self._said[name][0], definition=self._said[name][1], terms=tuple(terms.values()))
            for name, terms in self._terms.items()
        )
        return TermBase(concepts=tuple(concepts), name=self._where)


def _pairs(termbase: TermBase, languages: Languages) -> Iterator[tuple[Concept, Term, list[Term]]]:
    for concept in termbase:
        targets = [term for term in concept.in_language(languages.target) if term.status in USED]
        for source in concept.in_language(languages.source):
            if targets and source.status in USED:
                yield concept, source, targets


def _cell(text: str) -> str:
    """Return text that can't break a line of tabs: these formats know no escapes."""
    return " ".join(text.split())
