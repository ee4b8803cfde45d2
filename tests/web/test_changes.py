"""Changes from a page: each is made, answered with rows, and taken back to the very same bytes."""

from collections.abc import Callable
from typing import Any

import pytest

from parallel.model.bitext import BeadState
from web.desks import Desk

Rows = tuple[tuple[str, str], ...]


def fields_of(desk: Desk, op: str) -> dict[str, Any]:
    """Return what a page would send for an operation on the small workspace."""
    ids = [bead.id for bead in desk.beads()]
    known: dict[str, dict[str, Any]] = {
        "approve": {"beads": [ids[0]], "base": desk.base(0)},
        "merge": {"beads": ids[:2], "base": desk.base(0, 1)},
        "unlink": {"bead": ids[0], "base": desk.base(0)},
        "down": {"bead": ids[3], "side": "target", "base": desk.base(3, 4)},
        "up": {"bead": ids[5], "side": "target", "base": desk.base(4, 5)},
        "gap": {"bead": ids[0], "side": "source", "base": desk.base(*range(6))},
        "close-gap": {"bead": ids[4], "side": "target", "base": desk.base(4, 5)},
        "text": {"bead": ids[1], "side": "target", "text": "The National Pact was adopted.", "base": desk.base(1)},
        "flag": {"beads": [ids[1]], "words": "Bakılacak", "base": desk.base(1)},
        "exclude": {"beads": [ids[2]], "words": "resim yazısı", "base": desk.base(2)},
        "note": {"beads": [ids[2]], "words": "İkinci baskıda yok", "base": desk.base(2)},
        "waive": {"beads": [ids[1]], "check": "glossary-forbidden", "words": "alıntı", "base": desk.base(1)},
    }
    return known[op]


OPERATIONS = (
    "approve", "merge", "unlink", "down", "up", "gap", "close-gap", "text", "flag", "exclude", "note", "waive",
)  # fmt: skip


@pytest.mark.parametrize("op", OPERATIONS)
def test_an_operation_and_its_undo(desk: Desk, op: str) -> None:
    """It answers with rows, can be undone to the very same beads, and redone."""
    before = desk.beads()
    answer = desk.change(op, **fields_of(desk, op))
    assert answer.status_code == 200, answer.text
    said = answer.json()
    assert said["rows"]
    assert said["undo"] is True
    after = desk.beads()
    assert after != before
    assert desk.change("undo", number="u").status_code == 200
    assert desk.beads() == before
    assert desk.change("redo", number="r").status_code == 200
    assert desk.beads() == after


def test_split_cuts_both_sides(desk: Desk) -> None:
    """A merged bead is cut again before the sentence chosen; the other side is cut where its length is shared alike."""
    desk.change("merge", **fields_of(desk, "merge"))
    merged = desk.beads()[0]
    answer = desk.change("split", bead=merged.id, side="source", at=1, base=desk.base(0))
    assert answer.status_code == 200
    assert [len(bead.target.segments) for bead in desk.beads()[:2]] == [1, 1]


def test_splitting_before_the_first_sentence_is_refused(desk: Desk) -> None:
    """There is nothing to cut off."""
    answer = desk.change("split", bead=desk.beads()[0].id, side="source", at=0, base=desk.base(0))
    assert answer.status_code == 400


def test_relinking_joins_the_halves(desk: Desk) -> None:
    """Unlinking twice is no change of what stands together."""
    desk.change("unlink", **fields_of(desk, "unlink"))
    assert len(desk.beads()) == 7
    desk.change("unlink", bead=desk.beads()[0].id, base=desk.base(0, 1))
    assert len(desk.beads()) == 6
    assert desk.beads()[0].state is BeadState.EDITED


def test_a_gap_moves_the_rest_down(desk: Desk) -> None:
    """The column slides by one; what is left over stands alone at the end."""
    desk.change("gap", **fields_of(desk, "gap"))
    beads = desk.beads()
    assert beads[0].source.text == ""
    assert beads[1].source.text.startswith("Meclis")
    assert beads[1].target.text == "The National Oath was adopted."
    assert beads[-1].target.text == ""
    assert beads[-1].source.text.startswith("Heyet")


