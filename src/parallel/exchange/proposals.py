"""What somebody changed in an export that comes back, against the pair as it stands now."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from parallel.exchange.incoming import IncomingUnit
from parallel.exchange.unit import tidy
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, BeadState, PairId


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
    approve: bool = False
    """Whether the unit comes back approved."""
    standing: tuple[str, str] = ("", "")
    """Both texts as they stand now."""

    @property
    def changes(self) -> bool:
        """Whether there is anything to say of it."""
        return self.verdict is not Verdict.SAME

    def line(self) -> str:
        """Return it as one line for a person."""
        said = [f"{name} → {text!r}" for name, text in (("source", self.source), ("target", self.target)) if text]
        said += ["approved"] if self.approve else []
        why = {Verdict.STALE: " (changed here since: left alone)", Verdict.GONE: " (no such bead: left out)"}
        return f"{self.bead}: {', '.join(said) or 'changed'}{why.get(self.verdict, '')}"


def proposals_for(pair: AlignedPair, units: Iterable[IncomingUnit]) -> tuple[Proposal, ...]:
    """Compare units that carry ``x-bead`` and ``x-revision`` with the beads of a pair. Cost: linear."""
    beads = {bead.id: bead for bead in pair.beads}
    found = []
    for unit in units:
        bead = beads.get(BeadId(unit.get("x-bead")))
        found.append(_gone(pair.id, unit) if bead is None else _compared(pair.id, unit, bead))
    return tuple(found)


def _compared(pair: PairId, unit: IncomingUnit, bead: AlignedBead) -> Proposal:
    new = [tidy(text) for text in unit.texts]
    old = (tidy(bead.source.text), tidy(bead.target.text))
    changed = [text if text != before else None for text, before in zip(new, old, strict=True)]
    approve = unit.state is BeadState.APPROVED and bead.state is not BeadState.APPROVED
    verdict = Verdict.SAME
    if approve or changed != [None, None]:
        verdict = Verdict.CHANGE if unit.get("x-revision") == bead.revision else Verdict.STALE
    return Proposal(
        pair=pair,
        bead=bead.id,
        revision=unit.get("x-revision"),
        verdict=verdict,
        source=changed[0],
        target=changed[1],
        approve=approve,
        standing=old,
    )


def _gone(pair: PairId, unit: IncomingUnit) -> Proposal:
    source, target = unit.texts
    bead = BeadId(unit.get("x-bead"))
    return Proposal(
        pair=pair, bead=bead, revision=unit.get("x-revision"), verdict=Verdict.GONE, source=source, target=target
    )
