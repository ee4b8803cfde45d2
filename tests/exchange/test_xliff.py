"""XLIFF 1.2 and 2.1: valid, read by others, and back without loss."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from builders import bead, pair
from parallel.errors import InputError
from parallel.exchange import TranslationUnit, units_of
from parallel.exchange.content import Code, Content, to_plain_data
from parallel.exchange.xliff.reader import from_xliff
from parallel.exchange.xliff.writer import write_xliff_2, write_xliff_12
from parallel.model.bitext import BeadState, Languages, PairId

Writer = Callable[[list[TranslationUnit], Languages], Iterator[str]]
CODED: Content = (
    "Press ",
    Code("bpt", (("i", "1"), ("type", "bold")), ("<b>",)),
    "OK",
    Code("ept", (("i", "1"),), ("</b>",)),
    Code("ph", (("x", "2"),), ("<br/>",)),
    Code("it", (("pos", "begin"),), ("<i>",)),
    Code("hi", (), (" now",)),
    ".",
)


def units() -> list[TranslationUnit]:
    """Return units of two pairs in all states, with codes, quotes and notes."""
    coded = bead(3, "Press OK now.", "Bas.")
    coded = replace(coded, source=replace(coded.source, extra=(("content", to_plain_data(CODED)),)), note="bak")
    first = pair(
        bead(1, "“Ahde vefa” <gösterdi> & ‘sustu’.", "Faith \"&\" 'more'."),
        bead(2, "Onaylı.", "Approved.", state=BeadState.APPROVED),
        coded,
    )
    second = replace(pair(bead(4, "Düzeltilmiş.", "Edited.", state=BeadState.EDITED)), id=PairId("e.abstract"))
    return [unit for found in (first, second) for unit in units_of(found)[0]]


BOTH = pytest.mark.parametrize("write", [write_xliff_12, write_xliff_2], ids=["1.2", "2.1"])


@pytest.mark.bench_data
@pytest.mark.parametrize("name", ["xliff-core-1.2-strict.xsd", "xliff-core-1.2-transitional.xsd"])
def test_valid_against_the_12_schemas(name: str, bench: Path) -> None:
    """Strict and transitional."""
    schema = etree.XMLSchema(etree.parse(bench / "xliff" / "1.2" / name))
    for chosen in (units(), []):
        document = etree.fromstring("".join(write_xliff_12(chosen, Languages())).encode())
        assert schema.validate(document), schema.error_log


@pytest.mark.bench_data
def test_valid_against_the_21_schemas(bench: Path) -> None:
    """Core and the metadata module."""
    folder = bench / "xliff" / "2.1"
    document = etree.fromstring("".join(write_xliff_2(units(), Languages())).encode())
    schema = etree.XMLSchema(etree.parse(folder / "xliff_core_2.0.xsd"))
    assert schema.validate(document), schema.error_log
    metadata = etree.XMLSchema(etree.parse(folder / "metadata.xsd"))
    found = document.findall(".//{urn:oasis:names:tc:xliff:metadata:2.0}metadata")
    assert len(found) == 4
    assert all(metadata.validate(item) for item in found), metadata.error_log


def test_the_translate_toolkit_reads_the_same_texts() -> None:
    """Another tool finds every source and target."""
    store = pytest.importorskip("translate.storage.xliff").xlifffile
    parsed = store.parsestring("".join(write_xliff_12(units(), Languages())).encode())
    read = [(str(unit.source), str(unit.target)) for unit in parsed.units if unit.istranslatable()]
    plain = [(unit.source, unit.target) for unit in units() if not unit.source_content]
    assert [found for found in read if found in plain] == plain
    assert len(read) == len(units())


def test_the_translate_toolkit_reads_version_2() -> None:
    """Where the installed toolkit knows XLIFF 2."""
    store = pytest.importorskip("translate.storage.xliff2").Xliff2File
    parsed = store.parsestring("".join(write_xliff_2(units(), Languages())).encode())
    read = [(str(unit.source), str(unit.target)) for unit in parsed.units if unit.istranslatable()]
    plain = [(unit.source, unit.target) for unit in units() if not unit.source_content]
    assert [found for found in read if found in plain] == plain


@BOTH
def test_units_come_back(write: Writer) -> None:
    """Texts, ids, states, properties and remarks."""
    written = units()
    incoming = from_xliff([chunk.encode() for chunk in write(written, Languages())], "f.xlf")
    assert incoming.languages == Languages()
    assert [unit.texts for unit in incoming.units] == [(unit.source, unit.target) for unit in written]
    assert [unit.id for unit in incoming.units] == [unit.id for unit in written]
    assert [unit.state for unit in incoming.units] == [BeadState(unit.get("x-state")) for unit in written]
    assert [unit.properties for unit in incoming.units] == [unit.properties for unit in written]
    assert incoming.units[2].notes == (written[2].note, "bak")
    assert not incoming.problems


def test_codes_come_back_from_version_2() -> None:
    """Kind, attributes and native text of every code."""
    incoming = from_xliff([chunk.encode() for chunk in write_xliff_2(units(), Languages())], "f.xlf")
    assert incoming.units[2].source == CODED


def test_codes_come_back_from_version_12() -> None:
    """What XLIFF 1.2 has a place for: all but the attribute x."""
    incoming = from_xliff([chunk.encode() for chunk in write_xliff_12(units(), Languages())], "f.xlf")
    assert incoming.units[2].source == tuple(Code("ph", (), ("<br/>",)) if part == CODED[4] else part for part in CODED)


@pytest.mark.parametrize(
    ("write", "old", "new", "state"),
    [
        (write_xliff_12, 'state="needs-review-translation"', 'state="signed-off"', BeadState.APPROVED),
        (write_xliff_12, 'approved="no"', 'approved="yes"', BeadState.AUTO),
        (write_xliff_12, 'state="signed-off"', 'state="needs-review-translation"', BeadState.AUTO),
        (write_xliff_2, 'state="initial"', 'state="final"', BeadState.APPROVED),
        (write_xliff_2, 'state="final"', 'state="translated"', BeadState.EDITED),
        (write_xliff_2, 'state="translated" ', "", BeadState.EDITED),
    ],
)
def test_a_state_another_tool_changed_counts(write: Writer, old: str, new: str, state: BeadState) -> None:
    """The state itself, not what stands beside it from before; of two that differ the lower."""
    stands = {"initial": 0, "needs-review-translation": 0, "no": 0, "signed-off": 1, "final": 1, "translated": 3}
    text = "".join(write(units(), Languages()))
    assert old in text
    at = stands[old.split('"')[1]]
    assert from_xliff([text.replace(old, new).encode()], "f.xlf").units[at].state is state


FOREIGN_12 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:o="urn:other">
<file original="a" source-language="tr-TR" target-language="en-GB" datatype="html"><header><skl/></header><body>
<group><trans-unit id="1"><source>Bir <g id="x">iki</g></source><seg-source><mrk mtype="seg">Bir</mrk></seg-source>
<target state="final">One <g id="x">two</g></target><alt-trans><source>no</source><target>no</target></alt-trans>
<o:extra><o:source>no</o:source></o:extra></trans-unit></group>
<trans-unit id="2"><source>Üç</source></trans-unit>
<trans-unit id="1"><source>Dört</source><target state="new">Four</target></trans-unit>
</body></file></xliff>"""
FOREIGN_2 = """<xliff version="2.0" srcLang="tr" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0"
 xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><file id="f"><unit id="u">
<mtc:matches><mtc:match><source>no</source><target>no</target></mtc:match></mtc:matches>
<originalData><data id="d1">[b]</data></originalData>
<segment state="reviewed">
<source>Bir<ph id="1" dataRef="d1"/> <pc id="2">iki</pc></source><target>One two</target></segment>
<ignorable><source> </source></ignorable>
<segment><source>Üç<cp hex="0001"/><ph id="3" dataRef="d9"/></source><target>Three</target></segment>
</unit></file></xliff>"""


