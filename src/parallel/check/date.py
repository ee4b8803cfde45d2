"""Dates that changed on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parallel.check.messages import told
from parallel.check.reading.calendar import calendar_words
from parallel.check.reading.figures import HIJRI, Figure, common_years
from parallel.check.reading.view import Side, View
from parallel.language import calendar
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span


@dataclass(frozen=True, slots=True)
class Day:
    """A date's parts; None where it does not say."""

    year: int | None
    month: int | None
    day: int | None

    @classmethod
    def read(cls, iso: str) -> "Day":
        """Read ``1920-03-16``, ``1920-03`` or ``--03-16``."""
        year, *rest = iso.rsplit("-", 2) if iso.startswith("--") else iso.split("-")
        month, day = ([int(part) for part in rest] + [None])[:2]
        return cls(int(year) if year.strip("-") else None, month, day)

    def agrees(self, other: "Day") -> bool:
        """Tell whether the two can be one day: what both say is equal, old calendars converted to the day.

        >>> Day(1325, 3, 31).agrees(Day(1909, 4, 13)), Day(1325, 3, 31).agrees(Day(1909, 3, 31))
        (True, False)
        """
        if converts(self.year, other.year):
            return self.meets(other) if (self.year or 0) < (other.year or 0) else other.meets(self)
        if self._same_year(other) and all(a is None or b is None or a == b for a, b in self._parts(other)):
            return True
        old, new = (self, other) if other.year is None else (other, self)
        return old.year in HIJRI and new.year is None and bool(old.days()) and old.meets(new)

    def meets(self, common: "Day") -> bool:
        """Tell whether a date of an old calendar may share a day with a date of the common one.

        A day that no old calendar had (31 Nisan 1336) is left to whoever compares the years.
        """
        spans = self.days()
        return not spans or any(_holds(first, last, common) for first, last in spans)

    def days(self) -> list[tuple[date, date]]:
        """Return the first and last common day that a date of an old calendar may mean.

        What it says is taken as a date of the financial calendar and, as months in figures may be those, of the lunar
        one.
        """
        return list(_spans(self))

    def _parts(self, other: "Day") -> tuple[tuple[int | None, int | None], ...]:
        return (self.month, other.month), (self.day, other.day)

    def _same_year(self, other: "Day") -> bool:
        return self.year is None or other.year is None or self.year == other.year

    def swapped(self, other: "Day") -> bool:
        """Tell whether one is the other with day and month exchanged."""
        return self.day != self.month and (self.day, self.month) == (other.month, other.day) and self._same_year(other)

    def likeness(self, other: "Day") -> int:
        """Count the parts that are equal; a swap counts as two."""
        same = [self.year == other.year, self.month == other.month, self.day == other.day]
        return max(sum(same), 2 * self.swapped(other))


def converts(first: int | None, second: int | None) -> bool:
    """Tell whether one year is the common year of the other.

    >>> converts(1338, 1922), converts(1922, 1921)
    (True, False)
    """
    if first is None or second is None:
        return False
    early, late = sorted((first, second))
    return str(late) in set(common_years(early))


def _spans(day: Day) -> Iterator[tuple[date, date]]:
    """Yield the first and last common day that a date of an old calendar may mean."""
    if day.year is None:
        return
    for convert, error in ((calendar.rumi_to_gregorian, 0), (calendar.hijri_to_gregorian, calendar.HIJRI_ERROR)):
        if day.month is None:
            span = calendar.year_span(convert, day.year)
        elif day.day is None:
            span = calendar.month_span(convert, day.year, day.month)
        else:
            found = convert(day.year, day.month, day.day)
            span = (found, found) if found is not None else None
        if span is not None:
            yield span[0] - timedelta(days=error), span[1] + timedelta(days=error)


