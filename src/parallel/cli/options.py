"""Options and arguments several verbs share."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from parallel.errors import UsageError
from parallel.model.bitext import Languages
from parallel.model.document import Language
from parallel.store.workspace import Workspace, find_workspace, require_workspace

Command = TypeVar("Command", bound=Callable[..., Any])


def encoding(command: Command) -> Command:
    """Add ``--encoding``."""
    text = "Codec of the file, such as cp1254; UTF-8 and marked UTF-16 are recognised."
    return click.option("--encoding", metavar="CODEC", help=text)(command)


def destination(command: Command) -> Command:
    """Add ``-o``."""
    text = "Write to FILE instead of standard output."
    return click.option("-o", "--out", "destination", metavar="FILE", default="-", help=text)(command)


def glossary(command: Command) -> Command:
    """Add ``--glossary``."""
    text = "Term base to use: a folder or file of YAML, or a CSV with header concept_id,lang,term,status."
    return click.option("--glossary", metavar="PATH", help=text)(command)


def languages(command: Command) -> Command:
    """Add ``--languages``."""
    text = "Direction, such as tr-en or de-fr."
    return click.option("--languages", "languages", default="tr-en", show_default=True, help=text, callback=_languages)(
        command
    )


def language(command: Command) -> Command:
    """Add ``--lang``."""
    return click.option(
        "--lang", "language", metavar="CODE", help="Language of the text: tr or en.", callback=_language
    )(command)


def choice(*names: str) -> Callable[[Command], Command]:
    """Add ``--format``; the first name is the default."""
    kind = click.Choice(names)
    return click.option("--format", "form", type=kind, default=names[0], show_default=True, help="Form of the output.")


def workspace_or_none(ctx: click.Context) -> Workspace | None:
    """Return the workspace the command stands in, or None."""
    return find_workspace(_folder(ctx))


def workspace(ctx: click.Context) -> Workspace:
    """Return the workspace the command stands in.

    Raises:
        UsageError: there is none.
    """
    return require_workspace(_folder(ctx))


def standard_input(*names: str) -> bytes:
    """Return what is on standard input when one of the names is ``-``.

    Raises:
        UsageError: ``-`` is named twice, or there is no standard input.
    """
    asked = names.count("-")
    if asked > 1:
        raise UsageError("standard input can be read only once", hint="Name a file for one side")
    if asked == 0:
        return b""
    try:
        return sys.stdin.buffer.read()
    except (OSError, ValueError, AttributeError):
        raise UsageError("standard input is closed", hint="Pipe text into the command or name a file") from None


def _folder(ctx: click.Context) -> Path:
    return ctx.obj if isinstance(ctx.obj, Path) else Path()


def parsed_languages(ctx: click.Context, param: click.Parameter, value: str | None) -> Languages | None:
    """Read a direction that may be left open."""
    return None if value is None else _languages(ctx, param, value)


def _languages(ctx: click.Context, param: click.Parameter, value: str) -> Languages:
    del ctx, param
    source, _, target = value.partition("-")
    if not (source.isalpha() and target.isalpha()):
        raise UsageError(f"languages {value!r} are not of the form tr-en", hint="Write two codes with a hyphen")
    return Languages(Language(source), Language(target))


def _language(ctx: click.Context, param: click.Parameter, value: str | None) -> Language | None:
    del ctx, param
    if value is None:
        return None
    if not value.isalpha():
        raise UsageError(f"no language {value!r}", hint="Use a code such as tr or en")
    return Language(value)
