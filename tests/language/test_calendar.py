"""Rumî and Hicrî days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallel.language.calendar import (
    gregorian_to_hijri,
    gregorian_to_rumi,
    hijri_to_gregorian,
    month_span,
    rumi_to_gregorian,
    year_span,
)


@pytest.mark.parametrize(
    ("rumi", "gregorian"),
    [
        ((1256, 3, 1), date(1840, 3, 13)),
        ((1324, 7, 10), date(1908, 7, 23)),
        ((1325, 3, 31), date(1909, 4, 13)),
        ((1330, 10, 16), date(1914, 10, 29)),
        ((1331, 12, 31), date(1916, 1, 13)),
        ((1332, 2, 15), date(1917, 2, 28)),
        ((1333, 3, 1), date(1917, 3, 1)),
        ((1334, 1, 1), date(1918, 1, 1)),
        ((1335, 5, 19), date(1919, 5, 19)),
        ((1341, 12, 31), date(1925, 12, 31)),
    ],
)
def test_known_days(rumi: tuple[int, int, int], gregorian: date) -> None:
    """Days history books give in both calendars, and both sides of every turn."""
    assert rumi_to_gregorian(*rumi) == gregorian
    assert gregorian_to_rumi(gregorian) == rumi


@pytest.mark.parametrize(
    "day",
    [
        (1255, 3, 1),
        (1342, 1, 1),
        (1332, 2, 16),
        (1333, 1, 1),
        (1335, 2, 29),
        (1325, 13, 1),
        (1325, 3, 0),
        (1325, 4, 31),
    ],
)
def test_days_that_never_were(day: tuple[int, int, int]) -> None:
    """The sixteenth of Şubat 1332 and its like name no day."""
    assert rumi_to_gregorian(*day) is None


def test_rumi_was_not_always_in_use() -> None:
    """Outside its years there is no Rumî date."""
    assert gregorian_to_rumi(date(1840, 3, 12)) is None
    assert gregorian_to_rumi(date(1926, 1, 1)) is None


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [((1, 1, 1), date(622, 7, 19)), ((1338, 8, 4), date(1920, 4, 23)), ((1342, 7, 26), date(1924, 3, 3))],
)
def test_hijri_within_a_day(hijri: tuple[int, int, int], gregorian: date) -> None:
    """The opening of the Assembly and the end of the caliphate bear these dates in their documents."""
    assert hijri_to_gregorian(*hijri) == gregorian
    assert gregorian_to_hijri(gregorian) == hijri


@pytest.mark.parametrize("day", [(0, 1, 1), (1338, 13, 1), (1338, 0, 1), (1338, 2, 30), (1338, 1, 31), (1700, 1, 1)])
def test_impossible_hijri_days(day: tuple[int, int, int]) -> None:
    """Even months have 29 days, and none has 31."""
    assert hijri_to_gregorian(*day) is None


def test_before_the_era() -> None:
    """There is no Hicrî date before the Hicret."""
    assert gregorian_to_hijri(date(622, 7, 18)) is None


def test_the_last_month_of_a_leap_year_is_longer() -> None:
    """1338 is year 18 of its cycle."""
    assert hijri_to_gregorian(1338, 12, 30) is not None
    assert hijri_to_gregorian(1337, 12, 30) is None


@given(st.dates(date(1840, 3, 13), date(1925, 12, 31)))
def test_every_day_has_its_rumi_date(day: date) -> None:
    """There and back is the same day, and the next day is another one."""
    rumi, following = gregorian_to_rumi(day), gregorian_to_rumi(day + timedelta(1))
    assert rumi is not None
    assert rumi_to_gregorian(*rumi) == day
    assert following != rumi


@given(st.dates(date(622, 7, 19), date(2200, 1, 1)))
def test_every_day_has_its_hijri_date(day: date) -> None:
    """There and back is the same day, and the next day is a later one."""
    hijri, following = gregorian_to_hijri(day), gregorian_to_hijri(day + timedelta(1))
    assert hijri is not None
    assert following is not None
    assert hijri_to_gregorian(*hijri) == day
    assert following > hijri


def test_spans() -> None:
    """Months and years as Gregorian days; none where there were none."""
    assert month_span(rumi_to_gregorian, 1332, 2) == (date(1917, 2, 14), date(1917, 2, 28))
    assert month_span(rumi_to_gregorian, 1333, 1) is None
    assert year_span(rumi_to_gregorian, 1500) is None
