"""Rules TMX has beyond its DTD, and the table of ids seen."""

import pytest

from parallel.exchange.tmx.rules import SeenIds, is_date


def test_ids_are_known_again() -> None:
    """Also after the table has grown."""
    seen = SeenIds()
    names = [f"001/abstract.tr/{number:08x}" for number in range(3000)]
    assert all(seen.add(name) for name in names)
    assert not any(seen.add(name) for name in names)


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("20261120T093000Z", True),
        ("20240229T000000Z", True),
        ("20230229T000000Z", False),
        ("20261120T253000Z", False),
        ("2026-11-20T09:30:00Z", False),
        ("20261120", False),
        ("٢٠٢٦1120T093000Z", False),
    ],
)
def test_dates(text: str, sound: bool) -> None:  # noqa: FBT001  (a table of two columns)
    """A real moment, written as TMX asks."""
    assert is_date(text) is sound
