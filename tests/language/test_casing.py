"""Turkish letter case and the two folds."""

import unicodedata

import pytest

from parallel.language import casing
from parallel.model.document import ENGLISH


def test_turkish_lower_and_upper() -> None:
    """Dotted and dotless i keep apart in both directions."""
    assert casing.lower("IĞDIR İZMİR") == "ığdır izmir"
    assert casing.upper("ığdır izmir") == "IĞDIR İZMİR"


def test_other_languages_keep_their_i() -> None:
    """English *I* is *i*, and a dotted capital never becomes two characters."""
    assert casing.lower("INTERIM İzmir", ENGLISH) == "interim izmir"
    assert casing.upper("izmir", ENGLISH) == "IZMIR"


def test_strict_fold_keeps_marks() -> None:
    """The strict fold composes and lowers, nothing else."""
    assert casing.fold_strict(unicodedata.normalize("NFD", "HÂLÂ")) == "hâlâ"


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "ʿ", "`"])
def test_loose_fold_drops_every_apostrophe(apostrophe: str) -> None:
    """Modifier letters are apostrophes too, though Unicode calls them letters."""
    assert casing.fold_loose(f"Kur{apostrophe}an").text == "kuran"
    assert not casing.is_letter("ʼ")


def test_loose_fold_knows_the_way_back() -> None:
    """Each letter points to the character it came from; a ligature gives two letters with one offset."""
    folded = casing.fold_loose("İ-ﬁ")
    assert folded.text == "ifi"
    assert folded.offsets == (0, 2, 2, 3)


def test_marked_fold_keeps_what_tells_letters_apart() -> None:
    """Cedilla, breve and diaeresis stay; circumflex goes unless asked for; ı and i are one."""
    assert casing.fold_marked("Şûrâ-yı Ğ") == "şurayiğ"
    assert casing.fold_marked("Sèvres dépôt", circumflex=True) == "sèvresdépôt"
    assert casing.fold_marked("İSTİKLÂL") == casing.fold_marked("istiklal")


def test_marked_fold_composes() -> None:
    """Decomposed letters give the same marked fold, one character a letter."""
    text = "müdâfaa-i hukûk çığ"
    assert casing.fold_marked(unicodedata.normalize("NFD", text)) == casing.fold_marked(text)


def test_mark_without_letter_is_ignored() -> None:
    """A combining mark at the start of a text belongs to nothing."""
    assert casing.fold_marked("\u0301a") == "a"


def test_upper_initial() -> None:
    """Only the first letter counts."""
    assert casing.is_upper_initial("İzmir")
    assert not casing.is_upper_initial("izmİr")
    assert not casing.is_upper_initial("")
