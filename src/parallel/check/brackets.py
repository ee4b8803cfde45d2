"""Brackets without their partner."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.check.messages import told
from parallel.check.reading.view import Side, View
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span

PARTNER = {")": "(", "]": "[", "}": "{"}
_OPEN = frozenset(PARTNER.values())
# "a)", "12)", "iv)": the marker of a list item has no opening bracket.
_ITEM = re.compile(r"(?:^|[\s;:,.(])(?:\w|\d{1,3}|[ivxIVX]{1,5})$")
_ITEM_REACH = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Brackets:
    """Pairs brackets over the paragraph, since one may be closed a sentence later."""

    id: str = "brackets"
    severity: Severity = Severity.WARNING
    summary: str = "A bracket of the translation has no partner in its paragraph."
    silenced_by: str = "Add the missing bracket or remove the stray one."
    rowwise: bool = False

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each bracket without a partner; info where the source has the same fault."""
        for paragraph in view.paragraphs:
            loose_ends = {side: list(_unpaired(view, paragraph, side)) for side in Side}
            known = sorted(char for _, _, char in loose_ends[Side.SOURCE])
            for row, at, char in loose_ends[Side.TARGET]:
                copied = char in known
                if copied:
                    known.remove(char)
                yield Finding(
                    check=self.id,
                    severity=Severity.INFO if copied else self.severity,
                    row=row,
                    **told("brackets.copied" if copied else "brackets.alone", mark=char),
                    target_spans=(Span(at, at + 1),),
                )


def _unpaired(view: View, paragraph: range, side: Side) -> Iterator[tuple[int, int, str]]:
    stack: list[tuple[int, int, str]] = []
    for row in paragraph:
        text = view.text(row, side)
        for at, char in enumerate(text):
            if char in _OPEN:
                stack.append((row, at, char))
            elif char in PARTNER:
                partner = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][2] == PARTNER[char]), None)
                if partner is not None:
                    del stack[partner]
                elif not (char == ")" and _ITEM.search(text[max(0, at - _ITEM_REACH) : at])):
                    yield row, at, char
    yield from stack
