"""The quick copy of a glossary folder."""

from hashlib import sha256
from pathlib import Path

import pytest

from parallel.errors import WriteError
from parallel.store import atomic, termcache
from parallel.store.glossary import load_glossary

ENTRY = """\
- id: a
  domain: treaty
  period: "1920"
  definition: Own words.
  tr:
    - {term: Misak, variants: [Mîsak], part_of_speech: proper-noun}
  en:
    - {term: Pact, status: deprecated, reason: Why.}
  usage: Rarely.
  sources:
    - {author: Lewis, title: Emergence, year: "1961", pages: "3"}
  see_also: [b]
  review: {state: draft, by: editorial, date: "2026-11-20"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A glossary of one file."""
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.yaml").write_text(ENTRY, "utf-8")
    return tmp_path / "glossary"


def test_the_copy_says_the_same(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every field comes back, and no YAML is read the second time."""
    cache = tmp_path / "cache" / "glossary.json"
    first = load_glossary(folder, "g", cache=cache)
    monkeypatch.setattr("parallel.store.strict_yaml.load", None)
    assert load_glossary(folder, "g", cache=cache) == first
    assert first.concepts[0].where == "g/a.yaml:1"


def test_a_changed_file_is_read_again(folder: Path, tmp_path: Path) -> None:
    """The copy is of these bytes under these names, or it is not used."""
    cache = tmp_path / "glossary.json"
    load_glossary(folder, "g", cache=cache)
    (folder / "a.yaml").write_text(ENTRY.replace("Rarely", "Often"), "utf-8")
    assert load_glossary(folder, "g", cache=cache).concepts[0].usage == "Often."
    (folder / "a.yaml").rename(folder / "b.yaml")
    assert load_glossary(folder, "g", cache=cache).concepts[0].where == "g/b.yaml:1"


def test_a_damaged_copy_is_not_used(folder: Path, tmp_path: Path) -> None:
    """Whatever byte is flipped or cut off, the YAML is read."""
    cache = tmp_path / "glossary.json"
    right = load_glossary(folder, "g", cache=cache)
    data = cache.read_bytes()
    for at in range(0, len(data), 7):
        cache.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert load_glossary(folder, "g", cache=cache) == right
        cache.write_bytes(data[:at])
        assert load_glossary(folder, "g", cache=cache) == right


def test_a_copy_of_something_else_is_not_used(tmp_path: Path) -> None:
    """Right digests around the wrong form are no concepts."""
    for concepts in ("[[1]]", "{}", "[1]", '[["a","b","c",[["t","tr","loved",[],"",""]],[],[],"","","","","",""]]'):
        body = concepts.encode()
        head = f"d {sha256(body).hexdigest()}\n".encode()
        path = tmp_path / "copy"
        path.write_bytes(head + body)
        assert termcache.recall(path, "d") in {None, ()}


def test_where_it_can_not_be_kept_nobody_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full or read-only disk costs time, not the answer."""

    def full(path: Path, *_: object) -> None:
        raise WriteError("no space left", where=str(path))

    monkeypatch.setattr(atomic, "save", full)
    assert len(load_glossary(folder, "g", cache=tmp_path / "x.json")) == 1
