"""XML in, streamed and suspicious: what every XML reader of this package shares.

Entity declarations are refused by name before anything is expanded; a plain document type is accepted and never
loaded. Depth, length of a text and length of a tag have named limits, so that memory stays flat whatever comes.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn, Protocol
from xml.parsers import expat

from parallel.errors import InputError

MAX_DEPTH = 256
"""Elements inside each other (faults D4); real files have fewer than ten."""
MAX_TEXT = 1_000_000
"""Characters in one text; chosen by us: a sentence has a few hundred."""
MAX_TAG = 1_000_000
"""Bytes in one tag, comment or declaration; chosen by us."""
MAX_PROBLEMS = 1000
"""Problems listed one by one; the rest are counted."""
_HEAD = 1024
"""Bytes looked at to find the encoding; an XML declaration is shorter."""
_DECLARATION = re.compile(rb"<\?xml[\s][^>]{0,300}\?>")
_ENCODING = re.compile(r"""encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_UNSAFE_CODECS = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "punycode", "idna"})
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, with whose mark it begins
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_WIDE = ("utf-16", "utf-32")
_SHOWN = frozenset(codec for _, codec in (*_MARKS, *_UNMARKED))
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b")


Handlers = tuple[Callable[[str, dict[str, str]], None], Callable[[str], None]]
"""What to call at a start tag and at an end tag."""


