"""What the aligner sees of a text."""

import pytest

from parallel.align.lexical.features import converted_keys, number_keys, read_features
from parallel.language.numbers import find_quantities
from parallel.model.document import ENGLISH, TURKISH


def test_stems_are_shared_and_counted() -> None:
    """Inflected forms of a word are one type."""
    found = read_features(["Antlaşmalar imzalandı.", "Antlaşmanın maddeleri", ""], TURKISH)
    assert found.types.count("antlaşma") == 1
    assert found.counts[found.types.index("antlaşma")] == 2
    assert found.starts.tolist()[-2:] == [len(found.tokens)] * 2
    assert found.size == 3
    assert found.lengths.tolist()[-1] == 1


def test_forms_are_what_was_seen_first() -> None:
    """The word behind a stem can be shown."""
    found = read_features(["Kitapları okudu."], TURKISH)
    assert dict(zip(found.types, found.forms, strict=True))["kitap"] == "kitapları"


def test_numbers_are_features_in_canonical_form() -> None:
    """Digits, words and signs; the two languages meet."""
    turkish = read_features(["16 Mart 1920’de 1.250 kişi, yirmi iki gün?"], TURKISH)
    english = read_features(["On 16 March 1920, 1,250 people, twenty-two days?"], ENGLISH)
    keys = {key for key in turkish.types if key.startswith("#")}
    assert keys == {key for key in english.types if key.startswith("#")}
    assert keys == {"#1920", "#--03-16", "#1250", "#22", "#?"}


@pytest.mark.parametrize(
    ("old", "common"),
    [
        ("16 Mart 1336’da", "On 16 March 1920"),
        ("31 Mart 1325’te", "On 13 April 1909"),
        ("4 Şaban 1338’de", "On 23 April 1920"),
        ("1 Mart 1333’te", "On 1 March 1917"),
    ],
)
def test_old_dates_meet_common_ones(old: str, common: str) -> None:
    """A date of the Rumî or Hicrî calendar has the features of the day it names."""
    turkish, english = read_features([old], TURKISH), read_features([common], ENGLISH)
    assert {key for key in english.types if key.startswith("#")} <= set(turkish.types)


@pytest.mark.parametrize("text", ["16 Mart 1920’de", "1338 kişi", "16 Şubat 1332’de", "16 Mart’ta 1336 kişi"])
def test_other_numbers_are_not_converted(text: str) -> None:
    """Common dates, plain numbers and days that never were stay as they are."""
    assert converted_keys(text, TURKISH) == ()


def test_a_month_over_new_year_has_no_year() -> None:
    """Kânunuevvel 1325 is December 1909 and January 1910."""
    assert converted_keys("Mart 1325’te", TURKISH) == ("1909",)
    assert converted_keys("Aralık 1325’te", TURKISH) == ()


def test_concepts_are_features_where_they_are_named() -> None:
    """A finder may add them."""
    found = read_features(["Misak-ı Millî"], TURKISH, concepts=lambda text: ["misak-i-milli"] if text else [])
    assert "§misak-i-milli" in found.types


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("16 Mart 1920", ("1920", "--03-16")),
        ("16 Mart", ("--03-16",)),
        ("%40", ("40",)),
        ("1920", ("1920",)),
        ("bir", ()),
    ],
)
def test_keys_of_numbers(text: str, keys: tuple[str, ...]) -> None:
    """Year and day are compared apart, percent signs dropped, doubtful words passed over."""
    (quantity,) = find_quantities(text, TURKISH)
    assert number_keys(quantity) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Bir adam geldi.", set()),
        ("Bir gün sonra yüz asker", set()),
        ("Yüz bin asker", {"#100000"}),
        ("Bir buçuk yıl", {"#1.5"}),
        ("Halkın yüzde biri", {"#1"}),
    ],
)
def test_doubtful_numerals_count_in_company(text: str, keys: set[str]) -> None:
    """*Bir* alone is an article; beside another numeral it is a number."""
    found = read_features([text], TURKISH)
    assert {key for key in found.types if key.startswith("#")} == keys


def test_a_half_stands_three_words_on() -> None:
    """The numeral and what makes a number of it need not touch."""
    assert "#1.5" in read_features(["One and a half years"], ENGLISH).types
