"""``tren terms``: the term base by hand."""

import json
from collections import Counter
from collections.abc import Iterator

import click

from parallel.cli import options, output, term_edit, term_exchange
from parallel.cli.listing import Group
from parallel.exchange.tsv import MENTION_HEADER, write_rows
from parallel.language.counting import counted
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.finding import Severity
from parallel.terms import Candidate, ExtractOptions
from parallel.workbench.glossary.extracting import Sources, candidates_in, draft
from parallel.workbench.glossary.preferring import preference_problems
from parallel.workbench.glossary.termbases import find_terms, is_sourced, load_termbase, problems_of


@click.group("terms", cls=Group)
def command() -> None:
    """Find terms in a text; list, validate, extend, edit, import, export and merge the term base."""


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
        output.emit(json.dumps(dict(zip(MENTION_HEADER, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)
    else:
        output.emit(write_rows(MENTION_HEADER, rows), destination)


@command.command("list")
@click.option("--unsourced", is_flag=True, help="Only concepts no reference work is named for.")
@options.glossary
@click.pass_context
def list_terms(ctx: click.Context, glossary: str | None, *, unsourced: bool) -> None:
    """List all concepts with their preferred terms."""
    termbase = load_termbase(options.workspace_or_none(ctx), glossary)
    rows = []
    for concept in termbase:
        if unsourced and is_sourced(concept):
            continue
        heads = (concept.preferred(TURKISH), concept.preferred(ENGLISH))
        rows.append((concept.id, concept.domain, *(head.text if head else "" for head in heads)))
    output.emit(write_rows(("concept_id", "domain", "tr", "en"), rows))


_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


@command.command("validate")
@options.glossary
@click.pass_context
def validate(ctx: click.Context, glossary: str | None) -> None:
    """Check the term base by every rule it must keep; name file and line of what breaks one."""
    workspace = options.workspace_or_none(ctx)
    termbase = load_termbase(workspace, glossary)
    problems = [*problems_of(termbase)]
    if workspace is not None and glossary is None:
        problems += preference_problems(workspace, termbase)
    for problem in problems:
        output.emit([f"{problem.where}: {problem.severity.value}: {problem.message}. {problem.hint}.\n"])
    found = Counter(problem.severity for problem in problems)
    said = [counted(found[severity], noun) for severity, noun in _NOUNS.items()]
    output.say(f"{counted(len(termbase), 'concept')}: {', '.join(said)}.")
    if any(problem.severity is Severity.ERROR for problem in problems):
        ctx.exit(1)


@command.command("extract")
@click.argument("sources", nargs=-1, metavar="[FILE|DOCUMENT]...")
@click.option("--shortest", type=click.IntRange(1, 8), default=2, show_default=True, help="Words of the shortest.")
@click.option("--longest", type=click.IntRange(1, 8), default=4, show_default=True, help="Words of the longest.")
@click.option("--min", "least", type=click.IntRange(1), default=2, show_default=True, help="Occurrences needed.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="How many candidates.")
@click.option("--unknown", is_flag=True, help="Leave out those the term base has.")
@options.language
@options.glossary
@options.choice("tsv", "json", "yaml")
@options.encoding
@options.destination
@click.pass_context
def extract(
    ctx: click.Context,
    sources: tuple[str, ...],
    shortest: int,
    longest: int,
    least: int,
    limit: int,
    language: Language | None,
    glossary: str | None,
    form: str,
    encoding: str | None,
    destination: str,
    *,
    unknown: bool,
) -> None:
    """List candidates for terms in files or documents, best first; without a name, in all of the workspace.

    Candidates are word groups that hold together (C-value), counted over all their inflected forms; those the term base
    has are marked. `--format yaml` gives drafts of entries for `tren terms add --from FILE`.
    """
    workspace = options.workspace_or_none(ctx)
    wanted = ExtractOptions(
        language=language or TURKISH, shortest=shortest, longest=max(shortest, longest), min_frequency=least
    )
    files = Sources(names=sources, stdin=options.standard_input(*sources), encoding=encoding)
    found = candidates_in(workspace, files, load_termbase(workspace, glossary), wanted)
    shown = [candidate for candidate in found if not (unknown and candidate.known)][:limit]
    output.emit(_CANDIDATES[form](shown, wanted.language), destination)
    some = f"{len(shown)} of {counted(len(found), 'candidate')}"
    output.say(f"{some}. Add one: tren terms add --tr TERM --en TERM --definition …")


def _rows(found: list[Candidate], language: Language) -> Iterator[str]:
    del language
    return write_rows(CANDIDATES_HEADER, map(_candidate_row, found))


def _lines(found: list[Candidate], language: Language) -> Iterator[str]:
    del language
    rows = (dict(zip(CANDIDATES_HEADER, _candidate_row(one), strict=True)) for one in found)
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _drafts(found: list[Candidate], language: Language) -> Iterator[str]:
    return (draft(one, language) + "\n" for one in found if not one.known)


def _candidate_row(one: Candidate) -> tuple[str, ...]:
    return (one.text, str(one.frequency), f"{one.c_value:.2f}", one.known or "", " | ".join(one.forms))


CANDIDATES_HEADER = ("candidate", "frequency", "c_value", "known", "forms")
_CANDIDATES = {"tsv": _rows, "json": _lines, "yaml": _drafts}

for _part in (*term_edit.COMMANDS, *term_exchange.COMMANDS):
    command.add_command(_part)
