"""Texts with marks in them, as HTML built from escaped parts."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from parallel.model.bitext import Side
from parallel.model.span import Span
from parallel.workbench.edits.marking import Mark

_OPEN = Markup('<span class="{}" title="{}">')
_CLOSE = Markup("</span>")


def marked(text: str, marks: Iterable[tuple[Span, str, str]]) -> Markup:
    """Return text with spans of it classed.

    Args:
        text: any text; escaped here.
        marks: place, class and title, ascending and not overlapping.
    """
    parts: list[Markup] = []
    at = 0
    for span, name, title in marks:
        if span.start < at or span.end > len(text):
            continue
        parts += [escape(text[at : span.start]), _OPEN.format(name, title), escape(span.of(text)), _CLOSE]
        at = span.end
    parts.append(escape(text[at:]))
    return Markup("").join(parts)


def sentences(side: Side, marks: Sequence[Mark], titles: dict[str, str]) -> list[Markup]:
    """Return one piece of HTML per sentence of a side; an edited text is one piece.

    Args:
        side: the side.
        marks: marks in its whole text.
        titles: words by mark class.
    """
    if side.edited is not None:
        return [marked(side.edited, [_classed(mark, 0, titles) for mark in marks])]
    found = []
    start = 0
    for text in side.texts:
        own = [_classed(m, start, titles) for m in marks if start <= m.span.start and m.span.end <= start + len(text)]
        found.append(marked(text, own))
        start += len(text) + 1
    return found


def _classed(mark: Mark, start: int, titles: dict[str, str]) -> tuple[Span, str, str]:
    state = "matched" if mark.matched else "unmatched"
    name = f"{mark.kind} {'forbidden' if mark.forbidden else state}"
    return Span(mark.span.start - start, mark.span.end - start), f"mark {name}", titles.get(name, "")
