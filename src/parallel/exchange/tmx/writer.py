"""TMX 1.4b out, as other tools really load it.

All seven header attributes, two-letter codes, one preferred target, provenance in ``note`` as well as in ``prop``
(OmegaT keeps only the first), and no date: unchanged data gives identical bytes.
Source: TMX 1.4b specification, LISA OSCAR 2005.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from types import MappingProxyType

from parallel import __version__
from parallel.exchange.content import Content
from parallel.exchange.unit import TranslationUnit, loadable
from parallel.model.bitext import Languages

SEGTYPES = ("sentence", "paragraph", "phrase", "block")
INLINE = frozenset({"bpt", "ept", "it", "ph", "ut", "hi", "sub"})
ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "bpt": frozenset({"i", "x", "type"}),
        "ept": frozenset({"i"}),
        "it": frozenset({"pos", "x", "type"}),
        "ph": frozenset({"x", "assoc", "type"}),
        "ut": frozenset({"x"}),
        "hi": frozenset({"x", "type"}),
        "sub": frozenset({"datatype", "type"}),
    }
)
"""Attributes the DTD knows on inline elements."""


def write_tmx(units: Iterable[TranslationUnit], languages: Languages, *, segtype: str = "sentence") -> Iterator[str]:
    """Yield the file in pieces; memory stays flat.

    Args:
        units: in the order to write; ids unique.
        languages: direction of all of them.
        segtype: what a unit is: ``sentence``, ``paragraph``, ``phrase`` or ``block``.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    yield (
        f'  <header creationtool="tren" creationtoolversion="{__version__}" segtype="{segtype}" o-tmf="tren"'
        f' adminlang="en" srclang="{languages.source}" datatype="plaintext"/>\n  <body>\n'
    )
    for unit in units:
        yield _unit(unit)
    yield "  </body>\n</tmx>\n"


def _unit(unit: TranslationUnit) -> str:
    lines = [f'    <tu tuid="{_attribute(unit.id)}">']
    lines += [f"      <note>{_text(note)}</note>" for note in (unit.note, *unit.remarks) if note]
    lines += [f'      <prop type="{_attribute(name)}">{_text(value)}</prop>' for name, value in unit.properties]
    source = _content(unit.source_content) if unit.source_content else _text(unit.source)
    target = _content(unit.target_content) if unit.target_content else _text(unit.target)
    lines.append(f'      <tuv xml:lang="{_attribute(unit.languages.source)}"><seg>{source}</seg></tuv>')
    lines.append(f'      <tuv xml:lang="{_attribute(unit.languages.target)}"><seg>{target}</seg></tuv>')
    lines.append("    </tu>\n")
    return "\n".join(lines)


def _content(content: Content) -> str:
    """Return text with inline codes; an element TMX does not know becomes a highlight, its text is kept."""
    parts = []
    for part in content:
        if isinstance(part, str):
            parts.append(_text(loadable(part)))
            continue
        kind = part.kind if part.kind in INLINE else "hi"
        kept = ((name, value) for name, value in part.attributes if name in ATTRIBUTES[kind])
        said = "".join(f' {name}="{_attribute(loadable(value))}"' for name, value in kept)
        parts.append(f"<{kind}{said}>{_content(part.content)}</{kind}>")
    return "".join(parts)


def _text(value: str) -> str:
    return escape(value, quote=False)


def _attribute(value: str) -> str:
    return escape(value, quote=True)
