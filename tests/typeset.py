"""Sets text as PDF pages and DOCX files, the way journals do, so that reading them back can be measured."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import docx
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

ROMAN, BOLD = "Vera", "VeraBd"
VOWELS = frozenset("aeıioöuüâîûAEIİOÖUÜ")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph to be set; ``notes`` are set at the foot of its page, marked after the words they belong to."""

    text: str
    notes: tuple[tuple[int, str], ...] = ()
    """Number of words before the marker, and the note's text."""
    heading: bool = False


@dataclass(frozen=True, kw_only=True)
class Style:
    """How pages look."""

    columns: int = 1
    justified: bool = True
    hyphens: bool = True
    heads: tuple[str, str] = ("MİLLÎ MÜCADELE ARAŞTIRMALARI", "Doğu Cephesinde Diplomasi")
    word_by_word: bool = False
    """Whether each word is placed on its own, as some programs write."""
    rows_across: bool = False
    """Whether lines of neighbouring columns are drawn alternately, as text recognisers write."""
    size: float = 10
    note_size: float = 8
    top: float = 60
    gutter: float = 24


@dataclass
class Line:
    """A set line: words with the number of a note after them, or None."""

    words: list[tuple[str, int | None]]
    last: bool = False
    indent: float = 0
    heading: bool = False
    notes: list[int] = field(default_factory=list)


def syllable_break(word: str, room: float, width: Any) -> tuple[str, str] | None:
    """Cut a word before a consonant and vowel, as Turkish is hyphenated, where the first half fits."""
    for at in range(len(word) - 2, 1, -1):
        cut = word[at] not in VOWELS and word[at + 1] in VOWELS and any(char in VOWELS for char in word[:at])
        if cut and word.isalpha() and width(word[:at] + "-") <= room:
            return word[:at] + "-", word[at:]
    return None


def broken(paragraph: Paragraph, numbers: Sequence[int], measure: float, style: Style, font: str) -> list[Line]:
    """Break a paragraph into lines."""
    size = style.size

    def width(text: str) -> float:
        return float(pdfmetrics.stringWidth(text, font, size))

    marks = {after: number for (after, _), number in zip(paragraph.notes, numbers, strict=True)}
    todo = [(word, marks.get(n)) for n, word in enumerate(paragraph.text.split(), 1)]
    lines: list[Line] = [Line([], indent=0 if paragraph.heading else 12, heading=paragraph.heading)]
    used = lines[0].indent
    while todo:
        word, mark = todo.pop(0)
        room = measure - used - (width(" ") if lines[-1].words else 0)
        if width(word) + (8 if mark else 0) <= room:
            lines[-1].words.append((word, mark))
            lines[-1].notes += [mark] if mark else []
            used = measure - room + width(word) + (6 if mark else 0)
            continue
        cut = syllable_break(word, room, width) if style.hyphens and not paragraph.heading else None
        if cut:
            lines[-1].words.append((cut[0], None))
            todo.insert(0, (cut[1], mark))
        else:
            todo.insert(0, (word, mark))
        lines.append(Line([], heading=paragraph.heading))
        used = 0
    lines[-1].last = True
    return lines


