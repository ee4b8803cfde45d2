"""What a person sets for themselves, the keys, and what the program is."""

import platform
from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from parallel.errors import InputError
from parallel.store.lock import locked
from parallel.store.manifest import render_with_setting
from parallel.store.workspace import save_manifest
from parallel.web.choices import KEYS, KNOWN, Choices, checked_keys, save_choices
from parallel.web.render import answer, form, page, session_of, site_of
from parallel.web.site import Site

_YEAR = 31_536_000
_KEY = "key-"


def show(request: Request) -> Response:
    """Show the settings."""
    site = site_of(request)
    return page(request, "settings.html", here="settings", choices=KNOWN, threshold=site.threshold, defaults=KEYS)


def change(request: Request) -> Response:
    """Keep settings with the workspace, and in cookies of this server; they say nothing of the texts."""
    site, given = site_of(request), form(request)
    chosen = {name: value for name, value in given.items() if value in KNOWN.get(name, ())}
    known = {*chosen, "threshold", "reset-keys", *(f"{_KEY}{name}" for name in KEYS)}
    if not known.issuperset(given):
        raise InputError("no such setting")
    keys = _keys(site, given)
    if "threshold" in given:
        _set_threshold(site, given["threshold"])
    save_choices(site.workspace, Choices(words={**site.choices().words, **chosen}, keys=keys))
    response = RedirectResponse("/settings", status_code=303)
    if request.headers.get("hx-request"):
        response = RedirectResponse("/settings", status_code=204)
        response.headers["hx-redirect"] = "/settings"
    for name, value in chosen.items():
        cookie = f"tren-{session_of(request).port}-{name}"
        response.set_cookie(cookie, value, max_age=_YEAR, path="/", httponly=True, samesite="strict")
    return response


def _keys(site: Site, given: Mapping[str, str]) -> Mapping[str, str]:
    """Return the keys asked for; those not named stay.

    Raises:
        InputError: two of them are the same, or one is none.
    """
    if given.get("reset-keys") == "1":
        return KEYS
    named = {name: given[f"{_KEY}{name}"] for name in KEYS if f"{_KEY}{name}" in given}
    return checked_keys({**site.choices().keys, **named}) if named else MappingProxyType(dict(site.choices().keys))


def _set_threshold(site: Site, text: str) -> None:
    """Set in the manifest, for everybody who works on it, below which confidence a bead is doubtful."""
    try:
        value = round(float(text.replace(",", ".")), 2)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise InputError("settings.bad-threshold", where=text[:20])
    workspace = site.workspace
    with locked(workspace.hidden_path):
        if workspace.manifest().setting("low-confidence") != value:
            save_manifest(workspace, render_with_setting(workspace.manifest_bytes(), "low-confidence", value))


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
