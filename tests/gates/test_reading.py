"""Floors of reading: pages and files made by the tests, and words damaged by a scanner. Floors only rise."""

import csv
import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from parallel.clean.ocr import find_suspects
from parallel.language.tokens import word_texts
from parallel.model.document import TURKISH, CleanDocument, DocId
from parallel.read import raw_document, read_document
from parallel.workbench.glossary.termbases import load_termbase
from parallel.workbench.texts.documents import read_raw, running_text
from parallel.workbench.texts.ocr import glossary_words
from typeset import Paragraph, Style, as_docx, as_pdf

PAGES: dict[str, Style] = {
    "one column": Style(),
    "two columns": Style(columns=2, size=9, note_size=7.5),
    "drawn row by row": Style(columns=2, size=9, note_size=7.5, rows_across=True),
    "word by word": Style(columns=2, size=9, note_size=7.5, word_by_word=True),
    "ragged": Style(justified=False, hyphens=False),
}
NOTED = 12
"""Paragraphs of at least so many words get a footnote, every other one."""
HEADING = 9
"""Paragraphs of fewer words without a stop are set as headings."""

pytestmark = pytest.mark.bench_data


@pytest.fixture(scope="module")
def scorer(bench: Path) -> ModuleType:
    """The boundary scorer that comes with the gold."""
    spec = importlib.util.spec_from_file_location("score_segments", bench / "segment" / "score_segments.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def paragraphs_of(scorer: ModuleType, gold: Path) -> list[Paragraph]:
    """Return a gold file as paragraphs to be set: headings, and footnotes with references in the middle."""
    found = []
    for number, text in enumerate(scorer.read_gold(str(gold), "drop")[3]):
        size = len(text.split())
        heading = size < HEADING and not text.rstrip().endswith((".", "!", "?", "”", ")"))
        note = f"Kâzım Karabekir, İstiklâl Harbimiz, İstanbul 1960, s. {number + 10}."
        noted = number % 2 == 0 and size > NOTED and not heading
        found.append(Paragraph(text, ((size // 2, note),) if noted else (), heading))
    return found


def sentence_f1(scorer: ModuleType, bench: Path, out: Path, setter: Callable[[list[Paragraph]], bytes]) -> float:
    """Set every gold file, read it back, cut it, and score the boundaries of all."""
    counts = {"tp": 0, "fp": 0, "fn": 0}
    for gold in sorted((bench / "segment" / "gold").glob("*.txt")):
        raw = raw_document(setter(paragraphs_of(scorer, gold)), where=gold.name, document_id=DocId(gold.stem))
        out.write_text("".join(segment.text + "\n" for segment in running_text(read_raw(raw))), "utf-8")
        result = scorer.score(str(gold), str(out), "drop")
        counts = {key: value + result[key] for key, value in counts.items()}
    value: float = scorer.prf(**counts)[2]
    return value


@pytest.mark.parametrize("name", PAGES)
def test_pdf(scorer: ModuleType, bench: Path, tmp_path: Path, name: str) -> None:
    """Columns, footnotes, running heads and hyphens are gone from the sentences; measured .994 to 1."""
    assert sentence_f1(scorer, bench, tmp_path / "out.txt", lambda text: as_pdf(text, PAGES[name])) >= 0.99


def test_docx(scorer: ModuleType, bench: Path, tmp_path: Path) -> None:
    """Headings and footnotes of a DOCX stay out of the sentences; measured 1."""
    assert sentence_f1(scorer, bench, tmp_path / "out.txt", as_docx) >= 0.998


def cleaned(seeds: Path, number: str) -> CleanDocument:
    """Clean a seed."""
    return read_raw(read_document(next(seeds.glob(f"{number}*.txt")))).clean


def test_damaged_words(bench: Path, seeds: Path) -> None:
    """The right word comes first for most damaged words of the scanned article; measured 39 of 59."""
    document = cleaned(seeds, "000")
    text = document.raw.text
    first = {
        (text.count("\n", 0, suspect.raw.start) + 1, suspect.word): suspect.suggestions[0]
        for suspect in find_suspects(document, terms=glossary_words(load_termbase(None)))
    }
    with (bench / "segment" / "ocr_errors.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = sum(first.get((int(row["line"]), row["wrong"])) == row["right"] for row in rows)
    assert len(rows) == 59
    assert right >= 37


@pytest.mark.parametrize("number", ["001", "002", "003", "004"])
def test_sound_words(seeds: Path, number: str) -> None:
    """Few words of articles that were never scanned are flagged; measured .27 to .76 per cent."""
    document = cleaned(seeds, number)
    found = find_suspects(document, terms=glossary_words(load_termbase(None)))
    words = sum(len(word_texts(passage.text)) for passage in document.passages if passage.language == TURKISH)
    assert len(found) <= 0.009 * words
