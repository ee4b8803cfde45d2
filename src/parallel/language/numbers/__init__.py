"""Numbers and dates of a text, brought to one form across languages."""

from parallel.language.numbers.dates import Date, find_dates
from parallel.language.numbers.old_dates import Calendar, OldDate, find_old_dates, gregorian_of, years_of
from parallel.language.numbers.quantities import Quantity, QuantityKind, find_quantities

__all__ = [
    "Calendar",
    "Date",
    "OldDate",
    "Quantity",
    "QuantityKind",
    "find_dates",
    "find_old_dates",
    "find_quantities",
    "gregorian_of",
    "years_of",
]
