"""Single decisions."""

import pytest

from parallel.model.document import ENGLISH, TURKISH
from parallel.segment.brackets import holds_sentences, is_citation
from parallel.segment.profile import load_profile
from parallel.segment.rules import begins_sentence, ends_sentence

TR = load_profile(TURKISH)
EN = load_profile(ENGLISH)


@pytest.mark.parametrize("text", ["Ankara", "“Ankara", "— Ankara", "1920", "% 20", "a) Ankara", "b — Ankara", "Şu"])
def test_can_begin(text: str) -> None:
    """Capitals, figures and labels may begin a sentence."""
    assert begins_sentence(text, 0)


@pytest.mark.parametrize("text", ["ankara", "“ve", "- ve", ", Ankara", "a) ve", "iPhone", "", "“", ")"])
def test_cannot_begin(text: str) -> None:
    """Small letters, commas and nothing at all do not."""
    assert not begins_sentence(text, 0)


def ends(text: str, *, english: bool = False) -> bool:
    """Decide at the first stop marked with ``¶`` before it."""
    at = text.index("¶")
    text = text.replace("¶", "")
    return ends_sentence(text, 0, at, at + 2, EN if english else TR)


@pytest.mark.parametrize(
    "text",
    ["Geldi¶. Ankara", "Yıl 1336¶. Ankara", "Gün 16¶. Bu", "Oy 5¶. 1920’de", "TBMM¶. Ankara", "Sn¶. Bu", "“¶. Bu"],
)
def test_ends(text: str) -> None:
    """Words, years, and doubtful forms before a word that begins sentences."""
    assert ends(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gün 16¶. Kolordu",
        "Ordu XI¶. Kolordu",
        "Bay M¶. Kemal",
        "bkz¶. Bu",
        "KRŞ¶. Ankara",
        "C¶. II",
        "md¶. V",
        "1¶. Bu",
    ],
)
def test_does_not_end(text: str) -> None:
    """Ordinals, initials, pointers, numbered parts and labels."""
    assert not ends(text)


def test_ordinals_are_turkish() -> None:
    """English writes no ordinal with a stop."""
    assert ends("It was 16¶. Corps", english=True)


@pytest.mark.parametrize(
    "bracket",
    [
        "(Demir 1997: 18-19)",
        "(Alkışlar)",
        "(Bravo sesleri!)",
        "(İkinci mukabil teklifname?)",
        "(a.g.e., s. 5.)",
        "[12]",
    ],
)
def test_is_citation(bracket: str) -> None:
    """References and short remarks belong to the sentence before them."""
    assert is_citation(bracket)


@pytest.mark.parametrize("bracket", ["(6)", "( a )", "(iv)", "(Bu sırada kar vardı.)"])
def test_is_no_citation(bracket: str) -> None:
    """Labels and sentences do not."""
    assert not is_citation(bracket)


def test_bracket_with_sentences_is_no_unit() -> None:
    """A plain sentence end inside shows that the bracket is a stray one; abbreviations do not."""
    stray, citation = "(terk etti. Ayrıca barış istedi (3)", "(haz. Ali Can, C. II, 2. Baskı, s. 5)"
    assert holds_sentences(stray, 0, len(stray))
    assert not holds_sentences(citation, 0, len(citation))
