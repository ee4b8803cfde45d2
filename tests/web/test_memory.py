"""The memory answers other programs: JSON, read-only."""

import pytest

from web.desks import Desk

QUERY = "Misak-ı Millî dün kabul edildi."


def test_matches_come_as_json(desk: Desk) -> None:
    """The query, and the best matches with texts, origin, state, scores and difference."""
    answer = desk.client.get("/memory", params={"text": QUERY, "min": "0.6", "limit": "1"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    assert found["query"] == {"text": QUERY, "min": 0.6, "limit": 1, "before": "", "after": ""}
    (match,) = found["matches"]
    assert (match["source"], match["target"]) == ("Misak-ı Millî kabul edildi.", "The National Oath was adopted.")
    assert (match["origin"], match["state"], match["context"]) == (desk.beads()[1].id, "auto", 0)
    assert match["similarity"] == 0.871
    assert match["score"] == pytest.approx(match["similarity"] - 0.03)
    assert match["difference"] == [["equal", "Misak-ı Millî"], ["insert", "dün"], ["equal", "kabul edildi."]]


def test_neighbours_count(desk: Desk) -> None:
    """The sentences around the one asked for make a match better."""
    around = {"before": "Meclis 28 Ocak 1920’de toplandı.", "after": "İSTANBUL işgal edildi."}
    (match, *_) = desk.client.get("/memory", params={"text": QUERY, **around}).json()["matches"]
    assert match["context"] == 2


def test_an_edit_is_remembered_at_once(desk: Desk) -> None:
    """What was approved a moment ago is found approved."""
    desk.change("approve", beads=[desk.beads()[1].id], base=desk.base(1))
    (match, *_) = desk.client.get("/memory", params={"text": QUERY}).json()["matches"]
    assert match["state"] == "approved"


def test_nothing_near_is_an_empty_list(desk: Desk) -> None:
    """No match is no error."""
    assert desk.client.get("/memory", params={"text": "Bambaşka."}).json()["matches"] == []


@pytest.mark.parametrize(
    "asked",
    [{}, {"text": "  "}, {"text": "a", "min": "7"}, {"text": "a", "min": "nan"}, {"text": "a", "min": "x"}]
    + [{"text": "a", "limit": limit} for limit in ("0", "101", "x", "1.5")],
)
def test_wrong_questions_are_refused(asked: dict[str, str], desk: Desk) -> None:
    """Status 400 and one line of words."""
    answer = desk.client.get("/memory", params=asked)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_it_only_reads(desk: Desk) -> None:
    """Nothing can be sent to it."""
    assert desk.client.post("/memory", headers={"x-tren-token": "x"}).status_code in {403, 405}
