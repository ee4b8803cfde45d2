"""What a caller may choose when two texts are aligned."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from parallel.model.bitext import Languages
from parallel.model.termbase import TermBase

if TYPE_CHECKING:  # whoever only chooses options need not wait for NumPy
    import numpy as np
    import numpy.typing as npt

LearntEntry = tuple[str, str, float, float]
"""Source stem, target stem, probability of the target given the source, and the other way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LexicalModel:
    """Translation probabilities learnt from a workspace's own pairs."""

    languages: Languages
    """Direction it was learnt for."""
    entries: tuple[LearntEntry, ...]
    """What was learnt; sorted."""
    pairs: int = 0
    """How many pairs of texts it was counted from."""


class SentenceEncoder(Protocol):
    """Turns texts of either language into vectors that are near each other where the texts mean the same."""

    def encode(self, texts: list[str], /) -> "npt.NDArray[np.float32]":
        """Return (texts, dimensions) finite numbers; every row must hold some that is not zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignOptions:
    """What an alignment may use. Everything has a default; nothing is looked up anywhere."""

    languages: Languages = field(default_factory=Languages)
    """Direction; Turkish–English has its own lexicon and statistics, other pairs learn from the texts alone."""
    termbase: TermBase | None = None
    """Concepts whose mentions on both sides speak for a bead."""
    anchors: tuple[tuple[int, int], ...] = ()
    """Positions ``(source, target)`` that must come to stand in one bead."""
    dictionary: tuple[tuple[str, str], ...] = ()
    """Pairs of words or short phrases in the order source, target."""
    explain: bool = False
    """Whether beads carry their evidence."""
    model: LexicalModel | None = None
    """What was learnt from other pairs of the same workspace."""
    encoder: SentenceEncoder | None = None
    """Sentence vectors as one more kind of evidence; each run of one to four sentences is encoded once."""
