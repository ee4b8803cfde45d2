"""Text left out, text added, and texts that do not belong together."""

from collections.abc import Iterator
from dataclasses import dataclass

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
                message = f"the translation seems to leave something out: {_lengths(view, item.row)}"
                severity = self.severity if odds >= _OMISSION_SURE else Severity.INFO
                yield Finding(check=self.id, severity=severity, row=item.row, message=message)


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
                message = f"the translation seems to add something: {_lengths(view, item.row)}"
                severity = self.severity if odds >= _ADDITION_SURE else Severity.INFO
                yield Finding(check=self.id, severity=severity, row=item.row, message=message)


def _lengths(view: View, row: int) -> str:
    here, there = (len(view.text(row, side)) for side in Side)
    return f"{there} characters for {here}"


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
            where = "" if item.rival is None else f"; the translation of row {item.rival} fits its source better"
            yield Finding(
                check=self.id,
                severity=self.severity,
                row=item.row,
                message=f"source and translation have next to nothing in common{where}",
                related=() if item.rival is None else (item.rival,),
            )
