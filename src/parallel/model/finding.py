"""What checks report."""

from dataclasses import dataclass
from enum import StrEnum

from parallel.model.span import Span


class Severity(StrEnum):
    """How much a finding should worry an editor."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Message:
    """Words of a catalogue, whatever the language they are to be said in."""

    key: str
    """Which words."""
    values: "tuple[tuple[str, str | Message], ...]" = ()
    """What is put into them, by name; a message is said in the same language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place where a check saw something, on one row of a bitext."""

    check: str
    """Stable kebab-case id: ``glossary-missing``."""
    severity: Severity
    """How serious."""
    row: int
    """0-based row of the bitext."""
    message: str
    """What is wrong and what was expected, one line of English."""
    said: tuple[Message, ...] = ()
    """The same for other languages; empty for a finding with words of its own."""
    source_spans: tuple[Span, ...] = ()
    """Places in the row's source text."""
    target_spans: tuple[Span, ...] = ()
    """Places in the row's target text."""
    related: tuple[int, ...] = ()
    """Other rows the finding is about."""
    suggestion: str = ""
    """What to write instead, where that is known."""
