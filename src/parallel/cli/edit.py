"""``tren edit``: every operation of the workbench, for scripts and terminals."""

import json
from collections.abc import Callable
from typing import Any

import click

from parallel.cli import options, output
from parallel.cli.listing import Group
from parallel.errors import UsageError, WriteError
from parallel.exchange.tsv import write_rows
from parallel.language.counting import counted
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, BeadState, PairId
from parallel.model.change import Change
from parallel.store.workspace import Workspace, pair_entry
from parallel.workbench.edits import holding, operations
from parallel.workbench.edits.editing import Base, Editor, Saved
from parallel.workbench.edits.holding import held_named
from parallel.workbench.edits.operations import Operation
from parallel.workbench.edits.selecting import Selection, named_beads, selected

HEADER = ("number", "id", "revision", "state", "confidence", "marks", "source", "target")
HELD = (*HEADER, "reason")
FOUND = ("pair", "number", "id", "state", "source", "target")
Command = Callable[..., Any]


@click.group("edit", cls=Group)
def command() -> None:
    """Edit the beads of a pair: merge, split, move, change a text, approve, flag, exclude, remark, waive, place.

    Beads are named by id or by number as `tren edit list PAIR` shows them. An edit is on the disk before "saved" is
    said, and `tren undo PAIR` takes it back.
    """


def editor_for(ctx: click.Context, pair: str) -> Editor:
    """Return the editor of a pair.

    Raises:
        UsageError: no such pair, or it was never aligned.
        InputError: its file is damaged or gone.
    """
    workspace = options.workspace(ctx)
    editor = Editor(workspace, pair_entry(workspace.manifest(), pair).id)
    for warning in editor.warnings:
        output.warn(warning)
    return editor


def finish(editor: Editor) -> None:
    """Write edits into aligned/; where that fails they are safe in the journal, and a warning says so."""
    try:
        editor.fold()
    except WriteError as error:
        output.warn(f"the edit is saved in the journal and not yet in aligned/: {error}")


def tell(saved: Saved, pair: PairId, verb: str = "") -> None:
    """Say what was saved."""
    if saved.sequence == 0:
        output.say(f"{pair}: nothing to change.")
        return
    beads = counted(saved.count, "bead") if saved.count else "no bead of the text"
    again = ", as before" if saved.repeated else ""
    output.say(f"{pair}: saved as edit {saved.sequence}{again}: {verb}{saved.kind}, {beads}.")


@command.command("list")
@click.argument("pair", required=False)
@click.option("--state", "states", type=click.Choice(list(BeadState)), multiple=True, help="Only beads in this state.")
@click.option("--flagged", is_flag=True, help="Only flagged beads.")
@click.option("--find", default="", metavar="TEXT", help="Only beads that hold TEXT on either side.")
@options.choice("tsv", "json")
@click.pass_context
def list_beads(
    ctx: click.Context, pair: str | None, states: tuple[str, ...], find: str, form: str, *, flagged: bool
) -> None:
    """List the beads of PAIR with their numbers, ids and revisions; without PAIR, --find looks through all pairs."""
    if pair is None:
        _list_found(options.workspace(ctx), find, form)
        return
    wanted = frozenset(map(BeadState, states)) or frozenset(BeadState)
    found = selected(editor_for(ctx, pair).pair, Selection(states=wanted, flagged=flagged, find=find))
    _emit(HEADER, [_row(number, bead) for number, bead in found], form)


def _list_found(workspace: Workspace, text: str, form: str) -> None:
    if not text:
        raise UsageError("name a pair, or give --find", hint="See `tren edit list --help`")
    from parallel.workbench.edits.searching import find_beads  # noqa: PLC0415  (the index is slow to import)

    hits = find_beads(workspace, text)
    _emit(FOUND, [(hit.pair, str(hit.number), hit.id, hit.state, hit.source, hit.target) for hit in hits], form)


def _emit(header: tuple[str, ...], rows: list[tuple[str, ...]], form: str) -> None:
    if form == "json":
        output.emit(json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)
    else:
        output.emit(write_rows(header, rows))


def _row(number: int, bead: AlignedBead) -> tuple[str, ...]:
    marks = [("flagged", bead.flagged), ("excluded", bead.excluded), ("note", bead.note)]
    marks += [(f"waives {waiver.check}", waiver.reason) for waiver in bead.waivers]
    said = "; ".join(f"{name}: {text}" for name, text in marks if text)
    texts = (bead.source.text, bead.target.text)
    return (str(number), bead.id, bead.revision, bead.state.value, f"{bead.confidence:.3f}", said, *texts)


