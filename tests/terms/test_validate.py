"""What validation reports."""

from dataclasses import replace

import pytest

from parallel.model.document import ENGLISH, TURKISH
from parallel.model.finding import Severity
from parallel.model.termbase import Concept, ConceptId, Term, TermBase, TermStatus
from parallel.terms import Problem, validate


def concept(name: str, *terms: Term, see: tuple[str, ...] = ()) -> Concept:
    """Build a sound concept unless told otherwise."""
    return Concept(
        id=ConceptId(name),
        domain="law",
        definition="What it means.",
        terms=terms or (tr(f"{name} terimi"), en(f"{name} term")),
        see_also=tuple(ConceptId(other) for other in see),
        where=f"law.yaml:{name}",
    )


def tr(text: str, *variants: str) -> Term:
    """Build a preferred Turkish term."""
    return Term(text=text, language=TURKISH, variants=variants)


def en(text: str, status: TermStatus = TermStatus.PREFERRED, reason: str = "") -> Term:
    """Build an English term."""
    return Term(text=text, language=ENGLISH, status=status, reason=reason)


def problems(*concepts: Concept) -> tuple[Problem, ...]:
    """Validate a term base of these concepts."""
    return validate(TermBase(concepts=concepts))


def test_sound_term_base() -> None:
    """Nothing is wrong with concepts that keep the rules."""
    assert problems(concept("a", see=("b",)), concept("b"), concept("c", see=("b",))) == ()


@pytest.mark.parametrize(
    ("entry", "severity", "words"),
    [
        (concept("a", tr("sulh"), tr("barış"), en("peace")), Severity.ERROR, "prefers 2 terms in tr"),
        (concept("a", tr("—"), en("peace")), Severity.ERROR, "without letters"),
        (concept("a", tr("sulh", "—"), en("peace")), Severity.ERROR, "variant without letters"),
        (concept("a", tr(" sulh"), en("peace")), Severity.WARNING, "space"),
        (concept("a", tr("Misak-ı Millî", "misakı milli"), en("pact")), Severity.WARNING, "already covered"),
        (concept("a", tr("Kuvâ-yi Milliye", "Kuva-i Milliye"), en("forces")), Severity.WARNING, "already covered"),
        (concept("a", tr("sulh"), en("peace"), en("peas", TermStatus.FORBIDDEN)), Severity.WARNING, "without a reason"),
        (concept("a", tr("sulh"), en("peace", TermStatus.ADMITTED)), Severity.WARNING, "prefers no term in en"),
        (concept("a", tr("sulh"), en("peas", TermStatus.FORBIDDEN, "No.")), Severity.ERROR, "is to be avoided"),
        (concept("a", tr("sulh"), en("peace"), en("peace", TermStatus.ADMITTED)), Severity.ERROR, "one term twice"),
        (concept("a", tr("BMM"), en("GNA"), en("G.N.A.", TermStatus.ADMITTED)), Severity.WARNING, "one term twice"),
        (concept("a", see=("a",)), Severity.ERROR, "refers to itself"),
        (concept("a", see=("nowhere",)), Severity.ERROR, "does not exist"),
        (replace(concept("a"), definition=" "), Severity.WARNING, "no definition"),
        (replace(concept("a"), terms=()), Severity.ERROR, "no terms"),
        (concept(" ", tr("sulh"), en("peace")), Severity.ERROR, "without an id"),
    ],
)
def test_problem_of_one_concept(entry: Concept, severity: Severity, words: str) -> None:
    """Each rule is reported once, with place and hint."""
    (problem,) = problems(entry)
    assert (problem.severity, words in problem.message) == (severity, True)
    assert problem.where == entry.where
    assert problem.hint


def test_repeated_id_names_both_places() -> None:
    """Two entries with one id are an error that names the other place."""
    twin = replace(concept("a", tr("harp"), en("war")), where="law.yaml:9")
    (problem,) = problems(concept("a", tr("sulh"), en("peace")), twin)
    assert problem.where == "law.yaml:9"
    assert "law.yaml:a" in problem.message


