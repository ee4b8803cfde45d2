"""``tren memory`` as a user runs it."""

import json

import pytest

from running import Runner, Swift, snapshot

TMX = """<?xml version="1.0"?><tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence"
 o-tmf="x" adminlang="en" srclang="tr" datatype="plaintext"/><body>
<tu tuid="1"><tuv xml:lang="tr"><seg>Heyet Moskova’dan eli boş döndü.</seg></tuv>
<tuv xml:lang="en"><seg>The delegation came back from Moscow empty-handed.</seg></tuv></tu>
</body></tmx>
"""


def test_search_finds_beads_of_the_workspace(built: Runner) -> None:
    """A sentence of an abstract, slightly changed and in capitals, is found with its translation."""
    query = "RUS EMPERYALİZMİ, ÇARLIK RUSYA’DAN SONRA BU KEZ DE SOVYET RUSYA OLARAK KARŞIMIZA ÇIKMIŞTIR."
    (match, *_) = json.loads(built("memory", "search", query, "--format", "json").out)
    assert match["target"].startswith("This time Russian imperialism")
    assert match["score"] > 0.85
    shown = built(
        "memory", "search", "Rus emperyalizmi, Çarlık Rusya’dan sonra bu kez da Sovyet Rusya olarak karşımıza çıktı."
    )
    assert "[-defa-] {+kez+}" in shown.out


def test_a_match_shows_origin_state_difference_and_context(translated: Swift) -> None:
    """Everything a translator needs to judge it; neighbours that agree are said."""
    query = "Kararlar 7 Ağustos 1919’da ilan edildi."
    around = ("--before", "Delegeler vatanın bölünmez olduğunu ilan etti.", "--after", "Mustafa Kemal başkan seçildi.")
    lines = translated("memory", "search", query, *around, "--min", "0.5", "--limit", "1").out.splitlines()
    origin = json.loads(translated("edit", "list", "tr~en", "--format", "json").out.splitlines()[2])["id"]
    assert lines[0].split(maxsplit=1)[1] == f"auto, {origin}, 2 neighbours agree"
    assert lines[1:] == [
        "  Kararlar 7 Ağustos 1919’da [-açıklandı.-] {+ilan edildi.+}",
        "  The decisions were announced on 7 August 1919.",
    ]


def test_import_search_and_list(tren: Runner) -> None:
    """An imported TMX is kept byte for byte, searched and listed; importing it twice changes nothing."""
    assert tren("init").code == 0
    (tren.folder / "old.tmx").write_text(TMX, "utf-8")
    assert "1 unit" in tren("memory", "import", "old.tmx").err
    before = snapshot(tren.folder)
    assert before["aligned/memory/old.tmx"] == TMX.encode()
    assert tren("memory", "import", "old.tmx").code == 0
    assert "empty-handed" in tren("memory", "search", "Heyet Londra’dan eli boş döndü.").out
    assert tren("memory", "list").out == "aligned/memory/old.tmx\t1\n"
    (tren.folder / "old.tmx").write_text(TMX.replace("eli boş", "umutla"), "utf-8")
    assert tren("memory", "import", "old.tmx").code == 2
    assert snapshot(tren.folder)["aligned/memory/old.tmx"] == TMX.encode()


def test_what_a_memory_lacks_is_said(tren: Runner) -> None:
    """Problems with their lines, and how many units are of no use."""
    assert tren("init").code == 0
    half = '<tu tuid="1"><tuv xml:lang="tr"><seg>Yalnız.</seg></tuv></tu></body>'
    (tren.folder / "old.tmx").write_text(TMX.replace("</body>", half), "utf-8")
    said = tren("memory", "import", "old.tmx").err
    assert "old.tmx:5: tuid '1' stands twice" in said
    assert "1 unit, left out: 1 without both languages." in said


def test_nothing_near(tren: Runner) -> None:
    """No match is said, with status 1."""
    assert tren("init").code == 0
    result = tren("memory", "search", "Bambaşka bir cümle.")
    assert (result.code, result.out) == (1, "")
    assert "No match" in result.err


@pytest.mark.parametrize("words", [("search", "  "), ("search", "x", "--min", "7"), ("import", "none.tmx")])
def test_wrong_calls(words: tuple[str, ...], tren: Runner) -> None:
    """Nothing to look for, an impossible minimum and a missing file are usage errors."""
    assert tren("init").code == 0
    assert tren("memory", *words).code == 2


def test_a_hostile_memory_is_refused(tren: Runner) -> None:
    """Entity declarations are refused and nothing is kept."""
    assert tren("init").code == 0
    (tren.folder / "bomb.tmx").write_text('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx version="1.4"/>', "utf-8")
    before = snapshot(tren.folder)
    result = tren("memory", "import", "bomb.tmx")
    assert result.code == 3
    assert "entity" in result.err.lower()
    assert snapshot(tren.folder) == before
