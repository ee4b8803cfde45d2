"""TMX files nobody has seen: what real tools and accidents do to one is read whole, or refused with its line.

Every file is read twice, through the shortcut for plain units and through expat alone, in pieces of several sizes, and
beside lxml: never a traceback, never a text lost without a word.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from parallel.errors import InputError
from parallel.exchange.content import whole
from parallel.exchange.tmx.plain import PlainUnits
from parallel.exchange.tmx.reader import TmxReader
from parallel.exchange.tmx.rules import SeenIds, UnitRules
from parallel.exchange.tmx.units import TmxUnit
from parallel.exchange.xmlstream import Problems

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="tr"'
    ' datatype="plaintext"/>'
)
COUNT = 6
Texts = list[list[tuple[str, str]]]
Problem = tuple[int, str]


def file(declaration: str = DECLARATION, header: str = HEADER, version: str = "1.4") -> str:
    """Build a file of six units; unit *n* begins on line ``3 + 5n``, its Turkish text stands two lines below."""
    units = (
        f'  <tu tuid="{n}">\n    <note>not {n}</note><prop type="x-p">öz &quot;{n}&quot;</prop>\n'
        f'    <tuv xml:lang="tr"><seg>{n}. İğne &amp; ışığı söndü.</seg></tuv>\n'
        f'    <tuv xml:lang="en"><seg>{n}. The “light” &lt;went&gt; out.</seg></tuv>\n  </tu>\n'
        for n in range(COUNT)
    )
    return f'{declaration}<tmx version="{version}">{header}<body>\n{"".join(units)}</body></tmx>\n'


FILE = file()
TEXTS: Texts = [[("tr", f"{n}. İğne & ışığı söndü."), ("en", f"{n}. The “light” <went> out.")] for n in range(COUNT)]


def changed(old: str, new: str) -> bytes:
    """Put one thing for another, everywhere."""
    assert old in FILE
    return FILE.replace(old, new).encode()


def in_text(new: str) -> bytes:
    """Put something into the fourth unit's Turkish text, line 20."""
    return changed("3. İğne", f"3. {new}İğne")


def wrapped(before: str, after: str) -> bytes:
    """Put something before the third unit and before the fifth."""
    return (
        FILE.replace('<tu tuid="2">', before + '<tu tuid="2">')
        .replace('<tu tuid="4">', after + '<tu tuid="4">')
        .encode()
    )


def read(data: bytes, size: int = 1 << 16, *, shortcut: bool = True) -> tuple[list[TmxUnit], list[Problem]] | str:
    """Return units and problems, or the refusal."""
    reader = TmxReader((data[at : at + size] for at in range(0, len(data), size)), "f.tmx", shortcut=shortcut)
    try:
        units = list(reader)
    except InputError as error:
        return str(error)
    return units, [(problem.line, problem.message) for problem in reader.problems.listed]


def texts(units: list[TmxUnit]) -> Texts:
    """Return languages and texts, codes counted as text."""
    return [[(variant.language, whole(variant.content)) for variant in unit.variants] for unit in units]