def _saving(function: Command) -> Command:
    """Add the arguments and options every edit has."""
    for add in (
        click.pass_context,
        click.option(
            "--id", "operation_id", default="", metavar="ID", help="Sent again with this id, it is done once."
        ),
        click.option("--base", "bases", multiple=True, metavar="BEAD@REVISION", help="Refuse if BEAD is another now."),
        click.argument("pair"),
    ):
        function = add(function)
    return function


def _edit(ctx: click.Context, pair: str, bases: tuple[str, ...], operation_id: str, operation: Operation) -> None:
    editor = editor_for(ctx, pair)
    saved = editor.apply(operation, _base(editor.pair, bases) if bases else None, operation_id)
    finish(editor)
    tell(saved, editor.id)


def _base(pair: AlignedPair, bases: tuple[str, ...]) -> Base:
    found = {}
    for base in bases:
        name, mark, revision = base.rpartition("@")
        if not mark:
            raise UsageError(f"--base {base!r} is not of the form BEAD@REVISION", hint="See `tren edit list`")
        found[named_beads(pair, [name])[0] if name.isdecimal() else BeadId(name)] = revision
    return found


def _marking(name: str, help_text: str, operation: Callable[..., Any], *words: str) -> None:
    """Add a sub-verb that marks any number of beads; ``words`` are options it needs."""

    def marks(
        ctx: click.Context, pair: str, bases: tuple[str, ...], operation_id: str, beads: tuple[str, ...], **said: str
    ) -> None:
        _edit(ctx, pair, bases, operation_id, lambda now: operation(now, beads=named_beads(now, beads), **said))

    function: Command = click.argument("beads", nargs=-1, required=True, metavar="BEAD...")(marks)
    for word in words:
        function = click.option(f"--{word}", required=True, help=_WORDS[word])(function)
    command.command(name, help=help_text)(_saving(function))


_WORDS = {
    "note": "What to look at; of `note`, the remark itself (empty removes it).",
    "reason": "Why.",
    "check": "Id of the check, such as number or omission.",
}
_marking("unapprove", "Take approval of beads back; they count as edited.", operations.unapprove)
_marking("flag", "Mark beads for another look; approval stays.", operations.flag, "note")
_marking("unflag", "Take the mark for another look from beads.", operations.unflag)
_marking("exclude", "Keep beads from every export, saying why.", operations.exclude, "reason")
_marking("include", "Let beads that were excluded into exports again.", operations.include)
_marking("note", "Write a remark on beads that asks for nothing.", operations.annotate, "note")
_marking("waive", "Let a check pass on beads as long as their texts stay.", operations.waive, "check", "reason")
_marking("unwaive", "Let a check report on beads again after a waiver.", operations.unwaive, "check")


@command.command("approve")
@_saving
@click.argument("beads", nargs=-1, metavar="[BEAD]...")
@click.option("--all", "everything", is_flag=True, help="All beads of the pair that are not excluded.")
@click.option(
    "--above", type=click.FloatRange(0, 1), default=0.0, metavar="P", help="With --all: only from this confidence on."
)
def approve(
    ctx: click.Context,
    pair: str,
    bases: tuple[str, ...],
    operation_id: str,
    beads: tuple[str, ...],
    above: float,
    *,
    everything: bool,
) -> None:
    """Vouch for beads of PAIR; any number of them is one edit."""
    if everything == bool(beads):
        raise UsageError("name beads, or give --all", hint="See `tren edit approve --help`")

    def operation(now: AlignedPair) -> Change:
        chosen = [bead.id for _, bead in selected(now, Selection(above=above)) if not bead.excluded]
        return operations.approve(now, chosen if everything else named_beads(now, beads))

    _edit(ctx, pair, bases, operation_id, operation)


@command.command("merge")
@_saving
@click.argument("beads", nargs=-1, required=True, metavar="BEAD BEAD...")
def merge(ctx: click.Context, pair: str, bases: tuple[str, ...], operation_id: str, beads: tuple[str, ...]) -> None:
    """Join neighbouring beads of PAIR into one."""
    _edit(ctx, pair, bases, operation_id, lambda now: operations.merge(now, named_beads(now, beads)))


