"""Finding and making workspaces."""

from pathlib import Path

import pytest

from parallel.errors import InputError, UsageError
from parallel.store.workspace import create_workspace, document_entry, find_workspace, pair_entry, require_workspace


def test_a_workspace_is_found_from_below(tmp_path: Path) -> None:
    """Commands work from any folder inside."""
    create_workspace(tmp_path)
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    found = find_workspace(deep)
    assert found is not None
    assert found.root == tmp_path.resolve()
    assert found.shown(found.manifest_path) == "seeds/manifest.yaml"


def test_no_workspace(tmp_path: Path) -> None:
    """Without one there is None, or an error that says what to do."""
    assert find_workspace(tmp_path) is None
    with pytest.raises(UsageError, match="tren init"):
        require_workspace(tmp_path)


def test_a_workspace_is_not_made_twice(tmp_path: Path) -> None:
    """An existing workspace is left alone; an existing .gitignore too."""
    (tmp_path / ".gitignore").write_text("mine\n")
    create_workspace(tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    with pytest.raises(UsageError, match="already"):
        create_workspace(tmp_path)


def test_unknown_ids_name_the_known_ones(tmp_path: Path) -> None:
    """A slip in an id is answered with the ids there are."""
    workspace = create_workspace(tmp_path)
    workspace.manifest_path.write_text("documents:\n  - {id: bir, file: bir.txt}\n", "utf-8")
    with pytest.raises(UsageError, match="bir"):
        document_entry(workspace.manifest(), "iki")
    with pytest.raises(UsageError, match="tren build"):
        pair_entry(workspace.manifest(), "iki")


def test_an_unreadable_manifest(tmp_path: Path) -> None:
    """A manifest that vanished is an error, never an empty workspace."""
    workspace = create_workspace(tmp_path)
    workspace.manifest_path.unlink()
    with pytest.raises(InputError):
        workspace.manifest()
