"""Decisions that hold for more than a bead: dropped text taken back, whole checks and pairs let pass."""

import re
from pathlib import Path

import pytest

from web.desks import Desk, make_workspace, open_desk

REASON = "kaynak böyle"


@pytest.fixture
def paged(tmp_path: Path) -> Desk:
    """A document with running heads, which the cleaner drops."""
    workspace = make_workspace(tmp_path / "w")
    pages = [
        f"Tarih Dergisi, Sayı 7\n\n{number}. bölümde ordunun durumu anlatılır. Heyet geri döndü.\n\n{number}\n"
        for number in range(11, 19)
    ]
    (workspace.root / "seeds" / "d.txt").write_text("\n\f".join(pages), "utf-8")
    return open_desk(workspace)


def test_dropped_text_is_taken_back_and_out_again(paged: Desk) -> None:
    """A reason is needed; the text then stands among the passages, and one more click undoes it."""
    page = paged.client.get("/d/d").text
    found = re.findall(r'class="restore" data-start="(\d+)" data-end="(\d+)"', page)
    assert found
    body = {"start": int(found[0][0]), "end": int(found[0][1])}
    assert paged.post("/d/d/ranges", body).status_code == 400
    assert paged.post("/d/d/ranges", {**body, "reason": REASON}).status_code == 200
    after = paged.client.get("/d/d").text
    assert REASON in after
    assert len(re.findall('class="restore"', after)) < len(found)
    (span,) = re.findall(r'class="take-back" data-start="(\d+)" data-end="(\d+)"', after)
    assert paged.post("/d/d/ranges", {"start": int(span[0]), "end": int(span[1]), "undo": True}).status_code == 200
    assert "take-back" not in paged.client.get("/d/d").text


@pytest.mark.parametrize(
    "body",
    [{}, {"start": 0}, {"start": "0", "end": 3, "reason": "x"}, {"start": 5, "end": 5, "reason": "x"},
     {"start": True, "end": 3, "reason": "x"}, {"start": 0, "end": 10**9, "reason": "x"},
     {"start": 0, "end": 3, "reason": 5},
     {"start": 0, "end": 3, "undo": True}],
)  # fmt: skip
def test_odd_ranges_are_refused(paged: Desk, body: dict[str, object]) -> None:
    """Nothing is written."""
    assert 400 <= paged.post("/d/d/ranges", body).status_code < 500
    assert not (paged.workspace.root / "seeds" / "overlays").exists()


@pytest.mark.parametrize("scope", [{"check": "glossary-forbidden"}, {"pair": "d.abstract"},
                                   {"pair": "d.abstract", "check": "glossary-forbidden"}])  # fmt: skip
def test_a_whole_check_or_pair_is_let_pass(desk: Desk, scope: dict[str, str]) -> None:
    """It is gone from the board, listed among what was let pass with its reason, and reported again when asked."""
    before = desk.client.get("/consistency").text
    assert 'data-check="glossary-forbidden"' in before
    assert desk.post("/consistency/standing", scope).status_code == 400
    assert desk.post("/consistency/standing", {**scope, "reason": REASON}).status_code == 200
    assert 'data-check="glossary-forbidden"' not in desk.client.get("/consistency").text
    waived = desk.client.get("/consistency?waived=1").text
    assert REASON in waived
    assert "report-again" in waived
    assert desk.post("/consistency/standing", {**scope, "back": True}).status_code == 200
    assert 'data-check="glossary-forbidden"' in desk.client.get("/consistency").text


@pytest.mark.parametrize("body", [{}, {"pair": 1, "reason": "x"}, {"check": "nope", "reason": "x"},
                                  {"pair": "../x", "reason": "x"}, {"check": "number", "back": True}])  # fmt: skip
def test_odd_waivers_are_refused(desk: Desk, body: dict[str, object]) -> None:
    """Unknown pairs and checks are named."""
    assert 400 <= desk.post("/consistency/standing", body).status_code < 500


def test_findings_speak_turkish(desk: Desk) -> None:
    """On the Turkish board names and messages of the checks are Turkish."""
    desk.client.cookies.set("tren-8123-language", "tr")
    text = desk.client.get("/consistency").text
    assert "forbidden" not in re.sub(r"<script.*?</script>|data-[a-z-]+=\"[^\"]*\"", "", text, flags=re.DOTALL)
