"""``tren terms import|export|merge``: term bases of other tools, in and out."""

from collections.abc import Sequence
from contextlib import nullcontext

import click

from parallel.cli import options, output
from parallel.cli.term_edit import editable
from parallel.exchange.tsv import write_rows
from parallel.language.counting import counted
from parallel.model.bitext import Languages
from parallel.terms.merge import OURS, THEIRS, Conflict, merge
from parallel.workbench.glossary.editing import merge_into
from parallel.workbench.glossary.files import TERM_READERS, TERM_WRITERS, read_terms, write_terms
from parallel.workbench.glossary.termbases import load_termbase

HEADER = ("concept_id", "field", "ours", "theirs", "place")
_READ = click.Choice(list(TERM_READERS))
_WRITTEN = click.Choice(list(TERM_WRITERS))
_form = click.option("--as", "form", type=_READ, help="Form of the file; told by the end of its name when left out.")
_prefer = click.option(
    "--prefer", type=click.Choice([OURS, THEIRS]), default=OURS, show_default=True, help="What stands in a conflict."
)


@click.command("import")
@click.argument("file")
@_form
@_prefer
@click.option("--file", "target", default="", metavar="NAME", help="File in glossary/ for new concepts.")
@click.option("--dry-run", is_flag=True, help="Only show what would come of it.")
@click.option("--alone", is_flag=True, help="Start a glossary of its own where there is none: without the one shipped.")
@options.languages
@click.pass_context
def import_(
    ctx: click.Context,
    file: str,
    form: str | None,
    prefer: str,
    target: str,
    languages: Languages,
    *,
    dry_run: bool,
    alone: bool,
) -> None:
    """Take the terms of FILE (TBX, CSV, UTX, an OmegaT glossary or YAML) into the glossary.

    What both say stays, what only FILE says is added, and every conflict is listed on standard output.
    """
    as_it_is = nullcontext(options.workspace(ctx))
    read = read_terms(file, form, languages, stdin=options.standard_input(file))
    for problem in read.problems:
        output.warn(problem)
    with as_it_is if alone or dry_run else editable(ctx) as workspace:
        merged = merge_into(workspace, read.termbase, prefer=prefer, file=target, rehearse=dry_run)
    _list(merged.conflicts)
    said = f"{counted(len(merged.added), 'concept')} added, {len(merged.changed)} extended, {merged.same} known already"
    output.say(f"{said}, {counted(len(merged.conflicts), 'conflict')}{' (nothing was written)' if dry_run else ''}.")


@click.command("export")
@click.option("--as", "form", type=_WRITTEN, default="tbx", show_default=True, help="Form of the file.")
@options.languages
@options.glossary
@options.destination
@click.pass_context
def export(ctx: click.Context, form: str, languages: Languages, glossary: str | None, destination: str) -> None:
    """Write the term base as TBX-Basic (DCA, or `tbx-dct`), YAML, CSV, UTX, or an OmegaT or Weblate glossary.

    TBX and YAML keep everything; the others carry what they have room for.
    """
    termbase = load_termbase(options.workspace_or_none(ctx), glossary)
    output.emit(write_terms(termbase, form, languages), destination)
    output.say(f"{counted(len(termbase), 'concept')} exported.")


@click.command("merge")
@click.argument("ours")
@click.argument("theirs")
@_prefer
@click.option("--as", "form", type=_WRITTEN, default="yaml", show_default=True, help="Form of the result.")
@click.option("-o", "--out", "destination", metavar="FILE", help="Write the merged term base to FILE.")
@options.languages
@click.pass_context
def merge_files(
    ctx: click.Context,
    ours: str,
    theirs: str,
    prefer: str,
    form: str,
    destination: str | None,
    languages: Languages,
) -> None:
    """Join two term bases and list every conflict between them; leave with status 1 when there are any."""
    bases = [read_terms(name, None, languages) for name in (ours, theirs)]
    for problem in (problem for read in bases for problem in read.problems):
        output.warn(problem)
    merged = merge(bases[0].termbase, bases[1].termbase, prefer=prefer)
    if destination is not None:
        output.emit(write_terms(merged.termbase, form, languages), destination)
    _list(merged.conflicts)
    said = f"{counted(len(merged.termbase), 'concept')}, {len(merged.added)} of them only in {theirs}"
    output.say(f"{said}; {counted(len(merged.conflicts), 'conflict')}.")
    if merged.conflicts:
        ctx.exit(1)


def _list(conflicts: Sequence[Conflict]) -> None:
    if conflicts:
        rows = ((one.concept, one.field, one.ours, one.theirs, one.where) for one in conflicts)
        output.emit(write_rows(HEADER, rows))


COMMANDS = (import_, export, merge_files)
"""What ``tren terms`` gains."""
