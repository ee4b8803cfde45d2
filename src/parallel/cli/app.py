"""The command group and the last word on every error."""

import errno
import os
import signal
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from types import MappingProxyType

import click

from parallel import __version__
from parallel.cli import output
from parallel.cli.listing import Group
from parallel.errors import ParallelError, UsageError, WriteError

VERBS: Mapping[str, str] = MappingProxyType(
    {
        "init": "Make FOLDER (default: this one) a workspace.",
        "add": "Copy FILE into the workspace, byte for byte, and list it in the manifest.",
        "build": "Bring everything stale up to date, from raw document to exports.",
        "clean": "Clean a document as it fell out of a PDF.",
        "segment": "Cut a text into sentences, one per line.",
        "align": "Pair the sentences of two files, or align pairs of the workspace anew.",
        "learn": "Learn which words translate each other from the workspace's own beads.",
        "edit": "Edit the beads of a pair: merge, split, move, change a text, approve, flag, exclude, remark, waive, "
        "place.",
        "undo": "Take the last edit of PAIR back that was not taken back yet.",
        "redo": "Do the last edit of PAIR again that was taken back.",
        "log": "List the edits of PAIR, oldest first, or with BEAD what became of one bead.",
        "lookup": "Look a term up in any spelling or inflection, in Turkish or English.",
        "concordance": "Show every occurrence of TERM in the workspace in its context, grouped by rendering, "
        "with counts.",
        "terms": "Find terms in a text; list, validate, extend, edit, import, export and merge the term base.",
        "check": "Check translations for consistency: terms, numbers, dates, quotes and more.",
        "score": "Score pairs: coverage, consistency of terms and, with a reference, closeness to it.",
        "report": "Write a report on pairs, or all: summary, findings, terms, alignment and history in one HTML file.",
        "export": "Export aligned pairs, all of them or the named ones, in one file.",
        "serve": "Open the workbench in the browser: review, glossary, consistency, scores, export.",
        "review": "Open one pair in the browser, at its first bead still to be reviewed.",
        "memory": "Search the translation memory, or import one from TMX.",
        "import": "Bring aligned text in: a new pair of the workspace, or changes to one that was exported from it.",
        "doctor": "Say everything that is wrong with this workspace, and what to do about each.",
        "restore": "Put pairs, the manifest or glossary files back from their newest whole backup.",
    }
)
"""Verb and the first sentence of its help, in the order of work. Its module is loaded only when it is called."""
INTERRUPTED = 130
PIPE_CLOSED = 141
BUG = 70


class PipeClosed(Exception):  # noqa: N818  (not a mistake of anybody: the reader has seen enough)
    """Whoever read our standard output has left."""


class VerbGroup(Group):
    """Loads a verb's module when the verb is called, so that light verbs start fast."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; a closed pipe is kept from click, which would hide it behind status 1."""
        try:
            result: object = super().invoke(ctx)
            output.finish()
        except BrokenPipeError as error:
            raise PipeClosed from error
        return result

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of work."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb's command, or None for an unknown verb."""
        del ctx
        if cmd_name not in VERBS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"parallel.cli.{module}").command
        return command

    def sentence_of(self, ctx: click.Context, name: str) -> str:
        """Return the sentence of a verb without loading it."""
        del ctx
        return VERBS[name]


EPILOG = """\
\b
Examples:
  tren build                               everything stale in this workspace
  tren lookup "Misak-ı Millî’nin"          the entry for any spelling or inflection
  tren align tr.txt en.txt --format tsv    pair the sentences of two texts
  tren check 004.abstract                  findings for one pair
  tren export --format tmx -o all.tmx      hand the bitext to a translation tool

\b
Exit status: 0 done, 1 checks found problems, 2 wrong usage, 3 input refused,
4 could not write, 70 a bug, 130 stopped, 141 reader closed the pipe.
"""


@click.group(cls=VerbGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", metavar="DIR", default=".", help="Work in the workspace that holds DIR.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(__version__, prog_name="tren")
@click.pass_context
def main(ctx: click.Context, folder: str, *, debug: bool) -> None:
    """Turkish–English parallel translation workbench.

    Takes articles of the late Ottoman and early Republican period as they came out of the PDF: cleans them, cuts
    sentences, pairs them with their English, keeps terms consistent and hands over TMX.
    """
    del debug  # read by run()
    if not Path(folder).is_dir():
        raise UsageError("no such folder", where=folder, hint="Name an existing folder after -C")
    ctx.obj = Path(folder)


def run(was_stopped: Callable[[], bool] = lambda: False) -> int:
    """Run the command and return the status ``--help`` promises; a person never sees a traceback unasked.

    Args:
        was_stopped: tells whether a signal to end has come.
    """
    output.prepare()
    # Before NumPy is loaded: its matrices are small here, and threads that wait for them double the processor time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        status = main.main(standalone_mode=False)
        _hear_no_more()
    except BaseException as error:  # the one place that turns every error into a line and a status
        _hear_no_more()
        if "--debug" in sys.argv:
            raise
        hidden = was_stopped() and not isinstance(error, ParallelError | PipeClosed | click.exceptions.Exit)
        status = _status_of(KeyboardInterrupt() if hidden else error)
    return status if isinstance(status, int) else 0


def _hear_no_more() -> None:
    """The work has ended: a signal that comes now, or while the interpreter puts itself away, must not change how."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def _status_of(error: BaseException) -> int:
    """Say what went wrong in one line and return the exit status for it."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, PipeClosed):
        output.abandon()
        return PIPE_CLOSED
    words, status = _described(error)
    output.error(words)
    return status


def _described(error: BaseException) -> tuple[str, int]:
    if isinstance(error, ParallelError):
        return str(error), error.exit_code
    if isinstance(error, click.ClickException):
        said = error.format_message()
        return f"{said}{'' if said.endswith(('.', '?')) else '.'} Try `tren --help`.", UsageError.exit_code
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return "stopped.", INTERRUPTED
    if isinstance(error, OSError):
        output.abandon()
        name = error.filename if isinstance(error.filename, str) else "output"
        what = os.strerror(error.errno or errno.EIO)
        return str(WriteError(what, where=name, hint="Make room or write elsewhere")), WriteError.exit_code
    return f"a bug in tren ({type(error).__name__}: {error}). Run it again with --debug and report it.", BUG
