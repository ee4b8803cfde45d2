"""Stems, and the shipped table of their translations."""

import numpy as np
import pytest

from parallel.language import stems
from parallel.language.stems import StemModel, english_stem, shipped_table, splits, stem_of
from parallel.model.document import ENGLISH, TURKISH, Language


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("kitabı", ("kitap", "ı")),
        ("şehri", ("şehir", "i")),
        ("kongrede", ("kongre", "de")),
        ("geliyor", ("gel", "iyor")),
        ("evdeki", ("evde", "ki")),
        ("bak", ("bak", "")),
    ],
)
def test_possible_cuts(word: str, cut: tuple[str, str]) -> None:
    """Softened consonants harden and dropped vowels come back."""
    assert cut in set(splits(word))


@pytest.mark.parametrize(("word", "cut"), [("kitap", ("ki", "tap")), ("evlat", ("ev", "lat")), ("strc", ("st", "rc"))])
def test_impossible_cuts(word: str, cut: tuple[str, str]) -> None:
    """An ending follows the vowel harmony of its stem, and a stem has a vowel."""
    assert cut not in set(splits(word))


def test_the_likeliest_cut_wins() -> None:
    """Stem and ending are weighed together."""
    model = StemModel({"ordu": -5.0, "ort": -4.0}, {"": -4.0, "nun": -3.0, "unun": -9.0})
    assert model.stem("ordunun") == "ordu"


def test_an_unknown_word_is_its_own_stem() -> None:
    """Nothing is cut off a word of which nothing is known."""
    assert StemModel({}, {"": -1.0}).stem("brxl") == "brxl"


@pytest.mark.parametrize(
    ("form", "stem"),
    [("antlaşmasının", "antlaşma"), ("milletin", "millet"), ("kitaplarından", "kitap"), ("savaşında", "savaş")],
)
def test_turkish_stems(form: str, stem: str) -> None:
    """Inflected nouns lose their endings."""
    assert stem_of(form, TURKISH) == stem


@pytest.mark.parametrize(
    ("form", "stem"),
    [
        ("treaties", "treaty"),
        ("signed", "sign"),
        ("planning", "plan"),
        ("passes", "pass"),
        ("congress", "congress"),
        ("status", "status"),
        ("this", "this"),
        ("war", "war"),
        ("string", "string"),
        ("use", "use"),
        ("stated", "stat"),
        ("state", "stat"),
        ("falling", "fall"),
    ],
)
def test_english_stems(form: str, stem: str) -> None:
    """Plural, past and -ing endings go; short words and false endings stay."""
    assert english_stem(form) == stem_of(form, ENGLISH) == stem


def test_other_languages_keep_their_words() -> None:
    """Nothing is known of German."""
    assert stem_of("Verträge", Language("de")) == "Verträge"


def test_the_shipped_table_is_consistent() -> None:
    """Rows, columns and probabilities fit together."""
    table = shipped_table()
    assert table is not None
    assert table.starts[-1] == len(table.columns) == len(table.forward) == len(table.backward)
    assert int(table.columns.max()) == len(table.targets) - 1
    assert 0 < float(table.forward.min()) <= float(table.forward.max()) <= 1
    row = table.rows["karar"]
    entries = slice(table.starts[row], table.starts[row + 1])
    best = table.columns[entries][np.argmax(table.forward[entries])]
    assert table.targets[best] == "decision"


def test_the_table_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package without the table still works, word by word."""
    monkeypatch.setattr(stems, "TABLE", "absent.npz")
    shipped_table.cache_clear()
    stem_of.cache_clear()
    try:
        assert shipped_table() is None
        assert stem_of("antlaşmasının", TURKISH) == "antlaşmasının"
    finally:
        shipped_table.cache_clear()
        stem_of.cache_clear()