def test_a_gap_stops_at_approved_beads(desk: Desk) -> None:
    """What a person vouched for stays in place."""
    fourth = desk.beads()[3]
    desk.change("approve", beads=[fourth.id], base=desk.base(3))
    desk.change("gap", bead=desk.beads()[1].id, side="source", base=desk.base(1, 2))
    texts = [(bead.source.text, bead.target.text) for bead in desk.beads()]
    assert texts[4] == (fourth.source.text, fourth.target.text)


def test_closing_a_gap_fills_it_from_below(desk: Desk) -> None:
    """The side below comes up, and a bead left empty goes."""
    desk.change("close-gap", **fields_of(desk, "close-gap"))
    assert desk.beads()[4].target.text == "The delegation went to London."
    assert desk.beads()[5].target.text == ""


def test_realigning_is_previewed_and_one_step(opened: Callable[[Rows], Desk]) -> None:
    """Two beads paired crosswise are offered anew; the change is made against the revisions of the preview."""
    rows = (
        ("Bir gün Ankara’ya gitti.", "He was 25 in 1919."),
        ("1919 yılında 25 yaşındaydı.", ""),
        ("", "One day he went to Ankara."),
    )
    desk = opened(rows)
    body = {"op": "realign", "bead": desk.beads()[0].id}
    planned = desk.post("/pairs/d.abstract/preview", body).json()
    assert planned["count"] == 3
    assert "<table" in planned["html"]
    before = desk.beads()
    assert desk.change("realign", bead=body["bead"], base=planned["base"]).status_code == 200
    assert desk.beads() != before
    desk.change("undo")
    assert desk.beads() == before


def test_approving_through_here_states_the_count(desk: Desk) -> None:
    """All unapproved beads up to here are approved in one step that one undo takes back."""
    planned = desk.post("/pairs/d.abstract/preview", {"op": "approve-through", "bead": desk.beads()[3].id}).json()
    assert planned["count"] == 4
    answer = desk.change("approve", beads=planned["beads"], base=planned["base"])
    assert "4 beads approved" in answer.json()["say"]
    assert sum(bead.state is BeadState.APPROVED for bead in desk.beads()) == 4
    desk.change("undo")
    assert all(bead.state is BeadState.AUTO for bead in desk.beads())


def test_a_stale_page_gets_the_standing_text(desk: Desk) -> None:
    """A change made against an old revision is refused with what stands there now, and changes nothing."""
    old = desk.base(1)
    bead = desk.beads()[1].id
    desk.change("text", bead=bead, side="target", text="The Pact was adopted.", base=old)
    answer = desk.change("text", number="late", bead=bead, side="target", text="Another.", base=old)
    assert answer.status_code == 409
    said = answer.json()
    assert said["standing"][1] == "The Pact was adopted."
    assert bead in {row["id"] for row in said["rows"]}
    assert desk.beads()[1].target.text == "The Pact was adopted."


def test_a_change_without_revisions_is_refused(desk: Desk) -> None:
    """Nothing is changed by somebody who does not say what they saw."""
    assert desk.change("approve", beads=[desk.beads()[0].id]).status_code == 428
    assert desk.change("approve", beads=[desk.beads()[0].id], base={}).status_code == 400
    assert desk.beads()[0].state is BeadState.AUTO


def test_the_same_request_twice_is_one_change(desk: Desk) -> None:
    """A request sent again after a broken connection changes nothing more."""
    fields = fields_of(desk, "merge")
    first = desk.change("merge", number="same", **fields)
    beads = desk.beads()
    second = desk.change("merge", number="same", **fields)
    assert first.status_code == second.status_code == 200
    assert desk.beads() == beads


def test_a_change_by_another_program_is_noticed(desk: Desk) -> None:
    """A file changed outside is never overwritten from memory."""
    old = desk.base(0)
    path = desk.workspace.aligned_path("d.abstract")
    path.write_text(path.read_text("utf-8").replace("Parliament met", "The Assembly met"), "utf-8")
    answer = desk.change("approve", beads=[desk.beads()[0].id], base=old)
    assert answer.status_code == 409
    assert "The Assembly met" in answer.json()["standing"][1]


