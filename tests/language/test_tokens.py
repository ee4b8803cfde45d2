"""Words and their compared forms."""

import pytest

from parallel.language.tokens import base_form, tokens, word_texts
from parallel.model.document import ENGLISH, TURKISH, Language


def test_words_keep_one_apostrophe() -> None:
    """A suffix behind an apostrophe belongs to its word; signs and spaces do not."""
    assert word_texts("Paşa, 4 Eylül’de “Sivas’tan” ayrıldı.") == ["Paşa", "4", "Eylül’de", "Sivas’tan", "ayrıldı"]


def test_underscores_part_words() -> None:
    """An underscore is a sign, not a letter."""
    assert word_texts("a_b") == ["a", "b"]


def test_tokens_know_their_place() -> None:
    """Each token's span gives back what was written."""
    text = "Ankara'ya İSTANBUL’dan"
    found = list(tokens(text, TURKISH))
    assert [token.span.of(text) for token in found] == [token.text for token in found] == ["Ankara'ya", "İSTANBUL’dan"]
    assert [token.form for token in found] == ["ankara", "istanbul"]


@pytest.mark.parametrize(
    ("word", "language", "form"),
    [
        ("IRAK", TURKISH, "ırak"),
        ("İzmir’in", TURKISH, "izmir"),
        ("AB’nin", TURKISH, "ab"),
        ("Kâzım", TURKISH, "kazım"),
        ("Kemal's", ENGLISH, "kemal"),
        ("l'armée", Language("fr"), "armée"),
        ("d’Orient", Language("fr"), "orient"),
        ("O`nun", TURKISH, "o"),
        ("Â", TURKISH, "a"),
    ],
)
def test_compared_form(word: str, language: Language, form: str) -> None:
    """Lower case of the language, without suffix, elided article or Turkish circumflex."""
    assert base_form(word, language) == form
