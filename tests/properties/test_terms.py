"""What holds for every text and every term."""

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from parallel.language import casing
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Certainty, Concept, ConceptId, Term, TermBase
from parallel.terms import TermMatcher, lookup, validate
from parallel.terms.matching.damage import Aligner
from parallel.terms.matching.stream import LetterStream, fold_letters

ALPHABET = "abcçdefgğhıijklmnoöprsştuüvyzâîûİIŞĞÇ 1a.,;()-–’'ʼ\u00ad\u00a0\u2028\n\u0302\u0307ﬁß“”"
TEXTS = st.text(ALPHABET, max_size=60)
WORDS = st.text("abcçdegğhıiklmnoöprsştuüvyzâîû", min_size=2, max_size=9)
TERMS = ("Misak-ı Millî", "TBMM", "a.g.e.", "Gümrü", "hudut", "Heyet-i Temsiliye", "Büyük Millet Meclisi", "ilân etmek")
# Pieces of the terms themselves, so that drawn texts come near them.
PIECES = st.sampled_from(
    [
        *TERMS,
        "Misak",
        "-ı ",
        "Mil",
        "lî",
        "’nin",
        "-\n",
        "\n",
        "B",
        ". ",
        "M",
        "a.g",
        "e.",
        "larımız",
        "dud",
        ", ",
        " ve ",
    ]
)
SCRAPS = st.lists(st.one_of(PIECES, st.text(ALPHABET, max_size=3)), max_size=12).map("".join)


def base(*texts: str, language: Language = TURKISH) -> TermBase:
    """Build a term base of one concept per term."""
    return TermBase(
        concepts=tuple(
            Concept(id=ConceptId(f"c{at}"), domain="", definition="", terms=(Term(text=text, language=language),))
            for at, text in enumerate(texts)
        )
    )


MATCHER = TermMatcher(base(*TERMS), TURKISH)
EXACT = TermMatcher(base(*TERMS), TURKISH, suspected=False)


@given(TEXTS)
@example("a\u0302\u00adb ﬁ\x00c")
def test_stream_leads_back(text: str) -> None:
    """Every letter of the stream is part of the fold of the character it points to, in order; none is lost."""
    stream = LetterStream(text)
    assert stream.letters == casing.fold_loose(text).text == fold_letters(text)
    offsets = [stream.offset(place) for place in range(len(stream.letters))]
    assert offsets == sorted(offsets)
    assert all(
        letter in casing.fold_loose(text[offset]).text for letter, offset in zip(stream.letters, offsets, strict=True)
    )


@given(SCRAPS)
@settings(max_examples=200)
def test_mentions_are_sound(text: str) -> None:
    """Spans lie in the text, hold the surface, come in order, and never cross unless they are equal."""
    found = MATCHER.find(text)
    spans = [mention.span for mention in found]
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    assert all(mention.surface == mention.span.of(text) and mention.surface for mention in found)
    assert all(one == other or not one.overlaps(other) for one in spans for other in spans)


@given(SCRAPS)
@settings(max_examples=200)
def test_exact_pass_does_not_depend_on_the_other(text: str) -> None:
    """What an exact matcher finds the tolerant one finds too, or something longer in its place."""
    tolerant = MATCHER.find(text)
    for mention in EXACT.find(text):
        assert any(other.span.contains(mention.span) for other in tolerant)
        assert mention.certainty is Certainty.EXACT


@given(st.lists(st.one_of(PIECES, WORDS), max_size=8).map("".join))
def test_composition_does_not_matter(text: str) -> None:
    """Composed and decomposed text mention the same concepts."""
    decomposed = unicodedata.normalize("NFD", text)
    assert [mention.concept for mention in MATCHER.find(unicodedata.normalize("NFC", text))] == [
        mention.concept for mention in MATCHER.find(decomposed)
    ]


@given(st.lists(WORDS, min_size=1, max_size=3), st.sampled_from(["’nin", "'de", "ʼden", ""]))
def test_any_term_is_found_where_it_stands(words: list[str], ending: str) -> None:
    """A term between full stops is found, in both languages, with what an apostrophe adds."""
    term = " ".join(words)
    (mention, *others) = TermMatcher(base(term), TURKISH).find(f"Evet. {term}{ending}. Evet.")
    assert mention.surface == term + ending
    assert not others
    assert TermMatcher(base(term, language=ENGLISH), ENGLISH).find(f"Yes. {term}. Yes.")


@given(st.lists(WORDS, min_size=1, max_size=3), TEXTS)
def test_lookup_is_total_and_exact_for_terms(words: list[str], noise: str) -> None:
    """A term looks itself up; any other query gives an answer, the same one twice."""
    terms = base(" ".join(words), "Misak-ı Millî")
    assert lookup(terms, " ".join(words)).exact
    assert lookup(terms, noise) == lookup(terms, noise)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.integers(0, 6)), max_size=6))
def test_validation_is_total(entries: list[tuple[str, str, int]]) -> None:
    """Whatever stands in a term base, validation ends and says where."""
    concepts = tuple(
        Concept(
            id=ConceptId(f"c{at % 4}"),
            domain="",
            definition=text,
            terms=(Term(text=text, language=TURKISH, variants=(variant,)), Term(text=variant, language=ENGLISH)),
            see_also=(ConceptId(f"c{see}"),),
        )
        for at, (text, variant, see) in enumerate(entries)
    )
    found = validate(TermBase(concepts=concepts))
    assert all(problem.where and problem.message and problem.hint for problem in found)


@given(st.text("abdeiklmnrstu", min_size=1, max_size=12), st.text("abdeiklmnrstu", max_size=14))
def test_alignment_adds_up(term: str, text: str) -> None:
    """The costs of the words sum to the cost, and each letter of the text has a place, in order."""
    words = (0,) if len(term) == 1 else (0, len(term) // 2)
    for alignment in Aligner(term, words, (), 2.0).ends(text):
        assert sum(alignment.by_word) == alignment.cost <= 2.0
        assert len(alignment.places) == alignment.length
        assert list(alignment.places) == sorted(alignment.places)


@given(st.data(), st.sampled_from(["Lozan Konferansı", "sulh muahedesi", "müttefik devletler", "teklifname"]))
@settings(max_examples=200)
def test_single_edits_are_suspected(data: st.DataObject, term: str) -> None:
    """A long term with one letter changed, lost or doubled is found, and never as certain."""
    place = data.draw(st.integers(1, len(term) - 1).filter(lambda at: term[at].isalpha()))
    instead = data.draw(st.sampled_from(["", "x", term[place] * 2]))
    text = term[:place] + instead + term[place + 1 :]
    if fold_letters(text) != fold_letters(term):
        found = TermMatcher(base(term), TURKISH).find(f"Bu. {text}. Bu.")
        lone = " " not in term and instead == "x"
        assert lone or [mention.certainty for mention in found] == [Certainty.SUSPECTED]
