"""``tren undo``."""

import click

from parallel.cli.edit import editor_for, finish, tell


@click.command("undo")
@click.argument("pair")
@click.option("--id", "operation_id", default="", metavar="ID", help="Sent again with this id, it is done once.")
@click.pass_context
def command(ctx: click.Context, pair: str, operation_id: str) -> None:
    """Take the last edit of PAIR back that was not taken back yet.

    Every edit can be taken back, however long ago it was made; `tren redo PAIR` does it again.
    """
    editor = editor_for(ctx, pair)
    saved = editor.undo(operation_id)
    finish(editor)
    tell(saved, editor.id, "taken back: ")
