"""Spellings and stems of terms."""

import pytest

from parallel.language.inflection import Slot
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Term, TermStatus
from parallel.terms.matching.forms import Form, forms, is_abbreviation, spellings


def stems(text: str, language: Language = TURKISH, status: TermStatus = TermStatus.PREFERRED) -> list[Form]:
    """Return the forms of a term spelt as given."""
    return list(forms(text, Term(text=text, language=language, status=status)))


def letters(text: str, language: Language = TURKISH) -> set[str]:
    """Return the folded stems of a term."""
    return {form.letters for form in stems(text, language)}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Şûra-yı Devlet", "Şûra-i Devlet"),
        ("kânûn-i evvel", "kânûn-u evvel"),
        ("II. Meşrutiyet", "2. Meşrutiyet"),
        ("1. Ordu", "I. Ordu"),
        ("cemiyet", "cemiyyet"),
        ("Kuvâ-yi Milliye", "Kuvâ-i Milliyye"),
        ("irade-i seniyye", "irade-i seniye"),
        ("Erkân-ı Harbiye-i Umumiye", "Erkân-ı Harbiyye-i Umumiyye"),
    ],
)
def test_rule_made_spellings(text: str, other: str) -> None:
    """Izafet, ordinals and *-iye* are written in more than one way."""
    assert other in spellings(text, TURKISH)


def test_izafet_after_consonant_stays() -> None:
    """*-i* after an unrounded syllable has one spelling."""
    assert spellings("Encümen-i Daniş", TURKISH) == ("Encümen-i Daniş",)
    assert spellings("Heyet-i Temsiliye", TURKISH) == ("Heyet-i Temsiliye", "Heyet-i Temsiliyye")


def test_two_izafets() -> None:
    """Each izafet varies by itself and the rest of the term is kept."""
    found = spellings("Tekâlif-i Kuvâ-yi Milliye", TURKISH)
    assert "Tekâlif-i Kuvâ-i Milliye" in found
    assert all(spelling.endswith(("Milliye", "Milliyye")) for spelling in found)


def test_english_head_noun_becomes_plural() -> None:
    """The noun before *of* carries the plural of an English term."""
    assert "Treaties of Moscow" in spellings("Treaty of Moscow", ENGLISH)


def test_unusual_ordinal_stays() -> None:
    """A number without a Roman counterpart in use is left alone."""
    assert spellings("57. Alay", TURKISH) == ("57. Alay",)


def test_turkish_stems() -> None:
    """Softened, hardened and unpossessed stems are there."""
    assert "sancag" in letters("sancak")
    assert {"ittihad", "ittihat"} <= letters("ittihad")
    assert "ankarahukumet" in letters("Ankara Hükümeti")
    assert "ilanet" in letters("ilân etmek")


def test_english_stems() -> None:
    """Plural of a singular, singular of a plural in compounds."""
    assert letters("border", ENGLISH) == {"border", "borders"}
    assert letters("Entente Powers", ENGLISH) == {"ententepowers", "ententepower"}


def test_abbreviation_keeps_capitals_and_dots() -> None:
    """Capitals count in an abbreviation; dots may stand between its letters; it has one stem."""
    (form,) = stems("TBMM")
    assert form.capitals == (0, 1, 2, 3)
    assert form.stops == ((1, "."), (2, "."), (3, "."))
    assert form.abbreviation
    assert Slot.POSSESSED in form.slots
    (english,) = stems("GNA", ENGLISH)
    assert english.slots == ()


def test_mixed_abbreviation() -> None:
    """Only the abbreviated part of a term is bound to capitals."""
    form = stems("B.M. Meclisi")[0]
    assert form.capitals == (0, 1)
    assert not form.abbreviation


def test_text_in_capitals_is_no_abbreviation() -> None:
    """A long term typed in capitals is an ordinary term."""
    assert stems("MİSAK-I MİLLÎ BEYANNAMESİ")[0].capitals == ()
    assert is_abbreviation("BCA")
    assert not is_abbreviation("Bca")


def test_short_name_needs_its_capital() -> None:
    """*Van* in small letters is another word; a long name is not."""
    assert stems("Van")[0].capitals == (0,)
    assert stems("Maveraülkafkas")[0].capitals == ()


def test_strictness() -> None:
    """Marks count in short words and in English spellings to be avoided."""
    assert stems("şûra")[0].strict
    assert not stems("müdafaa")[0].strict
    assert stems("Treaty of Sevr", ENGLISH, TermStatus.FORBIDDEN)[0].strict


def test_punctuation_inside_a_term() -> None:
    """A comma of the term itself is allowed where it stands."""
    assert (7, ",") in stems("Erzurum, Van ve Bitlis")[0].stops


def test_apostrophe_in_last_word() -> None:
    """A word with an apostrophe inside is one word to its endings."""
    assert "serigazete" in letters("şer'î gazete")
    assert "osriseri" in letters("öşr-i şer'î")


@pytest.mark.parametrize("language", [TURKISH, ENGLISH])
def test_no_letters_no_forms(language: Language) -> None:
    """A term without letters matches nothing."""
    assert stems("—", language) == []