class Setter:
    """Sets paragraphs on pages."""

    def __init__(self, style: Style) -> None:
        for name in (ROMAN, BOLD):
            pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
        rl_config.invariant = True
        self.style = style
        self.stream = io.BytesIO()
        self.paper = canvas.Canvas(self.stream, pagesize=A4)
        self.left, self.right = 60.0, A4[0] - 60.0
        self.measure = (self.right - self.left - style.gutter * (style.columns - 1)) / style.columns
        self.leading = style.size * 1.25
        self.notes: dict[int, list[str]] = {}

    def set(self, paragraphs: Sequence[Paragraph]) -> bytes:
        """Return a PDF of the paragraphs."""
        numbers = count(1)
        lines: list[Line] = []
        for paragraph in paragraphs:
            mine = [next(numbers) for _ in paragraph.notes]
            for number, (_, text) in zip(mine, paragraph.notes, strict=True):
                self.notes[number] = self._note_lines(number, text)
            font = BOLD if paragraph.heading else ROMAN
            lines += broken(paragraph, mine, self.measure, self.style, font)
        page = 1
        while lines:
            lines = self._page(lines, page)
            page += 1
        self.paper.save()
        return self.stream.getvalue()

    def _note_lines(self, number: int, text: str) -> list[str]:
        size, words = self.style.note_size, f"{number} {text}".split()
        found = [words[0]]
        for word in words[1:]:
            if pdfmetrics.stringWidth(f"{found[-1]} {word}", ROMAN, size) > self.measure:
                found.append(word)
            else:
                found[-1] += f" {word}"
        return found

    def _page(self, lines: list[Line], page: int) -> list[Line]:
        self._heads(page)
        drawn: list[tuple[int, int, float, float, Line]] = []
        for column in range(self.style.columns):
            x = self.left + column * (self.measure + self.style.gutter)
            taken, lines = self._fill(lines)
            y = A4[1] - self.style.top - 30
            for row, line in enumerate(taken):
                y -= self.leading * (1.8 if line.heading and row else 1)
                drawn.append((row, column, x, y, line))
            self._foot([number for line in taken for number in line.notes], x)
        for _, _, x, y, line in sorted(drawn, key=lambda d: d[:2]) if self.style.rows_across else drawn:
            self._draw(line, x, y)
        self.paper.showPage()
        return lines

    def _fill(self, lines: list[Line]) -> tuple[list[Line], list[Line]]:
        room = A4[1] - 2 * self.style.top - 60
        taken: list[Line] = []
        for at, line in enumerate(lines):
            cost = self.leading * (1.8 if line.heading else 1)
            cost += sum(len(self.notes[number]) for number in line.notes) * self.style.note_size * 1.2
            if room < cost:
                return taken, lines[at:]
            room -= cost
            taken.append(line)
        return taken, []

    def _heads(self, page: int) -> None:
        top = A4[1] - self.style.top
        self.paper.setFont(ROMAN, self.style.size - 1)
        if page > 1:
            self.paper.drawString(self.left, top, self.style.heads[page % 2])
            self.paper.drawRightString(self.right, top, str(page + 40))
        else:
            self.paper.drawCentredString(A4[0] / 2, 40, str(page + 40))

    def _foot(self, numbers: list[int], x: float) -> None:
        if not numbers:
            return
        texts = [(number, text) for number in numbers for text in self.notes[number]]
        y = self.style.top + len(texts) * self.style.note_size * 1.2
        self.paper.line(x, y + 6, x + 80, y + 6)
        self.paper.setFont(ROMAN, self.style.note_size)
        for _, text in texts:
            y -= self.style.note_size * 1.2
            self.paper.drawString(x, y + 4, text)

    def _draw(self, line: Line, x: float, y: float) -> None:
        font, size = (BOLD if line.heading else ROMAN), self.style.size
        space = float(pdfmetrics.stringWidth(" ", font, size))
        natural = sum(pdfmetrics.stringWidth(word, font, size) for word, _ in line.words)
        natural += sum(pdfmetrics.stringWidth(str(mark), font, size * 0.6) for _, mark in line.words if mark)
        if self.style.justified and not (line.last or line.heading) and len(line.words) > 1:
            space = (self.measure - line.indent - natural) / (len(line.words) - 1)
        x += line.indent
        for run, mark in self._runs(line):
            text = self.paper.beginText(x, y)
            text.setFont(font, size)
            text.setWordSpace(space - pdfmetrics.stringWidth(" ", font, size))
            text.textOut(run)
            self.paper.drawText(text)
            x += pdfmetrics.stringWidth(run.replace(" ", ""), font, size) + run.count(" ") * space
            if mark:
                self.paper.setFont(font, size * 0.6)
                self.paper.drawString(x, y + size * 0.35, str(mark))
                x += pdfmetrics.stringWidth(str(mark), font, size * 0.6)
            x += space

    def _runs(self, line: Line) -> Iterator[tuple[str, int | None]]:
        run: list[str] = []
        for word, mark in line.words:
            run.append(word)
            if mark or self.style.word_by_word:
                yield " ".join(run), mark
                run = []
        if run:
            yield " ".join(run), None


def as_pdf(paragraphs: Sequence[Paragraph], style: Style | None = None) -> bytes:
    """Return paragraphs as a PDF."""
    return Setter(style or Style()).set(paragraphs)


def as_docx(paragraphs: Sequence[Paragraph]) -> bytes:
    """Return paragraphs as a DOCX with heading styles and real footnotes."""
    document = docx.Document()
    notes: list[str] = []
    for paragraph in paragraphs:
        if paragraph.heading:
            document.add_heading(paragraph.text, level=1)
            continue
        added, words, start = document.add_paragraph(), paragraph.text.split(), 0
        for after, text in paragraph.notes:
            added.add_run(" ".join(words[start:after]))
            notes.append(text)
            added.add_run()._r.append(
                added._p.makeelement(f"{{{W}}}footnoteReference", {f"{{{W}}}id": str(len(notes))})
            )
            start = after
            added.add_run(" ")
        added.add_run(" ".join(words[start:]))
    stream = io.BytesIO()
    document.save(stream)
    return with_footnotes(stream.getvalue(), notes)


def with_footnotes(data: bytes, notes: Sequence[str]) -> bytes:
    """Add a part of footnotes to a DOCX, as word processors write it."""
    bodies = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for n, text in enumerate(notes, 1)
    )
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    part = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{W}">{separator}{bodies}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    changes = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'),
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rId900" Type="{link}" Target="footnotes.xml"/></Relationships>',
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name in changes:
                text = text.decode().replace(*changes[name]).encode()
            new.writestr(name, text)
        new.writestr("word/footnotes.xml", part)
    return out.getvalue()
