"""Sentence vectors as evidence."""

import numpy as np
import pytest

import encoders
import madeup
from parallel.align import AlignOptions, align
from parallel.align.scores import KINDS
from parallel.align.semantic.meaning import MOST, Meaning, MeaningScorer
from parallel.align.semantic.vectors import Singles, encoded
from parallel.model.bitext import Alignment, Languages
from parallel.model.document import Language

UNKNOWN = Languages(Language("aa"), Language("bb"))


def right(found: Alignment, text: madeup.MadeUp) -> float:
    """Return the F1 of an alignment."""
    return madeup.right({(b.source.start, b.source.end, b.target.start, b.target.end) for b in found.beads}, text)


def meaning(text: madeup.MadeUp, encoder: encoders.Bag) -> Meaning:
    """Return what vectors say of a text and its translation."""
    return Meaning(encoded(text.source, encoder), encoded(text.target, encoder))


@pytest.mark.parametrize("sentences", [12, 60, 900])
def test_vectors_align_what_no_word_can(sentences: int) -> None:
    """Languages nobody knows, no number, no name: lengths alone fail, an encoder finds the way, in long texts too."""
    text = madeup.bitext(sentences, 1)
    without = align(text.source, text.target, options=AlignOptions(languages=UNKNOWN))
    knowing = align(text.source, text.target, options=AlignOptions(languages=UNKNOWN, encoder=encoders.knowing()))
    assert right(without, text) < 0.75
    assert right(knowing, text) > 0.97


@pytest.mark.parametrize("sentences", [30, 250])
def test_an_encoder_that_knows_nothing_weighs_nothing(sentences: int) -> None:
    """What its best pairs are by chance is no evidence: the beads are those without it."""
    text = madeup.bitext(sentences, 1)
    without = align(text.source, text.target, options=AlignOptions(languages=UNKNOWN))
    ignorant = align(text.source, text.target, options=AlignOptions(languages=UNKNOWN, encoder=encoders.ignorant()))
    assert [(b.source, b.target) for b in ignorant.beads] == [(b.source, b.target) for b in without.beads]


def test_beads_of_many_sentences_gain_by_their_own_vectors() -> None:
    """The vector of both sentences together is nearer to their joint translation than that of one."""
    text = madeup.bitext(60, 3)
    both = meaning(text, encoders.knowing())
    merged = [bead for bead in text.beads if bead[1] - bead[0] == 2 and bead[3] - bead[2] == 1]
    assert merged
    for a, b, c, d in merged:
        assert both.gain((a, b, c, d)) > both.gain((a, a + 1, c, d)) > -3 * MOST / 2
        assert both.gain((a, b, c, d)) > both.gain((a + 1, b, c, d))


def test_a_block_adds_to_every_bead() -> None:
    """Each node and bead type gets what its bead gains; beads that begin before the text get nothing."""

    class Zero:
        def block(self, rows: tuple[int, int], columns: tuple[int, int]) -> Singles:
            return np.zeros((rows[1] - rows[0], len(KINDS), columns[1] - columns[0]), np.float32)

    text = madeup.bitext(20, 4)
    both = meaning(text, encoders.knowing())
    rows, columns = (0, len(text.source) + 1), (2, len(text.target) + 1)
    block = MeaningScorer(Zero(), both).block(rows, columns)
    for kind, (p, q) in enumerate(KINDS):
        for i in range(*rows):
            for j in range(*columns):
                expected = both.gain((i - p, i, j - q, j)) if i >= p and j >= q else 0.0
                assert block[i - rows[0], kind, j - columns[0]] == pytest.approx(expected, abs=1e-4)


def test_sentences_without_a_word_have_no_say() -> None:
    """Nothing is encoded, nothing gained or lost."""
    text = madeup.bitext(20, 4)
    both = Meaning(encoded(("***", *text.source), encoders.knowing()), encoded(text.target, encoders.knowing()))
    assert both.gain((0, 1, 0, 1)) == 0
    assert both.gain((1, 2, 0, 1)) != 0


@pytest.mark.parametrize("sides", [(("…", "—"), ("Bir.", "Iki.")), (("Bir.",), ("Bir.",)), (("…",), ("—",))])
def test_too_little_to_compare(sides: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    """One sentence, or a side without a word: vectors say nothing, and the texts are aligned all the same."""
    both = Meaning(*(encoded(side, encoders.ignorant()) for side in sides))
    assert both.gain((0, 1, 0, 1)) == 0
    found = align(*sides, options=AlignOptions(languages=UNKNOWN, encoder=encoders.ignorant()))
    assert (found.source_size, found.target_size) == (len(sides[0]), len(sides[1]))


def test_the_evidence_names_vectors() -> None:
    """A bead's reasons tell what sentence vectors added."""
    text = madeup.bitext(30, 1)
    options = AlignOptions(languages=UNKNOWN, encoder=encoders.knowing(), explain=True)
    found = align(text.source, text.target, options=options)
    gains = [item.gain for bead in found.beads for item in bead.evidence if item.kind == "meaning"]
    assert len(gains) == sum(bead.two_sided for bead in found.beads)
    assert np.mean(gains) > 1
