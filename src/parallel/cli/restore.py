"""``tren restore``."""

import click

from parallel.cli import options, output
from parallel.errors import UsageError
from parallel.exchange.tsv import write_rows
from parallel.language.counting import counted
from parallel.model.bitext import PairId
from parallel.store.workspace import Workspace
from parallel.workbench.upkeep.restoring import backups_named, drop_held, files_with_backups, restore

HEADER = ("file", "number", "time", "bytes")


@click.command("restore")
@click.argument("names", nargs=-1, metavar="[PAIR|FILE]...")
@click.option("--list", "listing", is_flag=True, help="List the backups instead of restoring one.")
@click.option("--number", type=click.IntRange(min=1), help="Restore exactly this backup, without the edits made since.")
@click.option("--drop", is_flag=True, help="Put away what is held of PAIR (into a backup), once you have looked at it.")
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], number: int | None, *, listing: bool, drop: bool) -> None:
    """Put pairs, the manifest or glossary files back from their newest whole backup.

    For a pair the edits made since the backup are made again from the journal. What stands there now is backed up
    first, so that restoring can be taken back too.
    """
    workspace = options.workspace(ctx)
    if listing:
        output.emit(write_rows(HEADER, _listed(workspace, names or files_with_backups(workspace))))
        return
    if not names:
        raise UsageError("name what to restore", hint="See `tren restore --list`")
    for name in names:
        output.say(_dropped(workspace, name) if drop else _restored(workspace, name, number))


def _listed(workspace: Workspace, names: tuple[str, ...]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name in names:
        path, copies = backups_named(workspace, name)
        shown = workspace.shown(path)
        rows += [(shown, str(copy.number), copy.time, str(copy.path.stat().st_size)) for copy in copies]
    return rows


def _restored(workspace: Workspace, name: str, number: int | None) -> str:
    done = restore(workspace, name, number=number)
    edits = f", with {counted(done.edits, 'edit')} made since" if done.edits else ""
    return f"{done.file}: restored from backup {done.backup.number} of {done.backup.time}{edits}."


def _dropped(workspace: Workspace, name: str) -> str:
    count = drop_held(workspace, PairId(name))
    again = f"`tren restore aligned/{name}.held.jsonl` brings {'it' if count == 1 else 'them'} back"
    return f"{name}: {counted(count, 'held bead')} put away; {again}."
