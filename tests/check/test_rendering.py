"""One term, several renderings."""

from check.trial import findings, sure
from parallel.model.finding import Severity


def test_reports_the_later_of_two_renderings() -> None:
    """A tie goes to the first; the message names both."""
    pairs = [
        ("Kapitalizm I. Dünya Savaşı’na yol açtı.", "It led to the First World War."),
        ("I. Dünya Savaşı’nı başlatanlar", "those who began World War I"),
    ]
    (found,) = findings("inconsistent-rendering", pairs)
    assert (found.row, found.severity, found.related) == (1, Severity.WARNING, (0,))
    assert "World War I" in found.message
    assert "First World War" in found.message


def test_reports_the_rarer_rendering() -> None:
    """The majority is the standard, wherever it stands."""
    pairs = [("Misak-ı Millî", "the National Oath")] + [("Misak-ı Millî", "the National Pact")] * 2
    assert sure("inconsistent-rendering", pairs) == [(0, Severity.WARNING)]


def test_accepts_acronym_beside_full_name() -> None:
    """An institution may be written out and abbreviated."""
    pairs = [
        ("TBMM açıldı.", "The GNA opened."),
        ("Büyük Millet Meclisi toplandı.", "The Grand National Assembly met."),
        ("TBMM kapandı.", "The Grand National Assembly closed."),
    ]
    assert not findings("inconsistent-rendering", pairs)


def test_common_nouns_are_info() -> None:
    """Border and frontier may alternate."""
    pairs = [("Hudut çizildi.", "The border was drawn."), ("Hudut geçildi.", "The frontier was crossed.")]
    assert [f.severity for f in findings("inconsistent-rendering", pairs)] == [Severity.INFO]


def test_leaves_rows_it_cannot_attribute() -> None:
    """Two source terms and two renderings in one row: which renders which is not known."""
    pairs = [
        ("TBMM, yani Büyük Millet Meclisi", "the GNA, that is the Grand National Assembly"),
        ("TBMM açıldı.", "The GNA opened."),
    ]
    assert not findings("inconsistent-rendering", pairs)


def test_attributes_one_rendering_to_both_source_terms() -> None:
    """Two source terms and one rendering: it stands for both, and nothing is inconsistent."""
    pairs = [("TBMM, yani Büyük Millet Meclisi", "the GNA"), ("TBMM", "the GNA")]
    assert not findings("inconsistent-rendering", pairs)
