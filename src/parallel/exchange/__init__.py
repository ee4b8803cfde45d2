"""Values to and from the text of a format; pure, streaming, no disk."""

from parallel.exchange.registry import EXPORTERS, FORMATS
from parallel.exchange.unit import Credits, LeftOut, TranslationUnit, units_of

__all__ = ["EXPORTERS", "FORMATS", "Credits", "LeftOut", "TranslationUnit", "units_of"]
