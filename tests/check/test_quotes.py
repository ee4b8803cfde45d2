"""Quotation marks over the paragraph."""

from check.trial import findings, sure
from parallel.model.finding import Severity


def test_reports_the_row_where_the_source_closes_and_the_target_does_not() -> None:
    """A quotation of three sentences lacks its closing mark; the third row is named."""
    pairs = [
        ("“Murahhasımız geldi.", "“Our delegate has come."),
        ("Şartlar bellidir.", "The terms are known."),
        ("Bekliyoruz.”", "We are waiting."),
    ]
    assert sure("quotes", pairs) == [(2, Severity.WARNING)]


def test_accepts_a_quotation_over_several_rows() -> None:
    """Marks balance over the paragraph, not over the row."""
    assert not findings("quotes", [("“Geldi.", "“He came."), ("Gitti.”", "He went.”")])


def test_accepts_other_marks_on_the_other_side() -> None:
    """Angle quotes may become double quotes."""
    assert not findings("quotes", [("«Vakit» gazetesi yazdı.", "The newspaper “Vakit” wrote.")])


def test_ignores_apostrophes() -> None:
    """Turkish and English apostrophes are no quotation marks."""
    assert not findings("quotes", [("Ankara’dan, İzmir'e", "Kemal’s men, the delegates' room")])


def test_accepts_what_is_as_odd_as_its_source() -> None:
    """A quotation that goes on in another paragraph is odd on both sides."""
    assert not findings("quotes", [("“Geldi.", "“He came.")])


def test_accepts_paragraphs_that_each_open_a_long_quotation() -> None:
    """English opens every paragraph of a long quotation and closes only the last."""
    pairs = [("“Geldi.”", "“He came."), ("“Gitti.”", "“He went.”")]
    assert not findings("quotes", pairs, paragraphs=[0, 1])


def test_tells_of_an_odd_source_as_info() -> None:
    """A mark lost in the source is worth knowing, but is no fault of the translation."""
    found = findings("quotes", [("“Geldi.", "“He came.”")])
    assert [(f.severity, f.source_spans != ()) for f in found] == [(Severity.INFO, True)]


def test_reports_a_single_mark_that_never_closes() -> None:
    """Single marks count where they open before a word; the apostrophes in between do not close them."""
    assert not findings("quotes", [("“Geldi.” dedi.", "‘He came’, he said.")])
    assert not findings("quotes", [("Yıllar", "the delegates’ room and Kemal’s")])
    assert sure("quotes", [("“Geldi.” dedi.", "‘Kemal’s men came, he said.")]) == [(0, Severity.WARNING)]
