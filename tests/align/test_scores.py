"""Scores of beads."""

from dataclasses import replace

import numpy as np
import pytest

from align.samples import ENGLISH_TEXT, TURKISH_TEXT
from parallel.align.lexical.features import Features, read_features
from parallel.align.lexical.links import first_lexis, gather_links
from parallel.align.options import AlignOptions
from parallel.align.scores import KINDS, BeadScorer, Weights
from parallel.model.document import ENGLISH, TURKISH

SIZE = len(TURKISH_TEXT)


@pytest.fixture(scope="module")
def sides() -> tuple[Features, Features]:
    """Our sample."""
    return read_features(TURKISH_TEXT, TURKISH), read_features(ENGLISH_TEXT, ENGLISH)


def scorer_of(sides: tuple[Features, Features], weights: Weights | None = None) -> BeadScorer:
    """Score with first beliefs."""
    lexis = first_lexis(gather_links(*sides, AlignOptions()), *sides)
    return BeadScorer(*sides, lexis, weights or Weights())


def test_translations_score_higher(sides: tuple[Features, Features]) -> None:
    """Each sentence prefers its own translation."""
    whole = scorer_of(sides).block((0, SIZE + 1), (0, SIZE + 1))
    single = whole[1:, 0, 1:]
    assert single.argmax(axis=1).tolist() == list(range(SIZE))
    assert single.diagonal().min() > 0


def test_blocks_fit_together(sides: tuple[Features, Features]) -> None:
    """A part of the lattice is scored like the whole."""
    scorer = scorer_of(sides)
    whole = scorer.block((0, SIZE + 1), (0, SIZE + 1))
    np.testing.assert_allclose(scorer.block((3, 7), (2, 9)), whole[3:7, :, 2:9], rtol=1e-4, atol=1e-3)


def test_beads_do_not_begin_before_the_text(sides: tuple[Features, Features]) -> None:
    """Such beads are impossible."""
    whole = scorer_of(sides).block((0, SIZE + 1), (0, SIZE + 1))
    for kind, (p, q) in enumerate(KINDS):
        assert (whole[:p, kind] < -1e29).all()
        assert (whole[:, kind, :q] < -1e29).all()
        assert (whole[p:, kind, q:] > -1e29).all()


def test_lengths_count(sides: tuple[Features, Features]) -> None:
    """A wrong expectation of the length ratio lowers the score of true pairs."""
    right = scorer_of(sides).block((1, 2), (1, 2))[0, 0, 0]
    wrong = scorer_of(sides, replace(Weights(), ratio=2.0)).block((1, 2), (1, 2))[0, 0, 0]
    assert wrong < right - 5


def test_centred_scores_gain_nothing_by_chance() -> None:
    """Long unrelated stretches of frequent words neither gain nor lose much."""
    rng = np.random.default_rng(5)
    turkish = ["ve", "bir", "bu", "karar", "devlet", "yeni", "büyük", "savaş"]
    english = ["and", "a", "this", "decision", "state", "new", "great", "war"]
    source = [" ".join(rng.choice(turkish, 200)) for _ in range(8)]
    target = [" ".join(rng.choice(english, 200)) for _ in range(8)]
    pair = read_features(source, TURKISH), read_features(target, ENGLISH)
    usual = scorer_of(pair).block((1, 9), (1, 9))[:, 0].mean()
    centred = scorer_of(pair, replace(Weights(), centred=True)).block((1, 9), (1, 9))[:, 0].mean()
    assert abs(centred) < 0.6 * abs(usual)


def test_empty_sentences_have_scores() -> None:
    """A side without words is scored by its length alone."""
    pair = read_features(["", "…"], TURKISH), read_features(["", "-"], ENGLISH)
    assert np.isfinite(scorer_of(pair).block((1, 3), (1, 3))[:, 0]).all()
