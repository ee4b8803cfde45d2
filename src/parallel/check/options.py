"""Settings of a run of checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from parallel.errors import UsageError
from parallel.model.termbase import ConceptId, TermBase


@dataclass(frozen=True, slots=True)
class Usage:
    """How the bitexts of a workspace render concepts, so that one can be compared with the others."""

    renderings: Mapping[tuple[ConceptId, str], Mapping[str, Mapping[str, int]]]
    """By concept and folded source term: for each bitext's name, how often each target term occurs."""

    def elsewhere(self, key: tuple[ConceptId, str], name: str) -> Mapping[str, Mapping[str, int]]:
        """Return what bitexts of other names do."""
        return {other: counts for other, counts in self.renderings.get(key, {}).items() if other != name}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What to check, against what, and how strictly."""

    termbase: TermBase | None = None
    """Term base the glossary checks use; None leaves them silent."""
    enabled: frozenset[str] | None = None
    """Ids of the checks to run; None means all."""
    usage: Usage | None = None
    """What other bitexts of the workspace do, from ``count_usage``; None compares within the bitext only."""
    preferred: Mapping[ConceptId, str] = field(default_factory=lambda: MappingProxyType({}))
    """Target term an author, article or client asks for, by concept; it binds more strictly than the base."""
    minimum_length: int = 40
    """Code points the longer side must have before lengths say anything (chosen by us)."""
    same_source_words: int = 3
    """Words a repeated source needs before its two translations are a warning; shorter ones are info (chosen by us)."""

    def __post_init__(self) -> None:
        if self.minimum_length < 0 or self.same_source_words < 0:
            raise UsageError("check thresholds cannot be negative")
