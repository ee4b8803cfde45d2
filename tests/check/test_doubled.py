"""A word written twice."""

import pytest

from check.trial import EN_TR, findings, sure
from parallel.model.finding import Severity


@pytest.mark.parametrize(
    "target", ["so that we accept the the mandate", "The the congress met", "they went to to Sivas", "The The Hague"]
)
def test_reports_a_doubled_word(target: str) -> None:
    """Small words are never meant twice, whatever their case."""
    assert sure("doubled-word", [("mandayı kabul edelim", target)]) == [(0, Severity.WARNING)]


@pytest.mark.parametrize(
    "target",
    [
        "He had had enough",
        "I know that that man came",
        "It was very, very cold",
        "It was very very cold",
        "the Bora Bora islands",
        "in 1920 1920 men",
        "on and on, on the road",
        "the men, the women",
        "Yes. Yes, he said",
    ],
)
def test_accepts_what_is_meant_twice(target: str) -> None:
    """Idiom, emphasis, names, figures and words parted by a mark."""
    assert not findings("doubled-word", [("metin", target)])


def test_accepts_what_the_source_doubles_too() -> None:
    """Turkish reduplication may be carried over."""
    assert not findings("doubled-word", [("yavaş yavaş ilerledi", "it went slowly slowly")])


def test_leaves_turkish_reduplication_alone() -> None:
    """In a Turkish translation only words that never reduplicate are reported."""
    pairs = [("they came slowly", "yavaş yavaş geldiler"), ("he and she", "o ve ve o")]
    assert [f.row for f in findings("doubled-word", pairs, languages=EN_TR)] == [1]
