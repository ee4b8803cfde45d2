"""``tren report``."""

import click

from parallel.cli import options, output
from parallel.model.document import ENGLISH, Language
from parallel.workbench.glossary.termbases import load_termbase
from parallel.workbench.scores.reporting import report_on


@click.command("report")
@click.argument("pairs", nargs=-1, metavar="[PAIR]...")
@options.language
@options.glossary
@options.destination
@click.pass_context
def command(
    ctx: click.Context, pairs: tuple[str, ...], language: Language | None, glossary: str | None, destination: str
) -> None:
    """Write a report on pairs, or all: summary, findings, terms, alignment and history in one HTML file.

    The file needs nothing beside it: no script, no network; it can be sent, kept and printed. --lang tr writes it in
    Turkish.
    """
    workspace = options.workspace(ctx)
    termbase = load_termbase(workspace, glossary)
    with output.progress("checking") as progress:
        chunks = report_on(workspace, pairs, termbase, language=language or ENGLISH, progress=progress)
    output.emit(chunks, destination)
    if destination != output.STDOUT:
        output.say(f"Report written to {destination}.")
