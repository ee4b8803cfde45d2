"""``tren score``: the history of a translation, what drifts in it, and who made it drift."""

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from oath import CONCEPT, PLACES, oath_workspace, pair_id
from running import Runner, Swift


def git(folder: Path, *words: str) -> None:
    """Run git as a person of no name."""
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def drifting(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A workspace with five scored revisions: each rewrites one more sentence from Oath to Pact; run 2 is committed."""
    folder = tmp_path_factory.mktemp("drifting")
    run = oath_workspace(folder)
    for revision in range(5):
        if revision:
            words = f"The National Pact was adopted in the city of {PLACES[revision]} in {1919 + revision}."
            assert run("edit", "text", pair_id(folder), str(revision + 1), "target", words).code == 0
        assert run("score").code == 0
        if revision == 1:
            git(folder, "init", "-q")
            git(folder, "add", "-A")
            git(folder, "commit", "-q", "-m", "Two runs")
    return run


def test_the_table_shows_the_drift(drifting: Runner) -> None:
    """Five runs, and the renderings of the concept run by run."""
    out = drifting("score", "--history").out
    oath, pact = (re.search(rf"National {word} +([\d ]+)", out) for word in ("Oath", "Pact"))
    assert oath
    assert pact
    assert oath.group(1).split() == ["5", "4", "3", "2", "1"]
    assert pact.group(1).split() == ["0", "1", "2", "3", "4"]


def test_the_picture_shows_the_drift(drifting: Runner) -> None:
    """One line falls from 1 to 0.2 and the other one rises; the picture is well-formed and says it in words."""
    target = drifting.folder / "history.svg"
    assert drifting("score", "--history", "--plot", str(target)).code == 0
    root = ET.fromstring(target.read_text("utf-8"))  # noqa: S314  (our own)
    told = " ".join(element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}title"))
    assert "National Oath: 1 to 0.2" in told
    assert "National Pact: 0 to 0.8" in told
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) >= 2


def test_since_a_run_names_bead_and_edit(drifting: Runner) -> None:
    """Since run 3, two beads moved, each by an edit of the journal."""
    result = drifting("score", "--since", "3", "--format", "json")
    assert result.code == 0, result.err
    said = json.loads(result.out)
    assert [(row["concept"], row["bead"], row["was"], row["is"]) for row in said] == [
        ("misak-i-milli", "4", "National Oath", "National Pact"),
        ("misak-i-milli", "5", "National Oath", "National Pact"),
    ]
    assert [row["by"].split(",")[0] for row in said] == ["edit 3 (text", "edit 4 (text"]


def test_since_a_commit(drifting: Runner) -> None:
    """Since the commit of run 2, three beads moved, not committed yet; committed, the commit is named."""
    said = json.loads(drifting("score", "--since", "HEAD", "--format", "json").out)
    assert [row["bead"] for row in said] == ["3", "4", "5"]
    assert all(row["by"].startswith("edit ") for row in said)
    git(drifting.folder, "add", "-A")
    git(drifting.folder, "commit", "-q", "-m", "All five")
    said = json.loads(drifting("score", "--since", "HEAD~1", "--format", "json").out)
    assert [row["bead"] for row in said] == ["3", "4", "5"]
    assert all("Editor: All five" in row["by"] for row in said)
    assert "No rendering has changed" in drifting("score", "--since", "HEAD").err


@pytest.mark.parametrize("revision", ["99", "0", "no-such-branch", "--output=x", ""])
def test_an_unknown_revision_is_a_usage_error(revision: str, drifting: Runner) -> None:
    """One line, status 2, and what to write instead."""
    result = drifting("score", f"--since={revision}")
    assert result.code == 2
    assert "tren score --history" in result.err


def test_other_settings_are_not_compared(drifting: Runner) -> None:
    """A run made with another term base is refused as a past, and marked in the history."""
    path = drifting.folder / "glossary" / "terms.yaml"
    scores = drifting.folder / "aligned" / "scores.jsonl"
    before = scores.read_bytes()
    try:
        path.write_text(CONCEPT.replace("National Pact", "National Covenant"), "utf-8")
        refused = drifting("score", "--since", "1")
        assert (refused.code, "cannot be compared" in refused.err) == (3, True)
        assert drifting("score").code == 0
        shown = drifting("score", "--history")
        assert "0.000*" in shown.out
        assert "not to be compared" in shown.err
        assert "Renderings that changed" not in shown.out
    finally:
        path.write_text(CONCEPT, "utf-8")
        scores.write_bytes(before)


@pytest.mark.parametrize("lost", range(5))
def test_a_run_lost_in_a_merge_is_reported(lost: int, drifting: Runner) -> None:
    """Whichever line goes, the first, the last or one between, the history says so and shows the others."""
    scores = drifting.folder / "aligned" / "scores.jsonl"
    before = scores.read_bytes()
    try:
        blocks = before.split(b"\n\n")
        scores.write_bytes(b"\n\n".join(blocks[:lost] + blocks[lost + 1 :]).rstrip(b"\n") + b"\n")
        shown = drifting("score", "--history")
        assert shown.code == 0
        said = "missing; a merge may have lost it|no longer in aligned/scores.jsonl"
        assert re.search(said, shown.err)
        doctor = drifting("doctor")
        assert (doctor.code, re.search(said, doctor.out + doctor.err) is not None) == (1, True)
    finally:
        scores.write_bytes(before)


def test_a_changed_figure_is_reported(drifting: Runner) -> None:
    """A run edited by hand does not pass for a measured one."""
    scores = drifting.folder / "aligned" / "scores.jsonl"
    before = scores.read_bytes()
    try:
        scores.write_bytes(before.replace(b'"n": 5', b'"n": 6', 1))
        assert "was changed after it was written" in drifting("score", "--history").err
    finally:
        scores.write_bytes(before)


def test_git_keeps_the_runs_of_both_sides(drifting: Runner, tmp_path: Path) -> None:
    """Two branches that both scored merge without conflict, and the next run follows both."""
    git(tmp_path, "clone", "-q", str(drifting.folder), "copy")
    copy = Swift(tmp_path / "copy")
    runs = (copy.folder / "aligned" / "scores.jsonl").read_text("utf-8").count('"parents"')
    git(copy.folder, "checkout", "-q", "-b", "other")
    assert copy("score").code == 0
    git(copy.folder, "commit", "-q", "-am", "Theirs")
    git(copy.folder, "checkout", "-q", "-")
    pair = pair_id(copy.folder)
    assert copy("edit", "text", pair, "1", "target", "The National Pact was adopted in Ankara in 1919.").code == 0
    assert copy("score").code == 0
    git(copy.folder, "commit", "-q", "-am", "Ours")
    git(copy.folder, "merge", "-q", "other")
    shown = copy("score", "--history")
    assert shown.err == ""
    assert len(re.findall(rf"^{pair} +\d", shown.out, re.MULTILINE)) == runs + 2
    assert copy("score").code == 0
    last = json.loads((copy.folder / "aligned" / "scores.jsonl").read_text("utf-8").splitlines()[-1])
    assert len(last["parents"]) == 2


def test_an_unfinished_merge_is_refused(drifting: Runner) -> None:
    """Conflict markers are named with their line."""
    scores = drifting.folder / "aligned" / "scores.jsonl"
    before = scores.read_bytes()
    try:
        scores.write_bytes(b"<<<<<<< HEAD\n" + before)
        result = drifting("score", "--history")
        assert (result.code, "scores.jsonl:1" in result.err, "merge" in result.err) == (3, True, True)
    finally:
        scores.write_bytes(before)
