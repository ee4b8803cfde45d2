"""What a job does in its own process: reads what is asked on standard input, tells how it goes on standard output."""

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from parallel.errors import ParallelError
from parallel.model.bitext import BeadState
from parallel.store.workspace import Workspace
from parallel.web.jobs.running import Outcome
from parallel.workbench.building import build, realign
from parallel.workbench.edits.proposing import apply_proposals, propose, summary
from parallel.workbench.exchange.exporting import ExportOptions, credits_of, export_pairs, write_export
from parallel.workbench.exchange.importing import NewPair, Source, import_pair, read_incoming
from parallel.workbench.exchange.remembering import import_memory
from parallel.workbench.glossary.termbases import load_termbase
from parallel.workbench.pairs.pairs import chosen_pairs
from parallel.workbench.progress import Progress
from parallel.workbench.scores.scoring import score_pairs
from parallel.workbench.setup import NewDocument, add_documents, slug
from parallel.workbench.writing import write_output

Asked = Mapping[str, Any]


def _build(workspace: Workspace, asked: Asked, progress: Progress) -> Outcome:
    report = build(workspace, asked.get("documents", ()), progress=progress)
    return Outcome(key="job.built", values={"n": report.built}, notes=report.warnings, leads="/")


def _align(workspace: Workspace, asked: Asked, progress: Progress) -> Outcome:
    notes: list[str] = []
    beads = 0
    for done, name in enumerate(asked["pairs"]):
        progress(name, done, len(asked["pairs"]))
        report = realign(workspace, [name])
        beads += sum(count for _, count in report.beads)
        notes += report.warnings
    return Outcome(key="job.aligned", values={"n": beads}, notes=tuple(notes), leads=asked.get("leads", "/"))


def _score(workspace: Workspace, asked: Asked, progress: Progress) -> Outcome:
    runs = score_pairs(workspace, asked.get("pairs", ()), load_termbase(workspace), progress=progress)
    return Outcome(key="scores.done", values={"n": len(runs)}, leads="/scores")


def _export(workspace: Workspace, asked: Asked, progress: Progress) -> Outcome:
    pairs = []
    for done, (_, pair, _odd) in enumerate(chosen_pairs(workspace, asked["pairs"])):
        progress(pair.id, done, len(asked["pairs"]))
        pairs.append(pair)
    states = frozenset({BeadState.APPROVED}) if asked["states"] == "approved" else frozenset(BeadState)
    options = ExportOptions(termbase=load_termbase(workspace), credits=credits_of(workspace.manifest()))
    made = export_pairs(pairs, asked["format"], states, options=options)
    path = workspace.exports_path / asked["name"]
    if made.data:
        write_export(made, asked["format"], path)
    else:
        write_output(path, made.chunks)
    return Outcome(key="export.written", values={"n": made.units, "path": workspace.shown(path)}, leads="/export")


def _add(workspace: Workspace, asked: Asked, progress: Progress) -> Outcome:
    progress(asked["name"], 0, 2)
    new = NewDocument(path=Path(asked["path"]), language=asked["language"] or None, id=slug(Path(asked["name"]).stem))
    added = add_documents(workspace, new)
    document = added.documents[0].id
    progress(document, 1, 2)
    report = build(workspace, [document])
    return Outcome(key="job.added", values={"id": document}, notes=report.warnings, leads=f"/d/{document}")


def _import(workspace: Workspace, asked: Asked, progress: Progress) -> Outcome:
    progress(asked["name"], 0, 1)
    incoming = read_incoming(Source(names=(asked["path"],), form=asked["form"]))
    proposals = propose(workspace, incoming)
    if proposals and asked["apply"]:
        return Outcome(key="job.said", values={"what": apply_proposals(workspace, proposals)}, leads="/")
    if proposals:
        return Outcome(key="job.proposed", values={"what": summary(proposals)}, leads="/import")
    done = import_pair(workspace, incoming, asked["name"], NewPair())
    values = {"n": done.beads, "pair": done.pair}
    return Outcome(key="job.imported", values=values, notes=incoming.problems, leads=f"/pairs/{done.pair}")


def _memory(workspace: Workspace, asked: Asked, progress: Progress) -> Outcome:
    progress(asked["name"], 0, 1)
    kept = import_memory(workspace, Path(asked["path"]))
    return Outcome(key="job.remembered", values={"n": kept.units, "name": kept.name}, leads="/import")


WORK: Mapping[str, Callable[[Workspace, Asked, Progress], Outcome]] = MappingProxyType(
    {
        "build": _build,
        "align": _align,
        "score": _score,
        "export": _export,
        "add": _add,
        "import": _import,
        "memory": _memory,
    }
)
"""Everything that is done apart."""


def work(asked: Asked, tell: Callable[[Mapping[str, object]], None]) -> None:
    """Do what is asked, and tell how it goes and how it ends.

    Args:
        asked: kind of work, root of the workspace, and what the work takes.
        tell: gets one record at a time.
    """

    def progress(what: str, done: int, total: int, /) -> None:
        tell({"phase": what, "done": done, "total": total})

    try:
        outcome = WORK[asked["kind"]](Workspace(root=Path(asked["root"])), asked, progress)
        values = dict(outcome.values)
        tell({"key": outcome.key, "values": values, "notes": list(outcome.notes), "leads": outcome.leads})
    except ParallelError as error:
        where, hint = (_named(text, asked) for text in (error.where, error.hint))
        message = _named(error.message, asked)
        tell({"type": type(error).__name__, "error": message, "where": where, "hint": hint})
    except Exception:  # noqa: BLE001  (told to the server, which keeps it)
        tell({"fault": traceback.format_exc()})


def _named(text: str, asked: Asked) -> str:
    """A person knows the file by the name it had, not by where it was laid down."""
    path = asked.get("path", "")
    return text.replace(path, asked["name"]).replace(Path(path).name, asked["name"]) if path else text


def _tell(record: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


def _end_with_the_server() -> None:
    """The pipe closes when the server is gone, however it went."""
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    request = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    work(request, _tell)
