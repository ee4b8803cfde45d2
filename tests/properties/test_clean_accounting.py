"""Cleaning over arbitrary text: nothing lost, nothing doubled, every span right."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from parallel.clean import clean_document, clean_plain
from parallel.model.document import TURKISH, CleanDocument, DocId, RawDocument, Role

ALPHABET = (
    "İıIiŞşĞğâÂîûçöüabkmoz0123 .,;:!?…()[]«»“”\"'’-–—*|^\n\f\u00a0\u00ad\u200b\u2028\t\u0302\u0306\u1112\u1161\x02"
)
LINES = [
    "Öz",
    "Öz: Bu makalede savaş yılları anlatılır. ",
    "Abstract",
    "Anahtar Kelimeler: savaş, barış",
    "Notlar",
    "Kaynakça",
    "1. İlk İlişkilerin Kurulması",
    "S O N U Ç",
    "Ordu geri çekildi.1 Meclis toplandı.2 ",
    "Ordu yürüdü (3). Kars alındı ( IS), Gümrü (kj). Barış oldu (6). ",
    "Heyet Ankara’ya döndü ve görüşmelere yeniden baş",
    "layarak Misak-",
    "ı Millî’yi kabul etti. ",
    "1 Karabekir, a.g.e., s. 12. ",
    "2",
    " Sonyel, a.g.e., s. 14. ",
    "(3) Bkz. Kurat, s. 9. ",
    "(45 Soysal, a.g.e., s. 17. ",
    "* Dr., Ankara Üniversitesi. ",
    "Sivas Kongresi toplandı* ve kararlar aldı. ",
    "* Karabekir, a.g.e., s. 12. ",
    "Sina AYDEMİR∗",
    "∗ sina@example.org",
    "Gönderim Tarihi: 12.03.2018 Kabul Tarihi: 22.09.2018 ",
    "THE CONGRESS OF SIVAS",
    "42 Tarih Yolu, Yıl 14, Sayı 28",
    "143",
    " 144   Anadolu Tarih Mecmuası, S. 5 ",
    " " * 48,
    "",
    "",
    "---------",
    "http://www.qdl.qa/",
    "“Efendiler, karar verildi.” (Atatürk 2010: 346). ",
    "şunları söylemiştir: ",
    " kiye. ",
    "■ ■ ı ■ |j|",
    "g\u0306ul\u0308 bahçesi ",
    "\fYeni sayfa burada başlar ve uzunca sürer gider. ",
]
TEXT = st.one_of(
    st.text(ALPHABET, max_size=120),
    st.lists(st.sampled_from(LINES), max_size=30).map("\n".join),
    st.lists(st.one_of(st.sampled_from(LINES), st.text(ALPHABET, max_size=20)), max_size=20).map("\n".join),
)


def raw(text: str) -> RawDocument:
    """Build a raw document."""
    return RawDocument(id=DocId("d"), name="d.txt", text=text)


def check(document: CleanDocument) -> None:
    """Assert what holds for every clean document."""
    text = document.raw.text
    owners = [0] * len(text)
    for passage in document.passages:
        assert passage.text
        assert passage.text == passage.text.strip()
        assert "\n" not in passage.text
        assert "  " not in passage.text
        assert unicodedata.is_normalized("NFC", passage.text)
        assert passage.spans.pieces[-1].clean.end == len(passage.text)
        for piece in passage.spans.pieces:
            if len(piece.clean) == len(piece.raw) and not piece.step:
                clean, source = piece.clean.of(passage.text), piece.raw.of(text)
                assert all(
                    a == unicodedata.normalize("NFC", b) or (a == " " and b.isspace())
                    for a, b in zip(clean, source, strict=True)
                )
            for at in range(piece.raw.start, piece.raw.end):
                owners[at] += 1
    for drop in document.drops:
        for at in range(drop.span.start, drop.span.end):
            owners[at] += 1
    assert all(owners[at] == 1 for at, char in enumerate(text) if not char.isspace())
    assert [drop.span.start for drop in document.drops] == sorted(drop.span.start for drop in document.drops)


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_every_character_is_kept_edited_or_dropped_once(text: str) -> None:
    """Each raw character that is not white space lies in exactly one piece or drop; clean text is clean."""
    check(clean_document(raw(text), judge=None))


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_plain_text_drops_only_what_cannot_be_seen(text: str) -> None:
    """Running text keeps all it shows."""
    document = clean_plain(raw(text), TURKISH)
    check(document)
    assert all(unicodedata.category(text[drop.span.start])[0] in "CM" for drop in document.drops)


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_ids_are_unique_and_notes_exist(text: str) -> None:
    """No two passages share an id; notes name notes, each at most once; passages stand in reading order."""
    document = clean_document(raw(text), judge=None)
    ids = [passage.id for passage in document.passages]
    linked = [note for passage in document.passages for note in passage.notes]
    assert len(set(ids)) == len(ids)
    assert len(set(linked)) == len(linked)
    assert all(document.passage(note).role is Role.NOTE for note in linked)
    starts = [passage.spans.pieces[0].raw.start for passage in document.passages]
    assert starts == sorted(starts)


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_cleaning_is_deterministic(text: str) -> None:
    """The same text gives the same passages and drops."""
    one, two = clean_document(raw(text), judge=None), clean_document(raw(text), judge=None)
    assert (one.passages, one.drops, one.page_starts) == (two.passages, two.drops, two.page_starts)
