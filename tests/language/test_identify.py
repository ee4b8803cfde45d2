"""Which language a text is in."""

import pytest

from parallel.language.identify import guess_language
from parallel.model.document import ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        "Milli Mücadele sürecinde Ankara Hükümeti’nin yardım alabileceği tek devlet buydu.",
        "Ankara’nın at binenleri ve on atlı geldi; ben o an bu ata baktım.",
        "Kurat, a.g.e., s. 12; Sonyel, a.g.m., s. 9.",
        (
            "“Mustafa Kemal and Turkey in the Correspondences of Soviet Bureaucrats” adıyla yayımlanan makale,"
            " yazarı tarafından Türkçeye çevrilip yeni bilgiler ve belgeler eklenerek geliştirilmiştir."
        ),
        "İSTANBUL’UN İŞGALİ",
        "Elçi Kars’ta heyetle görüştü; antlaşma yapıldı, imzalandı, meclise sunuldu: ordu or",
        "1921 yılında yapılan antlaşma " * 49 + "ordu, heyet, elçi",
        "Belleten",
        "1920",
        "",
    ],
)
def test_turkish(text: str) -> None:
    """Turkish words and letters, quoted English apart; and whatever shows nothing."""
    assert guess_language(text) == "tr"


@pytest.mark.parametrize(
    "text",
    [
        "The Soviet government was one of the only big powers that helped.",
        "The Congress of Sivas",
        "Atatürk and İnönü were the leaders of the movement for independence.",
        "THE TREATY OF KARS AND THE CAUCASUS",
        "The envoys signed Kars treaty 12 day three; the treaty, bar clause da, became law, and the army left Batum",
    ],
)
def test_english(text: str) -> None:
    """English function words, Turkish names in between or not."""
    assert guess_language(text) == "en"


def test_default_where_nothing_speaks() -> None:
    """Numbers and names take what the caller thinks likely."""
    assert guess_language("Ankara 1920", default=ENGLISH) == "en"
    assert guess_language("İzmir 1922", default=ENGLISH) == "tr"


def test_long_text_is_judged_by_its_head() -> None:
    """A million words cost no more than the first page."""
    assert guess_language("the war of the states " * 200 + "ve ile bir bu " * 100_000) == "en"
