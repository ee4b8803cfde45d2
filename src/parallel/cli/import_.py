"""``tren import``."""

import click

from parallel.cli import options, output
from parallel.language.counting import counted
from parallel.model.bitext import BeadState, Languages
from parallel.workbench.edits.proposing import apply_proposals, propose, summary
from parallel.workbench.exchange.importing import READERS, NewPair, Source, import_pair, read_incoming


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--as", "form", type=click.Choice(list(READERS)), help="What FILE is; told from its name otherwise.")
@click.option("--pair", metavar="ID", default="", help="Id of the new pair; made from the file's name otherwise.")
@click.option("--languages", metavar="CODES", callback=options.parsed_languages, help="Direction, such as tr-en.")
@click.option(
    "--state",
    type=click.Choice([state.value for state in BeadState]),
    default=BeadState.EDITED.value,
    show_default=True,
    help="State of units whose file says nothing of it.",
)
@click.option("--source", "origin", metavar="TEXT", default="", help="Where it comes from, for the manifest.")
@click.option("--rights", metavar="TEXT", default="", help="Whose text it is, for the manifest.")
@click.option("--apply", "applied", is_flag=True, help="Make the proposed changes of an export that comes back.")
@click.option("--new", "as_new", is_flag=True, help="Make a new pair even of an export of this workspace.")
@options.encoding
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    form: str | None,
    pair: str,
    languages: Languages | None,
    state: str,
    origin: str,
    rights: str,
    encoding: str | None,
    *,
    applied: bool,
    as_new: bool,
) -> None:
    """Bring aligned text in: a new pair of the workspace, or changes to one that was exported from it.

    TMX, XLIFF, TSV, CSV, JSON Lines and a DOCX table are one FILE; Moses pair files are two; a hunalign ladder and
    Vecalign output come with the two texts they were made from. An export of this workspace that somebody edited
    brings its changes back as proposals: they are listed, made with --apply, and never made over newer work.
    """
    workspace = options.workspace(ctx)
    source = Source(names=files, form=form or "", languages=languages, encoding=encoding)
    incoming = read_incoming(source)
    for problem in incoming.problems:
        output.warn(problem)
    left = ", ".join(f"{count} {reason}" for reason, count in incoming.left_out.reasons)
    proposals = () if as_new or pair else propose(workspace, incoming)
    if proposals:
        output.emit(proposal.line() + "\n" for proposal in proposals if proposal.changes)
        output.say(apply_proposals(workspace, proposals) if applied else summary(proposals))
        return
    new = NewPair(id=pair, state=BeadState(state), source=origin, rights=rights)
    done = import_pair(workspace, incoming, files[0], new)
    output.say(f"Imported {counted(done.beads, 'unit')} as {done.pair}{f', left out: {left}' if left else ''}.")
    output.say("Next: tren build")
