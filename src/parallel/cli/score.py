"""``tren score``."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

import click

from parallel.cli import options, output
from parallel.exchange.tsv import write_rows
from parallel.model.score import Score
from parallel.store.history import Run
from parallel.workbench.scoring import score_history, score_pairs
from parallel.workbench.termbases import load_termbase

HEADER = ("pair", "measure", "subject", "value", "n", "interval", "signature")


@click.command("score")
@click.argument("pairs", nargs=-1, metavar="[PAIR]...")
@click.option("--reference", metavar="FILE", help="One reference line per two-sided bead: adds BLEU, chrF2++ and TER.")
@click.option("--history", is_flag=True, help="Show earlier runs instead of scoring.")
@options.choice("text", "json", "tsv")
@options.glossary
@click.pass_context
def command(
    ctx: click.Context,
    pairs: tuple[str, ...],
    reference: str | None,
    form: str,
    glossary: str | None,
    *,
    history: bool,
) -> None:
    """Score pairs: coverage, consistency of terms and, with a reference, closeness to it.

    Every figure carries a signature with all settings behind it; only figures with equal signatures may be compared.
    Runs are appended to aligned/scores.jsonl.
    """
    workspace = options.workspace(ctx)
    if history:
        _show(score_history(workspace, pairs), form, dated=True)
        return
    termbase = load_termbase(workspace, glossary)
    stdin = options.standard_input(*([reference] if reference else []))
    _show(score_pairs(workspace, pairs, termbase, reference=reference, stdin=stdin), form, dated=False)


def _show(runs: Sequence[Run], form: str, *, dated: bool) -> None:
    if form == "json":
        output.emit([json.dumps([asdict(run) for run in runs], ensure_ascii=False, indent=1) + "\n"])
        return
    header = ("date", *HEADER) if dated else HEADER
    rows = list(_rows(runs, dated=dated))
    if form == "tsv":
        output.emit(write_rows(header, rows))
    elif rows:
        output.table(header[:-1], [row[:-1] for row in rows])
        for signature in sorted({row[-1] for row in rows}):
            output.say(f"signature: {signature}")
    else:
        output.say("No scores yet. Next: tren build, then tren score")


def _rows(runs: Iterable[Run], *, dated: bool) -> Iterable[tuple[str, ...]]:
    for run in runs:
        for score in run.scores:
            row = (run.pair, score.name, score.subject, _value(score), str(score.n), _interval(score), score.signature)
            yield (run.date, *row) if dated else row


def _value(score: Score) -> str:
    if score.unit == "count":
        return f"{score.value:.0f}"
    return f"{score.value:.1f}" if score.unit in {"percent", "per-1000-words"} else f"{score.value:.3f}"


def _interval(score: Score) -> str:
    return "" if score.low is None or score.high is None else f"{score.low:.1f}–{score.high:.1f}"
