"""Reviewing an alignment: which beads ask for a look, where the next one stands, and steps over several beads."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from parallel.errors import UsageError
from parallel.language import casing
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, BeadState, Side
from parallel.model.change import Change, position_of
from parallel.model.document import Language
from parallel.model.termbase import TermBase
from parallel.workbench.edits import operations
from parallel.workbench.pairs.aligning import Knowledge, aligner_for

SURE = 0.9
"""Confidence from which a bead counts as high (chosen by us); below the workspace's threshold it counts as low."""
_CIRCUMFLEX = "\N{COMBINING CIRCUMFLEX ACCENT}"


class Show(StrEnum):
    """Which beads a person wants to see."""

    ALL = "all"
    REVIEW = "review"
    """Nobody has approved them yet."""
    LOW = "low"
    """Low confidence, and nobody has vouched for them."""
    UNEVEN = "uneven"
    """Any type but 1-1."""
    EMPTY = "empty"
    """One side says nothing."""
    FLAGGED = "flagged"
    EXCLUDED = "excluded"
    FINDING = "finding"
    """A check has seen something."""


class Level(StrEnum):
    """Confidence in a word."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the review of a pair has come."""

    beads: int
    """All of them."""
    approved: int
    """Approved by a person."""
    low: int
    """Low confidence and still to be looked at."""
    flagged: int
    """Marked for another look."""
    excluded: int
    """Never exported."""

    @property
    def share(self) -> float:
        """Approved or excluded beads as a share of all, 0 to 1."""
        return (self.approved + self.excluded) / self.beads if self.beads else 0.0


def level_of(bead: AlignedBead, threshold: float) -> Level:
    """Return a bead's confidence in a word."""
    if bead.confidence < threshold:
        return Level.LOW
    return Level.HIGH if bead.confidence >= SURE else Level.MEDIUM


def kind_of(bead: AlignedBead) -> str:
    """Return the bead type, ``2:1``."""
    return f"{len(bead.source.segments)}:{len(bead.target.segments)}"


def progress_of(pair: AlignedPair, threshold: float) -> Progress:
    """Count a pair's beads by what is left to do. Cost: linear."""
    approved = low = flagged = excluded = 0
    for bead in pair.beads:  # one pass: it is counted again with every change
        if bead.flagged:
            flagged += 1
        if bead.excluded:
            excluded += 1
        elif bead.state is BeadState.APPROVED:
            approved += 1
        elif bead.confidence < threshold:
            low += 1
    return Progress(beads=len(pair.beads), approved=approved, low=low, flagged=flagged, excluded=excluded)


def chosen(
    pair: AlignedPair, show: Show, threshold: float, found: frozenset[BeadId] = frozenset(), query: str = ""
) -> list[int]:
    """Return the positions of the beads to show, in order.

    Args:
        pair: the pair.
        show: which kind.
        threshold: confidence below which a bead is doubtful.
        found: beads a check has seen something in.
        query: text one of the sides must hold; case and circumflex do not matter, other letters do.

    Cost: linear in the beads; with a query, in their texts.
    """
    places = range(len(pair.beads))
    kept = list(places) if show is Show.ALL else [i for i in places if _wanted(pair.beads[i], show, threshold, found)]
    if not query.strip():
        return kept
    languages = (pair.languages.source, pair.languages.target)
    wanted = [search_key(query, language) for language in languages]
    return [i for i in kept if _holds(pair.beads[i], wanted, languages)]


def search_key(text: str, language: Language) -> str:
    """Return text as search compares it: strict fold, without circumflex, one kind of apostrophe and space.

    >>> from parallel.model.document import TURKISH
    >>> search_key("İSTANBUL", TURKISH), search_key("ILGAZ", TURKISH), search_key("Millî", TURKISH)
    ('istanbul', 'ılgaz', 'milli')
    """
    folded = unicodedata.normalize("NFD", casing.fold_strict(text, language)).replace(_CIRCUMFLEX, "")
    return " ".join(unicodedata.normalize("NFC", folded).replace("’", "'").split())


