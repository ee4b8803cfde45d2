"""Requests that must be refused, and what a stranger can learn."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import anyio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parallel.store.workspace import Workspace
from parallel.web.app import make_app, routes
from parallel.web.security import BODY_LIMIT, Session
from parallel.web.server import HOST, _listener
from parallel.web.site import Site
from web.browsers import FULL
from web.desks import BASE, PORT, Desk, make_workspace, open_desk

OWN = {"sec-fetch-site": "same-origin"}
CHANGE = "/pairs/d.abstract/changes"


def own(desk: Desk, **other: str) -> dict[str, str]:
    """Return the headers our own page sends, some of them changed."""
    headers = {"x-tren-token": desk.session.page, "accept": "application/json", **OWN}
    headers.update({name.replace("_", "-"): value for name, value in other.items()})
    return headers


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "localhost",
        f"127.0.0.1:{PORT + 1}",
        f"evil.example:{PORT}",
        f"127.0.0.1.evil:{PORT}",
        f"localhost.:{PORT}",
        f"[::1]:{PORT}",
        f"0.0.0.0:{PORT}",
        f"127.0.0.1:{PORT}@evil",
        "",
        f"127.1:{PORT}",
    ],
)
@pytest.mark.parametrize("path", ["/", "/static/app.js"])
def test_a_foreign_host_is_refused(desk: Desk, host: str, path: str) -> None:
    """Only the exact names and port are ours, for pages and for static files (DNS rebinding)."""
    assert desk.client.get(path, headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": f"http://127.0.0.1:{PORT + 1}"},
        {"origin": f"https://127.0.0.1:{PORT}"},
        {"sec-fetch-site": "same-origin", "origin": "http://evil.example"},
        {"sec-fetch-site": "cross-site", "origin": BASE},
        {"origin": ""},
        {"referer": BASE + "/"},
    ],
)
def test_changes_from_elsewhere_are_refused(desk: Desk, headers: dict[str, str]) -> None:
    """A change must come from our own page, whatever token it carries."""
    before = desk.beads()
    answer = desk.client.post(CHANGE, content="{}", headers={"x-tren-token": desk.session.page, **headers})
    assert answer.status_code == 403
    assert desk.beads() == before


@pytest.mark.parametrize("token", [None, "", "0" * 64, "\u00ff", "A" * 5000])
def test_changes_without_the_pages_token_are_refused(desk: Desk, token: str | None) -> None:
    """The header token is checked beside the origin."""
    headers: dict[str, Any] = dict(OWN)
    if token is not None:
        headers["x-tren-token"] = token.encode("utf-8")
    assert desk.client.post(CHANGE, content="{}", headers=headers).status_code == 403


def test_the_token_in_the_body_or_address_is_not_enough(desk: Desk) -> None:
    """A form of another site could send those."""
    content = f"token={desk.session.page}"
    kind = {"content-type": "application/x-www-form-urlencoded", **OWN}
    assert desk.client.post(f"{CHANGE}?token={desk.session.page}", content=content, headers=kind).status_code == 403


@pytest.mark.parametrize("cookie", [None, "", "f" * 64, '"', "a=b; c"])
@pytest.mark.parametrize("path", ["/", "/pairs/d.abstract", "/export/file?format=tmx", "/session", "/static/app.css"])
def test_strangers_see_nothing(tmp_path: Path, path: str, cookie: str | None) -> None:
    """Without the session's cookie not even a page is shown."""
    desk = open_desk(make_workspace(tmp_path / "w"), let_in=False)
    headers = {"cookie": f"{desk.session.cookie_name}={cookie}"} if cookie is not None else {}
    answer = desk.client.get(path, headers=headers)
    assert answer.status_code == 403
    assert "Misak" not in answer.text