def _holds(first: date, last: date, common: Day) -> bool:
    """Tell whether a stretch of days holds one that a date of the common calendar may mean."""
    days = [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
    said = common.year, common.month, common.day
    return any(
        all(part is None or part == own for part, own in zip(said, (day.year, day.month, day.day), strict=True))
        for day in days
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """Compares the dates of both halves part by part.

    A date of the target that contradicts a date of the source is reported; one that says less or more is not.
    """

    id: str = "date"
    severity: Severity = Severity.ERROR
    summary: str = (
        "A date of the translation contradicts the source: another day, month or year, or day and month exchanged."
    )
    silenced_by: str = "Correct the date; any style may stand on either side."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each pair of dates that contradict each other, info for a date without a partner."""
        for row in view.rows:
            source = [figure for figure in view.figures(row, Side.SOURCE) if figure.date]
            target = [figure for figure in view.figures(row, Side.TARGET) if figure.date]
            found = list(self._compare(view, row, source, target)) if source or target else []
            yield from found
            if all(finding.severity is Severity.INFO for finding in found):
                yield from self._compare_names(view, row, _settled(source, target))

    def _compare_names(self, view: View, row: int, settled: Mapping[Side, Sequence[Span]]) -> Iterator[Finding]:
        """Compare weekdays and months by name: one that is lost and another one that came in its place.

        Months of dates that agree are left out: an old date has another one than the day it names.
        """
        named = {
            side: [
                (word, span)
                for word, span in calendar_words(view.text(row, side), view.language(side))
                if word[0] != "month" or not any(span.overlaps(place) for place in settled[side])
            ]
            for side in Side
        }
        for kind in ("day", "month"):
            lost, new = (
                [(word, span) for word, span in named[side] if word[0] == kind and word not in dict(named[side.other])]
                for side in Side
            )
            if lost and new:
                texts = (lost[0][1].of(view.text(row, Side.SOURCE)), new[0][1].of(view.text(row, Side.TARGET)))
                yield Finding(
                    check=self.id,
                    severity=Severity.WARNING,
                    row=row,
                    **told("date.named", here=texts[0], there=texts[1]),
                    source_spans=tuple(span for _, span in lost),
                    target_spans=tuple(span for _, span in new),
                )

    def _compare(self, view: View, row: int, source: list[Figure], target: list[Figure]) -> Iterator[Finding]:
        lost, new = _left_over(source, target)
        while lost and new:
            pairs = [
                (Day.read(a.value).likeness(Day.read(b.value)), -i, -j)
                for i, a in enumerate(lost)
                for j, b in enumerate(new)
            ]
            _, i, j = max(pairs)
            yield self._contradiction(row, lost.pop(-i), new.pop(-j))
        # A date read on one side only: its parts may stand on the other side as plain numbers.
        for figure in _unexplained(lost, view.figures(row, Side.TARGET)):
            said = told("date.lost", date=figure.text)
            yield Finding(check=self.id, severity=Severity.INFO, row=row, **said, source_spans=(figure.span,))
        for figure in _unexplained(new, view.figures(row, Side.SOURCE)):
            said = told("date.new", date=figure.text)
            yield Finding(check=self.id, severity=Severity.WARNING, row=row, **said, target_spans=(figure.span,))

    def _contradiction(self, row: int, lost: Figure, new: Figure) -> Finding:
        swapped = Day.read(lost.value).swapped(Day.read(new.value))
        return Finding(
            check=self.id,
            severity=self.severity,
            row=row,
            **told("date.swapped" if swapped else "date.differ", here=lost.text, there=new.text),
            source_spans=(lost.span,),
            target_spans=(new.span,),
        )


def _left_over(source: Sequence[Figure], target: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Take away the dates that agree with one of the other side, exact ones first."""
    left, right = list(source), list(target)
    for same in (lambda a, b: a.value == b.value, _agree):
        for figure in tuple(left):
            partner = next((other for other in right if same(figure, other)), None)
            if partner is not None:
                left.remove(figure)
                right.remove(partner)
    left = [figure for figure in left if not any(_agree(figure, other) for other in target)] if not right else left
    right = [figure for figure in right if not any(_agree(figure, other) for other in source)] if not left else right
    return left, right


def _settled(source: Sequence[Figure], target: Sequence[Figure]) -> Mapping[Side, Sequence[Span]]:
    """Return the places of old dates that agree with a date of another month, and of that one."""
    same = [(a, b) for a in source for b in target if _agree(a, b)]
    pairs = [(a, b) for a, b in same if Day.read(a.value).month != Day.read(b.value).month]
    return {Side.SOURCE: [a.span for a, _ in pairs], Side.TARGET: [b.span for _, b in pairs]}


def _agree(first: Figure, second: Figure) -> bool:
    return Day.read(first.value).agrees(Day.read(second.value))


def _unexplained(left: Sequence[Figure], opposite: Sequence[Figure]) -> list[Figure]:
    values = set().union(*(figure.also for figure in opposite))
    return [figure for figure in left if not set(_numbers(figure)) <= values]


def _numbers(figure: Figure) -> Iterator[str]:
    """Yield day and year of a date; its month is a word on the other side as often as not."""
    day = Day.read(figure.value)
    yield from (str(part) for part in (day.day, day.year) if part is not None)
