"""Dates of old calendars in a text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallel.language.numbers import Calendar, find_dates, find_old_dates, gregorian_of, years_of
from parallel.model.document import ENGLISH, TURKISH


@pytest.mark.parametrize(
    ("text", "calendar", "first"),
    [
        ("31 Mart 1325’te isyan çıktı.", Calendar.RUMI, date(1909, 4, 13)),
        ("10 Temmuz 1324 tarihli telgraf", Calendar.RUMI, date(1908, 7, 23)),
        ("16 Teşrinievvel 1330", Calendar.RUMI, date(1914, 10, 29)),
        ("16.10.1330", Calendar.RUMI, date(1914, 10, 29)),
        ("4 Şaban 1338", Calendar.HIJRI, date(1920, 4, 23)),
        ("25 Cemâziyelâhir 1338", Calendar.HIJRI, date(1920, 3, 16)),
        ("25 Cemaziye’l-ahir 1338", Calendar.HIJRI, date(1920, 3, 16)),
        ("1 Rebiülevvel 1337", Calendar.HIJRI, date(1918, 12, 5)),
        ("3 Ramazan 1337", Calendar.HIJRI, date(1919, 6, 2)),
    ],
)
def test_what_is_found(text: str, calendar: Calendar, first: date) -> None:
    """A year only the Rumî calendar can mean, or a month of the Hicrî one."""
    (found,) = find_old_dates(text)
    assert (found.calendar, found.first, found.last) == (calendar, first, first)


@pytest.mark.parametrize(
    "text",
    ["16 Mart 1920", "ramazan ayında", "Recep Peker 1931’de", "16 Şubat 1332", "40 Şaban 1338", "1336", "Mart ayı", ""],
)
def test_what_is_left_alone(text: str) -> None:
    """Gregorian dates, names, days that never were."""
    assert find_old_dates(text) == ()


def test_english_names() -> None:
    """English texts name the months otherwise."""
    (rumi,) = find_old_dates("on 31 March 1325", ENGLISH)
    assert rumi.written == "31 Mart 1325"
    (hijri,) = find_old_dates("on 4 Shaban 1338", ENGLISH)
    assert hijri.written == "4 Şaban 1338"


def test_a_month_is_a_span() -> None:
    """Without a day it may be any of the month."""
    (found,) = find_old_dates("Mart 1325")
    assert (found.first, found.last, found.written) == (date(1909, 3, 14), date(1909, 4, 13), "Mart 1325")


def test_bare_years() -> None:
    """A year may be of either calendar; others are of neither."""
    assert [found.calendar for found in years_of("1325")] == [Calendar.RUMI, Calendar.HIJRI]
    assert years_of("1920 ve 1453, 1325/26") == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [("16 Mart 1336", date(1920, 3, 16)), ("16 Mart 1920", date(1920, 3, 16)), ("16 Mart", None), ("31.4.1920", None)],
)
def test_gregorian_of(text: str, day: date | None) -> None:
    """A full date names a day, whichever way its year is counted."""
    assert gregorian_of(find_dates(text, TURKISH)[0]) == day


@given(st.text(st.sampled_from("İıIişğâ’' \u00ad\u00a0\u20281345.-/RebiülevShanmzt"), max_size=60))
def test_any_text(text: str) -> None:
    """Places are inside the text and in order, and nothing is raised."""
    found = find_old_dates(text)
    assert [one.span for one in found] == sorted(one.span for one in found)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    years_of(text)
