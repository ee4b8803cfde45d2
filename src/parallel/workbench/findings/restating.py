"""``exports/PAIR.findings.tsv`` of all pairs: how one renders a term is what another one is measured by."""

from dataclasses import replace

from parallel.check import CheckOptions
from parallel.errors import InputError
from parallel.exchange.findings import write_tsv
from parallel.model.bitext import PairId
from parallel.model.document import DocId
from parallel.model.finding import Finding, Severity
from parallel.model.termbase import TermBase
from parallel.store import atomic
from parallel.store.manifest import Manifest
from parallel.store.workspace import Workspace
from parallel.workbench.findings.checking import check_targets, left_out, stored_targets
from parallel.workbench.pairs.pairs import stored_pair
from parallel.workbench.progress import Progress, silent
from parallel.workbench.upkeep.stamps import Stamps, file_digest, pairs_of

PENDING = "pending"
"""Stands for the digest of a findings file not written yet, so that a build that was stopped before is not fresh."""


def findings_name(pair: str) -> str:
    """Return the name of a pair's findings file in ``exports/``."""
    return f"{pair}.findings.tsv"


def restate_findings(
    workspace: Workspace, manifest: Manifest, termbase: TermBase, stamps: Stamps, *, progress: Progress = silent
) -> tuple[str, ...]:
    """Check all pairs of the documents built so far, write what was found, and note it in the stamps.

    Cost: that of checking every pair, since a rendering changed in one may make another one the odd one out.

    Returns:
        One line for every damaged pair of another document, which is left out.

    Raises:
        WriteError: a file could not be written.
    """
    owner, warnings = _owners(workspace, manifest, stamps)
    if not owner:
        return warnings
    targets, others, _ = stored_targets(workspace, tuple(owner))
    report = check_targets(targets, CheckOptions(termbase=termbase), others=others, progress=progress)
    if report.unfinished:
        raise KeyboardInterrupt
    for document in owner.values():
        stamp = stamps.by_document[document]
        stamps.by_document[document] = replace(stamp, row=replace(stamp.row, findings=0))
    for target, (bitext, findings) in zip(report.targets, report.checked, strict=True):
        path = workspace.exports_path / findings_name(bitext.name)
        data = "".join(write_tsv([(bitext, findings)]))
        atomic.save_if_changed(path, data.encode("utf-8", "backslashreplace"))
        if target.pair is not None:
            stamp = stamps.by_document[owner[target.pair.id]]
            row = replace(stamp.row, findings=stamp.row.findings + _serious(findings))
            outputs = {**stamp.outputs, workspace.shown(path): file_digest(path)}
            stamps.by_document[owner[target.pair.id]] = replace(stamp, row=row, outputs=outputs)
    stamps.save()
    return warnings


def _owners(workspace: Workspace, manifest: Manifest, stamps: Stamps) -> tuple[dict[PairId, DocId], tuple[str, ...]]:
    """Return the documents of all pairs built so far that can be read, and a line for those that can't."""
    owner: dict[PairId, DocId] = {}
    warnings = []
    for entry in (entry for entry in manifest.documents if entry.id in stamps.by_document):
        for pair in pairs_of(manifest, entry):
            try:
                stored_pair(workspace, pair.id)
            except InputError as error:
                warnings.append(left_out(error))
            else:
                owner[pair.id] = entry.id
    return owner, tuple(warnings)


def _serious(findings: tuple[Finding, ...]) -> int:
    return sum(finding.severity is not Severity.INFO for finding in findings)
