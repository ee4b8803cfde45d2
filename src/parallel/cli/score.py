"""``tren score``."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

import click

from parallel.cli import options, output
from parallel.exchange.tsv import write_rows
from parallel.language.counting import counted
from parallel.model.score import Score
from parallel.store.history import History, Run
from parallel.workbench.glossary.termbases import load_termbase
from parallel.workbench.pairs.picturing import history_picture
from parallel.workbench.scores.drifting import Drift, drifts, numbered
from parallel.workbench.scores.scoring import Reference, read_history, score_pairs
from parallel.workbench.scores.since import Moved, moved_since

HEADER = ("pair", "measure", "subject", "value", "n", "interval", "signature")
MEASURES = ("aligned", "approved", "term-preferred", "term-hhi", "term-ltcr", "findings", "bleu", "chrf2", "ter")
"""Measures of a whole pair that the history shows side by side; ``--format tsv`` has all."""
MOVED_HEADER = ("pair", "concept", "bead", "was", "is", "by")
_RUNS = 8
"""Runs a table of renderings shows beside each other, the last ones; picture and ``--format tsv`` show all."""
_CONCEPTS = 12
"""Concepts the table of renderings shows, the most changed first."""
_NONE = "(none)"
"""Stands in tables for an occurrence without any term of the base."""


@click.command("score")
@click.argument("pairs", nargs=-1, metavar="[PAIR]...")
@click.option("--reference", metavar="FILE", help="One reference line per two-sided bead: adds BLEU, chrF2++ and TER.")
@click.option("--history", is_flag=True, help="Show earlier runs instead of scoring.")
@click.option("--since", metavar="REV", help="Say which concepts are rendered otherwise than at a run or git revision.")
@click.option("--plot", metavar="OUT.svg", help="With --history: draw it, too.")
@options.choice("text", "json", "tsv")
@options.glossary
@click.pass_context
def command(
    ctx: click.Context,
    pairs: tuple[str, ...],
    reference: str | None,
    since: str | None,
    plot: str | None,
    form: str,
    glossary: str | None,
    *,
    history: bool,
) -> None:
    """Score pairs: coverage, consistency of terms and, with a reference, closeness to it.

    Every figure carries a signature with all settings behind it; only figures with equal signatures are compared.
    Runs are appended to aligned/scores.jsonl. --history shows them, and which concepts drift from one rendering to
    another; --since REV says in which beads, and by which edit: REV is the number of a run or a git revision.
    """
    workspace = options.workspace(ctx)
    if history or plot:
        _show_history(read_history(workspace, pairs), form, plot)
        return
    termbase = load_termbase(workspace, glossary)
    if since is not None:
        _show_moved(moved_since(workspace, pairs, since, termbase), form, since)
        return
    named = Reference(name=reference, stdin=options.standard_input(reference)) if reference else None
    with output.progress("scoring") as progress:
        runs = score_pairs(workspace, pairs, termbase, reference=named, progress=progress)
    if form == "text":
        _show_scores(runs)
    else:
        _emit(runs, form, dated=False)


def _show_history(history: History, form: str, plot: str | None) -> None:
    for problem in history.problems:
        output.warn(problem)
    if plot is not None:
        output.emit([history_picture(history).svg], plot)
    if form != "text":
        _emit(history.runs, form, dated=True)
    elif not history.runs:
        output.say("No scores yet. Next: tren build, then tren score")
    else:
        _show_runs(history)
        found = drifts(history)
        if found:
            output.emit(["\nRenderings that changed (occurrences by run):\n"])
            _show_drifts(found)


def _show_runs(history: History) -> None:
    """Print one line for each run; a number only continues the one above it where settings are the same."""
    rows: list[list[str]] = []
    settings: dict[tuple[str, str], str] = {}
    for pair, runs in numbered(history).items():
        for number, run in runs:
            cells = []
            for name in MEASURES:
                score = next((s for s in run.scores if s.name == name and s.subject in {"", run.pair}), None)
                known = settings.get((pair, name))
                changed = score is not None and known not in {None, score.signature}
                cells.append("" if score is None else _value(score) + ("*" if changed else ""))
                if score is not None:
                    settings[pair, name] = score.signature
            rows.append([pair, str(number), run.date[:16].replace("T", " "), *cells])
    used = [at for at in range(len(MEASURES)) if any(row[3 + at] for row in rows)]
    header = ("pair", "run", "date", *(MEASURES[at] for at in used))
    output.table(header, [[*row[:3], *(row[3 + at] for at in used)] for row in rows])
    if any(cell.endswith("*") for row in rows for cell in row):
        output.say("* measured with other settings than the run before: not to be compared with it")


def _show_drifts(found: Sequence[Drift]) -> None:
    numbers = sorted({number for drift in found for number in drift.numbers})[-_RUNS:]
    rows = []
    for drift in found[:_CONCEPTS]:
        for form, counts in drift.counts:
            by_run = dict(zip(drift.numbers, counts, strict=True))
            shown = [str(by_run[number]) if number in by_run else "" for number in numbers]
            rows.append([drift.pair, drift.concept, form or _NONE, *shown])
    output.table(("pair", "concept", "rendering", *map(str, numbers)), rows)
    if len(found) > _CONCEPTS:
        output.say(f"{counted(len(found) - _CONCEPTS, 'more concept')} changed less; --format tsv has all figures.")


def _show_moved(found: Sequence[Moved], form: str, since: str) -> None:
    rows = [
        (
            moved.pair,
            moved.concept,
            str(moved.number) if moved.number else f"{moved.bead} (gone)",
            "; ".join(was or _NONE for was in moved.was),
            "; ".join(now or _NONE for now in moved.now),
            moved.edit,
        )
        for moved in found
    ]
    if form == "json":
        records = [
            {**dict(zip(MOVED_HEADER, row, strict=True)), "id": moved.bead}
            for row, moved in zip(rows, found, strict=True)
        ]
        output.emit([json.dumps(records, ensure_ascii=False, indent=1) + "\n"])
    elif form == "tsv":
        output.emit(write_rows(MOVED_HEADER, rows))
    elif rows:
        output.table(MOVED_HEADER, rows)
    else:
        output.say(f"No rendering has changed since {since}.")


def _show_scores(runs: Sequence[Run]) -> None:
    rows = list(_rows(runs, dated=False))
    if not rows:
        output.say("Nothing to score yet. Next: tren build")
        return
    output.table(HEADER[:-1], [row[:-1] for row in rows])
    for signature in sorted({row[-1] for row in rows}):
        output.say(f"signature: {signature}")


def _emit(runs: Sequence[Run], form: str, *, dated: bool) -> None:
    if form == "json":
        output.emit([json.dumps([asdict(run) for run in runs], ensure_ascii=False, indent=1) + "\n"])
        return
    header = ("date", *HEADER) if dated else HEADER
    output.emit(write_rows(header, _rows(runs, dated=dated)))


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