class Feed(Protocol):
    """Takes a file's bytes as UTF-8."""

    def __call__(self, data: bytes, /, *, final: bool = False) -> None:
        """Take the next bytes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FileProblem:
    """Something in a file that is not as its format wants it; the unit was kept."""

    line: int
    """From 1."""
    message: str
    """What is wrong, one line."""


@dataclass(slots=True)
class Problems:
    """Problems in file order: the first thousand one by one, the rest as a number."""

    listed: list[FileProblem] = field(default_factory=list)
    """At most ``MAX_PROBLEMS``."""
    total: int = 0
    """All of them."""

    def add(self, line: int, message: str) -> None:
        """Note one problem."""
        self.total += 1
        if len(self.listed) < MAX_PROBLEMS:
            self.listed.append(FileProblem(line=line, message=message))

    def lines(self, where: str) -> Iterator[str]:
        """Yield ``file:line: message`` for a person, and how many more there are."""
        for problem in self.listed:
            yield f"{where}:{problem.line}: {problem.message}"
        if self.total > len(self.listed):
            yield f"{where}: {self.total - len(self.listed)} more problems"


class XmlStream:
    """Feeds bytes to expat and keeps watch; a format sets the handlers of ``parser`` and collects.

    ``parts`` receives all character data; the format empties it. ``depth`` is the format's to count: one more
    at a start tag, one less at an end tag, and :meth:`refuse_depth` above the limit.
    """

    def __init__(self, where: str, problems: Problems, handlers: Handlers, *, namespaces: bool = False) -> None:
        self.where = where
        self.problems = problems
        self.depth = 0
        self.parts: list[str] = []
        self._handlers = handlers
        self._separator = " " if namespaces else None
        self.parser = self._new_parser(None)
        self._head = b""
        self._transcoder: _Transcoder | None = None
        self.fed = 0
        """Bytes the parser got so far, as UTF-8."""
        self.subset = False
        """Whether the document type declares something itself."""
        self.feed: Feed = self.parse
        """What gets the file's bytes as UTF-8; a format may put itself before the parser."""
        self._started = False

    def read(self, chunks: Iterable[bytes]) -> Iterator[None]:
        """Feed the chunks, pausing after each so that the caller can hand on what is ready.

        Raises:
            InputError: not well-formed, an entity declaration, an unknown encoding or a limit; ``file:line`` named.
        """
        for chunk in chunks:
            self._take(chunk)
            yield
        if not self._started:
            self._start(self._head)
        self.feed(self._decoded(b"", final=True), final=True)
        yield

    def line(self) -> int:
        """Return the line the parser is at."""
        return self.parser.CurrentLineNumber

    def refuse(self, message: str, hint: str = "") -> NoReturn:
        """Stop with the present line."""
        raise InputError(message, where=f"{self.where}:{self.line()}", hint=hint)

    def refuse_depth(self) -> NoReturn:
        """Stop at an element that stands deeper than the limit."""
        self.refuse(f"elements are nested deeper than the limit of {MAX_DEPTH}")

    def text(self) -> str:
        """Return the character data since the last call.

        Raises:
            InputError: longer than the limit.
        """
        text = "".join(self.parts)
        self.parts.clear()
        if len(text) > MAX_TEXT:
            self.refuse_text()
        return text

    def refuse_text(self) -> NoReturn:
        """Stop at a text that is longer than the limit."""
        self.refuse(f"a text is longer than the limit of {MAX_TEXT} characters", "Cut it into sentences")

    def _new_parser(self, encoding: str | None) -> expat.XMLParserType:
        parser = expat.ParserCreate(encoding, self._separator)
        parser.StartElementHandler, parser.EndElementHandler = self._handlers
        parser.buffer_text = True
        parser.buffer_size = 1 << 15
        parser.CharacterDataHandler = self.parts.append
        parser.StartDoctypeDeclHandler = self._note_subset
        parser.EntityDeclHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._refuse_skipped
        return parser

    def _note_subset(self, _name: str, _system: str | None, _public: str | None, declares: object) -> None:
        self.subset = bool(declares)

    def _refuse_entity(self, name: str, *_: object) -> None:
        hint = "Take the declaration out and write the characters themselves"
        self.refuse(f"entity declarations are not allowed ({name!r} is declared)", hint)

    def _refuse_skipped(self, name: str, *_: object) -> None:
        self.refuse(f"the entity &{name}; is not defined", "Write the character itself")

    def _take(self, chunk: bytes) -> None:
        if self._started:
            self._feed(chunk)
            return
        self._head += chunk
        if len(self._head) >= _HEAD:
            self._start(self._head)

    def _start(self, head: bytes) -> None:
        """Find the encoding and begin."""
        self._started, self._head = True, b""
        if not head.strip():
            raise InputError("is empty", where=f"{self.where}:1", hint="Check the file")
        if head.startswith(_ARCHIVES):
            raise InputError("is a compressed archive", where=f"{self.where}:1", hint="Unpack it first")
        codec, data = self._recognised(head)
        data, declared, kept = self._without_declaration(data, codec)
        codec = self._agreed(codec, declared)
        if codec != "utf-8":
            self._transcoder = _Transcoder(codec, doubted=codec not in _SHOWN)
            self._transcoder.lines = 1 + kept.count(b"\n")
        self.parser = self._new_parser("utf-8")
        # Declared standalone, expat calls an undefined entity an error even where a document type is named.
        self.parse(b'<?xml version="1.0"' + kept + b' standalone="yes"?>')
        self._feed(data)

    def _recognised(self, head: bytes) -> tuple[str, bytes]:
        """Return the codec the bytes show, empty when they show none, and the bytes without a mark."""
        for mark, codec in _MARKS:
            if head.startswith(mark):
                return codec, head[len(mark) :]
        for start, codec in _UNMARKED:
            if head.startswith(start):
                return codec, head
        return "", head

    def _without_declaration(self, data: bytes, codec: str) -> tuple[bytes, str, bytes]:
        """Return the bytes after the XML declaration, the encoding it names and the line ends inside it."""
        wide = codec.startswith(_WIDE)
        head = data[:_HEAD].decode(codec, "ignore").encode() if wide else data[:_HEAD]
        blank = len(head) - len(head.lstrip())
        found = _DECLARATION.match(head, blank)
        if found is None:
            return data, "", b""
        if blank:
            self.problems.add(1, "white space before the XML declaration")
        taken = found.end()
        if wide:
            taken = len(head[:taken].decode().encode(codec))
        name = _ENCODING.search(found[0].decode("latin-1"))
        return data[taken:], name[1] if name else "", b"\n" * (head[: found.end()].count(b"\n")) or b" "

    def _agreed(self, shown: str, declared: str) -> str:
        """Return the codec to read with, from what the bytes show and what the declaration says."""
        if not declared:
            return shown or "utf-8"
        try:
            name = codecs.lookup(declared).name
            fits = "<?xml".encode(name) == b"<?xml" or name.startswith(_WIDE)
        except (LookupError, ValueError, TypeError):
            fits, name = False, declared
        if not fits or name in _UNSAFE_CODECS:
            raise InputError(f"unknown encoding {declared!r}", where=f"{self.where}:1", hint="Save the file as UTF-8")
        if shown:
            if not shown.startswith(name):
                self.problems.add(1, f"declared as {declared} but written in {shown}")
            return shown
        if name.startswith(_WIDE):
            self.problems.add(1, f"declared as {declared} but written in one byte a character; read as UTF-8")
            return "utf-8"
        return name

    def _feed(self, chunk: bytes) -> None:
        for at in range(0, len(chunk), 1 << 16):
            self.feed(self._decoded(chunk[at : at + (1 << 16)]))

    def _decoded(self, piece: bytes, *, final: bool = False) -> bytes:
        """Return the piece as UTF-8."""
        if self._transcoder is None:
            return piece
        try:
            data = self._transcoder.feed(piece, final=final)
        except UnicodeError as error:
            lines = self._transcoder.lines
            what = f"not {self._transcoder.codec}: {getattr(error, 'reason', error)}"
            hint = "It reads as UTF-8: declare that" if self._transcoder.doubted else "Check the encoding it declares"
            raise InputError(what, where=f"{self.where}:{lines}", hint=hint) from error
        if final and self._transcoder.reads_as_utf_8:
            codec = self._transcoder.codec
            self.problems.add(1, f"declared as {codec}, and so read, but its bytes are UTF-8 too: look at its letters")
        return data

    def parse(self, data: bytes, *, final: bool = False) -> None:
        """Give the parser the next bytes.

        Raises:
            InputError: not well-formed, an entity declaration or a limit; ``file:line`` named.
        """
        try:
            self.parser.Parse(data, final)
        except expat.ExpatError as error:
            what = f"not well-formed XML: {expat.ErrorString(error.code)}"
            raise InputError(what, where=f"{self.where}:{error.lineno}", hint="Mend the file at this line") from error
        self.fed += len(data)
        if self.fed - self.parser.CurrentByteIndex > MAX_TAG:
            self.refuse(f"a tag or comment is longer than the limit of {MAX_TAG} bytes")
        if len(self.parts) > 1 and sum(map(len, self.parts)) > MAX_TEXT:
            self.refuse_text()


