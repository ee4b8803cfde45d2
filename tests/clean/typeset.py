"""Set paragraphs and notes as pages, the way text falls out of a PDF: cleaning is tested as a round trip."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

VOWELS = "aeıioöuüâîûAEIİOÖUÜ"


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a document is laid out."""

    width: int = 70
    """Code points of a full line."""
    page_lines: int = 32
    """Lines of text on a page."""
    hyphens: bool = True
    """Break words with a hyphen; else without."""
    breaks: float = 0.6
    """Share of lines that may break a word."""
    trailing: bool = True
    """A space ends each line that does not break a word."""
    feeds: str = " "
    """What a page begins with."""
    notes: str = "{} {}"
    """How a note is numbered; a line feed puts the number on a line of its own."""
    separator: int = 0
    """Spaces of the line above the notes; 0 for an empty line."""
    marker: str = "{}"
    """How a marker looks."""
    heads: tuple[str, ...] = ()
    """Running heads, taken in turn; ``#`` is the page number."""
    blank_after_first: bool = False
    """An empty line after the first line of each paragraph."""
    doubled: frozenset[int] = frozenset()
    """Pages printed twice, counted from 0."""


def typeset(paragraphs: Sequence[str], notes: Sequence[str] = (), style: Style | None = None, seed: int = 0) -> str:
    """Return paragraphs as raw pages; ``⟦n⟧`` in a paragraph marks note n, which goes to the foot of that page."""
    setter = _Setter(style or Style(), notes, random.Random(seed))
    return setter.set(paragraphs)


class _Setter:
    def __init__(self, style: Style, notes: Sequence[str], chance: random.Random) -> None:
        self.style, self.notes, self.chance = style, notes, chance

    def set(self, paragraphs: Sequence[str]) -> str:
        lines = [line for paragraph in paragraphs for line in (*self.paragraph(paragraph), "")]
        pages: list[list[str]] = []
        while any(lines):
            pages.append(self.page(lines, len(pages)))
        for number in sorted(self.style.doubled, reverse=True):
            if number < len(pages):
                pages.insert(number + 1, [line.rstrip() for line in pages[number]])
        return "\n".join(line for page in pages for line in page)

    def paragraph(self, text: str) -> list[str]:
        lines = list(self.wrap(text))
        if self.style.blank_after_first and len(lines) > 2:
            lines.insert(1, "")
        return lines

    def wrap(self, text: str) -> Iterator[str]:
        words, line = text.split(" "), ""
        while words:
            word = words.pop(0)
            room = self.style.width - len(line) - bool(line)
            if len(word) <= room:
                line = f"{line} {word}".lstrip()
                continue
            cut = self.cut(word, room - self.style.hyphens) if self.chance.random() < self.style.breaks else 0
            if cut:
                yield f"{line} {word[:cut]}".lstrip() + ("-" if self.style.hyphens else "")
                line = word[cut:]
            else:
                yield line + " " * self.style.trailing
                line = word
        yield line + " " * self.style.trailing

    def cut(self, word: str, room: int) -> int:
        """Return where a word may be broken: before a consonant and vowel, never inside a marker."""
        places = (
            at
            for at in range(min(room, len(word) - 2), 1, -1)
            if word[at].isalpha() and word[at] not in VOWELS and word[at + 1] in VOWELS and word[:at].isalpha()
        )
        return next(places, 0)

    def page(self, lines: list[str], number: int) -> list[str]:
        body: list[str] = []
        foot: list[str] = []
        while lines and len(body) + len(foot) < self.style.page_lines:
            line = lines.pop(0)
            while "⟦" in line:
                before, _, rest = line.partition("⟦")
                index, _, after = rest.partition("⟧")
                line = before + self.style.marker.format(index) + after
                foot += self.note(int(index))
            if body or line:
                body.append(line)
        if foot:
            body += ["", " " * self.style.separator, *foot] if self.style.separator else ["", *foot]
        if self.style.heads:
            head = self.style.heads[number % len(self.style.heads)].replace("#", str(143 + number))
            body = [head, "", *body]
        if number:
            body[0] = self.style.feeds + body[0]
        return body

    def note(self, index: int) -> list[str]:
        first, *rest = self.style.notes.format(index, self.notes[index - 1]).split("\n")
        text = rest[0] if rest else first
        lines = list(self.wrap(text))
        return [first, " " + lines[0], *lines[1:]] if rest else lines
