"""XLIFF in: 1.0 to 1.2 and 2.0 to 2.1, streamed; what is odd is listed with its line."""

from collections import Counter
from collections.abc import Iterable
from types import MappingProxyType

from parallel.exchange.content import Code, Content, plain
from parallel.exchange.incoming import Incoming, IncomingUnit
from parallel.exchange.tmx.units import primary_tag
from parallel.exchange.unit import LeftOut
from parallel.exchange.xliff.writer import NS_2, NS_12, NS_CODES, NS_METADATA, PROP
from parallel.exchange.xmlstream import MAX_DEPTH, Problems, XmlStream
from parallel.model.bitext import BeadState, Languages
from parallel.model.document import ENGLISH, TURKISH, Language

_CORE = frozenset({"", NS_12, NS_2, "urn:oasis:names:tc:xliff:document:1.1", "urn:oasis:names:tc:xliff:document:2.1"})
_UNITS = frozenset({"trans-unit", "unit"})
_SKIPPED = frozenset({"alt-trans", "seg-source", "bin-unit", "skeleton", "skl", "glossary", "reference"})
_TEXTS = frozenset({"source", "target", "note", "context", "data"})
_APPROVED = frozenset({"signed-off", "final", "reviewed"})
_MACHINE = frozenset({"needs-review-translation", "needs-review-adaptation", "needs-review-l10n", "new", "initial"})
_ATTRIBUTE_NAMES = MappingProxyType({"rid": "i", "ctype": "type"})
_POSITION = MappingProxyType({"open": "begin", "close": "end"})


def from_xliff(chunks: Iterable[bytes], where: str, languages: Languages | None = None) -> Incoming:
    """Read an XLIFF file; a segment of a 2.x unit is a unit of its own.

    Args:
        chunks: the file's bytes in pieces.
        where: file name for messages.
        languages: direction; None to take the file's own.

    Raises:
        InputError: no XLIFF, not well-formed, an entity declaration, or a limit; ``file:line`` named.
    """
    reader = _Reader(where)
    for _ in reader.stream.read(chunks):
        pass
    units = [unit for unit in reader.units if plain(unit.target).strip()]
    left = Counter({"without translation": len(reader.units) - len(units)})
    return Incoming(
        languages=languages or reader.languages(),
        units=tuple(units),
        problems=tuple(reader.problems.lines(where)),
        left_out=LeftOut(reasons=tuple((+left).most_common())),
    )


