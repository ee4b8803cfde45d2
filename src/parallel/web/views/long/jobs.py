"""Jobs: started, watched, stopped."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
from types import MappingProxyType
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from parallel.errors import UsageError
from parallel.web.jobs.apart import apart
from parallel.web.jobs.running import EVERYTHING, Job, Jobs, Outcome, Work
from parallel.web.render import answer, jobs_of, page, path_to, record, site_of, words_of
from parallel.web.site import Site
from parallel.web.views import exports
from parallel.web.words import Words

LOOK_SECONDS = 0.2
"""Pause between two looks at a job that is watched (chosen by us)."""
WATCH_SECONDS = 3600.0
"""Time after which a watcher has to ask again (chosen by us)."""
Fields = Mapping[str, Any]


def start(request: Request) -> Response:
    """Start a job and say where it is watched."""
    site, asked = site_of(request), record(request)
    kind = asked.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise UsageError("job.unknown")
    site.fold()
    subjects, work = KINDS[kind](site, asked)
    return started(request, kind, subjects, work)


def started(request: Request, kind: str, subjects: frozenset[str], work: Work) -> Response:
    """Start work and answer where it is watched; where another job writes the same, say which one."""
    words = words_of(request)
    try:
        job = jobs_of(request).start(kind, subjects, work)
    except UsageError as error:
        return answer({"error": words(error.message), "to": path_to("jobs", error.hint)}, 409)
    return answer({"id": job.id, "to": path_to("jobs", job.id), **shown(job, words)})


def listed(request: Request) -> Response:
    """Show all jobs that are remembered."""
    words = words_of(request)
    jobs = [(job, shown(job, words)) for job in jobs_of(request).all()]
    return page(request, "jobs.html", here="jobs", found=jobs)


def show(request: Request) -> Response:
    """Show one job; as JSON for a page that can't follow events."""
    job, words = _job(request), words_of(request)
    if request.headers.get("accept", "").startswith("application/json"):
        return answer(shown(job, words))
    return page(request, "job.html", here="jobs", job=job, shown=shown(job, words))


async def events(request: Request) -> Response:
    """Tell what becomes of a job, whenever something does, to its end."""
    job, words = _job(request), words_of(request)
    return StreamingResponse(_told(job, words), media_type="text/event-stream", headers={"x-accel-buffering": "no"})


def cancel(request: Request) -> Response:
    """Ask a job to stop."""
    job = _job(request)
    record(request)
    job.cancel()
    return answer(shown(job, words_of(request)))


def shown(job: Job, words: Words) -> dict[str, Any]:
    """Return what a page shows of a job."""
    outcome, refusal = job.outcome, job.refusal
    said = words("job.cancelled") if job.state == "cancelled" else words("job.fault") if job.fault else ""
    if outcome is not None:
        said = words(outcome.key, **outcome.values)
    elif refusal is not None:
        known = next((words(k) for k in (refusal.message, f"said.{refusal.message}") if words.has(k)), refusal.message)
        said = ". ".join(part for part in (": ".join(filter(None, (refusal.where, known))), refusal.hint) if part)
    return {
        "kind": words(f"job.kind.{job.kind}"),
        "state": "stopping" if job.running and job.stopping else job.state.value,
        "word": words("job.state." + ("stopping" if job.running and job.stopping else job.state.value)),
        "phase": job.phase,
        "done": job.done,
        "total": job.total,
        "elapsed": words("job.elapsed", seconds=round(job.seconds)),
        "said": said,
        "notes": list(outcome.notes) if outcome else [],
        "leads": outcome.leads if outcome else "",
    }


async def _told(job: Job, words: Words) -> AsyncIterator[str]:
    seen, beat = -1, 0
    with anyio.move_on_after(WATCH_SECONDS):
        while True:
            running = job.running
            if job.changes != seen or beat >= round(1 / LOOK_SECONDS) or not running:  # the clock goes on, too
                seen, beat = job.changes, 0
                yield f"event: job\ndata: {json.dumps(shown(job, words))}\n\n"
            if not running:
                return
            beat += 1
            await anyio.sleep(LOOK_SECONDS)


def _job(request: Request) -> Job:
    jobs: Jobs = jobs_of(request)
    return jobs.find(request.path_params["job"])


def _pairs(site: Site, asked: Fields) -> list[str]:
    """Return the pairs named, each known; all where none is."""
    names = asked.get("pairs", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise UsageError("pairs must be a list of ids")
    return [site.pair_entry(name).id for name in names] or [pair.id for pair in site.manifest().pairs]


def _build(site: Site, asked: Fields) -> tuple[frozenset[str], Work]:
    del asked
    return frozenset({EVERYTHING}), apart(site.workspace, "build", {})


def _align(site: Site, asked: Fields) -> tuple[frozenset[str], Work]:
    names = _pairs(site, asked)
    leads = path_to("pairs", names[0]) if len(names) == 1 else "/"
    return frozenset(names), apart(site.workspace, "align", {"pairs": names, "leads": leads})


def _score(site: Site, asked: Fields) -> tuple[frozenset[str], Work]:
    names = _pairs(site, asked) if asked.get("pairs") else []
    return frozenset({"scores"}), apart(site.workspace, "score", {"pairs": names})


def _export(site: Site, asked: Fields) -> tuple[frozenset[str], Work]:
    reads, fields = exports.job_of(site, asked)
    return reads, apart(site.workspace, "export", fields)


def _check(site: Site, asked: Fields) -> tuple[frozenset[str], Work]:
    """Checks only read, and what they see is kept here: they run in this process."""
    del asked

    def work(job: Job) -> Outcome:
        return Outcome(key="job.checked", values={"n": site.run_checks(job.progress)}, leads="/consistency")

    return frozenset({"findings"}), work


KINDS: Mapping[str, Callable[[Site, Fields], tuple[frozenset[str], Work]]] = MappingProxyType(
    {"build": _build, "align": _align, "score": _score, "export": _export, "check": _check}
)
"""Jobs a page can start; files that come in start the others."""
