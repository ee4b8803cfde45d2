"""``tren export``."""

import click

from parallel.cli import options, output
from parallel.exchange import EXPORTERS
from parallel.model.bitext import BeadState
from parallel.workbench.exporting import export_pairs
from parallel.workbench.pairs import chosen_pairs


@click.command("export")
@click.argument("pairs", nargs=-1, metavar="[PAIR]...")
@options.choice(*sorted(EXPORTERS, key=lambda name: name != "tmx"))
@click.option(
    "--states", type=click.Choice(["all", "approved"]), default="all", show_default=True, help="Beads to export."
)
@options.destination
@click.pass_context
def command(ctx: click.Context, pairs: tuple[str, ...], form: str, states: str, destination: str) -> None:
    """Export aligned pairs, all of them or the named ones, in one file.

    Every unit carries its source file, page and lines. What was left out is counted and said; unchanged data gives
    identical bytes.
    """
    chosen = chosen_pairs(options.workspace(ctx), pairs)
    for warning in (warning for _, _, warnings in chosen for warning in warnings):
        output.warn(warning)
    wanted = frozenset({BeadState.APPROVED}) if states == "approved" else frozenset(BeadState)
    export = export_pairs([pair for _, pair, _ in chosen], form, wanted)
    output.emit(export.chunks, destination)
    left = ", ".join(f"{count} {reason}" for reason, count in export.left_out.reasons)
    output.say(f"{export.units} units exported{f', left out: {left}' if left else ''}.")