@command.command("split")
@_saving
@click.argument("bead")
@click.argument("source", type=click.IntRange(min=0))
@click.argument("target", type=click.IntRange(min=0))
def split(
    ctx: click.Context, pair: str, bases: tuple[str, ...], operation_id: str, bead: str, source: int, target: int
) -> None:
    """Cut BEAD in two: SOURCE and TARGET sentences of its sides stay in the first part."""

    def operation(now: AlignedPair) -> Change:
        return operations.split(now, named_beads(now, [bead])[0], source, target)

    _edit(ctx, pair, bases, operation_id, operation)


@command.command("move", context_settings={"ignore_unknown_options": True})
@_saving
@click.argument("bead")
@click.argument("side", type=click.Choice(["source", "target"]))
@click.argument("count", type=int)
def move(
    ctx: click.Context, pair: str, bases: tuple[str, ...], operation_id: str, bead: str, side: str, count: int
) -> None:
    """Move COUNT sentences of one side of BEAD to the next bead, or with a negative COUNT to the one before."""

    def operation(now: AlignedPair) -> Change:
        return operations.move(now, named_beads(now, [bead])[0], side, count)

    _edit(ctx, pair, bases, operation_id, operation)


@command.command("text")
@_saving
@click.argument("bead")
@click.argument("side", type=click.Choice(["source", "target"]))
@click.argument("text", required=False)
def text(
    ctx: click.Context,
    pair: str,
    bases: tuple[str, ...],
    operation_id: str,
    bead: str,
    side: str,
    text: str | None,
) -> None:
    """Set what one side of BEAD says; without TEXT it says again what the document says."""

    def operation(now: AlignedPair) -> Change:
        return operations.edit_text(now, named_beads(now, [bead])[0], side, text)

    _edit(ctx, pair, bases, operation_id, operation)


@command.command("held")
@click.argument("pair")
@options.choice("tsv", "json")
@click.pass_context
def list_held(ctx: click.Context, pair: str, form: str) -> None:
    """List the work of PAIR whose sentences have gone from the text, with numbers for `place` and `put-away`."""
    held = enumerate(editor_for(ctx, pair).held, 1)
    _emit(HELD, [(*_row(number, item.bead), item.reason) for number, item in held], form)


@command.command("place")
@_saving
@click.argument("held")
@click.argument("bead")
@click.option("--source", is_flag=True, help="Bring the held source text too, not only the target's.")
def place(
    ctx: click.Context, pair: str, bases: tuple[str, ...], operation_id: str, held: str, bead: str, *, source: bool
) -> None:
    """Bring the work of a HELD bead of PAIR onto BEAD: its text, marks and remarks. BEAD counts as edited then."""
    (chosen,) = held_named(editor_for(ctx, pair).held, [held])

    def operation(now: AlignedPair) -> Change:
        return holding.place(now, named_beads(now, [bead])[0], chosen, source=source)

    _edit(ctx, pair, bases, operation_id, operation)


@command.command("put-away")
@_saving
@click.argument("held", nargs=-1, required=True, metavar="HELD...")
def put_away(ctx: click.Context, pair: str, bases: tuple[str, ...], operation_id: str, held: tuple[str, ...]) -> None:
    """Hold beads of PAIR no longer, once you have looked at them; `tren undo PAIR` brings them back."""
    chosen = held_named(editor_for(ctx, pair).held, held)
    _edit(ctx, pair, bases, operation_id, lambda now: holding.put_away(now, chosen))


@command.command("realign")
@_saving
@click.argument("first")
@click.argument("last")
def realign(ctx: click.Context, pair: str, bases: tuple[str, ...], operation_id: str, first: str, last: str) -> None:
    """Pair the sentences from bead FIRST to LAST anew; beads people had in hand stay as they are."""
    from parallel.workbench.glossary.termbases import load_termbase  # noqa: PLC0415  (the aligner is slow to import)
    from parallel.workbench.pairs.aligning import Knowledge, aligner_for  # noqa: PLC0415
    from parallel.workbench.pairs.learning import model_for  # noqa: PLC0415

    workspace = options.workspace(ctx)
    termbase = load_termbase(workspace)

    def operation(now: AlignedPair) -> Change:
        start, end = named_beads(now, [first, last])
        knowledge = Knowledge(termbase=termbase, model=model_for(workspace, now.languages))
        return operations.realign(now, start, end, aligner_for(now.languages, knowledge))

    _edit(ctx, pair, bases, operation_id, operation)
