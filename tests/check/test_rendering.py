"""One term, several renderings."""

from dataclasses import replace

import pytest

from check.trial import TERMS, bitext, concept, findings, sure
from parallel.check import CheckOptions, count_usage, run_checks
from parallel.check.reading.concepts import is_compatible
from parallel.model.finding import Severity
from parallel.model.termbase import TermBase


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


def test_compares_with_other_bitexts() -> None:
    """What one bitext always says is reported once where the others say something else more often."""
    here = bitext([("Misak-ı Millî", "the National Oath"), ("Misak-ı Millî’nin", "of the National Oath")])
    there = [replace(bitext([("Misak-ı Millî", "the National Pact")] * 2), name=name) for name in ("001", "004")]
    usage = count_usage([here, *there], TERMS)
    options = CheckOptions(termbase=TERMS, enabled=frozenset({"inconsistent-rendering"}), usage=usage)
    (found,) = run_checks(here, options=options)
    assert (found.row, found.severity, found.suggestion) == (0, Severity.WARNING, "National Pact")
    assert found.message.endswith("in 001, 004")
    assert not run_checks(there[0], options=options)


def test_other_bitexts_must_be_more_consistent() -> None:
    """A tie between bitexts accuses neither."""
    pair = bitext([("Misak-ı Millî", "the National Oath")])
    other = replace(bitext([("Misak-ı Millî", "the National Pact")]), name="001")
    options = CheckOptions(termbase=TERMS, usage=count_usage([pair, other], TERMS))
    assert not [f for f in run_checks(pair, options=options) if f.check == "inconsistent-rendering"]


def test_one_departure_from_a_steady_noun_is_a_warning() -> None:
    """Three borders and one frontier: the document has a usage of its own."""
    pairs = [("Hudut çizildi.", "The border was drawn.")] * 3 + [("Hudut geçildi.", "The frontier was crossed.")]
    assert sure("inconsistent-rendering", pairs) == [(3, Severity.WARNING)]


@pytest.mark.parametrize(
    ("first", "second", "compatible"),
    [
        ("Norman Bray", "Major Norman N. E. Bray", True),
        ("Defence of Rights", "Defence of Rights society", True),
        ("Grand National Assembly", "GNA", True),
        ("occupy", "occupation", True),
        ("border", "frontier", False),
        ("National Pact", "National Oath", False),
        ("Representative Committee", "Committee of Representation", False),
        ("GNA", "TBMM", False),
    ],
)
def test_longer_and_derived_forms_are_compatible(first: str, second: str, *, compatible: bool) -> None:
    """Shorter and longer forms of one name, acronyms and words of one stem may stand side by side."""
    assert is_compatible(first, second) is compatible


def test_the_usual_rendering_beside_another_is_enough() -> None:
    """A row that has the usual rendering may use the other word for something else."""
    pairs = [("Hudut", "border"), ("Hudut", "border"), ("Hudut boyunca", "along the border, the frontier of hope")]
    assert not findings("inconsistent-rendering", pairs)


def test_a_tie_goes_to_the_preferred_term() -> None:
    """Once each: the term base decides which is the usual one."""
    pairs = [("I. Dünya Savaşı", "World War I"), ("I. Dünya Savaşı", "the First World War")]
    assert sure("inconsistent-rendering", pairs) == [(0, Severity.WARNING)]


def test_a_place_and_its_adjective_are_one() -> None:
    """France and French render one name; Smyrna beside three Izmirs does not."""
    france = replace(concept("fransa", ["Fransa"], preferred=["France"], admitted=["French"]), domain="geography")
    izmir = replace(concept("izmir", ["İzmir"], preferred=["Izmir"], admitted=["Smyrna"]), domain="geography")
    base = TermBase(concepts=(france, izmir))
    pairs = [("Fransa", "France")] * 3 + [("Fransa ordusu", "the French army")]
    assert not findings("inconsistent-rendering", pairs, termbase=base)
    pairs = [("İzmir", "Izmir")] * 3 + [("İzmir limanı", "the port of Smyrna")]
    assert [f.row for f in findings("inconsistent-rendering", pairs, termbase=base)] == [3]
