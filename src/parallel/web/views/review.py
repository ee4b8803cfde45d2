"""Reviewing an alignment: the grid, one page at a time, and what is said of one bead beside it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from parallel.errors import UsageError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId
from parallel.model.change import position_of
from parallel.model.document import Language
from parallel.web.dotplot import dot_plot
from parallel.web.marked import sentences
from parallel.web.render import answer, fragment, page, path_to, site_of, words_of
from parallel.web.site import Site
from parallel.web.words import Words
from parallel.workbench.edits.marking import Marker
from parallel.workbench.edits.reviewing import Show, chosen, kind_of, level_of, next_bead, progress_of

SIZES = (100, 50, 200)
"""Beads on a page; the first is the default (the specification's measurement)."""
KEPT = 512
"""Rows kept as they were made: a page of 200 beads and its neighbours (chosen by us)."""
CONTEXT = 2
"""Dimmed beads shown around what a filter chose, and from the neighbouring pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeadRow:
    """A bead ready to be shown."""

    bead: AlignedBead
    """The bead."""
    number: int
    """Place in the pair, from 1."""
    kind: str
    """``2:1``."""
    level: str
    """Confidence in a word."""
    source: list[Markup]
    """Sentences of the source side."""
    target: list[Markup]
    """Sentences of the target side."""
    languages: tuple[Language, Language]
    """Of both sides."""
    dimmed: bool = False
    """Shown for context only."""
    found: bool = False
    """Whether a check has seen something."""


class Rows:
    """Makes rows of a pair's beads.

    Args:
        site: the workspace.
        pair: the pair.
        words: language of the interface.
    """

    def __init__(self, site: Site, pair: AlignedPair, words: Words) -> None:
        self._pair = pair
        self._marker: Marker = site.marker(pair.languages)
        self._threshold = site.threshold
        self._found = site.known_findings(pair)
        self._words = words
        self._made: dict[tuple[BeadId, int, bool, bool], tuple[AlignedBead, float, Markup]]
        self._made = site.kept(f"rows {words.language}", self._marker, dict)

    def row(self, position: int, *, dimmed: bool = False) -> BeadRow:
        """Return the row of the bead at a position."""
        bead = self._pair.beads[position]
        left, right = self._marker.marks(bead.source.text, bead.target.text)
        return BeadRow(
            bead=bead,
            number=position + 1,
            kind=kind_of(bead),
            level=level_of(bead, self._threshold),
            source=sentences(bead.source, left),
            target=sentences(bead.target, right),
            languages=(self._pair.languages.source, self._pair.languages.target),
            dimmed=dimmed,
            found=bead.id in self._found,
        )

    def html(self, position: int, *, dimmed: bool = False) -> Markup:
        """Return the row of the bead at a position as HTML; made once for a bead as it stands."""
        bead = self._pair.beads[position]
        key = (bead.id, position, dimmed, bead.id in self._found)
        made = self._made.get(key)
        if made is not None and made[0] is bead and made[1] == self._threshold:
            return made[2]
        html = fragment("bead.html", "bead_row", self.row(position, dimmed=dimmed), self._words)
        if len(self._made) >= KEPT:
            self._made.clear()
        self._made[key] = (bead, self._threshold, html)
        return html


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What of a pair is asked for; the whole of it stands in the address."""

    show: Show = Show.ALL
    query: str = ""
    size: int = SIZES[0]
    number: int = 1
    """Page, from 1."""
    bead: str = ""
    """Bead to stand on."""

    @classmethod
    def of(cls, request: Request) -> "View":
        """Read the address; what it can't mean is left at its default."""
        asked = request.query_params
        show = asked.get("show", "")
        size, number = asked.get("size", ""), asked.get("page", "")
        return cls(
            show=Show(show) if show in set(Show) else Show.ALL,
            query=asked.get("q", "")[:200],
            size=int(size) if size in {str(known) for known in SIZES} else SIZES[0],
            number=int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 1,  # noqa: PLR2004
            bead=asked.get("bead", ""),
        )

    def address(self, number: int) -> str:
        """Return the query of another page of the same view."""
        asked = {"show": self.show.value, "q": self.query, "size": str(self.size), "page": str(number)}
        left_out = {"show": Show.ALL.value, "q": "", "size": str(SIZES[0])}
        return urlencode({name: value for name, value in asked.items() if left_out.get(name) != value})


def review(request: Request) -> Response:
    """Show a page of a pair's beads."""
    site, words = site_of(request), words_of(request)
    editor = site.editor(request.path_params["pair"])
    pair, view = editor.pair, View.of(request)
    wanted = chosen(pair, view.show, site.threshold, site.known_findings(pair), view.query)
    number = _page_of(pair, view, wanted)
    first = (number - 1) * view.size
    shown = wanted[first : first + view.size]
    rows = _rows(Rows(site, pair, words), shown, len(pair.beads))
    pages = max(1, -(-len(wanted) // view.size))
    here = next((at for at in shown if pair.beads[at].id == view.bead), shown[0] if shown else None)
    entry, base = site.pair_entry(pair.id), path_to("pairs", pair.id)
    return page(
        request,
        "review.html",
        here="documents",
        pair=pair,
        entry=entry,
        source_document=site.entry(entry.source),
        rows=rows,
        view=view,
        number=number,
        pages=pages,
        total=len(pair.beads),
        matching=len(wanted),
        current=pair.beads[here].id if here is not None else "",
        progress=progress_of(pair, site.threshold),
        shows=list(Show),
        sizes=sorted(SIZES),
        plot=site.kept(f"plot {pair.id} {words.language}", pair, lambda: dot_plot(pair, site.threshold, base, words)),
        undo=editor.undoable is not None,
        redo=editor.redoable is not None,
        warnings=editor.warnings,
        base=base,
    )


def start(request: Request) -> Response:
    """Lead to the first bead nobody has approved, else to the first one."""
    site = site_of(request)
    pair = site.editor(request.path_params["pair"]).pair
    waiting = chosen(pair, Show.REVIEW, site.threshold)
    query = f"?{urlencode({'bead': pair.beads[waiting[0]].id})}" if waiting else ""
    return RedirectResponse(path_to("pairs", pair.id) + query, status_code=303)


def panel(request: Request) -> Response:
    """Show what is known of one bead: terms, reasons of the aligner, history, note."""
    site = site_of(request)
    editor = site.editor(request.path_params["pair"])
    pair = editor.pair
    bead = pair.beads[position_of(pair, BeadId(request.query_params.get("bead", "")))]
    marker = site.marker(pair.languages)
    termbase = site.termbase()
    mentions = marker.mentions(bead.source.text, pair.languages.source)
    there = {m.concept: m for m in marker.mentions(bead.target.text, pair.languages.target)}
    concepts = {mention.concept: mention.surface for mention in mentions}
    terms = [(termbase.by_id[concept], surface, there.get(concept)) for concept, surface in concepts.items()]
    return page(
        request,
        "panel.html",
        pair=pair,
        bead=bead,
        terms=terms,
        history=list(reversed(editor.history(bead.id)))[:20],
        noted=[noted for noted in site.last_findings(pair) if noted.bead == bead.id],
        document=site.pair_entry(pair.id).source,
    )


def find_next(request: Request) -> Response:
    """Answer where the next bead of a kind stands: its id and address."""
    site = site_of(request)
    pair = site.editor(request.path_params["pair"]).pair
    asked = request.query_params
    if asked.get("number"):
        text = asked["number"]
        at = int(text) - 1 if text.isascii() and text.isdecimal() and len(text) < 9 else -1  # noqa: PLR2004
        if not 0 <= at < len(pair.beads):
            raise UsageError("there is no bead of that number")
        return answer({"bead": pair.beads[at].id})
    show = asked.get("show", "")
    if show not in set(Show):
        raise UsageError("no such kind of bead")
    forward = asked.get("back") != "1"
    found = next_bead(pair, BeadId(asked.get("bead", "")), Show(show), site.threshold, forward=forward)
    return answer({"bead": found[1].id if found else None})


def _page_of(pair: AlignedPair, view: View, wanted: list[int]) -> int:
    """Return the page to show: the one that holds the bead asked for, else the one asked for, within bounds."""
    pages = max(1, -(-len(wanted) // view.size))
    if view.bead:
        place = next((i for i, position in enumerate(wanted) if pair.beads[position].id == view.bead), None)
        if place is not None:
            return place // view.size + 1
    return min(max(view.number, 1), pages)


def _rows(rows: Rows, positions: list[int], total: int) -> list[Markup]:
    """Return the rows of the beads chosen and, dimmed, of their nearest neighbours."""
    wanted = set(positions)
    near = {other for p in positions for other in range(p - CONTEXT, p + CONTEXT + 1) if 0 <= other < total}
    return [rows.html(position, dimmed=position not in wanted) for position in sorted(near)]
