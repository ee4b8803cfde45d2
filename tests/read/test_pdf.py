"""PDF in: reading order, running heads, notes, and a clear word where there is nothing to read."""

import io
import time
import zlib

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from parallel.errors import InputError
from parallel.model.document import DocId, MarkKind, RawDocument
from parallel.read import raw_document
from parallel.read.pdf import extract as pdf
from typeset import Paragraph, Style, as_pdf

SENTENCES = (
    "Heyet-i Temsiliye, 27 Aralık 1919 günü Ankara’ya ulaştı ve şehirde büyük bir kalabalıkla karşılandı.",
    "Kâzım Karabekir Paşa’nın kolordusu, Erzurum’da silahlarını bırakmayı kesinlikle reddetmişti.",
    "Çünkü mütarekenin yedinci maddesi, işgalcilere istedikleri yeri alma hakkını veriyordu.",
    "Şehrin ileri gelenleri İngiliz subayının isteğini dinlediler, fakat cevabı ertesi güne bıraktılar.",
)
BODY = " ".join(SENTENCES)


def read(data: bytes) -> RawDocument:
    """Read bytes as a document."""
    return raw_document(data, where="makale.pdf", document_id=DocId("makale"))


def outcome(data: bytes) -> str | None:
    """Return the hint of the refusal, None where it has none; empty where the bytes are read."""
    try:
        read(data)
    except InputError as error:
        return error.hint or None
    return ""


def squeezed(text: str) -> str:
    """Return text without white space and line-end hyphens."""
    return "".join(text.replace("-\n", "").split())


