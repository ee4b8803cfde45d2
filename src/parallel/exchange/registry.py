"""Exporters by the name a user types."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Protocol

from parallel.exchange import html_edition, tables, tsv
from parallel.exchange.tmx.writer import write_tmx
from parallel.exchange.unit import TranslationUnit
from parallel.exchange.xliff.writer import write_xliff_2, write_xliff_12
from parallel.model.bitext import Languages


class Exporter(Protocol):
    """Turns units into the text of a format, in pieces."""

    def __call__(self, units: Iterable[TranslationUnit], languages: Languages, /) -> Iterator[str]:
        """Yield the file in pieces, in order."""
        ...


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "tmx": write_tmx,
        "xliff": write_xliff_12,
        "xliff2": write_xliff_2,
        "tsv": tsv.write_units,
        "csv": tables.write_csv,
        "jsonl": tables.write_json_lines,
        "html": html_edition.write_html,
    }
)
"""Formats that are one text."""
FOLDERS = ("moses", "omegat")
"""Formats that are several files."""
DOCUMENTS = ("docx",)
"""Formats that are bytes."""
GLOSSARIES = ("tbx",)
"""Formats that hold the term base, not the units."""
FORMATS = (*EXPORTERS, *FOLDERS, *DOCUMENTS, *GLOSSARIES)
"""Everything `tren export` can write."""
