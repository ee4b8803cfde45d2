"""A reading edition: both texts side by side on one page that needs nothing else, for screen and paper.

Everything that comes from data is escaped; the page holds no script and loads nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from parallel.exchange.unit import TranslationUnit
from parallel.model.bitext import Languages
from parallel.model.termbase import Concept, ConceptId, Mention, TermBase, TermStatus

if TYPE_CHECKING:
    from parallel.terms import TermMatcher

_STYLE = """\
:root{color-scheme:light dark}
body{font:1.05rem/1.5 Georgia,'Times New Roman',serif;max-width:76rem;margin:2rem auto;padding:0 1rem}
h1,h2{font-weight:normal;line-height:1.2}
.credits,.place,.state,footer{font:.8rem/1.4 system-ui,sans-serif;opacity:.75}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th{text-align:left;font-weight:normal;border-bottom:1px solid;padding:.3rem 1rem .3rem 0}
td{vertical-align:top;padding:.4rem 1rem .4rem 0;overflow-wrap:anywhere}
.term{border-bottom:1px dotted;color:inherit;text-decoration:none}
.remark{font-size:.9rem;font-style:italic;margin:.3rem 0 0}
dt{font-weight:bold;margin-top:.8rem} dd{margin:0 0 0 1.5rem}
.deprecated{text-decoration:line-through;opacity:.7}
@media (max-width:40rem){td,th{display:block;width:auto}}
@media print{body{max-width:none;margin:0;font-size:10pt} tr,dd{break-inside:avoid} thead{display:table-header-group}
 .term{border:0}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What an edition says beside the units."""

    title: str = "Reading edition"
    """Heading of the page."""
    termbase: TermBase | None = None
    """Terms to mark and explain; None for none."""


def write_html(
    units: Iterable[TranslationUnit], languages: Languages, *, edition: Edition | None = None
) -> Iterator[str]:
    """Yield the page in pieces: a table for each pair, then the terms that occur, each with its entry.

    Args:
        units: in the order to print.
        languages: direction of all of them.
        edition: title and term base.
    """
    from parallel.terms import TermMatcher  # noqa: PLC0415  (slow to import; most exports are no edition)

    edition = edition or Edition()
    matcher = TermMatcher(edition.termbase, languages.source, suspected=False) if edition.termbase else None
    yield _head(edition.title, languages)
    used: dict[ConceptId, None] = {}
    for pair, group in groupby(units, key=lambda unit: unit.get("x-pair")):
        yield from _pair(pair, list(group), languages, matcher, used)
    if edition.termbase is not None and used:
        yield '<section id="terms"><h2>Terms</h2>\n<dl>\n'
        for concept in sorted(used):
            yield _entry(edition.termbase.by_id[concept], languages)
        yield "</dl></section>\n"
    yield "<footer>Made with Tren. Each sentence names the file, page and line it comes from.</footer>\n"
    yield "</body></html>\n"


def _head(title: str, languages: Languages) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(languages.target)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>\n{_STYLE}</style></head>\n<body><h1>{escape(title)}</h1>\n"
    )


def _pair(
    pair: str,
    units: Sequence[TranslationUnit],
    languages: Languages,
    matcher: "TermMatcher | None",
    used: dict[ConceptId, None],
) -> Iterator[str]:
    yield f"<section><h2>{escape(pair)}</h2>\n{_credits(units[0])}<table>\n"
    yield f"<thead><tr><th>{escape(languages.source)}</th><th>{escape(languages.target)}</th></tr></thead><tbody>\n"
    for unit in units:
        mentions = matcher.find(unit.source) if matcher else ()
        used.update(dict.fromkeys(mention.concept for mention in mentions))
        yield _row(unit, mentions)
    yield "</tbody></table></section>\n"


def _credits(unit: TranslationUnit) -> str:
    lines = []
    for side in ("source", "target"):
        said = [unit.get(f"x-{side}-{name}") for name in ("author", "title", "journal", "year", "source", "rights")]
        if any(said):
            lines.append(escape(". ".join(text for text in said if text)))
    return "".join(f'<p class="credits">{line}</p>\n' for line in dict.fromkeys(lines))


def _row(unit: TranslationUnit, mentions: Sequence[Mention]) -> str:
    source, target = escape(unit.languages.source), escape(unit.languages.target)
    remarks = "".join(f'<p class="remark">{escape(remark)}</p>' for remark in unit.remarks)
    flagged = unit.get("x-flagged")
    remarks += f'<p class="remark">⚑ {escape(flagged)}</p>' if flagged else ""
    return (
        f'<tr><td lang="{source}">{_marked(unit.source, mentions)}</td>'
        f'<td lang="{target}">{escape(unit.target)}{remarks}'
        f'<div class="place">{escape(unit.note)}</div></td></tr>\n'
    )


def _marked(text: str, mentions: Sequence[Mention]) -> str:
    """Return escaped text with its terms as links to their entries; of overlapping ones the first."""
    parts, at = [], 0
    for mention in sorted(mentions, key=lambda found: (found.span.start, -found.span.end)):
        if mention.span.start < at:
            continue
        parts.append(escape(text[at : mention.span.start]))
        name = escape(mention.concept)
        parts.append(f'<a class="term" href="#{name}">{escape(mention.span.of(text))}</a>')
        at = mention.span.end
    return "".join(parts) + escape(text[at:])


def _entry(concept: Concept, languages: Languages) -> str:
    heads = [term.text for term in concept.in_language(languages.source)]
    renderings = []
    for term in concept.in_language(languages.target):
        shown = escape(term.text)
        if term.status in {TermStatus.DEPRECATED, TermStatus.SUPERSEDED, TermStatus.FORBIDDEN}:
            reason = f" ({escape(term.reason)})" if term.reason else ""
            shown = f'<span class="deprecated">{shown}</span>{reason}'
        renderings.append(shown)
    return (
        f'<dt id="{escape(concept.id)}">{escape(", ".join(heads))}</dt>\n'
        f"<dd>{'; '.join(renderings)}. {escape(concept.definition)}</dd>\n"
    )
