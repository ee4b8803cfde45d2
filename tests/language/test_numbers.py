"""Numbers and dates, brought to one form."""

import pytest

from parallel.language.numbers import Date, QuantityKind, find_dates, find_quantities
from parallel.language.numbers.numerals import PhraseReader, numeral_of, roman_value, to_roman
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.span import Span

GERMAN = Language("de")


def values(text: str, language: Language = TURKISH) -> list[str]:
    """Canonical values in order."""
    return [quantity.value for quantity in find_quantities(text, language)]


def kinds(text: str, language: Language = TURKISH) -> list[str]:
    """Kinds in order."""
    return [quantity.kind.value for quantity in find_quantities(text, language)]


@pytest.mark.parametrize(
    ("turkish", "english", "value"),
    [
        ("1.000.000 kişi", "1,000,000 people", "1000000"),
        ("bir milyon kişi", "one million people", "1000000"),
        ("XX. yüzyıl", "the 20th century", "20"),
        ("yirminci yüzyıl", "the twentieth century", "20"),
        ("2.750 er", "2,750 men", "2750"),
        ("3,5 lira", "3.5 liras", "3.5"),
        ("üç buçuk milyon", "three and a half million", "3500000"),
        ("yirmi iki gün", "twenty-two days", "22"),
        ("yüz kırk dört", "one hundred and forty-four", "144"),
        ("1 milyon 200 bin", "1.2 million", "1200000"),
        ("on beş bin", "fifteen thousand", "15000"),
        ("yüzde kırk", "forty per cent", "40%"),
        ("%12,5", "12.5%", "12.5%"),
        ("15’inci madde", "the 15th article", "15"),
        ("XV. Kolordu", "XV Corps", "15"),
        ("II. Abdülhamid", "Abdulhamid II", "2"),
        ("14½ puan", "14½ points", "14.5"),
        ("dördüncü", "fourth", "4"),
        ("on ikinci", "twelfth", "12"),
        ("on altı", "sixteen", "16"),
    ],
)
def test_both_languages_meet(turkish: str, english: str, value: str) -> None:
    """What means the same has the same value in both languages."""
    assert values(turkish) == values(english, ENGLISH) == [value]


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("16.3.1920 günü", TURKISH, "1920-03-16"),
        ("16 Mart 1920’de", TURKISH, "1920-03-16"),
        ("16 MART 1920", TURKISH, "1920-03-16"),
        ("16 Mart’ta", TURKISH, "--03-16"),
        ("Temmuz 1921", TURKISH, "1921-07"),
        ("11 Teşrinievvel 1922", TURKISH, "1922-10-11"),
        ("5 Kânunusani 1338", TURKISH, "1338-01-05"),
        ("on 16 March 1920", ENGLISH, "1920-03-16"),
        ("on March 16, 1920", ENGLISH, "1920-03-16"),
        ("the 16th of March", ENGLISH, "--03-16"),
        ("in July 1921", ENGLISH, "1921-07"),
        ("3/25/1920", ENGLISH, "1920-03-25"),
        ("1920-03-16", GERMAN, "1920-03-16"),
        ("16.3.20", TURKISH, "2020-03-16"),
        ("16.3.85", TURKISH, "1985-03-16"),
    ],
)
def test_dates(text: str, language: Language, iso: str) -> None:
    """Written and numeric dates have one ISO form."""
    assert [date.iso for date in find_dates(text, language)] == [iso]


@pytest.mark.parametrize(
    ("text", "language", "isos"),
    [
        ("7-8 Ağustos 1921", TURKISH, ["1921-08-07", "1921-08-08"]),
        ("4 ve 11 Eylül 1919", TURKISH, ["1919-09-04", "1919-09-11"]),
        ("23 Temmuz-7 Ağustos 1919", TURKISH, ["1919-07-23", "1919-08-07"]),
        ("from 23 July to 7 August 1919", ENGLISH, ["1919-07-23", "1919-08-07"]),
        ("7–8 August 1921", ENGLISH, ["1921-08-07", "1921-08-08"]),
        ("4 and 11 September 1919", ENGLISH, ["1919-09-04", "1919-09-11"]),
        ("23 Temmuz’da toplandı; 7 Ağustos 1919’da bitti", TURKISH, ["--07-23", "1919-08-07"]),
    ],
)
def test_several_dates(text: str, language: Language, isos: list[str]) -> None:
    """Lists and ranges give every day; the year is handed back over a range, not over a sentence."""
    assert [date.iso for date in find_dates(text, language)] == isos


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("45 Mart 1920 sayılı", TURKISH),
        ("sayı 3.14.1592 gibi", TURKISH),
        ("you may 5 times", ENGLISH),
        ("Mart ayında", TURKISH),
        ("10-6 skoru", TURKISH),
    ],
)
def test_no_dates(text: str, language: Language) -> None:
    """Days that do not exist, verbs and scores are no full dates."""
    assert not [date for date in find_dates(text, language) if date.day]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1920’de", "year", "1920"),
        ("15. Kolordu", "ordinal", "15"),
        ("saat 14.00’te", "time", "14:00"),
        ("14:30’da", "time", "14:30"),
        ("12.300 ton", "integer", "12300"),
        ("0,125 oran", "decimal", "0.125"),
        ("1\u00a0500 m", "integer", "1500"),
        ("3,25", "decimal", "3.25"),
    ],
)
def test_kinds(text: str, kind: str, value: str) -> None:
    """A number is known by how it is written and what stands beside it."""
    assert (kinds(text), values(text)) == ([kind], [value])


