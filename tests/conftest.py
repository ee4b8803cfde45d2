"""Fixtures every test may use."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from parallel.store.workspace import create_workspace
from running import Runner, Swift

REPOSITORY = Path(__file__).resolve().parent.parent

# The same examples in every run, so that a red test is about the change; full doses look for new ones.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.register_profile("searching", deadline=None)
hypothesis.settings.load_profile("searching" if os.environ.get("TREN_FULL") else "steady")


def bench_folder() -> Path | None:
    """Return the folder with gold data: ``TREN_BENCH``, else ``../shared/bench`` beside the project, else None."""
    named = os.environ.get("TREN_BENCH")
    folder = Path(named) if named else REPOSITORY.parent / "shared" / "bench"
    if folder.is_dir():
        return folder
    if named:
        pytest.fail(f"TREN_BENCH names {named}, which is no folder")
    return None


@pytest.fixture(scope="session", autouse=True)
def _caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests leave the user's caches alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


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


TURKISH = """Erzurum Kongresi 23 Temmuz 1919’da toplandı. Delegeler vatanın bölünmez olduğunu ilan etti.

Kararlar 7 Ağustos 1919’da açıklandı. Mustafa Kemal başkan seçildi.
"""
ENGLISH = """The Erzurum Congress met on 23 July 1919. The delegates declared that the homeland was indivisible.

The decisions were announced on 7 August 1919. Mustafa Kemal was elected president.
"""


@pytest.fixture(scope="session")
def _translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of a short text and its translation, built once."""
    folder = tmp_path_factory.mktemp("translated")
    (folder / "tr.txt").write_text(TURKISH, "utf-8")
    (folder / "en.txt").write_text(ENGLISH, "utf-8")
    create_workspace(folder / "ws")
    run = Swift(folder / "ws")
    added = run("add", str(folder / "tr.txt"), "--translation", str(folder / "en.txt"), "--lang", "tr")
    assert added.code == 0, added
    done = run("build")
    assert done.code == 0, done
    return folder / "ws"


@pytest.fixture
def translated(_translated: Path, tmp_path: Path) -> Swift:
    """The command in a copy of a small built workspace: pair ``tr~en``, four beads."""
    shutil.copytree(_translated, tmp_path / "ws")
    return Swift(tmp_path / "ws")
