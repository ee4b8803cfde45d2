"""Values to and from the text of a format; pure, streaming, no disk."""

from parallel.exchange.registry import EXPORTERS
from parallel.exchange.unit import LeftOut, TranslationUnit, units_of

__all__ = ["EXPORTERS", "LeftOut", "TranslationUnit", "units_of"]
