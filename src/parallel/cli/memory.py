"""``tren memory``."""

import json
from pathlib import Path

import click

from parallel.cli import options, output
from parallel.cli.listing import Group
from parallel.language.counting import counted
from parallel.memory import Match, difference
from parallel.workbench.exchange.remembering import import_memory, match_record, memory_files, suggest

_MARKS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}


@click.group("memory", cls=Group)
def command() -> None:
    """Search the translation memory, or import one from TMX."""


@command.command("search")
@click.argument("text")
@click.option("--min", "minimum", type=float, default=0.7, show_default=True, help="Lowest score, 0 to 1.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Most matches to show.")
@click.option(
    "--before", default="", metavar="TEXT", help="The sentence before, where known: agreeing ones rank first."
)
@click.option("--after", default="", metavar="TEXT", help="The sentence after.")
@options.choice("text", "json")
@click.pass_context
def search(ctx: click.Context, text: str, *, minimum: float, limit: int, before: str, after: str, form: str) -> None:
    """Find the best remembered translations of a sentence.

    The memory holds all beads of the workspace and every imported TMX. A score is the likeness of the Turkish texts,
    less a little where nobody has vouched for the translation. Differences are shown as [-remembered-] {+asked+}.
    Nothing found leaves with status 1.
    """
    matches = suggest(options.workspace(ctx), text, minimum=minimum, limit=limit, context=(before, after))
    if form == "json":
        output.emit([json.dumps([match_record(match, text) for match in matches], ensure_ascii=False, indent=1) + "\n"])
    else:
        output.emit("\n".join(_shown(match, text) for match in matches))
    if not matches:
        output.say(f"No match of {minimum:.0%} or more.")
        ctx.exit(1)


@command.command("import")
@click.argument("file")
@click.pass_context
def import_(ctx: click.Context, file: str) -> None:
    """Keep FILE, a TMX, as a memory of the workspace (aligned/memory/).

    What is wrong with it is listed with its line, and units that lack a language are counted.
    """
    kept = import_memory(options.workspace(ctx), Path(file))
    for problem in kept.problems:
        output.warn(problem)
    left = f", left out: {kept.left_out} without both languages" if kept.left_out else ""
    output.say(f"{kept.name}: {counted(kept.units, 'unit')}{left}.")


@command.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List what the memory is made of, with its units."""
    output.emit(f"{file.name}\t{file.units}\n" for file in memory_files(options.workspace(ctx)))


def _shown(match: Match, text: str) -> str:
    changes = " ".join(_MARKS[run.kind].format(run.text) for run in difference(text, match.unit.source))
    context = f", {counted(match.context, 'neighbour agrees', 'neighbours agree')}" if match.context else ""
    lines = [
        f"{match.score:.0%}  {match.unit.state}, {match.unit.origin}{context}",
        f"  {changes}",
        f"  {match.unit.target}",
    ]
    return "\n".join(output.printable(line) for line in lines) + "\n"
