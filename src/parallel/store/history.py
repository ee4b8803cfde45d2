"""``aligned/scores.jsonl``: one scoring run per block, appended, never rewritten; a blank line between runs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from parallel.errors import InputError
from parallel.model.score import Score
from parallel.store import atomic
from parallel.store.plain import decode_utf8


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One scoring of one pair."""

    date: str
    """UTC, ISO 8601, to the second."""
    version: str
    """Of the program."""
    pair: str
    """Pair id."""
    text: str
    """Digest of the pair's beads as scored."""
    scores: tuple[Score, ...]
    """What was measured."""


def append_runs(path: Path, runs: Sequence[Run]) -> None:
    """Add runs at the end of the history.

    Raises:
        WriteError: as :func:`parallel.store.atomic.save`.
    """
    before = path.read_bytes() if path.exists() else b""
    blocks = [json.dumps(asdict(run), ensure_ascii=False).encode() for run in runs]
    separator = b"\n" if before else b""
    atomic.save(path, [before, separator, b"\n\n".join(blocks), b"\n"])


def load_runs(path: Path, shown: str) -> tuple[Run, ...]:
    """Read the history, oldest first; empty when there is none.

    Raises:
        InputError: a line is no run; ``file:line`` is named.
    """
    if not path.exists():
        return ()
    runs = []
    for number, line in enumerate(decode_utf8(path.read_bytes(), shown).split("\n"), 1):
        if line.strip():
            try:
                runs.append(_run(json.loads(line)))
            except (ValueError, TypeError, KeyError) as error:
                hint = "Restore the line from git"
                raise InputError("not a scoring run", where=f"{shown}:{number}", hint=hint) from error
    return tuple(runs)


def _run(record: dict[str, Any]) -> Run:
    return Run(**{**record, "scores": tuple(Score(**score) for score in record["scores"])})
