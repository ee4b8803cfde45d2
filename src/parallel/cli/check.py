"""``tren check``."""

from pathlib import Path

import click

from parallel.check import CheckOptions
from parallel.check.registry import CHECKS
from parallel.cli import options, output
from parallel.errors import UsageError
from parallel.exchange.findings import FINDINGS_WRITERS
from parallel.language.counting import counted
from parallel.model.bitext import Bitext, Languages
from parallel.model.finding import Severity
from parallel.store.waivers import StandingWaiver, load_waivers
from parallel.workbench.findings.checking import (
    CheckReport,
    Target,
    at_least,
    bitext_from_file,
    check_targets,
    count,
    narrowed,
    stored_targets,
    waive_open,
)
from parallel.workbench.findings.waiving import report_again as report_again_in
from parallel.workbench.findings.waiving import waive_as_a_whole
from parallel.workbench.glossary.termbases import load_termbase

STOPPED = 130
_LISTED = 5
"""Checks a message names before it only counts them."""


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
@click.option("--about", metavar="WORDS", default="", help="Only findings whose message or marked text holds WORDS.")
@click.option("--waive", metavar="REASON", help="Let the findings shown pass; they stay quiet while their texts stay.")
@click.option(
    "--standing",
    is_flag=True,
    help="With --waive: let the pairs named, or the checks of --only, pass as a whole, on findings to come too.",
)
@click.option("--report-again", is_flag=True, help="Take a standing waiver of the pairs named and --only back.")
@click.option("--waived", "show_waived", is_flag=True, help="Show what was let pass instead.")
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
    about: str,
    waive: str | None,
    languages: Languages,
    glossary: str | None,
    encoding: str | None,
    destination: str,
    *,
    show_waived: bool,
    standing: bool,
    report_again: bool,
) -> None:
    """Check translations for consistency: terms, numbers, dates, quotes and more.

    A target that is a file holds `source<TAB>target` lines (an empty line ends a paragraph), beads of aligned/, TMX
    or XLIFF; any other is a pair of the workspace; none means all pairs. Terms are also compared with the other pairs.
    Every check has a page in docs/checks/. With --waive REASON the findings shown are let pass, all in one go: narrow
    them down with pair names, --only and --about first; they are reported again when a text changes. With --standing
    the pairs named, the checks of --only or both are let pass as a whole instead, until --report-again takes that
    back. Ctrl-C ends a long run with what was found so far.
    """
    if waive is not None and not waive.strip():
        raise UsageError("a waiver needs a reason", hint="Say why the findings may pass")
    if standing or report_again:
        _as_a_whole(ctx, targets, only, waive, lift=report_again)
        return
    termbase = load_termbase(options.workspace_or_none(ctx), glossary)
    chosen, others = _targets(ctx, targets, languages, (options.standard_input(*targets), encoding))
    wanted = CheckOptions(termbase=termbase, enabled=frozenset(only) or None)
    with output.progress("checking") as progress:
        report = check_targets(chosen, wanted, others=others, progress=progress)
    shown = narrowed(report, severity=Severity(severity), about=about)
    output.emit(FINDINGS_WRITERS[form](shown.waived if show_waived else shown.checked), destination)
    _summarise(report, shown)
    if show_waived:
        _list_standing(ctx)
    if report.unfinished:
        ctx.exit(_stopped(report))
    if waive is not None:
        _waive(ctx, shown, waive)
    elif fail_on and count(at_least(report.checked, Severity(fail_on))):
        ctx.exit(1)


def _summarise(report: CheckReport, shown: CheckReport) -> None:
    found, hidden, waived = count(shown.checked), count(report.checked) - count(shown.checked), count(report.waived)
    less = f" ({hidden} more not shown; see --severity)" if hidden else ""
    rows = sum(len(target.bitext.rows) for target in report.targets)
    output.say(f"{counted(rows, 'pair')} checked, {counted(found, 'finding')}{less}.")
    if waived or report.reopened:
        again = f"; {report.reopened} reported again because a text has changed" if report.reopened else ""
        by_standing = f", {report.standing} of them by standing waivers" if report.standing else ""
        output.say(f"{waived} let pass{by_standing} (see --waived){again}.")


def _stopped(report: CheckReport) -> int:
    """Say what was not run, and return the status for it."""
    names = report.unfinished
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    output.say(f"Stopped. Not run, or not to the end: {', '.join(names[:_LISTED])}{more}.")
    return STOPPED


def _waive(ctx: click.Context, shown: CheckReport, reason: str) -> None:
    done = waive_open(options.workspace(ctx), shown, reason)
    for waived in done:
        output.say(f"{waived.pair}: {waived.check} let pass on {counted(len(waived.beads), 'bead')}.")
    if not done:
        output.say("Nothing to let pass.")


def _as_a_whole(
    ctx: click.Context, pairs: tuple[str, ...], checks: tuple[str, ...], reason: str | None, *, lift: bool
) -> None:
    if lift == (reason is not None):
        raise UsageError("--standing goes with --waive REASON, --report-again without")
    workspace = options.workspace(ctx)
    if lift:
        done = report_again_in(workspace, pairs=pairs, checks=checks)
    else:
        done = waive_as_a_whole(workspace, reason or "", pairs=pairs, checks=checks)
    for waiver in done:
        output.say(f"{_scope(waiver)} {'reported again' if lift else 'let pass'} from now on.")


def _list_standing(ctx: click.Context) -> None:
    workspace = options.workspace_or_none(ctx)
    for waiver in load_waivers(workspace) if workspace else ():
        output.say(f"Standing: {_scope(waiver)}: {waiver.reason}")


def _scope(waiver: StandingWaiver) -> str:
    return f"{waiver.check or 'all checks'} in {waiver.pair or 'all pairs'}"


def _targets(
    ctx: click.Context, names: tuple[str, ...], languages: Languages, how: tuple[bytes, str | None]
) -> tuple[list[Target], tuple[Bitext, ...]]:
    """Return what to check and, when pairs are named, the rest of the workspace to compare them with."""
    stdin, encoding = how
    files = [name for name in names if name == "-" or Path(name).exists()]
    pairs = [name for name in names if name not in files]
    if pairs and options.workspace_or_none(ctx) is None:
        raise UsageError("no such file", where=pairs[0], hint="Name a file, or a pair inside a workspace")
    found = [Target(bitext=bitext_from_file(name, languages, stdin=stdin, encoding=encoding)) for name in files]
    if files and not pairs:
        return found, ()
    stored, others, warnings = stored_targets(options.workspace(ctx), pairs)
    for warning in warnings:
        output.warn(warning)
    return [*found, *stored], others
