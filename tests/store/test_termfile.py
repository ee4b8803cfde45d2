"""Glossary edits: one entry changes, everything else stays, and all can be taken back."""

from pathlib import Path

import pytest

from parallel.errors import InputError, StaleError, UsageError
from parallel.store.termfile import TermFile, with_fields
from parallel.store.workspace import Workspace, create_workspace

FILE = """\
# Treaties of the period.
- id: sevr
  domain: treaty
  definition: Signed in 1920.   # never ratified
  tr:
    - term: Sevr Antlaşması
  en:
    - term: Treaty of Sèvres

# The other one.

- id: lozan
  domain: treaty
  definition: >-
    Signed in
    1923.
  tr: [{term: Lozan Antlaşması}]
  en: [{term: Treaty of Lausanne}]
# The end.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with one glossary file of two entries."""
    made = create_workspace(tmp_path)
    (made.glossary_path / "treaties.yaml").write_text(FILE, "utf-8")
    return made


@pytest.fixture
def file(workspace: Workspace) -> TermFile:
    """That file."""
    return TermFile(workspace, "treaties.yaml")


def changed(file: TermFile, concept: str = "sevr") -> str:
    """Return an entry's lines with another definition."""
    return with_fields(file.entries()[concept].text, {"definition": "Never came into force."})


def test_one_entry_changes_and_nothing_else(file: TermFile) -> None:
    """Comments, blank lines and the other entry keep their bytes; undo brings the same file back."""
    saved = file.save("sevr", changed(file))
    assert (saved.sequence, saved.kind) == (1, "save")
    now = file.path.read_text("utf-8")
    assert "Never came into force." in now
    assert now.split("# The other one.")[1] == FILE.split("# The other one.")[1]
    assert "# never ratified" in now
    file.undo()
    assert file.path.read_text("utf-8") == FILE
    assert file.redo().entry is not None
    assert file.path.read_text("utf-8") == now


def test_adding_and_removing(file: TermFile) -> None:
    """A new entry goes to the end; one taken out leaves the comments around it."""
    new = "- id: mondros\n  domain: treaty\n  definition: Armistice.\n  tr: [{term: Mondros}]\n  en: [{term: Mudros}]\n"
    assert file.save("mondros", new, base="").kind == "add"
    assert list(file.entries()) == ["sevr", "lozan", "mondros"]
    assert file.save("sevr", None).kind == "remove"
    assert file.path.read_text("utf-8").startswith("# Treaties of the period.\n\n# The other one.")
    for _ in range(2):
        file.undo()
    assert file.path.read_text("utf-8") == FILE
    with pytest.raises(UsageError, match="nothing to undo"):
        file.undo()


def test_a_new_file_is_made(workspace: Workspace) -> None:
    """The first entry makes the file."""
    new = "- id: a\n  domain: x\n  definition: Y.\n  tr: [{term: a}]\n  en: [{term: b}]\n"
    file = TermFile(workspace, "new.yaml")
    file.save("a", new)
    assert file.path.read_text("utf-8") == new


def test_stale_edits_are_refused_with_both_texts(file: TermFile) -> None:
    """The second of two who saw the same entry gets what it said and what it says."""
    seen = file.entries()["sevr"]
    file.save("sevr", changed(file), seen.revision)
    with pytest.raises(StaleError) as caught:
        file.save("sevr", None, seen.revision)
    assert caught.value.seen == (seen.text,)
    assert "Never came into force" in caught.value.standing[0]
    with pytest.raises(StaleError):
        file.save("lozan", None, "")


def test_the_same_id_is_done_once(file: TermFile) -> None:
    """A request sent twice changes once; nothing to change is no edit."""
    text = changed(file)
    assert not file.save("sevr", text, operation_id="a").repeated
    assert file.save("sevr", None, operation_id="a").repeated
    assert file.save("sevr", text).sequence == 0


@pytest.mark.parametrize(
    "text",
    ["- id: other\n  id: x\n", "id: sevr\n", "- id: lozan\n  domain: x\n  definition: y\n", "- id: sevr\n", "\t- x"],
)
def test_what_is_no_entry_is_refused(text: str, file: TermFile) -> None:
    """The file stays a glossary; nothing is written otherwise."""
    with pytest.raises(InputError):
        file.save("sevr", text)
    assert file.path.read_text("utf-8") == FILE


def test_a_hand_edit_stops_undo(file: TermFile) -> None:
    """What was changed outside is not overwritten."""
    file.save("sevr", changed(file))
    file.path.write_text(file.path.read_text("utf-8").replace("Never came", "It never came"), "utf-8")
    with pytest.raises(StaleError):
        file.undo()
    file.path.write_text("- id: x\n<<<<<<< ours\n", "utf-8")
    with pytest.raises(InputError, match="conflict"):
        file.undo()


def test_crlf_stays_crlf(workspace: Workspace) -> None:
    """A file with an editor's line ends keeps them in every line."""
    file = TermFile(workspace, "treaties.yaml")
    file.path.write_bytes(FILE.replace("\n", "\r\n").encode())
    file.save("lozan", changed(file, "lozan"))
    data = file.path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    file.undo()
    assert file.path.read_bytes() == FILE.replace("\n", "\r\n").encode()


def test_fields_are_set_and_taken_out() -> None:
    """Only the fields named change."""
    text = "- id: a   # why\n  usage: 'x'\n  see_also: [b]\n"
    assert (
        with_fields(text, {"usage": None, "see_also": ["b", "c"]}) == "- id: a   # why\n  see_also:\n    - b\n    - c\n"
    )


@pytest.mark.parametrize("name", ["../x.yaml", ".x.yaml", "x.txt"])
def test_only_glossary_files(name: str, workspace: Workspace) -> None:
    """Nothing outside glossary/ is touched."""
    with pytest.raises(UsageError):
        TermFile(workspace, name)
