"""What a person may do to beads, as pure functions from a pair to a change.

Undoing is the same change read backwards, so an operation needs no inverse of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from unicodedata import category, normalize

from parallel.errors import UsageError
from parallel.model.bitext import AlignedBead, AlignedPair, Alignment, BeadId, BeadState, Side, Waiver
from parallel.model.change import Change, position_of
from parallel.model.document import SegmentId
from parallel.workbench.pairs.bitexts import texts_digest

Operation = Callable[[AlignedPair], Change]
"""What an editor applies: one of the functions below with all but the pair filled in."""


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
        (part_of(old.source, 0, source_at), part_of(old.target, 0, target_at)),
        (part_of(old.source, source_at, None), part_of(old.target, target_at, None)),
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
    if count == 0:
        raise UsageError("no segment is to be moved", where=bead, hint="Say how many: 1 forward, -1 back")
    here = position_of(pair, bead)
    other = here + (1 if count > 0 else -1)
    if not 0 <= other < len(pair.beads):
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
    for old, part in ((first, part_of(whole, 0, at)), (second, part_of(whole, at, None))):
        left, right = (part, old.target) if side == "source" else (old.source, part)
        if not (left.segments or right.segments):
            raise UsageError("a bead would be empty", where=bead, hint="Merge the two instead")
        after.append(_restructured((old,), left, right))
    return Change(kind="move", before=(first, second), after=tuple(after))


def edit_text(pair: AlignedPair, bead: BeadId, side: str, text: str | None) -> Change:
    """Set what one side says; None restores the segments' own texts.

    Raises:
        UsageError: no such bead or side, or the text holds control characters.
    """
    (old,) = _run(pair, [bead])
    value = _side(old, side)
    if text is not None:
        text = clean_words(text, bead)
    edited = None if text is None or text == " ".join(value.texts) else text
    if edited == value.edited:
        return Change(kind="text", before=(), after=())
    new = replace(value, edited=edited)
    sides = {"source": new, "target": old.target} if side == "source" else {"source": old.source, "target": new}
    changed = replace(old, **sides, state=BeadState.EDITED, version=old.version + 1)  # type: ignore[arg-type]  # two sides
    return Change(kind="text", before=(old,), after=(changed,))


def approve(pair: AlignedPair, beads: Sequence[BeadId]) -> Change:
    """Vouch for beads, all in one step; those approved already stay as they are."""
    return _marked(pair, "approve", beads, lambda bead: replace(bead, state=BeadState.APPROVED))


def unapprove(pair: AlignedPair, beads: Sequence[BeadId]) -> Change:
    """Take approval back; the bead counts as edited, since a person has had it in hand."""

    def unapproved(bead: AlignedBead) -> AlignedBead:
        return replace(bead, state=BeadState.EDITED) if bead.state is BeadState.APPROVED else bead

    return _marked(pair, "unapprove", beads, unapproved)


def count_as_edited(pair: AlignedPair, beads: Sequence[BeadId]) -> Change:
    """Say that a person has had beads in hand: automatic and approved ones alike count as edited."""
    return _marked(pair, "edited", beads, lambda bead: replace(bead, state=BeadState.EDITED))


def flag(pair: AlignedPair, beads: Sequence[BeadId], note: str) -> Change:
    """Mark beads for another look, saying why. Approval stays."""
    words = _required(note, "a flag needs a note")
    return _marked(pair, "flag", beads, lambda old: replace(old, flagged=words))


def unflag(pair: AlignedPair, beads: Sequence[BeadId]) -> Change:
    """Take the mark away."""
    return _marked(pair, "unflag", beads, lambda old: replace(old, flagged=""))


def exclude(pair: AlignedPair, beads: Sequence[BeadId], reason: str) -> Change:
    """Keep beads from every export, saying why."""
    words = _required(reason, "leaving a bead out needs a reason")
    return _marked(pair, "exclude", beads, lambda old: replace(old, excluded=words))


def include(pair: AlignedPair, beads: Sequence[BeadId]) -> Change:
    """Let beads into exports again."""
    return _marked(pair, "include", beads, lambda old: replace(old, excluded=""))


def annotate(pair: AlignedPair, beads: Sequence[BeadId], note: str) -> Change:
    """Write a remark that asks for nothing; an empty one removes it."""
    words = clean_words(note)
    return _marked(pair, "note", beads, lambda old: replace(old, note=words))


def waive(pair: AlignedPair, beads: Sequence[BeadId], check: str, reason: str) -> Change:
    """Let a check's findings pass on beads, saying why; it holds as long as their texts stay.

    Raises:
        UsageError: there is no such check or bead, or no reason.
    """
    from parallel.check.registry import refuse_unknown  # noqa: PLC0415  (slow to import, and few edits are waivers)

    refuse_unknown([check])
    words = _required(reason, "a waiver needs a reason")

    def waived(old: AlignedBead) -> AlignedBead:
        new = Waiver(check=check, reason=words, texts=texts_digest(old))
        others = [waiver for waiver in old.waivers if waiver.check != check]
        return replace(old, waivers=(*others, new))

    return _marked(pair, "waive", beads, waived)


def unwaive(pair: AlignedPair, beads: Sequence[BeadId], check: str) -> Change:
    """Report a check's findings on beads again."""

    def unwaived(old: AlignedBead) -> AlignedBead:
        return replace(old, waivers=tuple(waiver for waiver in old.waivers if waiver.check != check))

    return _marked(pair, "unwaive", beads, unwaived)


