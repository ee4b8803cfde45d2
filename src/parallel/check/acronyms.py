"""Acronyms rendered in two ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.check.messages import told
from parallel.check.reading.view import Side, View
from parallel.language.numbers.numerals import roman_value
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span

# Two capitals or more, with or without points: TBMM, B.M.M., U.S.
_ACRONYM = re.compile(r"(?<![\w.])(?:[^\W\d_a-zçğıöşüâîû]{2,6}|(?:[^\W\d_a-zçğıöşüâîû]\.){2,6})(?!\w)")


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym where it stands."""

    text: str
    """Letters only."""
    span: Span
    """Place, points included."""


def acronyms_of(text: str) -> tuple[Acronym, ...]:
    """Find the acronyms of a text; Roman numerals are none.

    >>> [found.text for found in acronyms_of("TBMM’nin (B.M.M.) XIX. birleşimi")]
    ['TBMM', 'BMM']
    """
    found = []
    for match in _ACRONYM.finditer(text):
        letters = match.group().replace(".", "")
        if letters.isupper() and roman_value(letters) is None:
            found.append(Acronym(letters, Span(match.start(), match.end())))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class InconsistentAcronym:
    """Learns which acronym of the target stands for which of the source, and reports the rows that have another one.

    A row that writes the name out is left alone. An acronym counts as another rendering when it is the source's own,
    or when it never occurs without that source acronym.
    """

    id: str = "inconsistent-acronym"
    severity: Severity = Severity.WARNING
    summary: str = "An acronym of the source is rendered by another acronym in other rows."
    silenced_by: str = "Use one acronym throughout, or write the name out."
    rowwise: bool = False

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each row whose acronym is not the usual rendering."""
        rows = [row for row in range(len(view)) if not view.is_capitals(row, Side.SOURCE)]
        sources = {row: acronyms_of(view.text(row, Side.SOURCE)) for row in rows}
        targets = {row: acronyms_of(view.text(row, Side.TARGET)) for row in rows}
        where: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            for text in {acronym.text for acronym in sources[row]}:
                where[text].append(row)
        elsewhere = Counter(text for row in rows for text in {acronym.text for acronym in targets[row]})
        for text, members in where.items():
            yield from self._compare(text, members, (sources, targets), elsewhere)

    def _compare(
        self,
        text: str,
        members: list[int],
        acronyms: tuple[dict[int, tuple[Acronym, ...]], dict[int, tuple[Acronym, ...]]],
        elsewhere: Counter[str],
    ) -> Iterator[Finding]:
        sources, targets = acronyms
        # What a row's source has as well, by the same letters, renders itself.
        kept = {row: {acronym.text for acronym in sources[row]} - {text} for row in members}
        counts = Counter(found for row in members for found in {acronym.text for acronym in targets[row]} - kept[row])
        # What also stands in rows without the source acronym renders something else.
        own = {found: count for found, count in counts.items() if count == elsewhere[found] or found == text}
        if len(own) < 2:  # noqa: PLR2004 - one rendering is consistent
            return
        usual = max(own, key=lambda found: (own[found], found != text))
        related = tuple(row for row in members if any(acronym.text == usual for acronym in targets[row]))
        for row in members:
            if row in related:
                continue
            for acronym in targets[row]:
                if acronym.text in own and acronym.text not in kept[row]:
                    yield Finding(
                        check=self.id,
                        severity=self.severity,
                        row=row,
                        **told("varies", term=text, here=acronym.text, usual=usual),
                        source_spans=tuple(found.span for found in sources[row] if found.text == text),
                        target_spans=(acronym.span,),
                        related=related,
                        suggestion=usual,
                    )
