"""Documents as other journals print them: other heads, page numbers, notes and copies than any we have been given.

All pages are made here. The running text must come out letter for letter, and every note must be one, linked.
"""

from collections.abc import Callable

import pytest

from clean.accounts import accounted
from clean.view import raw, texts
from parallel.clean import clean_document
from parallel.model.document import CleanDocument, Role

PAGES = (
    (
        "Millî Mücadele yıllarında Ankara ile Moskova arasındaki ilişkiler, iki tarafın da güçlü bir",
        "ortağa duyduğu ihtiyaçtan doğmuştur. Ankara Hükümeti, Anadolu’nun işgaline karşı para ve silah",
        "arıyor; Moskova ise Kafkasya’da sakin bir sınır istiyordu.{m1} Bu karşılıklı ihtiyaç, 1920 yılının",
        "baharında başlayan mektuplaşmayı kısa sürede bir antlaşma görüşmesine çevirdi.{m2} Heyetler önce",
        "Moskova’da buluştular ve aylar süren görüşmelerden sonra ortak bir metin üzerinde anlaş-",
    ),
    (
        "tılar. Metnin ilk maddesi, tarafların birbirlerine zorla kabul ettirilmek istenen hiçbir barış",
        "antlaşmasını tanımayacaklarını söylüyordu. İkinci madde Batum’un durumunu düzenliyor, üçüncüsü",
        "Nahcivan’ı özerk bir bölge yapıyordu.{m1} Görüşmelerin en uzun süren bölümü sınırların çizilmesi",
        "oldu; çünkü her iki taraf da elindeki haritaların eksik olduğunu biliyordu.{m2} Sonunda komisyon",
        "kurulmasına karar verildi ve komisyon yaz boyunca sınır boyunda çalıştı. Çalışmanın sonuçları",
    ),
    (
        "güz gelmeden iki hükümete de sunuldu. Ankara sonuçları hemen onayladı, Moskova ise birkaç",
        "noktanın yeniden görüşülmesini istedi.{m1} Bu istek Meclis’te uzun tartışmalara yol açtı; mebusların",
        "bir bölümü yeni bir görüşmenin gereksiz olduğunu düşünüyor, bir bölümü ise dostluğun bozulmasından",
        "korkuyordu.{m2} Tartışma üç gün sürdü ve sonunda hükümetin teklifi büyük bir çoğunlukla kabul edildi.",
        "Antlaşma böylece yürürlüğe girdi.",
    ),
)
"""Lines of three pages; two markers on each."""
FIRST = (
    "Sina Aydemir, Moskova Yılları, Ankara 1987, s. 45.",
    "Aydemir, a.g.e., s. 61.",
    "Kerim Tuna, Sınırlar, s. 12.",
)
SECOND = ("Bkz. Zabıt Ceridesi, c. 3, s. 120.", "Tuna, a.g.e., s. 77.", "Zabıt Ceridesi, c. 9, s. 31.")
ENGLISH = "See also Peter Hall, The Border Commission, London 1998, pp. 40–41."
REMARK = "Bu heyetin üyeleri arasında iki mebus da vardı ve bunlar sonradan bakan oldular."
RAISED = "⁰¹²³⁴⁵⁶"
RUNNING = (Role.BODY, Role.QUOTATION, Role.HEADING, Role.TITLE, Role.AUTHOR_NOTE, Role.ABSTRACT)

Numbered = Callable[[int], str]


def plain(number: int) -> str:
    """Return a marker as most journals print it."""
    return str(number)


def notes_of(label: Callable[[int, str], str]) -> Callable[[int, int, int], list[str]]:
    """Return what writes the two notes of a page."""
    return lambda page, one, two: [label(one, FIRST[page]), label(two, SECOND[page])]


PLAIN_NOTES = notes_of(lambda number, text: f"{number} {text}")


def document(  # noqa: PLR0913 - a builder whose arguments are named
    head: Numbered | None = None,
    foot: Numbered | None = None,
    *,
    notes: Callable[[int, int, int], list[str]] = PLAIN_NOTES,
    marker: Numbered = plain,
    per_page: bool = False,
    blank: bool = True,
) -> list[str]:
    """Set the three pages.

    Args:
        head: running head by page, from 0.
        foot: what stands below the notes.
        notes: the two notes of a page, from its number and theirs.
        marker: a marker by its number.
        per_page: count notes anew on each page.
        blank: whether an empty line stands above the notes.
    """
    pages = []
    for page, lines in enumerate(PAGES):
        one = 1 if per_page else 2 * page + 1
        text = [line.format(m1=marker(one), m2=marker(one + 1)) for line in lines]
        above = [head(page), ""] if head else []
        below = ["", foot(page)] if foot else []
        pages.append("\n".join([*above, *text, *([""] if blank else []), *notes(page, one, one + 1), *below]))
    return pages


