"""Labels, titles, headings and the parts of an article."""

import pytest

from clean.view import cleaned, dropped, roles, texts
from parallel.clean.words.labels import read_label
from parallel.model.document import Role

TURKISH = ("Bu makalede Sivas Kongresi ve kongrenin sonuçları arşiv belgelerine ", "dayanılarak ele alınmıştır. ")
ENGLISH = (
    "In this article the Congress of Sivas and its results are discussed on the ",
    "basis of archival documents. ",
)
BODY = (
    "Kongre 4 Eylül 1919’da toplandı ve bir hafta sürdü. Delegeler ilk gün yemin ",
    "ettiler ve çalışmaya başladılar. ",
)


def test_article_with_both_abstracts() -> None:
    """Labels are headings; keyword lines keep theirs; the English title stands above its abstract."""
    document = cleaned(
        "SİVAS KONGRESİ VE SONUÇLARI",
        "",
        "Öz",
        *TURKISH,
        "",
        "Anahtar Kelimeler: Sivas, kongre, Heyet-i ",
        "Temsiliye ",
        " The Congress of Sivas and Its Results ",
        "",
        "Abstract",
        "",
        *ENGLISH,
        "",
        "Keywords: Sivas, congress ",
        " Giriş",
        *BODY,
    )
    assert roles(document) == [
        "title.tr", "heading.tr", "abstract.tr", "keywords.tr", "title.en", "heading.en", "abstract.en", "keywords.en",
        "heading.tr", "body.tr",
    ]  # fmt: skip
    assert texts(document, Role.KEYWORDS)[0] == "Anahtar Kelimeler: Sivas, kongre, Heyet-i Temsiliye"
    assert [passage.id for passage in document.passages[:3]] == ["d/title.tr", "d/heading.1", "d/abstract.tr"]


@pytest.mark.parametrize(
    ("label", "language"),
    [("Öz", "tr"), ("ÖZET", "tr"), ("Ö z e t", "tr"), ("Abstract", "en"), ("ABSTRACT", "en"), ("Summary", "en")],
)
def test_label_alone(label: str, language: str) -> None:
    """In any case, letter-spaced too."""
    found = read_label(label)
    assert found is not None
    assert (found.kind, found.language, found.length) == ("abstract", language, len(label))


@pytest.mark.parametrize("text", ["Öz: Bu makale", "Özet – Bu makale", "Abstract. This paper", "ÖZ : Bu makale"])
def test_label_before_its_text(text: str) -> None:
    """With a colon, a dash or a stop."""
    found = read_label(text)
    assert found is not None
    assert text[: found.length].strip() != text


@pytest.mark.parametrize(
    "text", ["Özellikle İngiltere", "özet: yok", "Özgür. Dünya", "Notlar: yok", "Sonuç olarak Ruslar", "1920 yılı"]
)
def test_no_label(text: str) -> None:
    """Words that begin like one, and labels that never stand before their text."""
    assert read_label(text) is None


def test_inline_label_is_a_heading_of_its_own() -> None:
    """The label's spans and the abstract's touch in the raw text."""
    document = cleaned("Öz: " + TURKISH[0], TURKISH[1], "", "Abstract: " + ENGLISH[0], ENGLISH[1], " Giriş ", "", *BODY)
    assert texts(document, Role.HEADING) == ["Öz:", "Abstract:", "Giriş"]
    assert texts(document, Role.ABSTRACT)[0].startswith("Bu makalede")
    assert roles(document)[:4] == ["heading.tr", "abstract.tr", "heading.en", "abstract.en"]


def test_label_in_the_middle_of_lines_without_blanks() -> None:
    """A label alone on its line needs no empty line above it."""
    document = cleaned("Öz", *TURKISH, "Anahtar Kelimeler: Sivas", "Abstract", *ENGLISH, "Keywords: Sivas", "", *BODY)
    assert roles(document) == [
        "heading.tr",
        "abstract.tr",
        "keywords.tr",
        "heading.en",
        "abstract.en",
        "keywords.en",
        "body.tr",
    ]


def test_abstract_of_two_paragraphs_ends_before_the_text() -> None:
    """It goes on to the keywords; without an end in sight it is one paragraph."""
    known = cleaned("Öz", *TURKISH, "", *TURKISH, "", "Anahtar Kelimeler: Sivas", "", *BODY)
    unknown = cleaned("Öz", *TURKISH, *(line for _ in range(6) for line in ("", *BODY)))
    assert len(texts(known, Role.ABSTRACT)) == 2
    assert known.passages[2].id == "d/abstract.tr.2"
    assert len(texts(unknown, Role.ABSTRACT)) == 1


