"""``tren clean``."""

import click

from parallel.cli import options, output
from parallel.exchange.clean_json import render_clean
from parallel.workbench.documents import ASIDE, open_raw, read_raw


@click.command("clean")
@click.argument("document", metavar="FILE|DOC")
@options.choice("text", "json")
@options.encoding
@options.destination
@click.pass_context
def command(ctx: click.Context, document: str, form: str, encoding: str | None, destination: str) -> None:
    """Clean a document as it fell out of a PDF.

    Text: paragraphs of the running text, separated by empty lines. Json: every passage with its role, language and
    the way back to the raw text, and every dropped range with its reason. A name that is no file is taken as a
    document id of the workspace; - reads standard input.
    """
    stdin = options.standard_input(document)
    raw = open_raw(document, options.workspace_or_none(ctx), stdin=stdin, encoding=encoding)
    clean = read_raw(raw).clean
    if not clean.passages:
        output.warn(f"{raw.name}: no sentences found")
    if form == "json":
        output.emit([render_clean(clean)], destination)
        return
    texts = [passage.text for passage in clean.passages if passage.role not in ASIDE]
    output.emit(["\n\n".join(texts) + "\n" if texts else ""], destination)