def test_rumi_and_common_year_are_two() -> None:
    """A year in brackets is a number of its own."""
    assert values("1336 [1920] yılında") == ["1336", "1920"]


def test_shortened_second_year() -> None:
    """Of a span of years the second is completed, unless it would go back."""
    assert values("1919-22 arasında") == ["1919", "1922"]
    assert values("1922-19") == ["1922", "19"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("bu yüzden masanın altında yedi", TURKISH),
        ("bir gün", TURKISH),
        ("one of them", ENGLISH),
        ("World War I ended", ENGLISH),
        ("V. Hugo", TURKISH),
    ],
)
def test_doubtful_words(text: str, language: Language) -> None:
    """Words that are numerals only sometimes are marked."""
    found = find_quantities(text, language)
    assert found
    assert all(quantity.doubtful for quantity in found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("and then I left", ENGLISH),
        ("CD ve DVD satılır", TURKISH),
        ("hükümet ulaşmıştı.1", TURKISH),
        ("MCMXC-IIX", TURKISH),
        ("beşik ve onur", TURKISH),
        ("A4 kâğıt", TURKISH),
        ("", TURKISH),
    ],
)
def test_no_quantities(text: str, language: Language) -> None:
    """Pronouns, abbreviations, note markers and parts of words are no numbers."""
    assert find_quantities(text, language) == ()


def test_two_numerals_in_a_row_stay_two() -> None:
    """Neighbouring units do not add up."""
    assert values("iki üç ay") == ["2", "3"]
    assert values("two or three months", ENGLISH) == ["2", "3"]


def test_a_suffix_or_ordinal_ends_a_numeral() -> None:
    """Nothing is added behind an ending."""
    assert values("beşinci iki") == ["5", "2"]
    assert values("yirmiden iki") == ["20", "2"]


def test_rising_scales_stay_apart() -> None:
    """A larger scale does not follow a smaller one."""
    assert values("beş bin milyon") == ["5000", "1000000"]


def test_halves_need_a_number() -> None:
    """*Buçuk* alone is nothing, after a scale half of it."""
    assert values("buçuk") == []
    assert values("bir milyon buçuk") == ["1500000"]
    assert values("two and a half and a half", ENGLISH) == ["2.5"]


def test_words_are_marked_as_spelt() -> None:
    """Digits are not."""
    spelt, digits = find_quantities("üç bin ve 4.000", TURKISH)
    assert (spelt.spelt, digits.spelt) == (True, False)


def test_spans_give_back_the_text() -> None:
    """The span covers what was read, percent sign included, Turkish suffix excluded."""
    text = "Bunun %40’ı, yani yüzde kırkı, 1.250’si"
    assert [quantity.span.of(text) for quantity in find_quantities(text, TURKISH)] == ["%40", "yüzde kırkı", "1.250"]


def test_letters_that_grow_in_lower_case_do_no_harm() -> None:
    """Offsets stay right in text that is not composed."""
    text = "I\u0307stanbul 16 Mart 1920, 25 kişi"
    assert [quantity.span.of(text) for quantity in find_quantities(text, TURKISH)][-1] == "25"


def test_unknown_languages_read_digits() -> None:
    """Points group as on the continent, words say nothing."""
    assert values("1.500 Mann, zwanzig Pferde, 2,5 km", GERMAN) == ["1500", "2.5"]


@pytest.mark.parametrize("value", [1, 4, 9, 14, 40, 90, 400, 1920, 3999])
def test_roman_numerals_come_back(value: int) -> None:
    """Writing and reading are inverse."""
    assert roman_value(to_roman(value)) == value


@pytest.mark.parametrize("letters", ["", "IIX", "VV", "ABC", "MMMM", "IC"])
def test_malformed_roman_numerals(letters: str) -> None:
    """Only the regular form is a numeral."""
    assert roman_value(letters) is None


def test_words_of_other_languages_are_no_numerals() -> None:
    """No list, no numeral."""
    assert numeral_of("zwei", GERMAN) is None


def test_turkish_words_lose_their_suffixes() -> None:
    """Softened and suffixed numerals are read, other words not."""
    assert numeral_of("dördü", TURKISH) == numeral_of("dörde", TURKISH)
    assert numeral_of("ikisinden", TURKISH) is not None
    assert numeral_of("dördk", TURKISH) is None


def test_a_closed_phrase_takes_nothing() -> None:
    """After an ordinal neither digits, halves nor words are taken."""
    reader = PhraseReader(closed=True)
    two = numeral_of("iki", TURKISH)
    assert two is not None
    assert not reader.accepts(two)
    assert not reader.accepts_half()
    assert not reader.accepts_digits(reader.value)


def test_a_date_without_year_or_day() -> None:
    """ISO leaves out what is not said."""
    assert Date(Span(0, 1), 3).iso == "--03"
    assert Date(Span(0, 1), 3, year=1920).iso == "1920-03"


def test_kinds_are_closed() -> None:
    """The names of kinds are part of the interface."""
    assert {kind.value for kind in QuantityKind} == {
        "integer", "decimal", "percent", "ordinal", "roman", "date", "year", "time",
    }  # fmt: skip
