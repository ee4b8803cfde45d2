"""From a request and values to a page."""

import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse

from parallel import __version__
from parallel.check.describing import describe
from parallel.check.messages import message_in
from parallel.errors import InputError
from parallel.language import casing
from parallel.web.choices import KNOWN
from parallel.web.jobs.running import Jobs
from parallel.web.security import BODY, Session
from parallel.web.site import Site
from parallel.web.words import LANGUAGES, Words

FOLDER = Path(__file__).resolve().parent
_BRACKETS = 10_000
"""Opening brackets a request may hold; ours have a tenth of it at most (chosen by us)."""
_FIELDS = 200


def site_of(request: Request) -> Site:
    """Return the workspace behind a request."""
    site: Site = request.app.state.site
    return site


def session_of(request: Request) -> Session:
    """Return the session behind a request."""
    session: Session = request.app.state.session
    return session


def jobs_of(request: Request) -> Jobs:
    """Return the jobs of the server behind a request."""
    jobs: Jobs = request.app.state.jobs
    return jobs


def preference(request: Request, name: str) -> str:
    """Return a setting a person chose, in this browser or else in this workspace; the first known value otherwise."""
    known = KNOWN[name]
    value = request.cookies.get(f"tren-{session_of(request).port}-{name}", "")
    return value if value in known else site_of(request).choices().words.get(name, known[0])


def words_of(request: Request) -> Words:
    """Return the interface's words in the language chosen, else the browser's."""
    chosen = request.cookies.get(f"tren-{session_of(request).port}-language", "")
    if chosen not in LANGUAGES:
        chosen = site_of(request).choices().words.get("language", "")
    if chosen not in LANGUAGES:
        asked = request.headers.get("accept-language", "")
        chosen = "tr" if asked.partition(",")[0].strip().startswith("tr") else LANGUAGES[0]
    return Words(chosen)


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page or a fragment of one."""
    values = {
        "t": words_of(request),
        "theme": preference(request, "theme"),
        "size": preference(request, "size"),
        "keys": preference(request, "keys"),
        "keymap": site_of(request).choices().keys,
        "token": session_of(request).page,
        "port": session_of(request).port,
        "workspace": site_of(request).name,
        "version": __version__,
        "path": request.url.path,
        "jobs": jobs_of(request).running(),
        **values,
    }
    html = _environment().get_template(template).render(values)
    # Half characters a damaged file may hold can't be sent; they are shown as escapes.
    return HTMLResponse(html.encode("utf-8", "backslashreplace"), status_code=status)


def fragment(template: str, macro: str, *values: Any) -> Markup:
    """Return what a macro of a template makes of values."""
    made: Markup = _macro(template, macro)(*values)
    return made


def record(request: Request) -> dict[str, Any]:
    """Return the JSON object a change came with.

    Raises:
        InputError: it is none, or nested too deep.
    """
    body: bytes = request.scope.get(BODY, b"")
    if body.count(b"[") + body.count(b"{") > _BRACKETS:
        raise InputError("the request is nested too deep")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InputError("the request is not JSON") from error
    if not isinstance(found, dict):
        raise InputError("the request is not a JSON object")
    return found


def form(request: Request) -> dict[str, str]:
    """Return the fields a form came with, the last value of each.

    Raises:
        InputError: it is no form.
    """
    try:
        body = request.scope.get(BODY, b"").decode("utf-8")
        found = parse_qs(body, keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError as error:
        raise InputError("the form can't be read") from error
    return {name: values[-1] for name, values in found.items()}


def answer(values: dict[str, Any], status: int = 200) -> JSONResponse:
    """Return JSON in plain ASCII, so that half characters a file may hold can't break it."""
    return _Json(values, status_code=status)


class _Json(JSONResponse):
    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def path_to(*parts: str) -> str:
    """Return an address of this server; every part is quoted, slashes too.

    >>> path_to("pairs", "000~000-en"), path_to("d", "a/b")
    ('/pairs/000~000-en', '/d/a%2Fb')
    """
    return "/" + "/".join(quote(part, safe="~") for part in parts)


def shown_key(key: str) -> str:
    """Return a key as it is shown.

    >>> shown_key("a"), shown_key("A"), shown_key("?")
    ('a', '⇧A', '?')
    """
    return f"⇧{key}" if casing.is_upper_initial(key) else key


@cache
def asset(name: str) -> str:
    """Return the address of one of our own files; another version has another address, so a browser may keep it."""
    digest = sha256((FOLDER / "static" / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:12]}"


@cache
def _macro(template: str, macro: str) -> Callable[..., Markup]:
    made: Callable[..., Markup] = getattr(_environment().get_template(template).module, macro)
    return made


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["described"] = describe
    environment.globals["message_in"] = message_in
    environment.globals["path_to"] = path_to
    environment.globals["asset"] = asset
    environment.globals["shown_key"] = shown_key
    return environment
