"""From posterior to confidence."""

from align.samples import ENGLISH_TEXT, TURKISH_TEXT
from parallel.align.confidence import confidences, explained, signs
from parallel.align.lattice import Path, Transitions
from parallel.align.lexical.features import Features, read_features
from parallel.align.lexical.links import first_lexis, gather_links
from parallel.align.options import AlignOptions
from parallel.align.refine import Belief
from parallel.align.scores import Weights
from parallel.model.document import ENGLISH, TURKISH

PATH: Path = [(0, 1, 0, 1), (1, 3, 1, 3), (3, 4, 3, 3), (4, 8, 3, 8)]


def beliefs() -> tuple[tuple[Features, Features], Belief]:
    """Our sample with first beliefs."""
    sides = read_features(TURKISH_TEXT, TURKISH), read_features(ENGLISH_TEXT, ENGLISH)
    lexis = first_lexis(gather_links(*sides, AlignOptions()), *sides)
    return sides, Belief(lexis=lexis, weights=Weights(), transitions=Transitions())


def test_the_surer_the_posterior_the_surer_the_bead() -> None:
    """Confidence rises with the posterior."""
    sides, belief = beliefs()
    low, high = (confidences(PATH, [chance] * 4, sides, belief) for chance in (0.6, 0.999))
    assert all(0 <= one < other <= 1 for one, other in zip(low, high, strict=True))


def test_large_beads_are_trusted_less() -> None:
    """With the same posterior a 1-1 bead is surer than one of nine sentences."""
    sides, belief = beliefs()
    found = confidences(PATH, [0.99] * 4, sides, belief)
    assert found[0] > found[1] > found[3]


def test_certain_posteriors_are_finite() -> None:
    """0 and 1 are no infinite odds."""
    sides, belief = beliefs()
    assert all(0 < value < 1 for value in confidences(PATH, [0.0, 1.0, 1.0, 0.0], sides, belief))


def test_signs_have_one_row_per_bead() -> None:
    """One-sided beads have no length ratio."""
    sides, belief = beliefs()
    table = signs(PATH, [0.9] * 4, sides, belief)
    assert table.shape == (4, 8)
    assert table[2, 3] == 1
    assert table[2, 5] == 0


def test_share_of_explained_words() -> None:
    """Between none and all."""
    sides, belief = beliefs()
    assert 0.2 < explained(sides, belief) < 0.9
