"""What somebody changed in an export that comes back, against the pair as it stands now.

Texts, states and remarks can come back. Where a file keeps a list of notes the first is our provenance; where it has
one cell for all of them they follow one another behind ``; ``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from parallel.exchange.incoming import IncomingUnit
from parallel.exchange.unit import Credits, TranslationUnit, origin_of, tidy, unit_of
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, BeadState, PairId

JOINT = "; "
"""Between notes that share a cell."""
_PROVENANCE = "source: "


class Verdict(StrEnum):
    """What can be done with a unit that comes back."""

    SAME = "same"
    """Nothing was changed."""
    CHANGE = "change"
    """Texts or state were changed, and nobody touched the bead since."""
    STALE = "stale"
    """Something was changed, but the bead too, since the export: never made."""
    GONE = "gone"
    """The bead is not there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One unit that comes back."""

    pair: PairId
    """Its pair."""
    bead: BeadId
    """Its bead."""
    revision: str
    """Revision of the bead when it was exported."""
    verdict: Verdict
    """What can be done."""
    source: str | None = None
    """New source text, None where it stays."""
    target: str | None = None
    """New translation, None where it stays."""
    state: BeadState | None = None
    """New state, None where it stays."""
    note: str | None = None
    """New remark, empty to take it away; None where it stays."""
    standing: tuple[str, str] = ("", "")
    """Both texts as they stand now."""

    @property
    def changes(self) -> bool:
        """Whether there is anything to say of it."""
        return self.verdict is not Verdict.SAME

    def line(self) -> str:
        """Return it as one line for a person."""
        said = [f"{name} → {text!r}" for name, text in (("source", self.source), ("target", self.target)) if text]
        said += [_STATE_WORDS[self.state]] if self.state else []
        said += [f"note → {self.note!r}" if self.note else "note removed"] if self.note is not None else []
        why = {Verdict.STALE: " (changed here since: left alone)", Verdict.GONE: " (no such bead: left out)"}
        return f"{self.bead}: {', '.join(said) or 'changed'}{why.get(self.verdict, '')}"


_STATE_WORDS = {
    BeadState.APPROVED: "approved",
    BeadState.EDITED: "counts as edited",
    BeadState.AUTO: "counts as automatic",
}


def proposals_for(
    pair: AlignedPair, units: Iterable[IncomingUnit], *, credit: Credits | None = None
) -> tuple[Proposal, ...]:
    """Compare units that carry ``x-bead`` and ``x-revision`` with the beads of a pair.

    Args:
        pair: as it stands.
        units: that came back.
        credit: source and rights of its documents, which a unit's first note names.

    Cost: linear.
    """
    beads = {bead.id: bead for bead in pair.beads}
    found = []
    for unit in units:
        bead = beads.get(BeadId(unit.get("x-bead")))
        if bead is None:
            found.append(_gone(pair.id, unit))
        else:
            found.append(_compared(unit, bead, unit_of(pair, bead, credit or Credits())))
    return tuple(found)


def _compared(unit: IncomingUnit, bead: AlignedBead, standing: TranslationUnit) -> Proposal:
    new = [tidy(text) for text in unit.texts]
    old = (standing.source, standing.target)
    changed = [text if text != before else None for text, before in zip(new, old, strict=True)]
    state, note = _new_state(unit.state, bead.state), _new_note(unit.notes, bead, standing)
    verdict = Verdict.SAME
    if changed != [None, None] or state is not None or note is not None:
        verdict = Verdict.CHANGE if unit.get("x-revision") == bead.revision else Verdict.STALE
    return Proposal(
        pair=PairId(standing.get("x-pair")),
        bead=bead.id,
        revision=unit.get("x-revision"),
        verdict=verdict,
        source=changed[0],
        target=changed[1],
        state=state,
        note=note,
        standing=old,
    )


def _new_state(said: BeadState | None, stands: BeadState) -> BeadState | None:
    """Return the state a unit comes back in, None where it is no news; nothing becomes a machine's work again."""
    if said is None or said is stands or (said, stands) == (BeadState.AUTO, BeadState.EDITED):
        return None
    return BeadState.APPROVED if said is BeadState.APPROVED else BeadState.EDITED


def _new_note(notes: Iterable[str], bead: AlignedBead, standing: TranslationUnit) -> str | None:
    """Return a bead's new remark, None where it stays or the file does not tell.

    What the file the bead was imported from said is no remark of ours; changed, it becomes one.
    """
    came = [note for note in map(tidy, notes) if note]
    if not came:
        return None  # a tool that drops notes takes none away
    first = came[0]
    if first == standing.note:
        came = came[1:]
    elif first.startswith(standing.note + JOINT) and standing.note:
        came[0] = first[len(standing.note + JOINT) :]
    elif first.startswith(_PROVENANCE):
        return None  # provenance has changed since: where it ends in a cell can't be told
    if JOINT.join(came) == JOINT.join(standing.remarks):
        return None
    for known in (tidy(note) for note in origin_of(bead).notes):
        if known in came:
            came.remove(known)
        elif known and came and came[-1].endswith(JOINT + known):
            came[-1] = came[-1].removesuffix(JOINT + known)
    note = JOINT.join(came)
    return note if note != tidy(bead.note) else None


def _gone(pair: PairId, unit: IncomingUnit) -> Proposal:
    source, target = unit.texts
    bead = BeadId(unit.get("x-bead"))
    return Proposal(
        pair=pair, bead=bead, revision=unit.get("x-revision"), verdict=Verdict.GONE, source=source, target=target
    )
