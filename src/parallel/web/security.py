"""Who may ask, from where, how much and how slowly: stands before everything else of the web workbench.

A page on another web site can make a browser send requests to this server, and can make its own name point here (DNS
rebinding). So every request must name this server exactly as it was opened, carry the cookie of the session, and, when
it changes something, come from our own page with the token printed in it.
"""

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

TOKEN_BYTES = 32
"""256 bits, as the specification asks."""
BODY_LIMIT = 262_144
"""Bytes of a request's body; the longest a person types into a bead is far below (chosen by us)."""
UPLOAD_LIMIT = 20_000_000
"""Bytes of a file a page sends in (specification 11)."""
UPLOADS = "/uploads/"
"""Addresses that take a file, and nothing else, as their body: no parts, so nothing has to be taken apart."""
UPLOAD_SECONDS = 60.0
"""Time a file may take to arrive (chosen by us)."""
BODY_SECONDS = 10.0
"""Time a body may take to arrive (chosen by us)."""
BODY = "tren.body"
"""Key of the body in the request's scope: read once, here, before anything looks at it."""
SAFE_METHODS = frozenset({"GET", "HEAD"})
CHANGING_METHODS = frozenset({"POST"})
TOKEN_HEADER = "x-tren-token"  # noqa: S105  (the header's name)
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)
_OPENED = "/open"


@dataclass(slots=True)
class Session:
    """What is agreed with the one browser this server was started for."""

    port: int
    """Port the server listens on."""
    launch: str = field(default_factory=lambda: secrets.token_hex(TOKEN_BYTES))
    """Stands in the address that is printed; good for one exchange."""
    cookie: str = field(default_factory=lambda: secrets.token_hex(TOKEN_BYTES))
    """Value of the session cookie."""
    page: str = field(default_factory=lambda: secrets.token_hex(TOKEN_BYTES))
    """Token every change must carry in a header; printed in our own pages only."""
    names: tuple[str, ...] = ("127.0.0.1", "localhost")
    """Host names the server answers to."""
    spent: bool = False
    """Whether the launch token was exchanged."""

    @property
    def cookie_name(self) -> str:
        """Cookies know no ports, so the name holds it: two servers don't log each other out."""
        return f"tren-{self.port}"

    @property
    def hosts(self) -> frozenset[bytes]:
        """Exact values of the Host header that are ours."""
        return frozenset(f"{name}:{self.port}".encode() for name in self.names)

    @property
    def origins(self) -> frozenset[bytes]:
        """Exact values of the Origin header that are ours."""
        return frozenset(b"http://" + host for host in self.hosts)

    def address(self, path: str = "/") -> str:
        """Return the address to open: it lets one browser in, once."""
        return f"http://{self.names[0]}:{self.port}{_OPENED}?token={self.launch}&to={quote(path)}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered."""

    status: int
    """HTTP status."""
    words: str
    """One sentence for whoever sent it."""


