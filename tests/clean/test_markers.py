"""Markers of notes in the running text."""

import pytest

from clean.view import cleaned, dropped, links, texts
from parallel.model.document import Role

FOOT = ("", "1 Tuncer, a.g.e., s. 12. ", "2 Sonyel, a.g.e., s. 7. ")
NEXT = " Ertesi yıl görüşmelere yeniden başlandı ve iki taraf anlaşmaya vardı. "


def markers(*lines: str) -> list[str]:
    """Return the markers dropped from a document."""
    return [text.strip() for text, reason, _ in dropped(cleaned(*lines)) if reason == "note-marker"]


@pytest.mark.parametrize(
    "line",
    [
        "Heyet döndü.1 Ordu yürüdü.2 Sonra durdu.",
        "Heyet döndü1. Ordu yürüdü2, sonra durdu.",
        "Heyetin1 dönüşü ordunun2 yürüyüşüdür.",
        "“Dönüyoruz!”1 dedi; “yürüdük.”2 dedi.",
    ],
)
def test_marker_set_against_word_or_stop(line: str) -> None:
    """Before or after the stop, behind a word or a quotation."""
    assert markers(line, *FOOT, NEXT) == ["1", "2"]


def test_number_that_is_no_marker_stays() -> None:
    """Numbers out of turn, in archive marks and years stay."""
    line = "Ankara.1 Belge A2 sayılıdır, D.25 ve İ:48 de öyle; vitamin B12 yoktur. Ordu yürüdü.2 Son."
    assert markers(line, *FOOT, NEXT) == ["1", "2"]


def test_marker_of_a_lost_note_goes_too() -> None:
    """The count has room for it between two that are known."""
    document = cleaned("Bir oldu.1 İki oldu.2 Üç oldu.3 Dört oldu.", *FOOT[:2], "3 Sonyel, a.g.e., s. 7. ", NEXT)
    assert [text for text, reason, _ in dropped(document) if reason == "note-marker"] == ["1", "2", "3"]
    assert [number for number, _ in links(document)] == ["1", "3"]


def test_markers_of_a_text_without_its_notes() -> None:
    """In an excerpt, numbers behind stops that count up are markers; one alone behind a word is none."""
    assert markers("Ordu yürüdü.4 Heyet döndü.5 Yol açıldı.6 Sonra durdu.") == ["4", "5", "6"]
    assert markers("Ordu B12 vitamini ve kat2 düzeni ile yürüdü.") == []


def test_count_may_begin_anew_on_each_page() -> None:
    """Notes 1 and 2 on every page are linked to the markers above them."""
    document = cleaned(
        "Heyet döndü.1 Ordu yürüdü.2 Sonra durdu.",
        *FOOT,
        " Meclis toplandı.1 Karar alındı.2 Yol açıldı.",
        "",
        "1 Kurat, a.g.e., s. 3. ",
        "2 Bayur, a.g.e., s. 5. ",
        NEXT,
    )
    assert [text.split(".")[0] for _, text in links(document)] == ["Heyet döndü"] * 2 + ["Meclis toplandı"] * 2


def test_spoilt_markers_go_where_the_count_has_room() -> None:
    """Between (14) and (17) two are to come, whatever the scan made of them."""
    lines = (
        "Ordu yürüdü (14). Kars alındı ( IS), sonra Gümrü (kj). Barış oldu (17). Paşa (ki haklıydı) sevindi ve (UK) ",
        "heyeti döndü t18). Yol açıldı C19) ve kar yağdı^20). Sonra (21",
        ". Bitti.",
    )
    foot = ["", *(f"({n}) Sonyel, a.g.e., s. {n}. " for n in range(14, 22))]
    assert markers(*lines, *foot, NEXT) == ["(14)", "( IS)", "(kj)", "(17)", "t18)", "C19)", "^20)"]


def test_spoilt_markers_of_an_excerpt() -> None:
    """Where the text begins in the middle of the count, the notes below tell where."""
    lines = ("Yardımlar arttı (K). Paşa bunu söyledi C53), sonra düşündü ve komünizme karşı geldi (M). Halk sevindi.",)
    foot = ["", *(f"({n}) Sonyel, a.g.e., s. {n}. " for n in (82, 83, 84))]
    assert markers(*lines, *foot, NEXT) == ["(K)", "C53)", "(M)"]


def test_numbers_that_fell_behind_the_last_line_go() -> None:
    """A stack of numbers behind the page's last line repeats the numbers of its notes."""
    lines = ("Ordu yürüdü (74). Kars alındı ( K). Gümrü’de bir antlaşma imzalandı tim bir 75 76",)
    foot = ["", "(74) Sonyel, a.g.e., s. 5. ", "(75) Tengirşek, a.g.e., s. 7. ", "(76) Kurat, a.g.e., s. 9. "]
    assert markers(*lines, *foot, NEXT) == ["(74)", "( K)", "75 76"]


@pytest.mark.parametrize("text", ["Tutanak (s. 5) ve (bkz. Belge 3) buradadır.", "Misak-ı Millî (1920) kabul edildi."])
def test_brackets_with_words_or_years_stay(text: str) -> None:
    """Citations and years are no markers in a document with bracketed markers."""
    document = cleaned(
        f"Ordu yürüdü (1). {text} Kars alındı (2). Son.", "", *(f"({n}) Bkz. s. {n}. " for n in (1, 2)), NEXT
    )
    assert text in texts(document, Role.BODY)[0]


def test_numbered_clause_at_a_line_start_stays() -> None:
    """A bracketed number that begins a line after a finished one numbers a clause."""
    document = cleaned(
        "Ordu yürüdü (1). Kars alındı (2).", "(3) Padişahlık kaldırılacak.", "", "(1) Bkz. s. 1. ", "(2) Bkz. s. 4. "
    )
    assert "(3) Padişahlık kaldırılacak." in " ".join(texts(document, Role.BODY))


def test_years_in_brackets_are_no_markers() -> None:
    """A document that numbers its notes in brackets may well have years in brackets."""
    text = "Heyet döndü (1). Bu kongre (1919) ve öteki (1920) önemliydi. Ordu durdu (2). "
    found = markers(text, "", "(1) Bkz. Tuncer, s. 3. ", "(2) Bkz. Sonyel, s. 4. ")
    assert not {"(1919)", "(1920)"} & set(found)
