"""Cutting inside a sentence: what the text has as one, and its translation as two."""

from dataclasses import replace

from parallel.errors import UsageError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, BeadState, Side
from parallel.model.change import Change, position_of
from parallel.workbench.edits.operations import part_of


def cut_sentence(pair: AlignedPair, bead: BeadId, side: str, at: int, offset: int) -> Change:
    """Cut a bead in two inside a sentence of one side; the other side is cut between sentences, where its length fits.

    The sentence itself stays whole in the text and belongs to the first part, which says what stands before the cut;
    the second part says the rest. Merging the two gives the sentence back.

    Args:
        pair: the pair.
        bead: the bead to cut.
        side: ``source`` or ``target``: where the sentence is.
        at: place of the sentence on its side, from 0.
        offset: code points of the sentence that stay in the first part.

    Raises:
        UsageError: no such place, or the other side has no second sentence for the rest.
    """
    if side not in {"source", "target"}:
        raise UsageError(f"no side {side!r}", hint="Use source or target")
    old = pair.beads[position_of(pair, bead)]
    own, other = (old.source, old.target) if side == "source" else (old.target, old.source)
    texts = own.texts if own.edited is None else (own.edited,)
    if not 0 <= at < len(texts) or not texts[at][:offset].strip() or not texts[at][max(offset, 0) :].strip():
        raise UsageError("choose a place inside the sentence", where=bead)
    if other.edited is not None:
        raise UsageError("an edited text can't be cut at a segment", where=bead, hint="Restore the text first")
    if len(other.segments) < 2:  # noqa: PLR2004  (one for each part)
        what = "the other side has no second sentence for the rest"
        raise UsageError(what, where=bead, hint="Merge with the next one first")
    before = " ".join((*texts[:at], texts[at][:offset].strip()))
    after = " ".join((texts[at][offset:].strip(), *texts[at + 1 :]))
    stay = len(own.segments) if own.edited is not None else at + 1
    there = _between(other.texts, len(before) / (len(before) + len(after)))
    parts = [
        (replace(part_of(own, 0, stay), edited=before), part_of(other, 0, there)),
        (replace(part_of(own, stay, None), edited=after), part_of(other, there, None)),
    ]
    made = tuple(_made(old, *(pieces if side == "source" else pieces[::-1])) for pieces in parts)
    return Change(kind="split", before=(old,), after=made)


def _made(old: AlignedBead, source: Side, target: Side) -> AlignedBead:
    first = BeadId((*source.segments, *target.segments)[0])
    version = old.version + 1
    return replace(old, id=first, source=source, target=target, state=BeadState.EDITED, version=version, evidence=())


def _between(texts: tuple[str, ...], share: float) -> int:
    """Return how many texts to keep, at least one and not all, so that their length comes nearest to a share of all."""
    total = sum(map(len, texts))
    return min(range(1, len(texts)), key=lambda at: abs(sum(map(len, texts[:at])) - share * total))
