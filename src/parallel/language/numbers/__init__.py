"""Numbers and dates of a text, brought to one form across languages."""

from parallel.language.numbers.dates import Date, find_dates
from parallel.language.numbers.quantities import Quantity, QuantityKind, find_quantities

__all__ = ["Date", "Quantity", "QuantityKind", "find_dates", "find_quantities"]
