"""The splitter's decisions, one phenomenon each."""

from pathlib import Path

import pytest

from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.span import Span
from parallel.segment import split_text

HERE = Path(__file__).parent
GERMAN = Language("de")


def paragraphs(language: str) -> list[str]:
    """Return the marked paragraphs of one list."""
    lines = (HERE / f"sentences.{language}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def split(text: str, language: Language = TURKISH) -> list[str]:
    """Return the sentences of a paragraph as texts."""
    return [span.of(text) for span in split_text(text, language)]


@pytest.mark.parametrize("marked", paragraphs("tr"))
def test_turkish_paragraph(marked: str) -> None:
    """Turkish sentences end where the list says."""
    sentences = marked.split(" | ")
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize("marked", paragraphs("en"))
def test_english_paragraph(marked: str) -> None:
    """English sentences end where the list says."""
    sentences = marked.split(" | ")
    assert split(" ".join(sentences), ENGLISH) == sentences


def test_lost_space_is_seen() -> None:
    """Two sentences without a space between them are two."""
    assert split("Paşa geldi.Ankara sevindi.”Herkes oradaydı.“Sustular.") == [
        "Paşa geldi.",
        "Ankara sevindi.”",
        "Herkes oradaydı.",
        "“Sustular.",
    ]


def test_lost_stop_is_not_invented() -> None:
    """Without a stop there is one sentence, whatever the capitals say."""
    assert split("Meclis toplandı Karar alındı") == ["Meclis toplandı Karar alındı"]


@pytest.mark.parametrize("text", ["", " ", "\u00a0\n\t"])
def test_nothing_has_no_sentence(text: str) -> None:
    """White space alone gives no span."""
    assert split_text(text, TURKISH) == ()


def test_spaces_stay_outside() -> None:
    """Spans leave out white space at both ends and between sentences."""
    assert split_text("  Geldi.\u00a0 Gitti.\n", TURKISH) == (Span(2, 8), Span(10, 16))


@pytest.mark.parametrize("text", ["...", "?! ?!", ". . .", "(…)", "“…” – …"])
def test_signs_alone_are_no_sentences(text: str) -> None:
    """Stops without a letter before them end nothing."""
    assert split(text) == [text]


def test_language_without_lists_gets_the_common_ones() -> None:
    """German ordinals and common titles are known although Tren has no German list."""
    text = "Dr. Weber kam am 3. Oktober. Er blieb bis 1920. Dann ging er."
    assert split(text, GERMAN) == ["Dr. Weber kam am 3. Oktober.", "Er blieb bis 1920.", "Dann ging er."]


def test_scripts_without_spaces_are_split() -> None:
    """A full-width stop needs no space after it."""
    assert split("我来了。他走了！为什么？", Language("zh")) == ["我来了。", "他走了！", "为什么？"]


@pytest.mark.parametrize("text", ["Adresi tren.Com.tr idi.", "Dosya adı a1.Belge oldu.", "Geldi. , gitti."])
def test_a_stop_inside_is_none(text: str) -> None:
    """Stops in names, after figures without a space, and before a comma end nothing."""
    assert split(text) == [text]


def test_invisible_signs_do_not_hide_an_end() -> None:
    """A zero-width space or a soft hyphen after the stop changes nothing."""
    assert split("Geldi.\u200b Gitti.\u00ad Sustu.") == ["Geldi.\u200b", "Gitti.\u00ad", "Sustu."]
