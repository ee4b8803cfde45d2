"""Where terms begin and end, and what may stand inside."""

import pytest

from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Certainty, Term
from parallel.terms.matching.edges import begins_word, damaged_edge, judge_gaps, right_edge
from parallel.terms.matching.forms import Form, forms
from parallel.terms.matching.stream import LetterStream


def form(text: str, language: Language = TURKISH) -> Form:
    """Return the citation form of a term."""
    return forms(text, Term(text=text, language=language))[0]


def word(text: str, term: str, language: Language = TURKISH) -> str | None:
    """Return the word in ``text`` that begins with the letters of ``term``, endings included, or None."""
    stem, stream = form(term, language), LetterStream(text)
    start = stream.letters.index(stem.letters)
    end = right_edge(stream, stem, start + len(stem.letters))
    return None if end is None else text[slice(*stream.text_span(start, end))]


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("Gümrü’yü aldı", "Gümrü", "Gümrü’yü"),
        ("Gümrü3 ve", "Gümrü", "Gümrü"),
        ("Gümrü’yü12 aldı", "Gümrü", "Gümrü’yü"),
        ("Gümrü ’yü aldı", "Gümrü", "Gümrü ’yü"),
        ("muahede-\nlerin hükmü", "muahede", "muahede-\nlerin"),
        ("muahedele\nrin hükmü", "muahede", "muahedele\nrin"),
        ("muahede\nde", "muahede", "muahede"),
        ("muahede-\nsulh", "muahede", "muahede"),
        ("“Gümrü” şehri", "Gümrü", "Gümrü"),
        ("Gümrü’\nden", "Gümrü", "Gümrü’\nden"),
        ("Mebuslar’ın", "mebus", None),
        ("TBMMnin", "TBMM", "TBMMnin"),
        ("TBMM.’nde", "TBMM", "TBMM.’nde"),
    ],
)
def test_right_edge(text: str, term: str, found: str | None) -> None:
    """Endings are followed across apostrophes and broken lines, note numbers are left out."""
    if found is None:
        found = text
    assert word(text.replace("Mebus", "mebus"), term) == found.replace("Mebus", "mebus")


@pytest.mark.parametrize(
    ("text", "term"),
    [("Gümrükteki", "Gümrü"), ("Gümrü’kteki", "Gümrü"), ("TBMMNIN", "TBMM"), ("hudutsuz", "hudut"), ("hat2020", "hat")],
)
def test_no_right_edge(text: str, term: str) -> None:
    """A word that goes on otherwise is another word."""
    assert word(text, term) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the delegate’s", "delegate’s"),
        ("the delegate'x", "delegate"),
        ("the delegate4", "delegate"),
        ("delegate", "delegate"),
        ("delegated", None),
    ],
)
def test_english_edge(text: str, found: str | None) -> None:
    """An English word ends where it ends, save for a possessive or a note number."""
    assert word(text, "delegate", ENGLISH) == found


def test_english_abbreviation_takes_small_s() -> None:
    """*MPs* is the plural of *MP*."""
    assert word("the MPs’ vote", "MP", ENGLISH) == "MPs"
    assert word("MPS", "MP", ENGLISH) is None


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("x\nyol", True),
        ("top-\nyol", False),
        ("top- \n yol", False),
        ("Türk-\nYol", True),
        ("Kur’yol", False),
        ("‘yol", True),
        ("iş-yol", True),
    ],
)
def test_left_edge(text: str, *, begins: bool) -> None:
    """A term begins where a word begins, not where a broken word goes on."""
    stream = LetterStream(text)
    assert begins_word(stream, len(stream.letters) - 3) is begins


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("sulh muahedesi", Certainty.EXACT),
        ("sulh-muahedesi", Certainty.EXACT),
        ("sulh\nmuahedesi", Certainty.EXACT),
        ("sulh mua-\nhedesi", Certainty.EXACT),
        ("sulh “muahedesi", Certainty.EXACT),
        ("sulh, muahedesi", None),
        ("sulh\n\nmuahedesi", None),
        ("sulh – muahedesi", None),
        ("sulh mua.hedesi", Certainty.SUSPECTED),
        ("sulh m uahedesi", Certainty.SUSPECTED),
        ("sulh muahe desi", Certainty.EXACT),
        ("sulh" + " " * 2000 + "muahedesi", None),
        ("sulh." + " " * 60 + "muahedesi", None),
    ],
)
def test_gaps(text: str, certainty: Certainty | None) -> None:
    """Punctuation, empty lines and dashes keep words apart; a speck or a stray space is damage."""
    assert judge_gaps(LetterStream(text), form("sulh muahedesi"), 0) is certainty


def test_torn_short_word_is_nothing() -> None:
    """*va li* is no governor."""
    assert judge_gaps(LetterStream("va li"), form("vali"), 0) is None


def test_comma_for_dot_in_abbreviation() -> None:
    """A dot misread as a comma is damage, not the end of a clause."""
    assert judge_gaps(LetterStream("B. M, Meclisi"), form("B.M. Meclisi"), 0) is Certainty.SUSPECTED


def mended(text: str, term: str) -> str | None:
    """Return the word with a damaged ending that begins with ``term``."""
    stem, stream = form(term), LetterStream(text)
    end = damaged_edge(stream, stem, len(stem.letters))
    return None if end is None else text[slice(*stream.text_span(0, end))]


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("teklifnamelnin", "teklifname", "teklifnamelnin"),
        ("teklifnamenln", "teklifname", "teklifnamenln"),
        ("teklifnameenin", "teklifname", "teklifnameenin"),
        ("teklifname'njjn", "teklifname", "teklifname'njjn"),
        ("Türkistan’lılar", "Türkistan", None),
        ("Türkistanlılar", "Türkistan", None),
        ("teklifname'sonradan", "teklifname", None),
        ("teklifname sonra", "teklifname", None),
        ("teklifname", "teklifname", None),
        ("teklifnamexyz", "teklifname", None),
        ("teklifname" + "lar" * 20, "teklifname", None),
        ("TBMMlnin", "TBMM", None),
    ],
)
def test_damaged_edge(text: str, term: str, found: str | None) -> None:
    """A misread apostrophe or one confusion in the ending is seen; another word stays another word."""
    assert mended(text, term) == found
