"""The examples in docstrings give what they say they give."""

import doctest
import importlib
import pkgutil

import pytest

import parallel

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(parallel.__path__, "parallel.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    """Every example of a module, run as it stands."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    """They are found at all."""
    finder = doctest.DocTestFinder()
    assert sum(len(test.examples) for name in MODULES for test in finder.find(importlib.import_module(name))) > 100