def test_files_of_other_tools() -> None:
    """Alternatives and foreign elements are no units; what has no translation is counted; twice the same id is said."""
    incoming = from_xliff([FOREIGN_12.encode()], "f.xlf")
    assert [unit.texts for unit in incoming.units] == [("Bir iki", "One two"), ("Dört", "Four")]
    assert [unit.state for unit in incoming.units] == [BeadState.APPROVED, BeadState.AUTO]
    assert str(incoming.languages) == "tr-en"
    assert incoming.left_out.reasons == (("without translation", 1),)
    assert "stands twice" in incoming.problems[0]


def test_segments_of_a_unit_are_units() -> None:
    """Each with its state; data that is missing and control characters are problems."""
    incoming = from_xliff([FOREIGN_2.encode()], "f.xlf")
    assert [(unit.id, unit.texts) for unit in incoming.units] == [
        ("u", ("Bir iki", "One two")),
        ("u#2", ("Üç", "Three")),
    ]
    assert [unit.state for unit in incoming.units] == [BeadState.APPROVED, None]
    assert incoming.units[0].source[1] == Code("ph", (("dataRef", "d1"),), ("[b]",))
    assert ["U+0001" in incoming.problems[0], "d9" in incoming.problems[1]] == [True, True]


@pytest.mark.parametrize("data", ["<tmx/>", "<xliff version='1.2'><file>", "<!DOCTYPE x [<!ENTITY a 'b'>]><xliff/>"])
def test_what_is_no_xliff_is_refused(data: str) -> None:
    """Another format, a torn file, an entity."""
    with pytest.raises(InputError, match=r"f\.xlf:1"):
        from_xliff(BytesIO(data.encode()), "f.xlf")


def test_odd_versions_are_problems() -> None:
    """Unknown versions and missing languages are said."""
    data = '<xliff version="2.9" xmlns="urn:oasis:names:tc:xliff:document:2.0"></xliff>'
    problems = from_xliff([data.encode()], "f.xlf").problems
    assert ["unknown version" in problems[0], "srcLang" in problems[1]] == [True, True]
