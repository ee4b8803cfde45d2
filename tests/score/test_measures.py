"""Measures of consistency against values worked out by hand."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallel.score.measures import equal_pairs, evenness, hhi


def test_hhi_by_hand() -> None:
    """Four and one of five: (16 + 1) / 25."""
    assert hhi([4, 1]) == pytest.approx(17 / 25)
    assert hhi([1, 1, 1, 1]) == pytest.approx(1 / 4)
    assert hhi([7]) == 1
    assert hhi([]) == 0


def test_entropy_by_hand() -> None:
    """Three and one of four: 1 + (3/4 ln 3/4 + 1/4 ln 1/4) / ln 2."""
    assert evenness([3, 1]) == pytest.approx(1 + (0.75 * log(0.75) + 0.25 * log(0.25)) / log(2))
    assert evenness([3, 1]) == pytest.approx(0.188722, abs=1e-6)
    assert evenness([2, 2, 2]) == pytest.approx(0)
    assert evenness([5]) == 1
    assert evenness([]) == 0


def test_pairs_by_hand() -> None:
    """Of C(5, 2) = 10 pairs, C(3, 2) + C(2, 2) = 4 are equal."""
    assert equal_pairs([3, 2]) == (4, 10)
    assert equal_pairs([1]) == (0, 0)


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_measures_stay_in_range(counts: list[int]) -> None:
    """All three lie between 0 and 1, and one rendering is perfectly consistent."""
    equal, pairs = equal_pairs(counts)
    assert 1 / len(counts) - 1e-9 <= hhi(counts) <= 1
    assert 0 <= evenness(counts) <= 1
    assert 0 <= equal <= pairs