class Guard:
    """Refuses what is not from our own page in our own browser, and puts the security headers on every answer.

    Args:
        app: what answers requests that may pass.
        session: whom it is for.
        body_seconds: how long a body may take.
    """

    def __init__(self, app: Application, session: Session, *, body_seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._session = session
        self._body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        send = _with_headers(send)
        refusal = self._refusal(scope)
        if refusal is None and scope["path"] == _OPENED:
            await self._let_in(scope, send)
            return
        if refusal is None:
            refusal = self._stranger(scope) or await self._read_body(scope, receive)
        if refusal is not None:
            await _answer(send, refusal.status, refusal.words)
            return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Refusal | None:
        hosts = _values(scope, b"host")
        if len(hosts) != 1 or hosts[0] not in self._session.hosts:
            return Refusal(421, "This server answers only to its own address.")
        method = scope["method"]
        if method not in SAFE_METHODS | CHANGING_METHODS:
            return Refusal(405, "This method is not used here.")
        if method in CHANGING_METHODS and not self._from_own_page(scope):
            return Refusal(403, "Changes are taken from the workbench's own page only.")
        return None

    def _from_own_page(self, scope: Scope) -> bool:
        """Newer browsers say where a request comes from; older ones give the origin. Neither is no browser of ours."""
        sites, origins = _values(scope, b"sec-fetch-site"), _values(scope, b"origin")
        if len(sites) > 1 or len(origins) > 1:
            return False
        if origins and origins[0] not in self._session.origins:
            return False
        return sites[0] == b"same-origin" if sites else bool(origins)

    def _stranger(self, scope: Scope) -> Refusal | None:
        if not _equal(self._cookie_of(scope), self._session.cookie):
            words = (
                "Open the workbench with the link `tren serve` prints. / `tren serve` çıktısındaki bağlantıyla açın."
            )
            return Refusal(403, words)
        if scope["method"] in CHANGING_METHODS:
            tokens = _values(scope, TOKEN_HEADER.encode())
            if len(tokens) != 1 or not _equal(tokens[0].decode("latin-1"), self._session.page):
                return Refusal(403, "The page's token is missing or old; reload the page.")
        return None

    def _cookie_of(self, scope: Scope) -> str:
        jar: SimpleCookie = SimpleCookie()
        try:
            for value in _values(scope, b"cookie"):
                jar.load(value.decode("latin-1"))
        except CookieError:
            return ""
        found = jar.get(self._session.cookie_name)
        return found.value if found else ""

    async def _let_in(self, scope: Scope, send: Send) -> None:
        """Exchange the launch token for the cookie, once, and lead to the page without it."""
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        known = _equal(self._cookie_of(scope), self._session.cookie)
        right = _equal(asked.get("token", [""])[0], self._session.launch) and not self._session.spent
        if not (known or right):
            words = "This link was used already or is not from this server; start `tren serve` again."
            await _answer(send, 403, words)
            return
        target = _local(asked.get("to", ["/"])[0])
        headers = [(b"location", target.encode("ascii")), (b"cache-control", b"no-store")]
        if not known:
            self._session.spent = True
            cookie = f"{self._session.cookie_name}={self._session.cookie}; HttpOnly; SameSite=Strict; Path=/"
            headers.append((b"set-cookie", cookie.encode()))
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _read_body(self, scope: Scope, receive: Receive) -> Refusal | None:
        """Take the whole body in, within limits of size and time, before anything parses it."""
        sends_file = scope["path"].startswith(UPLOADS) and scope["method"] in CHANGING_METHODS
        limit, seconds = (UPLOAD_LIMIT, UPLOAD_SECONDS) if sends_file else (BODY_LIMIT, self._body_seconds)
        sizes = _values(scope, b"content-length")
        if any(not size.isdigit() or len(size) > 12 or int(size) > limit for size in sizes):  # noqa: PLR2004
            return Refusal(413, "That is more than a request may hold.")
        try:
            body = await asyncio.wait_for(_collected(receive, limit), seconds)
        except TimeoutError:
            return Refusal(408, "The request took too long to arrive.")
        if body is None:
            return Refusal(413, "That is more than a request may hold.")
        if body and scope["method"] in SAFE_METHODS:
            return Refusal(400, "A page is asked for without a body.")
        scope[BODY] = body
        return None


async def _collected(receive: Receive, limit: int) -> bytes | None:
    """Return the body, or None when it is too long."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > limit:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _values(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key == name]


def _equal(given: str, wanted: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode())


def _local(path: str) -> str:
    """Return a path of this server: no other host, no line breaks, nothing but plain ASCII."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isascii() and path.isprintable()
    return path.replace(" ", "%20") if plain else "/"


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", ()))
            names = {name for name, _ in given}
            extra = [*HEADERS, (b"cache-control", b"no-store")]
            message = {**message, "headers": [*given, *((n, v) for n, v in extra if n not in names)]}
        await send(message)

    return sending


async def _answer(send: Send, status: int, words: str) -> None:
    body = words.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
