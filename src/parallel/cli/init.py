"""``tren init``."""

from pathlib import Path

import click

from parallel.cli import output
from parallel.store.workspace import create_workspace


@click.command("init")
@click.argument("folder", default=".")
def command(folder: str) -> None:
    """Make FOLDER (default: this one) a workspace.

    It gets seeds/ for documents, glossary/ for terms of your own and aligned/ for the results.
    """
    workspace = create_workspace(Path(folder))
    output.say(f"Made a workspace in {workspace.root}. Next: tren add FILE")
