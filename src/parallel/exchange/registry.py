"""Exporters by the name a user types."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Protocol

from parallel.exchange import jsonl, tmx, tsv
from parallel.exchange.unit import TranslationUnit
from parallel.model.bitext import Languages


class Exporter(Protocol):
    """Turns units into the text of a format, in pieces."""

    def __call__(self, units: Iterable[TranslationUnit], languages: Languages, /) -> Iterator[str]:
        """Yield the file in pieces, in order."""
        ...


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "jsonl": jsonl.write_json_lines,
        "tmx": tmx.write_tmx,
        "tsv": tsv.write_units,
    }
)
