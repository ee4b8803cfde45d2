"""Brackets without their partner."""

from check.trial import findings, sure
from parallel.model.finding import Severity
from parallel.model.span import Span


def test_reports_a_bracket_that_never_closes() -> None:
    """The lost closing bracket of a citation is reported at the opening one."""
    found = findings("brackets", [("İstifa etti (krş. Demir 2011: 131).", "He resigned (cf. Demir 2011: 131.")])
    assert [(f.row, f.severity, f.target_spans) for f in found] == [(0, Severity.WARNING, (Span(12, 13),))]


def test_pairs_brackets_over_the_paragraph() -> None:
    """A bracket may close a sentence later."""
    assert not findings("brackets", [("(Geldi.", "(He came."), ("Gitti.)", "He went.)")])


def test_does_not_pair_over_paragraphs() -> None:
    """Each paragraph is on its own."""
    pairs = [("(Geldi.)", "(He came."), ("Gitti.", "He went.)")]
    assert [row for row, _ in sure("brackets", pairs, paragraphs=[0, 1])] == [0, 1]


def test_accepts_list_markers() -> None:
    """A list marker closes what nothing opened."""
    assert not findings("brackets", [("a) sulh; 2) tahliye", "a) peace; 2) evacuation; iv) return")])


def test_reports_each_kind_apart() -> None:
    """Round and square brackets do not close each other."""
    found = findings("brackets", [("x", "It was 1338 [1922).")])
    assert [f.target_spans[0].start for f in found] == [12, 17]


def test_is_info_where_the_source_has_the_same_fault() -> None:
    """A fault copied from the source is not the translator's."""
    found = findings("brackets", [("Geldi (bkz. ek.", "He came (see annex.")])
    assert [f.severity for f in found] == [Severity.INFO]
