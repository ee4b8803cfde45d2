"""Text lists that ship inside the package, read through ``importlib.resources`` and kept.

A list is UTF-8 with one entry per line. ``#`` begins a comment at the start of a line or after white space; empty
lines mean nothing; ``[name]`` on a line of its own begins a section.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from parallel.errors import ParallelError

DATA_PACKAGE = "parallel.language"
DATA_FOLDER = "data"


@lru_cache(maxsize=64)
def data_text(name: str) -> str:
    """Return the text of one data file of the package.

    Args:
        name: file name in the data folder: ``abbreviations.tr.txt``.

    Raises:
        ParallelError: the package holds no such file.
    """
    file = files(DATA_PACKAGE).joinpath(DATA_FOLDER, name)
    if not file.is_file():
        raise ParallelError("the package holds no such list", where=name, hint="Reinstall it")
    return file.read_text("utf-8")


def has_data(name: str) -> bool:
    """Tell whether the package holds a data file of that name."""
    return files(DATA_PACKAGE).joinpath(DATA_FOLDER, name).is_file()


@lru_cache(maxsize=64)
def load_sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the entries of a list by section, in file order; entries before the first section stand under ``""``.

    Raises:
        ParallelError: no such file, or a section is opened twice.

    >>> "Dr" in load_sections("abbreviations.tr.txt")["title"]
    True
    """
    sections: dict[str, list[str]] = {"": []}
    current = sections[""]
    for line in entries(data_text(name)):
        if line.startswith("[") and line.endswith("]"):
            if line[1:-1] in sections:
                raise ParallelError(f"section {line} is opened twice", where=name)
            current = sections[line[1:-1]] = []
        else:
            current.append(line)
    return MappingProxyType({section: tuple(found) for section, found in sections.items()})


def load_list(name: str) -> tuple[str, ...]:
    """Return all entries of a list in file order, whatever their section.

    Raises:
        ParallelError: no such file.
    """
    return tuple(entry for found in load_sections(name).values() for entry in found)


def entries(text: str) -> Iterator[str]:
    r"""Yield the lines of a commented list that say something, without comments and outer space.

    >>> list(entries("# titles\nDr  # doctor\n\nProf\n"))
    ['Dr', 'Prof']
    """
    for line in text.split("\n"):
        entry = line.strip()
        if entry.startswith("#"):
            continue
        head, sign, _ = entry.partition(" #")
        if head.strip():
            yield head.strip() if sign else entry
