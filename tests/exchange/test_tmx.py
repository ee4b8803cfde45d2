"""TMX: valid against the DTD, stable, and true to the text."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from builders import bead, pair
from parallel.exchange import TranslationUnit, units_of
from parallel.exchange.tmx.reader import TmxReader
from parallel.exchange.tmx.writer import write_tmx
from parallel.model.bitext import Languages
from parallel.store.aligned import load_pair

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


def test_the_segment_type_is_said() -> None:
    """Where a unit is more than a sentence."""
    header = etree.fromstring("".join(write_tmx([], Languages(), segtype="paragraph")).encode()).find("header")
    assert header is not None
    assert header.get("segtype") == "paragraph"


def coded() -> TranslationUnit:
    """Return a unit with codes, one of them of another format, with an attribute the DTD does not know."""
    content = [
        "Bas ",
        ["bpt", {"i": "1", "colour": "red"}, ["<b>"]],
        "OK",
        ["ept", {"i": "1"}, ["</b>"]],
        ["g", {}, ["."]],
    ]
    made = bead(3, "Bas OK.", "Press OK.")
    return units_of(pair(replace(made, source=replace(made.source, extra=(("content", content),)))))[0][0]


def test_inline_codes_are_written() -> None:
    """Known ones as they are, others as highlights, nothing of the text lost."""
    text = "".join(write_tmx([coded()], Languages()))
    assert 'Bas <bpt i="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept><hi>.</hi>' in text


def generated(count: int) -> list[TranslationUnit]:
    """Return units with every kind of quote and sign."""
    signs = "“”„«»‹›‘’'\"&<>—–…%"
    beads = [bead(n, f"{n}. Gün{signs[n % 17]} bitti.", f"Day {n}{signs[n % 13]} ended.") for n in range(1, count + 1)]
    return list(units_of(pair(*beads))[0])


def stored(seeds: Path) -> list[TranslationUnit]:
    """Return the units of the repository's own bitext."""
    files = sorted((seeds.parent / "aligned").glob("*.jsonl"))
    pairs = [load_pair(path, path.name)[0] for path in files if path.name != "scores.jsonl"]
    return [unit for found in pairs for unit in units_of(found)[0]]


@pytest.mark.bench_data
def test_what_we_export_has_no_fault(bench: Path, seeds: Path) -> None:
    """The seeds, 5,000 generated units and codes: valid, no problem by our own rules, read back identical."""
    dtd = etree.DTD(str(bench / "tmx" / "tmx14.dtd"))
    for units in (stored(seeds), generated(5000), [coded()]):
        data = "".join(write_tmx(units, Languages())).encode()
        assert dtd.validate(etree.fromstring(data)), dtd.error_log
        reader = TmxReader([data], "f")
        assert [[v.text for v in unit.variants] for unit in reader] == [[unit.source, unit.target] for unit in units]
        assert reader.problems.total == 0


@pytest.mark.bench_data
def test_valid_against_the_dtd(bench: Path) -> None:
    """The file keeps the TMX 1.4 DTD."""
    dtd = etree.DTD(str(bench / "tmx" / "tmx14.dtd"))
    assert dtd.validate(etree.fromstring(written().encode())), dtd.error_log