def test_abstract_ends_at_a_page_and_where_the_language_changes() -> None:
    """What follows a finished abstract on the next page, or in the other language, is another part."""
    page = cleaned("Öz", *TURKISH, " " + BODY[0], BODY[1], "", "Sonuç", "", *BODY)
    language = cleaned("Öz", *TURKISH, "", *ENGLISH, "", "Sonuç", "", *BODY)
    assert len(texts(page, Role.ABSTRACT)) == len(texts(language, Role.ABSTRACT)) == 1


def test_keywords_below_their_label() -> None:
    """The label may stand on a line of its own, with or without an empty line below it."""
    close = cleaned("Abstract", *ENGLISH, "", "Keywords", "Sivas, congress", "", *BODY)
    apart = cleaned("Abstract", *ENGLISH, "", "Keywords", "", "Sivas, congress", "", *BODY)
    assert texts(close, Role.KEYWORDS) == ["Keywords Sivas, congress"]
    assert texts(apart, Role.KEYWORDS) == ["Keywords", "Sivas, congress"]


def test_front_matter_between_title_and_abstract_is_the_authors_note() -> None:
    """Prose and names above the first abstract; a name is no title."""
    document = cleaned(
        "SİVAS KONGRESİ",
        "Bu makale yazarın tezinden üretilmiştir.",
        "",
        "Ayşe Yılmaz",
        "",
        "Öz",
        *TURKISH,
        "",
        "Sonuç",
        *BODY,
    )
    assert texts(document, Role.TITLE) == ["SİVAS KONGRESİ"]
    assert "Bu makale yazarın tezinden üretilmiştir." in texts(document, Role.AUTHOR_NOTE)


def test_titles_in_two_languages_on_two_lines() -> None:
    """Each has its own passage."""
    document = cleaned(
        "Sivas Kongresi’nin Sonuçları",
        "The Results of the Congress of Sivas",
        "",
        "Öz",
        *TURKISH,
        "",
        "Sonuç",
        "",
        *BODY,
    )
    assert [(p.language, p.text) for p in document.passages if p.role is Role.TITLE] == [
        ("tr", "Sivas Kongresi’nin Sonuçları"),
        ("en", "The Results of the Congress of Sivas"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        ["Giriş"],
        ["1. İlk İlişkilerin Kurulması"],
        ["2.1. Sivas Kongresi’nin Açılması"],
        ["b — Sovyetler Birliği ile İlk Temaslar :"],
        ["II"],
        ["S O N U Ç"],
        ["KAFKAS SEDDİ"],
        ["Kafkas Seddi Meselesi"],
        ["Tercüme:"],
        ["Mondros Mütarekesi (30 Ekim 1918)"],
        ["2. Büyük Millet Meclisi’nin Açılması ve Türk-Rus İlişkile-", "ri "],
        ["A. Milliyetçilerin kabul etmesi için Bolşeviklerce ", "önerilen koşullar"],
    ],
)
def test_heading(heading: list[str]) -> None:
    """Known words, numbers, capitals, letter-spacing, title case; broken over lines."""
    document = cleaned(*BODY, "", *heading, "", *BODY)
    assert texts(document, Role.HEADING) == [" ".join(line.strip() for line in heading).replace("- ", "")]


@pytest.mark.parametrize("heading", ["1. İlk İlişkilerin Kurulması", "Sonuç", "İLK TEMASLAR"])
def test_heading_right_above_its_text(heading: str) -> None:
    """No empty line is needed below a numbered, known or capital heading."""
    assert texts(cleaned(*BODY, "", heading, *BODY), Role.HEADING) == [heading]


@pytest.mark.parametrize(
    "line",
    [
        "Büyük Millet Meclisi Reisi Efendi!",
        "“Türk Cumhuriyeti Cumhurbaşkanı",
        "Büyük Millet Meclisi Reisi M. Kemal” (Karabekir, 2008, ss. 747-748)",
        "1- Sovyet Hükûmeti komşularının bağımsızlığını tanır",
        "mahsus bir takım esaslar ve XI. Ordu ile ilgili görüşler şöyledir:",
        "Karar oy birliğiyle alınmıştı.",
        "Mustafa Kemal Paşa ve Arkadaşlarının Heyet-i Temsiliye Üyeliğine Seçimi ",
    ],
)
def test_no_heading(line: str) -> None:
    """Addresses, signatures, clauses, announcements, short sentences and full lines."""
    assert not texts(cleaned(*BODY, "", line, "", *BODY), Role.HEADING)