def by_lxml(data: bytes) -> Texts | None:
    """Read with an independent parser; None where it refuses."""
    try:
        root = etree.fromstring(data, etree.XMLParser(load_dtd=False, resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return [
        [
            (tuv.get(XML_LANG) or tuv.get("lang") or "", str(tuv.xpath('string(*[local-name()="seg"])')))
            for tuv in tu.iter("{*}tuv")
        ]
        for tu in root.iter("{*}tu")
    ]


def both_ways(data: bytes, *sizes: int) -> tuple[list[TmxUnit], list[Problem]] | str:
    """Read with and without the shortcut and in pieces; all must say the same."""
    found = read(data, shortcut=False)
    for size in (1 << 16, *sizes):
        again = read(data, size)
        if isinstance(found, str) and ": not utf-" in f"{found}{again}":
            assert isinstance(again, str)  # of two faults the piece decides which is met first
        else:
            assert again == found, size
    return found


AS_LXML: dict[str, tuple[bytes, str]] = {
    "untouched": (FILE.encode(), ""),
    "ISO-8859-9": (
        re.sub("[“”]", '"', file('<?xml version="1.0" encoding="ISO-8859-9"?>\n')).encode("iso8859-9"),
        "",
    ),
    "windows-1254": (file('<?xml version="1.0" encoding="windows-1254"?>\n').encode("cp1254"), ""),
    "no declaration": (file("").encode(), ""),
    "UTF-8 mark, another encoding declared": (
        b"\xef\xbb\xbf" + changed("UTF-8", "windows-1254"),
        "declared as windows-1254 but written in utf-8",
    ),
    "UTF-16 with mark": (file('<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"), ""),
    "UTF-16 with mark, UTF-8 declared": (FILE.encode("utf-16"), "declared as UTF-8 but written in utf-16-le"),
    "UTF-16 without mark": (FILE.encode("utf-16-be"), "declared as UTF-8 but written in utf-16-be"),
    "UTF-32 with mark": (FILE.encode("utf-32"), "declared as UTF-8 but written in utf-32-le"),
    "UTF-32 without mark": (FILE.encode("utf-32-be"), "declared as UTF-8 but written in utf-32-be"),
    "Windows line ends": (FILE.replace("\n", "\r\n").encode(), ""),
    "old Mac line ends": (FILE.replace("\n", "\r").encode(), ""),
    "line ends in a text": (in_text("\r\nbir\riki\n"), ""),
    "character references": (in_text("&#x130;&#10;&#13;&#8232;"), ""),
    "replacement character": (in_text("\ufffd"), ""),
    "lang": (changed('xml:lang="en"', 'lang="en"'), ""),
    "lang and xml:lang": (changed('xml:lang="en"', 'lang="de" xml:lang="en"'), "unknown attribute 'lang'"),
    "no language": (changed('<tuv xml:lang="en">', "<tuv>"), "without a language"),
    "tr_TR": (changed('xml:lang="tr"', 'xml:lang="tr_TR"'), "no language tag"),
    "header without attributes": (file(header="<header/>").encode(), "the header lacks"),
    "no header": (file(header="").encode(), "no header"),
    "two headers": (file(header=HEADER * 2).encode(), "a second <header>"),
    "several bodies": (wrapped("</body><body>", ""), "a second <body>"),
    "no seg": (changed("<seg>3. İğne &amp; ışığı söndü.</seg>", ""), "without a seg"),
    "empty seg": (changed("<seg>3. İğne &amp; ışığı söndü.</seg>", "<seg/>"), "an empty seg"),
    "blank seg": (changed("3. İğne &amp; ışığı söndü.", " \n"), "seg without text"),
    "nested sub": (in_text("<ph>a<sub>b<ph>c<sub>ç</sub></ph></sub></ph>"), ""),
    "ut": (in_text("<ut>{\\b</ut>"), ""),
    "hi": (in_text("<hi>ı<hi>ğ</hi></hi>"), ""),
    "unknown code": (in_text("<b>ı</b>"), "unknown inline element <b>"),
    "unknown element": (wrapped("<group>", "</group>"), "unknown element <group>"),
    "default namespace": (changed("<tmx", '<tmx xmlns="urn:x"'), ""),
    "prefixed": (
        re.sub("<(/?)([a-z])", r"<\1t:\2", FILE.replace("<tmx", '<tmx xmlns:t="urn:x"')).encode(),
        "",
    ),
    "foreign element": (wrapped('<x:y xmlns:x="urn:x">ı</x:y>', ""), "unknown element <x:y>"),
    "comment in a text": (in_text("<!-- <tu> -->"), ""),
    "instruction in a text": (in_text("<?x y?>"), ""),
    "CDATA": (in_text("<![CDATA[<b>&amp;</b>]]>"), ""),
    "unit in a comment": (wrapped("<!-- ", "-->"), ""),
    "unit in CDATA": (wrapped("<![CDATA[", "]]>"), "left out"),
    "DOCTYPE": (changed("<tmx", '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx'), ""),
    "DOCTYPE without system id": (changed("<tmx", "<!DOCTYPE tmx><tmx"), ""),
    "attributes by DOCTYPE": (
        FILE.replace("<tmx", '<!DOCTYPE tmx [<!ATTLIST tuv xml:lang CDATA "tr">]><tmx')
        .replace(' xml:lang="tr"', "")
        .encode(),
        "",
    ),
    "srclang *all*": (changed('srclang="tr"', 'srclang="*all*"'), ""),
    "note after the text": (changed("</seg>", "</seg><note>n</note>"), ""),
    "prop after the text": (changed("</seg>", '</seg><prop type="t">n</prop>'), "after the seg"),
    "prop before note": (changed("<note>", '<prop type="t">n</prop><note>'), ""),
    "prop without a type": (changed('<prop type="x-p">', "<prop>"), "prop without a type"),
    "prop with an empty type": (changed('type="x-p"', 'type=""'), "prop without a type"),
    "text between units": (wrapped("stray", ""), "left out: 'stray'"),
    "text in a unit": (changed("<note>not 3", "stray<note>not 3"), "left out: 'stray'"),
    "single quotes": (changed('"3"', "'3'"), ""),
    "entities in attributes": (changed('tuid="3"', 'tuid="3&amp;&quot;&#x131;"'), ""),
    "line end in an attribute": (changed('tuid="3"', 'tuid="3\n\t4"'), ""),
    "loose tags": (FILE.replace('<tu tuid="3">', '<tu\n tuid = "3" >').replace("</tu>", "</tu >").encode(), ""),
    "three languages": (
        changed("  </tu>", '<tuv xml:lang="de"><prop type="q">w</prop><seg>ß</seg></tuv></tu>'),
        "",
    ),
    "dates": (changed('<tuv xml:lang="en">', '<tuv xml:lang="en" creationdate="20241020T101010Z" creationid="k">'), ""),
    "wrong dates": (changed('<tuv xml:lang="en">', '<tuv xml:lang="en" changedate="20241320T101010Z">'), "is no date"),
    "ids that repeat": (changed('tuid="3"', 'tuid="2"'), "stands twice"),
    **{f"version {version}": (file(version=version).encode(), "") for version in ("1.1", "1.2", "1.3", "1.4")},
    "version 1.0": (file(version="1.0").encode(), "version '1.0'"),
    "version 2.0": (file(version="2.0").encode(), "version '2.0'"),
    "version 1.4b": (file(version="1.4b").encode(), "version '1.4b'"),
}
"""Files lxml reads too, and what must be said of them; nothing where they break no rule."""


@pytest.mark.parametrize("name", AS_LXML)
def test_what_lxml_reads_is_read_alike(name: str) -> None:
    """The same units, languages and texts; what is odd is said, what is not is not."""
    data, said = AS_LXML[name]
    found = both_ways(data, 97, 1)
    assert not isinstance(found, str), found
    units, problems = found
    assert texts(units) == by_lxml(data)
    assert any(said in message for _, message in problems) if said else not problems, problems


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (FILE.replace("<tu", "<TU").replace("</tu", "</TU").replace("seg>", "SEG>").encode(), "<SEG> is written <seg>"),
        (FILE.replace("tmx", "TMX").replace("body>", "BODY>").encode(), "<TMX> is written <tmx>"),
        (b" \n" + FILE.encode(), "white space before the XML declaration"),
        (re.sub("<(/?)([a-z])", r"<\1t:\2", FILE).encode(), ""),
    ],
    ids=["units in capitals", "frame in capitals", "space first", "prefix nobody declared"],
)
def test_what_lxml_misses_is_read(data: bytes, said: str) -> None:
    """Where it is clear what is meant, all of it."""
    found = both_ways(data, 97, 1)
    assert not isinstance(found, str), found
    assert texts(found[0]) == TEXTS
    assert any(said in message for _, message in found[1]) or not said


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (FILE.encode()[:700], "f.tmx:14: not well-formed XML: unclosed token"),
        (FILE.encode()[: FILE.encode().index("ğ".encode()) + 1], "f.tmx:5: not well-formed XML: partial character"),
        (FILE.encode().replace(b"</body></tmx>", b""), "f.tmx:34: not well-formed XML: no element found"),
        (changed("UTF-8", "windows-1254").replace("ışığı".encode(), b"\x81"), "f.tmx:5: not cp1254"),
        (FILE.encode("cp1254"), "f.tmx:4: not well-formed XML"),
        (FILE.encode("utf-16")[:-1], "f.tmx:33: not utf-16-le"),
        (in_text("&"), "f.tmx:20: not well-formed XML"),
        (in_text("&nbsp;"), "f.tmx:20: not well-formed XML: undefined entity"),
        (in_text("\x01"), "f.tmx:20: not well-formed XML"),
        (in_text("&#x1;"), "f.tmx:20: not well-formed XML: reference to invalid character number"),
        (in_text("\0"), "f.tmx:20: not well-formed XML"),
        (in_text("\ufffe"), "f.tmx:20: not well-formed XML"),
        (in_text("XX").replace(b"XX", b"\xed\xa0\x80"), "f.tmx:20: not well-formed XML"),
        (in_text("XX").replace(b"XX", b"\xc0\xaf"), "f.tmx:20: not well-formed XML"),
        (in_text("]]>"), "f.tmx:20: not well-formed XML"),
        (changed('tuid="3"', 'tuid="3" tuid="4"'), "f.tmx:18: not well-formed XML: duplicate attribute"),
        (changed('xml:lang="en"', 'xml:lang="en" xml:lang="en"'), "f.tmx:6: not well-formed XML: duplicate attribute"),
        (changed('tuid="3"', 'tuid="<"'), "f.tmx:18: not well-formed XML"),
        (changed('tuid="3"', 'tuid="\x02"'), "f.tmx:18: not well-formed XML"),
        (changed("3. The “light” &lt;went&gt; out.</seg></tuv>", "3</tuv></seg>"), "f.tmx:21: not well-formed XML"),
        (FILE.encode() * 2, "f.tmx:34: not well-formed XML: junk after document element"),
        (changed("</tmx>", "</tmx>junk"), "f.tmx:33: not well-formed XML: junk after document element"),
        (changed("<tmx", '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx'), "f.tmx:2: entity declarations are not allowed"),
        (b"", "f.tmx:1: is empty"),
        (b"\xef\xbb\xbf", "f.tmx:1: "),
        (b" \n ", "f.tmx:1: is empty"),
        (b"<!DOCTYPE html><html><body><p>404<br></body></html>", "f.tmx:1: this is no TMX file but <html>"),
        (b"PK\x03\x04" + bytes(range(256)), "f.tmx:1: is a compressed archive"),
        (b"\x1f\x8b\x08" + bytes(range(256)), "f.tmx:1: is a compressed archive"),
        (b"{}", "f.tmx:1: not well-formed XML"),
    ],
)
def test_what_is_broken_is_refused_with_its_line(data: bytes, refusal: str) -> None:
    """Where a text might be lost, nothing is taken; the line is the one to look at."""
    found = both_ways(data, 97, 1)
    assert isinstance(found, str), found
    assert found.startswith(refusal)


