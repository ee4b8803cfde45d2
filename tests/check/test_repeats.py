"""The same source twice, the same target twice."""

from check.trial import findings, sure
from parallel.model.finding import Severity

VOTE = "Karar oy birliğiyle alınmıştı."


def test_reports_the_later_of_two_translations() -> None:
    """In a tie the later row is reported and the earlier one named."""
    found = findings("same-source", [(VOTE, "The vote was unanimous."), (VOTE, "All were in favour.")])
    assert [(f.row, f.severity, f.related) for f in found] == [(1, Severity.WARNING, (0,))]
    assert found[0].suggestion == "The vote was unanimous."


def test_reports_the_rarer_translation() -> None:
    """The commonest translation is the standard, wherever it stands."""
    pairs = [(VOTE, "All were in favour."), (VOTE, "The vote was unanimous."), (VOTE, "The vote was unanimous.")]
    assert sure("same-source", pairs) == [(0, Severity.WARNING)]


def test_ignores_case_and_punctuation() -> None:
    """A comma or a capital makes no other translation, and Turkish capitals fold as Turkish."""
    pairs = [("KARAR DÜN ALINDI", "The decision was taken"), ("Karar dün alındı.", "the decision was taken.")]
    assert not findings("same-source", pairs)


def test_short_texts_are_info() -> None:
    """One word may well be translated by context."""
    assert [f.severity for f in findings("same-source", [("Evet.", "Yes."), ("Evet.", "Indeed.")])] == [Severity.INFO]


def test_empty_texts_are_no_repetition() -> None:
    """Rows without words are not compared."""
    assert not findings("same-source", [("…", "One."), ("…", "Two.")])


def test_reports_one_translation_for_two_sources() -> None:
    """A translation pasted twice is pointed out, as info."""
    target = "The congress met in Sivas."
    found = findings("same-target", [("Kongre Sivas’ta toplandı.", target), ("Ordu yola çıktı.", target)])
    assert [(f.row, f.severity, f.related) for f in found] == [(1, Severity.INFO, (0,))]


def test_accepts_one_translation_for_one_source() -> None:
    """The same pair twice is consistent, and short targets recur by chance."""
    target = "The congress met in Sivas."
    assert not findings("same-target", [("Kongre toplandı.", target), ("Kongre toplandı.", target)])
    assert not findings("same-target", [("Peki.", "Very well."), ("Tamam.", "Very well.")])
