"""Git is asked for files and commits, and its refusals are no accidents."""

import subprocess
from pathlib import Path

import pytest

from parallel.errors import UsageError
from parallel.store.revisions import commit_that_wrote, file_at, resolved


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits of one file in a folder below the top of the repository."""
    folder = tmp_path / "work" / "space"
    (folder / "aligned").mkdir(parents=True)
    git(tmp_path, "init", "-q")
    for text in ("National Oath", "National Pact"):
        (folder / "aligned" / "d.jsonl").write_text(f"{text}\n", "utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", f"Write {text}")
    return folder


def git(folder: Path, *words: str) -> None:
    """Run git as an editor."""
    who = ["-c", "user.name=Editör", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def test_a_file_as_it_stood(repository: Path) -> None:
    """The workspace need not be the top of the repository; a file that was not there is None."""
    commit = resolved(repository, "HEAD~1")
    assert file_at(repository, commit, repository / "aligned" / "d.jsonl") == b"National Oath\n"
    assert file_at(repository, commit, repository / "aligned" / "e.jsonl") is None


def test_the_commit_that_wrote_a_text(repository: Path) -> None:
    """The commit is named; a text that is not committed has none."""
    since = resolved(repository, "HEAD~1")
    found = commit_that_wrote(repository, since, repository / "aligned" / "d.jsonl", "National Pact")
    assert found is not None
    assert (found.author, found.subject) == ("Editör", "Write National Pact")
    assert commit_that_wrote(repository, since, repository / "aligned" / "d.jsonl", "Covenant") is None


@pytest.mark.parametrize("revision", ["nowhere", "-x", "--help", "HEAD; rm -rf .", "\0", ""])
def test_what_is_no_revision_is_refused(revision: str, repository: Path) -> None:
    """Nothing a person types is taken for an option or for more than a name."""
    with pytest.raises(UsageError):
        resolved(repository, revision)


def test_a_folder_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository, or no git at all: a usage error, not a crash."""
    with pytest.raises(UsageError):
        resolved(tmp_path, "HEAD")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError):
        resolved(tmp_path, "HEAD")
