"""Page starts, second copies, running heads, page numbers, rules and links."""

import pytest

from clean.view import cleaned, dropped, texts
from parallel.model.document import Role

BODY = (
    "Kongre hazırlıkları sürerken Dahiliye Nazırı, resmî muhaberede bulunul- ",
    "mamasını bütün vilayetlere emretti. Buna karşılık Kâzım Karabekir Paşa, ",
    "toplanacak kongreye açıkça destek verdi ve bunu telgraflarla bildirdi. ",
)
MORE = (
    "Heyet-i Temsiliye’nin üyeleri ertesi gün Sivas’tan ayrıldılar ve yola ",
    "çıktılar. Yolda iki gece kaldılar, sonra kar yüzünden beklediler. Valinin ",
    "gönderdiği araba onları dördüncü gün şehre ulaştırdı ve orada kaldılar. ",
)


def test_page_begins_after_a_form_feed_or_one_space() -> None:
    """Both mark the first line of a page; places count pages by them."""
    document = cleaned(*BODY, " " + MORE[0], *MORE[1:], "\fYeni bir sayfa başlıyor ve burada sürüyor.")
    first = document.raw.text.index("Heyet-i")
    second = document.raw.text.index("Yeni bir")
    assert [document.place(span).page for span in (document.drops[0].span,)] == [1]
    assert document.page_starts == (0, first - 1, second)


def test_many_indented_lines_mark_no_pages() -> None:
    """Where every paragraph is indented by a space, the space says nothing."""
    lines = [part for _ in range(10) for part in (" " + BODY[0].replace("- ", " x. "), "ve sürdü.")]
    assert cleaned(*lines).page_starts == (0,)


def test_form_feed_before_empty_lines_marks_the_next_text() -> None:
    """The page begins with the first line that has text."""
    document = cleaned(*BODY, "\f", "", "Yeni sayfa burada başlıyor.")
    assert document.page_starts == (0, document.raw.text.index("Yeni"))


def test_second_copy_of_a_page_is_dropped() -> None:
    """A page printed twice is kept once, and text goes on behind the copy."""
    document = cleaned(*BODY, " " + MORE[0], MORE[1], " " + MORE[0].rstrip(), MORE[1].rstrip(), MORE[2])
    assert " ".join(texts(document)).count("Heyet-i") == 1
    assert {reason for _, reason, step in dropped(document) if step == "second-copies"} == {"second-copy"}
    assert texts(document)[-1].endswith("ve orada kaldılar.")


def test_copy_may_begin_in_the_middle_of_a_page() -> None:
    """Six equal lines in a row are a copy wherever they stand."""
    lines = [
        f"Satır {word} burada duruyor ve uzunca sürüyor."
        for word in ["bir", "iki", "üç", "dört", "beş", "altı", "yedi"]
    ]
    document = cleaned(*lines, "Araya giren başka bir satır var.", *lines[1:])
    assert len([1 for _, reason, _ in dropped(document) if reason == "second-copy"]) == 6


def test_copy_goes_on_behind_a_line_that_was_read_differently() -> None:
    """A misread letter in the copy does not end it."""
    lines = [
        f"Satır {word} burada duruyor ve uzunca sürüyor."
        for word in ["bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz", "on"]
    ]
    copy = [line.replace("yedi", "yedl") for line in lines]
    document = cleaned(*lines, "Araya giren başka bir satır var.", *copy, "Sonra metin devam eder.")
    assert "yedl" not in " ".join(texts(document))


@pytest.mark.parametrize(
    "repeated",
    [
        ("Bu cümle metinde iki kez geçer ve iki satırdan oluşur.", "İkinci satır da aynen yinelenir ve biter."),
        ("(…)", "(…)"),
        ("Kısa satır.", "Başka kısa."),
    ],
)
def test_author_may_repeat_lines(repeated: tuple[str, str]) -> None:
    """Two equal lines inside a page, or short ones, are no copy."""
    document = cleaned(*repeated, "Aralarında bambaşka sözler vardır ve sürer.", *repeated, "Ve metin devam eder.")
    assert not [1 for _, reason, _ in dropped(document) if reason == "second-copy"]


