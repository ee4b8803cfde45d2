"""Lists that ship with the package."""

import pytest

from parallel.errors import ParallelError
from parallel.language import resources
from parallel.language.resources import data_text, entries, has_data, load_list, load_sections


def test_comments_and_empty_lines_are_no_entries() -> None:
    """Comments may fill a line or end one; a number sign inside a word is part of it."""
    assert list(entries("# a\n\nDr # doctor\n  # b\nC#\n")) == ["Dr", "C#"]


def test_sections_keep_order() -> None:
    """Entries stand under their section in file order."""
    sections = load_sections("abbreviations.tr.txt")
    assert sections["title"][:2] == ("Dr", "Doç")
    assert sections["pointer"][0] == "bkz"


def test_list_joins_sections() -> None:
    """All entries of a list are those of its sections."""
    assert len(load_list("abbreviations.en.txt")) == sum(map(len, load_sections("abbreviations.en.txt").values()))


def test_missing_list_is_named() -> None:
    """A list the package does not hold is an error that names it."""
    assert not has_data("abbreviations.xx.txt")
    with pytest.raises(ParallelError, match=r"abbreviations\.xx\.txt"):
        data_text("abbreviations.xx.txt")


def test_double_section_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A section opened twice would hide entries from whoever edits the list."""
    monkeypatch.setattr(resources, "data_text", lambda _: "[a]\nx\n[a]\ny\n")
    with pytest.raises(ParallelError, match="twice"):
        load_sections("double.txt")
