"""Which sentences of two texts translate each other."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parallel.align.aligner import align
    from parallel.align.lexical.learn import learn_model
    from parallel.align.options import AlignOptions, LexicalModel, SentenceEncoder

__all__ = ["AlignOptions", "LexicalModel", "SentenceEncoder", "align", "learn_model"]
_ELSEWHERE = {"align": "aligner", "learn_model": "lexical.learn"}


def __getattr__(name: str) -> object:
    """Load what is asked for: options are light, the aligner loads NumPy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'options')}"), name)
