"""``tren terms``: the term base by hand."""

import json

import click

from parallel.cli import options, output
from parallel.exchange.tsv import write_rows
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.finding import Severity
from parallel.workbench.building import TERMS_HEADER
from parallel.workbench.termbases import find_terms, load_termbase, problems_of


@click.group("terms")
def command() -> None:
    """Find terms in a text, list and validate the term base."""


@command.command("find")
@click.argument("file")
@options.language
@options.glossary
@options.choice("tsv", "json")
@options.encoding
@options.destination
@click.pass_context
def find(
    ctx: click.Context,
    file: str,
    language: Language | None,
    glossary: str | None,
    form: str,
    encoding: str | None,
    destination: str,
) -> None:
    """Find every mention of a concept in FILE.

    Prints concept, place in code points of the file as given, the text there, and whether the match is exact or
    suspected (found only by allowing for OCR damage).
    """
    termbase = load_termbase(options.workspace_or_none(ctx), glossary)
    stdin = options.standard_input(file)
    mentions = find_terms(file, termbase, stdin=stdin, encoding=encoding, language=language or TURKISH)
    rows = [(m.concept, str(m.span.start), str(m.span.end), m.surface, m.certainty.value) for m in mentions]
    if form == "json":
        output.emit(json.dumps(dict(zip(TERMS_HEADER, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)
    else:
        output.emit(write_rows(TERMS_HEADER, rows), destination)


@command.command("list")
@options.glossary
@click.pass_context
def list_terms(ctx: click.Context, glossary: str | None) -> None:
    """List all concepts with their preferred terms."""
    termbase = load_termbase(options.workspace_or_none(ctx), glossary)
    rows = []
    for concept in termbase:
        heads = (concept.preferred(TURKISH), concept.preferred(ENGLISH))
        rows.append((concept.id, concept.domain, *(head.text if head else "" for head in heads)))
    output.emit(write_rows(("concept_id", "domain", "tr", "en"), rows))


@command.command("validate")
@options.glossary
@click.pass_context
def validate(ctx: click.Context, glossary: str | None) -> None:
    """Check the term base by every rule it must keep; name file and line of what breaks one."""
    termbase = load_termbase(options.workspace_or_none(ctx), glossary)
    problems = problems_of(termbase)
    for problem in problems:
        output.emit([f"{problem.where}: {problem.severity.value}: {problem.message}. {problem.hint}.\n"])
    output.say(f"{len(termbase)} concepts, {len(problems)} problems.")
    if any(problem.severity is Severity.ERROR for problem in problems):
        ctx.exit(1)
