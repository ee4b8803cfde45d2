"""``aligned/scores.jsonl``: one scoring run per block, appended, never rewritten; a blank line between runs.

Each run bears a digest of itself and names the runs of its pair it follows, as commits do. So a run that was changed by
hand, or taken out by a bad merge, is noticed, and two branches that both scored can be put together line by line.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from parallel.errors import InputError
from parallel.model.score import Score
from parallel.store import atomic
from parallel.store.plain import decode_utf8

_ID = 12
"""Hex digits of a run's digest that make its id; as many as of a bead's."""
_MERGE_RULE = b"# Runs are appended; two branches that both scored keep both.\nscores.jsonl merge=union\n"
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")

Renderings = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By concept: target term (empty where there was none) and the beads it stands in, once for each occurrence."""


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
    renderings: Renderings = field(default_factory=dict)
    """How each concept was rendered, and where."""
    parents: tuple[str, ...] = ()
    """Ids of the runs of this pair it follows: one, or several after a merge; none for the first."""
    id: str = ""
    """Digest of all of the above; given when the run is appended."""

    @property
    def sealed(self) -> "Run":
        """The run with the id that its contents give it."""
        return replace(self, id=_digest(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All runs, and what is wrong with the file."""

    runs: tuple[Run, ...] = ()
    """Oldest first: no run stands before one it follows."""
    problems: tuple[str, ...] = ()
    """One line each: runs that are missing or were changed."""

    def of(self, pairs: Iterable[str]) -> "History":
        """Return the runs of some pairs; none named means all."""
        wanted = frozenset(pairs)
        return replace(self, runs=tuple(run for run in self.runs if not wanted or run.pair in wanted))


def append_runs(path: Path, runs: Sequence[Run]) -> tuple[Run, ...]:
    """Add runs at the end of the history, each after the last of its pair; return them with their ids.

    Raises:
        InputError: the file is damaged.
        WriteError: as :func:`parallel.store.atomic.save`.
    """
    before = path.read_bytes() if path.exists() else b""
    tips = _tips(load_runs(path, path.name))
    done = []
    for run in runs:
        done.append(replace(run, parents=tips.get(run.pair, ())).sealed)
        tips[run.pair] = (done[-1].id,)
    blocks = [json.dumps(_record(run), ensure_ascii=False).encode() for run in done]
    separator = b"\n" if before else b""
    atomic.save(path, [before, separator, b"\n\n".join(blocks), b"\n"])
    return tuple(done)


def keep_both_on_merge(folder: Path) -> None:
    """Tell git, in the folder of the history, to keep the runs of both sides of a merge; an existing rule stays.

    Raises:
        WriteError: it could not be written.
    """
    path = folder / ".gitattributes"
    if not path.exists():
        atomic.save(path, [_MERGE_RULE])


def load_runs(path: Path, shown: str) -> tuple[Run, ...]:
    """Return the runs of :func:`load_history`."""
    return load_history(path, shown).runs


def load_history(path: Path, shown: str) -> History:
    """Read the history; empty when there is none. Runs that a merge has doubled count once.

    Raises:
        InputError: a line is no run; ``file:line`` is named.
    """
    if not path.exists():
        return History()
    found: dict[str, Run] = {}
    problems = []
    for number, line in enumerate(decode_utf8(path.read_bytes(), shown).split("\n"), 1):
        if not line.strip():
            continue
        run = _parsed(line, f"{shown}:{number}")
        if run.id and run.id != _digest(run):
            problems.append(f"{shown}:{number}: the run of {run.pair} on {run.date} was changed after it was written")
        found[run.id or f"line {number}"] = run
    problems += [
        f"{shown}: the run of {run.pair} on {run.date} follows run {parent}, which is missing; a merge may have lost it"
        for run in found.values()
        for parent in run.parents
        if parent not in found
    ]
    return History(runs=_in_order(found), problems=tuple(problems))


def _parsed(line: str, where: str) -> Run:
    if line.startswith(_CONFLICT):
        hint = "Take the marker lines out and keep the runs of both sides"
        raise InputError("a merge was left unfinished", where=where, hint=hint)
    try:
        return _run(json.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError("not a scoring run", where=where, hint="Restore the line from git") from error


def _in_order(found: Mapping[str, Run]) -> tuple[Run, ...]:
    """Return runs by date, except that none stands before one it follows: clocks differ."""
    placed: dict[str, Run] = {}
    waiting = sorted(found, key=lambda name: found[name].date)
    while waiting:
        ready = (name for name in waiting if all(p in placed or p not in found for p in found[name].parents))
        name = next(ready, waiting[0])
        placed[name] = found[name]
        waiting.remove(name)
    return tuple(placed.values())


def _tips(runs: Sequence[Run]) -> dict[str, tuple[str, ...]]:
    """Return for each pair the runs no other one follows."""
    followed = {parent for run in runs for parent in run.parents}
    tips: dict[str, tuple[str, ...]] = {}
    for run in runs:
        if run.id and run.id not in followed:
            tips[run.pair] = (*tips.get(run.pair, ()), run.id)
    return tips


def _digest(run: Run) -> str:
    record = {**_record(run), "id": ""}
    data = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return sha256(data).hexdigest()[:_ID]


def _record(run: Run) -> dict[str, Any]:
    plain = replace(run, renderings={})
    renderings = {
        concept: {form: list(beads) for form, beads in forms.items()} for concept, forms in run.renderings.items()
    }
    return {**asdict(plain), "renderings": renderings}


def _run(record: dict[str, Any]) -> Run:
    renderings = {
        str(concept): {str(form): tuple(map(str, beads)) for form, beads in forms.items()}
        for concept, forms in record.get("renderings", {}).items()
    }
    scores = tuple(Score(**score) for score in record["scores"])
    parents = tuple(map(str, record.get("parents", ())))
    return Run(**{**record, "scores": scores, "renderings": renderings, "parents": parents})
