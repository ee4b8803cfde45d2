"""A real browser and a real server for the tests that need them; absent, they are skipped, loudly."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

REQUIRED = os.environ.get("TREN_REQUIRE_BROWSER") == "1"
FULL = os.environ.get("TREN_FULL") == "1"
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-sandbox",
)  # fmt: skip


def chromium() -> str:
    """Return the browser's path, or skip."""
    named = os.environ.get("TREN_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    found = named or next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        absent("no chromium (install Debian's package, or set TREN_CHROMIUM)")
    return str(found)


def absent(reason: str) -> None:
    """Skip, or fail where browsers are required."""
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass
class Server:
    """``tren serve`` in a process of its own."""

    process: subprocess.Popen[str]
    link: str

    @property
    def base(self) -> str:
        """Address without path."""
        return self.link.split("/open", 1)[0]

    @property
    def port(self) -> int:
        """Port it listens on."""
        return int(self.base.rsplit(":", 1)[1])

    def kill(self) -> None:
        """End it without warning."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=20)
        if self.process.stderr is not None:
            self.process.stderr.close()


def start(folder: Path, port: int = 0) -> Server:
    """Start a server and wait for its link."""
    words = [sys.executable, "-m", "parallel", "-C", str(folder), "serve", "--no-open", "--port", str(port)]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    link = re.search(r"http://\S+", line)
    assert link is not None, line
    return Server(process, link[0])


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Serve a workspace for as long as a test runs."""
    server = start(folder)
    try:
        yield server
    finally:
        server.stop()
