"""The language lists as the splitter sees them."""

import pytest

from parallel.language import casing
from parallel.language.resources import load_list, load_sections
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.segment.profile import Kind, load_profile, printed_forms


def test_small_entries_have_three_forms() -> None:
    """A lower-case abbreviation is also known with a capital and in capitals, the Turkish way."""
    assert printed_forms("çev", TURKISH) == ("çev", "Çev", "ÇEV")
    assert printed_forms("ibid", TURKISH) == ("ibid", "İbid", "İBİD")


def test_entries_with_a_capital_stand_as_they_are() -> None:
    """*Av.* is a title, *av* is a noun."""
    assert printed_forms("Av", TURKISH) == ("Av",)
    assert "av" not in load_profile(TURKISH).kinds


def test_unknown_languages_share_a_profile_without_starters() -> None:
    """The common list knows titles and no words that begin sentences."""
    profile = load_profile(Language("nl"))
    assert profile.kinds["Dr"] is Kind.TITLE
    assert profile.starters == frozenset()
    assert not profile.ordinals


@pytest.mark.parametrize("language", ["tr", "en", "und"])
def test_every_section_is_a_kind(language: str) -> None:
    """A list has no other sections, no entry outside one, no stop at an end and no double."""
    sections = load_sections(f"abbreviations.{language}.txt")
    entries = [entry for found in sections.values() for entry in found]
    assert set(sections) - {""} == {kind.value for kind in Kind}
    assert not sections[""]
    assert len(entries) == len(set(entries))
    assert not any(entry.endswith(".") or " " in entry for entry in entries)


@pytest.mark.parametrize("language", [TURKISH, ENGLISH])
def test_starters_are_capitalised_words(language: Language) -> None:
    """Words that begin sentences are written so, once each."""
    starters = load_list(f"starters.{language}.txt")
    assert len(starters) == len(set(starters))
    assert all(casing.is_upper_initial(word) and word.isalpha() for word in starters)
