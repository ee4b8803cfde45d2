"""BLEU, chrF2++ and TER through sacreBLEU, with lengths checked and an interval.

sacreBLEU cuts unequal lists to the shorter one without a word, so lengths are checked here first. Against an earlier
revision instead of a reference these figures say how much changed, not how good it is.
"""

from collections.abc import Sequence
from typing import Any

from parallel.errors import InputError, UsageError
from parallel.model.score import Score

SAMPLES = 1000
SEED = 12345
"""Both are sacreBLEU's own defaults, so that its command line gives the same interval."""


def surface_scores(
    hypotheses: Sequence[str], references: Sequence[str], *, samples: int = SAMPLES, seed: int = SEED
) -> tuple[Score, ...]:
    """Score a translation against one reference, segment by segment.

    Cost: TER dominates: about 1 ms per segment and more for long ones.

    Args:
        hypotheses: translated segments, not tokenised.
        references: as many reference segments.
        samples: bootstrap resamples for the 95 % interval (Koehn, EMNLP 2004); 0 means no interval.
        seed: of the resampling.

    Returns:
        ``bleu``, ``chrf2`` (chrF2++, word order 2) and ``ter``, 0 to 100 (TER may exceed it), each with sacreBLEU's
        signature.

    Raises:
        InputError: no segments, or not as many references as hypotheses.
        UsageError: ``samples`` is negative.

    >>> same = ["The pact was adopted today."]
    >>> [round(score.value) for score in surface_scores(same, same)]
    [100, 100, 0]
    """
    if isinstance(hypotheses, str) or isinstance(references, str):
        raise UsageError("hypotheses and references are lists of segments, not one text")
    if len(hypotheses) != len(references):
        raise InputError(f"{len(hypotheses)} hypotheses against {len(references)} references")
    if not hypotheses:
        raise InputError("nothing to score: no segments")
    if samples < 0:
        raise UsageError("the number of resamples cannot be negative")
    # sacreBLEU takes longer to import than all of the rest together.
    from sacrebleu.metrics.bleu import BLEU  # noqa: PLC0415 - a light command must not pay for it
    from sacrebleu.metrics.chrf import CHRF  # noqa: PLC0415
    from sacrebleu.metrics.ter import TER  # noqa: PLC0415

    metrics = (("bleu", BLEU()), ("chrf2", CHRF(word_order=2)), ("ter", TER()))
    return tuple(_score(name, metric, hypotheses, references, (samples, seed)) for name, metric in metrics)


def _score(
    name: str, metric: Any, hypotheses: Sequence[str], references: Sequence[str], resampling: tuple[int, int]
) -> Score:
    samples, seed = resampling
    # The counts of each segment are read once and used for the score and for all resamples.
    counts = metric._extract_corpus_statistics(list(hypotheses), [list(references)])  # noqa: SLF001 - no public way
    value = float(metric._aggregate_and_compute(counts).score)  # noqa: SLF001 - no public way
    low, high = None, None
    if samples:
        metric.n_bootstrap, metric.seed = samples, str(seed)
        low, high = _interval(metric, counts, samples, seed)
    return Score(
        name=name,
        value=value,
        unit="percent",
        n=len(hypotheses),
        signature=str(metric.get_signature()),
        low=low,
        high=high,
    )


def _interval(metric: Any, counts: list[list[float]], samples: int, seed: int) -> tuple[float, float]:
    """Resample segments with replacement; memory stays that of one sample, the draws are sacreBLEU's own."""
    import numpy as np  # noqa: PLC0415 - as for sacreBLEU

    table = np.array(counts, dtype="float32")
    draws = np.random.default_rng(seed)
    values = sorted(
        float(metric._compute_score_from_stats(table[draws.choice(len(table), len(table))].sum(0)).score)  # noqa: SLF001
        for _ in range(samples)
    )
    tail = samples // 40  # 2.5 % at each end
    return values[tail], values[samples - tail - 1]
