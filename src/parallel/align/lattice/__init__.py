"""The lattice of two texts: bands of nodes, paths through them, probabilities of beads."""

from parallel.align.lattice.band import Band, Path, Transitions, anchored_band, band_around, full_band, score_band
from parallel.align.lattice.paths import best_path
from parallel.align.lattice.posterior import Posterior, likely_path, posterior

__all__ = [
    "Band",
    "Path",
    "Posterior",
    "Transitions",
    "anchored_band",
    "band_around",
    "best_path",
    "full_band",
    "likely_path",
    "posterior",
    "score_band",
]
