"""OmegaT itself loads the TMX and translates every source with it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from builders import bead, pair
from parallel.exchange import units_of
from parallel.exchange.tmx import write_tmx
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

pytestmark = [pytest.mark.slow, pytest.mark.skipif(OMEGAT is None, reason="omegat is not installed")]


def translate(folder: Path, tmx: str, sources: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let OmegaT translate ``sources``, one a line, with the memory in tm/auto."""
    for name in ("source", "target", "omegat", "glossary", "dictionary", "tm/auto"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(PROJECT, "utf-8")
    (folder / "tm" / "auto" / "memory.tmx").write_text(tmx, "utf-8")
    (folder / "source" / "text.txt").write_text("\n".join(sources) + "\n", "utf-8")
    monkeypatch.setenv("HOME", str(folder))
    command = [str(OMEGAT), str(folder), "--mode=console-translate"]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return (folder / "target" / "text.txt").read_text("utf-8-sig").splitlines()


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
    translated = translate(tmp_path, tmx, list(units), monkeypatch)
    assert translated == [unit.target for unit in units.values()]
