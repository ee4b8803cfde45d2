"""``tren doctor``."""

import json
from dataclasses import asdict

import click

from parallel.cli import options, output
from parallel.language.counting import counted
from parallel.workbench.upkeep.repair import examine


@click.command("doctor")
@options.choice("text", "json")
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """Say everything that is wrong with this workspace, and what to do about each.

    Damaged files and lines, missing files, pairs whose text has changed, human work held because its sentences are
    gone, edits not yet written into aligned/, left-over and second copies. Nothing is changed. Status 1 when something
    was found.
    """
    troubles = examine(options.workspace(ctx))
    if form == "json":
        output.emit(json.dumps(asdict(trouble), ensure_ascii=False) + "\n" for trouble in troubles)
    else:
        output.emit(f"{trouble.kind}: {output.printable(str(trouble))}\n" for trouble in troubles)
    output.say(f"{counted(len(troubles), 'trouble')} found." if troubles else "All is well.")
    if troubles:
        ctx.exit(1)