def test_edits_survive_a_new_start(desk: Desk) -> None:
    """What was answered is on the disk before anything is folded; undo goes on after a restart."""
    before = desk.beads()
    desk.change("merge", **fields_of(desk, "merge"))
    from parallel.web.site import Site  # noqa: PLC0415  (a second start)

    again = Site(desk.workspace).editor("d.abstract")
    assert len(again.pair.beads) == 5
    again.undo()
    assert again.pair.beads == before


def test_folding_writes_the_file(desk: Desk) -> None:
    """After folding, the file itself says what was done."""
    desk.change("flag", **fields_of(desk, "flag"))
    desk.site.fold()
    assert "Bakılacak" in desk.workspace.aligned_path("d.abstract").read_text("utf-8")


def test_a_waiver_silences_until_the_text_changes(desk: Desk) -> None:
    """A finding let pass stays listed with its reason, and comes back when a text changes."""
    assert "forbidden rendering" in desk.client.get("/consistency").text
    desk.change("waive", **fields_of(desk, "waive"))
    assert "forbidden rendering" not in desk.client.get("/consistency").text
    assert "alıntı" in desk.client.get("/consistency?waived=1").text
    desk.change("text", bead=desk.beads()[1].id, side="target", text="The National Oath passed.", base=desk.base(1))
    assert "forbidden rendering" in desk.client.get("/consistency").text


def test_a_suggestion_is_applied_from_the_board(desk: Desk) -> None:
    """The preferred rendering takes the place of the forbidden one."""
    desk.client.get("/consistency")
    bead = desk.beads()[1]
    body = {
        "pair": "d.abstract", "bead": bead.id, "revision": bead.revision, "check": "glossary-forbidden",
        "suggestion": "National Pact", "id": "s1",
    }  # fmt: skip
    answer = desk.post("/consistency/apply", body)
    assert answer.status_code == 200, answer.text
    assert desk.beads()[1].target.text == "The National Pact was adopted."


def test_next_beads_are_found(desk: Desk) -> None:
    """The server knows the next bead of a kind beyond the page, and beads by number."""
    first = desk.beads()[0].id
    path = "/pairs/d.abstract/next"
    assert desk.client.get(path, params={"bead": first, "show": "uneven"}).json()["bead"] == desk.beads()[4].id
    assert desk.client.get(path, params={"bead": first, "show": "review", "back": "1"}).json()["bead"] is None
    assert desk.client.get(path, params={"number": "3"}).json()["bead"] == desk.beads()[2].id
    assert desk.client.get(path, params={"number": "99"}).status_code == 404


def test_control_characters_are_refused(desk: Desk) -> None:
    """A text that no tool could load is not saved."""
    answer = desk.change("text", bead=desk.beads()[0].id, side="target", text="a\x00b", base=desk.base(0))
    assert answer.status_code == 400
    answer = desk.change("text", bead=desk.beads()[0].id, side="target", text="\ud800", base=desk.base(0))
    assert answer.status_code == 400


def test_a_gap_is_taken_up_by_the_next_one(opened: Callable[[Rows], Desk]) -> None:
    """What slid apart comes together again, and what stands below is left alone."""
    rows = (("Bir.", ""), ("İki.", "One."), ("", "Two."), ("Üç.", "Three."))
    desk = opened(rows)
    ids = [bead.id for bead in desk.beads()]
    desk.change("close-gap", bead=ids[0], side="target", base=desk.base(0, 1, 2))
    texts = [(bead.source.text, bead.target.text) for bead in desk.beads()]
    assert texts == [("Bir.", "One."), ("İki.", "Two."), ("Üç.", "Three.")]
    answer = desk.change("gap", bead=ids[0], side="target", base=desk.base(0, 1, 2))
    assert answer.status_code == 200
    assert [bead.target.text for bead in desk.beads()] == ["", "One.", "Two.", "Three."]
