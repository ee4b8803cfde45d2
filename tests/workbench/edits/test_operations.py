"""Operations: the same sentences in the same order, every remark kept, and impossible ones refused."""

from dataclasses import replace

import pytest

from builders import bead, pair
from parallel.errors import UsageError
from parallel.model.bitext import Alignment, Bead, BeadId, BeadState, Waiver
from parallel.model.change import replaced
from parallel.model.span import Span
from parallel.workbench.edits import operations
from parallel.workbench.pairs.bitexts import texts_digest

PAIR = pair(
    replace(bead(1, "Bir.", "One."), flagged="look", note="n1", waivers=(Waiver(check="date", reason="r", texts="t"),)),
    replace(bead(2, "İki.", "Two."), flagged="again", excluded="a title", version=4, confidence=0.2),
    bead(3, "Üç.", "Three."),
)
IDS = [item.id for item in PAIR.beads]


def test_merging_keeps_every_remark() -> None:
    """Notes are joined, the version is above the highest, the confidence is the lowest."""
    (merged,) = operations.merge(PAIR, IDS[:2]).after
    assert (merged.flagged, merged.note, merged.excluded) == ("look; again", "n1", "a title")
    assert (merged.version, merged.confidence, merged.state) == (5, 0.2, BeadState.EDITED)
    assert (merged.source.text, merged.target.text) == ("Bir. İki.", "One. Two.")
    assert merged.waivers == PAIR.beads[0].waivers
    assert len(merged.source.places) == 2


def test_splitting_a_merged_bead() -> None:
    """Cut where it was joined, the sentences stand as before."""
    merged = replaced(PAIR, operations.merge(PAIR, IDS[:2]))
    parts = operations.split(merged, IDS[0], 1, 1).after
    assert [part.source.text for part in parts] == ["Bir.", "İki."]


def test_an_edited_text_is_merged_and_not_cut() -> None:
    """A text edited by hand joins as it reads; it can't be cut at a sentence."""
    edited = replaced(PAIR, operations.edit_text(PAIR, IDS[0], "target", " Uno\u0308. "))
    assert edited.beads[0].target.text == "Unö."
    (merged,) = operations.merge(edited, IDS[:2]).after
    assert merged.target.edited == "Unö. Two."
    with pytest.raises(UsageError, match="edited text"):
        operations.split(edited, IDS[0], 1, 0)
    with pytest.raises(UsageError, match="edited text"):
        operations.move(edited, IDS[0], "target", 1)


def test_a_text_set_back() -> None:
    """None, or the words of the document, take the edit away."""
    edited = replaced(PAIR, operations.edit_text(PAIR, IDS[0], "target", "Uno."))
    for text in (None, "One."):
        assert operations.edit_text(edited, IDS[0], "target", text).after[0].target.edited is None
    assert operations.edit_text(PAIR, IDS[0], "source", "Bir.").before == ()


def test_moving_there_and_back() -> None:
    """A sentence goes to the next bead and comes back; no bead may end up empty."""
    merged = replaced(PAIR, operations.merge(PAIR, IDS[:2]))
    moved = replaced(merged, operations.move(merged, IDS[0], "source", 1))
    assert [item.source.text for item in moved.beads] == ["Bir.", "İki. Üç."]
    back = replaced(moved, operations.move(moved, moved.beads[1].id, "source", -1))
    assert [item.source.text for item in back.beads] == ["Bir. İki.", "Üç."]
    lonely = pair(bead(1, "Bir.", ""), bead(2))
    with pytest.raises(UsageError, match="would be empty"):
        operations.move(lonely, lonely.beads[0].id, "source", 1)
    with pytest.raises(UsageError, match="not that many"):
        operations.move(PAIR, IDS[0], "source", 2)
    with pytest.raises(UsageError, match="no side"):
        operations.move(PAIR, IDS[0], "left", 1)


def test_marks_skip_what_has_them() -> None:
    """Approving an approved bead changes nothing; flagging keeps approval; unapproving leaves it edited."""
    approved = replaced(PAIR, operations.approve(PAIR, IDS))
    assert operations.approve(approved, IDS).before == ()
    flagged = replaced(approved, operations.flag(approved, IDS[2:], "Why?"))
    assert flagged.beads[2].state is BeadState.APPROVED
    assert operations.unapprove(flagged, IDS[2:]).after[0].state is BeadState.EDITED
    assert operations.unapprove(PAIR, IDS).before == ()


def test_a_waiver_is_tied_to_the_texts() -> None:
    """It holds the digest of both texts; a second one of the same check replaces the first."""
    waived = replaced(PAIR, operations.waive(PAIR, IDS[:1], "date", "other"))
    (waiver,) = waived.beads[0].waivers
    assert (waiver.reason, waiver.texts) == ("other", texts_digest(PAIR.beads[0]))
    assert operations.unwaive(waived, IDS[:1], "date").after[0].waivers == ()


def backwards(source: object, target: object) -> Alignment:
    """Put everything into one bead."""
    left, right = len(source), len(target)  # type: ignore[arg-type]  # two sequences
    whole = Bead(source=Span(0, left), target=Span(0, right), confidence=0.5)
    return Alignment(source_size=left, target_size=right, beads=(whole,))


def test_realigning_goes_round_human_beads() -> None:
    """Auto beads on both sides of a person's bead are paired anew, each run by itself; the bead stays."""
    plain = pair(*(bead(number) for number in range(1, 6)))
    ids = [item.id for item in plain.beads]
    marked = replaced(plain, operations.approve(plain, ids[2:3]))
    change = operations.realign(marked, ids[0], ids[4], backwards)
    assert [len(item.source.segments) for item in change.after] == [2, 1, 2]
    assert change.after[1] is marked.beads[2]
    assert change.after[0].version == 2
    with pytest.raises(UsageError, match="stands before"):
        operations.realign(marked, ids[4], ids[0], backwards)
    assert operations.realign(marked, ids[2], ids[2], backwards).before == ()


@pytest.mark.parametrize("beads", [[], [BeadId("none")]])
def test_no_bead_no_edit(beads: list[BeadId]) -> None:
    """Nothing named, or nothing there."""
    for operation in (operations.approve, operations.merge):
        with pytest.raises(UsageError, match="no bead"):
            operation(PAIR, beads)
