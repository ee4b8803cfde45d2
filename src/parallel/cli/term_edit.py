"""``tren terms show|add|edit|remove|undo|redo|prefer``: entries by hand, one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from parallel.cli import options, output
from parallel.errors import UsageError
from parallel.exchange.termlists import concept_id
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Concept, ConceptId, Source, Term, TermStatus
from parallel.store.preferences import Preference
from parallel.store.termfile import SavedTerm
from parallel.store.termtext import Edit, concept_text, with_field, with_term, without_term
from parallel.store.workspace import Workspace
from parallel.workbench.glossary.editing import (
    add_concept,
    edit_concept,
    entries_of,
    located,
    own_glossary,
    replace_entry,
    take_back,
)
from parallel.workbench.glossary.preferring import prefer
from parallel.workbench.glossary.termbases import glossary_folder, load_termbase
from parallel.workbench.texts.opening import raw_from

_STATUSES = click.Choice([status.value for status in TermStatus])


@contextmanager
def editable(ctx: click.Context) -> Iterator[Workspace]:
    """Have the workspace with a glossary of its own; the one that ships is copied where it has none.

    Raises:
        UsageError: no workspace.
        WriteError: the copy can't be written.
    """
    workspace = options.workspace(ctx)
    with own_glossary(workspace) as copied:
        yield workspace
    if copied:
        output.say("The glossary that ships was copied to glossary/, so that it can be edited here.")


def tell(saved: SavedTerm, file: str, name: str = "") -> None:
    """Say what was saved."""
    what = name or (saved.entry.id if saved.entry else "the entry")
    if saved.sequence == 0:
        output.say(f"{what}: nothing to change.")
    else:
        again = ", as before" if saved.repeated else ""
        output.say(f"{what}: saved in glossary/{file} as edit {saved.sequence}{again} ({saved.kind}).")


@click.command("show")
@click.argument("concept")
@click.pass_context
def show(ctx: click.Context, concept: str) -> None:
    """Print the entry of CONCEPT as it stands in its file; its place and revision go to standard error."""
    workspace = options.workspace_or_none(ctx)
    known = load_termbase(workspace).by_id.get(ConceptId(concept))
    if known is None:
        raise UsageError(f"no concept {concept!r}", hint="Find its id with `tren lookup`")
    if workspace is None or glossary_folder(workspace) != workspace.glossary_path:
        output.emit([concept_text(known)])
        output.say("of the glossary that ships; `tren terms edit` copies it into the workspace")
        return
    found = located(workspace, concept)
    output.emit([found.entry.text])
    output.say(f"{found.concept.where}, revision {found.entry.revision}")


@click.command("add")
@click.option("--id", "name", default="", metavar="ID", help="Concept id; made from the first term when left out.")
@click.option("--tr", "turkish", multiple=True, metavar="TERM", help="Turkish term; the first one is preferred.")
@click.option("--en", "english", multiple=True, metavar="TERM", help="English term; the first one is preferred.")
@click.option("--definition", default="", metavar="TEXT", help="One or two sentences in English.")
@click.option("--domain", default="", metavar="DOMAIN", help="Such as treaty or institution.")
@click.option("--period", default="", metavar="YEARS", help="Such as 1918–1923.")
@click.option("--usage", default="", metavar="TEXT", help="Who uses which rendering.")
@click.option("--source", "sources", multiple=True, metavar="TEXT", help="Reference; `editorial` when left out.")
@click.option("--from", "source_file", metavar="FILE", help="Take entries from FILE (or -), YAML as in glossary/.")
@click.option("--file", "target", default="", metavar="NAME", help="File in glossary/ to write to.")
@click.option("--once", "operation_id", default="", metavar="KEY", help="Sent again with this key, it is done once.")
@click.pass_context
def add(
    ctx: click.Context,
    /,
    name: str,
    turkish: tuple[str, ...],
    english: tuple[str, ...],
    source_file: str | None,
    target: str,
    operation_id: str,
    sources: tuple[str, ...],
    **texts: Any,
) -> None:
    """Add a concept to the glossary; it is validated first, and everything else in the file stays as it is."""
    if source_file is not None:
        if name or turkish or english or any(texts.values()):
            raise UsageError("entries come from --from or from options, not both")
        text = raw_from(source_file, stdin=options.standard_input(source_file)).text
        entries = list(entries_of(text, source_file))
    else:
        entries = [concept_text(_concept(name, turkish, english, sources, texts))]
    with editable(ctx) as workspace:
        for entry in entries:
            file, saved = add_concept(workspace, entry, target, operation_id)
            tell(saved, file)


def _concept(
    name: str, turkish: tuple[str, ...], english: tuple[str, ...], sources: tuple[str, ...], texts: dict[str, Any]
) -> Concept:
    if not turkish and not english:
        raise UsageError("no term given", hint="Give at least --tr TERM and --en TERM, or --from FILE")
    terms = [
        Term(text=text, language=language, status=TermStatus.ADMITTED if position else TermStatus.PREFERRED)
        for language, given in ((TURKISH, turkish), (ENGLISH, english))
        for position, text in enumerate(given)
    ]
    return Concept(
        id=ConceptId(name or concept_id(terms[0].text)),
        terms=tuple(terms),
        sources=tuple(Source(title=text) for text in sources or ("editorial",)),
        review="draft",
        **texts,
    )


@click.command("edit")
@click.argument("concept")
@click.option("--definition", metavar="TEXT", help="New definition.")
@click.option("--domain", metavar="DOMAIN", help="New domain.")
@click.option("--period", metavar="YEARS", help="New period; empty removes it.")
@click.option("--usage", metavar="TEXT", help="New note on usage; empty removes it.")
@click.option("--term", metavar="TEXT", help="A term to add, or to give another status or reason.")
@click.option("--status", type=_STATUSES, default="admitted", show_default=True, help="Status of --term.")
@click.option("--reason", default="", metavar="TEXT", help="Why --term has its status.")
@click.option("--variant", "variants", multiple=True, metavar="TEXT", help="Another spelling of --term.")
@click.option("--without", metavar="TEXT", help="A term to take out.")
@click.option(
    "--lang", "language", type=click.Choice(["tr", "en"]), default="en", show_default=True, help="Its language."
)
@click.option("--from", "source_file", metavar="FILE", help="Put the entry in FILE (or -) in its place.")
@click.option("--base", metavar="REVISION", help="Refuse if the entry is another now; see `tren terms show`.")
@click.pass_context
def edit(ctx: click.Context, /, concept: str, source_file: str | None, base: str | None, **said: Any) -> None:
    """Change the entry of CONCEPT: comments, order and fields unknown to tren stay as they are.

    Without options the entry is opened in your editor. What would break a rule of `tren terms validate` is refused.
    """
    edits = _edits(said)
    text = raw_from(source_file, stdin=options.standard_input(source_file)).text if source_file is not None else None
    with editable(ctx) as workspace:
        found = located(workspace, concept)
        if text is not None:
            tell(replace_entry(workspace, concept, text, base=base), found.file, concept)
            return
        if edits:
            tell(edit_concept(workspace, concept, edits, base=base), found.file, concept)
            return
    changed = click.edit(found.entry.text, extension=".yaml")
    if changed is None:
        output.say(f"{concept}: nothing to change.")
        return
    tell(replace_entry(workspace, concept, changed, base=found.entry.revision), found.file, concept)


def _edits(said: dict[str, Any]) -> list[Edit]:
    edits = [
        with_field(name, value)
        for name in ("definition", "domain", "period", "usage")
        if (value := said[name]) is not None
    ]
    language = Language(str(said["language"]))
    if said["without"]:
        edits.append(without_term(language, said["without"]))
    if said["term"]:
        status, variants = TermStatus(str(said["status"])), tuple(said["variants"] or ())
        term = Term(text=said["term"], language=language, status=status, reason=said["reason"] or "", variants=variants)
        edits.append(with_term(term))
    return edits


@click.command("remove")
@click.argument("concept")
@click.option("--base", metavar="REVISION", help="Refuse if the entry is another now; see `tren terms show`.")
@click.pass_context
def remove(ctx: click.Context, concept: str, base: str | None) -> None:
    """Take CONCEPT out of the glossary; `tren terms undo FILE` brings it back."""
    with editable(ctx) as workspace:
        file = located(workspace, concept).file
        tell(replace_entry(workspace, concept, None, base=base), file, concept)


@click.command("undo")
@click.argument("file")
@click.pass_context
def undo(ctx: click.Context, file: str) -> None:
    """Take back the last edit of FILE in glossary/, such as treaties.yaml."""
    tell(take_back(options.workspace(ctx), file), file)


@click.command("redo")
@click.argument("file")
@click.pass_context
def redo(ctx: click.Context, file: str) -> None:
    """Do the last edit of FILE again that was taken back."""
    tell(take_back(options.workspace(ctx), file, again=True), file)


@click.command("prefer")
@click.argument("concept")
@click.argument("rendering")
@click.option("--article", default="", metavar="ID", help="Only in this document or pair.")
@click.option("--author", default="", metavar="NAME", help="Only in texts of this author, as in the manifest.")
@click.option("--client", default="", metavar="NAME", help="Only for this client, as in the manifest.")
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@click.pass_context
def prefer_rendering(ctx: click.Context, /, concept: str, rendering: str, reason: str, **scope: str) -> None:
    """Ask for RENDERING of CONCEPT in this workspace, or only for an article, author or client.

    Kept in glossary/preferences.yaml; `tren check` then reports other renderings there as glossary-not-preferred.
    """
    if sum(map(bool, scope.values())) > 1:
        raise UsageError("give one of --article, --author and --client", hint="Call it once for each")
    workspace = options.workspace(ctx)
    wanted = Preference(concept=ConceptId(concept), prefer=rendering, reason=reason, **scope)
    prefer(workspace, load_termbase(workspace), wanted)
    output.say(f"{concept}: {rendering} is preferred{_for(scope)}.")


def _for(scope: dict[str, str]) -> str:
    return "".join(f" for {name} {value}" for name, value in scope.items() if value)


COMMANDS = (show, add, edit, remove, undo, redo, prefer_rendering)
"""What ``tren terms`` gains."""
