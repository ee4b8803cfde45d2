"""Candidates of translation."""

import pytest

from align.samples import UNKNOWN
from parallel.align.lexical.features import Features, read_features
from parallel.align.lexical.links import KEPT, Links, first_lexis, gather_links, is_figure, sounds_of, usable_entries
from parallel.align.options import AlignOptions, LexicalModel
from parallel.model.bitext import Languages
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Concept, ConceptId, Term, TermBase


def sides(source: str, target: str, languages: Languages | None = None) -> tuple[Features, Features]:
    """Read one sentence per side."""
    pair = languages or Languages()
    return read_features([source], pair.source), read_features([target], pair.target)


def chance(links: Links, pair: tuple[Features, Features], left: str, right: str) -> tuple[float, float] | None:
    """Forward and backward probability of two types, or None."""
    source, target = pair[0].types.index(left), pair[1].types.index(right)
    at = [k for k in range(len(links.source)) if (links.source[k], links.target[k]) == (source, target)]
    return (float(links.forward[at[0]]), float(links.backward[at[0]])) if at else None


def test_table_and_lexicon_know_turkish() -> None:
    """A frequent word has its translation, an unrelated one has none."""
    pair = sides("karar", "decision horse")
    links = gather_links(*pair, AlignOptions())
    found = chance(links, pair, "karar", "decision")
    assert found is not None
    assert min(found) > 0.3
    assert chance(links, pair, "karar", "hors") is None


def test_directions_are_exchanged_for_english_turkish() -> None:
    """The probabilities change places."""
    there = sides("karar", "decision")
    back = sides("decision", "karar", Languages(ENGLISH, TURKISH))
    forward = chance(gather_links(*there, AlignOptions()), there, "karar", "decision")
    options = AlignOptions(languages=Languages(ENGLISH, TURKISH))
    assert forward is not None
    assert chance(gather_links(*back, options), back, "decision", "karar") == forward[::-1]


def test_other_languages_have_no_lexicon() -> None:
    """Only spelling is left."""
    pair = sides("karar", "decision", UNKNOWN)
    assert len(gather_links(*pair, AlignOptions(languages=UNKNOWN)).source) == 0


@pytest.mark.parametrize(
    ("left", "right", "linked"),
    [("kavanaugh", "kavanaugh", True), ("demokrasi", "demokratie", True), ("ege", "ege", True), ("ege", "eger", False)],
)
def test_cognates(left: str, right: str, *, linked: bool) -> None:
    """Four equal letters at the start, or the same short word."""
    pair = sides(left, right, UNKNOWN)
    assert (chance(gather_links(*pair, AlignOptions(languages=UNKNOWN)), pair, left, right) is not None) is linked


def test_the_closer_the_spelling_the_stronger() -> None:
    """Equal words link more than words that only begin alike."""
    pair = sides("konferans konferanz", "konferans", UNKNOWN)
    links = gather_links(*pair, AlignOptions(languages=UNKNOWN))
    same, near = (chance(links, pair, word, "konferans") for word in ("konferans", "konferanz"))
    assert same is not None
    assert near is not None
    assert same > near


def test_numbers_link_to_themselves() -> None:
    """Equal keys only."""
    pair = sides("1920 41", "1920 42", UNKNOWN)
    links = gather_links(*pair, AlignOptions(languages=UNKNOWN))
    assert chance(links, pair, "#1920", "#1920") == (0.8, 0.8)
    assert chance(links, pair, "#41", "#42") is None


def test_the_higher_of_two_probabilities_counts() -> None:
    """A learnt model can raise a probability and not lower it."""
    pair = sides("konferans", "konferans", UNKNOWN)
    low = LexicalModel(languages=UNKNOWN, entries=(("konferans", "konferans", 0.01, 0.99),))
    plain = chance(gather_links(*pair, AlignOptions(languages=UNKNOWN)), pair, "konferans", "konferans")
    found = chance(gather_links(*pair, AlignOptions(languages=UNKNOWN, model=low)), pair, "konferans", "konferans")
    assert plain is not None
    assert found == (plain[0], 0.99)


