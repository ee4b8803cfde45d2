"""Damaged words: found with what they may have been, and never where the text is sound."""

from collections.abc import Collection

import pytest

from parallel.clean import clean_plain
from parallel.clean.ocr import Suspect, find_suspects
from parallel.model.document import ENGLISH, TURKISH, DocId, RawDocument

SOUND = (
    "Kongre delegeleri, Sivas Lisesi’nin salonunda toplandılar ve başkanlığa Mustafa Kemal Paşa’yı seçtiler. "
    "Görüşmeler sırasında manda meselesi uzun uzun tartışıldı; sonunda bağımsızlık fikri ağır bastı. "
    "İngiltere’nin bu konudaki tutumu açıktı, fakat İngiltere ile Fransa arasında görüş ayrılığı vardı. "
    "Hükümet, mütarekenin hükümlerini uygulamaktan başka çare görmüyordu. "
)


def suspects(text: str, **options: object) -> tuple[Suspect, ...]:
    """Find the suspects of a text."""
    raw = RawDocument(id=DocId("d"), name="d", text=text)
    return find_suspects(clean_plain(raw, TURKISH), **options)  # type: ignore[arg-type]


def first_suggestions(text: str) -> dict[str, str]:
    """Return the first suggestion for each suspect."""
    return {suspect.word: suspect.suggestions[0] for suspect in suspects(text)}


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("tarafmdan", "tarafından"),
        ("zamauda", "zamanda"),
        ("jiçin", "için"),
        ("Türlciye’nin", "Türkiye’nin"),
        ("hülcümet", "hükümet"),
        ("olduğıı", "olduğu"),
        ("bağımsızlıjk", "bağımsızlık"),
        ("İngiitere’nin", "İngiltere’nin"),
        ("karşı^sında", "karşısında"),
    ],
)
def test_damage_of_print_is_found(damaged: str, right: str) -> None:
    """Letters run together, come apart, lose a stroke or gain one."""
    text = f"{SOUND * 2}Bu durum {damaged} başka türlü anlatıldı. Sorun Türkiye’nin sorunuydu."
    assert first_suggestions(text).get(damaged) == right


def test_sound_text_is_left_alone() -> None:
    """Good Turkish, names and old words are not flagged."""
    assert suspects(SOUND) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Heyette Bekir Sami Bey, Çiçerin ile görüştü; Gegeçkori de oradaydı.",
        "Murahhaslar, mukarreratın tatbikatına dair müzakerata iştirak ettiler.",
        "Hâkimiyet-i Milliye gazetesi bu haberi 5 Ağustos’ta yazdı.",
        "T.B.M.M. ZC, C. I, s. 34.",
    ],
)
def test_names_and_old_words_stay(text: str) -> None:
    """What is rare is not for that reason wrong."""
    assert suspects(SOUND + text) == ()


def test_only_turkish_is_judged() -> None:
    """English passages are not read with Turkish eyes."""
    raw = RawDocument(id=DocId("d"), name="d", text="The delegatiou met at tbe school of Sivas.")
    assert find_suspects(clean_plain(raw, ENGLISH)) == ()


def test_a_suspect_knows_its_place() -> None:
    """Its spans lead to the word in the passage and in the raw text."""
    text = f"{SOUND * 2}Karar  hülcümet tarafından verildi."
    raw = RawDocument(id=DocId("d"), name="d", text=text)
    document = clean_plain(raw, TURKISH)
    (suspect,) = find_suspects(document)
    assert suspect.raw.of(text) == suspect.word == "hülcümet"
    assert suspect.span.of(document.passage(suspect.passage).text) == "hülcümet"


def test_the_text_is_not_changed() -> None:
    """Looking for damage leaves the document as it was."""
    raw = RawDocument(id=DocId("d"), name="d", text=f"{SOUND}Karar hülcümet tarafından verildi.")
    document = clean_plain(raw, TURKISH)
    before = document.passages
    find_suspects(document)
    assert document.passages == before


def test_capitals_are_kept() -> None:
    """A suggestion has the capitals of the printed word."""
    found = first_suggestions(f"{SOUND * 2}Bunun üzerine HÜLCÜMET kararı açıkladı. Hülcümet böyle istedi.")
    assert found == {"HÜLCÜMET": "HÜKÜMET", "Hülcümet": "Hükümet"}


def test_glossary_words_are_known() -> None:
    """A word of the glossary is no misprint of another, and it is proposed."""
    text = SOUND * 2 + "Karar tebdilhava sebebiyle ertelendi."
    with_terms = suspects(text, terms=["tebdilhava"])
    assert "tebdilhava" not in {suspect.word for suspect in with_terms}


def test_a_spelling_checker_is_believed() -> None:
    """What the checker accepts is not flagged; it is asked for many words at once."""
    asked: list[int] = []

    def checker(words: Collection[str]) -> Collection[str]:
        asked.append(len(words))
        return [word for word in words if word == "hülcümet"]

    text = f"{SOUND * 2}Karar hülcümet tarafından verildi."
    assert "hülcümet" in {suspect.word for suspect in suspects(text)}
    assert suspects(text, dictionary=checker) == ()
    assert len(asked) == 2


def test_an_empty_document_has_none() -> None:
    """Nothing to judge, nothing found."""
    assert suspects("") == ()