def next_bead(
    pair: AlignedPair, start: BeadId, show: Show, threshold: float, *, forward: bool = True
) -> tuple[int, AlignedBead] | None:
    """Return position and bead of the nearest one of a kind after (or before) a bead, or None.

    Raises:
        UsageError: the pair has no such bead.
    """
    here = position_of(pair, start)
    places = range(here + 1, len(pair.beads)) if forward else range(here - 1, -1, -1)
    for position in places:
        if _wanted(pair.beads[position], show, threshold, frozenset()):
            return position, pair.beads[position]
    return None


def unapproved_through(pair: AlignedPair, last: BeadId) -> tuple[AlignedBead, ...]:
    """Return the beads from the start through ``last`` that approving up to there would change."""
    return tuple(bead for bead in pair.beads[: position_of(pair, last) + 1] if _open(bead))


def cut(pair: AlignedPair, bead: BeadId, side: str, at: int) -> Change:
    """Cut a bead before a sentence of one side; the other side is cut where its length is shared out alike.

    Args:
        pair: the pair.
        bead: the bead to cut.
        side: ``source`` or ``target``: where ``at`` counts.
        at: sentences of that side that stay in the first part.

    Raises:
        UsageError: there is nothing to cut.
    """
    old = pair.beads[position_of(pair, bead)]
    own, other = (old.source, old.target) if side == "source" else (old.target, old.source)
    if not 0 < at < len(own.segments):
        raise UsageError("choose a sentence to cut before, not the first one", where=bead)
    share = sum(map(len, own.texts[:at])) / max(sum(map(len, own.texts)), 1)
    there = _cut_at(other.texts, share)
    points = (at, there) if side == "source" else (there, at)
    return operations.split(pair, bead, *points)


def unlink(pair: AlignedPair, bead: BeadId) -> Change:
    """Part the two sides of a bead; asked of an already parted one, join it with its other half again.

    Raises:
        UsageError: there is no other half beside it.
    """
    here = position_of(pair, bead)
    old = pair.beads[here]
    if old.source.segments and old.target.segments:
        return operations.split(pair, bead, len(old.source.segments), 0)
    for other in (here + 1, here - 1):
        if 0 <= other < len(pair.beads) and _halves(old, pair.beads[other]):
            first, second = sorted((here, other))
            return operations.merge(pair, [pair.beads[first].id, pair.beads[second].id])
    raise UsageError("there is no other half beside this bead", where=bead, hint="Merge it instead")


def open_gap(pair: AlignedPair, bead: BeadId, side: str) -> Change:
    """Put an empty place on one side of a bead; what stood there moves down, as far as a gap takes it up.

    Where there is no gap below it moves as far as the next approved bead.

    Raises:
        UsageError: the bead has nothing on that side, or nothing on the other.
    """
    run = _loose_run(pair, bead)
    values = [_side(old, side) for old in run]
    if not values[0].segments or not _side(run[0], _opposite(side)).segments:
        raise UsageError("a gap needs a sentence on both sides", where=bead)
    gap = next((place for place, value in enumerate(values) if not value.segments), None)
    if gap is not None:
        run, values = run[: gap + 1], values[:gap]
    return _shifted("gap", run, side, [Side(), *values])


def close_gap(pair: AlignedPair, bead: BeadId, side: str) -> Change:
    """Fill the empty side of a bead from below, as far as a bead the other side of which is empty: that one goes.

    Where there is none below it goes on to the next approved bead.

    Raises:
        UsageError: the side is not empty, or nothing stands below.
    """
    run = _loose_run(pair, bead)
    values = [_side(old, side) for old in run]
    if values[0].segments or len(run) == 1:
        raise UsageError("there is no gap to close here", where=bead, hint="Choose the empty side of a bead")
    others = [_side(old, _opposite(side)) for old in run]
    lone = next((place for place, value in enumerate(others) if place and not value.segments), None)
    if lone is not None:
        run, values = run[: lone + 1], values[: lone + 1]
    return _shifted("close-gap", run, side, values[1:])


def realign_around(pair: AlignedPair, bead: BeadId, termbase: TermBase) -> Change:
    """Align anew what lies between the approved beads before and after a bead.

    Raises:
        UsageError: the bead itself is approved.
    """
    here = position_of(pair, bead)
    if _fixed(pair.beads[here]):
        raise UsageError("an approved bead is not aligned anew", where=bead, hint="Take its approval back first")
    first = last = here
    while first > 0 and not _fixed(pair.beads[first - 1]):
        first -= 1
    while last + 1 < len(pair.beads) and not _fixed(pair.beads[last + 1]):
        last += 1

    aligner = aligner_for(pair.languages, Knowledge(termbase=termbase))
    return operations.realign(pair, pair.beads[first].id, pair.beads[last].id, aligner)


