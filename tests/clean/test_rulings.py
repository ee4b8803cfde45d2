"""Restored and excluded ranges: put over what the cleaner found, never where the text has changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clean.accounts import accounted
from clean.view import dropped, raw, texts
from parallel.clean import clean_document, clean_plain
from parallel.clean.rulings import fit_rulings, ruling_of
from parallel.errors import ParallelError
from parallel.model.document import TURKISH, CleanDocument, DocId, RawDocument, Role, Ruling, RulingKind
from parallel.model.span import Span

RESTORE, EXCLUDE = RulingKind.RESTORE, RulingKind.EXCLUDE
WIDE = "Meclis o gün toplandı ve hükûmetin Moskova’ya göndereceği heyetin üyelerini tek tek seçmeye"
PAGES = (
    f"{WIDE}\n"
    "koyuldu.1 Üyeler ertesi sabah yola çıktılar ve uzun bir yolculuktan sonra Erzurum’a vardı-\n"
    "lar. Orada onları kalabalık bir heyet karşıladı.\n"
    "\n"
    "1 Tuncer, Moskova Yolunda, s. 12.\n"
    "\f                                                                    Ayşe Demir   41\n"
    "\n"
    "Ertesi gün görüşmeler başladı. Heyet bütün gün konuştu ve akşamüstü bir karara vardı."
)
LETTERS = "aeıioöuüâîİIğşçĞŞÇbdklmnrst0123’'\u00ad\u00a0\u2028 .-(\n\f"


def ruled(text: str, *rulings: tuple[RulingKind, str]) -> CleanDocument:
    """Clean a text with rulings on the first places of some stretches."""
    document = raw(text)
    found = tuple(
        ruling_of(document, kind, Span(text.index(part), text.index(part) + len(part)), "denendi")
        for kind, part in rulings
    )
    return clean_document(RawDocument(id=document.id, name="d.txt", text=text, rulings=found))


def test_what_the_tests_stand_on() -> None:
    """Without rulings the note is a note, the head and the marker are dropped, the hyphen is gone."""
    clean = ruled(PAGES)
    assert texts(clean, Role.NOTE) == ["1 Tuncer, Moskova Yolunda, s. 12."]
    assert [reason for _, reason, _ in dropped(clean)] == ["note-marker", "hyphen", "running-head"]
    assert clean.passages[0].notes


def test_a_note_is_restored_to_the_running_text() -> None:
    """Its lines are body, no note is left, and no marker leads to it."""
    clean = ruled(PAGES, (RESTORE, "1 Tuncer, Moskova Yolunda, s. 12."))
    assert texts(clean, Role.NOTE) == []
    assert any("1 Tuncer, Moskova Yolunda, s. 12." in text for text in texts(clean))
    assert not any(passage.notes for passage in clean.passages)
    accounted(clean)


def test_a_running_head_is_restored() -> None:
    """What was taken for one is text again."""
    clean = ruled(PAGES, (RESTORE, "Ayşe Demir   41"))
    assert "Ayşe Demir 41" in " ".join(texts(clean))
    assert "running-head" not in [reason for _, reason, _ in dropped(clean)]
    accounted(clean)


def test_part_of_a_dropped_line_is_restored() -> None:
    """The other part stays dropped for its old reason."""
    clean = ruled(PAGES, (RESTORE, "Ayşe Demir"))
    assert "Ayşe Demir" in texts(clean)
    assert ("41", "running-head", "running-heads") in [(text.strip(), *rest) for text, *rest in dropped(clean)]
    accounted(clean)


def test_a_marker_is_restored() -> None:
    """A figure that was taken for a note's number stands in the text again and leads nowhere."""
    clean = ruled(PAGES, (RESTORE, "koyuldu.1"))
    assert "koyuldu.1 Üyeler" in texts(clean)[0]
    assert not clean.passages[0].notes


def test_a_kept_stretch_is_excluded() -> None:
    """It is dropped by the overlay; the text around it goes on."""
    clean = ruled(PAGES, (EXCLUDE, "Üyeler ertesi sabah yola çıktılar ve "))
    assert "koyuldu. uzun bir yolculuktan sonra" in texts(clean)[0]
    assert ("Üyeler ertesi sabah yola çıktılar ve", "noise", "overlay") in dropped(clean)
    accounted(clean)


def test_what_was_dropped_before_keeps_its_reason() -> None:
    """Excluding a stretch with a marker in it leaves the marker's entry as it is."""
    clean = ruled(PAGES, (EXCLUDE, "koyuldu.1 Üyeler"))
    assert ("1", "note-marker", "note-markers") in dropped(clean)
    assert ("koyuldu.", "noise", "overlay") in dropped(clean)
    assert not clean.passages[0].notes
    accounted(clean)


