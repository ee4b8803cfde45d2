"""Damaged terms in running text."""

import pytest

from parallel.model.document import TURKISH
from parallel.model.termbase import Certainty, Concept, ConceptId, Mention, Term, TermBase
from parallel.terms import TermMatcher

TERMS = (
    "Tekâlif-i Milliye",
    "Lozan Konferansı",
    "düzenli ordu",
    "teklifname",
    "I. Dünya Savaşı",
    "I. Dünya Savaşı Yılları",
    "Hariciye Vekili",
    "TBMM",
)


def find(text: str) -> tuple[Mention, ...]:
    """Find the terms of this module, damaged ones too."""
    concepts = tuple(
        Concept(id=ConceptId(text), domain="", definition="", terms=(Term(text=text, language=TURKISH),))
        for text in TERMS
    )
    return TermMatcher(TermBase(concepts=concepts), TURKISH).find(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Tekâlif-i Mi11iye’nin", "Tekâlif-i Mi11iye’nin"),
        ("Tekalifi Miliye emirleri", "Tekalifi Miliye"),
        ("Tckâlif-i Milliyc emirleri", "Tckâlif-i Milliyc"),
        ("Tekâlif-i Mil.liye emirleri", "Tekâlif-i Mil.liye"),
        ("Lozan Konferausı’nda", "Lozan Konferausı’nda"),
        ("Lozan Konfreansı’nda", "Lozan Konfreansı’nda"),
        ("Lozan Korıferansı’na", "Lozan Korıferansı’na"),
        ("Iozan Konferansını", "Iozan Konferansını"),
        ("teklifnarnenin", "teklifnarnenin"),
        ("Hariciye Vekıllnin", "Hariciye Vekıllnin"),
    ],
)
def test_damage_is_seen_and_marked(text: str, surface: str) -> None:
    """Digits for letters, lost, swapped and misread letters are suspected, never certain."""
    (mention,) = find(f"O gün {text} kabul edildi.".replace(" kabul", " kabul"))
    assert mention.surface == surface
    assert mention.certainty is Certainty.SUSPECTED


@pytest.mark.parametrize(
    "text",
    [
        "defterini düzenliyordu",
        "II. Dünya Savaşı",
        "II. Dünya Savaşı Yılları",
        "Hariciye Vekâleti",
        "Lozan, konferansı",
        "teklif namzet",
        "TBMN",
        "Londra Konferansı",
        "Lozank Konferansı",
        "tahlisiye",
    ],
)
def test_other_words_are_not_damage(text: str) -> None:
    """Another word, another number, another city is not a damaged term."""
    assert find(f"O gün {text} konuşuldu.") == ()


def test_exact_is_preferred() -> None:
    """An undamaged term is never only suspected."""
    (mention,) = find("Lozan Konferansı’ndaki heyet")
    assert mention.certainty is Certainty.EXACT


def test_suspect_encloses_shorter_exact_term() -> None:
    """A damaged longer term wins over a shorter one inside it."""
    concepts = tuple(
        Concept(id=ConceptId(text), domain="", definition="", terms=(Term(text=text, language=TURKISH),))
        for text in ("Gümrü", "TBMM", "TBMM Gizli Celse Zabıtları")
    )
    (mention,) = TermMatcher(TermBase(concepts=concepts), TURKISH).find("T.B.M.M. Gizli Celse Zabıtlan, s. 3")
    assert mention.concept == "TBMM Gizli Celse Zabıtları"


def test_short_terms_are_never_suspected() -> None:
    """Nine letters are too few to guess."""
    concept = Concept(id=ConceptId("x"), domain="", definition="", terms=(Term(text="muahede", language=TURKISH),))
    assert TermMatcher(TermBase(concepts=(concept,)), TURKISH).find("muabede muahade") == ()
