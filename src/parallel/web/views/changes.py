"""Changes to beads: each is an operation of the workbench, named with the revisions it was made against."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from parallel.errors import InputError, StaleError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId
from parallel.model.change import Change, position_of
from parallel.web.render import answer, fragment, record, site_of, words_of
from parallel.web.site import Site
from parallel.web.views.review import Rows
from parallel.web.words import Words
from parallel.workbench.edits import operations, reviewing
from parallel.workbench.edits.cutting import cut_sentence
from parallel.workbench.edits.editing import Editor, Saved
from parallel.workbench.edits.operations import Operation
from parallel.workbench.edits.reviewing import progress_of

MANY = 60
"""Changed beads from which the page is loaded anew instead of being mended (chosen by us: half a page)."""
_MAX_BEADS = 20_000
_MAX_ID = 200


class _Asked:
    """The fields of a request, refused where they are not of the type they should be."""

    def __init__(self, fields: Mapping[str, Any], site: Site) -> None:
        self._fields = fields
        self.site = site

    def text(self, name: str) -> str:
        value = self._fields.get(name)
        if not isinstance(value, str):
            raise InputError(f"{name} must be text")
        return value

    def given(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def whole(self, name: str) -> int:
        value = self._fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise InputError(f"{name} must be a whole number")
        return value

    def bead(self) -> BeadId:
        return BeadId(self.text("bead"))

    def beads(self) -> list[BeadId]:
        value = self._fields.get("beads", [self._fields.get("bead")])
        if not isinstance(value, list) or len(value) > _MAX_BEADS or not all(isinstance(item, str) for item in value):
            raise InputError("beads must be a list of ids")
        return [BeadId(item) for item in value]

    def base(self) -> dict[BeadId, str]:
        value = self._fields.get("base")
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise InputError("base must name the revision of every bead")
        return {BeadId(name): revision for name, revision in value.items()}


def _text(asked: _Asked) -> Operation:
    text = asked.text("text") if asked.given("text") else None
    return partial(operations.edit_text, bead=asked.bead(), side=asked.text("side"), text=text)


def _move(count: int, asked: _Asked) -> Operation:
    return partial(operations.move, bead=asked.bead(), side=asked.text("side"), count=count)


def _sided(function: Callable[[AlignedPair, BeadId, str], Change], asked: _Asked) -> Operation:
    bead, side = asked.bead(), asked.text("side")
    return lambda pair: function(pair, bead, side)


def _marking(function: Callable[..., Change], *names: str) -> Callable[[_Asked], Operation]:
    """An operation on several beads with some words."""

    def made(asked: _Asked) -> Operation:
        beads = asked.beads()
        words = [asked.text(name) for name in names]
        return lambda pair: function(pair, beads, *words)

    return made


OPERATIONS: Mapping[str, Callable[[_Asked], Operation]] = MappingProxyType(
    {
        "approve": _marking(operations.approve),
        "unapprove": _marking(operations.unapprove),
        "merge": _marking(operations.merge),
        "flag": _marking(operations.flag, "words"),
        "unflag": _marking(operations.unflag),
        "exclude": _marking(operations.exclude, "words"),
        "include": _marking(operations.include),
        "note": _marking(operations.annotate, "words"),
        "waive": _marking(operations.waive, "check", "words"),
        "unwaive": _marking(operations.unwaive, "check"),
        "text": _text,
        "split": lambda asked: partial(reviewing.cut, bead=asked.bead(), side=asked.text("side"), at=asked.whole("at")),
        "cut": lambda asked: partial(
            cut_sentence, bead=asked.bead(), side=asked.text("side"), at=asked.whole("at"), offset=asked.whole("offset")
        ),
        "unlink": lambda asked: partial(reviewing.unlink, bead=asked.bead()),
        "up": partial(_move, -1),
        "down": partial(_move, 1),
        "gap": partial(_sided, reviewing.open_gap),
        "close-gap": partial(_sided, reviewing.close_gap),
        "realign": lambda asked: partial(reviewing.realign_around, bead=asked.bead(), termbase=asked.site.termbase()),
    }
)
"""Every change a page can ask for."""


def change(request: Request) -> Response:
    """Make a change and answer with the rows that took the place of others."""
    site, words = site_of(request), words_of(request)
    editor = site.editor(request.path_params["pair"])
    fields = record(request)
    asked = _Asked(fields, site)
    operation_id = asked.text("id")
    if not 0 < len(operation_id) <= _MAX_ID:
        raise InputError("id must be short text")
    name = asked.text("op")
    before = editor.pair
    if name in {"undo", "redo"}:
        try:
            saved = editor.undo(operation_id) if name == "undo" else editor.redo(operation_id)
        except StaleError:
            return answer({"error": words("error.stale"), "reload": True, "rows": [], "standing": []}, 409)
        return answer(_outcome(request, editor, before, saved, name))
    if "base" not in fields:
        return answer({"error": words("error.no-base")}, 428)
    operation = _operation(name, asked)
    try:
        saved = editor.apply(operation, asked.base(), operation_id)
    except StaleError as error:
        return answer(_stale(site, editor, asked, error, words), 409)
    return answer(_outcome(request, editor, before, saved))


def preview(request: Request) -> Response:
    """Answer what a change would do: how many beads it takes, their revisions, and both sides of it as rows."""
    site, words = site_of(request), words_of(request)
    pair = site.editor(request.path_params["pair"]).pair
    asked = _Asked(record(request), site)
    name = asked.text("op")
    if name == "approve-through":
        beads = reviewing.unapproved_through(pair, asked.bead())
        return answer({"count": len(beads), "beads": [b.id for b in beads], "base": _base(beads)})
    planned = _operation(name, asked)(pair)
    shown = fragment("preview.html", "compared", planned, words) if len(planned.after) <= 2 * MANY else ""
    return answer({"count": len(planned.before), "base": _base(planned.before), "html": shown})


def _operation(name: str, asked: _Asked) -> Operation:
    if name not in OPERATIONS:
        raise InputError(f"no change is called {name[:40]!r}")
    return OPERATIONS[name](asked)


def _base(beads: tuple[AlignedBead, ...]) -> dict[str, str]:
    return {bead.id: bead.revision for bead in beads}


def _outcome(request: Request, editor: Editor, before: AlignedPair, saved: Saved, undoing: str = "") -> dict[str, Any]:
    """Return what the page needs to show a change that is on the disk."""
    site, words = site_of(request), words_of(request)
    pair = editor.pair
    now = {bead.id for bead in pair.beads}
    found: dict[str, Any] = {
        "gone": [bead.id for bead in before.beads if bead.id not in now],
        "delta": len(pair.beads) - len(before.beads),
        "focus": saved.beads[0] if saved.beads else "",
        "kind": saved.kind,
        "say": _said(saved, words, undoing),
        "undo": editor.undoable is not None,
        "redo": editor.redoable is not None,
        "counts": counts(pair, site.threshold, words),
    }
    if len(saved.beads) > MANY:
        return {**found, "reload": True}
    return {**found, "rows": _rows(site, pair, saved.beads, words)}


def _rows(site: Site, pair: AlignedPair, ids: tuple[BeadId, ...], words: Words) -> list[dict[str, Any]]:
    rows = Rows(site, pair, words)
    wanted = set(ids)
    return [{"id": b.id, "html": rows.html(place)} for place, b in enumerate(pair.beads) if b.id in wanted]


def _said(saved: Saved, words: Words, undoing: str) -> str:
    done = words(f"done.{saved.kind}", n=saved.count) if words.has(f"done.{saved.kind}") else saved.kind
    if not saved.sequence:
        return words("done.nothing")
    if undoing:
        return words(f"done.{undoing}", what=done)
    return words("done.hint", what=done)


def counts(pair: AlignedPair, threshold: float, words: Words) -> dict[str, str]:
    """Return the figures the head of the page shows."""
    progress = progress_of(pair, threshold)
    return {
        "approved": words("review.approved", n=progress.approved, total=progress.beads),
        "low": words("review.low-left", n=progress.low),
        "share": str(round(progress.share * 1000)),
    }


def _stale(site: Site, editor: Editor, asked: _Asked, error: StaleError, words: Words) -> dict[str, Any]:
    """Say that a bead changed elsewhere and hand over how it stands now."""
    pair = editor.pair
    here = {bead.id for bead in pair.beads}
    named = list(asked.base())
    kept = tuple(bead for bead in named if bead in here)
    near: set[BeadId] = set(kept)
    for bead in kept:
        place = position_of(pair, bead)
        near.update(other.id for other in pair.beads[max(place - 1, 0) : place + 2])
    return {
        "error": words("error.stale"),
        "gone": [bead for bead in named if bead not in here],
        "rows": _rows(site, pair, tuple(near), words) if len(near) <= MANY else [],
        "reload": any(bead not in here for bead in named),
        "standing": list(error.standing),
    }
