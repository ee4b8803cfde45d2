"""Coarse to fine."""

import random
from collections.abc import Iterator

import pytest

from align.samples import beads
from parallel.align import AlignOptions, align, search
from parallel.align.lattice import Transitions
from parallel.align.lexical.features import read_features
from parallel.align.lexical.links import first_lexis, gather_links
from parallel.align.refine import Belief
from parallel.align.scores import Weights
from parallel.align.search import chunked, find_band, is_small
from parallel.model.document import ENGLISH, TURKISH

NOUNS = (
    ("antlaşma", "treaty"), ("ordu", "army"), ("devlet", "state"), ("savaş", "war"), ("barış", "peace"),
    ("hükümet", "government"), ("meclis", "assembly"), ("kongre", "congress"), ("telgraf", "telegram"),
    ("sınır", "border"), ("şehir", "city"), ("köy", "village"), ("deniz", "sea"), ("yol", "road"), ("okul", "school"),
    ("kitap", "book"), ("gazete", "newspaper"), ("mektup", "letter"), ("asker", "soldier"), ("halk", "people"),
)  # fmt: skip


def long_pair(size: int, seed: int, gap: tuple[int, int] = (0, 0)) -> tuple[list[str], list[str]]:
    """Make sentences of a few nouns and a number, and leave a stretch of the source out of the target."""
    rng = random.Random(seed)
    drawn = [(rng.sample(NOUNS, rng.randint(3, 6)), rng.randint(100, 999)) for _ in range(size)]
    source = [" ".join([*(tr for tr, _ in nouns), str(number)]) for nouns, number in drawn]
    target = [" ".join([*(en for _, en in nouns), str(number)]) for nouns, number in drawn]
    return source, target[: gap[0]] + target[gap[1] :]


def test_what_is_small() -> None:
    """Texts of 500 sentences, and an abstract against any book."""
    assert is_small(500, 500)
    assert is_small(36, 100_000)
    assert not is_small(501, 500)


def test_long_texts_are_aligned_in_a_band() -> None:
    """A long faithful translation comes out sentence by sentence."""
    source, target = long_pair(1200, 1)
    found = align(source, target)
    right = sum(bead.kind == "1-1" and bead.source == bead.target for bead in found.beads)
    assert right > 0.99 * len(source)


@pytest.mark.parametrize("gap", [(100, 500), (0, 300), (700, 1000)])
def test_a_large_gap_does_not_leave_the_band(gap: tuple[int, int]) -> None:
    """Hundreds of sentences left out in the middle or at an end."""
    source, target = long_pair(1000, 2, gap)
    found = align(source, target)
    left_out = {bead.source.start for bead in found.beads if not bead.two_sided and bead.source}
    assert len(left_out & set(range(*gap))) > 0.97 * (gap[1] - gap[0])
    assert len(left_out - set(range(*gap))) < 0.01 * len(source)


def test_chunks_of_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a low limit several levels are needed, and the beads stay the same."""
    source, target = long_pair(900, 3, (200, 260))
    expected = beads(source, target)
    monkeypatch.setattr(search, "EXACT", 1600)
    monkeypatch.setattr(search, "SHORT", 5)
    monkeypatch.setattr(search, "CHUNK", 6)
    assert beads(source, target) == expected


def test_anchors_guide_the_band() -> None:
    """An anchor far from where the search would go is reached and kept."""
    source, target = long_pair(700, 4)
    found = align(source, target, options=AlignOptions(anchors=((100, 400), (650, 660))))
    for i, j in ((100, 400), (650, 660)):
        assert any(
            bead.source.start <= i < bead.source.end and bead.target.start <= j < bead.target.end
            for bead in found.beads
        )


def test_many_anchors() -> None:
    """Every tenth sentence approved: the rest is found between them."""
    source, target = long_pair(700, 5)
    found = align(source, target, options=AlignOptions(anchors=tuple((i, i) for i in range(0, 700, 10))))
    assert sum(bead.source == bead.target for bead in found.beads) > 690


def test_chunks_keep_words_and_lengths() -> None:
    """A chunk is its sentences together."""
    whole = read_features(["bir iki", "üç", "dört beş altı", "yedi"], TURKISH)
    part = chunked(whole, 1, 4, 2)
    assert part.starts.tolist() == [0, int(whole.starts[3] - whole.starts[1]), int(whole.starts[4] - whole.starts[1])]
    assert part.lengths.tolist() == [2 + 11, 4]
    assert part.counts is whole.counts


def rows_of(source: list[str], target: list[str]) -> Iterator[tuple[int, int]]:
    """Yield low and high node of each row of the band two texts are searched in."""
    sides = read_features(source, TURKISH), read_features(target, ENGLISH)
    lexis = first_lexis(gather_links(*sides, AlignOptions()), *sides)
    belief = Belief(lexis=lexis, weights=Weights(), transitions=Transitions())
    band = find_band(*sides, belief, ())
    yield from zip(band.lows, band.highs, strict=True)


def test_the_band_is_narrow_and_complete() -> None:
    """It begins and ends with the texts and holds a small part of the nodes."""
    source, target = long_pair(1000, 6)
    rows = list(rows_of(source, target))
    assert rows[0][0] == 0
    assert rows[-1][1] == len(target)
    assert sum(high - low + 1 for low, high in rows) < 0.1 * len(source) * len(target)
    assert all(low <= i <= high for i, (low, high) in enumerate(rows))
