"""Scoring pairs and keeping the history of it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from parallel import __version__
from parallel.check import CheckOptions
from parallel.errors import InputError, UsageError
from parallel.model.bitext import AlignedPair, Bitext
from parallel.model.score import Score
from parallel.model.termbase import TermBase
from parallel.score import coverage, finding_rates, surface_scores, term_accuracy, term_consistency
from parallel.store.aligned import render_pair
from parallel.store.history import Run, append_runs, load_runs
from parallel.store.lock import locked
from parallel.store.workspace import Workspace
from parallel.workbench.bitexts import bitext_of
from parallel.workbench.checking import check_bitexts
from parallel.workbench.documents import raw_from
from parallel.workbench.pairs import chosen_pairs


def score_pairs(
    workspace: Workspace, names: Sequence[str], termbase: TermBase, *, reference: str | None = None, stdin: bytes = b""
) -> tuple[Run, ...]:
    """Score the named pairs, or all, and append the runs to the history.

    Args:
        workspace: where they are.
        names: pair ids; none means all.
        termbase: for the consistency of terms.
        reference: file with one reference translation per two-sided bead, for exactly one pair.
        stdin: what came on standard input, should the reference be ``-``.

    Raises:
        UsageError: an unknown pair, or a reference for several pairs.
        InputError: the reference has another number of lines than the pair has two-sided beads.
        WriteError: the history could not be written.
    """
    with locked(workspace.hidden_path):
        chosen = chosen_pairs(workspace, names)
        if reference is not None and len(chosen) != 1:
            raise UsageError("a reference goes with one pair", hint="Name the pair it translates")
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        runs = []
        for _, pair, _ in chosen:
            lines = _reference_lines(reference, stdin, bitext_of(pair)) if reference is not None else None
            scores = _scores(pair, termbase, lines)
            digest = sha256(render_pair(pair)).hexdigest()[:12]
            runs.append(Run(date=now, version=__version__, pair=pair.id, text=digest, scores=scores))
        if runs:
            append_runs(workspace.scores_path, runs)
    return tuple(runs)


def score_history(workspace: Workspace, names: Sequence[str]) -> tuple[Run, ...]:
    """Return the runs of the named pairs, or all, oldest first.

    Raises:
        InputError: the history is damaged; ``file:line`` is named.
    """
    runs = load_runs(workspace.scores_path, workspace.shown(workspace.scores_path))
    return tuple(run for run in runs if not names or run.pair in names)


def _scores(pair: AlignedPair, termbase: TermBase, reference: Sequence[str] | None) -> tuple[Score, ...]:
    bitext = bitext_of(pair)
    scores = [*coverage(pair), *term_consistency(bitext, termbase)]
    ((_, findings),) = check_bitexts([bitext], CheckOptions(termbase=termbase))
    scores += finding_rates(bitext, findings)
    if reference is not None:
        scores += surface_scores([row.target for row in bitext.rows], reference)
        scores += term_accuracy(bitext, reference, termbase)
    return tuple(scores)


def _reference_lines(name: str, stdin: bytes, bitext: Bitext) -> list[str]:
    lines = raw_from(name, stdin=stdin).text.removesuffix("\n").split("\n")
    if len(lines) != len(bitext.rows):
        what = f"{len(lines)} lines, but {bitext.name} has {len(bitext.rows)} two-sided beads"
        raise InputError(what, where=name, hint="Write one reference line for each of them, in order")
    return lines
