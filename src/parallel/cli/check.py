"""``tren check``."""

from pathlib import Path

import click

from parallel.check import CheckOptions
from parallel.check.registry import CHECKS
from parallel.cli import options, output
from parallel.errors import UsageError
from parallel.exchange.findings import FINDINGS_WRITERS
from parallel.model.bitext import Bitext, Languages
from parallel.model.finding import Severity
from parallel.workbench.bitexts import bitext_of
from parallel.workbench.checking import at_least, bitext_from_file, check_bitexts, count
from parallel.workbench.pairs import chosen_pairs
from parallel.workbench.termbases import load_termbase


@click.command("check")
@click.argument("targets", nargs=-1, metavar="[PAIR|FILE]...")
@options.choice(*FINDINGS_WRITERS)
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    help="Leave with status 1 when a finding is at least this serious.",
)
@click.option(
    "--severity",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.WARNING.value,
    show_default=True,
    help="Show findings at least this serious.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="CHECK",
    type=click.Choice(sorted(CHECKS)),
    help="Run only this check; may be given more than once.",
)
@options.languages
@options.glossary
@options.encoding
@options.destination
@click.pass_context
def command(
    ctx: click.Context,
    targets: tuple[str, ...],
    form: str,
    fail_on: str | None,
    severity: str,
    only: tuple[str, ...],
    languages: Languages,
    glossary: str | None,
    encoding: str | None,
    destination: str,
) -> None:
    """Check translations for consistency: terms, numbers, dates, quotes and more.

    A target that is a file holds `source<TAB>target` lines (an empty line ends a paragraph) or beads of aligned/; any
    other is a pair of the workspace; none means all pairs.
    """
    workspace = options.workspace_or_none(ctx)
    termbase = load_termbase(workspace, glossary)
    stdin = options.standard_input(*targets)
    bitexts = _bitexts(ctx, targets, languages, (stdin, encoding))
    checked = check_bitexts(bitexts, CheckOptions(termbase=termbase, enabled=frozenset(only) or None))
    shown = at_least(checked, Severity(severity))
    output.emit(FINDINGS_WRITERS[form](shown), destination)
    found, hidden = count(shown), count(checked) - count(shown)
    less = f" ({hidden} less serious ones hidden; see --severity)" if hidden else ""
    output.say(f"{sum(len(bitext.rows) for bitext in bitexts)} pairs checked, {found} findings{less}.")
    if fail_on and count(at_least(checked, Severity(fail_on))):
        ctx.exit(1)


def _bitexts(
    ctx: click.Context, targets: tuple[str, ...], languages: Languages, how: tuple[bytes, str | None]
) -> list[Bitext]:
    stdin, encoding = how
    found = []
    for target in targets:
        if target == "-" or Path(target).exists():
            found.append(bitext_from_file(target, languages, stdin=stdin, encoding=encoding))
        elif options.workspace_or_none(ctx) is None:
            raise UsageError("no such file", where=target, hint="Name a file, or a pair inside a workspace")
        else:
            found += _stored(ctx, [target])
    return found if targets else _stored(ctx, [])


def _stored(ctx: click.Context, names: list[str]) -> list[Bitext]:
    found = []
    for _, pair, warnings in chosen_pairs(options.workspace(ctx), names):
        for warning in warnings:
            output.warn(warning)
        found.append(bitext_of(pair))
    return found
