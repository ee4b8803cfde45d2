"""Learning from a first alignment."""

import pytest

from align.samples import UNKNOWN
from parallel.align import refine as module
from parallel.align.lattice import Path, Transitions
from parallel.align.lexical.features import Features, read_features
from parallel.align.lexical.links import first_lexis, gather_links
from parallel.align.options import AlignOptions
from parallel.align.refine import Belief, refine
from parallel.align.scores import Weights

WORDS = {
    "anka": "wep", "bela": "xul", "cida": "yot", "dora": "zin", "fama": "qed", "gora": "hux", "hida": "rop",
    "jara": "sut", "kova": "tem", "lema": "vib", "mido": "nug", "nero": "lof",
}  # fmt: skip
"""Words of two languages nobody knows."""
PAIRS = [(i, (i + step) % len(WORDS)) for step in (1, 3, 5) for i in range(len(WORDS))]
SOURCE = [" ".join(list(WORDS)[k] for k in pair) for pair in PAIRS]
TARGET = [" ".join(list(WORDS.values())[k] for k in pair) for pair in PAIRS]
PAIRED: Path = [(i, i + 1, i, i + 1) for i in range(len(PAIRS))]
OFTEN: Path = [(i, i + 1, i, i + 1) for i in range(100)]


def start(source: list[str], target: list[str]) -> tuple[Features, Features, Belief]:
    """First beliefs on two texts nothing is known of."""
    sides = read_features(source, UNKNOWN.source), read_features(target, UNKNOWN.target)
    lexis = first_lexis(gather_links(*sides, AlignOptions(languages=UNKNOWN)), *sides)
    return *sides, Belief(lexis=lexis, weights=Weights(), transitions=Transitions())


def test_translations_are_learnt() -> None:
    """Words that keep meeting become translations."""
    source, target, belief = start(SOURCE * 5, TARGET * 5)
    links = refine(source, target, belief, OFTEN).lexis.links
    best: dict[str, tuple[float, str]] = {}
    for at in range(len(links.source)):
        word = source.types[links.source[at]]
        if float(links.forward[at]) > best.get(word, (0.0, ""))[0]:
            best[word] = (float(links.forward[at]), target.types[links.target[at]])
    assert {word: other for word, (_, other) in best.items()} == WORDS


def test_learnt_words_begin_to_count() -> None:
    """Their λ falls below 1."""
    source, target, belief = start(SOURCE * 5, TARGET * 5)
    after = refine(source, target, belief, OFTEN)
    assert belief.lexis.source_chances.min() == 1
    assert after.lexis.source_chances.max() < 1


def test_what_was_seen_once_is_not_learnt() -> None:
    """A single meeting would only repeat the alignment it comes from."""
    source, target, belief = start(["anka bela"], ["wep xul"])
    assert len(refine(source, target, belief, [(0, 1, 0, 1)]).lexis.links.source) == 0


def test_omissions_are_counted() -> None:
    """Many runs raise the rate of opening, long runs that of staying."""
    source, target, belief = start(SOURCE, TARGET[:4])
    path: Path = [*PAIRED[:4], *((i, i + 1, 4, 4) for i in range(4, 20))]
    after = refine(source, target, belief, path).transitions
    assert after.staying > belief.transitions.staying
    many: Path = [
        bead for i in range(10) for bead in ((2 * i, 2 * i + 1, i, i + 1), (2 * i + 1, 2 * i + 2, i + 1, i + 1))
    ]
    often = refine(*start(SOURCE, TARGET[:10]), many).transitions
    assert often.opening > belief.transitions.opening
    assert often.turning < 1 - often.staying


def test_lengths_are_learnt() -> None:
    """The ratio moves towards what single sentences show, held back by the first guess."""
    source, target, belief = start(["abcdefghij" * 8] * 30, ["abcdefghij" * 10] * 30)
    path: Path = [(i, i + 1, i, i + 1) for i in range(30)]
    after = refine(source, target, belief, path).weights
    assert belief.weights.ratio < after.ratio < 0.2232
    assert after.spread < belief.weights.spread


def test_nothing_to_learn_from() -> None:
    """Without a two-sided bead words and lengths stay as they were."""
    source, target, belief = start(SOURCE, [])
    after = refine(source, target, belief, [(i, i + 1, 0, 0) for i in range(20)])
    assert after.lexis is belief.lexis
    assert after.weights == belief.weights


def test_beads_without_words() -> None:
    """Lengths are learnt from signs alone, words are not."""
    source, target, belief = start(["…"], ["…"])
    assert refine(source, target, belief, [(0, 1, 0, 1)]).lexis is belief.lexis


def test_long_texts_are_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    """An even share of the beads is enough."""
    monkeypatch.setattr(module, "MOST_PAIRS", 40)
    source, target, belief = start(SOURCE * 3, TARGET * 3)
    path: Path = [(i, i + 1, i, i + 1) for i in range(60)]
    assert len(refine(source, target, belief, path).lexis.links.source) > 0
