"""``tren review``."""

import click

from parallel.cli import options, output
from parallel.store.workspace import pair_entry
from parallel.web.render import path_to
from parallel.web.server import serve


@click.command("review")
@click.argument("pair")
@click.option("--port", type=int, default=0, metavar="N", help="Port to listen on; a free one by default.")
@click.option("--open/--no-open", "browse", default=True, help="Open the page in the browser.")
@click.pass_context
def command(ctx: click.Context, pair: str, port: int, *, browse: bool) -> None:
    """Open one pair in the browser, at its first bead still to be reviewed."""
    workspace = options.workspace(ctx)
    entry = pair_entry(workspace.manifest(), pair)
    serve(workspace, port, path_to("pairs", entry.id, "start"), output.opener(browse=browse))
