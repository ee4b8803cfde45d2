"""Keyword in context."""

from builders import bitext, concept, termbase
from parallel.terms import concordance, rendering_counts

BASE = termbase(
    concept("pact", "Misak-ı Millî", ("National Pact", "preferred"), ("National Oath", "deprecated")),
    concept("border", "hudut", ("border", "preferred")),
)
ROWS = bitext(
    ("Misak-ı Millî’nin hudutları çizildi.", "The borders of the National Oath were drawn."),
    ("Misakı Milli kabul edildi.", "The National Pact was accepted."),
    ("Bunu söyledi.", "He said this."),
    ("Yine Misak-ı\nMillî okundu.", "The National Pact was read again."),
    ("Misak-ı Millî açıktır.", "It is clear."),
)


def test_lines_are_grouped_by_rendering() -> None:
    """The commonest rendering comes first, occurrences without one last."""
    lines = concordance(ROWS, BASE, "misak-ı millî")
    assert [(line.row, line.rendering) for line in lines] == [
        (1, "National Pact"),
        (3, "National Pact"),
        (0, "National Oath"),
        (4, ""),
    ]
    assert rendering_counts(lines) == (("National Pact", 2), ("National Oath", 1), ("", 1))


def test_context_is_on_one_line_and_bounded() -> None:
    """Context has the width asked for and no line breaks; the span points into the text."""
    line = concordance(ROWS, BASE, "pact", width=5)[1]
    assert (line.left, line.keyword, line.right) == ("Yine ", "Misak-ı Millî", " okun")
    assert line.span.of(ROWS.rows[3].source) == "Misak-ı\nMillî"


def test_query_in_the_target_language() -> None:
    """An English query searches the English side and shows the Turkish term."""
    lines = concordance(ROWS, BASE, "borders")
    assert [(line.keyword, line.rendering) for line in lines] == [("borders", "hudut")]


def test_query_the_term_base_does_not_have() -> None:
    """An unknown word is searched with its endings."""
    (line,) = concordance(bitext(("Karar okundu.", "Read."), ("Kararsız.", "No.")), BASE, "karar")
    assert (line.keyword, line.rendering) == ("Karar", "")


def test_each_occurrence_takes_its_own_rendering() -> None:
    """Two occurrences in a row take two renderings in order, and share the last."""
    rows = bitext(("hudut, hudut, hudut", "border, border"))
    assert [line.rendering for line in concordance(rows, BASE, "hudut")] == ["border"] * 3


def test_nothing_found() -> None:
    """No occurrence, no line."""
    assert concordance(ROWS, BASE, "Elviye-i Selâse") == ()