def squeezed(*lines: str) -> str:
    """Return text without white space."""
    return "".join("".join(lines).split())


BODY = squeezed(*(line for page in PAGES for line in page)).replace("anlaş-", "anlaş").format(m1="", m2="")


def read(pages: list[str]) -> CleanDocument:
    """Clean pages with form feeds between them, and check the account."""
    clean = clean_document(raw("\n\f".join(pages) + "\n"))
    accounted(clean)
    return clean


def running(clean: CleanDocument) -> str:
    """Return the running text without white space."""
    return squeezed(*texts(clean, *RUNNING))


HEADS: dict[str, Numbered] = {
    "name and number": lambda page: f"{102 + page}            Sina Aydemir",
    "bar": lambda page: f"{102 + page} | Sina Aydemir" if page % 2 else f"Türk-Sovyet Sınırı | {102 + page}",
    "bullet": lambda page: f"Sina AYDEMİR • {102 + page}",
    "journal": lambda _: "Yakın Dönem Araştırmaları Dergisi, Cilt 12, Sayı 4, 2015, ss. 101-120",
    "short": lambda _: "YDAD, Güz 2015/4",
}
FEET: dict[str, Numbered] = {
    "number": lambda page: str(102 + page),
    "dashes": lambda page: f"- {102 + page} -",
    "brackets": lambda page: f"[{102 + page}]",
    "waves": lambda page: f"~ {102 + page} ~",
    "word": lambda page: f"Sayfa {102 + page}",
    "of": lambda page: f"Page {page + 1} of 3",
    "small Roman": lambda page: ("xi", "xii", "xiii")[page],
    "Roman": lambda page: ("XI", "XII", "XIII")[page],
    "share": lambda page: f"{page + 1}/3",
    "journal": lambda page: f"Yakın Dönem Araştırmaları, 12/4 (2015), 101-120       {102 + page}",
    "address": lambda _: "https://dergi.example.edu.tr/ydad",
    "doi": lambda _: "DOI: 10.1234/ydad.2015.12",
}
LABELS: dict[str, tuple[Callable[[int, str], str], Numbered]] = {
    "plain": (lambda number, text: f"{number} {text}", plain),
    "round": (lambda number, text: f"({number}) {text}", lambda number: f" ({number})"),
    "square": (lambda number, text: f"[{number}] {text}", lambda number: f" [{number}]"),
    "square, glued": (lambda number, text: f"[{number}] {text}", lambda number: f"[{number}]"),
    "dot": (lambda number, text: f"{number}. {text}", plain),
    "bracket": (lambda number, text: f"{number}) {text}", plain),
    "hyphen": (lambda number, text: f"{number}- {text}", plain),
    "raised": (lambda number, text: f"{RAISED[number]} {text}", lambda number: RAISED[number]),
    "glued": (lambda number, text: f"{number}{text}", plain),
    "wide": (lambda number, text: f"{number}      {text}", plain),
    "tab": (lambda number, text: f"{number}\t{text}", plain),
    "line of its own": (lambda number, text: f"{number}\n{text}", plain),
    "marker apart": (lambda number, text: f"{number} {text}", lambda number: f" {number}"),
    "English": (lambda number, text: f"{number} {ENGLISH} {text}", plain),
    "remark": (lambda number, _: f"{number} {REMARK}", plain),
}
NEED_BLANK = frozenset({"line of its own", "marker apart"})
"""Told from text by the empty line above them only."""


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_running_heads(head: Numbered) -> None:
    """Whatever a journal prints above its pages is gone, and the sentence goes on below it."""
    clean = read(document(head))
    assert running(clean) == BODY
    assert len(texts(clean, Role.NOTE)) == 6


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET.keys())
def test_page_numbers(foot: Numbered) -> None:
    """Whatever stands below the notes is no note and no text."""
    clean = read(document(foot=foot))
    assert running(clean) == BODY
    assert [note[0] for note in texts(clean, Role.NOTE)] == list("123456")


@pytest.mark.parametrize(
    ("name", "blank"),
    [*((name, True) for name in LABELS), *((name, False) for name in LABELS if name not in NEED_BLANK)],
)
def test_notes(name: str, *, blank: bool) -> None:
    """Each note is found and linked, however it is numbered, with an empty line above the notes and mostly without."""
    label, marker = LABELS[name]
    clean = read(document(notes=notes_of(label), marker=marker, blank=blank))
    assert running(clean) == BODY
    notes = [passage.id for passage in clean.passages if passage.role is Role.NOTE]
    assert [note for passage in clean.passages for note in passage.notes] == notes
    assert len(notes) == 6


