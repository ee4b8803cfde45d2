"""Killed in the middle of anything, the server has on the disk whatever it answered."""

import http.client
import json
import random
import threading
import time
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from parallel.model.bitext import PairId
from parallel.store.workspace import Workspace
from parallel.workbench.edits.editing import Editor
from web.browsers import FULL, Server, start
from web.desks import make_workspace

KILLS = 50 if FULL else 3
PATH = "/pairs/d.abstract/changes"


class Client:
    """A page of a session, without a browser."""

    def __init__(self, server: Server) -> None:
        self.address = ("127.0.0.1", server.port)
        link = urlsplit(server.link)
        answer = self.ask("GET", f"{link.path}?{link.query}")
        jar: SimpleCookie = SimpleCookie(answer[2])
        self.cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())
        self.token = str(json.loads(self.ask("GET", "/session")[1])["token"])

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, bytes, str]:
        """Send one request; return status, body and cookie."""
        connection = http.client.HTTPConnection(*self.address, timeout=20)
        headers = {"accept": "application/json", "sec-fetch-site": "same-origin"}
        headers |= {"cookie": self.cookie, "x-tren-token": self.token} if hasattr(self, "token") else {}
        headers |= {"cookie": self.cookie} if hasattr(self, "cookie") else {}
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers.get("set-cookie", "")
        finally:
            connection.close()


@pytest.mark.slow
def test_every_answered_save_is_on_the_disk(tmp_path: Path) -> None:
    """Notes are saved as fast as the server takes them until it is killed; what it answered is there afterwards."""
    workspace = make_workspace(tmp_path / "w")
    chance = random.Random(11)
    answered: list[str] = []
    for turn in range(KILLS):
        server = start(tmp_path / "w")
        client = Client(server)
        stopped = threading.Event()

        def write(turn: int = turn, client: Client = client, stopped: threading.Event = stopped) -> None:
            for number in range(10_000):
                words = f"{turn}-{number}"
                bead = Editor(workspace, PairId("d.abstract")).pair.beads[number % 6]
                body = {"op": "note", "id": words, "beads": [bead.id], "words": words, "base": {bead.id: bead.revision}}
                try:
                    status, _, _ = client.ask("POST", PATH, body)
                except (OSError, http.client.HTTPException):
                    break
                assert status == 200
                answered.append(words)
            stopped.set()

        writer = threading.Thread(target=write)
        writer.start()
        time.sleep(0.05 + chance.random() * 0.4)
        server.kill()
        assert stopped.wait(20)
        writer.join()
        saved = [entry.operation for entry in Editor(Workspace(root=tmp_path / "w"), PairId("d.abstract")).entries]
        assert len(saved) == len(set(saved))
        assert set(answered) <= set(saved)
    assert len(answered) > KILLS


@pytest.mark.slow
def test_it_folds_when_it_ends(tmp_path: Path) -> None:
    """Stopped as by Ctrl-C, the file itself holds what was edited a moment before."""
    workspace = make_workspace(tmp_path / "w")
    server = start(tmp_path / "w")
    client = Client(server)
    bead = Editor(workspace, PairId("d.abstract")).pair.beads[0]
    body = {"op": "note", "id": "n", "beads": [bead.id], "words": "son söz", "base": {bead.id: bead.revision}}
    assert client.ask("POST", PATH, body)[0] == 200
    server.stop()
    assert "son söz" in workspace.aligned_path("d.abstract").read_text("utf-8")
