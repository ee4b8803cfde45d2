"""TMX of every version and tool is read, and what is wrong with it is listed with its line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from parallel.errors import InputError
from parallel.exchange.content import plain, whole
from parallel.exchange.tmx.reader import MAX_PARTS, TmxReader
from parallel.exchange.tmx.units import TmxUnit

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="tr"'
    ' datatype="plaintext"/>'
)
DTD_INVALID = {"aligned.tmx", "html_test.tmx", "namespaces.tmx", "simple.tmx"}


def document(body: str, *, version: str = "1.4", header: str = HEADER) -> bytes:
    """Build a TMX file; the body begins on line 3."""
    return f'<tmx version="{version}">{header}\n<body>\n{body}\n</body></tmx>'.encode()


def unit(source: str = "Bir.", target: str = "One.", *, attributes: str = "") -> str:
    """Build a tu on one line."""
    return (
        f'<tu {attributes}><tuv xml:lang="tr"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{target}</seg></tuv></tu>'
    )


def read(data: bytes, size: int = 1 << 16) -> tuple[list[TmxUnit], list[tuple[int, str]]]:
    """Return units, and problems as line and message."""
    reader = TmxReader((data[at : at + size] for at in range(0, len(data), size)), "f.tmx")
    units = list(reader)
    return units, [(problem.line, problem.message) for problem in reader.problems.listed]


def peers(bench: Path) -> Iterator[Path]:
    """Yield the real files of other tools."""
    yield from sorted((bench / "tmx" / "peers").glob("*.tmx"))


def by_lxml(data: bytes) -> list[list[tuple[str | None, str]]]:
    """Read languages and texts with an independent parser; codes count as text here."""
    root = etree.fromstring(data, etree.XMLParser(load_dtd=False, resolve_entities=False))
    return [
        [(tuv.get(XML_LANG) or tuv.get("lang"), str(tuv.xpath("string(seg)"))) for tuv in tu.iter("tuv")]
        for tu in root.iter("tu")
    ]


@pytest.mark.bench_data
def test_all_real_files_are_read(bench: Path) -> None:
    """Units, languages and texts are those an independent parser finds, whatever the pieces the bytes come in."""
    files = list(peers(bench))
    assert len(files) == 42
    for path in files:
        data = path.read_bytes()
        units, _ = read(data, size=97)
        assert units == read(data)[0] == list(TmxReader([data], path.name, shortcut=False)), path.name
        assert [[(v.language, whole(v.content)) for v in u.variants] for u in units] == by_lxml(data), path.name


@pytest.mark.bench_data
def test_invalid_real_files_give_problems(bench: Path) -> None:
    """Where the DTD is broken, the reader says so; where it is kept, no element is called unknown."""
    for path in peers(bench):
        problems = read(path.read_bytes())[1]
        if path.name in DTD_INVALID:
            assert problems, path.name
        else:
            assert not [message for _, message in problems if "unknown" in message or "left out" in message], path.name


def test_inline_codes_stay_codes() -> None:
    """The text of a sentence has no mark-up in it; highlighting is text; nothing is lost."""
    source = 'Press <bpt i="1">&lt;b></bpt>OK<ept i="1">&lt;/b></ept><ph>{0}<sub>alt</sub></ph> <hi>now</hi>.'
    (found,), problems = read(document(unit(source)))
    content = found.variants[0].content
    assert plain(content) == "Press OK now."
    assert whole(content) == "Press <b>OK</b>{0}alt now."
    assert not problems


def test_notes_props_and_attributes_are_kept() -> None:
    """Of the unit and of each variant, in order."""
    body = (
        '<tu tuid="7" creationdate="19200423T140000Z" changeid="k">\n<note>bir</note><note>iki</note>'
        '<prop type="x-bead">b</prop><tuv xml:lang="TR" creationid="z"><note>üç</note><prop type="p">q</prop>'
        '<seg>Ankara</seg></tuv><tuv lang="en_US"><seg>Angora</seg></tuv>'
        '<tuv xml:lang="fr"><seg>Angora</seg></tuv></tu>'
    )
    (found,), problems = read(document(body))
    assert (found.id, found.notes, found.properties) == ("7", ("bir", "iki"), (("x-bead", "b"),))
    assert found.attributes == (("creationdate", "19200423T140000Z"), ("changeid", "k"))
    turkish = found.variant("tr-TR")
    assert turkish is not None
    assert (turkish.notes, turkish.properties, turkish.attributes) == (("üç",), (("p", "q"),), (("creationid", "z"),))
    english = found.variant("en")
    assert english is not None
    assert english.text == "Angora"
    assert [message for _, message in problems] == ["'en_US' is no language tag as BCP 47 writes it; taken as it is"]


@pytest.mark.parametrize(
    ("body", "message", "kept"),
    [
        (unit(attributes='creationdate="19201332T140000Z"'), "creationdate", 1),
        ("<tu><tuv><seg>Bir</seg></tuv><tuv xml:lang='en'><seg>One</seg></tuv></tu>", "without a language", 1),
        (unit(target=""), "empty seg", 1),
        (unit(target="<ph>x</ph>"), "seg without text", 1),
        (unit(attributes='tuid="a"') + unit(attributes='tuid="a"'), "stands twice", 2),
        (unit("bir <b>iki</b>"), "unknown inline element <b>", 1),
        (unit('bir <bpt i="1">x</bpt>'), "do not pair", 1),
        ("<tu><tuv xml:lang='tr'><seg>Bir</seg></tuv></tu>", "fewer than two languages", 1),
        ("<tu><tuv xml:lang='tr'><seg>a</seg></tuv><tuv xml:lang='tr'><seg>b</seg></tuv></tu>", "same language", 1),
        (unit().replace("</seg>", "</seg><prop type='a'>b</prop>", 1), "after the seg", 1),
        (unit().replace("</seg>", "</seg>stray", 1), "left out: 'stray'", 1),
        (unit().replace("</seg>", "</seg><seg>iki</seg>", 1), "second seg", 1),
        (unit().replace("<tu >", "<tu ><prop>x</prop>"), "prop without a type", 1),
        (unit().replace("<tu >", "<tu ><note>a<b>c</b></note>"), "taken as text", 1),
        (unit().replace("<tu >", "<tu ><seg>x</seg>"), "outside of a tuv", 1),
        ("<tu><tuv xml:lang='tr'/><tuv xml:lang='en'><seg>b</seg></tuv></tu>", "tuv without a seg", 1),
        ("<extra/>" + unit(), "unknown element <extra>", 1),
        (unit(attributes='colour="red"'), "unknown attribute 'colour'", 1),
    ],
)
def test_units_are_kept_and_problems_listed(body: str, message: str, kept: int) -> None:
    """A unit that is not as the format wants it stays, and its line is named."""
    units, problems = read(document(body))
    assert len(units) == kept
    assert [line for line, text in problems if message in text] == [3], problems


def test_the_header_is_checked() -> None:
    """Missing attributes, versions and dates are named."""
    problems = read(document(unit(), version="2", header='<header srclang="tr" creationdate="today" segtype="x"/>'))[1]
    assert "version '2'" in problems[0][1]
    assert "lacks creationtool" in problems[1][1]
    assert {line for line, _ in problems} == {1}


def test_the_header_is_known_before_the_units() -> None:
    """Notes, props and attributes of the file."""
    header = HEADER.replace("/>", "><note>a</note><prop type='p'>b</prop></header>")
    reader = TmxReader([document(unit(), header=header)], "f")
    next(iter(reader))
    assert (reader.header.get("srclang"), reader.header.notes, reader.header.properties) == (
        "tr",
        ("a",),
        (("p", "b"),),
    )
    assert reader.header.version == "1.4"


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body/></html>",
        b"<tmx version='1.4'><header/></tmx>",
        b"<tmx><tu></tu></tmx>",
        document("<tu><tu></tu></tu>"),
        document("<tuv/>"),
        document(unit().replace("</seg>", "")),
        document(unit())[:-5],
        document("<tu>" + "<note>n</note>" * (MAX_PARTS + 1) + "</tu>"),
    ],
)
def test_what_is_no_tmx_is_refused(data: bytes) -> None:
    """Another format, a torn file, units where none can stand."""
    with pytest.raises(InputError, match=r"f\.tmx:\d+"):
        read(data)


def test_many_problems_are_counted() -> None:
    """A thousand are listed, the rest is a number."""
    reader = TmxReader([document(unit(target="") * 1200)], "f")
    assert len(list(reader)) == 1200
    lines = list(reader.problems.lines("f"))
    assert lines[-1] == "f: 200 more problems"
    assert len(lines) == 1001
