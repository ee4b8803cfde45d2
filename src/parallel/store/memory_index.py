"""The memory's index: SQLite in ``.tren/cache``, made from text files and thrown away without regret."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from parallel.errors import WriteError
from parallel.memory import Bucket, MemoryUnit, fold_source, rare_words
from parallel.memory.held import GUESSES
from parallel.store import atomic

SCHEMA = """
CREATE TABLE unit (key INTEGER PRIMARY KEY, folded TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE word (word TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (word, key)) WITHOUT ROWID;
CREATE TABLE made (form INTEGER NOT NULL, inputs TEXT NOT NULL);
"""
FORM = 1
"""Raised when the tables change; an index of another form is made anew."""
_BATCH = 10_000


class MemoryIndex:
    """An open index; serves :class:`parallel.memory.FuzzyIndex` as its texts.

    Args:
        connection: to a complete index.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def lengths(self) -> Iterable[int]:
        """Return the lengths there are texts of."""
        return [row[0] for row in self._connection.execute("SELECT DISTINCT length(folded) FROM unit")]

    def bucket(self, length: int) -> Bucket:
        """Return all texts of one length."""
        rows = self._connection.execute("SELECT key, folded FROM unit WHERE length(folded) = ?", (length,)).fetchall()
        return [row[0] for row in rows], [row[1] for row in rows]

    def sharing(self, words: Sequence[str]) -> Bucket:
        """Return some texts that share a rare word."""
        found: dict[int, str] = {}
        query = "SELECT unit.key, folded FROM word JOIN unit ON unit.key = word.key WHERE word = ? LIMIT ?"
        for word in dict.fromkeys(words):
            found |= dict(self._connection.execute(query, (word, GUESSES)).fetchall())
        return list(found), list(found.values())

    def unit(self, key: int) -> MemoryUnit:
        """Return what is stored under a key."""
        (record,) = self._connection.execute("SELECT record FROM unit WHERE key = ?", (key,)).fetchone()
        return MemoryUnit(**json.loads(record))

    def size(self) -> int:
        """Return the number of units."""
        (count,) = self._connection.execute("SELECT count(*) FROM unit").fetchone()
        return int(count)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()


def open_index(path: Path, inputs: str) -> MemoryIndex | None:
    """Open the index if it is whole and made from these inputs.

    Args:
        path: the SQLite file.
        inputs: digest of the files it must have been made from.
    """
    if not path.exists():
        return None
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        made = connection.execute("SELECT form, inputs FROM made").fetchone()
    except sqlite3.Error:
        return None
    if made != (FORM, inputs):
        connection.close()
        return None
    return MemoryIndex(connection)


def build_index(path: Path, inputs: str, units: Sequence[MemoryUnit]) -> MemoryIndex:
    """Make the index anew; what stood there is dropped. Without a writable folder it is kept in memory.

    Args:
        path: the SQLite file.
        inputs: digest of the files the units come from.
        units: everything to remember.

    Cost: linear in the words of the units; a million units take some twenty seconds.
    """
    try:
        atomic.make_folder(path.parent)
        with suppress(FileNotFoundError):
            atomic.remove(path)
        connection = sqlite3.connect(path)
        _fill(connection, inputs, units)
    except (sqlite3.Error, WriteError):
        connection = sqlite3.connect(":memory:")
        _fill(connection, inputs, units)
    return MemoryIndex(connection)


def _fill(connection: sqlite3.Connection, inputs: str, units: Sequence[MemoryUnit]) -> None:
    """Write everything in one transaction; the mark that it is whole comes last."""
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA}")
    folded = [fold_source(unit.source) for unit in units]
    with closing(connection.cursor()) as cursor:
        cursor.execute("BEGIN")
        rows = ((key, text, _record(unit)) for key, (text, unit) in enumerate(zip(folded, units, strict=True)))
        for batch in _batches(rows):
            cursor.executemany("INSERT INTO unit VALUES (?, ?, ?)", batch)
        words = sorted((word, key) for key, rare in rare_words(folded) for word in rare)
        cursor.executemany("INSERT INTO word VALUES (?, ?)", words)
        cursor.execute("CREATE INDEX by_length ON unit (length(folded))")
        cursor.execute("INSERT INTO made VALUES (?, ?)", (FORM, inputs))
        connection.commit()


def _record(unit: MemoryUnit) -> str:
    return json.dumps(asdict(unit), ensure_ascii=False)


def _batches(rows: Iterable[tuple[int, str, str]]) -> Iterator[list[tuple[int, str, str]]]:
    source = iter(rows)
    while batch := list(islice(source, _BATCH)):
        yield batch
