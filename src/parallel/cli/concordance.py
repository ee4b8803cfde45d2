"""``tren concordance``."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

import click

from parallel.cli import options, output
from parallel.language.counting import counted
from parallel.model.document import Language
from parallel.terms.concordance import CONTEXT
from parallel.workbench.glossary.concordances import Occurrence, Scope, counts_by_rendering, occurrences
from parallel.workbench.glossary.termbases import load_termbase

HEADER = ("rendering", "unit", "bead", "place", "left", "keyword", "right", "certainty")
NONE = "(no rendering of the term base)"


@click.command("concordance")
@click.argument("term")
@click.option("--pair", "pairs", multiple=True, metavar="PAIR", help="Only in this pair; may be given more than once.")
@click.option("--pairs-only", is_flag=True, help="Leave out texts that are not translated yet.")
@click.option("--width", type=click.IntRange(0, 400), default=CONTEXT, show_default=True, help="Characters each side.")
@options.language
@options.glossary
@options.choice("text", "tsv", "json")
@options.destination
@click.pass_context
def command(
    ctx: click.Context,
    term: str,
    pairs: tuple[str, ...],
    width: int,
    language: Language | None,
    glossary: str | None,
    form: str,
    destination: str,
    *,
    pairs_only: bool,
) -> None:
    """Show every occurrence of TERM in the workspace in its context, grouped by rendering, with counts.

    TERM may be any form of a term in Turkish or English, a concept id, or any other words. Untranslated documents are
    searched too. Nothing found leaves with status 1.
    """
    workspace = options.workspace(ctx)
    scope = Scope(pairs=pairs, documents=not (pairs or pairs_only), language=language, width=width)
    found = occurrences(workspace, load_termbase(workspace, glossary), term, scope)
    output.emit(_FORMS[form](found), destination)
    said = ", ".join(f"{rendering or 'none'} {count}" for rendering, count in counts_by_rendering(found))
    output.say(f"{counted(len(found), 'occurrence')}{f': {said}' if said else ''}.")
    if not found:
        ctx.exit(1)


def grouped(found: Iterable[Occurrence]) -> Iterator[str]:
    """Yield a line for each rendering with its count, and the occurrences under it, keywords below each other."""
    for rendering, group in groupby(found, key=lambda one: one.line.rendering):
        ones = list(group)
        yield output.printable(f"{rendering or NONE} ({len(ones)})")
        width = max(len(one.line.left) for one in ones)
        names = max(len(_name(one)) for one in ones)
        for one in ones:
            line = one.line
            yield f"  {_name(one):{names}}  {_safe(line.left):>{width}}[{_safe(line.keyword)}]{_safe(line.right)}"


def occurrence_record(one: Occurrence) -> dict[str, object]:
    """Return an occurrence as its fields by name."""
    return dict(zip(HEADER, _row(one), strict=True))


def _name(one: Occurrence) -> str:
    return f"{one.unit} {one.bead}" if one.bead.isdecimal() else one.place


def _safe(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def _row(one: Occurrence) -> tuple[str, ...]:
    line = one.line
    where = (line.rendering, one.unit, one.bead, one.place)
    return (*where, line.left, line.keyword, line.right, line.certainty.value)


def _text(found: tuple[Occurrence, ...]) -> Iterator[str]:
    return (f"{line}\n" for line in grouped(found))


def _tsv(found: tuple[Occurrence, ...]) -> Iterator[str]:
    from parallel.exchange.tsv import write_rows  # noqa: PLC0415  (the exchange formats are slow to import)

    return iter(write_rows(HEADER, map(_row, found)))


def _json(found: tuple[Occurrence, ...]) -> Iterator[str]:
    return (json.dumps(occurrence_record(one), ensure_ascii=False) + "\n" for one in found)


_FORMS = {"text": _text, "tsv": _tsv, "json": _json}
