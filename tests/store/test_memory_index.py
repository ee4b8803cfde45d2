"""The memory's index can be lost, damaged or stale without harm."""

from pathlib import Path

import pytest

from parallel.memory import FuzzyIndex, MemoryUnit
from parallel.store.memory_index import build_index, open_index

UNITS = [
    MemoryUnit(source=f"Heyet {city} döndü.", target=f"The delegation returned from {city}.", origin=city, state="auto")
    for city in ("Moskova’dan", "Ankara’dan", "Londra’dan", "Bakü’den")
]


def test_units_come_back(tmp_path: Path) -> None:
    """What was put in is found and read back."""
    index = build_index(tmp_path / "cache" / "m.sqlite", "x", UNITS)
    (hit,) = FuzzyIndex(index).nearest("heyet ankara’dan döndü.", limit=1)
    assert index.unit(hit.key) == UNITS[1]
    assert index.size() == 4
    index.close()


def test_the_index_is_reused_only_for_its_inputs(tmp_path: Path) -> None:
    """Other inputs, damage or absence mean: make it anew."""
    path = tmp_path / "m.sqlite"
    assert open_index(path, "x") is None
    build_index(path, "x", UNITS).close()
    again = open_index(path, "x")
    assert again is not None
    assert again.size() == 4
    again.close()
    assert open_index(path, "y") is None
    path.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2].replace(b"SQLite", b"sqlITE"))
    assert open_index(path, "x") is None
    build_index(path, "x", UNITS[:2]).close()
    again = open_index(path, "x")
    assert again is not None
    assert again.size() == 2
    again.close()


def test_without_a_writable_folder_it_is_kept_in_memory(tmp_path: Path) -> None:
    """A file in the way of the cache folder does not stop a search."""
    (tmp_path / "cache").write_text("in the way")
    index = build_index(tmp_path / "cache" / "m.sqlite", "x", UNITS)
    assert index.size() == 4
    index.close()


@pytest.mark.parametrize("words", [[], ["yok"], ["moskova’dan", "moskova’dan"]])
def test_sharing_words(words: list[str], tmp_path: Path) -> None:
    """Guesses share a word; unknown words give none."""
    index = build_index(tmp_path / "m.sqlite", "x", UNITS)
    keys, texts = index.sharing(words)
    assert all("moskova’dan" in text for text in texts)
    assert len(keys) == len(texts) == (1 if "moskova’dan" in words else 0)
    index.close()
