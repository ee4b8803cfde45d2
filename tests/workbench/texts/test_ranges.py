"""Ranges restored and excluded, as the command line and the web page ask for them."""

import pytest

from parallel.errors import UsageError
from parallel.model.document import DocId, RawDocument, RulingKind
from parallel.model.span import Span
from parallel.store.workspace import Workspace, document_entry
from parallel.workbench.texts.documents import raw_of_entry, read_raw
from parallel.workbench.texts.ocr import accept_repairs
from parallel.workbench.texts.ranges import decided_ranges, exclude_range, restore_range, spans_of_lines, undo_ranges
from running import Runner

TEXT = (
    "Heyet o gün Ankara’dan yola çıktı ve uzun bir yolculuktan sonra Erzurum’a vardı; orada onu\n"
    "bekleyenler vardı.1 Ertesi sabah herkes yeniden yola koyuldu.\n"
    "\n"
    "1 Tuncer, Moskova Yolunda, s. 12.\n"
    "\fGörüşmeler başladı. Bütün gün konuşuldu ve akşamüstü bir karara varıldı."
)
NOTE = Span(TEXT.index("1 Tuncer"), TEXT.index("\n\f"))
LAST = Span(TEXT.index("Görüşmeler"), len(TEXT))


@pytest.fixture
def workspace(tren: Runner) -> Workspace:
    """A workspace with a document that has a note."""
    (tren.folder / "heyet.txt").write_text(TEXT, "utf-8")
    assert tren("init").code == 0
    assert tren("add", "heyet.txt", "--id", "heyet", "--lang", "tr").code == 0
    return Workspace(root=tren.folder)


def text_of(workspace: Workspace) -> str:
    """Return the clean text of the document, all passages."""
    read = read_raw(raw_of_entry(workspace, document_entry(workspace.manifest(), "heyet")))
    return " ".join(f"[{passage.role}] {passage.text}" for passage in read.clean.passages)


def test_a_note_is_taken_into_the_text_and_back(workspace: Workspace) -> None:
    """Restoring and undoing are each other's opposite."""
    before = text_of(workspace)
    ruling = restore_range(workspace, "heyet", NOTE, " görüldü ")
    assert (ruling.kind, ruling.first_line, ruling.reason) == (RulingKind.RESTORE, 4, "görüldü")
    assert "[note]" not in text_of(workspace)
    assert [decided.fits for decided in decided_ranges(workspace, "heyet")] == [True]
    assert undo_ranges(workspace, "heyet", [NOTE]) == (ruling,)
    assert text_of(workspace) == before
    assert decided_ranges(workspace, "heyet") == ()


def test_restoring_what_was_excluded_takes_that_back(workspace: Workspace) -> None:
    """No two rulings are left that say the opposite of one another."""
    before = text_of(workspace)
    exclude_range(workspace, "heyet", LAST)
    assert "Görüşmeler" not in text_of(workspace)
    restore_range(workspace, "heyet", LAST)
    assert text_of(workspace) == before
    assert decided_ranges(workspace, "heyet") == ()


def test_excluding_a_note_again_replaces(workspace: Workspace) -> None:
    """The later of two opposite rulings on one stretch holds."""
    restore_range(workspace, "heyet", NOTE)
    exclude_range(workspace, "heyet", NOTE)
    (decided,) = decided_ranges(workspace, "heyet")
    assert decided.ruling.kind is RulingKind.EXCLUDE
    assert "Tuncer" not in text_of(workspace)


def test_overlapping_ranges_are_refused(workspace: Workspace) -> None:
    """What was ruled on must be taken back first."""
    exclude_range(workspace, "heyet", LAST)
    with pytest.raises(UsageError, match="lines 5-5 are ruled on already"):
        exclude_range(workspace, "heyet", Span(LAST.start, LAST.start + 10))


def test_repairs_and_ranges_live_side_by_side(workspace: Workspace) -> None:
    """Accepting a repair keeps the ranges, and ruling keeps the repairs."""
    exclude_range(workspace, "heyet", NOTE)
    at = TEXT.index("koyuldu")
    row = f"line\tat\tprinted\tmeant\n2\t{at}\tkoyuldu\tdüştü\n"
    assert accept_repairs(workspace, "heyet", row, "r.tsv") == 1
    exclude_range(workspace, "heyet", LAST)
    assert text_of(workspace).endswith("herkes yeniden yola düştü.")


def test_a_changed_file_makes_a_range_unfit(workspace: Workspace) -> None:
    """It is reported and can be taken back by its old place."""
    exclude_range(workspace, "heyet", LAST)
    path = workspace.root / "seeds" / "heyet.txt"
    path.write_text(TEXT.replace("karara", "sonuca"), "utf-8")
    assert [decided.fits for decided in decided_ranges(workspace, "heyet")] == [False]
    assert "sonuca" in text_of(workspace)
    assert undo_ranges(workspace, "heyet", [LAST])


def test_lines_and_offsets_are_read() -> None:
    """Lines from 1, lists, and raw offsets."""
    raw = RawDocument(id=DocId("d"), name="d", text="bir\niki\nüç\n")
    assert spans_of_lines(raw, "2") == (Span(4, 7),)
    assert spans_of_lines(raw, "1-2, 3") == (Span(0, 7), Span(8, 10))
    assert spans_of_lines(raw, "@4-6,@9") == (Span(4, 6), Span(9, 10))


@pytest.mark.parametrize("text", ["0", "5", "3-2", "a", "1-", "@4-4", "@3-99", ""])
def test_other_lines_are_refused(text: str) -> None:
    """Beyond the text, backwards, or no numbers."""
    with pytest.raises(UsageError):
        spans_of_lines(RawDocument(id=DocId("d"), name="d", text="bir\niki\nüç\n"), text)
