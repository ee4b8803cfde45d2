"""The bitext as checks look at it."""

import pytest

from check.trial import EN_TR, TERMS, bitext
from parallel.check import CheckOptions, run_checks
from parallel.check.reading import view as view_module
from parallel.check.reading.view import Side, View, brief, is_capitals, mentions_in, runs, words_of
from parallel.model.bitext import Languages
from parallel.model.document import TURKISH, Language
from parallel.terms import TermMatcher


def test_words_keep_hyphens_and_apostrophes() -> None:
    """A word runs on over inner hyphens and apostrophes; its stem ends at the apostrophe."""
    words = words_of("Heyet-i Temsiliye’nin 14. üyesi")
    assert [word.text for word in words] == ["Heyet-i", "Temsiliye’nin", "14", "üyesi"]
    assert words[1].stem == "Temsiliye"


def test_paragraphs_are_runs_of_rows() -> None:
    """Rows of one number that follow each other form a paragraph."""
    view = View(bitext([("a", "b")] * 4, paragraphs=[1, 1, 2, 1]), CheckOptions())
    assert view.paragraphs == (range(2), range(2, 3), range(3, 4))


def test_turkish_side_depends_on_the_direction() -> None:
    """Either side may be Turkish; other pairs have no Turkish side."""
    assert View(bitext([]), CheckOptions()).turkish is Side.SOURCE
    assert View(bitext([], languages=EN_TR), CheckOptions()).turkish is Side.TARGET
    german = Languages(Language("de"), Language("fr"))
    assert View(bitext([], languages=german), CheckOptions()).turkish is None


def test_sides_are_opposite() -> None:
    """Each side's other is the other."""
    assert Side.SOURCE.other is Side.TARGET
    assert Side.TARGET.other is Side.SOURCE


def test_capitals_and_briefs() -> None:
    """Headings are told by their capitals, long texts are cut for messages."""
    assert is_capitals("MİSAK-I MİLLÎ")
    assert not is_capitals("1920")
    assert brief("a" * 80) == "a" * 59 + "…"


def test_runs_are_maximal() -> None:
    """Runs of true flags, at the ends too."""
    assert list(runs([True, False, True, True])) == [range(1), range(2, 4)]


def test_windows_cover_all_rows_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows follow each other; an empty bitext has one too, so that every check is run."""
    monkeypatch.setattr(view_module, "WINDOW", 3)
    view = View(bitext([("a", "b")] * 7), CheckOptions())
    assert [window.rows for window in view.windows()] == [range(3), range(3, 6), range(6, 7)]
    assert [window.rows for window in View(bitext([]), CheckOptions()).windows()] == [range(0)]


def test_windows_change_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found row by row, and by terms, does not depend on where windows begin."""
    pairs = [
        ("Sevr Antlaşması 10 Ağustos’ta imzalandı.", "The Treaty of Sevr was signed on 11 August."),
        ("Lozan’a 30 kişi gitti.", "40 men went to Lausanne."),
        ("Misak-ı", "Millî."),
        ("Millî hudut", "the the border"),
        ("Misak-ı Millî okundu.", "The National Oath was read."),
    ]
    enabled = frozenset({"number", "date", "doubled-word", "glossary-forbidden", "glossary-not-preferred"})
    options = CheckOptions(termbase=TERMS, enabled=enabled)
    whole = run_checks(bitext(pairs), options=options)
    assert {found.check for found in whole} == enabled
    monkeypatch.setattr(view_module, "WINDOW", 2)
    assert run_checks(bitext(pairs), options=options) == whole


def test_texts_read_in_one_go_stay_apart() -> None:
    """A term cut by the end of a text is found in neither; places are those in the text."""
    matcher = TermMatcher(TERMS, TURKISH)
    texts = ("Misak-ı", "Millî Misak-ı Millî’", "den sonra Lozan", "’da", "")
    found = mentions_in(texts, matcher)
    assert found == tuple(map(matcher.find, texts))
    assert [[mention.surface for mention in each] for each in found] == [[], ["Misak-ı Millî"], ["Lozan"], [], []]
