"""The letter stream and its way back."""

import unicodedata

from parallel.language import casing
from parallel.terms.matching.stream import LetterStream, fold_letters


def shown(text: str) -> list[str]:
    """Return the character of the text behind every letter of its stream."""
    stream = LetterStream(text)
    return [text[stream.offset(place)] for place in range(len(stream.letters))]


def test_letters_only() -> None:
    """Everything that is no letter or digit vanishes."""
    assert LetterStream("Harekât-ı\naskeriye, 1920").letters == "harekatiaskeriye1920"


def test_offsets_lead_back() -> None:
    """Every letter points to the character it was folded from."""
    assert "".join(shown("Şûrâ-yı Devlet")) == "Şûrâyı Devlet".replace(" ", "")


def test_decomposed_text() -> None:
    """Combining marks make no gap and leave offsets right."""
    text = unicodedata.normalize("NFD", "çığ aş")
    stream = LetterStream(text)
    assert stream.letters == "cigas"
    assert stream.text_span(0, 3) == (0, text.index(" "))
    assert text[slice(*stream.text_span(3, 5))] == unicodedata.normalize("NFD", "aş")


def test_ligature_and_soft_hyphen() -> None:
    """A ligature is two letters at one place, a soft hyphen nothing."""
    assert shown("o\u00adﬁs") == ["o", "ﬁ", "ﬁ", "s"]


def test_rare_characters_take_the_long_way() -> None:
    """A text with many kinds of foreign letters folds like any other."""
    text = "".join(map(chr, range(0x430, 0x450))) + " Misak"
    assert LetterStream(text).letters == casing.fold_loose(text).text


def test_nul_is_a_gap() -> None:
    """A NUL character separates words."""
    stream = LetterStream("a\x00b")
    assert stream.letters == "ab"
    assert stream.starts == [0, 1]


def test_word_after_number_is_a_word() -> None:
    """A note number glued before a word does not hide its beginning; digits inside a word begin nothing."""
    assert LetterStream("3Misak").starts == [0, 1]
    assert LetterStream("Mi11i").starts == [0]


def test_gaps() -> None:
    """What stands between letters is given as it stands."""
    stream = LetterStream("«B. M.»")
    assert stream.gap_before(0) == "«"
    assert list(stream.gaps(0, 2)) == [(1, ". ")]
    assert stream.gap_after(2) == ".»"


def test_fold_letters_equals_loose_fold() -> None:
    """The fast fold gives what the plain one gives."""
    for text in ("Ermenî Mes’elesi", "ﬁlo", "½ ʼ ß æ", "İI ıi", ""):
        assert fold_letters(text) == casing.fold_loose(text).text
