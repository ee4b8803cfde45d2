"""``tren redo``."""

import click

from parallel.cli.edit import editor_for, finish, tell


@click.command("redo")
@click.argument("pair")
@click.option("--id", "operation_id", default="", metavar="ID", help="Sent again with this id, it is done once.")
@click.pass_context
def command(ctx: click.Context, pair: str, operation_id: str) -> None:
    """Do the last edit of PAIR again that was taken back.

    A new edit after an undo ends what can be done again.
    """
    editor = editor_for(ctx, pair)
    saved = editor.redo(operation_id)
    finish(editor)
    tell(saved, editor.id, "done again: ")
