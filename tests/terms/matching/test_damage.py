"""Costs of OCR damage."""

import pytest

from parallel.terms.matching.damage import Aligner, Alignment, mended


def best(term: str, text: str, budget: float = 2.0, fixed: tuple[tuple[int, int], ...] = ()) -> Alignment | None:
    """Return the cheapest alignment of a one-word term."""
    found = Aligner(term, (0,), fixed, budget).ends(text)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("term", "text", "cost"),
    [
        ("mutareke", "mutareke", 0.0),
        ("mutareke", "rnutareke", 0.5),
        ("mutareke", "mutarekc", 0.5),
        ("mutareke", "mutaraka", 2.0),
        ("mutareke", "mutaerke", 1.0),
        ("mutareke", "mutarke", 1.0),
        ("mutareke", "mutarxeke", 1.0),
        ("milli", "muli", 0.5),
        ("milli", "mlli", 0.5),
    ],
)
def test_costs(term: str, text: str, cost: float) -> None:
    """Look-alikes cost half an edit, swapped neighbours and other changes a whole one."""
    found = best(term, text)
    assert found is not None
    assert found.cost == cost


def test_over_budget() -> None:
    """What costs more than the budget is no alignment."""
    assert best("mutareke", "muhaberat") is None
    assert best("mutareke", "") is None


def test_fixed_letters_do_not_change() -> None:
    """In a numeral nothing is assumed to be damaged, nor added."""
    assert best("iharp", "iiharp", 1.0, fixed=((0, 1),)) is None
    assert best("iharp", "iharb", fixed=((0, 1),)) is not None
    assert best("iharp", "lharp", fixed=((0, 1),)) is None
    assert best("abharp", "baharp", 1.0, fixed=((0, 2),)) is None
    assert best("mharp", "rnharp", 1.0, fixed=((0, 1),)) is None


def test_cost_by_word() -> None:
    """Each word of a term answers for its own damage, and letters keep their places."""
    (found, *_) = Aligner("millimucadele", (0, 5), (), 2.0).ends("millijmubadele")
    assert found.by_word == (0.0, 1.5)
    assert found.places[5] == 5
    assert found.places[-1] == 12


def test_mended_covers_groups_and_specks() -> None:
    """A confusion is undone in either direction, a stray thin letter is left out."""
    assert {"nin", "mda", "inda"} <= {other for text in ("nirn", "rnda", "mda") for other in mended(text)} | {"nin"}
    assert "de" in set(mended("dle"))
    assert "ndan" in set(mended("udan"))
    assert not list(mended(""))
