"""Jobs of one server: what runs, how far it is, and how it ended."""

import secrets
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from parallel.errors import ParallelError, UsageError

KEPT = 30
"""Jobs that are remembered after their end (chosen by us)."""
EVERYTHING = "*"
"""Subject of a job that may write any document."""


class State(StrEnum):
    """How a job stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a job says at its end."""

    key: str
    """Of the catalogue."""
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """What the words name."""
    notes: tuple[str, ...] = ()
    """Warnings, one line each."""
    leads: str = ""
    """Address of what it made."""


class Job:
    """One piece of work. Read from any thread.

    Args:
        kind: ``align``, ``build`` …; a key of the catalogue.
        subjects: documents and pairs it writes.
    """

    def __init__(self, kind: str, subjects: frozenset[str]) -> None:
        self.id = secrets.token_hex(8)
        self.kind = kind
        self.subjects = subjects
        self.state = State.RUNNING
        self.phase = ""
        self.done = 0
        self.total = 0
        self.outcome: Outcome | None = None
        self.refusal: ParallelError | None = None
        self.fault = ""
        """The traceback of a bug."""
        self.changes = 0
        """Rises with all that can be seen of it."""
        self.stop: Callable[[], None] | None = None
        """Ends what it waits for at once."""
        self._started = time.monotonic()
        self._ended: float | None = None
        self._cancelled = threading.Event()

    @property
    def seconds(self) -> float:
        """Seconds it has run, or ran."""
        return (self._ended if self._ended is not None else time.monotonic()) - self._started

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.state is State.RUNNING

    @property
    def stopping(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()

    def progress(self, what: str, done: int, total: int, /) -> None:
        """Say how far it is.

        Raises:
            KeyboardInterrupt: somebody asked it to stop; work that can hand over a part of its results knows it.
        """
        if self._cancelled.is_set():
            raise KeyboardInterrupt
        self.phase, self.done, self.total = what, done, total
        self.changes += 1

    def cancel(self) -> None:
        """Ask it to stop; what it had not saved is not saved."""
        self._cancelled.set()
        self.changes += 1
        if self.stop is not None:
            self.stop()

    def run(self, work: "Work") -> None:
        """Do the work and keep how it ended."""
        state = State.DONE
        try:
            self.outcome = work(self)
        except KeyboardInterrupt:
            state = State.CANCELLED
        except ParallelError as error:
            state, self.refusal = State.FAILED, error
        except Exception:  # noqa: BLE001  (a bug ends the job, not the server; its traceback is kept)
            state, self.fault = State.FAILED, traceback.format_exc()
        if self._cancelled.is_set() and state is not State.DONE:
            state = State.CANCELLED
        self._ended = time.monotonic()
        self.state = state
        self.changes += 1


Work = Callable[[Job], Outcome]


class Jobs:
    """The jobs of a server; one writer at a time per document."""

    def __init__(self) -> None:
        self._busy = threading.Lock()
        self._jobs: dict[str, Job] = {}

    def start(self, kind: str, subjects: frozenset[str], work: Work) -> Job:
        """Start a job.

        Raises:
            UsageError: another one is writing one of these documents.
        """
        job = Job(kind, subjects)
        with self._busy:
            for other in self._jobs.values():
                if other.running and _meet(other.subjects, subjects):
                    raise UsageError("job.busy", hint=other.id)
            ended = [known for known in self._jobs.values() if not known.running]
            for old in ended[: max(len(ended) - KEPT + 1, 0)]:
                del self._jobs[old.id]
            self._jobs[job.id] = job
        threading.Thread(target=job.run, args=(work,), daemon=True, name=f"job {job.kind}").start()
        return job

    def find(self, name: str) -> Job:
        """Return a job.

        Raises:
            UsageError: there is none of that id.
        """
        job = self._jobs.get(name)
        if job is None:
            raise UsageError("job.unknown")
        return job

    def all(self) -> tuple[Job, ...]:
        """Return all jobs that are remembered, newest first."""
        with self._busy:
            return tuple(reversed(self._jobs.values()))

    def running(self) -> tuple[Job, ...]:
        """Return those that go on."""
        return tuple(job for job in self.all() if job.running)

    def cancel_all(self) -> None:
        """Stop whatever runs: the server ends."""
        for job in self.running():
            job.cancel()


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return False
    return EVERYTHING in one or EVERYTHING in other or bool(one & other)
