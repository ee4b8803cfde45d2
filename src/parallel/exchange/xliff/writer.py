"""XLIFF 1.2 and 2.1 out, for CAT tools: text, codes, states, notes and provenance.

Sources: XLIFF 1.2 (OASIS 2008) and XLIFF 2.1 (OASIS 2018); in 2.1 provenance stands in the metadata module and codes
of other formats keep their kind in attributes of our own namespace.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import count, groupby
from types import MappingProxyType

from parallel import __version__
from parallel.exchange.content import NATIVE, Code, Content, whole
from parallel.exchange.unit import TranslationUnit, loadable
from parallel.model.bitext import BeadState, Languages

NS_12 = "urn:oasis:names:tc:xliff:document:1.2"
NS_2 = "urn:oasis:names:tc:xliff:document:2.0"
"""Core namespace of 2.0 and 2.1 alike."""
NS_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
NS_CODES = "urn:tren:codes"
"""Attributes of codes XLIFF 2.1 has no place for."""
STATES_12: Mapping[BeadState, str] = MappingProxyType(
    {
        BeadState.AUTO: "needs-review-translation",
        BeadState.EDITED: "translated",
        BeadState.APPROVED: "signed-off",
    }
)
STATES_2: Mapping[BeadState, str] = MappingProxyType(
    {BeadState.AUTO: "initial", BeadState.EDITED: "translated", BeadState.APPROVED: "final"}
)
PROP = "x-prop-"
"""Before the name of a property that is none of ``x-``."""
_POSITION = {"begin": "open", "end": "close"}


def write_xliff_12(units: Iterable[TranslationUnit], languages: Languages) -> Iterator[str]:
    """Yield XLIFF 1.2 in pieces, one ``file`` for each pair; memory stays flat."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{NS_12}">\n'
    direction = f'source-language="{_quoted(languages.source)}" target-language="{_quoted(languages.target)}"'
    tool = f'<tool tool-id="tren" tool-name="tren" tool-version="{__version__}"/>'
    empty = True
    for pair, group in groupby(units, key=lambda unit: unit.get("x-pair")):
        empty = False
        yield f'  <file original="{_quoted(pair)}" {direction} datatype="plaintext" tool-id="tren">\n'
        yield f"    <header>{tool}</header>\n    <body>\n"
        yield from map(_unit_12, group)
        yield "    </body>\n  </file>\n"
    if empty:
        yield f'  <file original="" {direction} datatype="plaintext"><body/></file>\n'
    yield "</xliff>\n"


