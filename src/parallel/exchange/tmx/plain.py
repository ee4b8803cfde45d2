"""The plain units of a TMX file, taken whole before expat sees them.

Nearly all units of a memory are plain: notes, props and texts without codes, comments or character references. One
regular expression, a strict part of XML's grammar, finds such a unit in a fraction of the time that the calls for its
sixteen tags take. Whatever is not exactly of that form, or has anything to be said of it, goes to expat, which stays
the judge of the file; tests read mutated files both ways and compare.
"""

import codecs
import re
from collections.abc import Callable, Iterable
from io import IncrementalNewlineDecoder

from parallel.exchange.tmx.rules import UnitRules
from parallel.exchange.tmx.units import Pairs, TmxUnit, TmxVariant
from parallel.exchange.xmlstream import XmlStream

MAX_PLAIN = 1 << 16
"""Characters of a unit taken whole, and of text held back; chosen by us, a hundred times a usual unit."""
MAX_HEADS = 1000
"""Different tags of variants remembered; a file that makes them up must not fill the memory."""
_END = "</tu>"
_CONTROL = bytes({*range(0x20)} - {0x09, 0x0A, 0x0D})
_NEAR_NO_CHARACTERS = "\uffff".encode()[:2]  # U+FFC0 to U+FFFF, the last two of which XML forbids
_TEXT = "[^<]*+"
_BLANK = r"[ \t\n]*+"
_VALUE = r"""(?:"[^<&"\t\n]++"|'[^<&'\t\n]++')"""
_PAIRS = rf"(?: (?:xml:)?[a-z][a-z-]*+={_VALUE})*+"
_SAID = rf"(?:{_BLANK}(?:<note>{_TEXT}</note>|<prop type={_VALUE}>{_TEXT}</prop>))*+"
_TUV = rf"{_BLANK}<tuv(%s{_PAIRS})>(%s{_SAID}){_BLANK}<seg>(%s{_TEXT})</seg>{_BLANK}</tuv>"
_FIRST, _MORE = _TUV % ("", "", ""), _TUV % ("?:", "?:", "?:")
_UNIT = re.compile(
    rf"({_BLANK})<tu(?: tuid=({_VALUE}))?+({_PAIRS})>({_SAID}){_FIRST}{_FIRST}((?:{_MORE})*+){_BLANK}</tu>"
)
_EACH_TUV = re.compile(_FIRST)
_EACH_SAID = re.compile(rf"<(?:note|prop type=({_VALUE}))>({_TEXT})</")
_EACH_PAIR = re.compile(rf" ([a-z:-]++)=({_VALUE})")
_OTHER_REFERENCE = re.compile("&(?!(?:lt|gt|amp|quot|apos);)")
_NAMED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))

_Said = tuple[tuple[str, ...], Pairs]
_Head = tuple[str, Pairs]
_NOTHING: _Said = ((), ())
_unit_of: Callable[[type[TmxUnit], Iterable[object]], TmxUnit] = tuple.__new__  # half the time of naming the fields
_variant_of: Callable[[type[TmxVariant], Iterable[object]], TmxVariant] = tuple.__new__


class PlainUnits:
    """Reads units in which everything is plain and nothing is wrong.

    Args:
        rules: what variants are looked at with.
    """

    def __init__(self, rules: UnitRules) -> None:
        self._rules = rules
        self._heads: dict[str, _Head] = {}

    def unit(self, text: str, at: int, line: int, *, wary: bool = True) -> tuple[TmxUnit, int] | None:
        """Return the unit that begins at a place, white space before it, and where it ends; None if it is not plain.

        Args:
            text: characters of the file.
            at: index into it.
            line: of that place.
            wary: whether :func:`is_odd` is true of the text, so that the unit must be looked at for itself.
        """
        found = _UNIT.match(text, at)
        if found is None:
            return None
        end = found.end()
        if end - at > MAX_PLAIN or (wary and is_odd(text[at:end])):
            return None
        blank, name, pairs, said, tag, own, one, other_tag, others, other, more = found.groups()
        variants: tuple[TmxVariant | None, ...] = (
            self._variant(tag, own, one),
            self._variant(other_tag, others, other),
        )
        if more:
            variants += tuple([self._variant(*rest) for rest in _EACH_TUV.findall(more)])
        attributes = _pairs(pairs) if pairs else ()
        if attributes is None or None in variants:
            return None
        notes, properties = _said(said) if said else _NOTHING
        made = (name[1:-1] if name else "", variants, notes, properties, attributes, line + blank.count("\n"))
        return _unit_of(TmxUnit, made), end

    def _variant(self, tag: str, said: str, text: str) -> TmxVariant | None:
        """Return a variant; None where there is something to say of it."""
        head = self._heads.get(tag) or self._new_head(tag)
        if head is None or not text or text.isspace():
            return None
        if "&" in text:
            text = _unescaped(text)
        notes, properties = _said(said) if said else _NOTHING
        return _variant_of(TmxVariant, (head[0], (text,), notes, properties, head[1]))

    def _new_head(self, tag: str) -> _Head | None:
        """Return the language and other attributes of a variant; None where there is something to say of them."""
        pairs = dict(_pairs(tag) or ())
        language = pairs.pop("xml:lang", "") or pairs.pop("lang", "")
        if not self._rules.in_order(language, pairs):
            return None  # not remembered: the language may become known
        head = (language, tuple(pairs.items()))
        if len(self._heads) < MAX_HEADS:
            self._heads[tag] = head
        return head


