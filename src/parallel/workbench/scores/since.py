"""Which concepts are rendered otherwise than at a run or git revision, where, and by which edit."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from parallel.errors import InputError, UsageError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, PairId
from parallel.model.termbase import TermBase
from parallel.score.terms import term_signature
from parallel.store.aligned import parse_pair
from parallel.store.history import Renderings, Run
from parallel.store.revisions import commit_that_wrote, file_at, resolved
from parallel.store.workspace import Workspace
from parallel.workbench.edits.editing import Editor
from parallel.workbench.pairs.bitexts import bitext_of
from parallel.workbench.pairs.pairs import chosen_pairs
from parallel.workbench.scores.drifting import numbered, signature_of
from parallel.workbench.scores.scoring import read_history, renderings_of

_MARKS = frozenset({"approve", "unapprove", "flag", "unflag", "exclude", "include", "note", "waive", "unwaive"})
"""Edits that leave the texts alone."""
_OUTSIDE = "outside the workbench"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A bead in which a concept is rendered otherwise than before."""

    pair: PairId
    """Pair it is in."""
    concept: str
    """Concept id."""
    bead: BeadId
    """The bead; as it was then, should it be gone now."""
    number: int
    """Its place in the pair, from 1; 0 when it is gone."""
    was: tuple[str, ...]
    """Renderings there before; an empty text where there was none."""
    now: tuple[str, ...]
    """Renderings there now."""
    edit: str
    """Which edit did it, for a person."""


class _Then(Protocol):
    """The past of a workspace."""

    def renderings(self, pair: AlignedPair) -> Renderings | None:
        """Return how concepts were rendered in a pair, or None when it was not there yet."""
        ...

    def edit(self, pair: AlignedPair, bead: AlignedBead | None) -> str:
        """Name the edit since then that gave a bead its text; None when the bead is gone."""
        ...


def moved_since(workspace: Workspace, names: Sequence[str], revision: str, termbase: TermBase) -> tuple[Moved, ...]:
    """Say which concepts are rendered otherwise than at a run or git revision, where, and by which edit.

    Args:
        workspace: where the pairs are.
        names: pair ids; none means all.
        revision: number of a run, as the history counts those of each pair, or a git revision.
        termbase: what to look for.

    Raises:
        UsageError: no such run and no such revision, or an unknown pair.
        InputError: the run was made with other settings, so that the two cannot be compared.
    """
    then: _Then = _AtRun(workspace, int(revision)) if revision.isdecimal() else _AtCommit(workspace, revision, termbase)
    found: list[Moved] = []
    for _, pair, _ in chosen_pairs(workspace, names):
        if isinstance(then, _AtRun):
            then.refuse_other_settings(pair, term_signature(termbase, bitext_of(pair)))
        before = then.renderings(pair)
        if before is not None:
            found += _moved(pair, before, renderings_of(pair, termbase), then)
    return tuple(found)


class _AtRun:
    """The past as a run of the history tells it; edits are those of the journal."""

    def __init__(self, workspace: Workspace, number: int) -> None:
        self._workspace, self._number = workspace, number
        self._runs = numbered(read_history(workspace, ()))
        if not any(1 <= number <= len(runs) for runs in self._runs.values()):
            raise UsageError(f"no run {number} in the history", hint="`tren score --history` lists the runs")

    def refuse_other_settings(self, pair: AlignedPair, signature: str) -> None:
        run = self._run(pair)
        if run is not None and signature_of(run) != signature:
            what = f"run {self._number} was made with another term base or version, so it cannot be compared"
            raise InputError(what, where=pair.id, hint="Name a git revision instead: its text is measured anew")

    def renderings(self, pair: AlignedPair) -> Renderings | None:
        run = self._run(pair)
        return run.renderings if run is not None else None

    def edit(self, pair: AlignedPair, bead: AlignedBead | None) -> str:
        run = self._run(pair)
        return _journalled(self._workspace, pair, bead, run.date if run else "") or _OUTSIDE

    def _run(self, pair: AlignedPair) -> Run | None:
        runs = self._runs.get(pair.id, ())
        return runs[self._number - 1][1] if self._number <= len(runs) else None


class _AtCommit:
    """The past as git keeps it; edits are commits, and for what is not committed yet those of the journal."""

    def __init__(self, workspace: Workspace, revision: str, termbase: TermBase) -> None:
        self._workspace, self._termbase = workspace, termbase
        self._commit = resolved(workspace.root, revision)

    def renderings(self, pair: AlignedPair) -> Renderings | None:
        path = self._workspace.aligned_path(pair.id)
        data = file_at(self._workspace.root, self._commit, path)
        if data is None:
            return None
        old, _ = parse_pair(data, pair.id, f"{self._workspace.shown(path)} in {self._commit[:12]}")
        return renderings_of(old, self._termbase)

    def edit(self, pair: AlignedPair, bead: AlignedBead | None) -> str:
        if bead is not None:
            text = json.dumps(bead.target.text, ensure_ascii=False)[1:-1]
            path = self._workspace.aligned_path(pair.id)
            commit = commit_that_wrote(self._workspace.root, self._commit, path, text)
            if commit is not None:
                return f"commit {commit.id} ({commit.day}, {commit.author}: {commit.subject})"
        return _journalled(self._workspace, pair, bead, "") or _OUTSIDE


def _journalled(workspace: Workspace, pair: AlignedPair, bead: AlignedBead | None, after: str) -> str:
    """Name the last edit of the journal that gave a bead its text, not before a moment; empty when there is none."""
    if bead is None:
        return ""
    revisions = Editor(workspace, pair.id).history(bead.id)
    made = [edit for edit in revisions if edit.kind not in _MARKS and edit.time >= after]
    return f"edit {made[-1].sequence} ({made[-1].kind}, {made[-1].time})" if made else ""


def _moved(pair: AlignedPair, before: Renderings, now: Renderings, then: _Then) -> Iterator[Moved]:
    places = {bead.id: number for number, bead in enumerate(pair.beads, 1)}
    for concept in sorted({*before, *now}):
        old, new = _by_bead(before.get(concept, {})), _by_bead(now.get(concept, {}))
        for bead in sorted({*old, *new}, key=lambda bead: places.get(bead, 0)):
            was, stands = sorted(old.get(bead, ())), sorted(new.get(bead, ()))
            if was != stands:
                number = places.get(bead, 0)
                yield Moved(
                    pair=pair.id,
                    concept=concept,
                    bead=bead,
                    number=number,
                    was=tuple(was),
                    now=tuple(stands),
                    edit=then.edit(pair, pair.beads[number - 1] if number else None),
                )


def _by_bead(forms: Mapping[str, Sequence[str]]) -> dict[BeadId, list[str]]:
    found: dict[BeadId, list[str]] = {}
    for form, beads in forms.items():
        for bead in beads:
            found.setdefault(BeadId(bead), []).append(form)
    return found
