"""Fixtures every test may use."""

import os
from pathlib import Path

import pytest

from running import Runner

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


@pytest.fixture
def tren(tmp_path: Path) -> Runner:
    """The command in an empty folder."""
    return Runner(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Runner:
    """A workspace made of the five seeds without any hint, built once for a module."""
    folder = tmp_path_factory.mktemp("built")
    run = Runner(folder)
    assert run("init").code == 0
    for path in sorted(seeds.glob("*.txt")):
        assert run("add", str(path), "--id", path.name[:3], "--lang", "tr").code == 0
    assert run("build").code == 0
    return run
