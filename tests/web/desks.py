"""A small workspace served in process, and a client the guard lets in."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from builders import bead
from parallel.model.bitext import AlignedBead, AlignedPair, Languages, PairId
from parallel.store.aligned import save_pair
from parallel.store.workspace import Workspace
from parallel.web.app import make_app
from parallel.web.security import Session
from parallel.web.site import Site

PORT = 8123
BASE = f"http://127.0.0.1:{PORT}"
MANIFEST = """\
format: 1
documents:
  - {id: d, file: d.txt, language: tr, title: "Misak-ı Millî Üzerine"}
pairs:
  - {id: d.abstract, source: d, target: d, languages: tr-en}
"""
TEXT = "MİSAK-I MİLLÎ ÜZERİNE\n\nÖZ\n\nMeclis toplandı. Karar alındı.\n\nABSTRACT\n\nParliament met. It decided.\n"
GLOSSARY = """\
- id: misak-i-milli
  domain: treaty
  definition: The programme of 1920.
  tr:
    - term: Misak-ı Millî
  en:
    - term: National Pact
    - term: National Oath
      status: forbidden
      reason: Scholarship has settled on Pact.
  sources: [editorial]
- id: isparta
  domain: geography
  definition: A town in the south-west.
  tr: [{term: Isparta}]
  en: [{term: Isparta}]
  sources: [editorial]
- id: izmir
  domain: geography
  definition: A port on the Aegean.
  tr: [{term: İzmir}]
  en: [{term: Izmir}]
  sources: [editorial]
"""
ROWS = (
    ("Meclis 28 Ocak 1920’de toplandı.", "Parliament met on 28 January 1920."),
    ("Misak-ı Millî kabul edildi.", "The National Oath was adopted."),
    ("İSTANBUL işgal edildi.", "Istanbul was occupied."),
    ("ILGAZ dağında kar vardı.", "There was snow on the mountain."),
    ("Ordu ilerledi.", ""),
    ("Heyet Londra’ya gitti.", "The delegation went to London."),
)
SCREENS = (
    "/",
    "/d/d",
    "/pairs/d.abstract",
    "/glossary",
    "/glossary/misak-i-milli",
    "/concordance?q=Misak",
    "/consistency",
    "/scores",
    "/export",
    "/import",
    "/jobs",
    "/settings",
    "/help",
    "/about",
)
"""Every screen that needs nothing begun."""
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


def make_workspace(
    root: Path, rows: tuple[tuple[str, str], ...] = ROWS, extra: tuple[AlignedBead, ...] = ()
) -> Workspace:
    """Write a workspace with one pair of the given rows, without running the line."""
    for folder in ("seeds", "aligned", "glossary"):
        (root / folder).mkdir(parents=True)
    (root / "seeds" / "manifest.yaml").write_text(MANIFEST, "utf-8")
    (root / "seeds" / "d.txt").write_text(TEXT, "utf-8")
    (root / "glossary" / "terms.yaml").write_text(GLOSSARY, "utf-8")
    beads = tuple(bead(number, source, target) for number, (source, target) in enumerate(rows, 1))
    save(root, (*beads, *extra))
    return Workspace(root=root)


def save(root: Path, beads: tuple[AlignedBead, ...]) -> None:
    """Write the pair's file."""
    pair = AlignedPair(
        id=PairId("d.abstract"), languages=Languages(), source_name="d.txt", target_name="d.txt", beads=beads
    )
    save_pair(root / "aligned" / "d.abstract.jsonl", pair)


@dataclass
class Desk:
    """A workspace, the application over it and a client that was let in."""

    workspace: Workspace
    site: Site
    session: Session
    client: TestClient

    def beads(self) -> tuple[AlignedBead, ...]:
        """Return the beads as the server has them."""
        return self.site.editor("d.abstract").pair.beads

    def base(self, *positions: int) -> dict[str, str]:
        """Return the revisions of the beads at some positions."""
        beads = self.beads()
        return {beads[position].id: beads[position].revision for position in positions}

    def post(self, path: str, body: Any) -> Any:
        """Send JSON as the page does."""
        headers = {
            "x-tren-token": self.session.page,
            "sec-fetch-site": "same-origin",
            "accept": "application/json",
            "content-type": "application/json",
        }
        return self.client.post(path, content=json.dumps(body), headers=headers)

    def change(self, op: str, number: str = "", **fields: Any) -> Any:
        """Ask for a change of the pair."""
        known = {"op": op, "id": number or f"{op}-{len(self.site.editor('d.abstract').entries)}", **fields}
        return self.post("/pairs/d.abstract/changes", known)


def open_desk(workspace: Workspace, *, let_in: bool = True) -> Desk:
    """Serve a workspace in process."""
    session, site = Session(port=PORT), Site(workspace)
    client = TestClient(make_app(site, session), base_url=BASE, raise_server_exceptions=False)
    if let_in:
        client.cookies.set(session.cookie_name, session.cookie)
    return Desk(workspace, site, session, client)


def ended(find: Callable[[], Any]) -> Any:
    """Wait for something that comes true soon."""
    deadline = time.monotonic() + 60
    while not (found := find()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return found


def over(desk: Desk, answer: Any) -> dict[str, Any]:
    """Wait for the end of a job that a page started; return what is shown of it."""
    assert answer.status_code == 200, answer.text
    address = answer.json()["to"]

    def look() -> dict[str, Any] | None:
        shown: dict[str, Any] = desk.client.get(address, headers={"accept": "application/json"}).json()
        return shown if shown["state"] not in {"running", "stopping"} else None

    found: dict[str, Any] = ended(look)
    return found