@pytest.mark.parametrize(
    "head",
    [
        "144   Anadolu Tarih Mecmuası, S. 5 ",
        "SİVAS KONGRESİ   145",
        "Türk-Rus İlişkileri                                     127 ",
        "12 | Tarih Dergisi",
    ],
)
def test_head_with_a_page_number_goes(head: str) -> None:
    """A line at the top of a page with a number and a wide gap is a head."""
    document = cleaned(*BODY[:2], "toplanacak kongreye ", " " + head, "", "açıkça destek verdi. ")
    assert (head.strip(), "running-head", "running-heads") in dropped(document)
    assert texts(document) == [
        (
            "Kongre hazırlıkları sürerken Dahiliye Nazırı, resmî muhaberede bulunulmamasını bütün vilayetlere emretti."
            " Buna karşılık Kâzım Karabekir Paşa, toplanacak kongreye açıkça destek verdi."
        )
    ]


def test_page_number_at_the_foot_goes() -> None:
    """A number alone above a page start is a page number."""
    document = cleaned(*BODY, "", "143", " " + MORE[0], *MORE[1:])
    assert ("143", "page-number", "running-heads") in dropped(document)


def test_head_beside_a_page_number_goes() -> None:
    """A line without a number goes with the page number it stands beside, when both are set apart."""
    document = cleaned(*BODY[:2], "", "", "", "19", "TÜBAR LIV / 2023-Güz / Rus Arşivlerinde Mustafa Kemal…", "", *MORE)
    reasons = {text: reason for text, reason, _ in dropped(document)}
    assert reasons["19"] == "page-number"
    assert reasons["TÜBAR LIV / 2023-Güz / Rus Arşivlerinde Mustafa Kemal…"] == "running-head"


def test_repeated_head_without_a_number_goes() -> None:
    """A line that returns at the top of pages is a head; numbers in it may differ."""
    document = cleaned(*BODY, " Mudanya Konferansı", "", *MORE, " Mudanya Konferansı", "", *BODY[::-1])
    assert [reason for text, reason, _ in dropped(document) if text == "Mudanya Konferansı"] == ["running-head"] * 2


def test_head_that_cuts_a_sentence_goes() -> None:
    """A short line set apart at the top of a page, before the rest of a sentence, is a head."""
    document = cleaned(*BODY[:2], "toplanacak kongreye ", " Mudanya Konferansı", "", "açıkça destek verdi ve sürdü.")
    assert ("Mudanya Konferansı", "running-head", "running-heads") in dropped(document)


def test_heads_are_found_where_page_starts_are_lost() -> None:
    """Lines with numbers a page's length apart that count up are heads."""
    page = [*BODY, *MORE] * 3
    lines = [
        *page,
        "",
        "144   Tarih Mecmuası",
        "",
        *[line.replace("ve", "ile") for line in page],
        "",
        "DİZİN   145",
        "",
    ]
    document = cleaned(*lines, "Son satır burada durur ve biter.")
    assert {"144   Tarih Mecmuası", "DİZİN   145"} <= {
        text for text, _, step in dropped(document) if step == "running-heads"
    }


def test_table_of_numbered_lines_stays() -> None:
    """Numbers that count up from line to line are a list, no heads."""
    document = cleaned(*BODY, "", "1   Ali Fuat Paşa", "2   Kâzım Karabekir Paşa", "3   Refet Bey", "", *MORE)
    assert "1 Ali Fuat Paşa" in " ".join(texts(document))


def test_heading_at_the_top_of_a_page_stays() -> None:
    """A heading is not taken for a head."""
    document = cleaned(*BODY, " Sonuç", "", *MORE)
    assert texts(document, Role.HEADING) == ["Sonuç"]


@pytest.mark.parametrize("rule", ["---------", "_____", "* * *", '■ ■ " ı ■', "· · ·"])
def test_rule_goes(rule: str) -> None:
    """Lines of signs are no text."""
    document = cleaned(*BODY, "", rule, "", *MORE)
    assert (rule, "noise", "rules") in dropped(document)


@pytest.mark.parametrize("line", ["(…)", "…", "[...]", "I"])
def test_ellipsis_and_numeral_stay(line: str) -> None:
    """What an author left out, and a Roman numeral, are text."""
    assert line in " ".join(texts(cleaned(*BODY, "", line, "", *MORE)))


