"""TMX 1.4b out, as other tools really load it.

All seven header attributes, two-letter codes, one preferred target, provenance in ``note`` as well as in ``prop``
(OmegaT keeps only the first), and no date: unchanged data gives identical bytes.
Source: TMX 1.4b specification, LISA OSCAR 2005.
"""

from collections.abc import Iterable, Iterator
from html import escape

from parallel import __version__
from parallel.exchange.unit import TranslationUnit
from parallel.model.bitext import Languages


def write_tmx(units: Iterable[TranslationUnit], languages: Languages) -> Iterator[str]:
    """Yield the file in pieces; memory stays flat.

    Args:
        units: in the order to write; ids unique.
        languages: direction of all of them.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    yield (
        f'  <header creationtool="tren" creationtoolversion="{__version__}" segtype="sentence" o-tmf="tren"'
        f' adminlang="en" srclang="{languages.source}" datatype="plaintext"/>\n  <body>\n'
    )
    for unit in units:
        yield _unit(unit)
    yield "  </body>\n</tmx>\n"


def _unit(unit: TranslationUnit) -> str:
    lines = [f'    <tu tuid="{_attribute(unit.id)}">', f"      <note>{_text(unit.note)}</note>"]
    lines += [f'      <prop type="{_attribute(name)}">{_text(value)}</prop>' for name, value in unit.properties]
    for language, text in ((unit.languages.source, unit.source), (unit.languages.target, unit.target)):
        lines.append(f'      <tuv xml:lang="{_attribute(language)}"><seg>{_text(text)}</seg></tuv>')
    lines.append("    </tu>\n")
    return "\n".join(lines)


def _text(value: str) -> str:
    return escape(value, quote=False)


def _attribute(value: str) -> str:
    return escape(value, quote=True)
