"""``tren add``."""

from pathlib import Path

import click

from parallel.cli import options, output
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.workbench.setup import NewDocument, add_documents


@click.command("add")
@click.argument("file")
@options.language
@click.option("--translation", metavar="FILE2", help="The same text in the other language.")
@click.option("--id", "document_id", metavar="ID", help="Short name; made from the file name otherwise.")
@options.encoding
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    language: Language | None,
    translation: str | None,
    document_id: str | None,
    encoding: str | None,
) -> None:
    """Copy FILE into the workspace, byte for byte, and list it in the manifest.

    With --translation both files are added and paired. Without, `tren build` looks for an abstract in both languages
    inside the file.
    """
    new = NewDocument(path=Path(file), language=language, id=document_id, encoding=encoding)
    other = None
    if translation:
        other = NewDocument(
            path=Path(translation), language=TURKISH if language == ENGLISH else None, encoding=encoding
        )
    added = add_documents(options.workspace(ctx), new, other)
    for entry in added.documents:
        output.say(f"Added {entry.id} (seeds/{entry.file}, {entry.language}).")
    if added.pair:
        output.say(f"Paired as {added.pair.id}.")
    output.say("Next: tren build")
