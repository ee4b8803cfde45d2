"""Reading as a user does it: PDF and DOCX, damaged words, repairs, side by side, SRX."""

import json
from pathlib import Path

import pytest

from running import Runner, snapshot
from typeset import Paragraph, as_docx, as_pdf

TEXT = (
    "Kongre delegeleri, Sivas Lisesi’nin salonunda toplandılar ve hükümet tarafından gönderilen telgrafı okudular. "
    "Karar hülcümet tarafından verildi. Sonra hükümet geri adım attı."
)


@pytest.fixture
def workspace(tren: Runner) -> Runner:
    """A workspace with one damaged document."""
    (tren.folder / "yazi.txt").write_text(TEXT + "\n", "utf-8")
    assert tren("init").code == 0
    assert tren("add", "yazi.txt", "--id", "yazi", "--lang", "tr").code == 0
    return tren


@pytest.mark.parametrize(
    ("name", "data"), [("a.pdf", as_pdf([Paragraph(TEXT)])), ("a.docx", as_docx([Paragraph(TEXT)]))]
)
def test_pdf_and_docx_are_documents(tren: Runner, name: str, data: bytes) -> None:
    """They are cleaned, cut and added like any text, from a file and from standard input."""
    (tren.folder / name).write_bytes(data)
    assert tren("clean", name).out.split() == TEXT.split()
    assert tren("clean", "-", stdin=data).out.split() == TEXT.split()
    assert tren("segment", name, "--raw").out.count("\n") == 3
    assert tren("init").code == 0
    assert tren("add", name).code == 0
    assert (tren.folder / "seeds" / name).read_bytes() == data


def test_a_picture_of_a_page_is_refused(tren: Runner) -> None:
    """Nothing is added, and the cause is one line."""
    (tren.folder / "bos.pdf").write_bytes(as_pdf([]))
    tren("init")
    before = snapshot(tren.folder)
    done = tren("add", "bos.pdf")
    assert done.code == 3
    assert "no text layer: needs OCR" in done.err
    assert snapshot(tren.folder) == before


def test_the_report_changes_nothing(workspace: Runner) -> None:
    """Text, TSV and JSON say the same, and no file is touched."""
    before = snapshot(workspace.folder)
    assert "1: hülcümet → hükümet" in workspace("clean", "yazi", "--report").out
    assert "\thülcümet\thükümet" in workspace("clean", "yazi", "--report", "--format", "tsv").out
    (found,) = json.loads(workspace("clean", "yazi", "--report", "--format", "json").out)
    assert found["suggestions"][0] == "hükümet"
    assert TEXT[found["start"] : found["end"]] == found["word"] == "hülcümet"
    assert snapshot(workspace.folder) == before


def test_accepted_repairs_are_applied(workspace: Runner) -> None:
    """A report given back becomes an overlay; clean text changes, the document does not; accepting again is nothing."""
    report = workspace("clean", "yazi", "--report", "--format", "tsv").out
    done = workspace("clean", "yazi", "--accept", "-", stdin=report.encode())
    assert (done.code, "1 repair accepted" in done.err) == (0, True)
    assert "Karar hükümet tarafından" in workspace("clean", "yazi").out
    assert "hülcümet" in (workspace.folder / "seeds" / "yazi.txt").read_text("utf-8")
    assert "0 repairs accepted" in workspace("clean", "yazi", "--accept", "-", stdin=report.encode()).err
    assert "hülcümet" not in workspace("clean", "yazi", "--report").out


def test_a_repair_that_no_longer_fits_is_said(workspace: Runner) -> None:
    """It stays in the overlay, and cleaning warns."""
    folder = workspace.folder / "seeds" / "overlays"
    folder.mkdir()
    line = "  - {line: 1, at: 3, printed: yok, meant: var}\n"
    (folder / "yazi.yaml").write_text(f"format: 1\nrepairs:\n{line}", "utf-8")
    done = workspace("clean", "yazi")
    assert (done.code, "the repair of 'yok' no longer fits" in done.err) == (0, True)


@pytest.mark.parametrize(
    ("rows", "cause"),
    [
        ("", "no header"),
        ("line\tat\tprinted\tmeant\nbir\t2\ta\tb\n", "not a row"),
        ("line\tat\tprinted\tmeant\n1\t2\ta\t\n", "both words"),
        ("line\tat\tprinted\tmeant\n1\t2\tyok\tvar\n", "does not stand at"),
    ],
)
def test_what_cannot_be_accepted_is_refused(workspace: Runner, rows: str, cause: str) -> None:
    """No overlay is written."""
    done = workspace("clean", "yazi", "--accept", "-", stdin=rows.encode())
    assert (done.code, cause in done.err) == (3, True)
    assert not (workspace.folder / "seeds" / "overlays").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--report", "--side-by-side"),
        ("--format", "tsv"),
        ("--side-by-side", "--format", "json"),
    ],
)
def test_options_that_exclude_each_other(workspace: Runner, words: tuple[str, ...]) -> None:
    """They are wrong usage."""
    assert workspace("clean", "yazi", *words).code == 2


def test_repairs_need_a_workspace(tren: Runner) -> None:
    """Outside one there is no place to keep them."""
    (tren.folder / "r.tsv").write_text("line\tat\tprinted\tmeant\n", "utf-8")
    assert tren("clean", "yazi", "--accept", "r.tsv").code == 2


