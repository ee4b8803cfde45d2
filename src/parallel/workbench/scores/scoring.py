"""Scoring pairs and keeping the history of it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from parallel import __version__
from parallel.check import CheckOptions
from parallel.errors import InputError, UsageError, WriteError
from parallel.language.counting import counted
from parallel.model.bitext import AlignedPair, Bitext
from parallel.model.termbase import ConceptId, TermBase
from parallel.score import (
    coverage,
    finding_rates,
    numbers_kept,
    surface_scores,
    term_accuracy,
    term_consistency,
)
from parallel.score.renderings import Tally, tallies
from parallel.store import atomic
from parallel.store.aligned import render_pair
from parallel.store.history import (
    History,
    Renderings,
    Run,
    append_runs,
    keep_both_on_merge,
    load_history,
    load_runs,
)
from parallel.store.lock import locked
from parallel.store.workspace import Workspace
from parallel.workbench.findings.checking import Target, check_targets, stored_targets
from parallel.workbench.findings.waiving import Sifted
from parallel.workbench.pairs.bitexts import bitext_of
from parallel.workbench.progress import Progress, silent
from parallel.workbench.texts.opening import raw_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A file of reference translations."""

    name: str
    """Its path, or ``-``."""
    stdin: bytes = b""
    """What came on standard input, should it be ``-``."""


def score_pairs(
    workspace: Workspace,
    names: Sequence[str],
    termbase: TermBase,
    *,
    reference: Reference | None = None,
    progress: Progress = silent,
) -> tuple[Run, ...]:
    """Score the named pairs, or all, and append the runs to the history.

    Args:
        workspace: where they are.
        names: pair ids; none means all.
        termbase: for the consistency of terms.
        reference: one reference translation per two-sided bead, for exactly one pair.
        progress: told before each check.

    Raises:
        UsageError: an unknown pair, or a reference for several pairs.
        InputError: the reference has another number of lines than the pair has two-sided beads.
        WriteError: the history could not be written.
    """
    with locked(workspace.hidden_path):
        targets, others, _ = stored_targets(workspace, names)
        if reference is not None and len(targets) != 1:
            raise UsageError("a reference goes with one pair", hint="Name the pair it translates")
        lines = None if reference is None else _reference_lines(reference, targets[0].bitext)
        report = check_targets(targets, CheckOptions(termbase=termbase), others=others, progress=progress)
        if report.unfinished:
            raise KeyboardInterrupt
        runs = [_scored(t, s, termbase, lines) for t, s in zip(report.targets, report.sifted, strict=True)]
        if not runs:
            return ()
        keep_both_on_merge(workspace.scores_path.parent)
        done = append_runs(workspace.scores_path, runs)
        _remember(workspace)
    return done


def read_history(workspace: Workspace, names: Sequence[str]) -> History:
    """Return the runs of the named pairs, or all, oldest first, with what is wrong with the file.

    Raises:
        InputError: the history is damaged; ``file:line`` is named.
    """
    history = load_history(workspace.scores_path, workspace.shown(workspace.scores_path)).of(names)
    gone = _seen(workspace) - {run.id for run in load_runs(workspace.scores_path, "")}
    if not gone:
        return history
    what = (
        f"{len(gone)} of the runs made here are no longer in {workspace.shown(workspace.scores_path)} (another branch,"
    )
    return replace(history, problems=(*history.problems, f"{what} or a merge lost them): {', '.join(sorted(gone))}"))


def renderings_of(pair: AlignedPair, termbase: TermBase) -> Renderings:
    """Return how each concept is rendered in a pair, and in which beads. Cost: that of matching."""
    return _renderings(tallies(bitext_of(pair), termbase))


def _renderings(found: Mapping[ConceptId, Tally]) -> Renderings:
    return {
        str(concept): {form: tuple(beads) for form, beads in tally.places.items()}
        for concept, tally in found.items()
        if tally.places
    }


def _scored(target: Target, sifted: Sifted, termbase: TermBase, reference: Sequence[str] | None) -> Run:
    """Return a run without its date; the figures are those of the pair as it stands."""
    pair, bitext = target.pair, target.bitext
    found = tallies(bitext, termbase)
    scores = [*coverage(pair), *term_consistency(bitext, termbase, found=found)] if pair else []
    scores += [*finding_rates(bitext, sifted.open), *numbers_kept(bitext)]
    if reference is not None:
        scores += surface_scores([row.target for row in bitext.rows], reference)
        scores += term_accuracy(bitext, reference, termbase)
    digest = sha256(render_pair(pair)).hexdigest()[:12] if pair else ""
    return Run(
        date=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        version=__version__,
        pair=bitext.name,
        text=digest,
        scores=tuple(scores),
        renderings=_renderings(found),
    )


def _seen_path(workspace: Workspace) -> Path:
    return workspace.hidden_path / "cache" / "runs-seen.txt"


def _seen(workspace: Workspace) -> set[str]:
    """Return the ids of the runs that were last known here; none when the cache was thrown away."""
    try:
        return set(_seen_path(workspace).read_text("ascii").split())
    except (OSError, ValueError):
        return set()


def _remember(workspace: Workspace) -> None:
    """Note which runs there are, so that one lost at the end of the file is missed; the chain tells of the others."""
    runs = load_runs(workspace.scores_path, workspace.shown(workspace.scores_path))
    with suppress(WriteError):  # a cache
        atomic.save(_seen_path(workspace), ["".join(f"{run.id}\n" for run in runs if run.id).encode("ascii")])


def _reference_lines(reference: Reference, bitext: Bitext) -> list[str]:
    lines = raw_from(reference.name, stdin=reference.stdin).text.removesuffix("\n").split("\n")
    if len(lines) != len(bitext.rows):
        what = f"{counted(len(lines), 'line')}, but {bitext.name} has {counted(len(bitext.rows), 'two-sided bead')}"
        raise InputError(what, where=reference.name, hint="Write one reference line for each of them, in order")
    return lines
