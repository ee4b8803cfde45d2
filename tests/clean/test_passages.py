"""Clean text and its way back."""

import unicodedata

import pytest

from clean.view import cleaned, dropped, raw, texts
from parallel.clean import clean_document, clean_plain
from parallel.model.document import TURKISH, Role
from parallel.model.span import Span


def test_spans_lead_back() -> None:
    """Every word of the clean text is found in the raw text through its span."""
    document = cleaned("Anado-", "lu’da  başlayan1 mücadele ", "sürdü. ", "", "1 Bkz. Kurat, s. 9. ")
    passage = document.passages[0]
    at = passage.text.index("başlayan")
    assert passage.spans.to_raw(Span(at, at + 8)).of(document.raw.text) == "başlayan"
    at = passage.text.index("Anadolu")
    assert passage.spans.to_raw(Span(at, at + 7)).of(document.raw.text) == "Anado-\nlu"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("iki  boşluk", "iki boşluk"),
        ("bölünmez\u00a0boşluk\tsekme", "bölünmez boşluk sekme"),
        ("yumu\u00adşak", "yumuşak"),
        ("sıfır\u200bgenişlik\ufeff", "sıfırgenişlik"),
        ("g\u0306u\u0308l", "ğül"),
        ("ba\u0302\u0302b", "bâ\u0302b"),
        ("a\x02b", "ab"),
        ("son \u200b", "son"),
        ("ara \u00ad kayıp", "ara kayıp"),
        ("son  \u200b", "son"),
        ("a\u200b\u0302b", "ab"),
        ("\u1112\u1161\u11ab", "\ud55c"),
    ],
)
def test_characters(text: str, clean: str) -> None:
    """Single spaces, composed letters, nothing invisible."""
    document = cleaned(f"Söz {text}")
    assert texts(document) == [f"Söz {clean}"]
    assert unicodedata.is_normalized("NFC", texts(document)[0])


def test_mark_without_its_letter_goes() -> None:
    """At the start of a line there is nothing it could stand on."""
    assert texts(cleaned("Söz", "\u0302biter g\u0306.")) == ["Söz biter ğ."]


def test_invisible_characters_are_accounted_for() -> None:
    """A soft hyphen is a hyphen, anything else noise."""
    assert dropped(cleaned("yumu\u00adşak \ufeffsöz")) == [
        ("\u00ad", "hyphen", "characters"),
        ("\ufeff", "noise", "characters"),
    ]


def test_line_ends_of_all_kinds() -> None:
    """Line and paragraph separators end lines too."""
    assert texts(cleaned("Bir söz\u2028sürer\x0bve\x85biter.")) == ["Bir söz sürer ve biter."]


def test_empty_document() -> None:
    """No text, no passage."""
    for text in ("", " \n\n \f", "\ufeff"):
        assert clean_document(raw(text)).passages == ()
        assert clean_plain(raw(text), TURKISH).passages == ()


def test_plain_text_with_empty_lines() -> None:
    """Paragraphs apart by empty lines; their lines are joined by spaces, hyphens stay."""
    document = clean_plain(raw("Birinci para-\ngraf.1\n\n\n  İkinci paragraf.  \n"), TURKISH)
    assert texts(document, Role.BODY) == ["Birinci para- graf.1", "İkinci paragraf."]
    assert not document.drops


def test_plain_text_with_one_paragraph_per_line() -> None:
    """Without empty lines every line is a paragraph."""
    document = clean_plain(raw("\nBirinci paragraf.\nİkinci paragraf.\n\n"), TURKISH)
    assert texts(document) == ["Birinci paragraf.", "İkinci paragraf."]
    assert [passage.id for passage in document.passages] == ["d/body.1", "d/body.2"]


def test_plain_line_of_nothing_visible() -> None:
    """A line of invisible characters is no passage, and they are accounted for."""
    document = clean_plain(raw("\u00ad\u200b\nSöz."), TURKISH)
    assert texts(document) == ["Söz."]
    assert [drop.span for drop in document.drops] == [Span(0, 1), Span(1, 2)]


def test_ids_tell_role_and_order() -> None:
    """Abstracts, keywords and titles by language, everything else by count."""
    document = cleaned("Öz", "Kısa bir özet yazısı. ", "", "Sonuç", "", "Bir söz. ", "", "İki söz. ")
    assert [passage.id for passage in document.passages] == [
        "d/heading.1", "d/abstract.tr", "d/heading.2", "d/body.1", "d/body.2",
    ]  # fmt: skip
