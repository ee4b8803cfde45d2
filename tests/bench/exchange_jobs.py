"""Jobs of the exchange benchmark, each run in a process of its own: JOB COUNT FILE.

Prints CPU seconds and the peak of resident memory in MB.
"""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parallel.exchange.tmx.reader import TmxReader
from parallel.exchange.tmx.writer import write_tmx
from parallel.exchange.unit import TranslationUnit
from parallel.model.bitext import Languages

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TURKISH = [
    "Heyet-i",
    "Temsiliye",
    "toplantısında",
    "karar",
    "aldı",
    "bütün",
    "vilâyetlere",
    "telgrafla",
    "bildirdi",
    "İstanbul",
    "hükûmeti",
    "ise",
]
ENGLISH = [
    "the",
    "Representative",
    "Committee",
    "took",
    "a",
    "decision",
    "and",
    "cabled",
    "it",
    "to",
    "all",
    "provinces",
    "while",
    "Istanbul",
    "<&>",
    '"it"',
]


def units(count: int) -> Iterator[TranslationUnit]:
    """Yield units of eight to twenty words, the same ones every time."""
    chance = random.Random(1919)
    for number in range(count):
        length = chance.randrange(8, 20)
        yield TranslationUnit(
            id=f"001/abstract.tr/{number:08x}",
            source=" ".join(chance.choices(TURKISH, k=length)) + f" {number}.",
            target=" ".join(chance.choices(ENGLISH, k=length + 4)) + f" {number}.",
            languages=Languages(),
            note=f"source: 001.txt, page {number % 30}, line {number}",
            properties=(("x-bead", f"{number:08x}"), ("x-state", "approved")),
        )


def ours_write(count: int, path: Path) -> None:
    """Write with our writer."""
    with path.open("w", encoding="utf-8") as file:
        for chunk in write_tmx(units(count), Languages()):
            file.write(chunk)


def ours_read(count: int, path: Path) -> None:
    """Read with our reader."""
    with path.open("rb") as file:
        found = sum(bool(unit.variants[1].text) for unit in TmxReader(iter(lambda: file.read(1 << 18), b""), path.name))
    assert found == count


def lxml_write(count: int, path: Path) -> None:
    """Write the same elements with lxml's incremental writer."""
    from lxml import etree  # noqa: PLC0415  (each job pays for its own library only)

    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with file.element("tmx", version="1.4"), file.element("body"):
            for unit in units(count):
                file.write(_element(etree, unit))


def _element(etree: Any, unit: TranslationUnit) -> Any:
    element = etree.Element("tu", tuid=unit.id)
    etree.SubElement(element, "note").text = unit.note
    for name, value in unit.properties:
        etree.SubElement(element, "prop", type=name).text = value
    for language, text in ((unit.languages.source, unit.source), (unit.languages.target, unit.target)):
        variant = etree.SubElement(element, "tuv", {XML_LANG: language})
        etree.SubElement(variant, "seg").text = text
    return element


def lxml_read(count: int, path: Path) -> None:
    """Read the same things with lxml's incremental parser."""
    from lxml import etree  # noqa: PLC0415

    found = 0
    for _, element in etree.iterparse(str(path), tag="tu"):
        texts = [(tuv.get(XML_LANG), "".join(tuv.find("seg").itertext())) for tuv in element.iter("tuv")]
        said = (
            [note.text for note in element.findall("note")],
            [(p.get("type"), p.text) for p in element.findall("prop")],
        )
        found += bool(texts[1][1] and said)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    assert found == count


def toolkit_write(count: int, path: Path) -> None:
    """Write with the translate-toolkit."""
    from translate.storage.tmx import tmxfile  # noqa: PLC0415

    store = tmxfile(sourcelanguage="tr", targetlanguage="en")
    for unit in units(count):
        store.addtranslation(unit.source, "tr", unit.target, "en", unit.note)
    with path.open("wb") as file:
        store.serialize(file)


def toolkit_read(count: int, path: Path) -> None:
    """Read with the translate-toolkit."""
    from translate.storage.tmx import tmxfile  # noqa: PLC0415

    with path.open("rb") as file:
        store = tmxfile(file, sourcelanguage="tr", targetlanguage="en")
    assert sum(bool(unit.source and unit.target and unit.getnotes()) for unit in store.units) == count


JOBS = {job.__name__: job for job in (ours_write, ours_read, lxml_write, lxml_read, toolkit_write, toolkit_read)}


def peak() -> float:
    """Return the largest resident size of this process in MB."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM:"))) / 1024


if __name__ == "__main__":
    started = time.process_time()
    JOBS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
    print(f"{time.process_time() - started:.2f} {peak():.0f}")
