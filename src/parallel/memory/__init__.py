"""Translation memory: the best fuzzy matches of a sentence, exactly."""

from parallel.memory.fuzzy import Bucket, FuzzyIndex, Hit, Texts
from parallel.memory.held import HeldTexts, rare_words
from parallel.memory.unit import Match, MemoryUnit, Run, difference, fold_source, rank

__all__ = [
    "Bucket",
    "FuzzyIndex",
    "HeldTexts",
    "Hit",
    "Match",
    "MemoryUnit",
    "Run",
    "Texts",
    "difference",
    "fold_source",
    "rank",
    "rare_words",
]
