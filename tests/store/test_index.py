"""A12: the index finds as Turkish folds, and is rebuilt without asking whatever becomes of it."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builders import bead, concept, pair, termbase
from parallel.model.bitext import PairId
from parallel.model.document import SegmentId
from parallel.store.aligned import save_pair
from parallel.store.index import Index
from parallel.store.workspace import Workspace, create_workspace
from parallel.workbench.edits.editing import Editor
from parallel.workbench.edits.operations import edit_text
from parallel.workbench.edits.searching import find_beads, open_index

MANIFEST = "documents:\n  - {id: d, file: d.txt}\npairs:\n  - {id: d.abstract, source: d, target: d}\n"
PAIR_ID = PairId("d.abstract")


def made(folder: Path, *sources: str) -> Workspace:
    """Make a workspace with one pair of these source texts."""
    workspace = create_workspace(folder)
    workspace.manifest_path.write_text(MANIFEST, "utf-8")
    beads = [bead(number, source, f"Target {number} in ISTANBUL.") for number, source in enumerate(sources, 1)]
    save_pair(workspace.aligned_path(PAIR_ID), pair(*beads))
    return workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace of three beads."""
    return made(tmp_path / "w", "İSTANBUL’da ILGAZ dağı.", "Misak-ı Millî ilan edildi.", "Hâl böyle.")


def numbers(workspace: Workspace, text: str) -> list[int]:
    """Return the numbers of the beads found."""
    return [hit.number for hit in find_beads(workspace, text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [("istanbul’da", [1]), ("ılgaz", [1]), ("ilgaz", []), ("MİSAK", [2]), ("hal", []), ("ISTANBUL", [1, 2, 3])],
)
def test_search_folds_each_side_as_its_language(text: str, found: list[int], workspace: Workspace) -> None:
    """Turkish capitals are found by their small letters, and only by those; English folds as English."""
    assert numbers(workspace, text) == found


def path_of(workspace: Workspace) -> Path:
    """Return the index's file."""
    return workspace.hidden_path / "cache" / "index.sqlite"


def truncated(path: Path) -> None:
    """Cut the file in half."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwritten(path: Path) -> None:
    """Put noise into the middle of the file."""
    data = bytearray(path.read_bytes())
    data[4096:8192] = b"\xaa" * 4096
    path.write_bytes(data)


def foreign(path: Path) -> None:
    """Put another workspace's index in its place."""
    other = made(path.parents[3] / "other", "Başka bir yer.")
    find_beads(other, "x")
    shutil.copy(path_of(other), path)


def of_another_version(path: Path) -> None:
    """Say it is of another version."""
    database = sqlite3.connect(path)
    with database:
        database.execute("UPDATE meta SET value = '0' WHERE key = 'version'")
    database.close()


@pytest.mark.parametrize(
    "spoil",
    [Path.unlink, truncated, overwritten, foreign, of_another_version, lambda path: path.write_bytes(b"no database")],
    ids=["deleted", "truncated", "overwritten", "foreign", "other version", "text"],
)
def test_a_spoilt_index_is_made_anew(spoil: Callable[[Path], object], workspace: Workspace) -> None:
    """Whatever happened to it, the same search finds the same."""
    before = find_beads(workspace, "a")
    spoil(path_of(workspace))
    assert find_beads(workspace, "a") == before


def test_the_index_follows_edits_and_hands(workspace: Workspace) -> None:
    """An edit that is only in the journal, a hand edit and a new file are all seen."""
    assert numbers(workspace, "yeni") == []
    editor = Editor(workspace, PAIR_ID)
    first = editor.pair.beads[0].id
    editor.apply(lambda now: edit_text(now, first, "source", "Yeni metin."))
    assert numbers(workspace, "yeni") == [1]
    editor.fold()
    save_pair(workspace.aligned_path(PAIR_ID), pair(bead(1, "Başka."), bead(2, "Yepyeni.")))
    assert numbers(workspace, "yepyeni") == [2]


def test_damaged_and_missing_pairs_are_left_out(workspace: Workspace) -> None:
    """Searching goes on without them; a pair taken from the manifest is forgotten."""
    assert numbers(workspace, "misak") == [2]
    workspace.aligned_path(PAIR_ID).write_bytes(b"{\n")
    assert numbers(workspace, "misak") == []
    workspace.manifest_path.write_text("documents: []\n", "utf-8")
    assert numbers(workspace, "misak") == []


def test_sentences_and_concepts(workspace: Workspace) -> None:
    """A sentence leads to its bead, a concept to its mentions."""
    terms = termbase(concept("misak-i-milli", "Misak-ı Millî", ("National Pact", "preferred")))
    index = open_index(workspace, terms)
    hit = index.bead_of(SegmentId("d/body/00000002"))
    assert hit is not None
    assert hit.number == 2
    assert index.bead_of(SegmentId("none")) is None
    assert [found.number for found in index.mentioning("misak-i-milli")] == [2]
    index.close()


def test_where_nothing_can_be_written(workspace: Workspace) -> None:
    """On a read-only disk, or with a file in its way, the index lives in memory."""
    shutil.rmtree(workspace.hidden_path, ignore_errors=True)
    workspace.hidden_path.write_bytes(b"in the way")
    index = Index(path_of(workspace), workspace.root)
    index.put(PAIR_ID, "k", (replace(pair().languages).source, pair().languages.target), [])
    assert index.keys() == {"d.abstract": "k"}
    index.close()
