"""Fixtures every test may use."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


def bench_folder() -> Path | None:
    """Return the folder with gold data: ``TREN_BENCH``, else ``../shared/bench`` beside the project, else None."""
    named = os.environ.get("TREN_BENCH")
    folder = Path(named) if named else REPOSITORY.parent / "shared" / "bench"
    if folder.is_dir():
        return folder
    if named:
        pytest.fail(f"TREN_BENCH names {named}, which is no folder")
    return None


@pytest.fixture(scope="session")
def bench() -> Path:
    """The benchmark folder; tests that need it are skipped, and counted, where it is absent."""
    folder = bench_folder()
    if folder is None:
        pytest.skip("no benchmark folder (set TREN_BENCH)")
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five documents of the repository."""
    return REPOSITORY / "seeds"


@pytest.fixture
def in_repository(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run a test with the repository as the working folder."""
    monkeypatch.chdir(REPOSITORY)
    return REPOSITORY
