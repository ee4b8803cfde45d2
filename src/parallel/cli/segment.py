"""``tren segment``."""

import click

from parallel.cli import options, output
from parallel.errors import UsageError
from parallel.model.document import Language
from parallel.workbench.documents import open_raw, read_plain, read_raw, running_text


@click.command("segment")
@click.argument("document", metavar="FILE|DOC")
@options.language
@click.option("--raw", "as_extracted", is_flag=True, help="Clean first: the file is a document as extracted.")
@options.encoding
@options.destination
@click.pass_context
def command(
    ctx: click.Context,
    document: str,
    language: Language | None,
    encoding: str | None,
    destination: str,
    *,
    as_extracted: bool,
) -> None:
    """Cut a text into sentences, one per line.

    FILE holds running text, paragraphs one per line or separated by empty lines; say its language with --lang. With
    --raw it is cleaned first, and the sentences of the running text come in reading order without notes, running
    heads and second copies of pages.
    """
    raw = open_raw(document, options.workspace_or_none(ctx), stdin=options.standard_input(document), encoding=encoding)
    if as_extracted:
        segments = running_text(read_raw(raw), language)
    elif language is None:
        raise UsageError("running text needs its language", hint="Add --lang tr, or --raw for a document as extracted")
    else:
        segments = read_plain(raw, language).segments
    if not segments:
        output.warn(f"{raw.name}: no sentences found")
    output.emit((segment.text + "\n" for segment in segments), destination)
