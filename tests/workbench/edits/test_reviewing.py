"""Which beads ask for a look, and steps over several of them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from builders import bead, pair, side, termbase
from parallel.errors import UsageError
from parallel.model.bitext import AlignedPair, BeadState
from parallel.model.change import Change
from parallel.model.document import ENGLISH, TURKISH
from parallel.workbench.edits.reviewing import (
    Level,
    Show,
    chosen,
    close_gap,
    cut,
    level_of,
    next_bead,
    open_gap,
    progress_of,
    realign_around,
    search_key,
    unlink,
)

LOW = replace(bead(3), confidence=0.2)
PAIR = pair(
    bead(1, state=BeadState.APPROVED),
    bead(2, "Ordu ilerledi.", ""),
    LOW,
    replace(bead(4), flagged="bak"),
    replace(bead(5), excluded="yok"),
)


@pytest.mark.parametrize(
    ("show", "places"),
    [
        (Show.ALL, [0, 1, 2, 3, 4]),
        (Show.REVIEW, [1, 2, 3]),
        (Show.LOW, [2]),
        (Show.UNEVEN, [1]),
        (Show.EMPTY, [1]),
        (Show.FLAGGED, [3]),
        (Show.EXCLUDED, [4]),
        (Show.FINDING, [0]),
    ],
)
def test_filters(show: Show, places: list[int]) -> None:
    """Each filter shows what its name says."""
    assert chosen(PAIR, show, 0.6, frozenset({PAIR.beads[0].id})) == places


def test_progress_counts_each_kind() -> None:
    """Approved and left-out beads are done; doubtful ones are counted while nobody vouches for them."""
    progress = progress_of(PAIR, 0.6)
    assert (progress.beads, progress.approved, progress.low, progress.flagged, progress.excluded) == (5, 1, 1, 1, 1)
    assert progress.share == pytest.approx(0.4)
    assert progress_of(pair(), 0.6).share == 0.0


def test_levels() -> None:
    """Confidence is said in three words."""
    levels = [level_of(replace(LOW, confidence=value), 0.6) for value in (0.2, 0.7, 0.95)]
    assert levels == [Level.LOW, Level.MEDIUM, Level.HIGH]


def test_the_next_of_a_kind() -> None:
    """Forward and backward, and None at the end."""
    found = next_bead(PAIR, PAIR.beads[0].id, Show.FLAGGED, 0.6)
    assert found is not None
    assert found[0] == 3
    assert next_bead(PAIR, PAIR.beads[0].id, Show.REVIEW, 0.6, forward=False) is None


@pytest.mark.parametrize(
    ("text", "key"), [("İSTANBUL", "istanbul"), ("ILGAZ", "ılgaz"), ("Misâk-ı Millî", "misak-ı milli")]
)
def test_search_keys_are_turkish(text: str, key: str) -> None:
    """Dotted and dotless i stay apart, the circumflex goes."""
    assert search_key(text, TURKISH) == key
    assert search_key("ISTANBUL", ENGLISH) == "istanbul"


def joined(sources: int, targets: int) -> AlignedPair:
    """Build a pair of one bead with several sentences."""
    left = replace(
        side("", *(f"d/body/{n}" for n in range(sources))), texts=tuple("Cümle bir." for _ in range(sources))
    )
    right = replace(side("", *(f"d/en/{n}" for n in range(targets))), texts=tuple("One." for _ in range(targets)))
    return pair(replace(bead(1), source=left, target=right))


@pytest.mark.parametrize(
    ("sources", "targets", "at", "there"), [(2, 2, 1, 1), (3, 3, 2, 2), (2, 1, 1, 1), (4, 2, 1, 1), (3, 0, 1, 0)]
)
def test_the_other_side_is_cut_alike(sources: int, targets: int, at: int, there: int) -> None:
    """The other side is cut nearest to the same share; a lone sentence goes with the longer part."""
    whole = joined(sources, targets)
    change = cut(whole, whole.beads[0].id, "source", at)
    assert len(change.after[0].source.segments) == at
    assert len(change.after[0].target.segments) == there


def test_what_cannot_be_done_is_said() -> None:
    """Each step that makes no sense is refused with words."""
    whole = joined(2, 2)
    one = whole.beads[0].id
    approved = PAIR.beads[0].id
    steps: tuple[Callable[[], Change], ...] = (
        lambda: cut(whole, one, "target", 0),
        lambda: close_gap(whole, one, "source"),
        lambda: close_gap(whole, one, "up"),
        lambda: open_gap(PAIR, PAIR.beads[1].id, "target"),
        lambda: open_gap(PAIR, approved, "target"),
        lambda: realign_around(PAIR, approved, termbase()),
        lambda: unlink(PAIR, PAIR.beads[1].id),
    )
    for step in steps:
        with pytest.raises(UsageError):
            step()


def test_a_gap_left_over_makes_a_bead_of_its_own() -> None:
    """Nothing is lost when a column slides past the end, and marks stay where they were."""
    two = pair(replace(bead(1), flagged="bak"), bead(2))
    change = open_gap(two, two.beads[0].id, "target")
    assert [len(b.target.segments) for b in change.after] == [0, 1, 1]
    assert [b.flagged for b in change.after] == ["bak", "", ""]
