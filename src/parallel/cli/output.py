"""Everything the command prints: data to standard output, words to standard error."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from parallel.workbench.progress import Progress, silent
from parallel.workbench.writing import write_output

STDOUT = "-"
TEXT_COLUMNS = frozenset({"by", "concept", "date", "document", "is", "measure", "pair", "rendering", "subject", "was"})
"""Columns of tables that hold words; figures stand to the right."""
_MAX_LINE = 400


def prepare() -> None:
    """Make the streams safe: data is UTF-8, and a screen that can't show a letter gets an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            screen = stream.isatty() or stream is sys.stderr
            encoding = stream.encoding if screen else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def finish() -> None:
    """Push out what is buffered, so that a full disk or a closed pipe is noticed.

    Raises:
        OSError: standard output can't take it.
    """
    sys.stdout.flush()


def abandon() -> None:
    """Give standard output up, so that the interpreter does not try to flush it at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def emit(chunks: Iterable[str], destination: str = STDOUT) -> None:
    """Write data to standard output, or to a file in one safe step.

    Raises:
        UsageError: the destination is no file.
        WriteError: it could not be written.
    """
    if destination != STDOUT:
        write_output(Path(destination), chunks)
        return
    for chunk in chunks:
        sys.stdout.write(chunk)


def say(words: str) -> None:
    """Print a line of words for a person."""
    print(printable(words), file=sys.stderr)


def warn(words: str) -> None:
    """Print a warning."""
    say(f"warning: {words}")


def error(words: str) -> None:
    """Print an error; only the first line of what went wrong."""
    with suppress(OSError, ValueError):
        say(f"error: {words}")


def opener(*, browse: bool) -> Callable[[str], None]:
    """Return what shows an address: prints it, and opens it in the browser where there is a screen to see it on."""

    def show(address: str) -> None:
        say(f"Open this link in your browser (it works once): {address}")
        say("Stop with Ctrl-C.")
        if browse and sys.stderr.isatty():
            import webbrowser  # noqa: PLC0415  (needed here only)

            webbrowser.open(address)

    return show


def printable(text: str) -> str:
    """Return text with control characters escaped, so that nothing in it can steer a terminal."""
    safe = "".join(
        char if char.isprintable() else char.encode("unicode_escape", "backslashreplace").decode() for char in text
    )
    return safe if len(safe) <= _MAX_LINE else safe[:_MAX_LINE] + "…"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: framed on a screen, plain aligned columns in a pipe."""
    from rich.console import Console  # noqa: PLC0415  (slow to import; most verbs print no table)
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 100)
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for name in header:
        shown.add_column(name, justify="left" if name in TEXT_COLUMNS else "right", overflow="fold")
    for row in rows:
        shown.add_row(*(Text(printable(cell)) for cell in row))
    console.print(shown)


@contextmanager
def progress(label: str) -> Iterator[Progress]:
    """Show a progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield silent
        return
    from rich.console import Console  # noqa: PLC0415  (slow to import)
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def show(what: str, done: int, total: int, /) -> None:
            bar.update(task, description=f"{label} {what}", completed=done, total=total)

        yield show
