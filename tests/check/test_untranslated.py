"""Words left in the source language."""

import pytest

from check.trial import EN_TR, findings, sure
from parallel.model.finding import Severity


def test_reports_a_phrase_left_in_turkish() -> None:
    """A phrase with a small Turkish word is seen, suffixes of the source or not."""
    pairs = [("Beyanname manda ve himayeyi reddetti.", "The declaration rejected manda ve himaye.")]
    (found,) = findings("untranslated", pairs)
    assert (found.severity, found.target_spans[0].of(pairs[0][1])) == (Severity.WARNING, "manda ve himaye")


def test_reports_a_row_left_as_it_was() -> None:
    """A whole row in Turkish is an error, reported once."""
    text = "Kongre üyeleri ertesi gün için yola çıktı."
    assert sure("untranslated", [(text, text)]) == [(0, Severity.ERROR)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Misak-ı Millî ve barış ilan edildi.", "The National Pact (Misak-ı Millî ve barış) was proclaimed."),
        ("“Vatan ve millet” yazısı çıktı.", "The piece “Vatan ve millet” appeared."),
        ("Mustafa Kemal Paşa Ankara’ya geldi.", "Mustafa Kemal Paşa came to Ankara."),
        ("Hâkimiyet-i Milliye gazetesi", "The newspaper Hâkimiyet-i Milliye"),
        ("İsmet Paşa, Refet Paşa, Ali Fuat Paşa", "İsmet Paşa, Refet Paşa, Ali Fuat Paşa"),
        ("The Times gazetesi", "The Times newspaper"),
    ],
)
def test_accepts_glosses_and_names(source: str, target: str) -> None:
    """What stands in brackets or quotation marks, and names, may stay."""
    assert not sure("untranslated", [(source, target)])


def test_one_word_is_info() -> None:
    """A single loan word may be meant."""
    found = findings("untranslated", [("kağnı kolları yürüdü", "the kağnı columns marched")])
    assert [f.severity for f in found] == [Severity.INFO]


def test_reports_english_left_in_turkish() -> None:
    """The other direction works the same way."""
    pairs = [("They met in the hall of the school.", "Okulda of the hall buluştular.")]
    assert [f.severity for f in findings("untranslated", pairs, languages=EN_TR)] == [Severity.WARNING]


def test_reports_words_english_does_not_know() -> None:
    """Two small Turkish words without any letter of their own are seen as well."""
    pairs = [("Mukabil teklifnamenin metni", "the text of the mukabil teklifname")]
    assert sure("untranslated", pairs) == [(0, Severity.WARNING)]
