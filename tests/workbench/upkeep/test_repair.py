"""Doctor names what is wrong; restore brings back what was lost, edits and all."""

import json
from pathlib import Path

import pytest

from running import Swift, snapshot

PAIR = "tr~en"


def kinds(work: Swift) -> set[tuple[str, str]]:
    """Return what doctor finds, as kind and place."""
    out = work("doctor", "--format", "json").out
    return {(found["kind"], found["where"]) for found in map(json.loads, out.splitlines())}


def aligned(work: Swift) -> Path:
    """Return the pair's file."""
    return work.folder / "aligned" / f"{PAIR}.jsonl"


def edited(work: Swift, *texts: str) -> None:
    """Give the first beads other target texts, one edit each."""
    for number, text in enumerate(texts, 1):
        assert work("edit", "text", PAIR, str(number), "target", text).code == 0


def test_a_sound_workspace_is_well(translated: Swift) -> None:
    """Nothing found is status 0, and looking changes nothing."""
    before = snapshot(translated.folder)
    result = translated("doctor")
    assert (result.code, result.out, "All is well." in result.err) == (0, "", True), result
    assert snapshot(translated.folder) == before


def test_preferences_are_no_glossary(translated: Swift) -> None:
    """The file of preferences beside the concepts is looked at as what it is."""
    assert translated("terms", "prefer", "misak-i-milli", "National Pact", "--reason", "usual").code == 0
    assert translated("doctor").code == 0
    (translated.folder / "glossary" / "preferences.yaml").write_text("- concept: x\n  concept: y\n", "utf-8")
    assert ("damaged", "glossary/preferences.yaml:2") in kinds(translated)


def test_every_kind_of_trouble_is_named(translated: Swift) -> None:
    """Each fault is found with its file and line, status 1."""
    edited(translated, "First.", "Second.")
    folder = translated.folder
    (folder / "seeds" / "en.txt").unlink()
    (folder / "glossary" / "bad.yaml").write_text("- id: a\n  id: b\n", "utf-8")
    (folder / "aligned" / f"{PAIR} (conflicted copy 2026).jsonl").write_bytes(aligned(translated).read_bytes())
    (folder / "aligned" / ".x.1-2.tmp").write_bytes(b"half")
    (folder / ".tren" / "uploads" / "1f").mkdir(parents=True)
    (folder / ".tren" / "uploads" / "1f" / "article.txt").write_bytes(b"Metin.")
    (folder / "aligned" / "nobody.jsonl").write_bytes(b"")
    (folder / "aligned" / "scores.jsonl").write_bytes(b"{\n")
    journal = folder / ".tren" / "journal" / f"{PAIR}.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"torn')
    aligned(translated).write_bytes(aligned(translated).read_bytes()[:-40])
    found = kinds(translated)
    last = aligned(translated).read_bytes().count(b"\n") + 1
    assert found == {
        ("missing", "seeds/en.txt"),
        ("damaged", "glossary/bad.yaml:2"),
        ("conflicted-copy", f"aligned/{PAIR} (conflicted copy 2026).jsonl"),
        ("stray", "aligned/.x.1-2.tmp"),
        ("stray", ".tren/uploads/1f/article.txt"),
        ("unlisted", "aligned/nobody.jsonl"),
        ("damaged", "aligned/scores.jsonl:1"),
        ("damaged", f".tren/journal/{PAIR}.jsonl"),
        ("damaged", f"aligned/{PAIR}.jsonl:{last}"),
    }
    assert translated("doctor").code == 1


def test_a_changed_text_is_stale(translated: Swift) -> None:
    """Sentences of the text that are in no bead, and beads whose sentences are gone, are named with their lines."""
    seed = translated.folder / "seeds" / "tr.txt"
    seed.write_text(seed.read_text("utf-8").replace("başkan seçildi", "reis seçildi"), "utf-8")
    out = translated("doctor").out
    assert "1 source sentence is no longer in the text" in out
    assert "1 source sentence of the text stands in no bead between line 5 and line 7" in out
    assert translated("build").code == 0
    assert translated("doctor").code == 0


def test_a_gap_from_a_bad_merge_names_both_lines(translated: Swift) -> None:
    """A bead lost in a merge is a gap; build fills it."""
    blocks = aligned(translated).read_text("utf-8").split("\n\n")
    aligned(translated).write_text("\n\n".join([blocks[0], *blocks[2:]]), "utf-8")
    assert "between line 1 and line 3" in translated("doctor").out
    assert translated("build").code == 0
    assert translated("doctor").code == 0


