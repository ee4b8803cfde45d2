"""Translating a text without English: made ready once, saved against a revision, checked while typing."""

from typing import Any

import pytest

from parallel.model.bitext import BeadState
from web.desks import Desk

PAIR = "d~d-en"


@pytest.fixture
def begun(desk: Desk) -> Desk:
    """The small workspace with its document opened for translation."""
    text = "Misak-ı Millî 28 Ocak 1920’de kabul edildi. Meclis dağıldı.\n\nOrdu İzmir’e girdi.\n"
    (desk.workspace.root / "seeds" / "d.txt").write_text(text, "utf-8")
    assert desk.post("/d/d/translate", {}).json() == {"to": f"/pairs/{PAIR}/translate"}
    return desk


def save(desk: Desk, position: int, text: str, **other: Any) -> Any:
    """Save a translation as the page does."""
    bead = desk.site.editor(PAIR).pair.beads[position]
    body = {"bead": bead.id, "text": text, "base": bead.revision, "approve": False, "reason": "", "id": f"t{text}"}
    return desk.post(f"/pairs/{PAIR}/translate", {**body, **other})


def test_every_sentence_gets_a_bead(begun: Desk) -> None:
    """The pair holds all sentences and no English; asked again, nothing is made twice."""
    beads = begun.site.editor(PAIR).pair.beads
    assert [len(bead.source.segments) for bead in beads] == [1, 1, 1]
    assert not any(bead.target.text for bead in beads)
    before = begun.workspace.manifest_bytes()
    assert begun.post("/d/d/translate", {}).status_code == 200
    assert begun.workspace.manifest_bytes() == before


def test_the_page_opens_at_the_first_untranslated(begun: Desk) -> None:
    """Terms are offered with their preferred rendering; forbidden ones are not buttons."""
    answer = begun.client.get(f"/pairs/{PAIR}/translate")
    assert 'data-text="National Pact"' in answer.text
    assert 'data-text="National Oath"' not in answer.text


def test_a_saved_sentence_leads_to_the_next(begun: Desk) -> None:
    """Saving keeps the text as edited; approving vouches for it; both in one undo step."""
    said = save(begun, 0, "The National Pact was adopted on 28 January 1920.", approve=True).json()
    editor = begun.site.editor(PAIR)
    assert editor.pair.beads[0].state is BeadState.APPROVED
    assert editor.pair.beads[1].id.rsplit("/", 1)[1] in said["next"]
    editor.undo()
    assert editor.pair.beads[0].target.text == ""


def test_an_old_revision_is_refused_with_the_standing_text(begun: Desk) -> None:
    """What was typed in another tab is not overwritten."""
    old = begun.site.editor(PAIR).pair.beads[0].revision
    save(begun, 0, "One.")
    answer = save(begun, 0, "Two.", base=old)
    assert answer.status_code == 409
    assert answer.json()["standing"][1] == "One."


def test_checks_see_what_is_typed(begun: Desk) -> None:
    """A forbidden rendering and a changed number are named; an empty text is not nagged about."""
    bead = begun.site.editor(PAIR).pair.beads[0]
    body = {"bead": bead.id, "text": "The National Oath of 28 January 1921."}
    said = begun.post(f"/pairs/{PAIR}/checks", body).json()
    assert "glossary-forbidden" in said["errors"]
    assert "1921" in said["html"] or "date" in said["html"]
    assert begun.post(f"/pairs/{PAIR}/checks", {"bead": bead.id, "text": " "}).json() == {"html": "", "errors": []}


def test_the_same_sentence_translated_otherwise_is_shown(begun: Desk) -> None:
    """What another pair says for the same source stands beside the checks, as long as it is something else."""
    text = "Meclis dağıldı."
    begun.change("text", bead=begun.beads()[4].id, side="source", text=text, base=begun.base(4))
    begun.change("text", bead=begun.beads()[4].id, side="target", text="The assembly dispersed.", base=begun.base(4))
    bead = next(b for b in begun.site.editor(PAIR).pair.beads if b.source.text == text)

    def said(typed: str) -> str:
        return str(begun.post(f"/pairs/{PAIR}/checks", {"bead": bead.id, "text": typed}).json()["html"])

    assert "The assembly dispersed." in said("Parliament was dissolved.")
    assert "The assembly dispersed." not in said("The assembly  dispersed.")
    assert said("") == ""


def test_errors_may_stay_with_a_reason(begun: Desk) -> None:
    """The reason is kept as a waiver in the same step."""
    text = "The National Oath was adopted on 28 January 1920."
    save(begun, 0, text, approve=True, reason="glossary-forbidden\nas the source quotes it")
    (waiver,) = begun.site.editor(PAIR).pair.beads[0].waivers
    assert waiver.reason == "as the source quotes it"


def test_memory_is_asked(begun: Desk) -> None:
    """A sentence translated elsewhere is offered with its origin."""
    desk = begun
    first = desk.beads()[0]
    text = "Misak-ı Millî 28 Ocak 1920’de kabul edildi."
    desk.change("text", bead=first.id, side="source", text=text, base=desk.base(0))
    desk.site.fold()
    bead = desk.site.editor(PAIR).pair.beads[0]
    text = desk.client.get(f"/pairs/{PAIR}/suggestions", params={"bead": bead.id}).text
    assert "Parliament met on 28 January 1920." in text


def test_other_languages_are_not_begun(desk: Desk) -> None:
    """Only a Turkish text can be translated here."""
    path = desk.workspace.manifest_path
    path.write_text(path.read_text("utf-8").replace("language: tr,", "language: en,"), "utf-8")
    assert desk.post("/d/d/translate", {}).status_code == 400
