"""TMX in: versions 1.1 to 1.4, streamed, nothing repaired in silence.

Inline codes are kept as codes and the text exactly as written; what the specification does not allow is listed with
its line while the unit is kept. Source: TMX 1.4b specification, LISA OSCAR 2005.
"""

from collections.abc import Iterable, Iterator

from parallel.exchange.content import Code, Content, whole
from parallel.exchange.tmx.plain import PlainUnits, Shortcut
from parallel.exchange.tmx.rules import SeenIds, UnitRules, check_header
from parallel.exchange.tmx.units import TmxHeader, TmxUnit, TmxVariant
from parallel.exchange.xmlstream import MAX_DEPTH, MAX_TEXT, Problems, XmlStream, local_name
from parallel.language import casing
from parallel.model.document import ENGLISH

MAX_UNITS = 20_000_000
"""Units in one file; chosen by us: the largest public memories have fewer."""
MAX_PARTS = 10_000
"""Variants, notes, props and codes in one unit; chosen by us."""
_MANY = 100
_TEXTS = frozenset({"note", "prop", "seg"})
_FRAME = frozenset({"tmx", "header", "body", "ude", "map"})
_ONCE = frozenset({"tmx", "header", "body"})
_NAMES = _FRAME | _TEXTS | {"tu", "tuv"}


