"""The index of terms by first letters."""

from parallel.model.document import TURKISH
from parallel.model.termbase import Concept, ConceptId, Term, TermBase
from parallel.terms.matching.index import BUCKET, TermIndex


def index(*texts: str) -> TermIndex:
    """Build an index of Turkish terms, one concept each."""
    concepts = tuple(
        Concept(id=ConceptId(text), domain="", definition="", terms=(Term(text=text, language=TURKISH),))
        for text in texts
    )
    return TermIndex(TermBase(concepts=concepts), TURKISH)


def found(terms: TermIndex, letters: str, start: int = 0) -> list[str]:
    """Return the concepts that may begin at a place."""
    return [entry.concept for entry in terms.at(letters, start)]


def test_finds_by_shared_first_letters() -> None:
    """Only terms all of whose stable letters stand there come back."""
    terms = index("sancak", "sancak beyi", "sandık")
    assert found(terms, "sancagimiz") == ["sancak"]
    assert set(found(terms, "sancakbeyinin")) == {"sancak beyi", "sancak"}


def test_short_terms_are_found_by_each_stem() -> None:
    """A term of three letters is filed under its doubled stem too."""
    terms = index("hak", "BMM")
    assert found(terms, "hakki") != []
    assert found(terms, "bmmnin") == ["BMM"]


def test_single_letters_are_never_looked_for() -> None:
    """A term of one letter matches nothing in running text."""
    assert found(index("A"), "a") == []


def test_full_buckets_split() -> None:
    """Many terms with the same beginning are told apart by what follows."""
    names = [f"Büyük Millet Meclisi {word}" for word in ("reisi", "azası", "kâtibi", "encümeni", "zaptı", "kararı")]
    names += [f"Büyük Millet Meclisi {word} odası" for word in ("yazı", "evrak", "hesap", "posta", "bekleme")]
    assert len(names) > BUCKET
    terms = index(*names)
    for _ in range(2):
        assert found(terms, "buyukmilletmeclisikatibinin") == ["Büyük Millet Meclisi kâtibi"]


def test_empty_index() -> None:
    """No terms, no places."""
    terms = index()
    assert found(terms, "misak") == []
    assert list(terms.places("misak", [0])) == []


def test_variants_and_repeats() -> None:
    """A variant is an entry of its own; a spelling that folds to one already there is not."""
    term = Term(text="Misak-ı Millî", language=TURKISH, variants=("Millî Misak", "Misakı Milli"))
    concept = Concept(id=ConceptId("pact"), domain="", definition="", terms=(term,))
    terms = TermIndex(TermBase(concepts=(concept,)), TURKISH)
    assert [entry.spelling for entry in terms.entries] == ["Misak-ı Millî", "Millî Misak"]
