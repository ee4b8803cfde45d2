"""Exporting: counts first, then a download, or a job that writes a file inside the workspace."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from parallel.errors import UsageError
from parallel.exchange import EXPORTERS
from parallel.exchange.registry import DOCUMENTS
from parallel.model.bitext import AlignedPair, BeadState
from parallel.web.render import page, site_of
from parallel.web.site import Site
from parallel.workbench.exchange.exporting import Export, ExportOptions, credits_of, export_pairs

STATES = ("all", "approved")
FORMS = (*EXPORTERS, *DOCUMENTS)
"""Formats that are one file; those of several files are written by the command line."""
KINDS = {"tmx": "application/xml", "xliff": "application/xml", "xliff2": "application/xml"}
"""Content types of formats; the others are sent as plain text: a download is never run as a page of ours."""


def dialog(request: Request) -> Response:
    """Show what an export would hold."""
    site = site_of(request)
    asked = request.query_params
    chosen, form, states = _asked(asked.getlist("pair"), asked.get("format", "tmx"), asked.get("states", "all"))
    pairs = [editor.pair for editor in site.editors()]
    picked = [pair for pair in pairs if not chosen or pair.id in chosen]
    made = _made(site, picked, form, states)
    return page(
        request,
        "counted.html" if request.headers.get("hx-request") else "export.html",
        here="export",
        pairs=pairs,
        chosen=chosen or [pair.id for pair in pairs],
        form=form,
        formats=FORMS,
        states=states,
        known_states=STATES,
        made=made,
        query=request.url.query,
        name=_name(picked, pairs, form),
    )


def download(request: Request) -> Response:
    """Send an export to the browser."""
    asked = request.query_params
    chosen, form, states = _asked(asked.getlist("pair"), asked.get("format", "tmx"), asked.get("states", "all"))
    pairs = [editor.pair for editor in site_of(request).editors()]
    picked = [pair for pair in pairs if not chosen or pair.id in chosen]
    made = _made(site_of(request), picked, form, states)
    text = made.data or "".join(made.chunks).encode("utf-8", "backslashreplace")
    kind = KINDS.get(form, "text/plain; charset=utf-8")
    disposition = f'attachment; filename="{_name(picked, pairs, form)}"'
    return Response(text, media_type=kind, headers={"content-disposition": disposition})


def job_of(site: Site, asked: Mapping[str, Any]) -> tuple[frozenset[str], dict[str, object]]:
    """Return what an export into the workspace's ``exports`` folder reads and takes; its name is our own.

    Raises:
        UsageError: no such pair or format.
    """
    names = asked.get("pairs", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise UsageError("pairs must be a list of ids")
    chosen, form, states = _asked(names, str(asked.get("format", "")), str(asked.get("states", "")))
    pairs = [editor.pair for editor in site.editors()]
    picked = [pair for pair in pairs if not chosen or pair.id in chosen]
    if not picked:
        raise UsageError("export.none")
    wanted = [str(pair.id) for pair in picked]
    return frozenset(), {"pairs": wanted, "format": form, "states": states, "name": _name(picked, pairs, form)}


def _asked(pairs: list[str], form: str, states: str) -> tuple[list[str], str, str]:
    if form not in FORMS:
        raise UsageError("unknown format", hint=f"Known formats: {', '.join(FORMS)}")
    return pairs, form, states if states in STATES else STATES[0]


def _made(site: Site, pairs: list[AlignedPair], form: str, states: str) -> Export:
    wanted = frozenset({BeadState.APPROVED}) if states == "approved" else frozenset(BeadState)
    options = ExportOptions(termbase=site.termbase(), credits=credits_of(site.manifest()))
    return export_pairs(pairs, form, wanted, options=options)


def _name(picked: list[AlignedPair], pairs: list[AlignedPair], form: str) -> str:
    """Name the file after its one pair, else after how many there are; letters, digits and ``.~-_`` only."""
    stem = picked[0].id if len(picked) == 1 else "all" if len(picked) == len(pairs) else f"{len(picked)}-pairs"
    return "".join(char if char.isascii() and (char.isalnum() or char in ".~-_") else "_" for char in stem) + f".{form}"
