"""Remembered units, and how a match is weighed and shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz.distance import Levenshtein

from parallel.language import casing
from parallel.model.bitext import BeadState
from parallel.model.document import TURKISH, Language

PENALTIES: Mapping[str, float] = MappingProxyType(
    {BeadState.APPROVED.value: 0.0, BeadState.EDITED.value: 0.0, BeadState.AUTO.value: 0.03, "imported": 0.01}
)
"""What is taken off a match's similarity for who vouches for it; chosen by us, after the 1–3 % CAT tools take off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryUnit:
    """A sentence and its translation, remembered."""

    source: str
    """As it stood."""
    target: str
    """Its translation."""
    origin: str
    """Where it comes from: a bead id, or an imported memory and its unit."""
    state: str
    """``approved``, ``edited``, ``auto`` or ``imported``."""
    previous: str = ""
    """Folded source of the sentence before; empty at a start."""
    following: str = ""
    """Folded source of the sentence after; empty at an end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of words in the difference between a query and a remembered source."""

    kind: str
    """``equal``, ``delete`` (only in the remembered source) or ``insert`` (only in the query)."""
    text: str
    """The words, joined by spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A remembered unit near a query."""

    unit: MemoryUnit
    """What was found."""
    similarity: float
    """Of the folded sources, 0 to 1."""
    score: float
    """Similarity less the penalty of the unit's state."""
    context: int = 0
    """How many neighbours agree too, 0 to 2; decides between equal scores."""


def fold_source(text: str, language: Language = TURKISH) -> str:
    """Fold a source for comparison: case of its language, NFC, single spaces.

    >>> fold_source("Misak-ı  Millî İLANI")
    'misak-ı millî ilanı'
    """
    return " ".join(casing.fold_strict(text, language).split())


def rank(found: Iterable[tuple[MemoryUnit, float]], *, previous: str = "", following: str = "") -> tuple[Match, ...]:
    """Weigh units by similarity and state; best first, one per translation of a source.

    Args:
        found: units with the similarity of their sources.
        previous: folded sentence before the query; empty when unknown.
        following: folded sentence after it.
    """
    matches = []
    for unit, similarity in found:
        agree = (bool(previous) and previous == unit.previous) + (bool(following) and following == unit.following)
        score = max(similarity - PENALTIES.get(unit.state, 0.0), 0.0)
        matches.append(Match(unit=unit, similarity=similarity, score=score, context=agree))
    matches.sort(key=lambda match: (-match.score, -match.context, match.unit.origin))
    best: dict[tuple[str, str], Match] = {}
    for match in matches:
        best.setdefault((fold_source(match.unit.source), match.unit.target), match)
    return tuple(best.values())


def difference(query: str, source: str) -> tuple[Run, ...]:
    """Return what a query has and what a remembered source had instead, word by word.

    >>> [f"{run.kind[0]}:{run.text}" for run in difference("Heyet dün döndü.", "Heyet bugün döndü.")]
    ['e:Heyet', 'd:bugün', 'i:dün', 'e:döndü.']
    """
    old, new = source.split(), query.split()
    runs: list[Run] = []
    gone: list[str] = []
    came: list[str] = []
    for opcode in Levenshtein.opcodes(old, new):
        left, right = old[opcode.src_start : opcode.src_end], new[opcode.dest_start : opcode.dest_end]
        if opcode.tag != "equal":  # neighbouring changes are one, or they would read as crumbs
            gone += left
            came += right
            continue
        runs += [*_changed(gone, came), Run(kind="equal", text=" ".join(left))]
        gone, came = [], []
    return (*runs, *_changed(gone, came))


def _changed(gone: Iterable[str], came: Iterable[str]) -> list[Run]:
    said = (("delete", " ".join(gone)), ("insert", " ".join(came)))
    return [Run(kind=kind, text=text) for kind, text in said if text]
