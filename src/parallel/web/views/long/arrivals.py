"""Files that come in from the page: documents, aligned texts, memories.

A file is the whole body of a request: no form has to be taken apart. It is laid down under a name of our own and read
by a job in another process, with the readers of the command line.
"""

import json
import secrets
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from unicodedata import category
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response

from parallel.errors import InputError, UsageError
from parallel.language import casing
from parallel.model.document import ENGLISH
from parallel.store import atomic
from parallel.web.jobs.apart import apart
from parallel.web.jobs.running import EVERYTHING
from parallel.web.render import page, site_of
from parallel.web.security import BODY, UPLOAD_LIMIT
from parallel.web.views.long.jobs import started
from parallel.workbench.setup import slug

FORMS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "document": {".txt": "", ".pdf": "", ".docx": ""},
        "pair": {".tmx": "tmx", ".tsv": "tsv", ".csv": "csv", ".xlf": "xliff", ".xliff": "xliff", ".jsonl": "jsonl"},
        "memory": {".tmx": "tmx"},
    }
)
"""What may come in, and what its format is called, by the ending of its name."""
JOBS = {"document": "add", "pair": "import", "memory": "memory"}
LANGUAGES = ("", "tr", "en")
_MAX_NAME = 120
_STARTS = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04"}
"""How such files begin; all others are text."""


def dialog(request: Request) -> Response:
    """Show what can be brought in."""
    limit = UPLOAD_LIMIT // 1_000_000
    return page(request, "import.html", here="documents", forms=FORMS, languages=LANGUAGES, limit=limit)


def receive(request: Request) -> Response:
    """Take a file in and start the job that reads it."""
    site, kind = site_of(request), request.path_params["kind"]
    if kind not in FORMS:
        raise UsageError("job.unknown")
    name, asked = _name(request), _asked(request)
    ending = casing.lower(PurePosixPath(name).suffix, ENGLISH)
    if ending not in FORMS[kind]:
        raise InputError("import.wrong-kind", where=name, hint=", ".join(FORMS[kind]))
    data: bytes = request.scope.get(BODY, b"")
    _refuse_disguised(name, ending, data)
    stem = slug(PurePosixPath(name).stem)
    path = site.workspace.hidden_path / "uploads" / secrets.token_hex(8) / f"{stem}{ending}"
    site.fold()
    atomic.save(path, [data])
    fields = {"path": str(path.resolve()), "name": name, "form": FORMS[kind][ending], **asked}
    return started(request, JOBS[kind], frozenset({EVERYTHING}), apart(site.workspace, JOBS[kind], fields))


def _name(request: Request) -> str:
    """Return the file's own name: only to be shown, and to make an id of."""
    try:
        given = unquote(request.headers.get("x-tren-name", ""), errors="strict")
    except UnicodeDecodeError as error:
        raise InputError("import.no-name") from error
    name = given.replace("\\", "/").rpartition("/")[2]
    name = "".join(char for char in name if category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}).strip()
    if not name or len(name) > _MAX_NAME or name.startswith("."):
        raise InputError("import.no-name")
    return name


def _asked(request: Request) -> dict[str, object]:
    query = request.query_params
    language = query.get("language", "")
    if language not in LANGUAGES:
        raise UsageError("unknown language", hint=json.dumps(LANGUAGES))
    return {"language": language, "apply": query.get("apply") == "1"}


def _refuse_disguised(name: str, ending: str, data: bytes) -> None:
    """What a file is called and how it begins must agree, before any reader sees it."""
    if not data.strip():
        raise InputError("import.empty", where=name)
    begins = _STARTS.get(ending)
    if begins is not None and not data.startswith(begins):
        raise InputError("import.disguised", where=name, hint=ending)
    if begins is None and b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("import.disguised", where=name, hint=ending)
