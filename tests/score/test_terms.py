"""Term consistency and term accuracy against values worked out by hand."""

import pytest

from parallel.errors import InputError
from parallel.model.termbase import TermBase
from parallel.score import term_accuracy, term_consistency
from score.trial import TERMS, bitext, concept, one, values

PACT, OATH = "the National Pact", "the National Oath"
SOURCE = "Misak-ı Millî’nin esasları"


def test_shares_by_hand() -> None:
    """Ten occurrences: 4 preferred, 2 admitted, 1 forbidden, 1 left in Turkish, 2 missing."""
    targets = [PACT] * 4 + [OATH] * 2 + ["the Milli Pact", "the Misak-ı Millî", "it", "that text"]
    found = values(term_consistency(bitext(*[(SOURCE, target) for target in targets]), TERMS), "misak")
    assert found["term-occurrences"] == 10
    assert found["term-preferred"] == pytest.approx(0.4)
    assert found["term-admitted"] == pytest.approx(0.2)
    assert found["term-discouraged"] == pytest.approx(0.1)
    assert found["term-unknown"] == pytest.approx(0.1)
    assert found["term-missing"] == pytest.approx(0.2)


def test_measures_by_hand() -> None:
    """Three and one: HHI 10/16, LTCR 3/6."""
    found = values(term_consistency(bitext(*[(SOURCE, target) for target in [PACT, PACT, OATH, PACT]]), TERMS), "misak")
    assert found["term-hhi"] == pytest.approx(10 / 16)
    assert found["term-ltcr"] == pytest.approx(3 / 6)
    assert found["term-entropy"] == pytest.approx(0.188722, abs=1e-6)


def test_whole_document_by_hand() -> None:
    """Means over concepts rendered twice or more; LTCR with its sums over concepts."""
    rows = [(SOURCE, PACT), (SOURCE, PACT), (SOURCE, OATH), (SOURCE, PACT)]
    rows += [("Millî Mücadele", "the National Struggle")] * 2
    found = term_consistency(bitext(*rows), TERMS)
    assert one(found, "term-hhi").value == pytest.approx((10 / 16 + 1) / 2)
    assert one(found, "term-hhi").n == 2
    assert one(found, "term-ltcr").value == pytest.approx((3 + 1) / (6 + 1))
    assert one(found, "term-occurrences").value == 6
    assert one(found, "term-preferred").value == pytest.approx(5 / 6)


def test_each_rendering_stands_for_one_occurrence() -> None:
    """A row that names a concept twice and renders it once has one missing."""
    found = values(term_consistency(bitext((f"{SOURCE}, Misak-ı Millî", PACT)), TERMS), "misak")
    assert (found["term-preferred"], found["term-missing"]) == (0.5, 0.5)


def test_a_concept_never_rendered_has_no_index() -> None:
    """A measure that rests on nothing is left out."""
    found = values(term_consistency(bitext((SOURCE, "it")), TERMS), "misak")
    assert found["term-missing"] == 1
    assert "term-hhi" not in found
    assert "term-ltcr" not in found


def test_concepts_without_english_are_not_counted() -> None:
    """What cannot be rendered cannot be missing."""
    assert not values(term_consistency(bitext(("Yeminname okundu", "The oath was read")), TERMS), "yemin")


def test_an_empty_bitext_has_no_occurrences() -> None:
    """Nothing measured, nothing claimed."""
    found = term_consistency(bitext(), TERMS)
    assert [(score.name, score.value) for score in found] == [("term-occurrences", 0.0)]


def test_signature_follows_the_term_base() -> None:
    """Another term base gives another signature, the same one the same."""
    other = TermBase(concepts=(*TERMS.concepts, concept("harp", "harp", "war")))
    rows = bitext((SOURCE, PACT))
    (first, *_), (second, *_) = term_consistency(rows, TERMS), term_consistency(rows, other)
    assert first.signature != second.signature
    assert first.signature == term_consistency(rows, TERMS)[0].signature
    assert "version:" in first.signature


def test_accuracy_by_hand() -> None:
    """Three terms required, two found; a repeated hypothesis term counts once."""
    rows = bitext((SOURCE, PACT), (SOURCE, OATH), ("Millî Mücadele", "National Struggle, the National Struggle"))
    found = term_accuracy(rows, [PACT, PACT, "the National Struggle"], TERMS)
    assert values(found) == {"term-accuracy": pytest.approx(2 / 3)}
    assert values(found, "misak") == {"term-accuracy": 0.5}
    assert one(found, "term-accuracy").n == 3


def test_accuracy_requires_what_the_reference_has() -> None:
    """A concept the reference paraphrases is not required."""
    assert not term_accuracy(bitext((SOURCE, PACT)), ["that text"], TERMS)


def test_accuracy_checks_lengths() -> None:
    """Unequal lengths are refused, never cut."""
    with pytest.raises(InputError, match="1 references for 2 rows"):
        term_accuracy(bitext((SOURCE, PACT), (SOURCE, PACT)), [PACT], TERMS)
