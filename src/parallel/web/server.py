"""Serving the application on this machine only."""

import socket
from collections.abc import Callable

from parallel.errors import UsageError
from parallel.store.workspace import Workspace
from parallel.web.app import make_app
from parallel.web.security import Session
from parallel.web.site import Site

HOST = "127.0.0.1"
_LAST_PORT = 65_535


def serve(workspace: Workspace, port: int, path: str, opened: Callable[[str], None]) -> None:
    """Serve a workspace until interrupted; edits are folded into its files at the end.

    Args:
        workspace: the workspace.
        port: port to listen on; 0 takes a free one.
        path: page to open first.
        opened: told the address to open, once the port is taken.

    Raises:
        UsageError: the port is taken or may not be used.
    """
    import uvicorn  # noqa: PLC0415  (slow to import)

    listener = _listener(port)
    session = Session(port=listener.getsockname()[1])
    application = make_app(Site(workspace), session)
    config = uvicorn.Config(
        application,
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=65_536,
    )
    opened(session.address(path))
    with listener:
        uvicorn.Server(config).run(sockets=[listener])


def _listener(port: int) -> socket.socket:
    """Take the port before anything is said of it."""
    if not 0 <= port <= _LAST_PORT:
        raise UsageError(f"no port {port}", hint="Choose one between 1024 and 65535, or 0 for any free one")
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)  # a browser that is quick waits for us instead of being turned away
    except OSError as error:
        listener.close()
        what = f"port {port} can't be used ({error.strerror})"
        raise UsageError(what, hint="Choose another with --port") from error
    return listener