def test_pending_edits_are_named(translated: Swift) -> None:
    """Edits that are saved and not yet in the file are said; every command sees them."""
    start = aligned(translated).read_bytes()
    edited(translated, "First.")
    journal = translated.folder / ".tren" / "journal" / f"{PAIR}.jsonl"
    lines = journal.read_bytes().split(b"\n")
    journal.write_bytes(lines[0] + b"\n")
    aligned(translated).write_bytes(start)
    assert ("pending", f".tren/journal/{PAIR}.jsonl") in kinds(translated)
    assert "First." in translated("export", "--format", "tsv").out
    assert translated("build").code == 0
    assert "First." in aligned(translated).read_text("utf-8")


def test_held_work_is_listed_and_can_be_put_away(translated: Swift) -> None:
    """What lost its sentence is shown with its text; put away, it is in a backup and can be had back."""
    edited(translated, "First.")
    seed = translated.folder / "seeds" / "tr.txt"
    seed.write_text(seed.read_text("utf-8").replace("Erzurum Kongresi", "Sivas Kongresi"), "utf-8")
    assert "1 bead people worked on" in translated("build").err
    assert "1 bead people worked on" in translated("build").err
    result = translated("doctor")
    assert "its source sentence is no longer in the text" in result.out
    assert "First." in result.out
    assert "1 held bead put away" in translated("restore", "--drop", PAIR).err
    assert translated("doctor").code == 0
    assert translated("restore", f"aligned/{PAIR}.held.jsonl").code == 0
    assert "First." in translated("doctor").out


@pytest.mark.parametrize("loss", ["gone", "torn", "emptied", "zeros"])
def test_a_lost_pair_is_restored_with_every_edit(loss: str, translated: Swift) -> None:
    """Whatever became of the file, restore gives the last backup and all edits since; until then nothing is guessed."""
    edited(translated, "First.", "Second.", "Third.")
    whole = aligned(translated).read_bytes()
    if loss == "gone":
        aligned(translated).unlink()
    else:
        spoilt = {"torn": whole[: len(whole) // 2], "emptied": b"", "zeros": b"\0" * 4096 + whole[4096:]}
        aligned(translated).write_bytes(spoilt[loss])
    if loss != "emptied":
        for words in (("build",), ("check",), ("export",), ("edit", "approve", PAIR, "1"), ("align", PAIR)):
            assert translated(*words).code == 3, words
    result = translated("restore", PAIR)
    assert (result.code, "edits made since" in result.err) == (0, True), result
    assert aligned(translated).read_bytes() == whole
    assert translated("undo", PAIR).code == 0
    assert translated("doctor").code == 0


def test_a_lost_manifest_is_no_empty_workspace(translated: Swift) -> None:
    """Every command refuses and names the backup; init does not start over; restore brings it back."""
    manifest = translated.folder / "seeds" / "manifest.yaml"
    whole = manifest.read_bytes()
    manifest.unlink()
    before = snapshot(translated.folder)
    for words in (("build",), ("check",), ("export",), ("undo", PAIR), ("score",), ("align", PAIR)):
        result = translated(*words)
        assert (result.code, "tren restore" in result.err) == (3, True), words
    assert translated("init", str(translated.folder)).code == 3
    assert snapshot(translated.folder) == before
    assert translated("restore", "manifest").code == 0
    assert manifest.read_bytes() == whole


def test_backups_are_listed_and_chosen(translated: Swift) -> None:
    """A numbered backup comes back as it is; what stood there is a backup too, so that this can be taken back."""
    edited(translated, "First.")
    now = aligned(translated).read_bytes()
    listed = translated("restore", "--list", PAIR).out.splitlines()
    assert listed[0] == "file\tnumber\ttime\tbytes"
    assert listed[1].startswith(f"aligned/{PAIR}.jsonl\t1\t")
    assert translated("restore", PAIR, "--number", "1").code == 0
    assert aligned(translated).read_bytes() != now
    assert translated("restore", PAIR, "--number", "2").code == 0
    assert aligned(translated).read_bytes() == now
    assert "seeds/manifest.yaml" in translated("restore", "--list").out


@pytest.mark.parametrize(("words", "code"), [((), 2), (("none",), 2), (("../x/y",), 2), ((PAIR, "--number", "99"), 2)])
def test_impossible_restores(words: tuple[str, ...], code: int, translated: Swift) -> None:
    """No backup, no restore; nothing outside the workspace."""
    assert translated("restore", *words).code == code


def test_only_damaged_backups(translated: Swift) -> None:
    """A backup that is damaged itself is never put in place."""
    edited(translated, "First.")
    for copy in (translated.folder / ".tren" / "backups" / "aligned" / f"{PAIR}.jsonl").iterdir():
        copy.write_bytes(b"{")
    before = aligned(translated).read_bytes()
    assert translated("restore", PAIR).code == 3
    assert aligned(translated).read_bytes() == before
