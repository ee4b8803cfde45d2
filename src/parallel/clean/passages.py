"""Clean text with its way back to the raw text, built line by line."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.clean.joins import Break, PlainJoiner
from parallel.clean.sheet import Cut, Line, Sheet
from parallel.language.casing import nfc
from parallel.model.document import DropReason
from parallel.model.span import Piece, Span, SpanMap

_FIRST_MARK = "\u02ff"
"""No code point up to here is a combining mark."""
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_ODD = re.compile(rf"\s\s+|[^\S ]|[{_INVISIBLE}]")
_CONTROL = re.compile(rf"[{_INVISIBLE}]")


@dataclass(slots=True)
class _Draft:
    """A piece that may still grow."""

    clean_start: int
    clean_end: int
    raw_start: int
    raw_end: int
    step: str

    def finish(self) -> Piece:
        return Piece(Span(self.clean_start, self.clean_end), Span(self.raw_start, self.raw_end), self.step)


class Writer:
    """Writes clean text and remembers where each stretch of it came from."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[_Draft] = []
        self._length = 0
        self._last = ""

    @property
    def spaced(self) -> bool:
        """Whether a space is not wanted next."""
        return self._last in ("", " ")

    def keep(self, text: str, raw: int) -> None:
        """Write text as it stands in the raw document at ``raw``, or of the same length."""
        self._write(text, raw, raw + len(text), "")

    def edit(self, text: str, raw_start: int, raw_end: int, step: str) -> None:
        """Write what a step made of a raw stretch."""
        self._write(text, raw_start, raw_end, step)

    def _write(self, text: str, start: int, end: int, step: str) -> None:
        if not text or (text == " " and self.spaced):
            return
        last, length = self._pieces[-1] if self._pieces else None, self._length
        if last is not None and not step and last.raw_end == start and not last.step:
            last.clean_end, last.raw_end = length + len(text), end
        else:
            self._pieces.append(_Draft(length, length + len(text), start, end, step))
        self._parts.append(text)
        self._length += len(text)
        self._last = text[-1]

    def finish(self) -> tuple[str, SpanMap]:
        """Return the text without a space at its end, and its map."""
        text = "".join(self._parts)
        if text.endswith(" "):
            text = text[:-1]
            last = self._pieces[-1]
            if last.clean_end == last.clean_start + 1:
                self._pieces.pop()
            else:
                last.clean_end, last.raw_end = last.clean_end - 1, last.raw_end - 1
        return text, SpanMap(tuple(piece.finish() for piece in self._pieces))


class Typesetter:
    """Turns lines into clean text for one document, taking out what the steps have cut."""

    def __init__(self, sheet: Sheet, joiner: PlainJoiner) -> None:
        self._sheet = sheet
        self._joiner = joiner
        self._cuts = sorted(sheet.cuts, key=lambda cut: cut.start)
        self._starts = [cut.start for cut in self._cuts]
        self._composed = unicodedata.is_normalized("NFC", sheet.raw.text)

    def set(self, lines: list[Line]) -> tuple[str, SpanMap]:
        """Return the clean text of one paragraph. Cost: linear."""
        writer = Writer()
        for position, line in enumerate(lines):
            following = lines[position + 1] if position + 1 < len(lines) else None
            ending = self._joiner.decide(line, following) if following else Break.SPACE
            end = line.end - (ending is Break.DROP_HYPHEN)
            self._line(writer, line, end)
            if ending is Break.DROP_HYPHEN:
                self._sheet.cuts.append(Cut(end, line.end, DropReason.HYPHEN, "line-ends"))
            elif ending is Break.SPACE and following:
                at = line.end if self._sheet.raw.text[line.end].isspace() else self._sheet.line_end(line)
                writer.keep(" ", at)
        return writer.finish()

    def _line(self, writer: Writer, line: Line, end: int) -> None:
        """Write one line up to a raw offset, leaving out its cuts."""
        at = line.start
        for index in range(bisect_left(self._starts, at), len(self._cuts)):
            cut = self._cuts[index]
            if cut.start >= end:
                break
            self._run(writer, line.text[at - line.start : cut.start - line.start], at)
            at = cut.end
        self._run(writer, line.text[at - line.start : end - line.start], at)

    def _run(self, writer: Writer, text: str, raw: int) -> None:
        """Write a stretch with composed letters, without a second space behind a cut."""
        if writer.spaced:
            raw += len(text) - len(text.lstrip())
            text = text.lstrip()
        if self._composed or unicodedata.is_normalized("NFC", text):
            self._spaced(writer, text, raw)
            return
        at = past = self._past_marks(text, 0, raw)
        for start, end in _clusters(text, at):
            composed = nfc(text[start:end])
            if composed != text[start:end]:
                self._spaced(writer, text[past:start], raw + past)
                writer.edit(composed, raw + start, raw + end, "letters")
                past = end
        self._spaced(writer, text[past:], raw + past)

    def _spaced(self, writer: Writer, text: str, raw: int) -> None:
        """Write a stretch with single spaces and nothing invisible."""
        at = self._resumed(writer, text, 0, raw)
        if "  " not in text and text.isprintable():
            writer.keep(text[at:], raw + at)
            return
        for match in _ODD.finditer(text, at):
            writer.keep(text[at : match.start()], raw + at)
            self._odd(writer, match.group(), raw + match.start())
            at = self._resumed(writer, text, match.end(), raw)
        writer.keep(text[at:], raw + at)

    def _resumed(self, writer: Writer, text: str, at: int, raw: int) -> int:
        """Return where text goes on: past lost marks, and past a space that would be a second one."""
        at = self._past_marks(text, at, raw)
        return at + 1 if writer.spaced and text.startswith(" ", at) else at

    def _past_marks(self, text: str, at: int, raw: int) -> int:
        """Drop marks that have lost their letter; what stands before them was taken out."""
        while at < len(text) and text[at] > _FIRST_MARK and unicodedata.combining(text[at]):
            self._sheet.cuts.append(Cut(raw + at, raw + at + 1, DropReason.NOISE, "characters"))
            at += 1
        return at

    def _odd(self, writer: Writer, found: str, raw: int) -> None:
        if _CONTROL.match(found):
            reason = DropReason.HYPHEN if found == "\u00ad" else DropReason.NOISE
            self._sheet.cuts.append(Cut(raw, raw + 1, reason, "characters"))
        elif len(found) == 1:
            writer.keep(" ", raw)
        else:
            writer.edit(" ", raw, raw + len(found), "spaces")


def _clusters(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of letters with the marks, or Hangul parts, that may be composed with them."""
    start = at
    for end in range(at + 1, len(text) + 1):
        follows = end < len(text) and (unicodedata.category(text[end])[0] == "M" or "\u1160" <= text[end] <= "\u11ff")
        if not follows:
            yield start, end
            start = end
