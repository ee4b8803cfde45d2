"""The bitext as checks look at it."""

from check.trial import EN_TR, bitext
from parallel.check import CheckOptions
from parallel.check.reading.view import Side, View, brief, is_capitals, runs, words_of
from parallel.model.bitext import Languages
from parallel.model.document import Language


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
