"""``tren export``."""

from pathlib import Path

import click

from parallel.cli import options, output
from parallel.errors import UsageError
from parallel.exchange import EXPORTERS, FORMATS
from parallel.exchange.tmx.writer import SEGTYPES
from parallel.language.counting import counted
from parallel.model.bitext import BeadState
from parallel.workbench.exchange.exporting import (
    WITH_GLOSSARY,
    Export,
    ExportOptions,
    credits_of,
    export_pairs,
    write_beside,
    write_export,
)
from parallel.workbench.glossary.termbases import load_termbase
from parallel.workbench.pairs.pairs import chosen_pairs

_WITH_TERMS = frozenset({"html", "omegat", "tbx"}) | WITH_GLOSSARY


@click.command("export")
@click.argument("pairs", nargs=-1, metavar="[PAIR]...")
@options.choice(*FORMATS)
@click.option(
    "--states", type=click.Choice(["all", "approved"]), default="all", show_default=True, help="Beads to export."
)
@click.option(
    "--segtype", type=click.Choice(SEGTYPES), default="sentence", show_default=True, help="TMX: what a unit is."
)
@click.option("--no-guard", "exact", is_flag=True, help="CSV: leave cells as they are that a spreadsheet would run.")
@click.option("--style", type=click.Choice(["dca", "dct"]), default="dca", show_default=True, help="TBX: which style.")
@options.glossary
@options.destination
@click.pass_context
def command(
    ctx: click.Context,
    pairs: tuple[str, ...],
    form: str,
    states: str,
    segtype: str,
    style: str,
    glossary: str | None,
    destination: str,
    *,
    exact: bool,
) -> None:
    """Export aligned pairs, all of them or the named ones, in one file.

    Every unit carries its source file, page and lines, and whose text it is where the manifest says so. What was left
    out is counted and said; unchanged data gives identical bytes. `moses` writes OUT.tr, OUT.en and OUT.ids, `omegat` a
    project folder, or an archive if OUT ends in .zip, `tbx` the term base. `xliff` and `xliff2` put the terms that
    occur beside the file, as OUT.glossary.tbx.
    """
    workspace = options.workspace(ctx)
    chosen = chosen_pairs(workspace, pairs)
    for warning in (warning for _, _, warnings in chosen for warning in warnings):
        output.warn(warning)
    wanted = ExportOptions(
        segtype=segtype,
        guard=not exact,
        style=style,
        termbase=load_termbase(workspace, glossary) if form in _WITH_TERMS else None,
        beside=True,
        credits=credits_of(workspace.manifest()),
    )
    kept = frozenset({BeadState.APPROVED}) if states == "approved" else frozenset(BeadState)
    export = export_pairs([pair for _, pair, _ in chosen], form, kept, options=wanted)
    _write(export, form, destination)
    if form == "tbx":
        output.say(f"{counted(len(wanted.termbase or ()), 'concept')} exported.")
        return
    left = ", ".join(f"{count} {reason}" for reason, count in export.left_out.reasons)
    less = f", left out: {left}" if left else ""
    output.say(f"{counted(export.units, 'unit')} exported{less}.{_beside(export, destination)}")


def _beside(export: Export, destination: str) -> str:
    """Write the terms that go beside the file; return what to say of them."""
    if not export.beside_concepts:
        return ""
    said = f" {counted(export.beside_concepts, 'concept')} of the glossary"
    if destination == output.STDOUT:
        return f"{said} would go beside a file: name one with -o."
    return f"{said} beside it in {write_beside(export, Path(destination))}."


def _write(export: Export, form: str, destination: str) -> None:
    if form in EXPORTERS or form == "tbx":
        output.emit(export.chunks, destination)
    elif destination == output.STDOUT:
        raise UsageError(f"{form} can't go to standard output", hint="Name a place with -o")
    else:
        write_export(export, form, Path(destination))
