"""Work in a process of its own: it can be ended at any moment, and what memory it took goes with it.

Every save of the store is whole or not made, and the kernel frees a lock with its holder, so that a process that is
killed leaves the last good version.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from parallel.errors import InputError, ParallelError, UsageError, WriteError
from parallel.store import atomic
from parallel.store.workspace import Workspace
from parallel.web.jobs.running import Job, Outcome, Work

MODULE = "parallel.web.jobs.worker"
_ERRORS: Mapping[str, type[ParallelError]] = MappingProxyType(
    {kind.__name__: kind for kind in (InputError, UsageError, WriteError)}
)


def apart(workspace: Workspace, kind: str, fields: Mapping[str, object]) -> Work:
    """Return work of :mod:`parallel.web.jobs.worker`, to be done in another process.

    Args:
        workspace: where.
        kind: name of the work.
        fields: what it takes, as plain values.
    """
    asked = json.dumps({"root": str(workspace.root.resolve()), "kind": kind, **fields})

    def work(job: Job) -> Outcome:
        process = subprocess.Popen(  # noqa: S603  (this program itself; what is asked goes in through the pipe)
            [sys.executable, "-m", MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="ascii",
        )
        job.stop = process.kill
        try:
            return _followed(process, asked, job)
        finally:
            process.kill()
            process.communicate()
            _cleared(fields.get("path"))

    return work


def _cleared(path: object) -> None:
    """Take away what was laid down for the work, however it ended."""
    if isinstance(path, str):
        with suppress(WriteError, OSError):
            atomic.remove(Path(path))
            Path(path).parent.rmdir()


def _followed(process: "subprocess.Popen[str]", asked: str, job: Job) -> Outcome:
    assert process.stdin is not None  # noqa: S101  (both are pipes)
    assert process.stdout is not None  # noqa: S101
    process.stdin.write(asked + "\n")
    process.stdin.flush()
    for line in process.stdout:
        said = json.loads(line)
        if "phase" in said:
            job.progress(said["phase"], said["done"], said["total"])
        elif "error" in said:
            raise _ERRORS.get(said["type"], ParallelError)(said["error"], where=said["where"], hint=said["hint"])
        elif "fault" in said:
            raise RuntimeError(said["fault"])
        else:
            return Outcome(key=said["key"], values=said["values"], notes=tuple(said["notes"]), leads=said["leads"])
    if job.stopping:
        raise KeyboardInterrupt
    raise RuntimeError("the work ended without a word")
