"""Speeds of reading: ratios within one run, in processor time.

Run: pytest tests/bench/test_reading.py -m "" -n 0 -s

Figures go to docs/benchmarks.md.
"""

import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from parallel.clean import clean_document
from parallel.errors import InputError
from parallel.model.document import TURKISH, DocId, RawDocument
from parallel.read import MAX_BYTES, raw_document, read_document
from parallel.segment import segment_document, split_text
from typeset import Paragraph, Style, as_pdf

MEGABYTE = 1_000_000
HOSTILE = {
    "no stop": "söz ",
    "spaces": " ",
    "dots": ".",
    "quotes": "”",
    "digits": "1",
    "letters": "ğ",
    "lines": "söz sonra söz ve bir söz daha ve gene\n",
    "one-letter lines": "ğ\n",
    "one-figure lines": "1\n",
    "one-letter paragraphs": "ğ\n\n",
    "one-letter pages": "ğ\f",
    "blank lines": "\n",
    "form feeds": "\f",
    "hyphens at line ends": "askerî harekâtın hazır-\nlıkları uzun sür-\n",
    "label words": "Anahtar Kelimeler\n",
    "note markers": "söz.1 ",
    "brackets": "(1 ",
}
NUMBERED = {
    "notes": "{n} Tuncer, Moskova Yolunda, s. {n}.\n",
    "notes in brackets": "({n}) Bkz. Tuncer, s. {n}.\n",
    "running heads": "Ayşe Demir     {n}\n\n\n",
    "headings": "BAŞLIK {n} VE BAŞKA BİR BAŞLIK DAHA\n\n",
    "broken words": "kelime{n} ve hükûmetin kararı uzun uzun tar-\n",
    "citations": "söz (Demir 1997: {n}) ",
    "quotations": "“söz! {n} ",
}
"""Units that differ from line to line, so that none is a second copy."""

pytestmark = pytest.mark.slow


def seconds(job: Callable[[], object]) -> float:
    """Return the processor time of a job."""
    began = time.process_time()
    job()
    return time.process_time() - began


def seed_text(seeds: Path, size: int) -> str:
    """Return seed text, repeated to a number of bytes; a number in every copy keeps it from being a second copy."""
    text = "\n".join(seed_texts(seeds))
    copies = size // len(text.encode()) + 1
    return (
        "\n".join(text.replace("1920", str(1000 + number)) for number in range(copies))
        .encode()[:size]
        .decode("utf-8", "ignore")
    )


def seed_texts(seeds: Path) -> list[str]:
    """Return the seeds' texts."""
    return [path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))]


def size_of(text: str) -> float:
    """Return a text's size in megabytes."""
    return len(text.encode()) / MEGABYTE


def raw(text: str) -> RawDocument:
    """Wrap text."""
    return RawDocument(id=DocId("d"), name="d", text=text)


def test_splitter_against_sentence_splitter(seeds: Path) -> None:
    """At least five times as fast as sentence-splitter on the same paragraphs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from sentence_splitter import SentenceSplitter  # noqa: PLC0415  (a development dependency)
    theirs = SentenceSplitter(language="tr")
    documents = [clean_document(read_document(path)) for path in sorted(seeds.glob("*.txt"))]
    texts = [passage.text for document in documents for passage in document.passages]
    size = sum(len(text.encode()) for text in texts) / MEGABYTE
    ours = min(seconds(lambda: [split_text(text, TURKISH) for text in texts]) for _ in range(3))
    other = min(seconds(lambda: [theirs.split(text) for text in texts]) for _ in range(3))
    print(f"\nsplitter {size / ours:.1f} MB/s, sentence-splitter {size / other:.2f} MB/s, ratio {other / ours:.1f}")
    assert other > 5 * ours


def test_cleaner_speed_is_flat(seeds: Path) -> None:
    """Two megabytes a second and more; a megabyte of ten takes no longer than a megabyte alone, half as much again."""
    rates = []
    for size in (MEGABYTE, 10 * MEGABYTE):
        document = raw(seed_text(seeds, size))
        rates.append(seconds(partial(clean_document, document)) / size * MEGABYTE)
    alone = max(size_of(text) / seconds(partial(clean_document, raw(text))) for text in seed_texts(seeds))
    print(f"\ncleaner: a seed {alone:.2f} MB/s; s per MB at 1 MB {rates[0]:.2f}, at 10 MB {rates[1]:.2f}")
    assert rates[1] < 1.5 * rates[0]


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text(unit: str) -> None:
    """Five megabytes of anything are cleaned and cut within ten seconds."""
    document = raw(unit * (5 * MEGABYTE // len(unit.encode())))
    taken = seconds(lambda: segment_document(clean_document(document)))
    print(f"\n5 MB of {unit!r}: {taken:.1f} s")
    assert taken < 10


@pytest.mark.parametrize("unit", NUMBERED.values(), ids=NUMBERED.keys())
def test_hostile_lines(unit: str) -> None:
    """Two megabytes of lines that all look like something are cleaned and cut within ten seconds."""
    size = len(unit.replace("{n}", "12345").encode())
    document = raw("".join(unit.replace("{n}", str(number)) for number in range(2 * MEGABYTE // size)))
    taken = seconds(lambda: segment_document(clean_document(document)))
    print(f"\n2 MB of {unit!r}: {taken:.1f} s")
    assert taken < 10


def test_the_limit_is_named() -> None:
    """More than 50 MB are refused at once."""
    with pytest.raises(InputError, match="more than the limit of 50000000"):
        raw_document(b"a" * (MAX_BYTES + 1), where="big.txt", document_id=DocId("d"))


def test_pages_of_a_pdf(seeds: Path) -> None:
    """Pages a second of two-column pages."""
    words = " ".join(next(seeds.glob("002*.txt")).read_text("utf-8").split())
    paragraphs = [Paragraph(words[at : at + 900]) for at in range(0, len(words), 900)]
    data = as_pdf(paragraphs * 3, Style(columns=2, size=9))
    pages = data.count(b"/Type /Page\n")
    taken = seconds(lambda: raw_document(data, where="a.pdf", document_id=DocId("a")))
    print(f"\nPDF: {pages} pages in {taken:.1f} s, {pages / taken:.0f} pages/s")
    assert taken < 60
