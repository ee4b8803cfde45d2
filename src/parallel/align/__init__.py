"""Which sentences of two texts translate each other."""

from parallel.align.aligner import align
from parallel.align.lexical.learn import learn_model
from parallel.align.options import AlignOptions, LexicalModel, SentenceEncoder

__all__ = ["AlignOptions", "LexicalModel", "SentenceEncoder", "align", "learn_model"]