def write_xliff_2(units: Iterable[TranslationUnit], languages: Languages) -> Iterator[str]:
    """Yield XLIFF 2.1 in pieces, one ``file`` for each pair; memory stays flat."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="2.1" xmlns="{NS_2}" xmlns:mda="{NS_METADATA}"'
    yield f' xmlns:tren="{NS_CODES}" srcLang="{_quoted(languages.source)}" trgLang="{_quoted(languages.target)}">\n'
    files, numbers = 0, count(1)
    for files, (pair, group) in enumerate(groupby(units, key=lambda unit: unit.get("x-pair")), 1):
        yield f'  <file id="f{files}" original="{_quoted(pair)}">\n'
        yield from map(_unit_2, group, numbers)
        yield "  </file>\n"
    if not files:
        yield '  <file id="f1"><group id="g1"/></file>\n'
    yield "</xliff>\n"


def _unit_12(unit: TranslationUnit) -> str:
    state = _state(unit)
    approved = "yes" if state is BeadState.APPROVED else "no"
    lines = [f'      <trans-unit id="{_quoted(unit.id)}" approved="{approved}" xml:space="preserve">']
    source, target = _sides(unit)
    tags = (f' xml:lang="{_quoted(unit.languages.source)}"', f' xml:lang="{_quoted(unit.languages.target)}"')
    lines.append(f"        <source{tags[0]}>{_Codes12().text(source)}</source>")
    lines.append(f'        <target{tags[1]} state="{STATES_12[state]}">{_Codes12().text(target)}</target>')
    if unit.properties:
        lines.append('        <context-group purpose="information">')
        lines += [
            f'          <context context-type="{_quoted(context_type(name))}">{_text(value)}</context>'
            for name, value in unit.properties
        ]
        lines.append("        </context-group>")
    lines += [f'        <note from="tren">{_text(unit.note)}</note>'] if unit.note else []
    lines += [f'        <note from="remark">{_text(remark)}</note>' for remark in unit.remarks]
    lines.append("      </trans-unit>\n")
    return "\n".join(lines)


def _unit_2(unit: TranslationUnit, number: int) -> str:
    state = _state(unit)
    source, target = _sides(unit)
    codes = _Codes2()
    texts = (codes.text(source), codes.text(target))
    lines = [f'    <unit id="u{number}" name="{_quoted(unit.id)}">']
    if unit.properties:
        lines.append('      <mda:metadata><mda:metaGroup category="tren">')
        lines += [
            f'        <mda:meta type="{_quoted(name)}">{_text(value)}</mda:meta>' for name, value in unit.properties
        ]
        lines.append("      </mda:metaGroup></mda:metadata>")
    notes = [("provenance", unit.note)] if unit.note else []
    notes += [("remark", remark) for remark in unit.remarks]
    if notes:
        lines.append("      <notes>")
        lines += [f'        <note category="{category}">{_text(note)}</note>' for category, note in notes]
        lines.append("      </notes>")
    if codes.data:
        lines.append("      <originalData>")
        lines += [f'        <data id="d{at}">{_text(native)}</data>' for at, native in enumerate(codes.data, 1)]
        lines.append("      </originalData>")
    lines.append(f'      <segment state="{STATES_2[state]}" subState="tren:{state.value}">')
    lines.append(f'        <source xml:space="preserve">{texts[0]}</source>')
    lines.append(f'        <target xml:space="preserve">{texts[1]}</target>')
    lines.append("      </segment>\n    </unit>\n")
    return "\n".join(lines)


class _Codes12:
    """Writes one side's codes in XLIFF 1.2."""

    def __init__(self) -> None:
        self._number = 0

    def text(self, content: Content) -> str:
        """Return the side as mark-up."""
        return "".join(_text(part) if isinstance(part, str) else self._code(part) for part in content)

    def _code(self, code: Code) -> str:
        self._number += 1
        said = dict(code.attributes)
        ctype = f' ctype="{_quoted(extended(said["type"]))}"' if said.get("type") else ""
        rid = f' rid="{_token(said.get("i", ""))}"' if said.get("i") else ""
        native = _text(whole(code.content))
        head = f'id="{self._number}"'
        if code.kind == "bpt":
            return f"<bpt {head}{rid}{ctype}>{native}</bpt>"
        if code.kind == "ept":
            return f"<ept {head}{rid}>{native}</ept>"
        if code.kind == "it":
            return f'<it {head} pos="{_POSITION.get(said.get("pos", ""), "open")}"{ctype}>{native}</it>'
        if code.kind in NATIVE:
            return f"<ph {head}{ctype}>{native}</ph>"
        return f'<mrk mtype="{_quoted(extended(code.kind))}">{self.text(code.content)}</mrk>'


class _Codes2:
    """Writes both sides' codes in XLIFF 2.1; equal native codes of the two sides share their data."""

    def __init__(self) -> None:
        self.data: list[str] = []
        self._number = 0

    def text(self, content: Content) -> str:
        """Return a side as mark-up."""
        self._number = 0
        return self._inner(content)

    def _inner(self, content: Content) -> str:
        return "".join(_text(part) if isinstance(part, str) else self._code(part) for part in content)

    def _code(self, code: Code) -> str:
        self._number += 1
        said = f' id="{self._number}" tren:kind="{_quoted(code.kind)}"'
        said += "".join(f' tren:{name}="{_quoted(value)}"' for name, value in code.attributes if name.isalpha())
        if code.kind not in NATIVE:
            return f'<mrk type="tren:{_token(code.kind)}"{said}>{self._inner(code.content)}</mrk>'
        native = whole(code.content)
        if not native:
            return f"<ph{said}/>"
        if native not in self.data:
            self.data.append(native)
        return f'<ph dataRef="d{self.data.index(native) + 1}"{said}/>'


def extended(name: str) -> str:
    """Return a name as XLIFF 1.2 wants names of one's own: ``x-`` in front, no spaces."""
    joined = "-".join(name.split())
    return joined if joined.startswith("x-") else f"x-{joined}"


def context_type(name: str) -> str:
    """Return a property's name as XLIFF 1.2 wants it: ``x-`` names as they are, others behind ``x-prop-``."""
    mine = extended(name)
    return mine if name.startswith("x-") and not name.startswith(PROP) else PROP + "-".join(name.split())


def _sides(unit: TranslationUnit) -> tuple[Content, Content]:
    return unit.source_content or (unit.source,), unit.target_content or (unit.target,)


def _state(unit: TranslationUnit) -> BeadState:
    value = unit.get("x-state")
    return BeadState(value) if value in set(BeadState) else BeadState.AUTO


def _token(value: str) -> str:
    """Return a value as an XML name token."""
    return "".join(char if char.isalnum() or char in "._-" else "_" for char in value) or "_"


def _text(value: str) -> str:
    return escape(loadable(value), quote=False)


def _quoted(value: str) -> str:
    return escape(loadable(value), quote=True)
