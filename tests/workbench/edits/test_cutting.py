"""Cutting inside a sentence keeps every word and every segment, and merging takes it back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallel.errors import UsageError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, BeadState, Languages, PairId, Side
from parallel.model.change import replaced
from parallel.model.document import SegmentId
from parallel.workbench.edits.cutting import cut_sentence
from parallel.workbench.edits.operations import merge

LONG = "Meclis toplandı ve karar aldı; İstanbul bunu tanımadı."


def pair(source: tuple[str, ...], target: tuple[str, ...]) -> AlignedPair:
    """Build a pair of one bead."""
    left = Side(segments=tuple(SegmentId(f"d/body/{n:08x}") for n in range(len(source))), texts=source)
    right = Side(segments=tuple(SegmentId(f"d/en/{n:08x}") for n in range(len(target))), texts=target)
    bead = AlignedBead(id=BeadId((*left.segments, *right.segments)[0]), source=left, target=right, confidence=0.5)
    return AlignedPair(id=PairId("p"), languages=Languages(), source_name="a", target_name="b", beads=(bead,))


def test_one_sentence_meets_two() -> None:
    """The parts say both halves; the sentence itself is counted once; both are edited."""
    before = pair((LONG,), ("The assembly met and resolved.", "Istanbul did not recognise this."))
    first, second = cut_sentence(before, before.beads[0].id, "source", 0, LONG.index("İ")).after
    assert (first.source.text, second.source.text) == ("Meclis toplandı ve karar aldı;", "İstanbul bunu tanımadı.")
    assert (first.target.text, second.target.text) == before.beads[0].target.texts
    assert first.source.segments == before.beads[0].source.segments
    assert second.source.segments == ()
    assert {first.state, second.state} == {BeadState.EDITED}


def test_the_other_side_can_be_cut_too() -> None:
    """A sentence of the target, the second one, is cut the same way."""
    before = pair(("Bir iki.", "Üç dört beş altı."), ("One two.", "Three four, five six."))
    first, second = cut_sentence(before, before.beads[0].id, "target", 1, len("Three four,")).after
    assert (first.target.text, second.target.text) == ("One two. Three four,", "five six.")
    assert (first.source.text, second.source.text) == before.beads[0].source.texts


@given(offset=st.integers(1, len(LONG) - 1))
def test_merging_gives_the_sentence_back(offset: int) -> None:
    """Wherever it was cut between words, merged it is as the text has it, no longer an edited one."""
    before = pair((LONG,), ("One.", "Two."))
    if " " not in LONG[offset - 1 : offset + 1]:
        return
    change = cut_sentence(before, before.beads[0].id, "source", 0, offset)
    after = replaced(before, change)
    (whole,) = merge(after, [bead.id for bead in after.beads]).after
    assert whole.source == before.beads[0].source
    assert whole.target == before.beads[0].target


@pytest.mark.parametrize(
    ("side", "at", "offset"),
    [("source", 0, 0), ("source", 0, 999), ("source", 5, 3), ("source", -1, 3), ("up", 0, 3), ("target", 0, 2)],
)
def test_impossible_places_are_refused(side: str, at: int, offset: int) -> None:
    """Nothing is cut at an edge, in no sentence, or where the rest would stand alone."""
    before = pair((LONG,), ("One.", "Two."))
    with pytest.raises(UsageError):
        cut_sentence(before, before.beads[0].id, side, at, offset)
