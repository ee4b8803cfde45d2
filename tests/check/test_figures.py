"""Numbers with everything they may be written as."""

import pytest

from parallel.check.reading.figures import common_years, figures_of, unmatched
from parallel.model.document import ENGLISH, TURKISH


@pytest.mark.parametrize(
    ("turkish", "english"),
    [
        ("2.750 kişi", "2,750 men"),
        ("saat 14.00’te", "at 2 p.m."),
        ("saat 06.30’da", "at 6.30 a.m."),
        ("saat 15.00’te", "at 3 in the afternoon"),
        ("otuz sekiz kişi", "thirty-eight people"),
        ("% 40’ı", "forty per cent"),
        ("XIX. yüzyılda", "in the 19th century"),
        ("on dört maddelik", "of fourteen articles"),
        ("2,8 milyar lira", "2.8bn lira"),
        ("1,5 milyon", "1.5m"),
        ("MH370 uçağı", "flight MH370"),
        ("20-22 Ekim 1919", "20–22 October 1919"),
        ("26/4/1920", "26 April 1920"),
        ("16.3.1920", "March 16, 1920"),
        ("1336 yılı", "the year 1920"),
        ("iki ülke", "both countries"),
        ("ilk toplantı", "the first meeting"),
        ("on iki mil", "a dozen miles"),
        ("29 Eylül 1338", "29 September 1338"),
    ],
)
def test_same_numbers_pair_off(turkish: str, english: str) -> None:
    """Whatever the style, equal numbers leave nothing over."""
    left = unmatched(figures_of(turkish, TURKISH), figures_of(english, ENGLISH))
    assert [[figure.text for figure in side if not figure.doubtful] for side in left] == [[], []]


def test_other_numbers_stay() -> None:
    """What differs is left over on both sides."""
    lost, new = unmatched(figures_of("30 gün, 5 ay", TURKISH), figures_of("20 days, 5 months", ENGLISH))
    assert ([figure.value for figure in lost], [figure.value for figure in new]) == (["30"], ["20"])


def test_old_years_become_common_ones() -> None:
    """1336 of the financial calendar is 1920, 1338 of the lunar one 1919 or 1920."""
    assert "1920" in set(common_years(1336))
    assert not set(common_years(1920))
