"""Text left out, text added, and texts that do not belong together."""

from collections.abc import Iterator
from dataclasses import dataclass

from parallel.check.messages import message, told, told_all
from parallel.check.reading.view import Side, View
from parallel.model.finding import Finding, Severity

# Log-odds from which a finding is a warning (1.7 % and 0.2 % of good news rows) or info.
_OMISSION_SURE, _OMISSION_UNSURE = 1.2, 0.6
_ADDITION_SURE, _ADDITION_UNSURE = 2.7, 1.0


def _long_enough(view: View, row: int) -> bool:
    longest = max(len(view.text(row, side)) for side in Side)
    return longest >= view.options.minimum_length


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """Weighs the target's length against the document's usual ratio, and source words without a translation."""

    id: str = "omission"
    severity: Severity = Severity.WARNING
    summary: str = "Part of the source seems to be missing in the translation."
    silenced_by: str = "Translate what is missing, or waive it where the translation is abridged on purpose."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each row whose target seems cut."""
        for item in view.measured:
            odds = item.omission
            if odds >= _OMISSION_UNSURE and not item.mispaired and _long_enough(view, item.row):
                severity = self.severity if odds >= _OMISSION_SURE else Severity.INFO
                yield _finding(self.id, severity, view, item.row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """The mirror image of an omission, with a higher bar: translators rightly add words of explanation."""

    id: str = "addition"
    severity: Severity = Severity.WARNING
    summary: str = "The translation seems to say more than the source."
    silenced_by: str = "Remove the addition, put it into square brackets, or waive it."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each row whose source seems cut."""
        for item in view.measured:
            odds = item.addition
            if odds >= _ADDITION_UNSURE and not item.mispaired and _long_enough(view, item.row):
                severity = self.severity if odds >= _ADDITION_SURE else Severity.INFO
                yield _finding(self.id, severity, view, item.row)


def _finding(check: str, severity: Severity, view: View, row: int) -> Finding:
    here, there = (len(view.text(row, side)) for side in Side)
    return Finding(check=check, severity=severity, row=row, **told(check, here=here, there=there))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mispaired:
    """Compares how well a row's halves know each other with how well its neighbours' targets would do."""

    id: str = "mispaired"
    severity: Severity = Severity.WARNING
    summary: str = "The two halves of a row do not seem to be translations of each other."
    silenced_by: str = "Align the rows again, or move the translation to its own source."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each such row; the row whose target fits better is related."""
        for item in view.measured:
            if not item.mispaired:
                continue
            better = () if item.rival is None else (message("mispaired.rival", row=item.rival),)
            yield Finding(
                check=self.id,
                severity=self.severity,
                row=item.row,
                **told_all(message("mispaired"), *better),
                related=() if item.rival is None else (item.rival,),
            )
