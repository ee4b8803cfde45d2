"""Days of the Rumî and Hicrî calendars and of the Gregorian one.

The Rumî (financial) year counts Julian days from 1 March, 584 years behind. By the law of 1917 the day after
15 Şubat 1332 was 1 Mart 1333, the same day as 1 March 1917; 1333 ended with December, and from 1334 on only the number
of the year differed, until 1926. The Hicrî months are counted here by the tabular rule of thirty years; the calendars
people used followed the moon as seen, which may be a day earlier or later.
"""

from collections.abc import Callable
from datetime import date

RUMI_YEARS = range(1256, 1342)
"""Years of the Rumî calendar, from 13 March 1840 to the end of 1925."""
RUMI_MONTHS = (
    "Kânunusani", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran",
    "Temmuz", "Ağustos", "Eylül", "Teşrinievvel", "Teşrinisani", "Kânunuevvel",
)  # fmt: skip
"""Names of the months, January first."""
HIJRI_MONTHS = (
    "Muharrem", "Safer", "Rebiülevvel", "Rebiülahir", "Cemaziyelevvel", "Cemaziyelahir",
    "Recep", "Şaban", "Ramazan", "Şevval", "Zilkade", "Zilhicce",
)  # fmt: skip
HIJRI_ERROR = 1
"""Days by which a date counted by rule may miss the one people wrote."""
_BEHIND = 584
_LAST_JULIAN_DAY = date(1917, 2, 28)
_SHORT_YEAR = 1333  # from March to December
_MARCH = 3
_DAY_ZERO = 1721425  # Julian day number of the day before 1 January 1
_EPOCH = 1948440  # Julian day number of 1 Muharrem 1, Friday 16 July 622
_MONTHS_OF_YEAR = 12
_HIJRI_YEARS = range(1, 1700)

Day = tuple[int, int, int]
"""Year, month and day."""


def rumi_to_gregorian(year: int, month: int, day: int) -> date | None:
    """Return the day a Rumî date names, or None when there was no such day.

    Args:
        year: as written; 1256 to 1341.
        month: 1 for Kânunusani, 3 for Mart.
        day: from 1.

    Source:
        H. Unat, *Hicrî Tarihleri Milâdî Tarihe Çevirme Kılavuzu* (1940), for the rules of 1840 and 1917.

    >>> rumi_to_gregorian(1335, 4, 23), rumi_to_gregorian(1325, 3, 31), rumi_to_gregorian(1332, 2, 16)
    (datetime.date(1919, 4, 23), datetime.date(1909, 4, 13), None)
    """
    if year not in RUMI_YEARS or (year == _SHORT_YEAR and month < _MARCH):
        return None
    if year >= _SHORT_YEAR:
        return _gregorian(year + _BEHIND, month, day)
    found = _from_julian(year + _BEHIND + (month < _MARCH), month, day)
    return found if found is not None and found <= _LAST_JULIAN_DAY else None


def gregorian_to_rumi(day: date) -> Day | None:
    """Return year, month and day in the Rumî calendar, or None when it was not in use.

    >>> gregorian_to_rumi(date(1909, 4, 13))
    (1325, 3, 31)
    """
    if day > _LAST_JULIAN_DAY:
        found = day.year - _BEHIND, day.month, day.day
    else:
        year, month, number = _julian(day)
        found = year - _BEHIND - (month < _MARCH), month, number
    return found if found[0] in RUMI_YEARS else None


def hijri_to_gregorian(year: int, month: int, day: int) -> date | None:
    """Return the day a Hicrî date names by the tabular rule, right within a day, or None when it names none.

    Args:
        year: from 1.
        month: 1 for Muharrem.
        day: from 1.

    Source:
        The thirty-year cycle with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29, as in E. M. Reingold and
        N. Dershowitz, *Calendrical Calculations*, chapter 7.

    >>> hijri_to_gregorian(1338, 8, 4)
    datetime.date(1920, 4, 23)
    """
    if year not in _HIJRI_YEARS or not 1 <= month <= _MONTHS_OF_YEAR:
        return None
    after = (year, month + 1) if month < _MONTHS_OF_YEAR else (year + 1, 1)
    if not 1 <= day <= _hijri_number(*after) - _hijri_number(year, month):
        return None
    return date.fromordinal(_hijri_number(year, month) + day - 1 - _DAY_ZERO)


def gregorian_to_hijri(day: date) -> Day | None:
    """Return year, month and day by the tabular rule, right within a day, or None before the era.

    >>> gregorian_to_hijri(date(1920, 4, 23))
    (1338, 8, 4)
    """
    number = day.toordinal() + _DAY_ZERO
    if number < _EPOCH:
        return None
    year = (30 * (number - _EPOCH) + 10646) // 10631
    month = next(month for month in range(_MONTHS_OF_YEAR, 0, -1) if _hijri_number(year, month) <= number)
    return year, month, number - _hijri_number(year, month) + 1


Convert = Callable[[int, int, int], date | None]


def month_span(convert: Convert, year: int, month: int) -> tuple[date, date] | None:
    """Return the first and last day of a month of another calendar, or None when it has no days."""
    days = [found for day in range(1, 32) if (found := convert(year, month, day)) is not None]
    return (days[0], days[-1]) if days else None


def year_span(convert: Convert, year: int) -> tuple[date, date] | None:
    """Return the first and last day of a year of another calendar, or None when it has no days.

    >>> year_span(rumi_to_gregorian, 1333)
    (datetime.date(1917, 3, 1), datetime.date(1917, 12, 31))
    """
    spans = [span for month in range(1, _MONTHS_OF_YEAR + 1) if (span := month_span(convert, year, month)) is not None]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def _hijri_number(year: int, month: int) -> int:
    """Return the Julian day number of the first day of a month."""
    return (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + 1 + _EPOCH - 385


def _gregorian(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_julian(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= _MONTHS_OF_YEAR or not 1 <= day <= 31:  # noqa: PLR2004  (days of the longest month)
        return None
    shift = (14 - month) // 12
    years = year + 4800 - shift
    number = day + (153 * (month + 12 * shift - 3) + 2) // 5 + 365 * years + years // 4 - 32083
    found = date.fromordinal(number - _DAY_ZERO)
    return found if _julian(found) == (year, month, day) else None


def _julian(day: date) -> Day:
    """Return a day in the Julian calendar; by the usual count of months from March."""
    number = day.toordinal() + _DAY_ZERO + 32082
    years = (4 * number + 3) // 1461
    left = number - 1461 * years // 4
    months = (5 * left + 2) // 153
    return years - 4800 + months // 10, months + 3 - 12 * (months // 10), left - (153 * months + 2) // 5 + 1
