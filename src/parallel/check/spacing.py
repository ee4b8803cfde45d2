"""Spaces where none belong, and none where one does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.check.messages import told
from parallel.check.reading.view import Side, View
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span

_FAULTS = (
    (re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)"), "spacing.several"),
    (re.compile(r"(?<=\w)[ \u00a0][,;](?=[\s\w]|$)"), "spacing.before-comma"),
    (re.compile(r"(?<=\w)[ \u00a0][.:?!](?=\s|$)"), "spacing.before-mark"),
    (re.compile(r"(?<=[^\W\d_]{2})[,;](?=[^\W\d_]{2})"), "spacing.after-comma"),
    (re.compile(r"[(\[][ \u00a0](?=\w)"), "spacing.opening"),
    (re.compile(r"(?<=\w)[ \u00a0][)\]]"), "spacing.closing"),
    (re.compile(r",,|;;|(?<!\.)\.\.(?!\.)"), "spacing.doubled"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """Reports what the source does not do itself; always info, for the fault is in the look, not the meaning."""

    id: str = "spacing"
    severity: Severity = Severity.INFO
    summary: str = "Spaces and punctuation of the translation break the usual conventions."
    silenced_by: str = "Correct the space or the mark."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each kind of fault in the target that the source does not share."""
        for row in view.rows:
            target = view.text(row, Side.TARGET)
            for pattern, key in _FAULTS:
                spans = tuple(Span(found.start(), found.end()) for found in pattern.finditer(target))
                if spans and not pattern.search(view.text(row, Side.SOURCE)):
                    yield Finding(check=self.id, severity=self.severity, row=row, target_spans=spans, **told(key))
            if target != target.strip():
                yield Finding(check=self.id, severity=self.severity, row=row, **told("spacing.around"))
