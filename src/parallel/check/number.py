"""Numbers that changed on the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallel.check.messages import Told, told
from parallel.check.reading.figures import Figure, unmatched
from parallel.check.reading.view import Side, View
from parallel.model.finding import Finding, Severity

# Chosen by us after reading translations: the smallest numbers in words come and go ("iki ülke" – "the countries",
# "bir" – "a", "birkaç" – "one or two"), so words alone are a warning only where a greater one changed.
_SMALL = frozenset({"0", "1", "2"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """Compares the numbers of both halves by value, in digits, words, Roman or as ordinals.

    A number of the target without a partner is a warning when it is written in digits or faces a lost one; a number
    that is only missing is info, since an abridged translation may leave it out.
    """

    id: str = "number"
    severity: Severity = Severity.WARNING
    summary: str = "A number of the translation is not in the source, or one of the source is lost."
    silenced_by: str = "Correct the number; both ways of writing it, and words for digits, are understood."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield at most one finding for each row."""
        for row in view.rows:
            if any(view.figures(row, side) for side in Side):
                yield from self._compare(row, *(_explained(view, row, side) for side in Side))

    def _compare(self, row: int, source: Sequence[Figure], target: Sequence[Figure]) -> Iterator[Finding]:
        lost, new = unmatched(source, target)
        lost, new = _reportable(lost, target), _reportable(new, source)
        if lost and not new:
            new = [figure for figure in _reportable(unmatched(source, target)[1], ()) if not figure.spelt]
        if not lost and not new:
            return
        severity = self.severity if _is_sure(lost, new) else Severity.INFO
        yield Finding(
            check=self.id,
            severity=severity,
            row=row,
            **_told(lost, new),
            source_spans=tuple(figure.span for figure in lost),
            target_spans=tuple(figure.span for figure in new),
        )


def _explained(view: View, row: int, side: Side) -> list[Figure]:
    """Return a half's numbers with the words that say one in passing, in order of place."""
    return sorted((*view.figures(row, side), *view.in_passing(row, side)), key=lambda figure: figure.span)


def _reportable(left: Sequence[Figure], opposite: Sequence[Figure]) -> list[Figure]:
    """Keep what is surely a number, is no date, and is not a repetition of a number the other side has."""
    values = set().union(*(figure.also for figure in opposite))
    return [f for f in left if not f.doubtful and not f.date and f.also.isdisjoint(values)]


def _is_sure(lost: Sequence[Figure], new: Sequence[Figure]) -> bool:
    if any(not figure.spelt for figure in new):
        return True
    return any(f.value not in _SMALL for f in lost) and any(f.value not in _SMALL for f in new)


def _told(lost: Sequence[Figure], new: Sequence[Figure]) -> Told:
    gone = ", ".join(figure.text for figure in lost)
    came = ", ".join(figure.text for figure in new)
    if lost and new:
        return told("number.changed", gone=gone, came=came)
    return told("number.lost", gone=gone) if lost else told("number.new", came=came)