def test_what_is_learnt_adds_nothing_to_known_words() -> None:
    """Turkish words the package knows keep their translations; a model of another direction says nothing."""
    model = LexicalModel(
        languages=Languages(), entries=(("karar", "umbrella", 0.9, 0.9), ("zeyb", "umbrella", 0.9, 0.9))
    )
    assert usable_entries(model, Languages()) == [("zeyb", "umbrella", 0.9, 0.9)]
    assert usable_entries(model, UNKNOWN) == []
    assert usable_entries(None, Languages()) == []


def test_what_is_learnt_from_english_adds_nothing_to_known_words() -> None:
    """The Turkish word decides in the other direction too."""
    model = LexicalModel(languages=Languages(ENGLISH, TURKISH), entries=(("umbrella", "karar", 0.9, 0.9),))
    assert usable_entries(model, Languages(ENGLISH, TURKISH)) == []


def test_a_glossary_links_words_nobody_else_knows() -> None:
    """The words of terms are linked where table and lexicon are silent, except particles."""
    words = (("zeybekname", TURKISH), ("epistle of the efes", ENGLISH))
    terms = tuple(Term(text=text, language=language) for text, language in words)
    base = TermBase(concepts=(Concept(id=ConceptId("z"), domain="", definition="", terms=terms),))
    pair = sides("zeybekname", "the epistle of efes")
    links = gather_links(*pair, AlignOptions(termbase=base))
    assert chance(links, pair, pair[0].types[0], "epistl") is not None
    assert chance(links, pair, pair[0].types[0], "the") is None


def test_a_glossary_adds_nothing_to_known_words() -> None:
    """Guesses do not stand beside what was counted."""
    terms = (Term(text="karar günü", language=TURKISH), Term(text="umbrella meadow", language=ENGLISH))
    base = TermBase(concepts=(Concept(id=ConceptId("k"), domain="", definition="", terms=terms),))
    pair = sides("karar", "umbrella")
    assert chance(gather_links(*pair, AlignOptions(termbase=base)), pair, "karar", "umbrella") is None


def test_a_glossary_serves_any_language() -> None:
    """Terms of the two languages asked for are used."""
    german = Language("de")
    terms = (Term(text="Heyet", language=TURKISH), Term(text="Ausschuss", language=german))
    base = TermBase(concepts=(Concept(id=ConceptId("h"), domain="", definition="", terms=terms),))
    languages = Languages(TURKISH, german)
    pair = sides("heyet", "ausschuss", languages)
    links = gather_links(*pair, AlignOptions(languages=languages, termbase=base))
    assert chance(links, pair, "heyet", "ausschuss") == (0.6, 0.6)


def test_first_beliefs() -> None:
    """A figure speaks even without a counterpart, a word without one says nothing."""
    source, target = sides("karar 1920 brxlmnt", "decision")
    lexis = first_lexis(gather_links(source, target, AlignOptions()), source, target)
    believed = dict(zip(source.types, lexis.source_chances.tolist(), strict=True))
    assert believed["brxlmnt"] == 1
    assert believed["#1920"] == pytest.approx(1 - KEPT)
    assert believed["karar"] < 0.5


@pytest.mark.parametrize(
    ("left", "right"),
    [("teknik", "technique"), ("fotograf", "photograph"), ("demokrasi", "democracy"), ("seremoni", "ceremony")],
)
def test_spellings_of_one_sound(left: str, right: str) -> None:
    """Loan words meet however a language writes them."""
    assert sounds_of(left)[:4] == sounds_of(right)[:4]


@pytest.mark.parametrize(
    ("key", "figure"), [("#1920", True), ("#22", True), ("#2", False), ("#?", False), ("ev", False)]
)
def test_figures(key: str, *, figure: bool) -> None:
    """Numbers of two digits or more."""
    assert is_figure(key) is figure
