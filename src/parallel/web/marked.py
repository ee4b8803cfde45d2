"""Texts with marks in them, as HTML built from escaped parts."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from parallel.model.bitext import Side
from parallel.model.span import Span
from parallel.workbench.edits.marking import Mark


def marked(text: str, marks: Iterable[tuple[Span, str]]) -> Markup:
    """Return text with spans of it classed.

    Args:
        text: any text; escaped here.
        marks: place and class, ascending and not overlapping. Classes are our own words.
    """
    parts: list[str] = []
    at = 0
    for span, name in marks:
        if span.start < at or span.end > len(text):
            continue
        opened = f'<span class="{escape(name)}">'
        parts += (escape(text[at : span.start]), opened, escape(text[span.start : span.end]), "</span>")
        at = span.end
    parts.append(escape(text[at:]))
    # Every part is escaped above; joining them as Markup costs five times more, and a page has a thousand.
    return Markup("".join(parts))  # noqa: S704  (nothing unescaped is in it)


def sentences(side: Side, marks: Sequence[Mark]) -> list[Markup]:
    """Return one piece of HTML per sentence of a side; an edited text is one piece.

    Args:
        side: the side.
        marks: marks in its whole text.
    """
    if side.edited is not None:
        return [marked(side.edited, [_classed(mark, 0) for mark in marks])]
    found = []
    start = 0
    for text in side.texts:
        own = [_classed(m, start) for m in marks if start <= m.span.start and m.span.end <= start + len(text)]
        found.append(marked(text, own))
        start += len(text) + 1
    return found


def _classed(mark: Mark, start: int) -> tuple[Span, str]:
    state = "forbidden" if mark.forbidden else "matched" if mark.matched else "unmatched"
    return Span(mark.span.start - start, mark.span.end - start), f"mark {mark.kind} {state}"
