"""Which sentences of two texts translate each other."""

from parallel.align.aligner import align
from parallel.align.learn import learn_model
from parallel.align.options import AlignOptions, LexicalModel

__all__ = ["AlignOptions", "LexicalModel", "align", "learn_model"]
