"""Values to and from the text of a format; pure, streaming, no disk."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parallel.exchange.registry import EXPORTERS, FORMATS
    from parallel.exchange.unit import Credits, LeftOut, TranslationUnit, units_of

__all__ = ["EXPORTERS", "FORMATS", "Credits", "LeftOut", "TranslationUnit", "units_of"]
_REGISTRY = frozenset({"EXPORTERS", "FORMATS"})


def __getattr__(name: str) -> object:
    """Load what is asked for: whoever wants one small format need not wait for all."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "registry" if name in _REGISTRY else "unit"
    return getattr(import_module(f"{__name__}.{module}"), name)
