"""``tren log``."""

import json

import click

from parallel.cli import options, output
from parallel.cli.edit import editor_for
from parallel.exchange.tsv import write_rows
from parallel.model.bitext import BeadId
from parallel.workbench.edits.editing import Editor
from parallel.workbench.edits.selecting import named_beads

HEADER = ("edit", "time", "kind", "of", "beads", "text")


@click.command("log")
@click.argument("pair")
@click.argument("bead", required=False)
@options.choice("tsv", "json")
@click.pass_context
def command(ctx: click.Context, pair: str, bead: str | None, form: str) -> None:
    """List the edits of PAIR, oldest first, or with BEAD what became of one bead.

    Undoing and redoing are edits too: the column "of" names the edit they took back or did again.
    """
    editor = editor_for(ctx, pair)
    rows = _edits(editor) if bead is None else _revisions(editor, bead)
    if form == "json":
        output.emit(json.dumps(dict(zip(HEADER, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)
    else:
        output.emit(write_rows(HEADER, rows))


def _edits(editor: Editor) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for entry in editor.entries:
        of = str(entry.of) if entry.of else ""
        rows.append((str(entry.sequence), entry.time, entry.kind, of, str(len(entry.after)), ""))
    return rows


def _revisions(editor: Editor, bead: str) -> list[tuple[str, ...]]:
    name = bead if "/" in bead else named_beads(editor.pair, [bead])[0]
    rows: list[tuple[str, ...]] = []
    for revision in editor.history(BeadId(name)):
        said = f"{revision.bead.source.text} | {revision.bead.target.text}" if revision.bead else ""
        rows.append((str(revision.sequence), revision.time, revision.kind, "", name, said))
    return rows