def test_the_link_works_once(tmp_path: Path) -> None:
    """The launch token is exchanged for a strict cookie and never works again; the address is clean afterwards."""
    desk = open_desk(make_workspace(tmp_path / "w"), let_in=False)
    address = desk.session.address("/glossary").removeprefix(BASE)
    answer = desk.client.get(address, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/glossary")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert desk.session.launch not in cookie
    desk.client.cookies.clear()
    assert desk.client.get(address, follow_redirects=False).status_code == 403


@pytest.mark.parametrize("token", ["", "0" * 64, "%00", "é"])
def test_a_wrong_link_is_refused(tmp_path: Path, token: str) -> None:
    """Only the printed token lets in, and a wrong guess does not spend it."""
    desk = open_desk(make_workspace(tmp_path / "w"), let_in=False)
    assert desk.client.get(f"/open?token={token}", follow_redirects=False).status_code == 403
    assert desk.client.get(desk.session.address().removeprefix(BASE), follow_redirects=False).status_code == 303


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example", "/a%0d%0aX: y", "é"])
def test_the_link_leads_nowhere_else(tmp_path: Path, target: str) -> None:
    """The page to open first is one of ours."""
    desk = open_desk(make_workspace(tmp_path / "w"), let_in=False)
    answer = desk.client.get(f"/open?token={desk.session.launch}&to={target}", follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_every_answer_has_the_headers(desk: Desk) -> None:
    """Pages, files, refusals and faults carry the policy."""
    answers = [desk.client.get(path) for path in ("/", "/static/app.js", "/nope", "/session")]
    answers.append(desk.client.get("/", headers={"host": "evil"}))
    answers.append(desk.client.post(CHANGE))
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_are_refused(desk: Desk, method: str) -> None:
    """Only GET, HEAD and POST are used."""
    assert desk.client.request(method, "/", headers=own(desk)).status_code == 405


def test_get_changes_nothing(desk: Desk) -> None:
    """Routes that change answer no GET."""
    for path in (CHANGE, "/pairs/d.abstract/preview", "/consistency/apply", "/consistency/standing", "/uploads/pair",
                 "/d/d/ranges", "/jobs/x/cancel"):  # fmt: skip
        assert desk.client.get(path).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/d/../../etc/passwd",
        "/d/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fapp.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/pairs/..%2f..%2fseeds%2fmanifest.yaml",
        "/glossary/..%2fterms.yaml",
        "/d/d.txt",
        "/d/d%00",
        "/pairs/CON",
        "/pairs/" + "a" * 300,
        "/pairs/-C",
        "/pairs/.git%2fconfig",
    ],
)
def test_paths_are_only_ids(desk: Desk, path: str) -> None:
    """Nothing from an address becomes a path of the disk."""
    answer = desk.client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "format: 1" not in answer.text


@pytest.mark.parametrize("which", ["seeds/d.txt", "aligned/d.abstract.jsonl"])
def test_links_out_of_the_workspace_are_not_followed(tmp_path: Path, which: str) -> None:
    """A file that is a link to somewhere else is refused."""
    workspace = make_workspace(tmp_path / "w")
    outside = tmp_path / "secret.txt"
    path = workspace.root / which
    outside.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(outside)
    desk = open_desk(workspace)
    page = "/d/d" if which.startswith("seeds") else "/pairs/d.abstract"
    assert desk.client.get(page).status_code == 422


def test_a_large_body_is_refused(desk: Desk) -> None:
    """More than the limit is refused by its stated length and by its real one."""
    assert desk.client.post(CHANGE, content=b"x" * (BODY_LIMIT + 1), headers=own(desk)).status_code == 413
    chunks = (b"x" * 65_536 for _ in range(8))
    assert desk.client.post(CHANGE, content=chunks, headers=own(desk)).status_code == 413
    for length in ("-1", "9" * 20, "1e3"):
        headers = own(desk, content_length=length)
        assert desk.client.post(CHANGE, content=b"", headers=headers).status_code == 413


def test_a_slow_body_is_given_up(tmp_path: Path) -> None:
    """A body that does not arrive in time is answered, and holds nothing."""
    workspace = make_workspace(tmp_path / "w")
    session = Session(port=PORT)
    app = make_app(Site(workspace), session, body_seconds=0.05)
    sent: list[Any] = []

    async def never() -> dict[str, Any]:
        await anyio.sleep(5)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def keep(message: Any) -> None:
        sent.append(message)

    cookie = f"{session.cookie_name}={session.cookie}"
    headers = {
        "host": f"127.0.0.1:{PORT}",
        "sec-fetch-site": "same-origin",
        "x-tren-token": session.page,
        "cookie": cookie,
    }
    scope = {
        "type": "http",
        "method": "POST",
        "path": CHANGE,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    anyio.run(app, scope, never, keep)
    assert sent[0]["status"] == 408


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"1",
        b'"x"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 9_000,
        b"{}",
        b'{"op": 1}',
        b'{"op": "approve", "id": "1", "base": []}',
        b'{"op": "approve", "id": "1", "base": {"a": 1}}',
        b'{"op": "nope", "id": "1", "base": {}}',
        b'{"op": "approve", "id": "", "base": {}}',
        b'{"op": "split", "id": "1", "bead": "x", "side": "source", "at": "1", "base": {}}',
        b'{"op": "split", "id": "1", "bead": "x", "side": "source", "at": true, "base": {}}',
        b'{"op": "merge", "id": "1", "beads": "x", "base": {}}',
        b'{"op": "text", "id": "1", "bead": "x", "side": "up", "text": {}, "base": {}}',
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'{"op": "approve", "id": "1", "id": "\\ud800", "base": {}}',
    ],
)
def test_odd_bodies_are_refused(desk: Desk, body: bytes) -> None:
    """Whatever is sent is refused with words, never a fault, and changes nothing."""
    before = desk.beads()
    answer = desk.client.post(CHANGE, content=body, headers=own(desk))
    assert 400 <= answer.status_code < 500
    assert "Traceback" not in answer.text
    assert json.loads(answer.text)["error"]
    assert desk.beads() == before


