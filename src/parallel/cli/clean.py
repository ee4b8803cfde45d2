"""``tren clean``."""

import json
import shutil
from collections.abc import Iterator

import click

from parallel.cli import options, output
from parallel.errors import UsageError
from parallel.exchange.clean_json import render_clean
from parallel.language.counting import counted
from parallel.model.document import CleanDocument, RawDocument
from parallel.store.workspace import Workspace
from parallel.workbench.texts.documents import ASIDE, open_raw, read_raw
from parallel.workbench.texts.ocr import (
    DamageReport,
    accept_repairs,
    line_of,
    report_damage,
    report_rows,
    report_values,
    require_workspace_document,
)
from parallel.workbench.texts.opening import raw_from
from parallel.workbench.texts.ranges import exclude_range, restore_range, spans_of_lines, undo_ranges
from parallel.workbench.texts.sidebyside import side_by_side


@click.command("clean")
@click.argument("document", metavar="FILE|DOC")
@options.choice("text", "json", "tsv")
@click.option("--report", is_flag=True, help="List words the scanner has probably damaged, with suggestions.")
@click.option("--accept", metavar="FILE", help="Keep the rows of a report (TSV) as repairs of DOC; - is stdin.")
@click.option("--side-by-side", "beside", is_flag=True, help="Show every raw line and what became of it.")
@click.option("--restore", metavar="LINES", help="Take lines of DOC that were dropped, or a note, into the text.")
@click.option("--exclude", metavar="LINES", help="Take lines of DOC that were kept out of it.")
@click.option("--undo", metavar="LINES", help="Take back what was restored or excluded there.")
@click.option("--reason", metavar="TEXT", default="", help="Why, kept beside the restored or excluded lines.")
@options.encoding
@options.destination
@click.pass_context
def command(
    ctx: click.Context,
    /,
    document: str,
    form: str,
    encoding: str | None,
    destination: str,
    accept: str | None,
    *,
    report: bool,
    beside: bool,
    reason: str,
    **lines: str | None,
) -> None:
    """Clean a document as it fell out of a PDF.

    Text: paragraphs of the running text, separated by empty lines. Json: every passage with its role, language and
    the way back to the raw text, and every dropped range with its reason. A name that is no file is taken as a
    document id of the workspace; - reads standard input.

    --report lists words that the scanner has probably damaged: line, offset, what is printed, what may be meant.
    Nothing is changed by it. Write it with --format tsv, delete the rows you don't believe, mend the column "meant"
    where you know better, and give it back with --accept: the repairs are kept in seeds/overlays/DOC.yaml and
    applied whenever DOC is cleaned.

    --restore and --exclude put right what the cleaner got wrong: a note or a heading it took for something else, a
    line it should have dropped. LINES are those of the raw file, as --side-by-side numbers them: 12, 12-15, or
    12-15,20; or raw offsets: @410-432. They are kept in seeds/overlays/DOC.yaml with a digest of their text: where the
    file changes there, they are reported and not applied.
    """
    workspace = options.workspace_or_none(ctx)
    ruled = any(value is not None for value in lines.values())
    _refuse_mixtures(form, report=report, accept=accept, beside=beside, ruled=ruled)
    if ruled:
        _rule(workspace, document, lines, reason)
        return
    if accept is not None:
        _accept(workspace, document, accept)
        return
    raw = open_raw(document, workspace, stdin=options.standard_input(document), encoding=encoding)
    output.emit(_chunks(raw, workspace, form, report=report, beside=beside), destination)


def _chunks(raw: RawDocument, workspace: Workspace | None, form: str, *, report: bool, beside: bool) -> Iterator[str]:
    if report:
        yield from _report(report_damage(raw, workspace), form)
        return
    done = read_raw(raw)
    if not done.clean.passages:
        output.warn(f"{raw.name}: no sentences found")
    for warning in done.warnings():
        output.warn(warning)
    yield from _cleaned(done.clean, form, beside=beside)


def _cleaned(clean: CleanDocument, form: str, *, beside: bool) -> Iterator[str]:
    if beside:
        yield from side_by_side(clean, shutil.get_terminal_size((160, 24)).columns)
    elif form == "json":
        yield render_clean(clean)
    else:
        texts = [passage.text for passage in clean.passages if passage.role not in ASIDE]
        yield "\n\n".join(texts) + "\n" if texts else ""


def _report(found: DamageReport, form: str) -> Iterator[str]:
    if found.dictionary:
        output.say(f"Asked {found.dictionary} too.")
    if form == "json":
        yield json.dumps(report_values(found), ensure_ascii=False, indent=1) + "\n"
    elif form == "tsv":
        yield from report_rows(found)
    else:
        for suspect in found.suspects:
            yield f"{line_of(found.document, suspect)}: {suspect.word} → {', '.join(suspect.suggestions)}\n"
    output.say(f"{counted(len(found.suspects), 'word is', 'words are')} probably damaged; nothing was changed.")


def _accept(workspace: Workspace | None, document: str, name: str) -> None:
    text = raw_from(name, stdin=options.standard_input(name)).text
    count = accept_repairs(require_workspace_document(workspace, document), document, text, name)
    kept = f"kept in seeds/overlays/{document}.yaml"
    output.say(f"{counted(count, 'repair')} accepted; {kept}. Next: tren build {document}")


def _rule(workspace: Workspace | None, document: str, lines: dict[str, str | None], reason: str) -> None:
    where = require_workspace_document(workspace, document)
    raw = open_raw(document, where)
    undone = spans_of_lines(raw, lines["undo"]) if lines["undo"] else ()
    for ruling in undo_ranges(where, document, undone) if undone else ():
        output.say(f"Taken back: {ruling.kind} lines {ruling.first_line}-{ruling.last_line}.")
    for name, keep in (("restore", restore_range), ("exclude", exclude_range)):
        for span in spans_of_lines(raw, lines[name] or "") if lines[name] else ():
            ruling = keep(where, document, span, reason)
            output.say(f"Kept: {name} lines {ruling.first_line}-{ruling.last_line}.")
    output.say(f"Decisions stand in seeds/overlays/{document}.yaml. Next: tren build {document}")


def _refuse_mixtures(form: str, *, report: bool, accept: str | None, beside: bool, ruled: bool) -> None:
    if report + (accept is not None) + beside + ruled > 1:
        what = "--report, --accept, --side-by-side and --restore, --exclude, --undo exclude each other"
        raise UsageError(what, hint="Choose one")
    if form == "tsv" and not report:
        raise UsageError("--format tsv is for --report", hint="Use text or json")
    if form == "json" and (beside or ruled or accept is not None):
        raise UsageError("--format json is for passages and for --report", hint="Leave it out")
