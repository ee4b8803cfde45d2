"""Footnotes in all their forms."""

import pytest

from clean.accounts import accounted
from clean.typeset import Style, typeset
from clean.view import cleaned, dropped, links, raw, texts
from parallel.clean import clean_document
from parallel.model.document import Role

TEXT = (
    "Rusların bölgedeki niyetlerini daha önce fark eden Paşa, heyeti Moskova’ya ",
    "gönderdi.1 Heyetin amacı, ilişkilere resmiyet kazandırmaktı. Görüşmeler yaz ",
    "boyunca sürdü ve antlaşma imzalandı.2 Ankara bu sonucu sevinçle karşıladı. ",
)
NEXT = " Ertesi yıl görüşmelere yeniden başlandı ve iki taraf anlaşmaya vardı. "


def test_notes_at_the_foot_of_a_page() -> None:
    """Each note is a passage; its number stays in it and its marker leads to it."""
    document = cleaned(
        *TEXT, "", "1 Tuncer, a.g.e., s. 12. ", "2 Sonyel, a.g.e., s. 7, ayrıca bkz. ", "Kurat, s. 9. ", NEXT
    )
    assert texts(document, Role.NOTE) == [
        "1 Tuncer, a.g.e., s. 12.",
        "2 Sonyel, a.g.e., s. 7, ayrıca bkz. Kurat, s. 9.",
    ]
    assert [number for number, _ in links(document)] == ["1", "2"]
    assert texts(document, Role.BODY)[0].startswith("Rusların bölgedeki")
    assert "gönderdi. Heyetin" in texts(document, Role.BODY)[0]


def test_notes_under_a_separator() -> None:
    """A line of spaces is what is left of the rule above the notes; nothing in them has to look like a reference."""
    document = cleaned(*TEXT, "", " " * 48, "1  Heyette iki mebus vardı. ", "2  Antlaşma Mart ayındadır. ", NEXT)
    assert texts(document, Role.NOTE) == ["1 Heyette iki mebus vardı.", "2 Antlaşma Mart ayındadır."]


def test_numbers_on_lines_of_their_own() -> None:
    """The line below a number is its note, not a page start."""
    document = cleaned(*TEXT, "", " " * 49, "1|"[:1], " Müze Arşivi, D. 2. ", "", "2", " Müze Arşivi, D. 3. ", NEXT)
    assert texts(document, Role.NOTE) == ["1 Müze Arşivi, D. 2.", "2 Müze Arşivi, D. 3."]
    assert document.page_starts == (0, document.raw.text.index(NEXT))


def test_number_alone_with_its_marker_above_is_no_page_number() -> None:
    """One note only, no rule above it: the marker on the page tells."""
    document = cleaned(*TEXT[:2], "", "1", "", " Müze Arşivi, D. 2. ", NEXT)
    assert texts(document, Role.NOTE) == ["1 Müze Arşivi, D. 2."]


def test_number_at_the_end_of_a_document() -> None:
    """The note below it is lost; the number is kept as what it is."""
    document = cleaned(*TEXT, "", " " * 49, "1", " Müze Arşivi, D. 2. ", "2")
    assert texts(document, Role.NOTE) == ["1 Müze Arşivi, D. 2.", "2"]


def test_note_whose_number_is_lost_stands_alone() -> None:
    """An indented line after a finished note begins another one."""
    document = cleaned(*TEXT, "", " " * 49, "1", " Müze Arşivi, D. 2. ", "  Karabekir, a.g.e., s. 9. ", NEXT)
    assert texts(document, Role.NOTE) == ["1 Müze Arşivi, D. 2.", "Karabekir, a.g.e., s. 9."]


def test_bracketed_numbers() -> None:
    """Markers like ``(3)``, and a number that the scan has spoilt."""
    document = cleaned(
        "Ordu Doğu’ya yürüdü (3). Kars geri alındı ve barış istendi (4). Gümrü’de ",
        "görüşmeler başladı (5); ertesi hafta antlaşma imzalandı ve ordu durdu. ",
        "",
        "(3) Karabekir, a.g.e., s. 832. ",
        "(45 Soysal, Türkiye’nin Siyasal Antlaşmaları, s. 17. ",
        "(5) Tevetoğlu, a.g.e., s. 303. ",
        NEXT,
    )
    assert len(texts(document, Role.NOTE)) == 3
    assert [number for number, _ in links(document)] == ["(3)", "(45", "(5)"]
    assert texts(document, Role.BODY)[0].startswith("Ordu Doğu’ya yürüdü. Kars geri alındı ve barış istendi. Gümrü’de")


def test_paragraphs_above_a_block_that_are_spoilt_notes() -> None:
    """A label no one can read, and the rest of a reference after a blank, belong to the notes."""
    document = cleaned(
        "Ordu Doğu’ya yürüdü (1). Kars geri alındı ve barış istendi (2). Gümrü’de kaldı. ",
        "",
        "(İl Rusya’daki gelişmeler hakkında geniş ",
        "",
        "bilgi için bkz. Kurat, a.g.e., s. 12. ",
        "",
        "(2) Karabekir, a.g.e., s. 832. ",
        NEXT,
    )
    assert (
        texts(document, Role.NOTE)[0]
        == "(İl Rusya’daki gelişmeler hakkında geniş bilgi için bkz. Kurat, a.g.e., s. 12."
    )


