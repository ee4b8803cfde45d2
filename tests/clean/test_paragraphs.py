"""Which lines belong together."""

import pytest

from clean.view import cleaned, texts
from parallel.model.document import Role

FULL = "Trablusgarp ve Balkan savaşlarının ardından büyük savaşa giren devlet, "
LAST = "dört yılın sonunda mütarekeyi imzaladı. "


def test_blank_line_parts_paragraphs() -> None:
    """A finished paragraph ends at a blank line."""
    assert len(texts(cleaned(FULL, LAST, "", FULL, LAST))) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Uzun yıllar boyunca savaşan bu iki ülkenin yeni kurulan düzende yakınlaş-", "ması önemlidir ve "),
        (FULL, "dört yılın sonunda "),
        ("Trablusgarp ve Balkan savaşlarının ardından 1914 yılında büyük Dünya ", "Savaşı’na giren devlet "),
    ],
)
def test_blank_after_the_first_line_parts_nothing(first: str, second: str) -> None:
    """A hyphen, a small letter or a full line says that the sentence goes on."""
    document = cleaned(first, "", second, FULL, LAST)
    assert len(texts(document)) == 1


def test_sentence_goes_on_over_a_page() -> None:
    """Notes and page starts between do not part a sentence."""
    document = cleaned(FULL, "dört yılın sonunda ", " mütarekeyi imzaladı. ", "", FULL, LAST)
    assert texts(document)[0].endswith("dört yılın sonunda mütarekeyi imzaladı.")


def test_paragraph_goes_on_over_a_page_after_a_full_line() -> None:
    """A full line that ends a sentence at a page end does not end the paragraph."""
    document = cleaned(
        FULL,
        "dört yılın sonunda mütarekeyi imzaladı ve ordu bütün silahlarını verdi. ",
        " Sonra ordu dağıldı ve ",
        LAST,
    )
    assert len(texts(document)) == 1


def test_short_last_line_ends_a_paragraph() -> None:
    """Without blank lines, a short line that ends a sentence ends its paragraph."""
    assert len(texts(cleaned(FULL, FULL, LAST, FULL, LAST))) == 2


@pytest.mark.parametrize(
    "opening", ["“Efendiler, karar verildi ve heyet gitti.” ", "1- Kararlar uygulanacak. ", "Madde açıklandı. "]
)
def test_colon_ends_a_paragraph_before_a_blank(opening: str) -> None:
    """What is announced begins a paragraph of its own."""
    assert len(texts(cleaned(FULL, "şunları söylemiştir: ", "", opening))) == 2


def test_items_in_a_row_are_paragraphs() -> None:
    """A full line does not hide that the next item begins."""
    document = cleaned(
        "(4) Devlet laik bir devlet olacak ve vicdan hürriyeti bütünüyle sağlanacak. ",
        "(5) Kadınların hakları güvence altına alınacak ve eşitlik her yerde olacak. ",
    )
    assert [text[:3] for text in texts(document)] == ["(4)", "(5)"]


def test_item_after_a_blank_begins_a_paragraph() -> None:
    """An item is not the rest of a broken line."""
    assert len(texts(cleaned(FULL, "", "2- İkinci madde burada başlar. "))) == 2


def test_stop_of_an_ordinal_ends_no_paragraph() -> None:
    """``1.`` at a line end waits for its noun."""
    assert len(texts(cleaned(FULL, "sonra antlaşmanın 1. ", "Maddesi okundu ve kabul edildi. "))) == 1


def test_quotation_is_its_own_paragraph() -> None:
    """A quotation announced by a colon; the text behind it is text again."""
    document = cleaned(
        FULL, "şunları söylemiştir: ", "", "“Efendiler, karar verildi.” (Atatürk 2010: 346). ", "", FULL, LAST
    )
    assert texts(document, Role.QUOTATION) == ["“Efendiler, karar verildi.” (Atatürk 2010: 346)."]
    assert len(texts(document, Role.BODY)) == 2


def test_quotation_over_paragraphs() -> None:
    """It goes on until it is closed, however its paragraphs begin."""
    document = cleaned(
        "Çiçerin şunları yazdı: ",
        "",
        "“Hükûmet mektubu aldı. ",
        "",
        "Ayrıca teşekkür etti. ",
        "",
        "Komiser Çiçerin” (Bayur, s. 4) ",
        "",
        FULL,
        LAST,
    )
    assert len(texts(document, Role.QUOTATION)) == 3
    assert texts(document, Role.BODY)[-1].startswith("Trablusgarp")


def test_quotation_that_is_never_closed_ends() -> None:
    """Not everything below a lost closing mark is quoted."""
    lines = [line for n in range(12) for line in (f"Paragraf {n} burada durur ve biter. ", "")]
    document = cleaned("Şöyle dedi: ", "", "“Hükûmet mektubu aldı. ", "", *lines)
    assert texts(document, Role.BODY)[-1].startswith("Paragraf 11")


def test_block_quotation_without_marks() -> None:
    """Set off behind a line that ends with a comma; its frame goes on behind it in a small letter."""
    document = cleaned(
        FULL,
        LAST,
        "",
        "Çiçerin, Lenin’e yazdığı mektupta, ",
        "",
        "Batı radyosu haber verdi (Fon 159) ",
        "",
        "diyerek konuyu anlatmıştır. ",
    )
    assert texts(document, Role.QUOTATION) == ["Batı radyosu haber verdi (Fon 159) diyerek konuyu anlatmıştır."]
