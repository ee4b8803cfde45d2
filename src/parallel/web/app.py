"""The web application: which address shows what, and how errors look."""

import secrets
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from parallel.errors import InputError, ParallelError, UsageError, WriteError
from parallel.web.jobs.running import Jobs
from parallel.web.render import FOLDER, answer, page, words_of
from parallel.web.security import Application, Guard, Session
from parallel.web.site import Site
from parallel.web.views import board, changes, documents, exports, glossary, memory, review, scores, settings, translate
from parallel.web.views.long import arrivals, jobs

THREADS = 4
"""Requests worked on side by side: one person asks, and every thread keeps memory of its own (chosen by us)."""
FOLD_SECONDS = 1.5
"""Pause between two foldings of the journals (design: within 2 s)."""
_STATUS = ((UsageError, 404), (InputError, 422), (WriteError, 503))


def routes() -> list[Route | Mount]:
    """Return the route table."""
    return [*_text_routes(), *_other_routes(), Mount("/static", _Assets(directory=FOLDER / "static"))]


def _get(path: str, endpoint: Callable[[Request], Any]) -> Route:
    return Route(path, endpoint, methods=["GET"])


def _post(path: str, endpoint: Callable[[Request], Response]) -> Route:
    return Route(path, endpoint, methods=["POST"])


def _text_routes() -> list[Route]:
    """Documents and pairs: reading, reviewing, translating."""
    return [
        _get("/", documents.documents),
        _get("/d/{document}", documents.document),
        _get("/pairs/{pair}", review.review),
        _get("/pairs/{pair}/start", review.start),
        _get("/pairs/{pair}/panel", review.panel),
        _get("/pairs/{pair}/next", review.find_next),
        _post("/pairs/{pair}/changes", changes.change),
        _post("/pairs/{pair}/preview", changes.preview),
        _get("/pairs/{pair}/translate", translate.translate),
        _get("/pairs/{pair}/suggestions", translate.suggestions),
        _post("/pairs/{pair}/translate", translate.save),
        _post("/pairs/{pair}/checks", translate.checks),
        _post("/d/{document}/translate", translate.begin),
        _post("/d/{document}/ranges", documents.rule),
        _get("/memory", memory.search),
    ]


def _other_routes() -> list[Route]:
    """What is about the whole workspace."""
    return [
        _get("/glossary", glossary.terms),
        _get("/glossary/{concept}", glossary.term),
        _get("/concordance", glossary.words_in_context),
        _get("/consistency", board.board),
        _post("/consistency/apply", board.apply),
        _post("/consistency/standing", board.stand),
        _get("/scores", scores.scores),
        _get("/export", exports.dialog),
        _get("/export/file", exports.download),
        _get("/import", arrivals.dialog),
        _post("/uploads/{kind}", arrivals.receive),
        _get("/jobs", jobs.listed),
        _post("/jobs", jobs.start),
        _get("/jobs/{job}", jobs.show),
        _get("/jobs/{job}/events", jobs.events),
        _post("/jobs/{job}/cancel", jobs.cancel),
        _get("/settings", settings.show),
        _post("/settings", settings.change),
        _get("/help", settings.keys),
        _get("/about", settings.about),
        _get("/session", settings.session),
    ]


class _Assets(StaticFiles):
    """Our own files; their addresses name their contents, so the one browser that may have them keeps them."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Return a file with leave to keep it."""
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "private, max-age=31536000, immutable"
        return response


def make_app(site: Site, session: Session, *, body_seconds: float | None = None) -> Application:
    """Return the application of one workspace for one browser session."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_fold_now_and_then, site)
            yield
            tasks.cancel_scope.cancel()
        app.state.jobs.cancel_all()
        with suppress(ParallelError):  # what can't be folded now stays in the journal
            site.fold()

    app = Starlette(
        routes=routes(),
        lifespan=lifespan,
        exception_handlers={ParallelError: _refused, HTTPException: _http, Exception: _bug},
    )
    app.state.site = site
    app.state.session = session
    app.state.jobs = Jobs()
    app.state.reports = {}
    return Guard(app, session) if body_seconds is None else Guard(app, session, body_seconds=body_seconds)


async def _fold_now_and_then(site: Site) -> None:
    while True:
        await anyio.sleep(FOLD_SECONDS)
        with suppress(ParallelError):  # tried again; the journal holds everything meanwhile
            await anyio.to_thread.run_sync(site.fold)


def _refused(request: Request, error: Exception) -> Response:
    """Say what is wrong, where, and what to do."""
    assert isinstance(error, ParallelError)  # noqa: S101  (Starlette calls it for nothing else)
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
    if isinstance(error, UsageError) and request.method == "POST":
        status = 400
    return _shown(request, status, error.message, where=error.where, hint=error.hint)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  (Starlette calls it for nothing else)
    return _shown(request, error.status_code, f"error.http-{error.status_code}")


def _bug(request: Request, error: Exception) -> Response:
    """Keep the traceback for ourselves; the page gets a number to name in a report."""
    number = secrets.token_hex(4)
    request.app.state.reports[number] = "".join(traceback.format_exception(error))
    return _shown(request, 500, "error.bug", hint=number)


def _shown(request: Request, status: int, message: str, *, where: str = "", hint: str = "") -> Response:
    words = words_of(request)
    told = words(message) if words.has(message) else message
    told = words(f"said.{message}") if words.has(f"said.{message}") else told
    if request.headers.get("accept", "").startswith("application/json"):
        return answer({"error": told, "where": where, "hint": hint}, status)
    template = "refusal.html" if request.headers.get("hx-request") else "error.html"
    return page(request, template, status=status, here="", message=told, where=where, hint=hint, code=status)
