"""The wheel carries what a user needs and nothing that is not ours."""

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The file names inside the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    (path,) = WheelBuilder(str(REPOSITORY)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(path) as wheel:
        return wheel.namelist()


def test_the_curated_glossary_travels(names: list[str]) -> None:
    """Every glossary file of the repository is in the wheel."""
    inside = {Path(name).name for name in names if name.startswith("parallel/curated/")}
    assert {path.name for path in (REPOSITORY / "glossary").glob("*.yaml")} <= inside


def test_package_data_travels(names: list[str]) -> None:
    """Every data file of the package is in the wheel."""
    data = [path for path in (REPOSITORY / "src").rglob("data/*") if path.is_file()]
    assert data
    assert {path.relative_to(REPOSITORY / "src").as_posix() for path in data} <= set(names)


def test_the_seeds_stay_at_home(names: list[str]) -> None:
    """The user's documents and results are not distributed."""
    assert not [name for name in names if "seed" in name or name.startswith(("aligned", "tests"))]


def test_the_command_and_the_licence_are_there(names: list[str]) -> None:
    """The wheel installs ``tren`` and says under which licence."""
    assert any(name.endswith("entry_points.txt") for name in names)
    assert any(name.endswith("LICENSE") for name in names)
    assert "parallel/py.typed" in names