class _Reader:
    """Collects units while expat reports elements."""

    def __init__(self, where: str) -> None:
        self.problems = Problems()
        self.stream = XmlStream(where, self.problems, (self._start, self._end), namespaces=True)
        self.units: list[IncomingUnit] = []
        self._direction = ["", ""]
        self._ids: set[str] = set()
        self._skip = 0
        self._root = False
        self._stack: list[tuple[str, dict[str, str], list[str | Code]]] = []
        self._unit: dict[str, str] = {}
        self._line = 0
        self._segment: dict[str, str] = {}
        self._sides: dict[str, tuple[Content, dict[str, str]]] = {}
        self._notes: list[str] = []
        self._properties: list[tuple[str, str]] = []
        self._data: dict[str, str] = {}
        self._count = 0

    def languages(self) -> Languages:
        """Return the direction the file names."""
        source, target = self._direction
        return Languages(Language(primary_tag(source) or TURKISH), Language(primary_tag(target) or ENGLISH))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.stream.depth += 1
        if self.stream.depth > MAX_DEPTH:
            self.stream.refuse_depth()
        namespace, _, local = name.rpartition(" ")
        if not self._root:
            self._check_root(namespace, local, attributes)
        if self._skip:
            self._skip += 1
        elif self._stack:
            self._open_code(local, attributes)
        elif namespace == NS_METADATA and local == "meta":
            self._open("meta", attributes)
        elif namespace == NS_METADATA:
            self.stream.parts.clear()
        elif namespace not in _CORE or local in _SKIPPED:
            self._skip = 1
        else:
            self._open_core(local, attributes)

    def _open_core(self, local: str, attributes: dict[str, str]) -> None:
        self.stream.parts.clear()
        if local in _TEXTS:
            self._open(local, attributes)
        elif local == "file":
            self._direction[0] = attributes.get("source-language", self._direction[0])
            self._direction[1] = attributes.get("target-language", self._direction[1])
            self._ids = set()
        elif local in _UNITS:
            self._open_unit(attributes)
        elif local == "segment":
            self._segment, self._sides = attributes, {}
        elif local == "ignorable":
            self._skip = 1

    def _open_unit(self, attributes: dict[str, str]) -> None:
        self._unit, self._line = attributes, self.stream.line()
        self._segment, self._sides, self._data = {}, {}, {}
        self._notes, self._properties = [], []
        self._count = 0
        name = attributes.get("id", "")
        if not name:
            self.problems.add(self._line, "a unit without an id")
        elif name in self._ids:
            self.problems.add(self._line, f"unit id {name[:80]!r} stands twice")
        self._ids.add(name)

    def _check_root(self, namespace: str, local: str, attributes: dict[str, str]) -> None:
        if local != "xliff" or namespace not in _CORE:
            self.stream.refuse(f"this is no XLIFF file but <{local[:40]}>", "Check the file")
        self._root = True
        version = attributes.get("version", "")
        if version not in {"1.0", "1.1", "1.2", "2.0", "2.1", "2.2"}:
            self.problems.add(self.stream.line(), f"unknown version {version[:20]!r}")
        self._direction = [attributes.get("srcLang", ""), attributes.get("trgLang", "")]
        if version.startswith("2") and not self._direction[0]:
            self.problems.add(self.stream.line(), "srcLang is missing")

    def _open(self, local: str, attributes: dict[str, str]) -> None:
        self.stream.parts.clear()
        self._stack.append((local, attributes, []))

    def _open_code(self, local: str, attributes: dict[str, str]) -> None:
        if self.stream.parts:
            self._stack[-1][2].append(self.stream.text())
        self._stack.append((local, attributes, []))

    def _end(self, name: str) -> None:
        self.stream.depth -= 1
        local = name.rpartition(" ")[2]
        if self._skip:
            self._skip -= 1
            self.stream.parts.clear()
        elif self._stack:
            self._close_text()
        elif local in {"segment", "trans-unit"}:
            self._close_segment()

    def _close_text(self) -> None:
        local, attributes, inside = self._stack.pop()
        if self.stream.parts:
            inside.append(self.stream.text())
        if self._stack:
            self._stack[-1][2].append(self._code(local, attributes, tuple(inside)))
            return
        content = _merged(inside)
        if local in {"source", "target"}:
            self._sides[local] = (content, attributes)
        elif local == "note" and plain(content):
            self._notes.append(plain(content))
        elif local == "data":
            self._data[attributes.get("id", "")] = plain(content)
        elif local in {"meta", "context"}:
            name = attributes.get("type") or attributes.get("context-type", "").removeprefix(PROP)
            self._properties.append((name, plain(content)))

    def _code(self, local: str, attributes: dict[str, str], content: Content) -> str | Code:
        if local == "cp":
            return self._code_point(attributes.get("hex", ""))
        kind = attributes.get(f"{NS_CODES} kind", "")
        reference = attributes.get("dataRef", "")
        if reference:
            if reference not in self._data:
                self.problems.add(self.stream.line(), f"dataRef {reference[:40]!r} names no data")
            content = (self._data.get(reference, ""),)
        if kind:
            ours = f"{NS_CODES} "
            own = [(key.removeprefix(ours), value) for key, value in attributes.items() if key.startswith(ours)]
            return Code(kind, tuple(pair for pair in own if pair[0] != "kind"), content)
        if local == "mrk" and attributes.get("mtype", "").startswith("x-"):
            return Code(attributes["mtype"][2:], (), content)
        return Code(local, _native_attributes(local, attributes), content)

    def _code_point(self, digits: str) -> str:
        self.problems.add(self.stream.line(), f"the control character U+{digits[:8]} was left out")
        return ""

    def _close_segment(self) -> None:
        said = self._segment
        source, target = self._sides.get("source", ((), {})), self._sides.get("target", ((), {}))
        self._count += 1
        if not self._sides:
            self.problems.add(self._line, "a unit without a source")
        name = self._unit.get("name") or self._unit.get("id", "")
        state = target[1].get("state", "") or said.get("state", "")
        self.units.append(
            IncomingUnit(
                source=source[0],
                target=target[0],
                id=name if self._count == 1 else f"{name}#{self._count}",
                notes=tuple(self._notes),
                properties=tuple(self._properties),
                state=_state(state, said.get("subState", ""), self._unit.get("approved", "")),
                line=self._line,
            )
        )
        self._sides = {}


def _native_attributes(local: str, attributes: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return a code's attributes under the names TMX gives them."""
    kept = []
    for name, value in attributes.items():
        if name == "id" and local in {"ph", "it", "bpt", "ept"}:
            continue
        text = value.removeprefix("x-") if name == "ctype" else _POSITION.get(value, value) if name == "pos" else value
        kept.append((_ATTRIBUTE_NAMES.get(name, name), text))
    if local in {"bpt", "ept"} and "rid" not in attributes:
        kept.insert(0, ("i", attributes.get("id", "")))
    return tuple(kept)


def _state(state: str, own: str, approved: str) -> BeadState | None:
    """Return what a unit says of its state; tools that change it may leave our own word for it beside it."""
    if state in _MACHINE:
        return BeadState.AUTO
    if state in _APPROVED or approved == "yes":
        return BeadState.APPROVED
    if not state and own.startswith("tren:") and own[5:] in set(BeadState):
        return BeadState(own[5:])
    return BeadState.EDITED if state == "translated" else None


def _merged(parts: Iterable[str | Code]) -> Content:
    """Put neighbouring texts together."""
    merged: list[str | Code] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part:
            merged.append(part)
    return tuple(merged)
