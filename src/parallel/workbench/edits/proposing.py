"""An edited export that comes back: its changes as proposals, made in one step that undo takes back."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from parallel.errors import UsageError
from parallel.exchange.incoming import Incoming, IncomingUnit
from parallel.exchange.proposals import Proposal, Verdict, proposals_for
from parallel.language.counting import counted
from parallel.model.bitext import AlignedPair, BeadId, BeadState, PairId
from parallel.model.change import Change, replaced
from parallel.store.workspace import Workspace
from parallel.workbench.edits import operations
from parallel.workbench.edits.editing import Editor
from parallel.workbench.exchange.exporting import credits_of


def propose(workspace: Workspace, incoming: Incoming) -> tuple[Proposal, ...]:
    """Return what an export that comes back changes; nothing when the units are not from this workspace.

    Raises:
        InputError: a pair's file is damaged.
    """
    by_pair: dict[str, list[IncomingUnit]] = defaultdict(list)
    for unit in incoming.units:
        if unit.get("x-bead") and unit.get("x-revision"):
            by_pair[unit.get("x-pair")].append(unit)
    manifest = workspace.manifest()
    known, credit = {entry.id for entry in manifest.pairs}, credits_of(manifest)
    found: list[Proposal] = []
    for name, units in by_pair.items():
        if PairId(name) in known:
            try:
                editor = Editor(workspace, PairId(name))
            except UsageError:
                continue  # listed, but never aligned: nothing of it was exported from here
            found += proposals_for(editor.pair, units, credit=credit.get(PairId(name)))
    return tuple(found)


def apply_proposals(workspace: Workspace, proposals: Sequence[Proposal]) -> str:
    """Make the changes that can be made, one step for each pair; return what was done in words.

    Raises:
        StaleError: somebody changed a bead at this very moment; that pair is left alone.
        WriteError: it could not be written.
    """
    by_pair: dict[PairId, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        if proposal.verdict is Verdict.CHANGE:
            by_pair[proposal.pair].append(proposal)
    for name, chosen in by_pair.items():
        editor = Editor(workspace, name)
        base = {proposal.bead: proposal.revision for proposal in chosen}
        editor.apply(lambda pair, wanted=tuple(chosen): _change(pair, wanted), base)  # type: ignore[misc]  # bound early
        editor.fold()
    return summary(proposals, done=True)


def summary(proposals: Sequence[Proposal], *, done: bool = False) -> str:
    """Return counts in words."""
    counts = Counter(proposal.verdict for proposal in proposals)
    made = "made" if done else "proposed"
    said = f"{counted(counts[Verdict.CHANGE], 'change')} {made}, {counted(counts[Verdict.SAME], 'unit')} unchanged"
    if counts[Verdict.STALE]:
        said += f", {counts[Verdict.STALE]} left alone: changed here since the export"
    if counts[Verdict.GONE]:
        said += f", {counts[Verdict.GONE]} left out: their beads are gone"
    return f"{said}.{'' if done or not counts[Verdict.CHANGE] else ' Make them with --apply.'}"


def _change(pair: AlignedPair, proposals: Sequence[Proposal]) -> Change:
    """Put all proposals for a pair into one change."""
    after = pair
    for proposal in proposals:
        for side, text in (("source", proposal.source), ("target", proposal.target)):
            if text is not None:
                after = replaced(after, operations.edit_text(after, proposal.bead, side, text))
        if proposal.note is not None:
            after = replaced(after, operations.annotate(after, [proposal.bead], proposal.note))
        if proposal.state is BeadState.APPROVED:
            after = replaced(after, operations.approve(after, [proposal.bead]))
        elif proposal.state is not None:
            after = replaced(after, operations.count_as_edited(after, [proposal.bead]))
    touched: set[BeadId] = {proposal.bead for proposal in proposals}
    return Change(
        kind="import",
        before=tuple(bead for bead in pair.beads if bead.id in touched),
        after=tuple(bead for bead in after.beads if bead.id in touched),
    )
