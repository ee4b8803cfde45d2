"""``tren report`` and the pictures of ``tren align``: files that stand for themselves."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from oath import oath_workspace, pair_id
from parallel.check import CheckOptions
from parallel.check.run import Step, plan
from parallel.model.bitext import Bitext
from parallel.model.finding import Finding
from parallel.workbench.findings import checking
from running import Swift

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Swift:
    """A workspace with two runs, between which one sentence changed, and one waived finding."""
    run = oath_workspace(tmp_path_factory.mktemp("report"))
    pair = pair_id(run.folder)
    assert run("score").code == 0
    words = "The National Pact was adopted in the city of Bursa in 1923."
    assert run("edit", "text", pair, "5", "target", words).code == 0
    assert run("edit", "waive", pair, "1", "--check", "glossary-not-preferred", "--reason", "as said").code == 0
    assert run("score").code == 0
    return run


def test_the_report_tells_the_whole_story(scored: Swift) -> None:
    """Findings, waivers, terms, drift and pictures are in the one file."""
    target = scored.folder / "report.html"
    result = scored("report", "-o", str(target))
    assert (result.code, "Report written" in result.err) == (0, True), result.err
    page = target.read_text("utf-8")
    assert page.count('<article class="finding') == 4
    assert "rendering that is not preferred" in page
    assert "0 errors and 4 warnings" in page
    assert "National Oath" in page
    assert "Renderings that changed" in page
    assert page.count("<svg") == 3
    assert "<script" not in page


def test_the_report_in_turkish(scored: Swift) -> None:
    """To standard output, in the other language."""
    result = scored("report", "--lang", "tr")
    assert result.code == 0
    assert "Tutarlılık raporu" in result.out
    assert scored("report", "--lang", "de").code == 2
    assert scored("report", "no-such-pair").code == 2


def test_a_workspace_without_scores_has_a_report(tmp_path: Path) -> None:
    """The history says that there is none."""
    run = oath_workspace(tmp_path)
    assert "Nothing was scored yet" in run("report").out


def test_align_draws_files(scored: Swift, tmp_path: Path) -> None:
    """Five boxes for five beads, beside the usual output."""
    names = [str(scored.folder / name) for name in ("tr.txt", "en.txt")]
    result = scored("align", *names, "--format", "beads", "--plot", str(tmp_path / "a.svg"))
    assert result.out.count("\n") == 5
    root = ET.fromstring((tmp_path / "a.svg").read_text("utf-8"))  # noqa: S314  (our own)
    assert sum(rect.find(f"{SVG}title") is not None for rect in root.iter(f"{SVG}rect")) == 5


def test_align_draws_pairs(scored: Swift, tmp_path: Path) -> None:
    """A pair of the workspace is drawn as it stands after aligning."""
    result = scored("align", pair_id(scored.folder), "--plot", str(tmp_path / "p.svg"))
    assert result.code == 0, result.err
    assert "<svg" in (tmp_path / "p.svg").read_text("utf-8")


def test_a_stopped_check_shows_what_it_found(scored: Swift, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C before the last check: its findings are missing, the others are shown, status 130 says so."""
    last = "inconsistent-rendering"

    def interrupted() -> Iterator[Finding]:
        if last:
            raise KeyboardInterrupt
        yield from ()

    def stopped(bitext: Bitext, *, options: CheckOptions) -> tuple[Step, ...]:
        steps = plan(bitext, options=options)
        assert steps[-1].name == last
        return (*steps[:-1], replace(steps[-1], findings=interrupted()))

    monkeypatch.setattr(checking, "plan", stopped)
    result = scored("check", "--format", "tsv")
    assert result.code == 130
    assert "glossary-not-preferred" in result.out
    assert f"Not run, or not to the end: {pair_id(scored.folder)}: {last}." in result.err


def test_a_turkish_report_speaks_turkish(scored: Swift, tmp_path: Path) -> None:
    """Findings, the names of checks and their remedies stand in the report's language."""
    for language, words in (("tr", ("yeğlenen: “", "Denetimler neyi bildirir", "yeğlenmeyen karşılık")), ("en", ())):
        path = tmp_path / f"{language}.html"
        result = scored("report", "--lang", language, "-o", str(path))
        assert result.code == 0, result.err
        page = path.read_text("utf-8")
        assert all(said in page for said in words)
        assert ("; preferred: “" in page) == (language == "en")
