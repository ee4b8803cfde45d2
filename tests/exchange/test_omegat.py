"""OmegaT itself loads what is made for it and translates every source with it."""

import os
import random
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from builders import bead, concept, pair, termbase
from parallel.exchange import TranslationUnit, units_of
from parallel.exchange.omegat import write_project
from parallel.exchange.tmx.writer import write_tmx
from parallel.model.bitext import Languages
from parallel.segment import split_text
from parallel.store.aligned import load_pair

OMEGAT = shutil.which("omegat")
PROJECT = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>TR</source_lang><target_lang>EN</target_lang><sentence_seg>false</sentence_seg>
</project></omegat>
"""
FOLDERS = ("source", "target", "omegat", "glossary", "dictionary", "tm/auto")
GENERATED = 5000 if os.environ.get("TREN_FULL") else 1000
STEMS = ("Meclis", "Heyet-i Temsiliye", "Mustafa Kemal Paşa", "İzmir Valisi", "15. Kolordu", "Dr. Nâzım Bey")
VERBS = ("toplandı", "karar aldı", "telgraf çekti", "“ahde vefa” dedi", "ışığı söndürdü", "İstanbul’a gitti")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(OMEGAT is None, reason="omegat is not installed")]


def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let OmegaT translate a project."""
    monkeypatch.setenv("HOME", str(folder))
    command = [str(OMEGAT), str(folder), "--mode=console-translate"]
    subprocess.run(command, capture_output=True, check=True, timeout=240)


def translate(folder: Path, tmx: str, sources: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let OmegaT translate ``sources``, one a line, with the memory in tm/auto."""
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(PROJECT, "utf-8")
    (folder / "tm" / "auto" / "memory.tmx").write_text(tmx, "utf-8")
    (folder / "source" / "text.txt").write_text("\n\n".join(sources) + "\n", "utf-8")
    run(folder, monkeypatch)
    return translated(folder)


def translated(folder: Path) -> list[str]:
    """Return the lines of all translated texts; an empty line ends a paragraph and is none."""
    files = sorted((folder / "target").glob("*.txt"))
    return [line for path in files for line in path.read_text("utf-8-sig").split("\n") if line]


def project(folder: Path, files: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Write a project as the export does."""
    for name, chunks in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(chunks), "utf-8")


def generated(count: int, seed: int = 1919) -> list[TranslationUnit]:
    """Return units of one sentence, no two sources alike."""
    chance = random.Random(seed)
    beads = [
        bead(
            number,
            f"{chance.choice(STEMS)} {number}. günde {chance.choice(VERBS)}.",
            f"Sentence no. {number} & its <translation>.",
        )
        for number in range(1, count + 1)
    ]
    return list(units_of(pair(*beads))[0])


def test_hard_texts_are_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quotes, markup characters, abbreviations and control characters in the data do not lose a unit."""
    beads = pair(
        bead(1, "I. Dünya Savaşı bitti.", "The First World War ended."),
        bead(2, "“Ahde vefa” <gösterdi> & sustu.", "He showed “good faith” & fell silent."),
        bead(3, "  Çift  boşluk\x0b ve sekme.", "Double spaces and a tab."),
    )
    units, _ = units_of(beads)
    tmx = "".join(write_tmx(units, beads.languages))
    assert translate(tmp_path, tmx, [u.source for u in units], monkeypatch) == [u.target for u in units]


def test_every_distinct_source_of_the_seeds_is_translated(
    tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bitext of the repository comes back whole."""
    files = sorted((seeds.parent / "aligned").glob("*.jsonl"))
    pairs = [load_pair(path, path.name)[0] for path in files if path.name != "scores.jsonl"]
    units = {unit.source: unit for found in pairs for unit in units_of(found)[0]}
    assert len(units) >= 30
    tmx = "".join(write_tmx(units.values(), pairs[0].languages))
    assert translate(tmp_path, tmx, list(units), monkeypatch) == [unit.target for unit in units.values()]


def test_every_generated_source_is_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of units come back whole."""
    units = generated(GENERATED)
    tmx = "".join(write_tmx(units, Languages()))
    assert translate(tmp_path, tmx, [unit.source for unit in units], monkeypatch) == [unit.target for unit in units]


def test_an_exported_project_translates_itself_with_our_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With segmentation on, our rules keep "I. Dünya Savaşı bitti." and thousands of other sentences whole."""
    first = pair(bead(0, "I. Dünya Savaşı bitti.", "The First World War ended."))
    units = [*units_of(first)[0], *generated(GENERATED)]
    assert all(len(split_text(unit.source, unit.languages.source)) == 1 for unit in units)
    terms = termbase(concept("mutareke", "mütareke", ("armistice", "preferred")))
    project(tmp_path, write_project(units, Languages(), terms))
    run(tmp_path, monkeypatch)
    assert translated(tmp_path) == [unit.target for unit in units]


def test_without_our_rules_the_first_world_war_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail: OmegaT's own rules cut after "I."."""
    units = units_of(pair(bead(1, "I. Dünya Savaşı bitti.", "The First World War ended.")))[0]
    files = [found for found in write_project(units, Languages(), None) if "segmentation" not in found[0]]
    project(tmp_path, [*files, ("omegat/.keep", [""])])
    run(tmp_path, monkeypatch)
    assert translated(tmp_path) != ["The First World War ended."]


def test_seed_sentences_survive_segmentation(tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every unit of the repository that is one sentence is translated in its own project."""
    files = sorted((seeds.parent / "aligned").glob("*.jsonl"))
    pairs = [load_pair(path, path.name)[0] for path in files if path.name != "scores.jsonl"]
    units = [unit for found in pairs for unit in units_of(found)[0]]
    single = [unit for unit in units if len(split_text(unit.source, unit.languages.source)) == 1]
    project(tmp_path, write_project(single, Languages(), None))
    run(tmp_path, monkeypatch)
    found_again = set(translated(tmp_path))
    assert not [unit.source for unit in single if unit.target not in found_again]