def is_odd(text: str) -> bool:
    """Tell whether a text holds a reference other than to the five named characters, or ``]]>``."""
    return "]]>" in text or _OTHER_REFERENCE.search(text) is not None


class Shortcut:
    """Stands between the decoded bytes and expat: takes plain units, gives everything else on.

    Expat sees a line feed for every one it was spared, so that its line numbers stay right.

    Args:
        stream: what parses the rest.
        plain: reads plain units.
        take: gets each of them.
        closed: where expat found the last end of a unit to end; only there a plain unit is looked for.
    """

    def __init__(
        self, stream: XmlStream, plain: PlainUnits, take: Callable[[TmxUnit], None], closed: Callable[[], int]
    ) -> None:
        self._stream = stream
        self._plain = plain
        self._take = take
        self._closed = closed
        # Line ends become line feeds, as XML wants it.
        self._decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8")("strict"), translate=True)
        self._held = ""
        self._lines = 0

    def feed(self, data: bytes, *, final: bool = False) -> None:
        """Take the next bytes of the file, UTF-8.

        Raises:
            InputError: expat, or a limit, refuses the file.
        """
        try:
            text = self._held + self._decoder.decode(data, final)
        except UnicodeDecodeError:  # expat says so with the line
            self._give(self._held)
            self._stream.parse(self._decoder.getstate()[0] + data, final=final)
            return
        at = self._units(text) if _clean(data) else 0
        self._held = text[at:]
        if final or len(self._held) > MAX_PLAIN or not (at and self._at_rest()):
            self._give(self._held, final=final)
            self._held = ""

    def _units(self, text: str) -> int:
        """Take or give every unit that ends in the text; return where the last one ends."""
        at = 0
        line = self._stream.line() + self._lines if self._at_rest() else 0
        wary = is_odd(text)
        while True:
            if line and (found := self._plain.unit(text, at, line, wary=wary)):
                unit, end = found
                lines = text.count("\n", at, end)
                line += lines
                self._lines += lines
                self._take(unit)
            elif (end := text.find(_END, at) + len(_END)) >= len(_END):
                self._give(text[at:end])
                line = self._stream.line() if self._at_rest() else 0
            else:
                return at
            at = end

    def _at_rest(self) -> bool:
        return self._closed() == self._stream.fed and not self._stream.subset

    def _give(self, text: str, *, final: bool = False) -> None:
        lines, self._lines = self._lines, 0
        self._stream.parse(("\n" * lines + text).encode(), final=final)


def _clean(data: bytes) -> bool:
    """Tell whether the bytes certainly hold nothing XML forbids."""
    return len(data.translate(None, _CONTROL)) == len(data) and _NEAR_NO_CHARACTERS not in data


def _said(text: str) -> _Said:
    """Return notes and props."""
    notes: list[str] = []
    properties: list[tuple[str, str]] = []
    for kind, body in _EACH_SAID.findall(text):
        said = _unescaped(body) if "&" in body else body
        if kind:
            properties.append((kind[1:-1], said))
        else:
            notes.append(said)
    return tuple(notes), tuple(properties)


def _pairs(text: str) -> Pairs | None:
    """Return attributes; None where one stands twice, which XML does not allow, or the unit's id in a wrong place."""
    found = tuple((name, value[1:-1]) for name, value in _EACH_PAIR.findall(text))
    names = {name for name, _ in found}
    return None if len(names) < len(found) or "tuid" in names else found


def _unescaped(text: str) -> str:
    for name, char in _NAMED:
        text = text.replace(name, char)
    return text
