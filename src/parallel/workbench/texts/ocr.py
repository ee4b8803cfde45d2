"""Damaged words: reported with suggestions, repaired only where a person says so."""

import shutil
import subprocess
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from parallel.clean.ocr import Suspect, find_suspects
from parallel.clean.overlay import repair_of
from parallel.clean.words.lexis import Dictionary
from parallel.errors import InputError, UsageError
from parallel.exchange.tsv import unescape, write_rows
from parallel.language.tokens import word_texts
from parallel.model.document import TURKISH, CleanDocument, RawDocument, Repair
from parallel.model.termbase import TermBase
from parallel.store import atomic
from parallel.store.lock import locked
from parallel.store.overlay import load_overlay, overlay_path, render_overlay
from parallel.store.workspace import Workspace, document_entry
from parallel.workbench.glossary.termbases import load_termbase
from parallel.workbench.texts.documents import raw_of_entry, read_raw

HEADER = ("line", "at", "printed", "meant", "others", "margin")
"""Columns of the report: line and raw offset of the word, the first suggestion, further ones, nats in its favour."""
_DICTIONARY = "tr_TR"
_PATIENCE = 60
"""Seconds after which hunspell is not waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageReport:
    """The probably damaged words of a document."""

    document: CleanDocument
    """Cleaned, accepted repairs applied."""
    suspects: tuple[Suspect, ...]
    """In order."""
    dictionary: str = ""
    """The spelling checker that was asked too; empty where none is installed."""


def report_damage(raw: RawDocument, workspace: Workspace | None) -> DamageReport:
    """Clean a document and look for words that a scanner has probably damaged.

    Raises:
        InputError: the glossary is refused.
    """
    clean = read_raw(raw).clean
    terms = list(glossary_words(load_termbase(workspace)))
    dictionary = _hunspell()
    suspects = find_suspects(clean, terms=terms, dictionary=dictionary)
    name = f"hunspell {_DICTIONARY}" if dictionary else ""
    return DamageReport(document=clean, suspects=suspects, dictionary=name)


def report_rows(report: DamageReport) -> Iterator[str]:
    """Yield the report as TSV; a row a person leaves in the file can be accepted."""
    yield from write_rows(HEADER, (_row(report.document, suspect) for suspect in report.suspects))


def report_values(report: DamageReport) -> list[dict[str, object]]:
    """Return the report as plain values, for JSON."""
    return [
        {
            "line": line_of(report.document, suspect),
            "start": suspect.raw.start,
            "end": suspect.raw.end,
            "word": suspect.word,
            "suggestions": list(suspect.suggestions),
            "margin": round(suspect.margin, 2),
            "passage": suspect.passage,
        }
        for suspect in report.suspects
    ]


def line_of(document: CleanDocument, suspect: Suspect) -> int:
    """Return the raw line a word begins on, from 1."""
    return document.raw.text.count("\n", 0, suspect.raw.start) + 1


def accept_repairs(workspace: Workspace, document: str, text: str, where: str) -> int:
    """Keep the rows of a report, as a person has left and changed them, as repairs of a document.

    Args:
        workspace: where it stands.
        document: its id.
        text: the report as TSV; of its columns line, at, printed and meant are read.
        where: the report's name, for messages.

    Returns:
        How many repairs are new or changed.

    Raises:
        UsageError: an unknown document.
        InputError: a row is not of the form, or its word does not stand where it says.
        WriteError: the overlay could not be written, or another writer is at work.
    """
    with locked(workspace.hidden_path):
        entry = document_entry(workspace.manifest(), document)
        overlay = load_overlay(workspace, entry.id)
        kept = {repair.at: repair for repair in overlay.repairs}
        raw = replace(raw_of_entry(workspace, entry), repairs=())
        accepted = list(_accepted(raw, text, where))
        fresh = [repair for repair in accepted if kept.get(repair.at) != repair]
        kept.update((repair.at, repair) for repair in accepted)
        _refuse_unfit(raw, accepted, where)
        data = "".join(render_overlay(entry.id, replace(overlay, repairs=tuple(kept.values())))).encode()
        atomic.save_if_changed(overlay_path(workspace, entry.id), data)
    return len(fresh)


def _accepted(raw: RawDocument, text: str, where: str) -> Iterator[Repair]:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if not lines or tuple(lines[0].split("\t")[:4]) != HEADER[:4]:
        hint = "Give a file written by tren clean --report --format tsv"
        raise InputError(f"no header {', '.join(HEADER[:4])}", where=f"{where}:1", hint=hint)
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = [unescape(cell) for cell in line.split("\t")]
        if len(cells) < 4 or not (cells[0].isdecimal() and cells[1].isdecimal()):  # noqa: PLR2004 - columns read
            raise InputError("not a row of a report", where=f"{where}:{number}", hint="Keep its columns as they are")
        if not (cells[2].strip() and cells[3].strip()):
            raise InputError("both words are needed", where=f"{where}:{number}", hint="Delete rows you don't accept")
        at = int(cells[1])
        line_number = raw.text.count("\n", 0, at) + 1
        yield Repair(line=line_number, at=at, printed=cells[2], meant=cells[3].strip())


def _refuse_unfit(raw: RawDocument, accepted: Iterable[Repair], where: str) -> None:
    unfit = read_raw(replace(raw, repairs=tuple(accepted))).unfit
    if unfit:
        what = f"{unfit[0].printed!r} does not stand at offset {unfit[0].at}"
        raise InputError(what, where=where, hint="Write the report anew")


def _row(document: CleanDocument, suspect: Suspect) -> tuple[str, ...]:
    first, *others = suspect.suggestions
    repair = repair_of(document, suspect.raw, suspect.word, first)
    return (str(repair.line), str(repair.at), repair.printed, repair.meant, "; ".join(others), f"{suspect.margin:.1f}")


def glossary_words(termbase: TermBase) -> Iterator[str]:
    """Yield the words of a term base's Turkish terms and variants."""
    for concept in termbase.concepts:
        for term in concept.terms:
            if term.language == TURKISH:
                for text in (term.text, *term.variants):
                    yield from word_texts(text)


def _hunspell() -> Dictionary | None:
    """Return hunspell's Turkish dictionary as a checker, where both are installed."""
    program = shutil.which("hunspell")
    if program is None or _misspelled(program, ["ve"]) is None:
        return None

    def accepted(words: Collection[str]) -> Collection[str]:
        return set(words) - set(_misspelled(program, words) or words)

    return accepted


def _misspelled(program: str, words: Collection[str]) -> list[str] | None:
    """Return which words hunspell does not accept; None where it can't be asked."""
    command = [program, "-d", _DICTIONARY, "-i", "utf-8", "-l"]
    try:
        done = subprocess.run(  # noqa: S603  (a fixed command; the words go in through the pipe)
            command, input="\n".join(words) + "\n", capture_output=True, encoding="utf-8", timeout=_PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return None
    return done.stdout.split("\n")


def require_workspace_document(workspace: Workspace | None, document: str) -> Workspace:
    """Return the workspace, which must hold a document of that id.

    Raises:
        UsageError: there is no workspace, or no such document in it.
    """
    if workspace is None:
        hint = "Repairs are kept in a workspace: make one with tren init and tren add"
        raise UsageError("no workspace here or above", where=document, hint=hint)
    document_entry(workspace.manifest(), document)
    return workspace
