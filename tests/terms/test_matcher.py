"""Finding concepts in running text."""

import pytest

from parallel.model.document import TURKISH
from parallel.model.termbase import Certainty, Concept, ConceptId, Term, TermBase
from parallel.terms import TermMatcher


def base(*texts: str) -> TermBase:
    """Build a term base with one concept per Turkish term, named after it."""
    return TermBase(
        concepts=tuple(
            Concept(id=ConceptId(text), domain="", definition="", terms=(Term(text=text, language=TURKISH),))
            for text in texts
        )
    )


def surfaces(text: str, *terms: str) -> list[str]:
    """Return what an exact matcher for ``terms`` finds in ``text``."""
    return [mention.surface for mention in TermMatcher(base(*terms), TURKISH, suspected=False).find(text)]


@pytest.mark.parametrize(
    ("term", "text", "surface"),
    [
        ("Tekâlif-i Milliye", "Tekalifi Milliye’nin emirleri", "Tekalifi Milliye’nin"),
        ("sancak", "üç sancağımızdaki kuvvetler", "sancağımızdaki"),
        ("Hariciye Vekili", "hariciye vekillerinden biri", "hariciye vekillerinden"),
        ("Lozan Konferansı", "LOZAN KONFERANSI’NDAN dönünce", "LOZAN KONFERANSI’NDAN"),
        ("muahede", "muahe-\ndelerinin hükümleri", "muahe-\ndelerinin"),
        ("muahede", "muahedelerin-\ndeki hükümler", "muahedelerin-\ndeki"),
        ("TBMM", "T. B. M. M.’ne sunuldu", "T. B. M. M.’ne"),
        ("Şûra-yı Devlet", "Şura-i Devletçe incelendi", "Şura-i Devletçe"),
        ("I. Dünya Savaşı", "1. Dünya Savaşı’nda", "1. Dünya Savaşı’nda"),
    ],
)
def test_finds_any_form(term: str, text: str, surface: str) -> None:
    """Suffixes, spellings and broken lines do not hide a term."""
    assert surfaces(text, term) == [surface]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("hat", "hatıra defteri"),
        ("Gümrü", "gümrük idaresi"),
        ("teklif", "teklifname okundu"),
        ("Misak-ı Millî", "eski misakı, millî meclis"),
        ("TBMM", "tbmm diye bir söz yok"),
        ("hudut", "hudutsuz bir ova"),
    ],
)
def test_leaves_other_words_alone(term: str, text: str) -> None:
    """A word that only begins like a term is not one, nor is one cut by punctuation."""
    assert surfaces(text, term) == []


def test_longest_term_wins() -> None:
    """A term inside a longer one is not reported."""
    assert surfaces("Kars Antlaşması’yla Kars’a", "Kars", "Kars Antlaşması") == ["Kars Antlaşması’yla", "Kars’a"]


def test_nested_mentions_on_request() -> None:
    """Whoever asks gets the terms inside longer ones too."""
    matcher = TermMatcher(base("Kars", "Kars Antlaşması"), TURKISH)
    found = matcher.find("Kars Antlaşması", nested=True)
    assert [mention.concept for mention in found] == ["Kars Antlaşması", "Kars"]
    assert {mention.certainty for mention in found} == {Certainty.EXACT}


def test_an_ending_is_no_damage() -> None:
    """An exact term with its ending is not taken for a longer term with a letter misread in just the same place."""
    matcher = TermMatcher(base("Kuvâ-yi Milliye", "Kuvâ-yi Milliyeci"), TURKISH)
    (found,) = matcher.find("Gazete Kuvâ-yi Milliye’yi övdü.")
    assert (found.concept, found.certainty) == ("Kuvâ-yi Milliye", Certainty.EXACT)
