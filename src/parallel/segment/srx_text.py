"""SRX values to XML text and back. Read with expat; document types, and with them entities, are refused."""

from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from parallel.errors import InputError
from parallel.segment.srx import NAMESPACE, SrxDocument, SrxLanguage, SrxMap, SrxRule

FORMAT_HANDLES = (("start", "no"), ("end", "yes"), ("isolated", "no"))
"""Where inline codes go at a break: the defaults of the SRX 2.0 specification."""
TEXT_ELEMENTS = frozenset({"beforebreak", "afterbreak"})
"""Elements whose text is a regular expression."""


def to_srx(document: SrxDocument) -> str:
    """Return an SRX 2.0 file with the document's rules.

    >>> from parallel.segment.srx import srx_document
    >>> from_srx(to_srx(srx_document())) == srx_document()
    True
    """
    handles = [f'    <formathandle type="{kind}" include="{include}"/>' for kind, include in FORMAT_HANDLES]
    rules = [line for language in document.languages for line in _language_lines(language)]
    maps = [
        f"      <languagemap languagepattern={_quoted(found.pattern)} languagerulename={_quoted(found.name)}/>"
        for found in document.maps
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<srx xmlns="{NAMESPACE}" version="2.0">',
        f'  <header segmentsubflows="yes" cascade="{_yes_no(truth=document.cascade)}">',
        *handles,
        "  </header>",
        "  <body>",
        "    <languagerules>",
        *rules,
        "    </languagerules>",
        "    <maprules>",
        *maps,
        "    </maprules>",
        "  </body>",
        "</srx>",
    ]
    return "\n".join(lines) + "\n"


def from_srx(text: str) -> SrxDocument:
    """Return the content of an SRX file, version 1.0 or 2.0.

    Args:
        text: the decoded file; an encoding declaration inside it is ignored.

    Raises:
        InputError: no well-formed XML, a document type, or no SRX.
    """
    reader = _Reader()
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.EntityDeclHandler = reader.refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        parser.Parse(text.removeprefix("\ufeff").encode("utf-8", "surrogatepass"), True)  # noqa: FBT003  # expat's own form
    except expat.ExpatError as error:
        raise InputError("this is no well-formed XML", where=f"line {error.lineno}") from error
    except InputError as error:
        error.where = f"line {parser.CurrentLineNumber}"
        raise
    return SrxDocument(languages=tuple(reader.languages), maps=tuple(reader.maps), cascade=reader.cascade)


@dataclass(slots=True)
class _Reader:
    """Collects rules while expat reports elements."""

    languages: list[SrxLanguage] = field(default_factory=list)
    maps: list[SrxMap] = field(default_factory=list)
    cascade: bool = False
    depth: int = 0
    name: str = ""
    rules: list[SrxRule] = field(default_factory=list)
    breaks: bool = True
    texts: dict[str, str] = field(default_factory=dict)
    inside: str = ""

    def refuse(self, *_: object) -> NoReturn:
        """Stop at a document type or an entity declaration."""
        raise InputError("document types and entity declarations are not read", hint="Take them out of the file")

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Take an opening tag."""
        local = element.rpartition(":")[2]
        if self.depth == 0 and local != "srx":
            raise InputError(f"this is no SRX file but <{local}>")
        self.depth += 1
        if local == "header":
            self.cascade = attributes.get("cascade") == "yes"
        elif local == "languagerule":
            self.name, self.rules = self.attribute(attributes, "languagerulename"), []
        elif local == "rule":
            self.breaks, self.texts = attributes.get("break", "yes") == "yes", {}
        elif local == "languagemap":
            pattern = self.attribute(attributes, "languagepattern")
            self.maps.append(SrxMap(pattern=pattern, name=self.attribute(attributes, "languagerulename")))
        self.inside = local if local in TEXT_ELEMENTS else ""

    def characters(self, data: str) -> None:
        """Take text between tags."""
        if self.inside:
            self.texts[self.inside] = self.texts.get(self.inside, "") + data

    def end(self, element: str) -> None:
        """Take a closing tag."""
        local = element.rpartition(":")[2]
        self.depth -= 1
        self.inside = ""
        if local == "rule":
            before, after = self.texts.get("beforebreak", ""), self.texts.get("afterbreak", "")
            self.rules.append(SrxRule(before=before, after=after, breaks=self.breaks))
        elif local == "languagerule":
            self.languages.append(SrxLanguage(name=self.name, rules=tuple(self.rules)))

    def attribute(self, attributes: dict[str, str], name: str) -> str:
        """Return an attribute that must be there."""
        if name not in attributes:
            raise InputError(f"the attribute {name} is missing")
        return attributes[name]


def _language_lines(language: SrxLanguage) -> list[str]:
    rules = [
        f'        <rule break="{_yes_no(truth=rule.breaks)}">'
        f"<beforebreak>{_text(rule.before)}</beforebreak><afterbreak>{_text(rule.after)}</afterbreak></rule>"
        for rule in language.rules
    ]
    opening = f"      <languagerule languagerulename={_quoted(language.name)}>"
    return [opening, *rules, "      </languagerule>"]


def _text(pattern: str) -> str:
    from xml.sax.saxutils import escape  # noqa: PLC0415  (slow to import, and few write rules)

    return escape(pattern, {"\r": "&#13;"})


def _quoted(name: str) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415  (as above)

    return quoteattr(name)


def _yes_no(*, truth: bool) -> str:
    return "yes" if truth else "no"