class _Transcoder:
    """Turns bytes of a declared encoding into UTF-8, counts lines, and watches whether they were UTF-8 all along.

    Args:
        codec: to read with.
        doubted: whether only a declaration speaks for it.
    """

    def __init__(self, codec: str, *, doubted: bool) -> None:
        self.codec = codec
        self.lines = 1
        """Line reached; after an error the one it is on."""
        self.doubted = doubted
        """Whether the bytes so far are UTF-8 as well."""
        self._decoder = codecs.getincrementaldecoder(codec)("strict")
        self._utf_8 = codecs.getincrementaldecoder("utf-8")("strict")
        self._beyond_ascii = False

    @property
    def reads_as_utf_8(self) -> bool:
        """Whether the bytes so far hold letters beyond ASCII and all of them are UTF-8 as well."""
        return self.doubted and self._beyond_ascii

    def feed(self, piece: bytes, *, final: bool = False) -> bytes:
        """Return the piece as UTF-8.

        Raises:
            UnicodeError: it is not of this encoding.
        """
        if self.doubted:
            self._compare(piece, final=final)
        try:
            text = self._decoder.decode(piece, final)
        except UnicodeDecodeError as error:
            self.lines += bytes(error.object[: error.start]).decode(self.codec, "ignore").count("\n")
            raise
        self.lines += text.count("\n")
        return text.encode()

    def _compare(self, piece: bytes, *, final: bool) -> None:
        self._beyond_ascii = self._beyond_ascii or not piece.isascii()
        try:
            self._utf_8.decode(piece, final)
        except UnicodeDecodeError:
            self.doubted = False


def local_name(name: str) -> str:
    """Return a tag's name without its prefix."""
    return name.rpartition(":")[2]