def test_short_line_inside_a_sentence_is_no_heading() -> None:
    """What stands between two halves of a sentence belongs to it."""
    assert not texts(
        cleaned("Heyet uzun bir yolculuktan sonra ", "", "Ankara Garı", "", "önünde durdu. "), Role.HEADING
    )
    assert not texts(
        cleaned("Heyet uzun bir yolculuktan sonra ", "", "Ankara Garı", "", "Meydanı önünde durdu. "), Role.HEADING
    )


def test_references_to_the_end() -> None:
    """Short entries below the label are no headings."""
    document = cleaned(
        *BODY, "", "Kaynakça", "", "Kansu, Mazhar Müfit, Ankara 1966.", "", "Akdes Nimet Kurat", "", "Ekler", "", *BODY
    )
    assert texts(document, Role.REFERENCE) == ["Kansu, Mazhar Müfit, Ankara 1966.", "Akdes Nimet Kurat"]
    assert roles(document)[-1] == "body.tr"


def test_stray_fragment_goes() -> None:
    """One small word alone after a finished sentence is the rest of something lost."""
    document = cleaned(*BODY, " kiye.", "", *BODY)
    assert ("kiye.", "noise", "fragments") in dropped(document)
    assert not [1 for _, _, step in dropped(cleaned(*BODY, "", "Bitti.", "", *BODY)) if step == "fragments"]


def test_language_of_a_short_passage_is_the_documents() -> None:
    """Names and numbers say nothing; in an English text they are English."""
    document = cleaned(*ENGLISH, "", "Ankara 1920", "", *ENGLISH)
    assert {passage.language for passage in document.passages} == {"en"}


def test_first_page_without_blank_lines() -> None:
    """Dates, title, author and the English title are told apart by what they are; a star leads to the author's note."""
    document = cleaned(
        "Gönderim Tarihi: 12.03.2018 Kabul Tarihi: 22.09.2018",
        "SİVAS KONGRESİ VE SONUÇLARI",
        "(1919-1920)",
        "Sina AYDEMİR∗",
        "ÖZ",
        *TURKISH,
        "Anahtar Kelimeler: Sivas, kongre.",
        "THE CONGRESS OF SIVAS AND ITS RESULTS",
        "(1919-1920)",
        "ABSTRACT",
        *ENGLISH,
        "Keywords: Sivas, congress.",
        "∗ Dr. Öğr. Üyesi, Sivas Üniversitesi, Tarih Bölümü, sina@example.org.",
        "\fGİRİŞ",
        *BODY,
    )
    assert roles(document) == [
        "author-note.tr", "title.tr", "author-note.tr", "heading.tr", "abstract.tr", "keywords.tr", "title.en",
        "heading.en", "abstract.en", "keywords.en", "note.tr", "heading.tr", "body.tr",
    ]  # fmt: skip
    assert texts(document, Role.TITLE) == [
        "SİVAS KONGRESİ VE SONUÇLARI (1919-1920)",
        "THE CONGRESS OF SIVAS AND ITS RESULTS (1919-1920)",
    ]
    assert texts(document, Role.AUTHOR_NOTE)[1] == "Sina AYDEMİR"


def test_english_title_below_keywords_that_go_on() -> None:
    """Where keywords have no stop, the title begins with the first line in English."""
    document = cleaned(
        "Öz",
        *TURKISH,
        "Anahtar Kelimeler: Sivas, kongre, Heyet-i",
        "Temsiliye ve Misak-ı Millî",
        "The Congress of Sivas and Its Results",
        "Abstract",
        *ENGLISH,
    )
    assert texts(document, Role.KEYWORDS) == ["Anahtar Kelimeler: Sivas, kongre, Heyet-i Temsiliye ve Misak-ı Millî"]
    assert texts(document, Role.TITLE) == ["The Congress of Sivas and Its Results"]


def test_imprint_words_mean_nothing_further_on() -> None:
    """*Kabul:* is a line of the first page only."""
    document = cleaned(*(f"{number} sayılı karar okundu ve kabul edildi." for number in range(60)), "", "Kabul: 12 oy.")
    assert Role.AUTHOR_NOTE not in {passage.role for passage in document.passages}
