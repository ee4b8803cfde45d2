"""TBX in: TBX-Basic of 2019 in both styles, and the older ``martif`` form other tools still write."""

from collections.abc import Iterable
from dataclasses import replace

from parallel.exchange.tbx.writer import NOTES, PARTS_OF_SPEECH, SOURCE_FIELDS, STATUSES
from parallel.exchange.tmx.units import primary_tag
from parallel.exchange.xmlstream import MAX_DEPTH, Problems, XmlStream
from parallel.model.document import ENGLISH, Language
from parallel.model.termbase import Concept, ConceptId, Source, Term, TermBase, TermStatus

_ENTRIES = frozenset({"conceptEntry", "termEntry"})
_LANGUAGES = frozenset({"langSec", "langSet"})
_TERMS = frozenset({"termSec", "tig", "ntig"})
_CATEGORIES = frozenset({"descrip", "admin", "termNote", "transac", "transacNote", "ref", "xref"})
_ELEMENTS = frozenset(
    {"subjectField", "definition", "source", "crossReference", "partOfSpeech", "termType", "administrativeStatus"}
    | {"transactionType", "responsibility", "context", "date", "note", "term"}
)
_XML_LANG = "http://www.w3.org/XML/1998/namespace lang"
_FROM_STATUS = {text: status for status, text in STATUSES.items() if status is not TermStatus.FORBIDDEN}
_FROM_SPEECH = {pair: ours for ours, pair in PARTS_OF_SPEECH.items()}


def from_tbx(chunks: Iterable[bytes], where: str) -> tuple[TermBase, Problems]:
    """Read a TBX file.

    Args:
        chunks: the file's bytes in pieces.
        where: file name for messages.

    Returns:
        The concepts, and what is odd about the file.

    Raises:
        InputError: no TBX, not well-formed, an entity declaration, or a limit; ``file:line`` named.
    """
    reader = _Reader(where)
    for _ in reader.stream.read(chunks):
        pass
    return TermBase(concepts=tuple(reader.concepts), name=where), reader.problems


class _Reader:
    """Collects concepts while expat reports elements."""

    def __init__(self, where: str) -> None:
        self.problems = Problems()
        self.stream = XmlStream(where, self.problems, (self._start, self._end), namespaces=True)
        self.concepts: list[Concept] = []
        self._where = where
        self._ids: set[str] = set()
        self._root = False
        self._entry: dict[str, list[str]] | None = None
        self._name = ""
        self._line = 0
        self._language = Language(ENGLISH)
        self._term: dict[str, list[str]] | None = None
        self._terms: list[Term] = []
        self._kind = ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        stream = self.stream
        stream.depth += 1
        if stream.depth > MAX_DEPTH:
            stream.refuse_depth()
        local = name.rpartition(" ")[2]
        if not self._root:
            if local not in {"tbx", "martif", "TBX"}:
                stream.refuse(f"this is no TBX file but <{local[:40]}>", "Check the file")
            self._root = True
        if local in _ENTRIES:
            self._entry, self._terms = {}, []
            self._name, self._line = attributes.get("id", ""), stream.line()
        elif local in _LANGUAGES:
            self._language = Language(primary_tag(attributes.get(_XML_LANG, attributes.get("lang", "en"))))
        elif local in _TERMS:
            self._term = {}
        kind = attributes.get("type", local) if local in _CATEGORIES else local if local in _ELEMENTS else ""
        if kind:
            self._kind = kind
            stream.parts.clear()
            if kind == "crossReference" and self._entry is not None:
                self._entry.setdefault("see_also", []).append(_plain_id(attributes.get("target", "")))

    def _end(self, name: str) -> None:
        self.stream.depth -= 1
        local = name.rpartition(" ")[2]
        if local in _ENTRIES:
            self._close_entry()
        elif local in _TERMS:
            self._close_term()
        elif self._kind and (local in _CATEGORIES or local in _ELEMENTS):
            said = self._term if self._term is not None else self._entry
            text = self.stream.text()
            if said is not None and text.strip():
                said.setdefault(self._kind, []).append(text)
            self._kind = ""

    def _close_term(self) -> None:
        said, self._term = self._term or {}, None
        texts = said.get("term")
        if not texts:
            self.problems.add(self.stream.line(), "a term section without a term")
            return
        kind = said.get("termType", [""])[0]
        if kind == "variant" and self._terms and self._terms[-1].language == self._language:
            head = self._terms[-1]
            self._terms[-1] = replace(head, variants=(*head.variants, texts[0]))
            return
        notes = said.get("note", [])
        speech = said.get("partOfSpeech", ["noun"])[0]
        reasons = [note.removeprefix("reason: ") for note in notes if note != "forbidden"]
        self._terms.append(
            Term(
                text=texts[0],
                language=self._language,
                status=self._status(said, forbidden="forbidden" in notes),
                reason="; ".join(reasons),
                part_of_speech=_FROM_SPEECH.get((speech, kind)) or _FROM_SPEECH.get((speech, "fullForm"), "noun"),
            )
        )

    def _status(self, said: dict[str, list[str]], *, forbidden: bool) -> TermStatus:
        if forbidden:
            return TermStatus.FORBIDDEN
        text = said.get("administrativeStatus", [""])[0]
        if text and text not in _FROM_STATUS:
            self.problems.add(self.stream.line(), f"unknown administrativeStatus {text[:40]!r}; taken as admitted")
        first = not any(term.language == self._language for term in self._terms)
        return _FROM_STATUS.get(text, TermStatus.PREFERRED if first and not text else TermStatus.ADMITTED)

    def _close_entry(self) -> None:
        said, self._entry = self._entry or {}, None
        name = _plain_id(self._name) or f"concept-{len(self.concepts) + 1}"
        if name in self._ids:
            self.problems.add(self._line, f"entry id {name[:80]!r} stands twice")
        self._ids.add(name)
        named, free = _noted(said.get("note", []))
        if not self._terms:
            self.problems.add(self._line, f"entry {name[:80]!r} has no term")
        self.concepts.append(
            Concept(
                id=ConceptId(name),
                domain=said.get("subjectField", [""])[0],
                definition=" ".join(said.get("definition", [])),
                terms=tuple(self._terms),
                period=named.get("period", ""),
                usage="; ".join([*([named["usage"]] if "usage" in named else []), *free]),
                sources=tuple(_source(text) for text in said.get("source", [])),
                see_also=tuple(ConceptId(target) for target in said.get("see_also", [])),
                review=named.get("review", ""),
                reviewer=named.get("reviewer", ""),
                date=said.get("date", [""])[0],
                where=f"{self._where}:{self._line}",
            )
        )


def _noted(notes: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Return the notes that name a field, and the others."""
    named: dict[str, str] = {}
    free = []
    for note in notes:
        name, found, value = note.partition(": ")
        if found and name in NOTES and name not in named:
            named[name] = value
        else:
            free.append(note)
    return named, free


def _source(text: str) -> Source:
    parts: list[str] = [""]
    chars = iter(text)
    for char in chars:
        if char == "\\":
            parts[-1] += next(chars, "")
        elif char == "|":
            parts.append("")
        else:
            parts[-1] += char
    said = {}
    for part in parts:
        name, found, value = part.strip().partition(": ")
        if not found or name not in SOURCE_FIELDS:
            return Source(title=text)
        said[name] = value
    return Source(**{"title": "", **said})


def _plain_id(name: str) -> str:
    return name.removeprefix("_")