def _open(bead: AlignedBead) -> bool:
    return bead.state is not BeadState.APPROVED and not bead.excluded


def _fixed(bead: AlignedBead) -> bool:
    return bead.state is BeadState.APPROVED or bool(bead.excluded)


def _wanted(bead: AlignedBead, show: Show, threshold: float, found: frozenset[BeadId]) -> bool:
    if show is Show.LOW:
        return _open(bead) and bead.confidence < threshold
    if show is Show.FINDING:
        return bead.id in found
    return _PLAIN[show](bead)


_PLAIN: Mapping[Show, Callable[[AlignedBead], bool]] = MappingProxyType(
    {
        Show.ALL: lambda _: True,
        Show.REVIEW: _open,
        Show.UNEVEN: lambda bead: (len(bead.source.segments), len(bead.target.segments)) != (1, 1),
        Show.EMPTY: lambda bead: not bead.source.text.strip() or not bead.target.text.strip(),
        Show.FLAGGED: lambda bead: bool(bead.flagged),
        Show.EXCLUDED: lambda bead: bool(bead.excluded),
    }
)
"""What to show, where the bead alone tells."""


def _holds(bead: AlignedBead, wanted: Sequence[str], languages: tuple[Language, Language]) -> bool:
    sides = (bead.source.text, bead.target.text)
    return any(key in search_key(text, lang) for key, text, lang in zip(wanted, sides, languages, strict=True))


def _cut_at(texts: Sequence[str], share: float) -> int:
    """Return how many texts to keep so that their length comes nearest to a share of all; one each where possible."""
    if len(texts) < 2:  # noqa: PLR2004  (a single sentence stays whole: with the longer part)
        return len(texts) if share >= 0.5 else 0  # noqa: PLR2004  (half)
    total = sum(map(len, texts))
    return min(range(1, len(texts)), key=lambda at: abs(sum(map(len, texts[:at])) - share * total))


def _halves(one: AlignedBead, other: AlignedBead) -> bool:
    """Tell whether two beads hold one side each, and not the same one."""
    sides = [(bool(bead.source.segments), bool(bead.target.segments)) for bead in (one, other)]
    return sorted(sides) == [(False, True), (True, False)]


def _loose_run(pair: AlignedPair, bead: BeadId) -> tuple[AlignedBead, ...]:
    here = position_of(pair, bead)
    if _fixed(pair.beads[here]):
        raise UsageError("an approved bead stays as it is", where=bead, hint="Take its approval back first")
    end = next((i for i in range(here, len(pair.beads)) if _fixed(pair.beads[i])), len(pair.beads))
    return pair.beads[here:end]


def _opposite(side: str) -> str:
    return "target" if side == "source" else "source"


def _side(bead: AlignedBead, side: str) -> Side:
    if side not in {"source", "target"}:
        raise UsageError(f"no side {side!r}", hint="Use source or target")
    return bead.source if side == "source" else bead.target


def _shifted(kind: str, run: Sequence[AlignedBead], side: str, values: Sequence[Side]) -> Change:
    """Give the beads of a run the values of one side in order; what is left over makes a bead of its own."""
    others = [_side(old, _opposite(side)) for old in run]
    count = max(len(values), len(others))
    after: list[AlignedBead] = []
    for place in range(count):
        value = values[place] if place < len(values) else Side()
        other = others[place] if place < len(others) else Side()
        old = run[min(place, len(run) - 1)]
        left, right = (value, other) if side == "source" else (other, value)
        if (left, right) == (old.source, old.target):
            after.append(old)
        elif left.segments or right.segments:
            first = BeadId((*left.segments, *right.segments)[0])
            marks = {} if place < len(run) else {"flagged": "", "excluded": "", "note": "", "waivers": (), "extra": ()}
            version = old.version + 1
            parts = {"id": first, "source": left, "target": right, "version": version, "evidence": ()}
            after.append(replace(old, **parts, state=BeadState.EDITED, **marks))  # type: ignore[arg-type]  # fields by name
    return Change(kind=kind, before=tuple(run), after=tuple(after))
