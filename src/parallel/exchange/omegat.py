"""An OmegaT project folder: sources, memory, glossary and our splitting rules, ready to open.

OmegaT reads its project's rules from ``omegat/segmentation.srx`` from version 6 on, and before that from
``omegat/segmentation.conf``, a Java bean; both are written. Memories in ``tm/auto/`` translate, those in ``tm/`` only
suggest. Tried with OmegaT 3.6.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from parallel.exchange.termlists import write_omegat_glossary
from parallel.exchange.tmx.writer import write_tmx
from parallel.exchange.unit import TranslationUnit
from parallel.language import casing
from parallel.model.bitext import Languages
from parallel.model.document import ENGLISH
from parallel.model.termbase import TermBase
from parallel.segment import SrxDocument, srx_document, to_srx

Files = Iterator[tuple[str, Iterable[str]]]
_FOLDERS = ("source_dir", "target_dir", "tm_dir", "glossary_dir", "dictionary_dir")
_BEANS = "org.omegat.core.segmentation"
_CONF_VERSION = "0.2.2"
"""Of the bean, in OmegaT 3.6; with another one it adds rules of its own."""


def write_project(units: Sequence[TranslationUnit], languages: Languages, termbase: TermBase | None) -> Files:
    """Yield the files of a project: path inside it and text in pieces.

    Args:
        units: of one or several pairs; each pair gets a source text and a memory.
        languages: direction.
        termbase: glossary to put beside them.
    """
    rules = srx_document((languages.source, languages.target))
    yield "omegat.project", [_project(languages)]
    yield "omegat/segmentation.srx", [to_srx(rules)]
    yield "omegat/segmentation.conf", _conf(rules)
    for pair, group in groupby(units, key=lambda unit: unit.get("x-pair")):
        listed = list(group)
        name = "".join(char if char.isalnum() or char in "._~-" else "_" for char in pair) or "memory"
        yield f"source/{name}.txt", (f"{unit.source}\n\n" for unit in listed)  # an empty line ends a paragraph there
        yield f"tm/auto/{name}.tmx", write_tmx(listed, languages)
    if termbase is not None:
        yield "glossary/glossary.txt", write_omegat_glossary(termbase, languages)
    for folder in ("target", "dictionary", "glossary"):  # OmegaT refuses a project that lacks one
        yield f"{folder}/.keep", [""]


def _project(languages: Languages) -> str:
    folders = "".join(f"    <{name}>__DEFAULT__</{name}>\n" for name in _FOLDERS)
    source, target = (casing.upper(language, ENGLISH) for language in (languages.source, languages.target))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<omegat>\n  <project version="1.0">\n'
        f"{folders}    <source_lang>{escape(source)}</source_lang>\n    <target_lang>{escape(target)}</target_lang>\n"
        "    <sentence_seg>true</sentence_seg>\n  </project>\n</omegat>\n"
    )


def _conf(rules: SrxDocument) -> Iterator[str]:
    """Yield the rules as OmegaT before version 6 stores them."""
    lists = {language.name: language.rules for language in rules.languages}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<java version="1.8.0" class="java.beans.XMLDecoder">\n'
    yield f' <object class="{_BEANS}.SRX">\n  <void property="mappingRules">\n'
    for found in rules.maps:
        yield f'   <void method="add"><object class="{_BEANS}.MapRule">\n'
        yield f"    {_property('language', found.name)}\n    {_property('pattern', found.pattern)}\n"
        yield '    <void property="rules"><object class="java.util.ArrayList">\n'
        for rule in lists.get(found.name, ()):
            breaks = '<void property="breakRule"><boolean>true</boolean></void>' if rule.breaks else ""
            yield (
                f'     <void method="add"><object class="{_BEANS}.Rule">{_property("afterbreak", rule.after)}'
                f"{_property('beforebreak', rule.before)}{breaks}</object></void>\n"
            )
        yield "    </object></void>\n   </object></void>\n"
    yield f"  </void>\n  {_property('version', _CONF_VERSION)}\n </object>\n</java>\n"


def _property(name: str, value: str) -> str:
    return f'<void property="{name}"><string>{escape(value, quote=False)}</string></void>'
