"""Floors of the cleaner against gold, and its speed. Floors only rise."""

import importlib.util
import json
import subprocess
import sys
import textwrap
import time
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from pace import seconds
from parallel.clean import clean_document
from parallel.clean.joins import Break, Joiner
from parallel.clean.sheet import read_lines
from parallel.exchange.clean_json import render_clean
from parallel.language import subword
from parallel.model.document import DocId, RawDocument, Role
from parallel.read import read_document
from parallel.segment import segment_document

pytestmark = pytest.mark.bench_data

FLOORS = {
    "accounted": 1.0,
    "second_copy_f1": 1.0,
    "running_head_f1": 1.0,
    "notes_f1": 0.99,
    "tr_abstract_f1": 1.0,
    "en_abstract_f1": 1.0,
    "keywords_f1": 1.0,
    "join_hyphen": 0.995,
    "join_plain": 0.985,
}
LINKED = {"001": 1.0, "002": 0.95, "004": 1.0}
LEFT_OUT = (Role.NOTE, Role.REFERENCE)
"""Roles that are not among the gold sentences."""
MEGABYTES_PER_SECOND = 1.4
"""1.5 to 1.8 at the pace of :mod:`pace`."""
HOSTILE = {
    "spaces": " ",
    "dots": ".",
    "quotes": '"',
    "digits": "1",
    "words": "kelime ",
    "brackets": "(1 ",
    "one-letter lines": "ğ\n",
    "figures": "1\n",
    "blank lines": "\n",
    "form feeds": "\f",
    "one-letter pages": "ğ\f\n",
    "hyphens": "kelime ke-\n",
}
"""Units of texts that were made to make a cleaner slow."""


def seed(seeds: Path, name: str) -> Path:
    """Return the file of a seed."""
    return next(seeds.glob(f"{name}_*.txt"))


