"""Fixtures of the web tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from web.desks import Desk, make_workspace, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workspace with six beads, opened."""
    return open_desk(make_workspace(tmp_path / "w"))


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[tuple[tuple[str, str], ...]], Desk]:
    """Makes a desk over rows of one's own."""
    return lambda rows: open_desk(make_workspace(tmp_path / "own", rows))