@pytest.mark.parametrize("declared", ["iso-8859-9", "macturkish"])
def test_an_encoding_that_may_be_wrong_is_said(declared: str) -> None:
    """UTF-8 under another name is read as declared, as every tool does, but not without a word."""
    name = {"macturkish": "mac-turkish"}.get(declared, declared)
    found = both_ways(changed("UTF-8", name), 97)
    assert not isinstance(found, str), found
    assert len(found[0]) == COUNT
    assert "its bytes are UTF-8 too" in found[1][0][1]


MUTATIONS = tuple(data for data, _ in AS_LXML.values())
MARKUP = """ < > & " ' ]]> <!-- --> <![CDATA[ &amp; &#x41; &#2; </tu> <tu> </seg> <seg> <hi> </hi> </tuv> <tuv>
 <note> </note> <b/> <?x ?> xml:lang='tr' tuid="3" """
PIECES = st.sampled_from([*MARKUP.split(), *"İı \r\n\t\x01\x85\u2028\ufffd\ufffe\U0001fffe\u00ad", "\r\n"])


@settings(max_examples=300)
@given(st.data())
def test_random_damage_is_read_alike_or_refused(data: st.DataObject) -> None:
    """Both ways of reading and lxml agree, whatever is put in, taken out or cut off."""
    text = bytearray(data.draw(st.sampled_from(MUTATIONS)))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text[at : at + data.draw(st.sampled_from([0, 0, 1, 3, 40, 200]))] = data.draw(PIECES).encode()
    damaged = bytes(text[: data.draw(st.one_of(st.none(), st.integers(0, len(text))))])
    found = both_ways(damaged, data.draw(st.integers(1, 400)))
    theirs = None if b"\0" in damaged else by_lxml(damaged)  # of damaged UTF-16 libxml2 drops what it can't read
    if isinstance(found, str):
        assert re.match(r"f\.tmx:\d+: ", found), found
        named = any(char.encode() in damaged for char in "\ufffd\U0001fffe")  # in names, since XML's fifth edition
        assert theirs is None or named or "not well-formed" not in found, found
    elif theirs is not None and not found[1]:
        assert texts(found[0]) == theirs


@settings(max_examples=200)
@given(
    st.lists(PIECES, max_size=6).map("".join), st.sampled_from(['"3"', "3. İğne", "not 3", "x-p", "en", "<tu ", "\n  "])
)
def test_plain_units_are_what_expat_reads(piece: str, place: str) -> None:
    """Something put into the places a unit has: the shortcut changes nothing."""
    both_ways(FILE.replace(place, place[:-1] + piece + place[-1:]).encode(), 300)


def test_plain_units_are_taken_whole() -> None:
    """The shortcut is taken: a unit as other tools write it does not come to expat."""
    rules = UnitRules(Problems(), SeenIds())
    for language in ("tr", "en"):
        rules.check_variant(1, language, {}, ("a",))
    at = FILE.index('<tu tuid="3"')
    found = PlainUnits(rules).unit(FILE, at, 18)
    assert found is not None
    unit, end = found
    assert (unit.id, unit.line, unit.notes, unit.properties) == ("3", 18, ("not 3",), (("x-p", 'öz "3"'),))
    assert [(variant.language, variant.text) for variant in unit.variants] == TEXTS[3]
    assert FILE[:end].endswith("</tu>")