def test_variant_that_is_another_head() -> None:
    """A variant that is another concept's term is an error at the variant's entry, whichever comes first."""
    one, other = concept("a", tr("sulh", "barış"), en("peace")), concept("b", tr("barış"), en("calm"))
    for order in ((one, other), (other, one)):
        (problem,) = problems(*order)
        assert problem.where == "law.yaml:a"
        assert problem.severity is Severity.ERROR


def test_one_variant_in_two_concepts() -> None:
    """A variant cannot belong to two concepts."""
    (problem,) = problems(
        concept("a", tr("sulh", "barış"), en("peace")), concept("b", tr("sükûn", "Barış"), en("calm"))
    )
    assert "is a variant of b and of a" in problem.message


def test_shared_heads() -> None:
    """One Turkish term for two concepts, or one preferred rendering, is worth a warning; admitted ones are not."""
    (turkish,) = problems(concept("a", tr("sulh"), en("peace")), concept("b", tr("Sulh"), en("calm")))
    assert turkish.severity is Severity.WARNING
    (english,) = problems(concept("a", tr("sulh"), en("peace")), concept("b", tr("barış"), en("peace")))
    assert english.severity is Severity.WARNING
    shared = concept("b", tr("barış"), en("calm"), en("peace", TermStatus.ADMITTED))
    assert problems(concept("a", tr("sulh"), en("peace")), shared) == ()


def test_forbidden_term_may_be_another_concepts_term() -> None:
    """What is wrong for one concept may be right for another."""
    wrong = concept("b", tr("ateşkes"), en("armistice"), en("peace", TermStatus.FORBIDDEN, "Another thing."))
    assert problems(concept("a", tr("sulh"), en("peace")), wrong) == ()


def test_marks_tell_terms_apart() -> None:
    """*süre* and *sûre* fold alike but are two words."""
    assert problems(concept("a", tr("süre"), en("term")), concept("b", tr("sûre"), en("chapter"))) == ()


@pytest.mark.parametrize("size", [2, 3, 50])
def test_ring_is_noted_once(size: int) -> None:
    """References that run in a ring are noted once, as no more than a note, and end."""
    ring = [concept(f"c{at}", see=(f"c{(at + 1) % size}",)) for at in range(size)]
    (problem,) = problems(*ring)
    assert "run in a ring" in problem.message
    assert problem.severity is Severity.INFO
    assert problem.where == "law.yaml:c0"


def test_rings_apart_are_noted_apart() -> None:
    """Two rings that do not meet are two notes; a shortest way is shown, the size is said."""
    pair = [concept("a", see=("b",)), concept("b", see=("a",))]
    many = [concept(f"c{at}", see=(f"c{(at + 1) % 4}", "c0")) for at in range(1, 4)]
    found = problems(*pair, concept("c0", see=("c1",)), *many)
    assert [problem.message for problem in found] == [
        "references run in a ring: a → b → a",
        "references run in a ring: c0 → c1 → c0, 4 concepts in all",
    ]


def test_long_chain_without_ring() -> None:
    """A long chain of references is fine and costs little."""
    size = 3000
    assert problems(*(concept(f"c{at}", see=(f"c{at + 1}",) if at + 1 < size else ()) for at in range(size))) == ()


def test_retired_concept_must_refer_to_a_living_one() -> None:
    """A concept with only banned terms that refers to another such concept leads nowhere."""
    old = en("old", TermStatus.SUPERSEDED, "New one.")
    dead = concept("a", old, see=("b",))
    gone = concept("b", en("gone", TermStatus.DEPRECATED, "Too."))
    assert any("retired too" in problem.message for problem in problems(dead, gone))


def test_order_is_that_of_the_file() -> None:
    """Problems come entry by entry."""
    found = problems(concept("a", see=("x",)), concept("b", see=("b",)), replace(concept("c"), definition=""))
    assert [problem.where for problem in found] == ["law.yaml:a", "law.yaml:b", "law.yaml:c"]


def test_place_without_file() -> None:
    """A term base made in memory names concepts by id."""
    (problem,) = problems(replace(concept("a"), definition="", where=""))
    assert problem.where == "a"
