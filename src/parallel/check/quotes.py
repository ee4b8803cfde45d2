"""Quotation marks that open and never close, over the paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.check.messages import told
from parallel.check.reading.view import Side, View
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span

DOUBLE = '“”„‟"'
ANGLE = "«»"
_OPENING = "“„«"
# Single marks double as apostrophes: only one that opens before a word, and one that follows a word's end, count.
_SINGLE_OPEN = re.compile(r"(?<!\w)‘(?=\w)")
_SINGLE_CLOSE = re.compile(r"’(?!\w)")


def marks(text: str, family: str = DOUBLE + ANGLE) -> list[int]:
    """Return the offsets of the quotation marks of a family."""
    return [at for at, char in enumerate(text) if char in family]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Counts marks over the paragraph, because a quotation of several sentences is cut into several rows.

    Parity is counted, not direction: texts mix “ ”, " and ” for both ends, and only a lost mark makes the number odd.
    A target that is as odd as its source follows it (a quotation over several paragraphs) and is left alone.
    """

    id: str = "quotes"
    severity: Severity = Severity.WARNING
    summary: str = "A quotation mark is opened and never closed, or closed and never opened, in the paragraph."
    silenced_by: str = "Balance the marks of the translation's paragraph, or make the source's as odd."
    rowwise: bool = False

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each paragraph whose target has an odd number of marks and whose source has not."""
        for position, paragraph in enumerate(view.paragraphs):
            following = view.paragraphs[position + 1] if position + 1 < len(view.paragraphs) else None
            for side in Side:
                alone = _is_odd(view, paragraph, side) and not _is_odd(view, paragraph, side.other)
                if alone and not _goes_on(view, paragraph, following, side):
                    yield self._finding(view, paragraph, side)

    def _finding(self, view: View, paragraph: range, side: Side) -> Finding:
        row = _parting(view, paragraph)
        text = view.text(row, side)
        singles = [found.start() for found in _SINGLE_OPEN.finditer(text)]
        spans = tuple(Span(at, at + 1) for at in (marks(text) or singles)[-1:])
        if side is Side.TARGET:
            return Finding(check=self.id, severity=self.severity, row=row, target_spans=spans, **told("quotes.target"))
        return Finding(check=self.id, severity=Severity.INFO, row=row, source_spans=spans, **told("quotes.source"))


def _is_odd(view: View, paragraph: range, side: Side) -> bool:
    texts = [view.text(row, side) for row in paragraph]
    opened, closed = (sum(len(p.findall(text)) for text in texts) for p in (_SINGLE_OPEN, _SINGLE_CLOSE))
    return sum(len(marks(text)) for text in texts) % 2 == 1 or opened > closed


def _parting(view: View, paragraph: range) -> int:
    """Return the first row after which one side is inside a quotation and the other is not, to the paragraph's end."""
    states = {Side.SOURCE: False, Side.TARGET: False}
    parted = paragraph.start
    for row in paragraph:
        agreed = states[Side.SOURCE] == states[Side.TARGET]
        for side in Side:
            text = view.text(row, side)
            states[side] ^= len(marks(text)) % 2 == 1 or len(_SINGLE_OPEN.findall(text)) > len(
                _SINGLE_CLOSE.findall(text)
            )
        if agreed and states[Side.SOURCE] != states[Side.TARGET]:
            parted = row
    return parted


def _goes_on(view: View, paragraph: range, following: range | None, side: Side) -> bool:
    """Tell whether a quotation goes on in the next paragraph, which then begins with an opening mark again."""
    if following is None:
        return False
    return all(view.text(block.start, side).lstrip()[:1] in tuple(_OPENING) for block in (paragraph, following))
