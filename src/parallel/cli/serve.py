"""``tren serve``."""

import click

from parallel.cli import options, output
from parallel.web.server import serve


@click.command("serve")
@click.option("--port", type=int, default=0, metavar="N", help="Port to listen on; a free one by default.")
@click.option("--open/--no-open", "browse", default=True, help="Open the page in the browser.")
@click.pass_context
def command(ctx: click.Context, port: int, *, browse: bool) -> None:
    """Open the workbench in the browser: review, glossary, consistency, scores, export.

    It listens on this machine only, and the printed link lets one browser in, once. Stop it with Ctrl-C.
    """
    serve(options.workspace(ctx), port, "/", output.opener(browse=browse))
