"""Aligning anew keeps what people did, by force puts it where undo finds it, and never takes a loss for a beginning."""

import pytest

from parallel.errors import InputError
from parallel.model.bitext import BeadState, PairId
from parallel.store import backups
from parallel.store.held import load_held
from parallel.store.workspace import Workspace
from parallel.workbench.edits.editing import Editor
from parallel.workbench.pairs.realigning import fold_all, held_warnings
from running import Swift

PAIR = PairId("tr~en")


def space(work: Swift) -> Workspace:
    """Return the workspace behind the command."""
    return Workspace(root=work.folder)


def test_force_is_one_edit_that_undo_takes_back(translated: Swift) -> None:
    """Approved and edited beads are aligned anew, in one step, after a backup."""
    assert translated("edit", "merge", PAIR, "1", "2").code == 0
    assert translated("edit", "approve", PAIR, "--all").code == 0
    before = Editor(space(translated), PAIR).pair
    assert translated("align", PAIR, "--force").code == 0
    after = Editor(space(translated), PAIR).pair
    assert {bead.state for bead in after.beads} == {BeadState.AUTO}
    assert min(bead.version for bead in after.beads) > max(bead.version for bead in before.beads)
    copies = backups.backups_of(translated.folder, space(translated).aligned_path(PAIR))
    assert b'"approved"' in copies[-1].path.read_bytes()
    assert translated("undo", PAIR).code == 0
    assert Editor(space(translated), PAIR).pair == before


def test_force_with_nothing_to_lose_is_plain(translated: Swift) -> None:
    """Where nobody has worked, force makes no edit."""
    assert translated("align", PAIR, "--force").code == 0
    assert Editor(space(translated), PAIR).entries == ()


def test_a_missing_file_people_worked_on_is_no_new_pair(translated: Swift) -> None:
    """The file is gone and the journal knows of edits: refused, and nothing is written in its place."""
    assert translated("edit", "approve", PAIR, "1").code == 0
    space(translated).aligned_path(PAIR).unlink()
    result = translated("align", PAIR)
    assert (result.code, "is missing" in result.err) == (3, True), result
    assert not space(translated).aligned_path(PAIR).exists()


def test_edits_a_crash_left_behind_are_folded(translated: Swift) -> None:
    """What only the journal holds is written before anything is aligned anew; pairs without a journal are passed."""
    workspace = space(translated)
    fold_all(workspace, [PAIR])
    path = workspace.aligned_path(PAIR)
    old = path.read_bytes()
    assert translated("edit", "approve", PAIR, "2").code == 0
    new = path.read_bytes()
    path.write_bytes(old)
    lines = [
        line
        for line in workspace.journal_path(PAIR).read_bytes().splitlines(keepends=True)
        if b'"folding"' not in line and b'"folded"' not in line
    ]
    workspace.journal_path(PAIR).write_bytes(b"".join(lines))
    fold_all(workspace, [PAIR])
    assert path.read_bytes() == new


def test_held_work_is_told_with_its_number(translated: Swift) -> None:
    """Two sentences change: two beads are held, kept over further runs, and back when the text is."""
    workspace = space(translated)
    for number in ("1", "2"):
        assert translated("edit", "text", PAIR, number, "target", f"Mine {number}.").code == 0
    seed = workspace.root / "seeds" / "tr.txt"
    whole = seed.read_text("utf-8")
    seed.write_text(whole.replace("Erzurum", "Sivas").replace("Delegeler", "Üyeler"), "utf-8")
    for _ in range(2):
        assert translated("align", PAIR).code == 0
        (warning,) = held_warnings(workspace, [PAIR])
        assert "2 beads people worked on" in warning
    assert translated("edit", "place", PAIR, "1", "1").code == 0
    assert "1 bead people worked on" in held_warnings(workspace, [PAIR])[0]
    assert translated("undo", PAIR).code == 0
    seed.write_text(whole, "utf-8")
    assert translated("align", PAIR).code == 0
    assert held_warnings(workspace, [PAIR]) == []
    assert {bead.target.text for bead in Editor(workspace, PAIR).pair.beads} >= {"Mine 1.", "Mine 2."}


def test_what_was_placed_stays_when_the_text_comes_back(translated: Swift) -> None:
    """Placed work is edited work of its new bead: aligning anew leaves it where a person put it."""
    workspace = space(translated)
    assert translated("edit", "text", PAIR, "1", "target", "Mine.").code == 0
    seed = workspace.root / "seeds" / "tr.txt"
    seed.write_text(seed.read_text("utf-8").replace("Erzurum", "Sivas"), "utf-8")
    assert translated("align", PAIR).code == 0
    assert translated("edit", "place", PAIR, "1", "1").code == 0
    assert load_held(workspace.held_path(PAIR), "x") == ()
    assert translated("align", PAIR).code == 0
    first = Editor(workspace, PAIR).pair.beads[0]
    assert (first.target.text, first.source.text[:5], first.state) == ("Mine.", "Sivas", BeadState.EDITED)


