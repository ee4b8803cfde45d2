"""What a person sets for themselves, the keys, and what the program is."""

import platform

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from parallel.errors import InputError
from parallel.web.render import SIZES, THEMES, answer, form, page, session_of, site_of
from parallel.web.words import LANGUAGES

CHOICES = {"language": LANGUAGES, "theme": THEMES, "size": SIZES, "keys": ("on", "off")}
_YEAR = 31_536_000


def show(request: Request) -> Response:
    """Show the settings."""
    site = site_of(request)
    return page(request, "settings.html", here="settings", choices=CHOICES, threshold=site.threshold)


def change(request: Request) -> Response:
    """Keep settings in cookies of this server; they say nothing of the texts."""
    given = form(request)
    response = RedirectResponse("/settings", status_code=303)
    if request.headers.get("hx-request"):
        response = RedirectResponse("/settings", status_code=204)
        response.headers["hx-redirect"] = "/settings"
    for name, value in given.items():
        if name not in CHOICES or value not in CHOICES[name]:
            raise InputError("no such setting")
        cookie = f"tren-{session_of(request).port}-{name}"
        response.set_cookie(cookie, value, max_age=_YEAR, path="/", httponly=True, samesite="strict")
    return response


def keys(request: Request) -> Response:
    """Show the keys."""
    return page(request, "help.html", here="help")


def about(request: Request) -> Response:
    """Show versions, licences and where the data lies."""
    folder = str(site_of(request).workspace.root.resolve())
    return page(request, "about.html", here="about", folder=folder, python=platform.python_version())


def session(request: Request) -> Response:
    """Answer with the token changes need: a page that outlived a restart of the server asks for it."""
    return answer({"token": session_of(request).page})
