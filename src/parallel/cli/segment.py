"""``tren segment``."""

from pathlib import Path

import click

from parallel.cli import options, output
from parallel.errors import UsageError
from parallel.model.document import Language
from parallel.workbench.texts.documents import open_raw
from parallel.workbench.texts.segmenting import rules_as_srx, rules_from, sentences


@click.command("segment")
@click.argument("document", metavar="FILE|DOC", required=False)
@options.language
@click.option("--raw", "as_extracted", is_flag=True, help="Clean first: the file is a document as extracted.")
@click.option("--srx", metavar="FILE", help="Cut with the rules of an SRX file instead of our own.")
@click.option("--export-srx", is_flag=True, help="Write our own rules as SRX 2.0, for other tools.")
@options.encoding
@options.destination
@click.pass_context
def command(
    ctx: click.Context,
    document: str | None,
    language: Language | None,
    srx: str | None,
    encoding: str | None,
    destination: str,
    *,
    as_extracted: bool,
    export_srx: bool,
) -> None:
    """Cut a text into sentences, one per line.

    FILE holds running text, paragraphs one per line or separated by empty lines; say its language with --lang. With
    --raw it is cleaned first, and the sentences of the running text come in reading order without notes, running
    heads and second copies of pages.
    """
    if export_srx:
        output.emit([rules_as_srx()], destination)
        return
    if document is None:
        raise UsageError("no text to cut", hint="Name a file, a document id or -")
    raw = open_raw(document, options.workspace_or_none(ctx), stdin=options.standard_input(document), encoding=encoding)
    rules = rules_from(Path(srx)) if srx else None
    found = sentences(raw, language, rules, as_extracted=as_extracted)
    if not found:
        output.warn(f"{raw.name}: no sentences found")
    output.emit((text + "\n" for text in found), destination)