@pytest.mark.parametrize("blank", [True, False], ids=["blank", "no blank"])
def test_notes_counted_on_each_page(*, blank: bool) -> None:
    """Every page has its first note."""
    clean = read(document(per_page=True, blank=blank))
    assert running(clean) == BODY
    assert [note[0] for note in texts(clean, Role.NOTE)] == list("121212")
    assert sum(len(passage.notes) for passage in clean.passages) == 6


def test_a_star_leads_to_the_note_on_the_author() -> None:
    """A sign instead of a number, on the first page only."""
    star = document(
        notes=lambda page, *_: [] if page else ["* Dr., Ankara Üniversitesi, Tarih Bölümü."],
        marker=lambda number: "*" if number == 1 else "",
    )
    clean = read(star)
    assert running(clean) == BODY
    assert texts(clean, Role.NOTE) == ["* Dr., Ankara Üniversitesi, Tarih Bölümü."]
    assert clean.passages[0].notes


def test_a_note_goes_over_to_the_next_page() -> None:
    """Its rest stands above the next page's notes and belongs to it."""
    rest = "olmasıyla açıklar; bkz. Tuna, a.g.e., s. 12."

    def notes(page: int, one: int, two: int) -> list[str]:
        first, second = PLAIN_NOTES(page, one, two)
        long = f"{two} Tuna bu konuda başka bir görüştedir ve komisyonun çalışmalarını yalnızca haritaların eksik"
        return [first, long] if page == 0 else [*([rest, ""] if page == 1 else []), first, second]

    clean = read(document(notes=notes))
    assert running(clean) == BODY
    assert texts(clean, Role.NOTE)[1].endswith(rest)


def copies() -> dict[str, list[str]]:
    """Return the pages with one or more of them printed twice."""
    one, two, three = document()
    headed = document(HEADS["name and number"])
    again = headed[1].replace("103 ", "104 ")
    return {
        "page": [one, two, two, three],
        "end of a page": [one, two, "\n".join(two.split("\n")[2:]), three],
        "beginning of a page": [one, two, "\n".join(two.split("\n")[:4]), three],
        "two pages": [one, two, one, two, three],
        "each page": [one, one, two, two, three, three],
        "trailing spaces": [one, two, two.replace("\n", " \n"), three],
        "another head": [headed[0], headed[1], again, headed[2]],
    }


@pytest.mark.parametrize("name", copies())
def test_second_copies(name: str) -> None:
    """They are gone with their notes, whole or in part, and the sentence goes on behind them."""
    clean = read(copies()[name])
    assert running(clean) == BODY
    assert len(texts(clean, Role.NOTE)) == 6


HEADINGS = (
    "S O N U Ç",
    "G İ R İ Ş",
    "M O S K O V A   A N T L A Ş M A S I",
    "SONUÇ VE DEĞERLENDİRME",
    "1. Giriş",
    "II. Sınır Meselesi",
    "2.1. Komisyonun Çalışmaları",
    "A. Kuzeydoğu Sınırı",
    "a. Komisyonun Kuruluşu",
    "3 - Nahcivan Meselesi",
    "III-Nahcivan Meselesi",
    "KOMİSYONUN ÇALIŞMALARI (1921-1922)",
)


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings(heading: str) -> None:
    """A heading between two paragraphs is one, however it is numbered or set."""
    above = "Ankara Hükümeti, Anadolu’nun işgaline karşı para ve silah arıyordu; bunu saklamadı."
    below = "Moskova ise Kafkasya’da sakin bir sınır istiyordu ve bunun için beklemeye hazırdı."
    clean = clean_document(raw(f"Özet\n\n{above}\n\n{heading}\n\n{below}\n"))
    assert texts(clean, Role.HEADING)[-1] == " ".join(heading.split())
    assert texts(clean, Role.BODY) == [below]


@pytest.mark.parametrize(
    "line",
    [
        "1 Mayıs 1920 günü Ankara’da büyük bir tören yapıldı ve yeni gelen heyetler karşılandı.",
        "3 bin asker o sabah sınırı geçti ve akşama kadar hiçbir direnişle karşılaşmadan ilerledi.",
        "2. İnönü Muharebesi kazanıldıktan sonra görüşmelerin havası bütünüyle değişti.",
    ],
)
def test_a_line_that_begins_with_a_number_is_text(line: str) -> None:
    """A date, an amount or an ordinal at the start of a line begins no notes."""
    lines = [*(text.format(m1="", m2="") for text in PAGES[1][1:3]), line, *PAGES[2][4:]]
    clean = clean_document(raw("\n".join(lines) + "\n"))
    assert texts(clean, Role.NOTE) == []
    assert squeezed(*texts(clean)) == squeezed(*lines)