def test_stacked_numbers_get_their_texts() -> None:
    """Numbers in a stack, the notes below them in the same order."""
    document = cleaned(
        "Ordu Doğu’ya yürüdü (14). Kars geri alındı ve barış istendi (15). Gümrü’de kaldı (16). ",
        "",
        "(14)",
        "(15)",
        "",
        "(16)",
        "",
        "Yerasimos, a.g.e., s. 156. ",
        "Sonyel, a.g.m., s. 661; ayrıca Kâzım Karabekir, İstiklâl Harbimiz, İstanbul, ",
        "1969, s. 21. ",
        "Bayur, a.g.e., s. 129. ",
        NEXT,
    )
    assert [text.split(",")[0] for text in texts(document, Role.NOTE)] == [
        "(14) Yerasimos",
        "(15) Sonyel",
        "(16) Bayur",
    ]


def test_stack_that_does_not_match_stays_as_it_is() -> None:
    """Two numbers and one text: nothing is guessed."""
    document = cleaned(
        "Ordu yürüdü (14). Kars alındı (15).", "", "(14)", "(15)", "", "Yerasimos, a.g.e., s. 156. ", NEXT
    )
    assert texts(document, Role.NOTE) == ["(14)", "(15) Yerasimos, a.g.e., s. 156."]


def test_number_out_of_turn_is_not_believed() -> None:
    """``(29)`` between 25 and 27 is a misreading; the count goes on."""
    document = cleaned(
        "Ordu yürüdü (24). Kars alındı (25). Halk sevindi (26). Heyet döndü (27). Yol açıldı.",
        "",
        "(24) Karabekir, a.g.e., s. 73. ",
        "(25) Cebesoy, a.g.e., s. 94. ",
        "(29) Tansu, a.g.e., s. 73. ",
        "(27) Sonyel, a.g.e., s. 173. ",
        NEXT,
    )
    assert [number for number, _ in links(document)] == ["(24)", "(25)", "(29)", "(27)"]


def test_starred_note() -> None:
    """A note with an asterisk under the rule."""
    document = cleaned(*TEXT, "", " " * 48, "* Dr., Ankara Üniversitesi. ", "1  Heyette iki mebus vardı. ", NEXT)
    assert texts(document, Role.NOTE) == ["* Dr., Ankara Üniversitesi.", "1 Heyette iki mebus vardı."]


def test_text_goes_on_below_notes_where_pages_are_not_marked() -> None:
    """After a short last line, or where the broken sentence goes on, the notes have ended."""
    document = cleaned(
        *TEXT[:2],
        "boyunca sürdü ve antlaşma imzalandı.2 Ankara bu sonucu büyük bir ",
        "",
        "1 Tuncer, a.g.e., s. 12. ",
        "2 Sonyel, a.g.e., s. 7. ",
        "sevinçle karşıladı. Ertesi yıl görüşmelere yeniden başlandı. ",
    )
    assert texts(document, Role.NOTE) == ["1 Tuncer, a.g.e., s. 12.", "2 Sonyel, a.g.e., s. 7."]
    assert "büyük bir sevinçle karşıladı." in texts(document, Role.BODY)[0]


def test_endnotes_under_their_heading() -> None:
    """Numbered paragraphs under *Notlar* are notes, up to the references."""
    document = cleaned(
        *TEXT,
        "",
        "Notlar",
        "1. Tuncer, Atatürkçü Dış Politika, s. 12.",
        "2. Sonyel, s. 7.",
        "",
        "Kaynakça",
        "Tuncer, Hüner.",
    )
    assert texts(document, Role.NOTE) == ["1. Tuncer, Atatürkçü Dış Politika, s. 12.", "2. Sonyel, s. 7."]
    assert [number for number, _ in links(document)] == ["1.", "2."]
    assert texts(document, Role.REFERENCE) == ["Tuncer, Hüner."]


def test_heading_notes_without_numbers_below() -> None:
    """Remarks under such a heading are notes without numbers."""
    document = cleaned(*TEXT, "", "Notlar", "Yazar, arşiv görevlilerine teşekkür eder.")
    assert texts(document, Role.NOTE) == ["Yazar, arşiv görevlilerine teşekkür eder."]


@pytest.mark.parametrize(
    "paragraph",
    [
        "16 Mart 1920’de İstanbul işgal edildi ve Meclis dağıtıldı.",
        "450 milyon pud petrol Moskova’ya götürüldü.",
        "8 Mayıs’ta talimatı alan heyet yola çıktı.",
        "1. Kongreye Giden Yol",
        "3- Halifelik Meclis’in uhdesine verilmişti.",
        "(6) Erivan’a karşı yapılan harekât durdurulmalıdır.",
    ],
)
def test_paragraph_that_begins_with_a_number_is_no_note(paragraph: str) -> None:
    """Dates, amounts, headings and clauses stay in the text."""
    assert not texts(cleaned(*TEXT, "", paragraph, NEXT), Role.NOTE)


