"""Looking up words in a term base."""

import pytest

from builders import concept, termbase
from parallel.model.document import ENGLISH, TURKISH
from parallel.terms import TermLookup, lookup

BASE = termbase(
    concept("misak-i-milli", "Misak-ı Millî", ("National Pact", "preferred"), ("National Oath", "deprecated")),
    concept("mukabil-teklifname", "mukabil teklifname", ("counter-proposal", "preferred")),
    concept("heyet-i-temsiliye", "Heyet-i Temsiliye", ("Representative Committee", "preferred")),
    concept("bmm", "TBMM", ("Grand National Assembly", "preferred")),
    concept("sevr", "Sevr Antlaşması", ("Treaty of Sèvres", "preferred"), ("Treaty of Sevr", "forbidden")),
    concept("sura", "şûra", ("council", "preferred")),
    concept("sure", "süre", ("term", "preferred")),
)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("Misak-ı Millî’nin", "misak-i-milli"),
        ("MISAKI MILLI", "misak-i-milli"),
        ("misak ı milli", "misak-i-milli"),
        ("heyeti temsiliyenin", "heyet-i-temsiliye"),
        ("mukabil teklifnameye", "mukabil-teklifname"),
        ("tbmm’de", "bmm"),
        ("T.B.M.M.", "bmm"),
        ("national pacts", "misak-i-milli"),
        ("counterproposal", "mukabil-teklifname"),
        ("Treaty of Sevres", "sevr"),
        ("sevr antlaşmamız", "sevr"),
    ],
)
def test_any_spelling_or_inflection(query: str, wanted: str) -> None:
    """Case, marks, hyphens and endings do not matter, in either language."""
    found = lookup(BASE, query)
    assert [hit.concept.id for hit in found.exact] == [wanted]
    assert found.near == ()


def test_near_misses_are_ranked() -> None:
    """A slip of the pen gives the term it comes nearest to, not as an exact hit."""
    found = lookup(BASE, "Misak-ı Mlli")
    assert found.exact == ()
    assert found.near[0].concept.id == "misak-i-milli"
    assert found.near[0].similarity < 1
    assert [hit.similarity for hit in found.near] == sorted((hit.similarity for hit in found.near), reverse=True)


def test_damaged_and_inflected_query() -> None:
    """Endings do not push a damaged term out of reach."""
    assert lookup(BASE, "Misak-ı Mi1lî’ninkilerden").near[0].concept.id == "misak-i-milli"


def test_part_of_a_term_offers_the_term() -> None:
    """A word of a term leads to the terms that hold it."""
    assert lookup(BASE, "temsiliye").near[0].concept.id == "heyet-i-temsiliye"


def test_better_marked_term_comes_first() -> None:
    """Between terms that differ in marks the one written like the query wins."""
    found = lookup(BASE, "sure")
    assert [hit.concept.id for hit in found.exact] == ["sure"]


def test_the_term_that_matched_is_named() -> None:
    """A forbidden rendering is found as such."""
    (hit,) = lookup(BASE, "Treaty of Sevr").exact
    assert hit.term.status == "forbidden"


def test_language_narrows() -> None:
    """Only terms of the language asked for are searched."""
    assert lookup(BASE, "National Pact", language=TURKISH).exact == ()
    assert lookup(BASE, "National Pact", language=ENGLISH).exact != ()


@pytest.mark.parametrize("query", ["", "  ", "—", "xqzw", "a"])
def test_nothing_to_find(query: str) -> None:
    """A query without letters, or like nothing, finds nothing."""
    found = lookup(BASE, query)
    assert (found.exact, found.near) == ((), ())


def test_limit() -> None:
    """At most as many near misses as asked for, one per concept."""
    assert len(lookup(BASE, "Misak-ı Mlli", limit=1).near) == 1
    assert lookup(BASE, "Misak-ı Mlli", limit=0).near == ()
    found = lookup(BASE, "national", limit=9).near
    assert len({hit.concept.id for hit in found}) == len(found)


def test_order_is_deterministic() -> None:
    """Equal near misses come in the order of the term base."""
    twins = termbase(concept("b", "birinci sulh"), concept("a", "birinci harp"))
    once = TermLookup(twins).find("birinci")
    assert [hit.concept.id for hit in once.near] == [hit.concept.id for hit in TermLookup(twins).find("birinci").near]
    assert {hit.concept.id for hit in once.near} == {"a", "b"}
