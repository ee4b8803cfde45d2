"""A change fits only beads that stand as it found them, and reads backwards."""

from dataclasses import replace

import pytest

from builders import bead, pair
from parallel.errors import ParallelError, UsageError
from parallel.model.bitext import AlignedBead, BeadId, BeadState, Side
from parallel.model.change import Arrangement, Change, UnfitChange, position_of, replaced
from parallel.model.document import Place, SegmentId
from parallel.model.span import Span

ONE, TWO, THREE = bead(1), bead(2), bead(3)
APPROVED = replace(TWO, state=BeadState.APPROVED, version=2)
MERGED = replace(
    ONE,
    source=replace(ONE.source, segments=(*ONE.source.segments, *TWO.source.segments), texts=("a", "b"), places=()),
    target=replace(ONE.target, segments=(*ONE.target.segments, *TWO.target.segments), texts=("a", "b"), places=()),
    version=2,
)
MARK = Change(kind="approve", before=(TWO,), after=(APPROVED,))
MERGE = Change(kind="merge", before=(ONE, TWO), after=(MERGED,))


def test_a_mark_changes_its_bead_wherever_it_stands() -> None:
    """Marks need no neighbours."""
    assert MARK.in_place
    assert replaced(pair(THREE, TWO, ONE), MARK).beads == (THREE, APPROVED, ONE)


def test_a_structure_changes_a_run() -> None:
    """Merging replaces neighbours, and backwards brings them back."""
    assert not MERGE.in_place
    merged = replaced(pair(ONE, TWO, THREE), MERGE)
    assert merged.beads == (MERGED, THREE)
    assert replaced(merged, MERGE.reversed()).beads == (ONE, TWO, THREE)


def test_nothing_changes_nothing() -> None:
    """An empty change is no change."""
    assert replaced(pair(ONE), Change(kind="x", before=(), after=())) == pair(ONE)


@pytest.mark.parametrize(
    ("beads", "change"),
    [
        ((ONE, APPROVED), MARK),
        ((ONE,), MARK),
        ((ONE, THREE, TWO), MERGE),
        ((ONE, APPROVED), MERGE),
        ((THREE,), MERGE),
        ((TWO, ONE), MERGE),
    ],
)
def test_a_change_that_does_not_fit(beads: tuple[object, ...], change: Change) -> None:
    """Changed, gone or no neighbours any more: the change is refused."""
    with pytest.raises(UnfitChange):
        replaced(pair(*beads), change)  # type: ignore[arg-type]  # beads


def test_positions() -> None:
    """A bead is found by its id, and an unknown one is a usage error."""
    assert position_of(pair(ONE, TWO), TWO.id) == 1
    with pytest.raises(UsageError, match="no bead"):
        position_of(pair(ONE), BeadId("none"))


def test_a_revision_is_all_a_person_can_change() -> None:
    """Marks, texts and the version make another revision; confidence and places do not."""
    assert ONE.revision.startswith("1-")
    assert replace(ONE, note="x").revision != ONE.revision
    assert replace(ONE, source=replace(ONE.source, edited="")).revision != ONE.revision
    assert replace(ONE, confidence=0.1, evidence=()).revision == ONE.revision
    assert not ONE.human
    assert replace(ONE, note="x").human


def test_sides_hold_a_text_per_segment() -> None:
    """Texts and places are one per segment."""
    with pytest.raises(ParallelError):
        Side(segments=(SegmentId("a"),), texts=())


def moved(bead: AlignedBead, by: int) -> AlignedBead:
    """Return a bead whose sentences stand elsewhere in the text."""

    def shifted(side: Side) -> Side:
        spans = (Span(place.span.start + by, place.span.end + by) for place in side.places)
        return replace(side, places=tuple(Place(page=2, first_line=9, last_line=9, span=span) for span in spans))

    return replace(bead, source=shifted(bead.source), target=shifted(bead.target))


def test_a_change_of_today_keeps_its_places() -> None:
    """Where the beads stand as the change found them, it is the very same change."""
    assert Arrangement(pair(ONE, TWO)).placed(MARK) is MARK


def test_an_old_change_finds_its_sentences_where_they_are_now() -> None:
    """The text has grown since: the outcome says where the sentences stand today."""
    now = Arrangement(pair(moved(ONE, 50), moved(TWO, 50)))
    assert now.placed(MARK).after == (moved(APPROVED, 50),)
    back = Change(kind="undo", before=(APPROVED,), after=(TWO,))
    later = Arrangement(pair(ONE, moved(APPROVED, 50)))
    later.take(later.placed(back))
    assert later.pair.beads == (ONE, moved(TWO, 50))


def test_a_sentence_nobody_knows_has_no_place() -> None:
    """What an old change brings back and the beads now standing do not hold has to be looked for by building."""
    old = Change(kind="realign", before=(ONE,), after=(replace(TWO, id=ONE.id),))
    (only,) = Arrangement(pair(moved(ONE, 50))).placed(old).after
    assert (only.source.places, only.target.places) == ((), ())
    with pytest.raises(UnfitChange):
        Arrangement(pair(THREE)).placed(old)
