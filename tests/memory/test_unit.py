"""Matches are weighed by who vouches for them and shown with their difference."""

from parallel.memory import MemoryUnit, difference, fold_source, rank


def unit(source: str, target: str, state: str = "approved", **context: str) -> MemoryUnit:
    """Build a unit whose origin is its target."""
    return MemoryUnit(source=source, target=target, origin=target, state=state, **context)


def test_turkish_case_does_not_matter() -> None:
    """Dotted and dotless letters fold as Turkish has them."""
    assert fold_source("IĞDIR’A  İNDİ") == "ığdır’a indi"


def test_unreviewed_units_rank_below_reviewed_ones() -> None:
    """A machine's pair yields to a person's of equal likeness."""
    ranked = rank(
        [(unit("a", "machine", "auto"), 0.9), (unit("a", "person"), 0.9), (unit("a", "tmx", "imported"), 0.9)]
    )
    assert [match.unit.target for match in ranked] == ["person", "tmx", "machine"]
    assert ranked[0].score == 0.9
    assert ranked[2].score < 0.9


def test_agreeing_neighbours_decide_between_equals() -> None:
    """The sentence before and after make a match better."""
    alone, beside = unit("a", "x"), unit("a", "y", previous="önce", following="sonra")
    ranked = rank([(alone, 1.0), (beside, 1.0)], previous="önce", following="sonra")
    assert [(match.unit.target, match.context) for match in ranked] == [("y", 2), ("x", 0)]


def test_repeats_are_shown_once() -> None:
    """The same translation of the same source counts once, at its best."""
    ranked = rank([(unit("Bir İki", "t", "auto"), 1.0), (unit("bir iki", "t"), 1.0)])
    assert [match.unit.state for match in ranked] == ["approved"]


def test_difference_of_equal_texts() -> None:
    """Equal texts are one equal run; nothing is no run."""
    assert [run.kind for run in difference("bir iki", "bir iki")] == ["equal"]
    assert difference("", "") == ()
