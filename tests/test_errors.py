"""Errors read as one line: place, what is wrong, what to do."""

import pytest

from parallel.errors import InputError, ParallelError, UsageError, WriteError


def test_error_names_place_and_hint() -> None:
    """Where it is, what is wrong and what to do stand in this order."""
    error = InputError("field 'id' is missing", where="manifest.yaml:3", hint="Add it")
    assert str(error) == "manifest.yaml:3: field 'id' is missing. Add it."


def test_error_without_place_or_hint() -> None:
    """Place and hint may be absent."""
    assert str(ParallelError("broken")) == "broken."


@pytest.mark.parametrize(("kind", "code"), [(ParallelError, 70), (UsageError, 2), (InputError, 3), (WriteError, 4)])
def test_exit_codes(kind: type[ParallelError], code: int) -> None:
    """Every class has the exit code the fault catalogue promises."""
    assert kind.exit_code == code
