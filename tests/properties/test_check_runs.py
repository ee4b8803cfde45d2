"""Checks over arbitrary text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from check.trial import EN_TR, TERMS, bitext
from parallel.check import CheckOptions, run_checks
from parallel.model.bitext import Languages

ALPHABET = "İıIiŞşĞğâÂîûçöüÇÖÜabdkmnTBM0123456789 .,;:!?()[]{}“”«»\"'’-–/%\u00a0\u00ad\u2028\x07"
WORDS = [
    "Misak-ı Millî",
    "4 Eylül 1919",
    "National Pact",
    "National Oath",
    "the",
    "ve",
    "%40",
    "(Demir 1997: 41)",
    "TBMM",
]
TEXT = st.one_of(st.text(ALPHABET, max_size=60), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
PAIRS = st.lists(st.tuples(TEXT, TEXT, st.integers(0, 2)), max_size=6)


@settings(max_examples=80, deadline=None)
@given(PAIRS, st.sampled_from([Languages(), EN_TR]))
def test_any_text_can_be_checked(rows: list[tuple[str, str, int]], languages: Languages) -> None:
    """No text makes a check fail, point outside its row, or answer differently the second time."""
    made = bitext([row[:2] for row in rows], paragraphs=[row[2] for row in rows], languages=languages)
    options = CheckOptions(termbase=TERMS)
    found = run_checks(made, options=options)
    for finding in found:
        row = made.rows[finding.row]
        assert all(span.end <= len(row.source) for span in finding.source_spans)
        assert all(span.end <= len(row.target) for span in finding.target_spans)
    assert run_checks(made, options=options) == found


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_rows_are_independent_where_checks_are(rows: list[tuple[str, str, int]]) -> None:
    """Number, date and doubled words are found row by row: half a bitext has half the findings."""
    options = CheckOptions(enabled=frozenset({"number", "date", "doubled-word", "spacing", "characters"}))
    pairs = [row[:2] for row in rows]
    whole = run_checks(bitext(pairs), options=options)
    first = run_checks(bitext(pairs[:1]), options=options)
    assert tuple(finding for finding in whole if finding.row == 0) == first