def test_a_fault_shows_no_traceback(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug is a number on the page; the traceback stays inside."""
    monkeypatch.setattr(Site, "manifest", lambda _: 1 / 0)
    answer = desk.client.get("/about")
    assert answer.status_code == 200
    answer = desk.client.get("/")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert re.search(r"\b[0-9a-f]{8}\b", answer.text)


def test_tokens_are_long_and_differ() -> None:
    """256 bits each, and none is another."""
    session = Session(port=1)
    tokens = {session.launch, session.cookie, session.page, Session(port=1).launch}
    assert len(tokens) == 4
    assert all(len(token) == 64 for token in tokens)


def test_it_listens_on_this_machine_only() -> None:
    """The socket is bound to the loopback address."""
    with _listener(0) as listener:
        assert listener.getsockname()[0] == HOST == "127.0.0.1"


ALPHABET = "aİıIğş â’\x00\u00ad\u2028\U0001f682<>&\"'/\\%.~"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet=ALPHABET, max_size=12) | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet=ALPHABET, max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        name: JSON
        | st.sampled_from(
            [
                "approve",
                "merge",
                "split",
                "text",
                "source",
                "d/body/00000001",
                "d.abstract",
                "tmx",
                "all",
                "check",
                "cut",
            ]
        )
        for name in (
            "op",
            "id",
            "bead",
            "beads",
            "base",
            "side",
            "at",
            "text",
            "words",
            "check",
            "pair",
            "pairs",
            "format",
            "states",
            "revision",
            "suggestion",
            "kind",
            "start",
            "end",
            "offset",
            "undo",
            "back",
            "reason",
        )
    },
)
PATHS = [route.path for route in routes() if hasattr(route, "methods")]


@settings(
    max_examples=60_000 if FULL else 60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_generated_requests_never_fault(desk: Desk, data: st.DataObject) -> None:
    """Any body, query or id on any route is answered without a fault."""
    names = st.sampled_from(["d", "d.abstract", "misak-i-milli", "document", "pair"]) | st.text(
        alphabet=ALPHABET, min_size=1, max_size=8
    )
    path = re.sub(r"{\w+}", lambda _: quote(data.draw(names), safe=""), data.draw(st.sampled_from(PATHS)))
    keys = st.sampled_from(
        [
            "q",
            "show",
            "page",
            "size",
            "bead",
            "number",
            "back",
            "format",
            "states",
            "pair",
            "severity",
            "use",
            "line",
            "language",
            "apply",
            "text",
            "min",
            "limit",
        ]
    )
    params = data.draw(st.dictionaries(keys, st.text(alphabet=ALPHABET + "0123456789", max_size=12), max_size=4))
    if data.draw(st.booleans()):
        answer = desk.client.get(path, params=params)
    else:
        body = json.dumps(data.draw(FIELDS | JSON))
        answer = desk.client.post(path, content=body, headers=own(desk))
    assert answer.status_code < 500, (path, params, answer.text[-400:])
    assert "Traceback" not in answer.text


def test_the_site_of_another_workspace_is_apart(tmp_path: Path) -> None:
    """A session opens one workspace; the cookie of one server does not open another."""
    one, two = (open_desk(make_workspace(tmp_path / name)) for name in ("a", "b"))
    two.client.cookies.set(two.session.cookie_name, one.session.cookie)
    assert two.client.get("/").status_code == 403
    assert isinstance(one.workspace, Workspace)