class TmxReader:
    """Iterates over the units of a TMX file; memory stays flat.

    Start and end tags come millions of times, hence the flat code: no object per element, no call where a branch will
    do.

    Args:
        chunks: the file's bytes in pieces.
        where: file name for messages.
        shortcut: take plain units whole; without it every tag goes through expat, to the same end but slower.

    Raises:
        InputError: while iterating: no TMX, not well-formed, an entity declaration, or a limit; ``file:line`` named.
    """

    def __init__(self, chunks: Iterable[bytes], where: str, *, shortcut: bool = True) -> None:
        self.problems = Problems()
        """What is not as the format wants it, filled while iterating."""
        self.header = TmxHeader()
        """Known before the first unit comes."""
        self.count = 0
        """Units so far."""
        self._chunks = chunks
        self._stream = XmlStream(where, self.problems, (self._start, self._end))
        self._parts = self._stream.parts
        self._mark = 0
        self._rules = UnitRules(self.problems, SeenIds())
        self._closed = -1
        if shortcut:
            plain = PlainUnits(self._rules)
            self._stream.feed = Shortcut(self._stream, plain, self._hand_on, lambda: self._closed).feed
        self._ready: list[TmxUnit] = []
        self._frames: dict[str, dict[str, str]] = {}
        self._aliases: dict[str, str] = {}
        self._prefix = ""
        self._inside = ""
        self._said: dict[str, str] = {}
        self._codes: list[tuple[str, dict[str, str], list[str | Code]]] = []
        self._unit: dict[str, str] | None = None
        self._variant: dict[str, str] | None = None
        self._content: Content | None = None
        self._line = 0
        self._size = 0
        self._notes: list[str] = []
        self._properties: list[tuple[str, str]] = []
        self._unit_says = (self._notes, self._properties)
        self._variants: list[TmxVariant] = []

    def __iter__(self) -> Iterator[TmxUnit]:
        ready = self._ready
        for _ in self._stream.read(self._chunks):
            self._refuse_many()
            if ready:
                yield from ready
                ready.clear()
        if "body" not in self._frames:
            self._stream.refuse("holds no <body>: no TMX", "Check that the file is whole")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._inside:
            self._start_code(name, attributes)
        elif name in _TEXTS:
            self._inside, self._said = name, attributes
            self._mark = len(self._parts)
        elif name == "tuv":
            if self._variant is not None or self._unit is None:
                self._stream.refuse("a tuv stands where none can", "Check that the file is whole")
            self._variant = attributes
            self._notes, self._properties = [], []
        elif name == "tu":
            self._start_unit(attributes)
        elif (meant := self._meant(name)) != name:
            self._start(meant, attributes)
        else:
            self._start_frame(name, attributes)

    def _meant(self, name: str) -> str:
        """Return the name an element should have: without the root's prefix, in small letters; else as it is."""
        if name in self._aliases:
            return self._aliases[name]
        prefix, _, local = name.rpartition(":")
        meant = casing.lower(local, ENGLISH)
        if not self._frames and not self._aliases:
            self._prefix = prefix
        if meant not in _NAMES or meant == name or prefix not in {"", self._prefix}:
            return name
        if meant != local:
            self.problems.add(self._stream.line(), f"<{name}> is written <{meant}> in TMX; taken as that")
        self._aliases[name] = meant
        return meant

    def _end(self, name: str) -> None:
        if self._aliases:
            name = self._aliases.get(name, name)
        if self._codes:
            self._end_code()
        elif self._inside:
            parts = self._parts
            text = parts.pop() if len(parts) == self._mark + 1 else self._text()
            if name == "prop" and self._content is None and self._said.get("type"):
                self._inside = ""
                self._properties.append((self._said["type"], text))
            elif name == "note":
                self._inside = ""
                self._notes.append(text)
            else:
                self._take(name, (text,) if text else ())
        elif name == "tuv":
            self._end_variant()
        elif name == "tu":
            self._end_unit()
        else:
            self._stray()
            self._stream.depth -= 1
            if name == "header":
                self._end_header()

    def _text(self) -> str:
        """Take the character data since the text element or the last code in it."""
        parts = self._parts
        text = "".join(parts[self._mark :])
        del parts[self._mark :]
        if len(text) > MAX_TEXT:
            self._stream.refuse_text()
        return text

    def _stray(self) -> None:
        """Note text that stands where the format has none, and forget it."""
        text = "".join(self._parts)
        self._parts.clear()
        if text and not text.isspace():
            line = self._line if self._unit is not None else self._stream.line()
            self.problems.add(line, f"text outside of a seg was left out: {text.strip()[:40]!r}")

    def _start_code(self, name: str, attributes: dict[str, str]) -> None:
        if not self._codes:
            self._codes.append((self._inside, self._said, []))
        if text := self._text():
            self._codes[-1][2].append(text)
        self._codes.append((local_name(name), attributes, []))
        if len(self._codes) + self._stream.depth > MAX_DEPTH:
            self._stream.refuse_depth()
        self._size += 1
        self._refuse_many()

    def _end_code(self) -> None:
        kind, attributes, inside = self._codes.pop()
        if text := self._text():
            inside.append(text)
        if self._codes:
            self._codes[-1][2].append(Code(kind, tuple(attributes.items()), tuple(inside)))
        else:
            self._take(kind, tuple(inside))

    def _take(self, kind: str, content: Content) -> None:
        """Take the content of a seg, note or prop."""
        self._inside = ""
        if kind == "seg":
            self._take_seg(content)
        elif kind == "note":
            self._notes.append(self._flat(content))
        else:
            if not self._said.get("type") or self._content is not None:
                self._rules.check_property(self._stream.line(), self._said, late=self._content is not None)
            self._properties.append((self._said.get("type", ""), self._flat(content)))

    def _refuse_many(self) -> None:
        size = self._size + len(self._variants) + len(self._unit_says[0]) + len(self._unit_says[1])
        if self._variant is not None:
            size += len(self._notes) + len(self._properties)
        if size > MAX_PARTS:
            self._stream.refuse(f"a unit has more than {MAX_PARTS} parts", "Cut it into several")

    def _take_seg(self, content: Content) -> None:
        if self._variant is None:
            self.problems.add(self._stream.line(), "a seg outside of a tuv was left out")
        elif self._content is not None:
            self.problems.add(self._stream.line(), "a second seg in one tuv was left out")
        else:
            self._content = content
            if len(content) != 1 or not isinstance(content[0], str):
                self._rules.check_content(self._stream.line(), content)

    def _flat(self, content: Content) -> str:
        if not content:
            return ""
        if len(content) == 1 and isinstance(content[0], str):
            return content[0]
        self.problems.add(self._stream.line(), "mark-up inside a note or prop was taken as text")
        return whole(content)

    def _end_variant(self) -> None:
        attributes, self._variant = self._variant or {}, None
        content, self._content = self._content, None
        language = attributes.pop("xml:lang", "") or attributes.pop("lang", "")
        if not self._rules.sound(language, attributes, content):
            self._rules.check_variant(self._stream.line(), language, attributes, content)
        said = (tuple(self._notes), tuple(self._properties), tuple(attributes.items()))
        self._variants.append(TmxVariant(language, content or (), *said))
        self._size += len(self._notes) + len(self._properties)
        self._notes, self._properties = self._unit_says

    def _start_unit(self, attributes: dict[str, str]) -> None:
        if self._unit is not None or "body" not in self._frames:
            self._stream.refuse("a tu stands where none can", "Check that the file is whole")
        if self._parts:
            self._stray()
        self._unit = attributes
        self._line = self._stream.line()
        self._notes, self._properties = self._unit_says = [], []

    def _end_unit(self) -> None:
        if self._parts:
            self._stray()
        attributes, self._unit = self._unit or {}, None
        name = attributes.pop("tuid", "")
        notes, properties = tuple(self._notes), tuple(self._properties)
        unit = TmxUnit(name, tuple(self._variants), notes, properties, tuple(attributes.items()), self._line)
        if len(notes) + len(properties) + len(unit.variants) > _MANY:
            self._refuse_many()
        self._variants = []
        self._size = 0
        self._closed = self._stream.parser.CurrentByteIndex + len("</tu>")
        self._hand_on(unit)

    def _hand_on(self, unit: TmxUnit) -> None:
        self._rules.check_unit(unit)
        self._ready.append(unit)
        self.count += 1
        if self.count > MAX_UNITS:
            self._stream.refuse(f"more units than the limit of {MAX_UNITS}", "Cut the file in parts")

    def _start_frame(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element that holds no text of its own."""
        stream = self._stream
        if self._parts:
            self._stray()
        stream.depth += 1
        if stream.depth > MAX_DEPTH:
            stream.refuse_depth()
        if not self._frames and name != "tmx":
            stream.refuse(f"this is no TMX file but <{name[:40]}>", "Check the file")
        if name not in _FRAME:
            self.problems.add(stream.line(), f"unknown element <{name[:40]}>")
            return
        if name in _ONCE and name in self._frames:
            self.problems.add(stream.line(), f"a second <{name}>")
        self._frames.setdefault(name, attributes)
        if name == "tmx":
            self._rules.check_version(stream.line(), attributes)
        elif name == "body" and "header" not in self._frames:
            self.problems.add(stream.line(), "the file has no header")
        elif name == "header":
            self._line = stream.line()
            self._notes, self._properties = [], []

    def _end_header(self) -> None:
        self.header = TmxHeader(
            version=self._frames["tmx"].get("version", ""),
            attributes=tuple(self._frames["header"].items()),
            notes=tuple(self._notes),
            properties=tuple(self._properties),
        )
        check_header(self.problems, self._line, self.header)
