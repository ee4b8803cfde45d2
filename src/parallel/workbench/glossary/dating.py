"""What a date of one calendar is in the others, in words."""

from datetime import date

from parallel.language import calendar
from parallel.language.numbers import Calendar, OldDate, find_dates, find_old_dates, gregorian_of, years_of
from parallel.model.document import Language

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_USED = (date(1840, 1, 1), date(1929, 1, 1))
"""Days for which an old date is worth telling (chosen by us)."""


def explained(text: str, language: Language) -> tuple[str, ...]:
    """Return one line for each date in a query that has a counterpart in another calendar.

    >>> explained("31 Mart 1325", Language("tr"))
    ('31 Mart 1325 (Rumî) = 13 April 1909 = 22 Rebiülevvel 1327 (Hicrî, ±1 day)',)
    """
    found = find_old_dates(text, language)
    if found:
        return tuple(map(_of_old, found))
    if text.strip().isdecimal():
        return tuple(map(_of_old, years_of(text)))
    return tuple(line for day in find_dates(text, language) if (line := _of_gregorian(gregorian_of(day))))


def _of_old(found: OldDate) -> str:
    within = f", ±{calendar.HIJRI_ERROR} day" if found.calendar is Calendar.HIJRI else ""
    head = f"{found.written} ({found.calendar}{within}) = {_english(found.first)}"
    if found.first != found.last:
        return f"{head} to {_english(found.last)}"
    others = (_rumi(found.first),) if found.calendar is Calendar.HIJRI else (_hijri(found.first),)
    return " = ".join((head, *filter(None, others)))


def _of_gregorian(day: date | None) -> str:
    if day is None or not _USED[0] <= day < _USED[1]:
        return ""
    return " = ".join(filter(None, (_english(day), _rumi(day), _hijri(day))))


def _english(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _rumi(day: date) -> str:
    found = calendar.gregorian_to_rumi(day)
    return f"{found[2]} {calendar.RUMI_MONTHS[found[1] - 1]} {found[0]} (Rumî)" if found else ""


def _hijri(day: date) -> str:
    found = calendar.gregorian_to_hijri(day)
    if found is None:
        return ""
    return f"{found[2]} {calendar.HIJRI_MONTHS[found[1] - 1]} {found[0]} (Hicrî, ±{calendar.HIJRI_ERROR} day)"
