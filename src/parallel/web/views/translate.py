"""Translating sentence by sentence: memory, terms and checks beside the text being typed."""

from urllib.parse import quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from parallel.errors import InputError, StaleError, UsageError
from parallel.memory import Match
from parallel.model.bitext import AlignedPair, BeadId
from parallel.model.change import position_of
from parallel.web.marked import sentences
from parallel.web.render import answer, fragment, page, path_to, record, site_of, words_of
from parallel.web.views.changes import counts
from parallel.workbench.edits.reviewing import progress_of
from parallel.workbench.edits.translating import (
    begin_translation,
    check_text,
    errors_in,
    next_untranslated,
    save_translation,
    translated_otherwise,
    untranslated,
)
from parallel.workbench.exchange.remembering import suggest

ABOVE, BELOW = 2, 4
"""Sentences shown before and after the current one."""
MATCHES = 5
"""Remembered translations shown (specification 3.4)."""


def begin(request: Request) -> Response:
    """Make a document ready to be translated and say where."""
    site = site_of(request)
    record(request)
    pair = begin_translation(site.workspace, site.entry(request.path_params["document"]).id)
    return answer({"to": path_to("pairs", pair, "translate")})


def translate(request: Request) -> Response:
    """Show one sentence to translate, with its neighbours."""
    site = site_of(request)
    pair = site.editor(request.path_params["pair"]).pair
    asked = request.query_params.get("bead", "")
    here = _place(pair, asked)
    if here is None:
        raise UsageError("there are no sentences to translate")
    if not asked:
        return RedirectResponse(_address(pair, here), status_code=303)
    bead = pair.beads[here]
    left, _ = site.marker(pair.languages).marks(bead.source.text, bead.target.text)
    termbase = site.termbase()
    marker = site.marker(pair.languages)
    mentions = {m.concept: m.surface for m in marker.mentions(bead.source.text, pair.languages.source)}
    return page(
        request,
        "translate.html",
        here="documents",
        pair=pair,
        bead=bead,
        number=here + 1,
        total=len(pair.beads),
        above=list(enumerate(pair.beads[max(here - ABOVE, 0) : here], max(here - ABOVE, 0) + 1)),
        below=list(enumerate(pair.beads[here + 1 : here + 1 + BELOW], here + 2)),
        source=Markup(" ").join(sentences(bead.source, left)),
        terms=[(termbase.by_id[concept], surface) for concept, surface in mentions.items()],
        done=sum(1 for each in pair.beads if not untranslated(each)),
        progress=progress_of(pair, site.threshold),
        base=path_to("pairs", pair.id),
    )


def suggestions(request: Request) -> Response:
    """Show what the memory remembers near a sentence."""
    site = site_of(request)
    pair = site.editor(request.path_params["pair"]).pair
    here = position_of(pair, BeadId(request.query_params.get("bead", "")))
    bead = pair.beads[here]
    texts = [pair.beads[at].source.text if 0 <= at < len(pair.beads) else "" for at in (here - 1, here + 1)]
    found: tuple[Match, ...] = ()
    if bead.source.text.strip():
        site.fold()
        near = suggest(site.workspace, bead.source.text, limit=MATCHES + 1, context=(texts[0], texts[1]))
        found = tuple(match for match in near if match.unit.origin != bead.id)[:MATCHES]
    return page(request, "suggestions.html", matches=found, languages=pair.languages)


def checks(request: Request) -> Response:
    """Answer what the checks see in a text that is being typed."""
    site, words = site_of(request), words_of(request)
    pair = site.editor(request.path_params["pair"]).pair
    asked = record(request)
    bead = pair.beads[position_of(pair, BeadId(_text(asked.get("bead"))))]
    text = _text(asked.get("text"))
    found = check_text(bead, text, site.asked().target(pair), site.termbase())
    same = {other.id: (name, other) for name, other in site.same_source(bead, pair.languages.source)}
    others = translated_otherwise([other for _, other in same.values()], bead, text)
    shown = fragment("checks.html", "checked", found, [same[o.id] for o in others[:MATCHES]], pair.languages, words)
    return answer({"html": shown, "errors": list(errors_in(found))})


def save(request: Request) -> Response:
    """Save a translation; answer with the new revision and the next sentence without one."""
    site, words = site_of(request), words_of(request)
    editor = site.editor(request.path_params["pair"])
    asked = record(request)
    bead, text, base = BeadId(_text(asked.get("bead"))), _text(asked.get("text")), _text(asked.get("base"))
    approve, reason, number = asked.get("approve") is True, _text(asked.get("reason", "")), _text(asked.get("id"))
    try:
        editor.apply(
            lambda pair: save_translation(pair, bead, text, approve=approve, reason=reason), {bead: base}, number
        )
    except StaleError as error:
        standing = next((each for each in editor.pair.beads if each.id == bead), None)
        revision = standing.revision if standing else ""
        said = {"error": words("error.stale"), "standing": list(error.standing), "revision": revision}
        return answer(said, 409)
    pair = editor.pair
    following = next_untranslated(pair, bead)
    return answer(
        {
            "revision": pair.beads[position_of(pair, bead)].revision,
            "next": _address(pair, position_of(pair, following.id)) if following else "",
            "say": words("done.approve", n=1) if approve else words("saved.saved"),
            "counts": counts(pair, site.threshold, words),
        }
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InputError("a field that must be text is none")
    return value


def _place(pair: AlignedPair, asked: str) -> int | None:
    """Return where the bead asked for stands, else the first without a translation, else the first."""
    if asked:
        return position_of(pair, BeadId(asked))
    waiting = next((place for place, bead in enumerate(pair.beads) if untranslated(bead)), 0)
    return waiting if pair.beads else None


def _address(pair: AlignedPair, place: int) -> str:
    return f"{path_to('pairs', pair.id, 'translate')}?bead={quote(pair.beads[place].id)}"
