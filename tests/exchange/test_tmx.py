"""TMX: valid against the DTD, stable, and true to the text."""

from pathlib import Path

import pytest
from lxml import etree

from builders import bead, pair
from parallel.exchange import units_of
from parallel.exchange.tmx import write_tmx
from parallel.model.bitext import Languages

PAIR = pair(
    bead(1, "“Harekât-ı askeriye” & <ilk> adım…", "The 'first' step > \"none\"."),
    bead(2, "Ahde vefa\u2028gösterdi.", "He kept\u00a0faith."),
)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written() -> str:
    """Write the test pair."""
    return "".join(write_tmx(units_of(PAIR)[0], PAIR.languages))


def test_texts_come_back_exactly() -> None:
    """An independent parser reads the texts that were written."""
    root = etree.fromstring(written().encode())
    read = [[seg.text for seg in unit.iter("seg")] for unit in root.iter("tu")]
    assert read == [[unit.source, unit.target] for unit in units_of(PAIR)[0]]
    assert [tuv.get(XML_LANG) for tuv in root.iter("tuv")] == ["tr", "en"] * 2


def test_header_has_all_seven_attributes() -> None:
    """Tools drop a memory whose header lacks one."""
    header = etree.fromstring(written().encode()).find("header")
    names = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert header is not None
    assert set(header.attrib) == names


def test_equal_data_gives_equal_bytes() -> None:
    """Nothing in the file depends on when it was written."""
    assert written() == written()


def test_an_export_of_nothing_is_a_whole_file() -> None:
    """No units still make a well-formed file."""
    assert etree.fromstring("".join(write_tmx([], Languages())).encode()).find("body") is not None


@pytest.mark.bench_data
def test_valid_against_the_dtd(bench: Path) -> None:
    """The file keeps the TMX 1.4 DTD."""
    dtd = etree.DTD(str(bench / "tmx" / "tmx14.dtd"))
    assert dtd.validate(etree.fromstring(written().encode())), dtd.error_log
