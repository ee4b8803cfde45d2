"""Dates that changed on the way."""

import pytest

from check.trial import findings, sure
from parallel.check.date import Day
from parallel.model.finding import Severity


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("4 Eylül 1919’da açıldı.", "It opened on 4 September 1920.", "differ"),
        ("11.10.1922’de imzalandı.", "It was signed on 10 November 1922.", "exchanged"),
        ("26/4/1920 tarihli mektup", "the letter of April 24, 1920", "differ"),
        ("5 Ekim’de durdu.", "It stopped on 6 October.", "differ"),
        ("Temmuz 1921’de", "in June 1921", "differ"),
        ("16 Mart 1336", "29 March 1920", "differ"),
        ("16 Mart 1336", "16 March 1919", "differ"),
        ("31 Mart 1325", "31 March 1909", "differ"),
        ("31 Mart 1325", "12 April 1909", "differ"),
        ("15 Şubat 1332", "15 February 1917", "differ"),
        ("1 Mart 1333", "14 March 1917", "differ"),
        ("Mart 1325’te", "in May 1909", "differ"),
        ("4.8.1338", "26 May 1920", "differ"),
    ],
)
def test_reports_a_contradiction(source: str, target: str, reason: str) -> None:
    """Another day, month or year is an error; an exchange of day and month is named."""
    (found,) = findings("date", [(source, target)])
    assert (found.severity, reason in found.message) == (Severity.ERROR, True)
    assert found.source_spans
    assert found.target_spans


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("16.3.1920 günü", "on March 16, 1920"),
        ("26/4/1920", "26 April 1920"),
        ("16 Mart 1920’de", "on 16 March 1920"),
        ("29 Eylül 1338", "29 September 1338 [1922]"),
        ("16 Mart 1336", "16 March 1920"),
        ("31 Mart 1325’te", "on 13 April 1909"),
        ("31 Mart 1325 [1909]", "31 March 1325 [1909]"),
        ("31 Mart 1325’te", "on 13 April"),
        ("15 Şubat 1332’de", "on 28 February 1917"),
        ("1 Mart 1333’te", "on 1 March 1917"),
        ("31 Nisan 1336’da", "on 1 May 1920"),
        ("Mart 1325’te", "in April 1909"),
        ("4.8.1338", "23 April 1920"),
        ("4.8.1338", "24 April 1920"),
        ("5 Ekim 1922’de", "on 5 October"),
        ("5 Ekim’de", "on 5 October 1922"),
        ("7-8 Ağustos 1921", "7–8 August 1921"),
        ("Eylül-Ekim 1922", "September–October 1922"),
        ("23.09.1922 tarihli", "dated 23.09.1922"),
        ("5 Ekim’de geldi, 5 Ekim’de gitti", "He came and went on 5 October"),
    ],
)
def test_accepts_one_date_in_two_styles(source: str, target: str) -> None:
    """All styles of both languages, and dates that say less."""
    assert not sure("date", [(source, target)])


def test_a_date_left_out_is_info() -> None:
    """The translation may say "later that year"."""
    found = findings("date", [("Ordu 5 Ekim’de durdu.", "The army stopped.")])
    assert [f.severity for f in found] == [Severity.INFO]


def test_a_date_out_of_nowhere_is_a_warning() -> None:
    """A date only the translation has is reported."""
    assert sure("date", [("Ordu durdu.", "The army stopped on 5 October.")]) == [(0, Severity.WARNING)]


def test_contradictions_pair_the_likest_dates() -> None:
    """Of two dates each the changed one is paired with its own source."""
    pairs = [("1 Mayıs 1919 ve 9 Eylül 1922", "9 September 1923 and 1 May 1919")]
    (found,) = findings("date", pairs)
    assert found.source_spans[0].of(pairs[0][0]) == "9 Eylül 1922"


def test_days_are_read_from_iso() -> None:
    """Years and days may be missing."""
    assert Day.read("--03-16") == Day(None, 3, 16)
    assert Day.read("1920-03") == Day(1920, 3, None)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Kongre perşembe günü açıldı.", "The congress opened on Tuesday."),
        ("Haziran ayında toplandı.", "It met in July."),
        ("4 Eylül 1919 Perşembe günü", "on Friday, 4 September 1919"),
    ],
)
def test_reports_another_weekday_or_month(source: str, target: str) -> None:
    """Names of days and months count even without a date around them."""
    assert sure("date", [(source, target)]) == [(0, Severity.WARNING)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Salı’dan cumaya kadar", "from Tuesday to Friday"),
        ("Mart ayında", "in March; he may march in"),
        ("Ocak başında", "by the hearth"),
        ("İ" * 3 + " salı", "Tuesday"),
    ],
)
def test_accepts_the_same_names(source: str, target: str) -> None:
    """Suffixes, small letters and words that only look like months."""
    assert not sure("date", [(source, target)])