def minimal(objects: list[str], trailer: str = "") -> bytes:
    """Write a PDF of bare objects, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010d} 00000 n \n".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def test_turkish_letters_come_through() -> None:
    """Every Turkish letter is read as what it is."""
    letters = "Pijamalı hasta yağız şoföre çabucak güvendi; ŞÖVALYE ĞIZİÜÇ, kâğıt, Millî, sükûn."
    assert letters in read(as_pdf([Paragraph(letters)])).text


def test_words_keep_their_spaces() -> None:
    """Words placed one by one are parted by spaces, and no word is cut."""
    text = read(as_pdf([Paragraph(BODY)], Style(word_by_word=True, hyphens=False))).text
    assert " ".join(text.split()).startswith(BODY[:200])


@pytest.mark.parametrize("across", [False, True], ids=["drawn column by column", "drawn row by row"])
def test_columns_are_read_one_after_the_other(*, across: bool) -> None:
    """The left column is read to its end before the right one, in whatever order they were drawn."""
    paragraphs = [Paragraph(f"{n}. bent başladı. {BODY}") for n in range(1, 12)]
    text = read(as_pdf(paragraphs, Style(columns=2, rows_across=across, size=9))).text
    body = [f"{n}.bentbaşladı." for n in range(1, 12)]
    places = [squeezed(text).index(start) for start in body]
    assert places == sorted(places)


def test_full_width_lines_part_the_columns() -> None:
    """A line over both columns is read between what stands above and below it."""
    stream = io.BytesIO()
    paper = Canvas(stream)
    y = 780
    for part in ("ust", "alt"):
        for row in range(6):
            paper.drawString(60, y, f"{part} sol sutun satiri {row} burada")
            paper.drawString(320, y, f"{part} sag sutun satiri {row} burada")
            y -= 14
        paper.drawString(60, y, f"{part} bitti ve bu satir iki sutunun da boyunca uzanan bir satirdir")
        y -= 14
    paper.save()
    lines = [line.strip() for line in read(stream.getvalue()).text.split("\n") if line.strip()]
    assert [line.split()[1] for line in lines] == (["sol"] * 6 + ["sag"] * 6 + ["bitti"]) * 2


def test_figures_beside_a_list_are_no_column() -> None:
    """Page numbers of a table of contents stay on their lines."""
    stream = io.BytesIO()
    paper = Canvas(stream)
    for row in range(10):
        paper.drawString(60, 700 - row * 14, f"Bolum {row} ve konusu")
        paper.drawRightString(500, 700 - row * 14, str(row * 7 + 1))
    paper.save()
    lines = [line for line in read(stream.getvalue()).text.split("\n") if line.strip()]
    assert [line.split()[-1] for line in lines] == [str(row * 7 + 1) for row in range(10)]


def test_notes_stand_below_the_text_of_all_columns() -> None:
    """Notes at the foot of the left column come after the text of the right one, behind a rule."""
    noted = [Paragraph(BODY, ((5, "Tansel, a.g.e., s. 12."),))] * 14
    page = read(as_pdf(noted, Style(columns=2, size=9, note_size=7))).text.split("\f")[0]
    text, _, notes = page.partition(" " * 24)
    assert "Tansel" not in text
    assert notes.count("Tansel") >= 4


def test_note_numbers_are_set_against_their_words() -> None:
    """A raised number follows its word without a space, and the number of a note is parted from its text."""
    text = read(as_pdf([Paragraph(BODY, ((4, "Atatürk, Nutuk, s. 7."),))])).text
    assert "Aralık1 1919" in text
    assert "\n1 Atatürk" in text


def test_heads_whose_numbers_go_on_are_marked() -> None:
    """Page numbers, and heads with page numbers, are marked although the heads differ."""
    raw = read(as_pdf([Paragraph(BODY)] * 30))
    heads = [mark.span.of(raw.text) for mark in raw.marks if mark.kind is MarkKind.RUNNING_HEAD]
    assert raw.text.count("\f") >= 2
    assert heads[0].strip() == "41"
    assert heads[1].startswith("MİLLÎ MÜCADELE ARAŞTIRMALARI")


def test_an_empty_line_parts_paragraphs() -> None:
    """An indented line begins a paragraph."""
    assert read(as_pdf([Paragraph(SENTENCES[0]), Paragraph(SENTENCES[1])])).text.count(" \n\nKâzım") == 1


def test_rotated_pages_are_turned() -> None:
    """A page printed sideways is read all the same."""
    stream = io.BytesIO()
    paper = Canvas(stream)
    paper.rotate(90)
    for row in range(3):
        paper.drawString(100, -100 - row * 14, f"yan basilmis satir {row}")
    paper.save()
    lines = [line.strip() for line in read(stream.getvalue()).text.split("\n") if line.strip()]
    assert lines == [f"yan basilmis satir {row}" for row in range(3)]


def encrypted(password: str) -> bytes:
    """Return a PDF that asks for a password; one with an empty password opens for everybody."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(as_pdf([Paragraph(BODY)]))))
    writer.encrypt(password, "sahip", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def bomb() -> bytes:
    """Return a page whose content unpacks to far more than the limit."""
    packed = zlib.compress(b"0 0 m " * (pdf.MAX_STREAM_BYTES // 3), 9)
    stream = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n{packed.decode('latin-1')}\nendstream"
    font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources {font} >>"
    return minimal(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream])


CYCLE = minimal(
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
    ]
)
BLANK = minimal(
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
    ]
)
NO_PAGES = minimal(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"])


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (encrypted("gizli"), "encrypted"),
        (BLANK, "no text layer"),
        (NO_PAGES, "no text layer"),
        (CYCLE, "broken PDF"),
        (bomb(), "larger than its limit"),
        (b"%PDF-1.7\n" + b"\xff\x00" * 500, "broken PDF"),
        (as_pdf([Paragraph(BODY)])[:600], "broken PDF"),
    ],
    ids=["encrypted", "no text", "no pages", "cycle", "bomb", "garbage", "cut off"],
)
def test_what_cannot_be_read_is_refused(data: bytes, cause: str) -> None:
    """Each is refused within seconds, with its cause and what to do."""
    start = time.monotonic()
    with pytest.raises(InputError, match=cause) as caught:
        read(data)
    assert caught.value.hint
    assert time.monotonic() - start < 5


def test_a_document_that_only_forbids_printing_opens() -> None:
    """An empty password is tried, as every viewer does."""
    assert "Temsiliye" in read(encrypted("")).text


def test_a_lost_table_of_places_is_rebuilt() -> None:
    """A file whose cross-reference table is off is read all the same."""
    data = as_pdf([Paragraph(BODY)])
    at = data.rindex(b"startxref")
    assert "Temsiliye" in read(data[:at] + b"startxref\n7\n%%EOF\n").text


@pytest.mark.parametrize("step", [97])
def test_damaged_files_end_in_words(step: int) -> None:
    """A PDF with any byte changed is read or refused, never a crash."""
    data = as_pdf([Paragraph(SENTENCES[0])])
    places = range(9, len(data), len(data) // step)
    outcomes = [outcome(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]) for at in places]
    assert "" in outcomes
    assert None not in outcomes


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit on pages is a named one."""
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(InputError, match="more than 1 pages"):
        read(as_pdf([Paragraph(BODY)] * 30))