def test_a_text_cut_short_is_told(translated: Swift) -> None:
    """Beads missing at the end of the file are paired anew, and a warning names the backup."""
    assert translated("edit", "approve", PAIR, "1").code == 0
    path = space(translated).aligned_path(PAIR)
    beads = path.read_text("utf-8").split("\n\n")
    path.write_text("\n\n".join(beads[:-1]) + "\n", "utf-8")
    result = translated("align", PAIR)
    assert "sentences of the text stood in no bead" in result.err
    assert len(Editor(space(translated), PAIR).pair.beads) == len(beads)


def test_a_damaged_file_of_held_work_stops_all(translated: Swift) -> None:
    """What can't be read can't be kept: refused."""
    space(translated).held_path(PAIR).write_text("{\n", "utf-8")
    with pytest.raises(InputError, match="not a held bead"):
        held_warnings(space(translated), [PAIR])
    assert translated("align", PAIR).code == 3


def grow(work: Swift) -> None:
    """Put a long sentence before both texts and build."""
    for name, new in ADDED.items():
        seed = work.folder / "seeds" / name
        seed.write_text(new * 3 + seed.read_text("utf-8"), "utf-8")
    assert work("build").code == 0


ADDED = {
    "tr.txt": "Kongreden önce uzun hazırlıklar yapıldı ve herkese haber verildi. ",
    "en.txt": "Long preparations were made before the congress and everybody was told. ",
}


def test_undo_after_the_text_has_grown(translated: Swift) -> None:
    """What comes back stands where its sentences stand now, and the file can be read."""
    for number in ("2", "3"):
        assert translated("edit", "text", PAIR, number, "target", f"Mine {number}.").code == 0
    grow(translated)
    assert translated("undo", PAIR).code == 0
    assert translated("undo", PAIR).code == 0
    pair = Editor(space(translated), PAIR).pair
    assert translated("edit", "list", PAIR).code == 0
    starts = [place.span.start for bead in pair.beads for place in bead.source.places]
    assert starts == sorted(starts)
    assert translated("redo", PAIR).code == 0
    assert Editor(space(translated), PAIR).pair.beads[-3].target.text == "Mine 2."


def test_a_backup_of_a_shorter_text_put_back(translated: Swift) -> None:
    """The edits since are made again on the old file; what can't be placed is found again by the next build."""
    assert translated("edit", "text", PAIR, "2", "target", "Mine.").code == 0
    grow(translated)
    assert translated("edit", "merge", PAIR, "6", "7").code == 0
    assert translated("edit", "text", PAIR, "1", "target", "Mine too.").code == 0
    assert translated("restore", PAIR).code == 0
    assert translated("build").code == 0
    pair = Editor(space(translated), PAIR).pair
    assert all(len(bead.source.places) == len(bead.source.segments) for bead in pair.beads)
    held = load_held(space(translated).held_path(PAIR), "x")
    assert {"Mine.", "Mine too."} <= {bead.target.text for bead in (*pair.beads, *(item.bead for item in held))}


def test_what_a_backup_displaces_is_held(translated: Swift) -> None:
    """Work that was held and found its place again is in no edit since the backup: it is held once more."""
    workspace = space(translated)
    seed = workspace.root / "seeds" / "tr.txt"
    whole = seed.read_text("utf-8")
    assert translated("edit", "text", PAIR, "1", "target", "Mine.").code == 0
    seed.write_text(whole.replace("Erzurum", "Sivas"), "utf-8")
    assert translated("align", PAIR).code == 0
    backups.keep(workspace.root, workspace.aligned_path(PAIR))
    seed.write_text(whole, "utf-8")
    assert translated("align", PAIR).code == 0
    assert Editor(workspace, PAIR).pair.beads[0].target.text == "Mine."
    assert translated("restore", PAIR).code == 0
    assert Editor(workspace, PAIR).pair.beads[0].target.text != "Mine."
    (held,) = load_held(workspace.held_path(PAIR), "x")
    assert (held.bead.target.text, held.reason[:8]) == ("Mine.", "it stood")


@pytest.mark.parametrize("name", ["tr.txt", "en.txt"])
def test_a_text_that_vanished_is_not_aligned_with(name: str, translated: Swift) -> None:
    """Emptied by a slip: refused, and the pair is byte for byte as it was."""
    path = space(translated).aligned_path(PAIR)
    before = path.read_bytes()
    (translated.folder / "seeds" / name).write_text("\n", "utf-8")
    for words in (("align", PAIR), ("align", PAIR, "--force"), ("build",)):
        result = translated(*words)
        assert (result.code, f"seeds/{name}: no sentence of pair tr~en is left in it" in result.err) == (3, True), (
            result
        )
    assert path.read_bytes() == before


def test_a_text_in_a_language_nobody_would_guess(translated: Swift) -> None:
    """The manifest says what language a side is in, whatever its words look like."""
    seed = translated.folder / "seeds" / "en.txt"
    seed.write_text("Kongre toplandı. Vatan bölünmez dendi.\n\nKararlar açıklandı. Başkan seçildi.\n", "utf-8")
    assert translated("build").code == 0
    assert all(bead.target.segments for bead in Editor(space(translated), PAIR).pair.beads)
