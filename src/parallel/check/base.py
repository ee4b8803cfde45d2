"""What a check is."""

from collections.abc import Iterator
from typing import Protocol

from parallel.check.reading.view import View
from parallel.model.finding import Finding, Severity


class Check(Protocol):
    """One question asked of a bitext.

    Implementations are frozen and hold no state: running one twice on the same view gives the same findings.
    """

    @property
    def id(self) -> str:
        """Stable kebab-case id: ``glossary-missing``."""
        ...

    @property
    def severity(self) -> Severity:
        """Severity of its sure findings; unsure ones are reported as info."""
        ...

    @property
    def summary(self) -> str:
        """One line: what it reports."""
        ...

    @property
    def silenced_by(self) -> str:
        """One line: what an editor changes to make a finding go away."""
        ...

    @property
    def rowwise(self) -> bool:
        """Whether it goes through the rows of the view one by one, so that a long bitext can be given in windows."""
        ...

    def run(self, view: View) -> Iterator[Finding]:
        """Yield findings, in any order."""
        ...
