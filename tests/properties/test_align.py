"""Alignments of arbitrary texts: nothing lost, doubled or crossed."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from parallel.align import AlignOptions, align
from parallel.language.numbers import find_dates, find_quantities
from parallel.language.stems import splits, stem_of
from parallel.language.tokens import base_form, tokens
from parallel.model.bitext import Languages
from parallel.model.document import ENGLISH, TURKISH, Language

ALPHABET = "İıIiŞşĞğâÂîûçöüÇÖÜabdkmnt0123456789 .,;:!?()\"'’-–%\u00a0\u00ad\u2028\x00\u0307"
WORDS = [
    "Mustafa Kemal",
    "4 Eylül 1919",
    "4 September 1919",
    "XIX. yüzyıl",
    "kongre",
    "congress",
    "the",
    "ve",
    "%40",
    "",
]
SENTENCE = st.one_of(st.text(ALPHABET, max_size=40), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
SENTENCES = st.lists(SENTENCE, max_size=14)
LANGUAGES = st.sampled_from([Languages(), Languages(ENGLISH, TURKISH), Languages(Language("de"), Language("fr"))])


@settings(max_examples=80, deadline=None)
@given(SENTENCES, SENTENCES, LANGUAGES, st.booleans())
def test_any_two_texts_are_covered(source: list[str], target: list[str], languages: Languages, explain: bool) -> None:  # noqa: FBT001 - drawn
    """The model itself refuses gaps and crossings; confidence is a probability; the same call answers the same."""
    options = AlignOptions(languages=languages, explain=explain)
    found = align(source, target, options=options)
    assert (found.source_size, found.target_size) == (len(source), len(target))
    assert all(0 <= bead.confidence <= 1 for bead in found.beads)
    assert all(len(bead.source) + len(bead.target) == 1 or bead.two_sided for bead in found.beads)
    assert align(source, target, options=options) == found


@settings(max_examples=60, deadline=None)
@given(SENTENCES.filter(bool), SENTENCES.filter(bool), st.data())
def test_anchors_are_kept_whatever_they_join(source: list[str], target: list[str], data: st.DataObject) -> None:
    """Anchored sentences share a bead."""
    count = data.draw(st.integers(1, 3))
    rows = sorted(data.draw(st.sets(st.integers(0, len(source) - 1), max_size=count)))
    columns = sorted(data.draw(st.sets(st.integers(0, len(target) - 1), max_size=count)))
    anchors = tuple(zip(rows, columns, strict=False))
    found = align(source, target, options=AlignOptions(anchors=anchors))
    for i, j in anchors:
        assert any(
            bead.source.start <= i < bead.source.end and bead.target.start <= j < bead.target.end
            for bead in found.beads
        )


@given(st.text(ALPHABET + "0123456789.,:;%XIV", max_size=80), st.sampled_from([TURKISH, ENGLISH, Language("de")]))
def test_quantities_lie_in_the_text(text: str, language: Language) -> None:
    """Spans are inside, in order, and only day lists share one."""
    found = find_quantities(text, language)
    for one, other in pairwise(found):
        assert one.span <= other.span
        assert one.span == other.span or not one.span.overlaps(other.span)
    assert all(quantity.span.end <= len(text) and quantity.value for quantity in found)
    assert all(date.span.end <= len(text) for date in find_dates(text, language))


@given(st.text(ALPHABET, max_size=60), st.sampled_from([TURKISH, ENGLISH]))
def test_tokens_lie_in_the_text(text: str, language: Language) -> None:
    """Each token is what its span covers, and its form can be stemmed."""
    for token in tokens(text, language):
        assert token.span.of(text) == token.text
        assert token.form == base_form(token.text, language)
        assert isinstance(stem_of(token.form, language), str)


@given(st.text("abcçdefgğhıijklmnoöprsştuüvyz", min_size=1, max_size=16))
def test_cuts_keep_the_word(word: str) -> None:
    """Stem and ending give the word back but for restored letters."""
    for stem, ending in splits(word):
        assert word.endswith(ending)
        assert len(word) <= len(stem) + len(ending) <= len(word) + 1