def realign(
    pair: AlignedPair,
    first: BeadId,
    last: BeadId,
    aligner: Callable[[Sequence[str], Sequence[str]], Alignment],
) -> Change:
    """Pair the sentences between two beads anew, both included, in one step; what people vouched for stays in place.

    Args:
        pair: the pair.
        first: first bead of the run.
        last: last bead of the run.
        aligner: aligns source texts with target texts.

    Raises:
        UsageError: no such beads, or in the wrong order.
    """
    start, end = position_of(pair, first), position_of(pair, last) + 1
    if start >= end:
        raise UsageError("the last bead stands before the first", where=first)
    before = pair.beads[start:end]
    after: list[AlignedBead] = []
    free: list[AlignedBead] = []
    for bead in before:
        if bead.human:
            after += [*_realigned(free, aligner), bead]
            free = []
        else:
            free.append(bead)
    after += _realigned(free, aligner)
    if [_shape(bead) for bead in after] == [_shape(bead) for bead in before]:
        return Change(kind="realign", before=(), after=())
    return Change(kind="realign", before=before, after=tuple(after))


def clean_words(text: str, where: str = "") -> str:
    """Return text a person typed in NFC, without spaces at its ends.

    Raises:
        UsageError: it holds control characters or half characters.
    """
    for char in text:
        if category(char) in {"Cc", "Cs"} and char not in "\n\t":
            raise UsageError(f"control character U+{ord(char):04X} in the text", where=where, hint="Take it out")
    return normalize("NFC", text).strip()


def _realigned(
    beads: Sequence[AlignedBead], aligner: Callable[[Sequence[str], Sequence[str]], Alignment]
) -> list[AlignedBead]:
    if not beads:
        return []
    source, target = _joined([bead.source for bead in beads]), _joined([bead.target for bead in beads])
    version = max(bead.version for bead in beads) + 1
    found = []
    for bead in aligner(source.texts, target.texts).beads:
        left = part_of(source, bead.source.start, bead.source.end)
        right = part_of(target, bead.target.start, bead.target.end)
        found.append(
            AlignedBead(
                id=_first(left, right),
                source=left,
                target=right,
                confidence=bead.confidence,
                evidence=bead.evidence,
                version=version,
            )
        )
    return list(beads) if [_shape(bead) for bead in found] == [_shape(bead) for bead in beads] else found


def _shape(bead: AlignedBead) -> tuple[tuple[SegmentId, ...], tuple[SegmentId, ...]]:
    return bead.source.segments, bead.target.segments


def _required(words: str, otherwise: str) -> str:
    found = clean_words(words)
    if not found:
        raise UsageError(otherwise, hint="Write a few words")
    return found


def _marked(
    pair: AlignedPair, kind: str, beads: Sequence[BeadId], mark: Callable[[AlignedBead], AlignedBead]
) -> Change:
    """Change marks, not texts: the version rises, so that a stale page is noticed."""
    if not beads:
        raise UsageError("no bead is named")
    by_id = {bead.id: bead for bead in pair.beads}
    before, after = [], []
    for name in dict.fromkeys(beads):
        old = by_id.get(name) or pair.beads[position_of(pair, name)]
        new = mark(old)
        if new != old:
            before.append(old)
            after.append(replace(new, version=old.version + 1))
    return Change(kind=kind, before=tuple(before), after=tuple(after))


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
        if edited == " ".join(text for side in sides for text in side.texts):
            edited = None  # a sentence that was cut is whole again
    places = [place for side in sides for place in side.places]
    segments = tuple(segment for side in sides for segment in side.segments)
    return Side(
        segments=segments,
        texts=tuple(text for side in sides for text in side.texts),
        places=tuple(places) if len(places) == len(segments) else (),
        edited=edited,
        extra=tuple(dict(item for side in sides for item in side.extra).items()),
    )


def part_of(side: Side, start: int, end: int | None) -> Side:
    """Return the segments ``start`` to ``end`` of a side, as the text has them."""
    return Side(
        segments=side.segments[start:end],
        texts=side.texts[start:end],
        places=side.places[start:end],
        extra=side.extra,
    )


def _restructured(old: Sequence[AlignedBead], source: Side, target: Side) -> AlignedBead:
    """A bead a person has put together: edited, one version up, with every remark of the beads it comes from."""
    return AlignedBead(
        id=_first(source, target),
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


def _first(source: Side, target: Side) -> BeadId:
    return BeadId((*source.segments, *target.segments)[0])
