"""What a report holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from parallel.model.document import ENGLISH, Language
from parallel.model.finding import Severity
from parallel.model.span import Span
from parallel.model.termbase import TermStatus
from parallel.pictures import Picture

Marked = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether a finding is about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding with the texts it is about."""

    number: int
    """The bead's place in its pair, from 1."""
    check: str
    """What the check is called in the report's language."""
    severity: Severity
    """How serious."""
    message: str
    """What is wrong, in the report's language."""
    source: Marked
    """Source text."""
    target: Marked
    """Target text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """A check that saw something, in the report's language."""

    name: str
    """What it is called."""
    summary: str
    """What it reports."""
    silenced_by: str
    """What an editor changes to make a finding go away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPart:
    """One pair."""

    id: str
    """Pair id."""
    languages: tuple[Language, Language]
    """Source and target."""
    beads: int
    """How many it has."""
    measures: tuple[tuple[str, float], ...]
    """Shares of the whole pair by name."""
    counts: tuple[tuple[Severity, int], ...]
    """Findings by severity."""
    waived: int
    """Findings people let pass."""
    findings: tuple[FindingLine, ...]
    """Errors and warnings, as many as are shown."""
    hidden: int
    """Errors and warnings beyond those."""
    plot: Picture
    """How the alignment runs."""
    strip: Picture
    """How sure it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderingCount:
    """One rendering of a concept."""

    text: str
    """The term; empty for occurrences without one."""
    status: TermStatus | None
    """What the term base says of it."""
    count: int
    """Occurrences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLine:
    """One concept over all pairs."""

    concept: str
    """Concept id."""
    term: str
    """Its first term in the source language."""
    occurrences: int
    """In the source."""
    renderings: tuple[RenderingCount, ...]
    """Commonest first."""
    hhi: float | None
    """Concentration of the renderings, 1 is one for all; None without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """One run of the history."""

    pair: str
    """Pair id."""
    number: int
    """From 1, for each pair."""
    date: str
    """When it was made."""
    measures: tuple[tuple[str, float], ...]
    """Shares of the whole pair by name."""
    joined: bool
    """Whether its figures may be compared with those of the run before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifting:
    """A concept whose renderings changed over the runs."""

    concept: str
    """Concept id."""
    pair: str
    """Pair id."""
    numbers: tuple[int, ...]
    """Runs compared."""
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    """Renderings with their occurrences by run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All of it."""

    made: str
    """Date and time."""
    version: str
    """Of the program."""
    pairs: tuple[PairPart, ...]
    """In the workspace's order."""
    terms: tuple[TermLine, ...]
    """Least consistent first."""
    runs: tuple[RunLine, ...]
    """Oldest first, by pair."""
    drifting: tuple[Drifting, ...]
    """Most changed first."""
    history: Picture | None
    """The runs as a picture; None when there are none."""
    problems: tuple[str, ...] = ()
    """What is wrong with the history."""
    checks: tuple[CheckLine, ...] = ()
    """Those whose findings are shown, by name."""
    signatures: tuple[str, ...] = ()
    """Settings the figures depend on."""
    language: Language = ENGLISH
    """What the report is written in."""

    def total(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""
        return sum(count for pair in self.pairs for name, count in pair.counts if name == severity)


def marked(text: str, spans: Iterable[Span]) -> Marked:
    """Cut a text at the edges of spans, which may overlap or reach beyond it.

    >>> marked("Misak-ı Millî kabul edildi", [Span(0, 13)])
    (('Misak-ı Millî', True), (' kabul edildi', False))
    """
    flags = [False] * len(text)
    for span in spans:
        flags[span.start : span.end] = [True] * len(flags[span.start : span.end])
    pieces: list[tuple[str, bool]] = []
    for char, flag in zip(text, flags, strict=True):
        if pieces and pieces[-1][1] == flag:
            pieces[-1] = (pieces[-1][0] + char, flag)
        else:
            pieces.append((char, flag))
    return tuple(pieces)