def test_link_alone_goes_and_link_in_text_stays() -> None:
    """An address on a line of its own is what a hyperlink left behind."""
    document = cleaned(
        *BODY[:2], "belge www.qdl.qa adresindedir ve ", "", "http://www.qdl.qa/", " " + MORE[0], *MORE[1:]
    )
    assert ("http://www.qdl.qa/", "noise", "links") in dropped(document)
    assert "www.qdl.qa adresindedir" in " ".join(texts(document))


def test_nothing_is_joined_over_missing_pages() -> None:
    """Where page numbers jump, the broken sentence stays broken."""
    document = cleaned(
        *BODY[:2], "toplanacak kong- ", "143", " 150   Tarih Mecmuası", "", "reye açıkça destek verdi ve sürdü. "
    )
    assert any(text.endswith("kong-") for text in texts(document))


def test_page_numbers_at_the_end_of_a_document() -> None:
    """Nothing follows that could be parted."""
    document = cleaned(*BODY, "", "143", " 150")
    assert [text for text, reason, _ in dropped(document) if reason == "page-number"] == ["143", "150"]


def test_very_long_line_with_a_gap_is_no_head() -> None:
    """A head fits on a line."""
    line = "144   " + "uzun " * 40
    assert "144 uzun" in " ".join(texts(cleaned(*BODY, "", line.strip(), "", *MORE)))


def test_note_numbers_that_jump_mean_missing_pages() -> None:
    """Notes 2 and 12 on facing pages: pages between are lost."""
    document = cleaned(
        "Ordu geri çekildi.1 Meclis toplandı.2 Paşa bunun üzerine yola çık- ",
        "",
        "1 Karabekir, a.g.e., s. 12. ",
        "2 Sonyel, a.g.e., s. 14. ",
        " mıştı ve heyet Ankara’ya döndü.12 Görüşmeler yeniden başladı ve bitti.13 ",
        "",
        "12 Karabekir, a.g.e., s. 90. ",
        "13 Sonyel, a.g.e., s. 98. ",
    )
    assert any(text.endswith("çık-") for text in texts(document, Role.BODY))


def test_stray_marks_behind_a_paragraph_go() -> None:
    """In a bad scan, single signs after the last stop are specks; in a good one they stay."""
    bad = ("Ordu Doğu’ya yürüdü. |j|", "", "Görüşmeler {uzadı; sonunda ^anlaşıldı. , , |", "", "Heyet döndü.")
    assert texts(cleaned(*bad))[0] == "Ordu Doğu’ya yürüdü."
    assert texts(cleaned("Ordu Doğu’ya yürüdü. O", "", "Heyet döndü."))[0] == "Ordu Doğu’ya yürüdü. O"


WORDS = (
    "birinci", "ikinci", "üçüncü", "dördüncü", "beşinci", "altıncı", "yedinci", "sekizinci", "dokuzuncu", "onuncu",
    "on birinci", "on ikinci", "on üçüncü", "on dördüncü", "on beşinci", "on altıncı",
)  # fmt: skip


def numbered_pages(*between: str) -> list[str]:
    """Return six pages whose heads, left and right ones, have nothing but a space before or after their numbers."""
    lines: list[str] = []
    for page, word in enumerate(WORDS[:6]):
        left, right = f"{42 + page} Tarih Yolu, Yıl 14, Sayı 28 (Güz 2018)", f"Sina AYDEMİR, Kars Yolu {42 + page}"
        lines += [*(between if page else ()), right if page % 2 else left]
        lines += [f"{word} sayfanın {row} satırında anlatılan olay kışın geçti ve herkes onu" for row in WORDS]
    return lines


@pytest.mark.parametrize("between", [("",), ()])
def test_heads_that_only_count_up_go(between: tuple[str, ...]) -> None:
    """Without form feeds or gaps a line that returns with the next page's number is a head, blank above it or not."""
    document = cleaned(*numbered_pages(*between))
    assert [reason for _, reason, _ in dropped(document)] == ["running-head"] * 6
    assert len(texts(document)) == 1


def test_notes_that_return_are_no_heads() -> None:
    """Notes at the foot of pages that differ in nothing but their figures are never dropped."""
    text = "sayfada anlatılan olay kışın geçti ve herkes onu"
    pages = (f"{word} {text}\n{page} Tuna, a.g.e., s. {60 + page}." for page, word in enumerate(WORDS[:4], 1))
    document = cleaned("\f".join(pages))
    assert all(reason != "running-head" for _, reason, _ in dropped(document))
