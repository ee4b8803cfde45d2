"""Accepted repairs: applied where they fit, told apart where they don't, every character accounted for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clean.accounts import accounted
from parallel.clean import clean_document, clean_plain
from parallel.clean.overlay import STEP, apply_repairs, repair_of
from parallel.errors import ParallelError
from parallel.model.document import TURKISH, CleanDocument, DocId, RawDocument, Repair
from parallel.model.span import Span

TEXT = "Heyet ııihayet Tiflis’e vardı. Heyetin yolu uzundu.\n\nKarar hülcümet tarafından verildi.\n"
LETTERS = "aeıioöuüâîİIğşçĞŞÇbdklmnrst’'\u00ad\u00a0\u2028 .-\n"


def document(text: str) -> CleanDocument:
    """Clean running text."""
    return clean_plain(RawDocument(id=DocId("d"), name="d", text=text), TURKISH)


def repair(printed: str, meant: str, text: str = TEXT) -> Repair:
    """Repair the first place of a word."""
    at = text.index(printed)
    return Repair(line=text.count("\n", 0, at) + 1, at=at, printed=printed, meant=meant)


def test_a_repair_changes_the_word_and_nothing_else() -> None:
    """The clean text has the word as it is meant; raw text and other passages stay."""
    before = document(TEXT)
    after, unfit = apply_repairs(before, [repair("ııihayet", "nihayet")])
    assert unfit == ()
    assert after.passages[0].text == before.passages[0].text.replace("ııihayet", "nihayet")
    assert after.passages[1] == before.passages[1]
    assert after.raw.text == TEXT


def test_the_way_back_names_the_step() -> None:
    """The repaired word is one piece, made by the overlay, that leads to what is printed."""
    after, _ = apply_repairs(document(TEXT), [repair("ııihayet", "nihayet"), repair("hülcümet", "hükümet")])
    for passage, printed in zip(after.passages, ("ııihayet", "hülcümet"), strict=True):
        (piece,) = (piece for piece in passage.spans.pieces if piece.step == STEP)
        assert piece.raw.of(TEXT) == printed
    accounted(after)


def test_a_word_over_a_line_end_is_repaired_whole() -> None:
    """The hyphen inside is part of what was edited, no drop of its own any more."""
    text = "Toplantıda söz alan hatipler, hül-\ncümetin kararını uzun uzun eleştirdiler. \n" * 2
    clean = clean_document(RawDocument(id=DocId("d"), name="d", text=text))
    word = next(word for word in clean.passages[0].text.split() if word.startswith("hül"))
    after, unfit = apply_repairs(clean, [Repair(line=1, at=text.index("hül-"), printed=word, meant="hükümetin")])
    assert unfit == ()
    assert "hükümetin kararını" in after.passages[0].text
    accounted(after)


def test_a_moved_word_is_found_again() -> None:
    """Where the text has changed above, a word that stands once is found; one that is gone is handed back."""
    moved = document("Yeni bir satır.\n\n" + TEXT)
    gone = Repair(line=1, at=0, printed="tiimen", meant="tümen")
    after, unfit = apply_repairs(moved, [repair("hülcümet", "hükümet"), gone])
    assert "hükümet tarafından" in after.passages[-1].text
    assert unfit == (gone,)


def test_parts_of_words_are_not_touched() -> None:
    """A repair of *Heyet* leaves *Heyetin* alone, and an unclear place is no place."""
    after, _ = apply_repairs(document(TEXT), [repair("Heyet", "Meclis")])
    assert "Meclis ııihayet" in after.passages[0].text
    assert "Heyetin yolu" in after.passages[0].text
    twice = document("bip bip\n\nbip")
    assert apply_repairs(twice, [Repair(line=9, at=99, printed="bip", meant="bir")])[1]


def test_overlapping_repairs_do_not_pile_up() -> None:
    """The second of two repairs of one word is handed back."""
    both = [repair("hülcümet", "hükümet"), repair("hülcümet", "hükûmet")]
    after, unfit = apply_repairs(document(TEXT), both)
    assert "hükümet" in after.passages[1].text
    assert unfit == (both[1],)


def test_a_repair_needs_a_reading() -> None:
    """An empty reading is refused."""
    with pytest.raises(ParallelError, match="no reading"):
        repair_of(document(TEXT), Span(0, 5), "Heyet", " ")


@given(st.text(LETTERS, min_size=1, max_size=200), st.data())
def test_repairs_keep_the_account(text: str, data: st.DataObject) -> None:
    """Whatever the text and the repairs, all visible characters stay accounted for and maps stay in order."""
    clean = document(text)
    words = [(p, word) for p in clean.passages for word in p.text.split() if word.isalpha()]
    if not words:
        return
    chosen = data.draw(st.lists(st.sampled_from(words), max_size=4))
    repairs = [
        Repair(
            line=1,
            at=p.spans.to_raw(Span(at, at + len(word))).start,
            printed=word,
            meant="ğ" * data.draw(st.integers(1, 9)),
        )
        for p, word in chosen
        if (at := p.text.find(word)) >= 0
    ]
    after, _ = apply_repairs(clean, repairs)
    accounted(after)
    assert all(p.spans.pieces[-1].clean.end == len(p.text) for p in after.passages)
