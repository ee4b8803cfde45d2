"""Documents on their way from bytes to sentences."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import NewType

from parallel.errors import ParallelError
from parallel.model.span import Span, SpanMap

DocId = NewType("DocId", str)
"""As in the manifest: ``003``."""
PassageId = NewType("PassageId", str)
"""Document, role, language where it matters and a counter: ``003/abstract.en``."""
SegmentId = NewType("SegmentId", str)
"""Passage id and eight hex digits of the text's SHA-256: ``003/abstract.en/9f3a01bc``; ``-2`` for a repeat."""
Language = NewType("Language", str)
"""BCP 47 primary tag: ``tr``, ``en``."""

TURKISH = Language("tr")
ENGLISH = Language("en")


class Role(StrEnum):
    """What a passage is in its document."""

    TITLE = "title"
    AUTHOR_NOTE = "author-note"
    HEADING = "heading"
    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    BODY = "body"
    QUOTATION = "quotation"
    NOTE = "note"
    REFERENCE = "reference"


class DropReason(StrEnum):
    """Why raw text is in no passage."""

    SECOND_COPY = "second-copy"
    RUNNING_HEAD = "running-head"
    PAGE_NUMBER = "page-number"
    NOTE_MARKER = "note-marker"
    HYPHEN = "hyphen"
    NOISE = "noise"


class MarkKind(StrEnum):
    """What a file's own structure says of a stretch of its text."""

    TITLE = "title"
    HEADING = "heading"
    NOTE = "note"
    NOTE_MARKER = "note-marker"
    RUNNING_HEAD = "running-head"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMark:
    """A stretch of raw text whose nature the file itself declares, as a DOCX does, or shows by where it is printed."""

    span: Span
    """Place in the raw text."""
    kind: MarkKind
    """What it is."""
    number: int | None = None
    """Of a note, and of its marker: equal numbers belong together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A damaged word and what a person says was printed there."""

    line: int
    """Line of the raw text, from 1, where the word begins."""
    at: int
    """Raw offset of its first letter."""
    printed: str
    """As it stands in the clean text."""
    meant: str
    """What it is to be read as; never empty."""


class RulingKind(StrEnum):
    """What a person has decided about a stretch of raw text."""

    RESTORE = "restore"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A stretch of raw text that a person takes into the running text, or out of the document, against the cleaner."""

    kind: RulingKind
    """Whether it is running text."""
    first_line: int
    """Line of the raw text, from 1, where it begins."""
    last_line: int
    """Line where it ends, inclusive."""
    span: Span
    """Raw place; never empty."""
    digest: str
    """First sixteen hex digits of the SHA-256 of its raw text: where the file has changed there, it does not fit."""
    reason: str = ""
    """Why, in the person's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """A document as it was read; its text is never changed."""

    id: DocId
    """Short name; a file name when there is no workspace."""
    name: str
    """File name as the user gave it, for messages and provenance."""
    text: str
    """Decoded text, line ends as LF, nothing else touched."""
    encoding: str = "utf-8"
    """Codec the bytes were read with, or the format they were taken from: ``pdf``, ``docx``."""
    marks: tuple[RawMark, ...] = ()
    """What the file declares, ascending; empty where it declares nothing."""
    lines_in: Language | None = None
    """Set where each line is one sentence of that language, as in documents of an imported pair."""
    paragraphed: bool = False
    """Whether each line is a whole paragraph, as in a DOCX; else lines end where they were printed to end."""
    repairs: tuple[Repair, ...] = ()
    """Accepted repairs, put into the clean text by the last step; the text here is never changed."""
    rulings: tuple[Ruling, ...] = ()
    """Stretches a person has restored or excluded, put over what the cleaner found; none that does not fit is used."""

    @property
    def digest(self) -> str:
        """SHA-256 of the text as UTF-8, in hex."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch with one role and one language: a paragraph, a heading, a note."""

    id: PassageId
    """Unique in the document."""
    role: Role
    """What it is."""
    language: Language
    """What it is written in."""
    text: str
    """Clean text, NFC, single spaces, no line breaks."""
    spans: SpanMap
    """Where each piece of ``text`` came from."""
    notes: tuple[PassageId, ...] = ()
    """Notes whose markers stood in this passage, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Raw text that went into no passage, and why."""

    span: Span
    """Place in the raw document."""
    reason: DropReason
    """The contract's word for it."""
    step: str
    """Name of the cleaning step that dropped it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a stretch stands in the file, as a person would look it up."""

    page: int
    """Counted from 1 by page starts seen in the file."""
    first_line: int
    """From 1."""
    last_line: int
    """From 1, inclusive."""
    span: Span
    """Code points of the decoded file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanDocument:
    """Passages in reading order, and an account of every raw character that is not white space."""

    raw: RawDocument
    """What it was made from."""
    passages: tuple[Passage, ...]
    """In reading order; notes stand where their page stood."""
    drops: tuple[Drop, ...]
    """Ascending."""
    page_starts: tuple[int, ...] = (0,)
    """Raw offsets at which pages begin, ascending; the first is 0."""

    def place(self, span: Span) -> Place:
        """Return page and line range of a raw stretch. Cost: linear in its offset."""
        text = self.raw.text
        first = text.count("\n", 0, span.start) + 1
        last = first + text.count("\n", span.start, max(span.end - 1, span.start))
        return Place(page=bisect_right(self.page_starts, span.start), first_line=first, last_line=last, span=span)

    def passage(self, passage_id: PassageId) -> Passage:
        """Return the passage of that id.

        Raises:
            ParallelError: there is none.
        """
        for passage in self.passages:
            if passage.id == passage_id:
                return passage
        raise ParallelError(f"no passage {passage_id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A sentence, or what stands for one: a heading, a keyword line."""

    id: SegmentId
    """Stable while its text and passage stay."""
    passage: PassageId
    """The passage it was cut from."""
    language: Language
    """Of the passage."""
    span: Span
    """Place in the passage text; leading and trailing spaces are outside."""
    text: str
    """``span.of(passage.text)``."""