STYLES = {
    "plain": Style(),
    "no hyphens": Style(hyphens=False),
    "form feeds": Style(feeds="\f"),
    "no trailing spaces": Style(trailing=False),
    "pages not marked": Style(feeds=""),
    "separator": Style(notes="{}  {}", separator=48),
    "own lines": Style(notes="{}\n{}", separator=49),
    "brackets": Style(notes="({}) {}", marker=" ({})"),
    "heads": Style(heads=("#   Tarih Mecmuası, S. 5 ", "KONGRE YILLARI   #")),
    "everything": Style(
        heads=("#   Tarih Mecmuası, S. 5 ", "KONGRE YILLARI   #"),
        notes="{}  {}",
        separator=48,
        blank_after_first=True,
        doubled=frozenset({1}),
    ),
}
PARAGRAPHS = [
    (
        "Sivas Kongresi eylül ayının ilk günlerinde lise binasında toplandı ve bir hafta sürdü.⟦1⟧ Delegelerin çoğu"
        " Doğu illerinden gelmişti; bazıları haftalarca yol yürümüştü. İlk oturumda başkanlık meselesi uzun uzun"
        " konuşuldu, sonunda gizli oyla karar verildi. Manda teklifi üç gün tartışıldı ve geri çevrildi.⟦2⟧"
    ),
    (
        "Kongrenin kapanışından sonra Heyet-i Temsiliye şehirde kaldı. Telgrafhane gece gündüz çalışıyor, her ilden"
        " haber geliyordu. İstanbul’daki hükûmet bu gelişmeleri kaygıyla izledi ve valilere emirler yolladı.⟦3⟧"
        " Emirlerin çoğu yerine getirilmedi; memurlar beklemeyi seçti. Ekim başında kabine düştü, yerine"
        " ılımlı bir hükûmet geldi."
    ),
    (
        "Yeni hükûmetle görüşmeler Amasya’da yapıldı. Üç gün süren toplantıların sonunda protokoller imzalandı.⟦4⟧"
        " Taraflar seçimlerin yapılması ve Meclis’in toplanması konusunda anlaştı, yalnız Meclis’in yeri üzerinde"
        " birleşemedi. Heyet güvenli bir şehir istiyor, hükûmet İstanbul’da ısrar ediyordu. Bu anlaşmazlık kışa kadar"
        " sürdü ve sonunda hükûmetin istediği oldu."
    ),
] * 3
NOTES = [
    "Kansu, a.g.e., s. 212.",
    "Bk. Goloğlu, Sivas Kongresi, Ankara 1969, s. 85.",
    "ATASE Arşivi, K. 12, G. 3.",
    "Aynı yer.",
] * 3


def _renumber(paragraph: str, part: int) -> str:
    """Give a paragraph of a repeated part its own beginning and its own note numbers."""
    for number in range(4, 0, -1):
        paragraph = paragraph.replace(f"⟦{number}⟧", f"⟦{4 * part + number}⟧")
    return ("Önce şunu anlatalım. ", "Bir daha bakalım. ", "Son kez söyleyelim. ")[part] + paragraph


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("seed", [1, 2])
def test_typeset_text_comes_back(style: Style, seed: int) -> None:
    """Text set as pages in many ways comes back letter for letter, with all notes linked."""
    numbered = [_renumber(paragraph, at // 3) for at, paragraph in enumerate(PARAGRAPHS)]
    document = clean_document(raw(typeset(numbered, NOTES, style, seed)))
    text = "".join("".join(text.split()) for text in texts(document, Role.BODY, Role.QUOTATION, Role.HEADING))
    wanted = "".join("".join(p.split()) for p in numbered)
    for number in range(12, 0, -1):
        wanted = wanted.replace(f"⟦{number}⟧", "")
    assert text == wanted
    assert len(links(document)) == 12
    assert not [1 for _, _, step in dropped(document) if step == "stray-marks"]


def test_star_with_a_reference_below_text_without_a_blank() -> None:
    """A note with a sign needs no number among the markers above it."""
    document = cleaned(
        "Sivas Kongresi toplandı* ve kararlar aldı, bunlar önemliydi.",
        "Delegeler o gün yemin ettiler ve çalışmaya başladılar.",
        "* Karabekir, a.g.e., s. 12.",
    )
    assert texts(document, Role.NOTE) == ["* Karabekir, a.g.e., s. 12."]


def test_two_notes_with_a_star_and_one_star() -> None:
    """A sign leads to one note and is dropped once; the second note has none."""
    document = cleaned(
        "Sivas Kongresi toplandı* ve kararlar aldı, bunlar önemliydi.",
        "* Karabekir, a.g.e., s. 12.",
        "* Atatürk, Nutuk, s. 40.",
    )
    accounted(document)
    assert links(document) == [("*", "Sivas Kongresi toplandı ve kararlar aldı, bunlar önemliydi.")]
