"""Numbers that changed on the way."""

import pytest

from check.trial import findings, sure
from parallel.model.finding import Severity


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Tahliye 30 günü geçemez.", "The evacuation may not exceed 20 days."),
        ("Salonda otuz sekiz kişi vardı.", "Thirty-three people were in the hall."),
        ("308 numaralı karar alındı.", "Resolution No. 380 was passed."),
        ("Sayı 2.750 idi.", "The number was 2,570."),
        ("XII. madde", "Article XIII"),
        ("Nüfusun %40’ı", "14 per cent of the population"),
        ("Toplantı saat 14.00’te başladı.", "The meeting began at 4 p.m."),
        ("Bir kitap yazdı.", "He wrote 17 books."),
        ("20 kişi geldi, 30 kişi gitti.", "20 men came, 20 men left."),
    ],
)
def test_reports_a_changed_number(source: str, target: str) -> None:
    """A number without its like in the source is a warning."""
    assert sure("number", [(source, target)]) == [(0, Severity.WARNING)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("On dört madde, 14. madde", "Fourteen articles, Article 14"),
        ("İki ülke anlaştı.", "Both countries agreed."),
        ("Bu konuda ilk adım", "The first step in this"),
        ("Yüz jandarma, bin asker", "One hundred gendarmes, a thousand soldiers"),
        ("1338 yılında", "in 1338 [1922]"),
        ("14/15 Ekim gecesi", "on the night of 14/15 October"),
        ("4 Eylül 1919’da", "on 4 September 1920"),
        ("Sayfa 41’de yazar.", "It says so on p. 41, and p. 41 again."),
    ],
)
def test_accepts_the_same_number_in_another_dress(source: str, target: str) -> None:
    """Words, digits, ordinals, years of both calendars; dates belong to another check."""
    assert not sure("number", [(source, target)])


def test_a_number_left_out_is_info() -> None:
    """An abridged translation may drop a number."""
    found = findings("number", [("Mağlubiyetten sonra 250 kişi kaldı.", "Few remained after the defeat.")])
    assert [(f.severity, f.message) for f in found] == [(Severity.INFO, "250 is missing in the translation")]
