"""``.tren/cache/index.sqlite``: beads and sentences of all pairs, for searching; nothing in it can't be rebuilt.

Texts are folded as Turkish and English fold, not as SQLite does, which finds no ``İSTANBUL`` for ``istanbul``.
Deleted, damaged, from another version or another workspace, it is made anew without asking.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parallel.errors import WriteError
from parallel.language import casing
from parallel.model.bitext import AlignedPair, BeadId, PairId
from parallel.model.document import Language, SegmentId
from parallel.store import atomic

VERSION = "1"
"""Of the tables below; another one makes the index anew."""
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE pairs (id TEXT PRIMARY KEY, key TEXT, source TEXT, target TEXT) WITHOUT ROWID;
CREATE TABLE beads (pair TEXT, position INTEGER, id TEXT, state TEXT, source TEXT, target TEXT,
                    folded_source TEXT, folded_target TEXT);
CREATE TABLE segments (id TEXT, pair TEXT, position INTEGER);
CREATE TABLE mentions (concept TEXT, pair TEXT, position INTEGER);
"""
_INDEXES = """
CREATE INDEX IF NOT EXISTS bead_ids ON beads (id);
CREATE INDEX IF NOT EXISTS bead_pairs ON beads (pair, position);
CREATE INDEX IF NOT EXISTS segment_ids ON segments (id);
CREATE INDEX IF NOT EXISTS mention_concepts ON mentions (concept);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A bead found."""

    pair: PairId
    """Pair it stands in."""
    number: int
    """Its number there, from 1."""
    id: BeadId
    """Bead id."""
    state: str
    """Bead state."""
    source: str
    """Source text."""
    target: str
    """Target text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedBead:
    """What the index keeps of a bead."""

    id: str
    """Bead id."""
    state: str
    """Bead state."""
    source: str
    """Source text."""
    target: str
    """Target text."""
    segments: tuple[str, ...]
    """Sentences of both sides."""
    concepts: tuple[str, ...] = ()
    """Concepts mentioned on either side."""


class Index:
    """The index of one workspace; where it can't be written it lives in memory."""

    def __init__(self, path: Path, root: Path) -> None:
        """Open the index, or make it anew when it is not one of this version and this workspace."""
        self.path = path
        self._root = str(root.resolve())
        self._database = self._opened()

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def keys(self) -> dict[str, str]:
        """Return, by pair, the key it was indexed under."""
        return dict(self._read("SELECT id, key FROM pairs"))

    def put(self, pair: PairId, key: str, languages: tuple[Language, Language], beads: Iterable[IndexedBead]) -> None:
        """Index a pair anew, in one step.

        Args:
            pair: pair id.
            key: what the pair is known by as it stands now, such as its file's digest.
            languages: of source and target, for folding.
            beads: in order.
        """
        with self._database as database:
            self._forget(pair)
            database.execute("INSERT INTO pairs VALUES (?, ?, ?, ?)", (pair, key, *languages))
            segments: list[tuple[str, str, int]] = []
            mentions: list[tuple[str, str, int]] = []
            database.executemany(
                "INSERT INTO beads VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _rows(pair, languages, beads, segments, mentions)
            )
            database.executemany("INSERT INTO segments VALUES (?, ?, ?)", segments)
            database.executemany("INSERT INTO mentions VALUES (?, ?, ?)", mentions)

    def drop(self, pair: str) -> None:
        """Forget a pair."""
        with self._database:
            self._forget(pair)

    def finish(self) -> None:
        """Make look-ups fast; called once after many pairs were put."""
        self._database.executescript(_INDEXES)

    def find(self, text: str, *, limit: int = 100) -> tuple[Hit, ...]:
        """Return beads that hold a text on either side, folded as each side's language folds.

        Cost: linear in the beads of the workspace.
        """
        found: list[Hit] = []
        for pair, source, target in self._read("SELECT id, source, target FROM pairs ORDER BY id"):
            folded = [casing.fold_strict(text, Language(language)) for language in (source, target)]
            rows = self._read(
                "SELECT pair, position, id, state, source, target FROM beads WHERE pair = ? AND"
                " (instr(folded_source, ?) OR instr(folded_target, ?)) ORDER BY position LIMIT ?",
                (pair, *folded, limit - len(found)),
            )
            found += map(_hit, rows)
        return tuple(found)

    def bead_of(self, segment: SegmentId) -> Hit | None:
        """Return the bead a sentence stands in."""
        query = (
            "SELECT b.pair, b.position, b.id, b.state, b.source, b.target FROM segments s JOIN beads b"
            " ON b.pair = s.pair AND b.position = s.position WHERE s.id = ?"
        )
        return next(map(_hit, self._read(query, (segment,))), None)

    def mentioning(self, concept: str) -> tuple[Hit, ...]:
        """Return the beads that mention a concept."""
        query = (
            "SELECT b.pair, b.position, b.id, b.state, b.source, b.target FROM mentions m JOIN beads b"
            " ON b.pair = m.pair AND b.position = m.position WHERE m.concept = ? ORDER BY b.pair, b.position"
        )
        return tuple(map(_hit, self._read(query, (concept,))))

    def _read(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        return self._database.execute(query, values).fetchall()

    def _forget(self, pair: str) -> None:
        for table, column in (("pairs", "id"), ("beads", "pair"), ("segments", "pair"), ("mentions", "pair")):
            self._database.execute(f"DELETE FROM {table} WHERE {column} = ?", (pair,))  # noqa: S608  (our own names)

    def _opened(self) -> sqlite3.Connection:
        with suppress(sqlite3.Error):
            database = sqlite3.connect(f"file:{self.path}?mode=rw", uri=True, check_same_thread=False)
            if self._is_ours(database):
                return database
            database.close()
        try:
            atomic.make_folder(self.path.parent)
            if self.path.exists():
                atomic.remove(self.path)
            database = sqlite3.connect(self.path, check_same_thread=False)
            self._make(database)
        except (WriteError, sqlite3.Error):
            database = sqlite3.connect(":memory:", check_same_thread=False)
            self._make(database)
        return database

    def _is_ours(self, database: sqlite3.Connection) -> bool:
        with suppress(sqlite3.Error):
            database.execute("PRAGMA synchronous = OFF")
            said = dict(database.execute("SELECT key, value FROM meta").fetchall())
            whole = database.execute("PRAGMA quick_check(1)").fetchone()
            return said == {"version": VERSION, "root": self._root} and whole == ("ok",)
        return False

    def _make(self, database: sqlite3.Connection) -> None:
        database.execute("PRAGMA synchronous = OFF")
        with database:
            database.executescript(_SCHEMA)
            database.executemany("INSERT INTO meta VALUES (?, ?)", [("version", VERSION), ("root", self._root)])


def beads_in_file(path: Path) -> Iterator[IndexedBead]:
    """Yield what the index keeps of a file's beads, reading no more of it than that.

    Raises:
        ValueError, KeyError, TypeError: a line is no bead.
    """
    with closing(path.open(encoding="utf-8-sig", newline="\n")) as file:
        for line in file:
            if line.strip():
                record = json.loads(line)
                left, right = record["source"], record["target"]
                yield IndexedBead(
                    id=record["id"],
                    state=record["state"],
                    source=_text(left),
                    target=_text(right),
                    segments=(*left["segments"], *right["segments"]),
                )


def beads_in_pair(pair: AlignedPair) -> Iterator[IndexedBead]:
    """Yield what the index keeps of a pair's beads."""
    for bead in pair.beads:
        yield IndexedBead(
            id=bead.id,
            state=bead.state.value,
            source=bead.source.text,
            target=bead.target.text,
            segments=(*bead.source.segments, *bead.target.segments),
        )


def _rows(
    pair: PairId,
    languages: tuple[Language, Language],
    beads: Iterable[IndexedBead],
    segments: list[tuple[str, str, int]],
    mentions: list[tuple[str, str, int]],
) -> Iterator[tuple[object, ...]]:
    left, right = languages
    for number, bead in enumerate(beads, 1):
        segments += [(segment, pair, number) for segment in bead.segments]
        mentions += [(concept, pair, number) for concept in bead.concepts]
        folded = (casing.fold_strict(bead.source, left), casing.fold_strict(bead.target, right))
        yield pair, number, bead.id, bead.state, bead.source, bead.target, *folded


def _hit(row: tuple[Any, ...]) -> Hit:
    pair, number, bead, state, source, target = row
    return Hit(pair=PairId(pair), number=number, id=BeadId(bead), state=state, source=source, target=target)


def _text(side: dict[str, Any]) -> str:
    return str(side["edited"]) if "edited" in side else " ".join(side["texts"])
