"""Scores: how consistent, how complete and, against a reference, how close a translation is.

Every :class:`parallel.model.score.Score` carries a signature; scores with different signatures are not comparable.
"""

from parallel.score.coverage import coverage
from parallel.score.density import finding_rates
from parallel.score.kept import numbers_kept
from parallel.score.surface import surface_scores
from parallel.score.terms import term_accuracy, term_consistency

__all__ = ["coverage", "finding_rates", "numbers_kept", "surface_scores", "term_accuracy", "term_consistency"]
