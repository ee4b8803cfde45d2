"""What a person may do to beads, as pure functions from a pair to a change.

Every operation is one :class:`Change`: a run of neighbouring beads, before and after. Undoing is the same change read
backwards, so an operation needs no inverse of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from parallel.errors import UsageError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, BeadState, Side, Waiver
from parallel.workbench.bitexts import texts_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A run of neighbouring beads and what takes its place."""

    kind: str
    """Name of the operation: ``merge``, ``approve`` …"""
    before: tuple[AlignedBead, ...]
    """As they were; never empty."""
    after: tuple[AlignedBead, ...]
    """As they will be: the same segments in the same order."""

    def reversed(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(kind=self.kind, before=self.after, after=self.before)


def replaced(pair: AlignedPair, change: Change) -> AlignedPair:
    """Return the pair with a change made.

    Raises:
        UsageError: the beads the change starts from do not stand in the pair in one run.
    """
    start = position_of(pair, change.before[0].id)
    end = start + len(change.before)
    if pair.beads[start:end] != change.before:
        raise UsageError("the beads have changed since", where=change.before[0].id, hint="Look again and repeat")
    return replace(pair, beads=(*pair.beads[:start], *change.after, *pair.beads[end:]))


def position_of(pair: AlignedPair, bead: BeadId) -> int:
    """Return where a bead stands.

    Raises:
        UsageError: the pair has no such bead.
    """
    for position, candidate in enumerate(pair.beads):
        if candidate.id == bead:
            return position
    raise UsageError(f"no bead {bead!r} in {pair.id}", hint="Ids are shown by `tren edit list`")


def merge(pair: AlignedPair, beads: Sequence[BeadId]) -> Change:
    """Join neighbouring beads into one.

    Raises:
        UsageError: fewer than two beads, or they are no neighbours.
    """
    run = _run(pair, beads)
    if len(run) < 2:  # noqa: PLR2004  (one bead is merged already)
        raise UsageError("merging takes at least two beads")
    left, right = _joined([bead.source for bead in run]), _joined([bead.target for bead in run])
    return Change(kind="merge", before=run, after=(_restructured(run, left, right),))


def split(pair: AlignedPair, bead: BeadId, source_at: int, target_at: int) -> Change:
    """Cut a bead in two, before the given segments of its sides.

    Args:
        pair: the pair.
        bead: the bead to cut.
        source_at: source segments that stay in the first part.
        target_at: target segments that stay in the first part.

    Raises:
        UsageError: a part would be empty, or a text was edited by hand (it can't be cut at a segment).
    """
    (old,) = _run(pair, [bead])
    if old.source.edited is not None or old.target.edited is not None:
        raise UsageError("an edited text can't be cut at a segment", where=bead, hint="Restore the text first")
    if not (0 <= source_at <= len(old.source.segments) and 0 <= target_at <= len(old.target.segments)):
        raise UsageError("no such segment to cut at", where=bead)
    parts = [
        (_part(old.source, 0, source_at), _part(old.target, 0, target_at)),
        (_part(old.source, source_at, None), _part(old.target, target_at, None)),
    ]
    if any(not (left.segments or right.segments) for left, right in parts):
        raise UsageError("one part would be empty", where=bead, hint="Cut further in")
    return Change(kind="split", before=(old,), after=tuple(_restructured((old,), *part) for part in parts))


def move(pair: AlignedPair, bead: BeadId, side: str, count: int) -> Change:
    """Move segments of one side from a bead to its neighbour.

    Args:
        pair: the pair.
        bead: the bead that gives.
        side: ``source`` or ``target``.
        count: segments to move: to the next bead when positive, to the one before when negative.

    Raises:
        UsageError: there is no such neighbour, or not as many segments, or a bead would be empty.
    """
    here = position_of(pair, bead)
    other = here + (1 if count > 0 else -1)
    if count == 0 or not 0 <= other < len(pair.beads):
        raise UsageError("there is no bead to move to", where=bead)
    first, second = pair.beads[min(here, other)], pair.beads[max(here, other)]
    one, two = _side(first, side), _side(second, side)
    if one.edited is not None or two.edited is not None:
        raise UsageError("an edited text can't be cut at a segment", where=bead, hint="Restore the text first")
    whole = _joined([one, two])
    at = len(one.segments) - count
    if not 0 <= at <= len(whole.segments):
        raise UsageError("not that many segments to move", where=bead)
    after = []
    for old, part in ((first, _part(whole, 0, at)), (second, _part(whole, at, None))):
        left, right = (part, old.target) if side == "source" else (old.source, part)
        if not (left.segments or right.segments):
            raise UsageError("a bead would be empty", where=bead, hint="Merge the two instead")
        after.append(_restructured((old,), left, right))
    return Change(kind="move", before=(first, second), after=tuple(after))


def edit_text(pair: AlignedPair, bead: BeadId, side: str, text: str | None) -> Change:
    """Set what one side says; None restores the segments' own texts."""
    (old,) = _run(pair, [bead])
    value = _side(old, side)
    edited = None if text is None or text == " ".join(value.texts) else text
    new = replace(value, edited=edited)
    left, right = (new, old.target) if side == "source" else (old.source, new)
    return Change(kind="text", before=(old,), after=(_restructured((old,), left, right),))


def approve(pair: AlignedPair, beads: Sequence[BeadId]) -> Change:
    """Vouch for beads, all of one run in one step."""
    return _marked(pair, "approve", beads, lambda bead: replace(bead, state=BeadState.APPROVED))


def unapprove(pair: AlignedPair, beads: Sequence[BeadId]) -> Change:
    """Take approval back; the bead counts as edited, since a person has had it in hand."""
    return _marked(pair, "unapprove", beads, lambda bead: replace(bead, state=BeadState.EDITED))


def flag(pair: AlignedPair, bead: BeadId, note: str) -> Change:
    """Mark a bead for another look; an empty note takes the mark away. Approval stays."""
    return _marked(pair, "flag" if note else "unflag", [bead], lambda old: replace(old, flagged=note))


def exclude(pair: AlignedPair, bead: BeadId, reason: str) -> Change:
    """Keep a bead from every export; an empty reason lets it in again."""
    return _marked(pair, "exclude" if reason else "include", [bead], lambda old: replace(old, excluded=reason))


def annotate(pair: AlignedPair, bead: BeadId, note: str) -> Change:
    """Write a remark that asks for nothing; an empty one removes it."""
    return _marked(pair, "note", [bead], lambda old: replace(old, note=note))


def waive(pair: AlignedPair, bead: BeadId, check: str, reason: str) -> Change:
    """Let a finding pass on this bead as long as its texts stay; an empty reason takes that back."""

    def waived(old: AlignedBead) -> AlignedBead:
        others = tuple(waiver for waiver in old.waivers if waiver.check != check)
        new = (Waiver(check=check, reason=reason, texts=texts_digest(old)),) if reason else ()
        return replace(old, waivers=(*others, *new))

    return _marked(pair, "waive" if reason else "unwaive", [bead], waived)


def _marked(
    pair: AlignedPair, kind: str, beads: Sequence[BeadId], mark: Callable[[AlignedBead], AlignedBead]
) -> Change:
    """Change marks, not texts: the version rises, so that a stale page is noticed."""
    run = _run(pair, beads)
    marked = (mark(bead) for bead in run)
    return Change(kind=kind, before=run, after=tuple(replace(bead, version=bead.version + 1) for bead in marked))


def _run(pair: AlignedPair, beads: Sequence[BeadId]) -> tuple[AlignedBead, ...]:
    if not beads:
        raise UsageError("no bead is named")
    start = position_of(pair, beads[0])
    run = pair.beads[start : start + len(beads)]
    if [bead.id for bead in run] != list(beads):
        raise UsageError("the beads are no neighbours in this order", where=beads[0])
    return run


def _side(bead: AlignedBead, side: str) -> Side:
    if side not in {"source", "target"}:
        raise UsageError(f"no side {side!r}", hint="Use source or target")
    return bead.source if side == "source" else bead.target


def _joined(sides: Sequence[Side]) -> Side:
    edited = None
    if any(side.edited is not None for side in sides):
        edited = " ".join(side.text for side in sides if side.text)
    places = [place for side in sides for place in side.places]
    segments = tuple(segment for side in sides for segment in side.segments)
    return Side(
        segments=segments,
        texts=tuple(text for side in sides for text in side.texts),
        places=tuple(places) if len(places) == len(segments) else (),
        edited=edited,
    )


def _part(side: Side, start: int, end: int | None) -> Side:
    return Side(segments=side.segments[start:end], texts=side.texts[start:end], places=side.places[start:end])


def _restructured(old: Sequence[AlignedBead], source: Side, target: Side) -> AlignedBead:
    """A bead a person has put together: edited, one version up, with every remark of the beads it comes from."""
    first = (*source.segments, *target.segments)[0]
    return AlignedBead(
        id=BeadId(first),
        source=source,
        target=target,
        confidence=min(bead.confidence for bead in old),
        state=BeadState.EDITED,
        flagged="; ".join(dict.fromkeys(bead.flagged for bead in old if bead.flagged)),
        excluded="; ".join(dict.fromkeys(bead.excluded for bead in old if bead.excluded)),
        note="; ".join(dict.fromkeys(bead.note for bead in old if bead.note)),
        waivers=tuple(waiver for bead in old for waiver in bead.waivers),
        version=max(bead.version for bead in old) + 1,
        extra=tuple(dict(item for bead in old for item in bead.extra).items()),
    )
