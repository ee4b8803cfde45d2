"""TBX-Basic out (ISO 30042:2019), in both styles: data categories as attributes (DCA) or as elements (DCT).

Nothing of an entry is lost: what TBX-Basic has no category for stands in notes that begin with its name. A forbidden
term is ``deprecatedTerm-admn-sts`` with the note ``forbidden``; a variant is a term of that type behind its head.
"""

from collections.abc import Iterator, Mapping
from html import escape
from types import MappingProxyType

from parallel.exchange.unit import loadable
from parallel.model.termbase import Concept, Source, Term, TermBase, TermStatus

NS = "urn:iso:std:iso:30042:ed-2"
NS_MIN = "http://www.tbxinfo.net/ns/min"
NS_BASIC = "http://www.tbxinfo.net/ns/basic"
STATUSES: Mapping[TermStatus, str] = MappingProxyType(
    {
        TermStatus.PREFERRED: "preferredTerm-admn-sts",
        TermStatus.ADMITTED: "admittedTerm-admn-sts",
        TermStatus.DEPRECATED: "deprecatedTerm-admn-sts",
        TermStatus.SUPERSEDED: "supersededTerm-admn-sts",
        TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
    }
)
PARTS_OF_SPEECH: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "noun": ("noun", "fullForm"),
        "proper-noun": ("properNoun", "fullForm"),
        "verb": ("verb", "fullForm"),
        "adjective": ("adjective", "fullForm"),
        "abbreviation": ("noun", "abbreviation"),
        "phrase": ("other", "phrase"),
    }
)
"""Ours to ``partOfSpeech`` and ``termType``."""
NOTES = ("period", "usage", "review", "reviewer")
"""Fields of an entry that stand in notes, by name."""
SOURCE_FIELDS = ("author", "title", "year", "pages")
_ESCAPES = str.maketrans({"\\": "\\\\", "|": "\\|"})
_MODULES = {"subjectField": "min", "administrativeStatus": "min", "partOfSpeech": "min", "date": "min"}


def write_tbx(termbase: TermBase, *, style: str = "dca") -> Iterator[str]:
    """Yield a TBX-Basic file in pieces.

    Args:
        termbase: the concepts, in order.
        style: ``dca`` or ``dct``.
    """
    modules = f' xmlns:min="{NS_MIN}" xmlns:basic="{NS_BASIC}"' if style == "dct" else ""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<tbx type="TBX-Basic" style="{style}" xml:lang="en" xmlns="{NS}"{modules}>\n'
    yield f"  <tbxHeader><fileDesc><titleStmt><title>{_text(termbase.name or 'Term base')}</title></titleStmt>"
    yield "<sourceDesc><p>Written by tren</p></sourceDesc></fileDesc></tbxHeader>\n  <text><body>\n"
    writer = _Writer(style == "dct")
    for concept in termbase:
        yield writer.entry(concept)
    yield "  </body></text>\n</tbx>\n"


class _Writer:
    """Writes categories in one of the two styles."""

    def __init__(self, as_elements: bool) -> None:  # noqa: FBT001  (private, two values for ever)
        self._as_elements = as_elements

    def entry(self, concept: Concept) -> str:
        """Return a concept's entry."""
        lines = [f'    <conceptEntry id="{_quoted(xml_id(concept.id))}">']
        lines += self._concept_lines(concept)
        for language in dict.fromkeys(term.language for term in concept.terms):
            lines.append(f'      <langSec xml:lang="{_quoted(language)}">')
            for term in concept.in_language(language):
                lines += self._term_lines(term)
                lines += [line for variant in term.variants for line in self._variant_lines(variant, term)]
            lines.append("      </langSec>")
        lines.append("    </conceptEntry>\n")
        return "\n".join(lines)

    def _concept_lines(self, concept: Concept) -> list[str]:
        lines = [self._category("descrip", "subjectField", concept.domain)] if concept.domain else []
        if concept.definition:
            lines.append(self._category("descrip", "definition", concept.definition))
        lines += [self._category("admin", "source", source_text(source)) for source in concept.sources]
        lines += [self._reference(target) for target in concept.see_also]
        lines += [f"<note>{name}: {_text(value)}</note>" for name in NOTES if (value := getattr(concept, name))]
        if concept.date:
            kind = self._category("transac", "transactionType", "modification")
            lines.append(f"<transacGrp>{kind}<date>{_text(concept.date)}</date></transacGrp>")
        return [f"      {line}" for line in lines]

    def _term_lines(self, term: Term) -> list[str]:
        speech, kind = PARTS_OF_SPEECH.get(term.part_of_speech, ("other", "fullForm"))
        lines = [f"<term>{_text(term.text)}</term>"]
        lines.append(self._category("termNote", "partOfSpeech", speech))
        lines.append(self._category("termNote", "termType", kind))
        lines.append(self._category("termNote", "administrativeStatus", STATUSES[term.status]))
        if term.status is TermStatus.FORBIDDEN:
            lines.append("<note>forbidden</note>")
        if term.reason:
            lines.append(f"<note>reason: {_text(term.reason)}</note>")
        return ["        <termSec>", *(f"          {line}" for line in lines), "        </termSec>"]

    def _variant_lines(self, variant: str, head: Term) -> list[str]:
        lines = [f"<term>{_text(variant)}</term>", self._category("termNote", "termType", "variant")]
        lines.append(self._category("termNote", "administrativeStatus", STATUSES[head.status]))
        return ["        <termSec>", *(f"          {line}" for line in lines), "        </termSec>"]

    def _category(self, element: str, kind: str, value: str) -> str:
        if self._as_elements:
            tag = f"{_MODULES.get(kind, 'basic')}:{kind}"
            return f"<{tag}>{_text(value)}</{tag}>"
        return f'<{element} type="{kind}">{_text(value)}</{element}>'

    def _reference(self, target: str) -> str:
        said = f'target="{_quoted(xml_id(target))}"'
        if self._as_elements:
            return f"<basic:crossReference {said}>{_text(target)}</basic:crossReference>"
        return f'<ref type="crossReference" {said}>{_text(target)}</ref>'


def source_text(source: Source) -> str:
    r"""Return a reference as ``author: … | title: …``; a bar inside is written ``\|``."""
    said = ((name, str(getattr(source, name))) for name in SOURCE_FIELDS)
    return " | ".join(f"{name}: {value.translate(_ESCAPES)}" for name, value in said if value)


def xml_id(name: str) -> str:
    """Return a concept's id as an XML id, which can't begin with a digit."""
    return f"_{name}" if name[:1].isdigit() or name.startswith("_") else name


def _text(value: str) -> str:
    return escape(loadable(value), quote=False)


def _quoted(value: str) -> str:
    return escape(loadable(value), quote=True)