def score(bench: Path, texts: dict[str, str], folder: Path) -> dict[str, float]:
    """Clean texts and score them with the benchmark's scorer."""
    for name, text in texts.items():
        raw = RawDocument(id=DocId(name), name=name, text=text)
        (folder / f"{name}.txt").write_text(text, "utf-8")
        (folder / f"{name}.json").write_text(render_clean(clean_document(raw)), "utf-8")
    script = bench / "segment" / "score_clean.py"
    call = [sys.executable, script, "--seeds", folder, "--json", folder, "--doc", ",".join(texts)]
    done = subprocess.run([str(part) for part in call], capture_output=True, text=True, encoding="utf-8", check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


@pytest.fixture(scope="module")
def scorer(bench: Path) -> ModuleType:
    """The benchmark's scorer of sentence boundaries."""
    spec = importlib.util.spec_from_file_location("score_segments", bench / "segment" / "score_segments.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sentences(path: Path) -> str:
    """Return the sentences of a raw document, one per line, notes left out."""
    document = clean_document(read_document(path))
    wanted = {passage.id for passage in document.passages if passage.role not in LEFT_OUT}
    return "\n".join(segment.text for segment in segment_document(document) if segment.passage in wanted)


def test_seeds_against_sections_and_joins(bench: Path, seeds: Path, tmp_path: Path) -> None:
    """Every part found, every line end decided."""
    texts = {file.name[:3]: read_document(file).text for file in sorted(seeds.glob("0*.txt"))}
    figures = score(bench, texts, tmp_path)
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}


def test_joins_without_trailing_spaces(bench: Path, seeds: Path, tmp_path: Path) -> None:
    """The subword model stands in for a layout that is lost."""
    text = "\n".join(line.rstrip() for line in read_document(seed(seeds, "000")).text.split("\n"))
    assert score(bench, {"000": text}, tmp_path)["join_plain"] >= 0.95


def test_whole_words_are_not_joined(bench: Path) -> None:
    """Texts set in lines that break no word come out as they were, at every line end."""
    files = [*sorted(bench.glob("align/data/clean/*/source.tr.txt")), *sorted(bench.glob("domain/*.tr.sent.txt"))]
    ends = wrong = 0
    for file in files:
        lines = textwrap.wrap(" ".join(file.read_text("utf-8").split()), 78, break_on_hyphens=False)
        sheet = read_lines(RawDocument(id=DocId("d"), name="d", text="\n".join(lines)), fold=True)
        joiner = Joiner(sheet.lines, subword)
        decided = [joiner.decide(left, right) for left, right in pairwise(sheet.lines)]
        ends += len(decided)
        wrong += decided.count(Break.JOIN)
    assert ends > 1500
    assert wrong == 0


@pytest.mark.parametrize("name", LINKED)
def test_notes_are_linked_to_their_markers(seeds: Path, name: str) -> None:
    """Nearly every note is reached from the passage it belongs to."""
    document = clean_document(read_document(seed(seeds, name)))
    notes = [passage for passage in document.passages if passage.role is Role.NOTE]
    linked = {note for passage in document.passages for note in passage.notes}
    assert len(linked) >= LINKED[name] * len(notes)


@pytest.mark.parametrize("name", ["001", "002", "003", "004"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_abstract_letter_for_letter(bench: Path, seeds: Path, name: str, language: str) -> None:
    """The abstract is exactly the one a person cut out, with its keywords or title where the gold has them."""
    document = clean_document(read_document(seed(seeds, name)))
    gold = (bench / "domain" / "seed-abstracts" / f"{name}.{language}.raw.txt").read_text("utf-8")
    roles = {Role.ABSTRACT, *((Role.KEYWORDS,) if name in ("001", "003") else (Role.TITLE,) if name == "004" else ())}
    said = "".join(p.text for p in document.passages if p.language == language and p.role in roles)
    assert "".join(said.split()).replace("-", "") == "".join(gold.split()).replace("-", "")


@pytest.mark.parametrize("only", [("000",), ("001", "002", "003", "004")], ids=["bad scan", "good text"])
def test_raw_pages_to_sentences(bench: Path, scorer: ModuleType, tmp_path: Path, only: tuple[str, ...]) -> None:
    """Passages cut out of the seeds, raw: boundaries, and nothing lost or invented."""
    for file in sorted((bench / "segment" / "raw").glob("*.txt")):
        if not file.name.startswith(only):
            continue
        (tmp_path / file.name).write_text(sentences(file), "utf-8")
        gold, required, optional, _ = scorer.read_gold(bench / "segment" / "gold" / file.name)
        system, boundaries = scorer.read_sys(tmp_path / file.name)[:2]
        if gold == system:
            assert required <= boundaries <= required | optional | {len(gold)}
        else:
            assert abs(len(gold) - len(system)) <= 0.003 * len(gold)


@pytest.mark.parametrize("name", ["dev1-sivas", "dev2-tekalif"])
def test_laid_out_pages_to_sentences(bench: Path, name: str) -> None:
    """Documents set as pages, with noise: their sentences are the gold's."""
    said = sentences(bench / "domain" / f"{name}.tr.pdf.txt").splitlines()
    gold = (bench / "domain" / f"{name}.tr.sent.txt").read_text("utf-8").splitlines()
    ends = [len("".join("".join(gold[: at + 1]).split())) for at in range(len(gold))]
    mine = [len("".join("".join(said[: at + 1]).split())) for at in range(len(said))]
    near = sum(any(abs(one - two) <= 12 for two in mine) for one in ends)  # noise letters shift offsets a little
    assert 2 * near / (len(ends) + len(mine)) >= 0.97


def test_speed(seeds: Path) -> None:
    """Megabytes per second of processor time, the model loaded."""
    documents = [read_document(file) for file in sorted(seeds.glob("0*.txt"))]
    for document in documents:
        clean_document(document)
    spent = seconds(lambda: [clean_document(document) for document in documents])
    assert sum(len(document.text.encode()) for document in documents) / 1e6 / spent >= MEGABYTES_PER_SECOND


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text(unit: str) -> None:
    """Half a megabyte of anything takes a second, not a minute."""
    text = unit * (500_000 // len(unit))
    start = time.process_time()
    clean_document(RawDocument(id=DocId("d"), name="d", text=text))
    assert time.process_time() - start < 3
