"""Dates of the Rumî and Hicrî calendars in a text, and the days they name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parallel.language import calendar, casing
from parallel.language.numbers.dates import Date, find_dates
from parallel.model.document import TURKISH, Language
from parallel.model.span import Span


class Calendar(StrEnum):
    """How days are counted."""

    RUMI = "Rumî"
    HIJRI = "Hicrî"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldDate:
    """A date of a calendar, and the Gregorian days it may mean."""

    span: Span
    """Where it stands."""
    calendar: Calendar
    """How it is counted."""
    year: int
    """As written."""
    month: int | None
    """From 1; None when only a year is named."""
    day: int | None
    """From 1; None when only a month or year is named."""
    first: date
    """First Gregorian day it may mean."""
    last: date
    """Last Gregorian day; the first one for a day."""

    @property
    def written(self) -> str:
        """Day, month and year with the calendar's names of months."""
        names = calendar.HIJRI_MONTHS if self.calendar is Calendar.HIJRI else calendar.RUMI_MONTHS
        month = names[self.month - 1] if self.month else ""
        return " ".join(filter(None, (str(self.day or ""), month, str(self.year))))


_CONVERT = {Calendar.RUMI: calendar.rumi_to_gregorian, Calendar.HIJRI: calendar.hijri_to_gregorian}
_FOLD = str.maketrans("âîûÂÎÛ", "aiuAİU")
_GAP = r"[-’' ]?"
_HIJRI_NAMES = (
    "muharrem|muharram",
    "safer|safar",
    rf"rebi{_GAP}y?[üue]?{_GAP}l{_GAP}evvel|rabi{_GAP}(?:al|ul){_GAP}awwal",
    rf"rebi{_GAP}y?[üue]?{_GAP}l{_GAP}ahir|rabi{_GAP}(?:al|ul){_GAP}(?:thani|akhir)",
    rf"cemazi{_GAP}y?[üue]?{_GAP}l{_GAP}evvel|jumada{_GAP}(?:al|ul){_GAP}(?:awwal|ula)",
    rf"cemazi{_GAP}y?[üue]?{_GAP}l{_GAP}ahir|jumada{_GAP}(?:al|ul){_GAP}(?:thani|akhira)",
    "receb|recep|rajab",
    "şaban|shaban",
    "ramazan|ramadan",
    "şevval|shawwal",
    "zilkade|zilkaade|dhu al-qada",
    "zilhicce|dhu al-hijja",
)
_HIJRI = re.compile(
    r"(?<!\w)(?:(?P<day>\d{1,2})\s)?(?:" + "|".join(f"(?P<m{i}>{n})" for i, n in enumerate(_HIJRI_NAMES, 1)) + ")"
    r"(?:,?\s(?:sene\s|yıl\s)?(?P<year>\d{3,4}))(?!\d)"
)
_YEAR = re.compile(r"(?<![\d.,/-])\d{4}(?![\d/-]|[.,]\d)")


def find_old_dates(text: str, language: Language = TURKISH) -> tuple[OldDate, ...]:
    """Find dates with a month name of the Hicrî calendar, or a year only the Rumî one can mean.

    Args:
        text: any text.
        language: whose names of the months are known beside the Hicrî ones.

    Returns:
        Dates in order of place; impossible days are left out. Cost: linear.

    >>> [(found.written, found.first.isoformat()) for found in find_old_dates("31 Mart 1325 ve 4 Şaban 1338")]
    [('31 Mart 1325', '1909-04-13'), ('4 Şaban 1338', '1920-04-23')]
    """
    found = [*_rumi(text, language), *_hijri(text)]
    return tuple(sorted(found, key=lambda date: date.span))


def years_of(text: str) -> tuple[OldDate, ...]:
    """Return what each bare year of a text means as a Rumî and as a Hicrî year.

    >>> [(str(found.calendar), found.first.isoformat(), found.last.isoformat()) for found in years_of("1336")]
    [('Rumî', '1920-01-01', '1920-12-31'), ('Hicrî', '1917-10-17', '1918-10-06')]
    """
    found = []
    for match in _YEAR.finditer(text):
        year = int(match[0])
        if year in calendar.RUMI_YEARS:
            for kind, convert in _CONVERT.items():
                if (days := calendar.year_span(convert, year)) is not None:
                    found.append(_old(Span(*match.span()), kind, (year, None, None), days))
    return tuple(found)


def gregorian_of(date_found: Date) -> date | None:
    """Return the day a full date names, its year taken as Rumî where only that is possible.

    >>> gregorian_of(find_dates("16 Mart 1336", TURKISH)[0])
    datetime.date(1920, 3, 16)
    """
    year, month, day = date_found.year, date_found.month, date_found.day
    if year is None or day is None:
        return None
    if year in calendar.RUMI_YEARS:
        return calendar.rumi_to_gregorian(year, month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _rumi(text: str, language: Language) -> Iterator[OldDate]:
    for found in find_dates(text, language):
        if found.year not in calendar.RUMI_YEARS or found.year is None:
            continue
        days = _days(Calendar.RUMI, found.year, found.month, found.day)
        if days is not None:
            yield _old(found.span, Calendar.RUMI, (found.year, found.month, found.day), days)


def _hijri(text: str) -> Iterator[OldDate]:
    folded = casing.lower(text.translate(_FOLD), TURKISH)
    if len(folded) != len(text):  # offsets would be wrong
        return
    for match in _HIJRI.finditer(folded):
        month = int(next(name for name in match.groupdict() if name[0] == "m" and match[name])[1:])
        year, day = int(match["year"]), int(match["day"]) if match["day"] else None
        days = _days(Calendar.HIJRI, year, month, day)
        if days is not None:
            yield _old(Span(*match.span()), Calendar.HIJRI, (year, month, day), days)


def _days(kind: Calendar, year: int, month: int, day: int | None) -> tuple[date, date] | None:
    if day is None:
        return calendar.month_span(_CONVERT[kind], year, month)
    found = _CONVERT[kind](year, month, day)
    return None if found is None else (found, found)


def _old(span: Span, kind: Calendar, said: tuple[int, int | None, int | None], days: tuple[date, date]) -> OldDate:
    year, month, day = said
    return OldDate(span=span, calendar=kind, year=year, month=month, day=day, first=days[0], last=days[1])
