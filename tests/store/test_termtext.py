"""A concept as YAML lines, and changes to such lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import REPOSITORY
from parallel.errors import InputError, UsageError
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Concept, ConceptId, Source, Term, TermStatus
from parallel.store import strict_yaml
from parallel.store.glossary import load_glossary, parse_yaml
from parallel.store.termtext import concept_text, edited, quoted, with_field, with_term, without_term
from parallel.terms.merge import unlocated

ENTRY = """\
- id: misak # why this id
  domain: treaty
  definition: >-
    Own words
    on two lines.
  tr:
    # head
    - {term: Misak-ı Millî, variants: [Millî Misak]}
  en:
    - term: "National Pact" # settled
      reason: LONG
  mood: [unknown, kept]
""".replace("LONG", "A long reason that stands on one line of its own and stays there. " * 3 + "End.")
LETTERS = st.text(
    st.sampled_from("İıIişğâ’'\u00ad\u00a0\u2028\ufeff\x07\n\t -:#{}[],&*!|>%@`\"\\~0123nyo."), max_size=30
)


def oath(status: TermStatus = TermStatus.DEPRECATED, *, reason: str = "Older.") -> Term:
    """Return a term to add."""
    return Term(text="National Oath", language=ENGLISH, status=status, reason=reason)


@given(LETTERS)
def test_any_text_comes_back(text: str) -> None:
    """A quoted scalar is read as what was written, alone and in a list."""
    loaded = strict_yaml.load(f"- {quoted(text)}\n- [{quoted(text)}, x]\n".encode(), "x")
    assert isinstance(loaded, strict_yaml.Sequence)
    assert loaded[0] == text
    assert loaded[1] == [text, "x"]


@given(LETTERS, LETTERS, LETTERS, LETTERS)
def test_any_concept_comes_back(term: str, reason: str, definition: str, title: str) -> None:
    """Whatever its texts hold, the lines say the concept; runs of spaces in longer texts are one."""
    concept = Concept(
        id=ConceptId("x"),
        domain="d",
        definition=" ".join(definition.split()) or "x",
        terms=(Term(text=f"a{term}", language=TURKISH, variants=(f"b{term}",), reason=" ".join(reason.split())),),
        sources=(Source(title=f"t{title}", author="Yazar, A."),),
    )
    (back,) = parse_yaml(concept_text(concept).encode(), "x")
    assert unlocated(back) == concept


def test_the_curated_glossary_comes_back() -> None:
    """Every concept of the repository, written anew and read, is the same."""
    concepts = load_glossary(REPOSITORY / "glossary", "g").concepts
    back = parse_yaml("\n".join(map(concept_text, concepts)).encode(), "x")
    assert list(map(unlocated, back)) == list(map(unlocated, concepts))


def test_other_languages_have_lists_of_their_own() -> None:
    """A German term is kept; a code YAML has another use for is refused."""
    concept = Concept(
        id=ConceptId("x"), domain="d", definition="x", terms=(Term(text="Pakt", language=Language("de")),)
    )
    assert unlocated(parse_yaml(concept_text(concept).encode(), "x")[0]) == concept
    for code in ("id", "x-klingon"):
        wrong = Concept(id=ConceptId("x"), domain="", definition="", terms=(Term(text="a", language=Language(code)),))
        with pytest.raises(InputError):
            concept_text(wrong)


def test_a_term_is_added_and_nothing_else_changes() -> None:
    """Comments, quoting, folding, long lines and unknown fields stay byte for byte."""
    after = edited(ENTRY, with_term(oath()))
    added = "    - term: National Oath\n      status: deprecated\n      reason: Older.\n"
    assert after == ENTRY.replace("  mood:", f"{added}  mood:")


def test_a_known_term_gets_another_status() -> None:
    """The entry of the term is changed in place; the usual status is not written."""
    after = edited(ENTRY, with_term(oath()))
    after = edited(after, with_term(oath(TermStatus.FORBIDDEN, reason="")))
    assert "status: forbidden\n      reason: Older." in after
    pact = Term(text="National Pact", language=ENGLISH)
    assert edited(ENTRY, with_term(pact)) == ENTRY


def test_the_first_term_of_a_language() -> None:
    """It is preferred without saying so."""
    after = edited("- id: a\n", with_term(Term(text="Misak", language=TURKISH, variants=("Mîsak",))))
    assert after == "- id: a\n  tr:\n    - term: Misak\n      variants:\n        - Mîsak\n"


def test_a_term_is_taken_out() -> None:
    """Only one the entry has."""
    after = edited(edited(ENTRY, with_term(oath())), without_term(ENGLISH, "National Oath"))
    assert after == ENTRY
    with pytest.raises(UsageError):
        edited(ENTRY, without_term(TURKISH, "National Pact"))


def test_fields() -> None:
    """A longer text is folded, an empty one takes the field out."""
    after = edited(ENTRY, with_field("usage", "Which school uses what, and since when. " * 5))
    assert "  usage: >-\n    Which school" in after
    assert max(map(len, after.splitlines()[-4:])) < 120
    assert edited(after, with_field("usage", "")) == ENTRY