def test_an_excluded_hyphen_is_dropped_once() -> None:
    """The end of a line that is taken out is no broken word."""
    clean = ruled(PAGES, (EXCLUDE, "Erzurum’a vardı-"))
    assert "sonra lar. Orada" in texts(clean)[0]
    accounted(clean)


def test_a_note_is_excluded() -> None:
    """A note taken out is neither note nor text."""
    clean = ruled(PAGES, (EXCLUDE, "1 Tuncer, Moskova Yolunda, s. 12."))
    assert texts(clean, Role.NOTE) == []
    assert ("1 Tuncer, Moskova Yolunda, s. 12.", "noise", "overlay") in dropped(clean)
    accounted(clean)


def test_a_restored_fragment_stays() -> None:
    """One word that stands alone is no leftover once a person says so."""
    text = f"{WIDE} başladı.\n\nlevha\n\nErtesi gün herkes evine döndü ve bir daha toplanılmadı."
    assert "levha" not in texts(ruled(text))
    assert "levha" in texts(ruled(text, (RESTORE, "levha")))


def test_running_text_can_be_excluded_from() -> None:
    """Rulings hold for text that needs no repair too."""
    document = raw("Bir satır.\nİki satır.\n")
    ruling = ruling_of(document, EXCLUDE, Span(0, 10))
    clean = clean_plain(RawDocument(id=DocId("d"), name="d", text=document.text, rulings=(ruling,)), TURKISH)
    assert texts(clean) == ["İki satır."]


def test_a_ruling_on_nothing_is_refused() -> None:
    """White space cannot be ruled on."""
    with pytest.raises(ParallelError, match=r"nothing stands at 1\.\.3"):
        ruling_of(raw("a  \nb"), EXCLUDE, Span(1, 3))


def fitted(text: str, *rulings: Ruling) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...]]:
    """Fit rulings to a text."""
    return fit_rulings(RawDocument(id=DocId("d"), name="d", text=text, rulings=rulings))


LINE = ruling_of(raw("Bir.\nSatır burada.\nSon."), EXCLUDE, Span(5, 19), "yineleme")


def test_a_ruling_follows_its_lines() -> None:
    """Where text was added above, the same line is found, and its place and number are those it has now."""
    (moved,), unfit = fitted("Yeni bir satır.\nBir.\nSatır burada.\nSon.", LINE)
    assert (unfit, moved.first_line, moved.reason) == ((), 3, "yineleme")


@pytest.mark.parametrize(
    "text", ["Bir.\nSatır orada.\nSon.", "", "Satır burada.\nSatır burada.", "Bir.\n Satır burada. Son."]
)
def test_a_changed_text_fits_no_ruling(text: str) -> None:
    """Changed, gone, twice there, or part of another line: handed back, and nothing is done."""
    assert fitted(text, LINE) == ((), (LINE,))
    document = RawDocument(id=DocId("d"), name="d", text=text, rulings=(LINE,))
    assert clean_document(document).passages == clean_document(raw(text)).passages


def test_two_rulings_on_one_place_do_not_pile_up() -> None:
    """The second is handed back."""
    other = ruling_of(raw("Bir.\nSatır burada.\nSon."), RESTORE, Span(7, 22))
    assert fitted("Bir.\nSatır burada.\nSon.", LINE, other) == ((LINE,), (other,))


@given(st.text(LETTERS, min_size=1, max_size=250), st.data())
def test_rulings_keep_the_account(text: str, data: st.DataObject) -> None:
    """Whatever is restored and excluded: accounted for exactly, what is excluded gone, what is restored there."""
    document = raw(text)
    ends = data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8, unique=True).map(sorted))
    spans = [Span(one, two) for one, two in zip(ends[::2], ends[1::2], strict=False) if text[one:two].strip()]
    kinds = data.draw(st.lists(st.sampled_from(RulingKind), min_size=len(spans), max_size=len(spans)))
    rulings = tuple(ruling_of(document, kind, span) for kind, span in zip(kinds, spans, strict=True))
    clean = clean_document(RawDocument(id=document.id, name="d", text=text, rulings=rulings))
    accounted(clean)
    lost = {at for drop in clean.drops for at in range(drop.span.start, drop.span.end)}
    minor = [drop.span for drop in clean.drops if drop.step in ("characters", "line-ends")]
    allowed = {at for span in minor for at in range(span.start, span.end)}
    for ruling in rulings:
        for at in range(ruling.span.start, ruling.span.end):
            if not text[at].isspace():
                assert (at in lost) == (ruling.kind is EXCLUDE) or at in allowed
