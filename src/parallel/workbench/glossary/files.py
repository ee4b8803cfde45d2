"""Term bases in the formats of other tools, in and out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from parallel.errors import UsageError
from parallel.exchange.tbx.reader import from_tbx
from parallel.exchange.tbx.writer import write_tbx
from parallel.exchange.termlists import (
    read_omegat_glossary,
    read_utx,
    write_omegat_glossary,
    write_term_csv,
    write_utx,
    write_weblate_glossary,
)
from parallel.language import casing
from parallel.model.bitext import Languages
from parallel.model.document import ENGLISH
from parallel.model.termbase import TermBase
from parallel.store.glossary import load_glossary, parse_glossary
from parallel.store.termtext import concept_text
from parallel.workbench.exchange.importing import chunks_of
from parallel.workbench.texts.opening import STDIN, raw_from


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTerms:
    """A term base from a file."""

    termbase: TermBase
    """What it holds."""
    problems: tuple[str, ...] = ()
    """What is odd about the file, one line each."""


def read_terms(name: str, form: str | None, languages: Languages, *, stdin: bytes = b"") -> ReadTerms:
    """Read a term base.

    Args:
        name: file, folder of YAML, or ``-`` for what came on standard input.
        form: one of ``TERM_READERS``; None tells it by the end of the name.
        languages: direction, for formats that do not say.
        stdin: what came on standard input.

    Raises:
        UsageError: no such file, or its format can't be told.
        InputError: it is not of the form; ``file:line`` is named.
    """
    form = form or _form_of(name)
    return TERM_READERS[form](_File(name=name, languages=languages, stdin=stdin))


def write_terms(termbase: TermBase, form: str, languages: Languages) -> Iterator[str]:
    """Yield a term base in one of ``TERM_WRITERS``.

    Raises:
        InputError: it holds what the form can't carry.
    """
    return TERM_WRITERS[form](termbase, languages)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    name: str
    languages: Languages
    stdin: bytes

    def text(self) -> str:
        return raw_from(self.name, stdin=self.stdin).text


def _form_of(name: str) -> str:
    if Path(name).is_dir():
        return "yaml"
    suffix = casing.lower(Path(name).suffix, ENGLISH)
    if suffix not in _SUFFIXES:
        hint = f"Name it with --as: {', '.join(TERM_READERS)}"
        raise UsageError("what form is it?", where=name, hint=hint)
    return _SUFFIXES[suffix]


def _tbx(file: _File) -> ReadTerms:
    chunks = iter((file.stdin,)) if file.name == STDIN else chunks_of(file.name)
    termbase, problems = from_tbx(chunks, file.name)
    return ReadTerms(termbase=termbase, problems=tuple(problems.lines(file.name)))


def _yaml(file: _File) -> ReadTerms:
    return ReadTerms(termbase=_glossary(file, table=False))


def _csv(file: _File) -> ReadTerms:
    return ReadTerms(termbase=_glossary(file, table=True))


def _glossary(file: _File, *, table: bool) -> TermBase:
    if file.name == STDIN:
        return parse_glossary(file.stdin, "stdin", table=table)
    return load_glossary(Path(file.name), file.name, table=table)


def _utx(file: _File) -> ReadTerms:
    return ReadTerms(termbase=read_utx(file.text(), file.name, file.languages))


def _omegat(file: _File) -> ReadTerms:
    return ReadTerms(termbase=read_omegat_glossary(file.text(), file.name, file.languages))


def _write_yaml(termbase: TermBase, languages: Languages) -> Iterator[str]:
    del languages  # all languages are written
    return ("\n" * (at > 0) + concept_text(concept) for at, concept in enumerate(termbase))


def _write_dca(termbase: TermBase, languages: Languages) -> Iterator[str]:
    del languages  # all languages are written
    return write_tbx(termbase, style="dca")


def _write_dct(termbase: TermBase, languages: Languages) -> Iterator[str]:
    del languages  # all languages are written
    return write_tbx(termbase, style="dct")


TERM_READERS: Mapping[str, Callable[[_File], ReadTerms]] = MappingProxyType(
    {"tbx": _tbx, "yaml": _yaml, "csv": _csv, "utx": _utx, "omegat": _omegat}
)
"""Formats by name and what reads them."""
TERM_WRITERS: Mapping[str, Callable[[TermBase, Languages], Iterator[str]]] = MappingProxyType(
    {
        "tbx": _write_dca,
        "tbx-dct": _write_dct,
        "yaml": _write_yaml,
        "csv": write_term_csv,
        "utx": write_utx,
        "omegat": write_omegat_glossary,
        "weblate": write_weblate_glossary,
    }
)
"""Formats by name and what writes them."""
_SUFFIXES = {".tbx": "tbx", ".xml": "tbx", ".yaml": "yaml", ".yml": "yaml", ".csv": "csv", ".utx": "utx"}