def test_side_by_side(workspace: Runner) -> None:
    """Raw on the left, clean on the right."""
    left, right = workspace("clean", "yazi", "--side-by-side").out.split("\n")[0].split("│")
    assert "Kongre delegeleri" in left
    assert "Kongre delegeleri" in right


def test_srx_out_and_in(tren: Runner) -> None:
    """Our rules, written as SRX and read back, cut like our rules; what is no SRX is refused."""
    (tren.folder / "a.txt").write_text("I. Dünya Savaşı bitti. Prof. Dr. Ali Bey 5. sayfada yazdı.\n", "utf-8")
    assert tren("segment", "--export-srx", "-o", "tren.srx").code == 0
    ours = tren("segment", "a.txt", "--lang", "tr").out
    assert tren("segment", "a.txt", "--lang", "tr", "--srx", "tren.srx").out == ours
    assert ours.count("\n") == 2
    assert tren("segment", "a.txt", "--lang", "tr", "--srx", "a.txt").code == 3
    assert tren("segment").code == 2


def test_srx_of_a_raw_document(tren: Runner, seeds: Path) -> None:
    """With --raw, an SRX file cuts the running text; headings stay whole."""
    assert tren("segment", "--export-srx", "-o", "tren.srx").code == 0
    name = str(next(seeds.glob("002*.txt")))
    theirs = tren("segment", name, "--raw", "--srx", "tren.srx").out.split("\n")
    ours = tren("segment", name, "--raw").out.split("\n")
    assert len(set(theirs) & set(ours)) > 0.95 * len(ours)


PAGES = (
    "Heyet o gün Ankara’dan yola çıktı ve uzun bir yolculuktan sonra Erzurum’a vardı; orada onu\n"
    "bekleyenler vardı.1 Ertesi sabah herkes yeniden yola koyuldu.\n"
    "\n"
    "1 Tuncer, Moskova Yolunda, s. 12.\n"
    "\fGörüşmeler başladı. Bütün gün konuşuldu ve akşamüstü bir karara varıldı."
)


@pytest.fixture
def noted(tren: Runner) -> Runner:
    """A workspace with a document that has a note."""
    (tren.folder / "heyet.txt").write_text(PAGES + "\n", "utf-8")
    assert tren("init").code == 0
    assert tren("add", "heyet.txt", "--id", "heyet", "--lang", "tr").code == 0
    return tren


def test_lines_are_restored_and_excluded_and_taken_back(noted: Runner) -> None:
    """Clean text follows, the document does not change, and undoing leaves no trace in the text."""
    before = noted("clean", "heyet").out
    assert "Tuncer" not in before
    done = noted("clean", "heyet", "--restore", "4", "--exclude", "5", "--reason", "deneme")
    assert (done.code, done.err.count("Kept:")) == (0, 2)
    after = noted("clean", "heyet").out
    assert "Tuncer" in after
    assert "Görüşmeler" not in after
    assert 'reason: "deneme"' in (noted.folder / "seeds" / "overlays" / "heyet.yaml").read_text("utf-8")
    assert (noted.folder / "seeds" / "heyet.txt").read_text("utf-8") == PAGES + "\n"
    assert noted("clean", "heyet", "--undo", "4-5").code == 0
    assert noted("clean", "heyet").out == before


def test_build_applies_ranges_and_says_what_no_longer_fits(noted: Runner) -> None:
    """A range whose text has changed is one line of warning and changes nothing; so is a repair."""
    assert noted("clean", "heyet", "--exclude", "5").code == 0
    assert noted("build").code == 0
    assert "Görüşmeler" not in (noted.folder / "exports" / "heyet.sentences.txt").read_text("utf-8")
    path = noted.folder / "seeds" / "overlays" / "heyet.yaml"
    path.write_text(path.read_text("utf-8") + "repairs:\n  - {line: 1, at: 3, printed: yok, meant: var}\n", "utf-8")
    raw = noted.folder / "seeds" / "heyet.txt"
    raw.write_text(raw.read_text("utf-8").replace("akşamüstü", "akşam"), "utf-8")
    done = noted("build")
    assert done.code == 0
    assert "heyet.txt:5: lines 5-5 have changed; the range to exclude is left out" in done.err
    assert "heyet.txt:1: the repair of 'yok' no longer fits; left out" in done.err
    assert "Görüşmeler" in (noted.folder / "exports" / "heyet.sentences.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        (("--restore", "1"), "nothing there is dropped, nor a note"),
        (("--restore", "99"), "has lines 1 to"),
        (("--restore", "3"), "nothing stands at 3"),
        (("--exclude", "x"), "no lines 'x'"),
        (("--exclude", "@9-9999"), "nothing stands at @9-9999"),
        (("--undo", "4"), "nothing was restored or excluded there"),
        (("--undo", "4", "--report"), "exclude each other"),
        (("--exclude", "4", "--format", "json"), "--format json"),
    ],
)
def test_ranges_that_make_no_sense_are_refused(noted: Runner, words: tuple[str, ...], cause: str) -> None:
    """They are wrong usage, and nothing is written."""
    done = noted("clean", "heyet", *words)
    assert (done.code, cause in done.err) == (2, True), done.err
    assert not (noted.folder / "seeds" / "overlays").exists()
