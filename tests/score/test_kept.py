"""Numbers and dates carried over."""

import pytest

from parallel.score import numbers_kept
from score.trial import bitext, values


def test_shares_by_hand() -> None:
    """Three of four numbers and one of two dates stand in the translation."""
    rows = bitext(
        ("2.750 kişi, %40’ı otuz yaşında, 7. maddede", "2,750 men, 40 per cent of them thirty, in Article 9"),
        ("4 Eylül 1919 ile 5 Ekim 1919 arasında", "between 4 September 1919 and 6 October 1919"),
    )
    assert values(numbers_kept(rows)) == {"numbers-kept": pytest.approx(3 / 4), "dates-kept": pytest.approx(1 / 2)}


def test_nothing_to_keep() -> None:
    """A text without numbers has no share."""
    assert not numbers_kept(bitext(("Meclis açıldı.", "The Assembly opened.")))
