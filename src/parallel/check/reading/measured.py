"""How well each row's halves fit together, and better partners nearby."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from statistics import median

from parallel.check.reading.evidence import Evidence, Fit

_LETTER = re.compile(r"[^\W_]")
_REACH = 2
"""Rows looked at before and after for a better partner."""
_END = frozenset(".!?…:;\"”’»')")
_PRIOR_ROWS = 5
"""Rows a length ratio of one is worth before the document's own counts; chosen by us."""
_RATIO_LIMITS = (-0.15, 0.25)
"""Logarithms between which documents' usual ratios of lengths lie (measured on news and on articles of the period)."""

# Logistic regressions on news translations: good pairs against the same with a clause or half of one side taken out.
# Weights of length deviation, cover of the short side, cover of the other, longest gap on either, lost full stop.
_OMISSION = (-1.64, -1.95, 1.12, 0.76, -0.06, 2.60)
_OMISSION_BIAS = -2.78
_ADDITION = (2.27, -4.67, 1.22, 0.41, 0.39, 2.82)
_ADDITION_BIAS = -2.35
# Cover below which a row is foreign to its source, and by how much a neighbour must be better; measured on the same.
_FOREIGN, _FOREIGN_WORDS = 0.12, 4
_OWN_LIMIT, _RIVAL_GAIN, _RIVAL_SHORT = 0.5, 0.1, 0.6


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a row's two halves as a pair."""

    row: int
    """Row of the bitext."""
    fit: Fit
    """How its halves cover each other."""
    rival: int | None
    """A neighbouring row whose target fits this row's source clearly better, or None."""
    deviation: float
    """Length of the target against what is usual in this document, in standard deviations."""
    ends: tuple[bool, bool]
    """Whether source and target end with a mark."""

    @property
    def mispaired(self) -> bool:
        """Whether the halves have nothing to do with each other."""
        return self.rival is not None or (self.fit.both < _FOREIGN and self.fit.words >= _FOREIGN_WORDS)

    @property
    def omission(self) -> float:
        """Log-odds that part of the source is missing in the target."""
        fit, lost_end = self.fit, self.ends[0] and not self.ends[1]
        values = (self.deviation, fit.source, fit.target, fit.source_gap, fit.target_gap, lost_end)
        return _OMISSION_BIAS + sum(weight * value for weight, value in zip(_OMISSION, values, strict=True))

    @property
    def addition(self) -> float:
        """Log-odds that part of the target is not in the source."""
        fit, lost_end = self.fit, self.ends[1] and not self.ends[0]
        values = (self.deviation, fit.target, fit.source, fit.target_gap, fit.source_gap, lost_end)
        return _ADDITION_BIAS + sum(weight * value for weight, value in zip(_ADDITION, values, strict=True))


@dataclass(frozen=True, slots=True)
class Texts:
    """One side of a bitext: its texts, and what is compared of each."""

    texts: Sequence[str]
    """In order."""
    words: Callable[[int], tuple[str, ...]]
    """Words, numbers and concepts of one row."""


def measure(source: Texts, target: Texts, rows: range, *, usual: float, turkish_first: bool) -> tuple[Measured, ...]:
    """Measure those of some rows that have letters or digits on both sides.

    Cost: linear; about 0.2 ms for each row.

    Args:
        source: source side.
        target: target side, as many rows.
        rows: rows to measure; their words are weighed together, with those of the rows just before and after.
        usual: what ``usual_ratio`` gives for the whole.
        turkish_first: whether the source is Turkish; the other side is English.

    Returns:
        In order.
    """
    block = range(max(0, rows.start - _REACH), min(len(source.texts), rows.stop + _REACH))
    evidence = Evidence(
        [source.words(row) for row in block], [target.words(row) for row in block], turkish_first=turkish_first
    )
    found: list[Measured] = []
    for row in rows:
        pair = (source.texts[row], target.texts[row])
        if not all(map(_has_words, pair)):
            continue
        fit = evidence.fit(row - block.start, row - block.start)
        rival = _rival(evidence, row - block.start, fit, len(block))
        found.append(
            Measured(
                row=row,
                fit=fit,
                rival=None if rival is None else rival + block.start,
                deviation=_deviation(*pair, usual),
                ends=(pair[0].rstrip()[-1:] in _END, pair[1].rstrip()[-1:] in _END),
            )
        )
    return tuple(found)


def _has_words(text: str) -> bool:
    return _LETTER.search(text) is not None


def _rival(evidence: Evidence, row: int, fit: Fit, size: int) -> int | None:
    """Return the nearby row whose target covers this row's source clearly better than its own does."""
    if fit.both >= _OWN_LIMIT:
        return None
    nearby = [other for other in range(max(0, row - _REACH), min(size, row + _REACH + 1)) if other != row]
    scores = {other: evidence.cover(row, other) for other in nearby}
    best = max(nearby, key=lambda other: scores[other], default=None)
    # Few words may be covered by chance, so short rows need a clearer winner.
    gain = _RIVAL_GAIN + _RIVAL_SHORT / max(1, fit.words)
    return best if best is not None and scores[best] > fit.both + gain else None


def _deviation(source: str, target: str, usual: float) -> float:
    # The variance of log ratios falls with length; both terms were measured on news.
    return (log(len(target) / len(source)) - usual) / sqrt(0.0144 + 2 / len(source))


def usual_ratio(sources: Sequence[str], targets: Sequence[str], *, turkish_first: bool) -> float:
    """Return the document's usual logarithm of target to source length, drawn towards nought and kept in bounds."""
    ratios = [
        log(len(target) / len(source)) for source, target in zip(sources, targets, strict=True) if source and target
    ]
    if not ratios:
        return 0.0
    drawn = median(ratios) * len(ratios) / (len(ratios) + _PRIOR_ROWS)
    low, high = _RATIO_LIMITS if turkish_first else (-_RATIO_LIMITS[1], -_RATIO_LIMITS[0])
    return min(max(drawn, low), high)
