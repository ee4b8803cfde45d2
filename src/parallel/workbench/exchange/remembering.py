"""The translation memory of a workspace: all its beads, and the memories imported into it."""

import filecmp
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from parallel.errors import InputError, UsageError
from parallel.exchange.incoming import sides_of
from parallel.exchange.tmx.reader import TmxReader
from parallel.memory import FuzzyIndex, Match, MemoryUnit, difference, fold_source, rank
from parallel.model.bitext import AlignedPair, Languages
from parallel.store import atomic
from parallel.store.aligned import load_pair
from parallel.store.lock import locked
from parallel.store.memory_index import MemoryIndex, build_index, open_index
from parallel.store.workspace import Workspace
from parallel.workbench.exchange.importing import chunks_of
from parallel.workbench.upkeep.stamps import file_digest

SPARE = 20
"""Matches read beyond those asked for, so that penalties and repeats can't push a good one out (chosen by us)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryFile:
    """A source of remembered units."""

    name: str
    """Path inside the workspace."""
    units: int
    """Units with both sides."""
    left_out: int = 0
    """Units of a file just imported that lack one."""
    problems: tuple[str, ...] = ()
    """What is wrong with a file just imported: ``file:line: message``."""


def suggest(
    workspace: Workspace, text: str, *, minimum: float = 0.7, limit: int = 5, context: tuple[str, str] = ("", "")
) -> tuple[Match, ...]:
    """Return the best remembered translations of a sentence.

    Args:
        workspace: whose memory.
        text: the sentence.
        minimum: lowest score, 0 to 1; a score is the similarity less the penalty for who vouches for the unit.
        limit: most matches to return.
        context: the sentences before and after, where known.

    Raises:
        UsageError: nothing to look for, or a minimum outside 0 to 1.
        InputError: a memory file is refused.
    """
    if not text.strip():
        raise UsageError("nothing to look for", hint="Give a sentence")
    if not 0 <= minimum <= 1:
        raise UsageError(f"minimum {minimum} is not between 0 and 1")
    index = _index(workspace)
    try:
        hits = FuzzyIndex(index).nearest(fold_source(text), minimum=minimum, limit=limit + SPARE)
        found = [(index.unit(hit.key), hit.similarity) for hit in hits]
    finally:
        index.close()
    before, after = (fold_source(part) for part in context)
    ranked = rank(found, previous=before, following=after)
    return tuple(match for match in ranked if match.score >= minimum)[:limit]


def match_record(match: Match, text: str) -> dict[str, object]:
    """Return a match as JSON shows it, with its difference from the text asked for."""
    unit = match.unit
    return {
        "source": unit.source,
        "target": unit.target,
        "origin": unit.origin,
        "state": unit.state,
        "score": round(match.score, 4),
        "similarity": round(match.similarity, 4),
        "context": match.context,
        "difference": [[run.kind, run.text] for run in difference(text, unit.source)],
    }


def import_memory(workspace: Workspace, path: Path) -> MemoryFile:
    """Keep a TMX file as a memory of the workspace, byte for byte; it is never held in memory.

    Raises:
        UsageError: no such file, or one of that name is there with other contents.
        InputError: it is not TMX, or holds no units of the workspace's languages.
        WriteError: it could not be written.
    """
    reader = TmxReader(chunks_of(str(path)), str(path))
    units = sum(1 for _ in _remembered(reader, str(path)))
    if not units:
        raise InputError("holds no Turkish–English units", where=str(path), hint="Check its language codes")
    name = f"{path.stem}.tmx"
    kept = _memories(workspace) / name
    with locked(workspace.hidden_path):
        if not kept.exists():
            atomic.save(kept, chunks_of(str(path)))
        elif not filecmp.cmp(path, kept, shallow=False):
            raise UsageError(f"a memory {name!r} is there already", hint="Rename the file, or remove the old one")
    problems = tuple(reader.problems.lines(str(path)))
    return MemoryFile(name=workspace.shown(kept), units=units, left_out=reader.count - units, problems=problems)


def memory_files(workspace: Workspace) -> tuple[MemoryFile, ...]:
    """List what the memory is made of."""
    return tuple(
        MemoryFile(name=workspace.shown(path), units=sum(1 for _ in _units(path, workspace)))
        for path in _sources(workspace)
    )


def _index(workspace: Workspace) -> MemoryIndex:
    sources = _sources(workspace)
    inputs = sha256("\n".join(f"{path.name} {_digest(path, *_mark(path))}" for path in sources).encode()).hexdigest()
    path = workspace.hidden_path / "cache" / "memory.sqlite"
    return open_index(path, inputs) or build_index(
        path, inputs, [unit for source in sources for unit in _units(source, workspace)]
    )


def _mark(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


@lru_cache(maxsize=256)
def _digest(path: Path, *_mark: int) -> str:
    """Return a file's digest; a server asks for that of a large memory at every sentence."""
    return file_digest(path)


def _memories(workspace: Workspace) -> Path:
    return workspace.root / "aligned" / "memory"


def _sources(workspace: Workspace) -> list[Path]:
    pairs = [workspace.aligned_path(pair.id) for pair in workspace.manifest().pairs]
    return [path for path in pairs if path.exists()] + sorted(_memories(workspace).glob("*.tmx"))


def _units(path: Path, workspace: Workspace) -> Iterator[MemoryUnit]:
    if path.suffix == ".tmx":
        with path.open("rb") as file:
            yield from _from_tmx(iter(lambda: file.read(1 << 16), b""), workspace.shown(path))
        return
    pair, _ = load_pair(path, workspace.shown(path))
    yield from _from_pair(pair)


def _from_pair(pair: AlignedPair) -> Iterator[MemoryUnit]:
    sources = [fold_source(bead.source.text, pair.languages.source) for bead in pair.beads]
    for position, bead in enumerate(pair.beads):
        if bead.excluded or not bead.source.text.strip() or not bead.target.text.strip():
            continue
        yield MemoryUnit(
            source=bead.source.text,
            target=bead.target.text,
            origin=bead.id,
            state=bead.state.value,
            previous=sources[position - 1] if position else "",
            following=sources[position + 1] if position + 1 < len(sources) else "",
        )


def _from_tmx(chunks: Iterable[bytes], where: str) -> Iterator[MemoryUnit]:
    return _remembered(TmxReader(chunks, where), where)


def _remembered(reader: TmxReader, where: str) -> Iterator[MemoryUnit]:
    for unit in reader:
        sides = sides_of(unit, Languages())
        if sides is not None and all(side.text.strip() for side in sides):
            origin = f"{where} {unit.id}".strip()
            yield MemoryUnit(source=sides[0].text, target=sides[1].text, origin=origin, state="imported")
