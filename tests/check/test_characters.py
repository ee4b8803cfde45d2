"""Characters no clean text holds."""

import pytest

from check.trial import findings
from parallel.model.finding import Severity


@pytest.mark.parametrize(
    ("source", "severity"),
    [
        ("Meclis \x07açıldı", Severity.WARNING),
        ("Meclis a\ufffdıldı", Severity.WARNING),
        ("Türkiye BÃ¼yÃ¼k Meclisi", Severity.WARNING),
        ("Þark ordusu çekildi, barýþ oldu", Severity.WARNING),
        ("Аnkara hükûmeti", Severity.WARNING),
        ("Mec\u00adlis açıldı", Severity.INFO),
        ("Mec\u200blis açıldı", Severity.INFO),
        ("Bag\u0306dat yolu", Severity.INFO),
    ],
)
def test_reports_faulty_characters(source: str, severity: Severity) -> None:
    """What is broken is a warning, what only hides is info."""
    assert [f.severity for f in findings("characters", [(source, "x")])] == [severity]


def test_reports_the_target_too() -> None:
    """The place is given on the side it is on."""
    (found,) = findings("characters", [("Geldi.", "He\ufffd came.")])
    assert not found.source_spans
    assert found.target_spans[0].of("He\ufffd came.") == "\ufffd"


@pytest.mark.parametrize(
    "text", ["Şûrâ-yı Saltanat’ın İğdır’daki üyesi", "Ελλάδα ve Россия", "Þingvellir’e gitti", "Hâkimiyet-i Milliye"]
)
def test_leaves_clean_text_alone(text: str) -> None:
    """Turkish letters, words in another script, one Icelandic name."""
    assert not findings("characters", [(text, "text")])
