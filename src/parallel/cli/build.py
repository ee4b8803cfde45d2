"""``tren build``."""

import click

from parallel.cli import options, output
from parallel.language.counting import counted
from parallel.workbench.building import BuildReport, build

HEADER = ("document", "sentences", "beads", "low confidence", "concepts found", "findings", "exported units")


@click.command("build")
@click.argument("documents", nargs=-1, metavar="[DOC]...")
@click.pass_context
def command(ctx: click.Context, documents: tuple[str, ...]) -> None:
    """Bring everything stale up to date, from raw document to exports.

    Cleans, cuts sentences, finds terms, pairs each article with its English abstract or translation, checks the pairs
    and writes aligned/ and exports/. Beads a person has edited or approved stay as they are. Run again, it does
    nothing.
    """
    workspace = options.workspace(ctx)
    with output.progress("building") as progress:
        report = build(workspace, documents, progress=progress)
    for warning in report.warnings:
        output.warn(warning)
    for lesson in report.lessons:
        output.say(
            f"Learnt {lesson.used} pairs of words ({lesson.languages}) from the beads and aligned with them again."
        )
    if report.built == 0:
        output.say(f"Nothing to do: {counted(len(report.rows), 'document is', 'documents are')} up to date.")
    _show(report)


def _show(report: BuildReport) -> None:
    if not report.rows:
        output.say("The workspace has no documents yet. Next: tren add FILE")
        return
    rows = []
    for row in report.rows:
        paired = row.beads is not None
        figures = (row.beads, row.low_confidence) if paired else ("–", "–")
        last = (row.findings, row.units) if paired else ("–", "–")
        rows.append([str(cell) for cell in (row.document, row.sentences, *figures, row.concepts, *last)])
    output.table(HEADER, rows)
    output.emit(f"{row.document}: {note}.\n" for row in report.rows for note in row.notes)
