"""Two term bases made one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import concept, termbase
from parallel.errors import UsageError
from parallel.model.document import ENGLISH
from parallel.model.termbase import Concept, ConceptId, Source, Term, TermBase, TermStatus
from parallel.terms.merge import merge

PACT = concept("misak-i-milli", "Misak-ı Millî", ("National Pact", "preferred"))


def english(found: Concept) -> list[tuple[str, TermStatus]]:
    """Return the English terms with their statuses."""
    return [(term.text, term.status) for term in found.in_language(ENGLISH)]


def test_what_only_theirs_has_is_added() -> None:
    """New concepts come behind ours."""
    other = concept("sevr", "Sevr", ("Treaty of Sèvres", "preferred"))
    merged = merge(termbase(PACT), termbase(other))
    assert merged.termbase.concepts == (PACT, other)
    assert merged.added == (other,)
    assert merged.conflicts == ()


def test_new_terms_sources_and_references_join_ours() -> None:
    """Lists of both are kept; nothing is a conflict."""
    theirs = replace(
        concept("misak-i-milli", "Misak-ı Millî", ("National Pact", "preferred"), ("National Oath", "deprecated")),
        sources=(Source(title="Turkey"),),
        see_also=(ConceptId("sivas"),),
        period="1920",
    )
    merged = merge(termbase(PACT), termbase(theirs))
    ((before, after),) = merged.changed
    assert before is PACT
    assert english(after)[1] == ("National Oath", TermStatus.DEPRECATED)
    assert (after.sources, after.see_also, after.period) == (theirs.sources, theirs.see_also, "1920")
    assert merged.conflicts == ()


@pytest.mark.parametrize(("prefer", "winner"), [("ours", "A test concept."), ("theirs", "Another one.")])
def test_texts_that_differ_are_conflicts(prefer: str, winner: str) -> None:
    """Both are shown, and the preferred side stands."""
    merged = merge(termbase(PACT), termbase(replace(PACT, definition="Another one.")), prefer=prefer)
    (conflict,) = merged.conflicts
    assert (conflict.field, conflict.ours, conflict.theirs) == ("definition", "A test concept.", "Another one.")
    assert merged.termbase.concepts[0].definition == winner


@pytest.mark.parametrize(
    ("prefer", "expected"),
    [
        ("ours", [("National Pact", TermStatus.PREFERRED), ("National Covenant", TermStatus.ADMITTED)]),
        ("theirs", [("National Pact", TermStatus.ADMITTED), ("National Covenant", TermStatus.PREFERRED)]),
    ],
)
def test_one_term_stays_preferred(prefer: str, expected: list[tuple[str, TermStatus]]) -> None:
    """Another preferred term is a conflict; the loser is admitted."""
    theirs = concept("misak-i-milli", "Misak-ı Millî", ("National Covenant", "preferred"))
    merged = merge(termbase(PACT), termbase(theirs), prefer=prefer)
    assert [conflict.field for conflict in merged.conflicts] == ["preferred term in en"]
    assert english(merged.termbase.concepts[0]) == expected


def test_status_reason_and_spelling_are_compared() -> None:
    """The same term said differently of is a conflict for each thing that differs."""
    ours = concept("a", "Misak", ("National Oath", "deprecated"))
    term = Term(text="national oath", language=ENGLISH, status=TermStatus.FORBIDDEN, reason="Why.")
    theirs = replace(ours, terms=(ours.terms[0], term))
    merged = merge(termbase(ours), termbase(theirs))
    assert [conflict.field for conflict in merged.conflicts] == ["text of “National Oath”", "status of “National Oath”"]
    assert merged.termbase.concepts[0].terms[1].reason == "Why."


def test_the_same_terms_under_another_id() -> None:
    """Shared terms in both languages are one concept; its other id is shown, and references follow."""
    theirs = concept("national-pact", "Misakı Millî", ("national pact", "preferred"))
    friend = replace(concept("sivas", "Sivas Kongresi", ("Sivas Congress", "preferred")), see_also=(theirs.id,))
    merged = merge(termbase(PACT), termbase(theirs, friend))
    assert [found.id for found in merged.termbase] == ["misak-i-milli", "sivas"]
    assert merged.conflicts[0].field == "id"
    assert merged.termbase.concepts[1].see_also == (PACT.id,)


def test_a_shared_turkish_term_alone_is_another_concept() -> None:
    """Homonyms are left apart."""
    theirs = concept("yemin", "Misak-ı Millî", ("vow", "preferred"))
    assert len(merge(termbase(PACT), termbase(theirs)).termbase) == 2


def test_an_unknown_side_is_refused() -> None:
    """There are two sides."""
    with pytest.raises(UsageError):
        merge(termbase(), termbase(), prefer="both")


WORDS = st.sampled_from(["Misak", "misak", "İstiklal", "ıslahat", "âyan", "Heyet-i Temsiliye", "kongre"])
CONCEPTS = st.builds(
    lambda name, tr, en, status: concept(name, tr, (en, status)),
    st.sampled_from("abcd"),
    WORDS,
    st.sampled_from(["Pact", "pact", "Oath", "Reform", "Congress"]),
    st.sampled_from([status.value for status in TermStatus]),
)
BASES = st.lists(CONCEPTS, max_size=4, unique_by=lambda found: found.id).map(lambda found: termbase(*found))


@given(BASES)
def test_with_itself_nothing_changes(base: TermBase) -> None:
    """A base brings itself nothing, and with none it stays as it is."""
    empty = TermBase(concepts=())
    assert merge(base, empty).termbase.concepts == base.concepts
    assert merge(base, base).changed == ()
    assert merge(base, base).same == len(base)


@given(BASES, BASES, st.sampled_from(["ours", "theirs"]))
def test_nothing_is_lost(ours: TermBase, theirs: TermBase, prefer: str) -> None:
    """Every concept of ours is there; a second merge brings nothing new."""
    merged = merge(ours, theirs, prefer=prefer)
    assert [found.id for found in ours] == [found.id for found in merged.termbase][: len(ours)]
    again = merge(merged.termbase, theirs, prefer=prefer)
    assert again.added == ()
    assert len(again.termbase) == len(merged.termbase)
