"""The command as a user runs it."""

from pathlib import Path

import pytest

from running import Runner


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
