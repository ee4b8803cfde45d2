"""Checking pairs of the workspace, or bare files of pairs."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from parallel.check import CheckOptions, count_usage
from parallel.check.rendering import USES_OTHERS
from parallel.check.run import enabled_checks, in_order, plan
from parallel.errors import InputError, UsageError
from parallel.exchange.tsv import read_pairs
from parallel.model.bitext import AlignedPair, Bitext, Languages
from parallel.model.finding import Finding, Severity
from parallel.model.termbase import ConceptId
from parallel.store.aligned import load_pair
from parallel.store.glossary import PREFERENCES
from parallel.store.manifest import Manifest
from parallel.store.preferences import Preference, load_preferences
from parallel.store.waivers import StandingWaiver, load_waivers, waivers_path
from parallel.store.workspace import Workspace
from parallel.workbench.exchange.importing import bitext_from_exchange
from parallel.workbench.findings.waiving import Sifted, Waived, is_about, sift, waive_findings
from parallel.workbench.glossary.preferring import preferred_for
from parallel.workbench.pairs.bitexts import bitext_of
from parallel.workbench.pairs.pairs import chosen_pairs, stored_pair
from parallel.workbench.progress import Progress, silent
from parallel.workbench.texts.opening import raw_from

_COLLECT_AFTER = 100_000
"""New values before the garbage collector looks at them; chosen by us."""
_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}

Checked = tuple[Bitext, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is checked."""

    bitext: Bitext
    """Its rows."""
    pair: AlignedPair | None = None
    """The beads behind the rows, whose waivers count; None for a bare file."""
    preferred: Mapping[ConceptId, str] = field(default_factory=lambda: MappingProxyType({}))
    """Renderings asked for in it, by concept."""
    standing: tuple[StandingWaiver, ...] = ()
    """What is let pass in it as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What people ask for in a workspace beside its term base: renderings for articles, and checks let pass."""

    manifest: Manifest
    """Which pairs there are, and of which authors and clients."""
    preferences: tuple[Preference, ...]
    """Renderings asked for, by scope."""
    standing: tuple[StandingWaiver, ...]
    """Pairs and checks let pass as a whole."""

    def target(self, pair: AlignedPair) -> Target:
        """Return a pair with what is asked for in it."""
        entry = next((entry for entry in self.manifest.pairs if entry.id == pair.id), None)
        preferred = {} if entry is None else preferred_for(self.manifest, entry, self.preferences)
        standing = tuple(waiver for waiver in self.standing if waiver.pair in {"", pair.id})
        return Target(bitext=bitext_of(pair), pair=pair, preferred=preferred, standing=standing)


def asked_in(workspace: Workspace) -> Asked:
    """Read what is asked for in a workspace; ``asked_files`` names where it stands.

    Raises:
        InputError: a file is not of the form; ``file:line`` is named.
    """
    manifest, preferences = workspace.manifest(), load_preferences(workspace)
    return Asked(manifest=manifest, preferences=preferences, standing=load_waivers(workspace))


def asked_files(workspace: Workspace) -> tuple[Path, ...]:
    """Return the files ``asked_in`` reads, for whoever keeps what it gave until one of them changes."""
    return (workspace.manifest_path, workspace.glossary_path / PREFERENCES, waivers_path(workspace))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What the checks saw, beside what people have let pass."""

    targets: tuple[Target, ...]
    """What was checked, in order."""
    sifted: tuple[Sifted, ...]
    """Findings of each target."""
    unfinished: tuple[str, ...] = ()
    """``pair: check`` for what was not run to its end because somebody stopped it."""

    @property
    def checked(self) -> tuple[Checked, ...]:
        """Targets with their open findings."""
        return tuple((t.bitext, s.open) for t, s in zip(self.targets, self.sifted, strict=True))

    @property
    def waived(self) -> tuple[Checked, ...]:
        """Targets with the findings let pass."""
        return tuple((t.bitext, s.waived) for t, s in zip(self.targets, self.sifted, strict=True))

    @property
    def standing(self) -> int:
        """Findings let pass by waivers of whole pairs and checks."""
        return sum(len(sifted.standing) for sifted in self.sifted)

    @property
    def reopened(self) -> int:
        """Findings let pass once and reported again because a text has changed."""
        return sum(len(sifted.reopened) for sifted in self.sifted)


def check_targets(
    targets: Sequence[Target],
    options: CheckOptions,
    *,
    others: Sequence[Bitext] = (),
    progress: Progress = silent,
) -> CheckReport:
    """Check targets against the term base and against each other.

    Stopped by Ctrl-C it returns what was found so far, and says what it did not come to.

    Args:
        targets: what to check.
        options: term base and enabled checks; how concepts are rendered elsewhere is counted here.
        others: bitexts that are not checked, but whose renderings count.
        progress: told before each check.

    Raises:
        UsageError: an enabled check is unknown.
    """
    with _few_collections():
        return _checked(targets, options, others, progress)


def _checked(
    targets: Sequence[Target], options: CheckOptions, others: Sequence[Bitext], progress: Progress
) -> CheckReport:
    run = _Run(enabled_checks(options), [len(plan(target.bitext, options=options)) for target in targets], progress)
    options = run.with_usage(options, [*(target.bitext for target in targets), *others])
    sifted = []
    for target in targets:
        asked = replace(options, preferred={**options.preferred, **target.preferred})
        found = run.findings(target.bitext, asked)
        sifted.append(sift(target.pair, target.bitext, found, target.standing) if target.pair else Sifted(open=found))
    return CheckReport(targets=tuple(targets), sifted=tuple(sifted), unfinished=tuple(run.unfinished))


@contextmanager
def _few_collections() -> Iterator[None]:
    """Have the garbage collector come by rarely: a long run makes millions of small values and hardly a cycle.

    Collecting as often as usual takes a quarter of the time of a run (measured on 6,000 news pairs).
    """
    usual = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class _Run:
    """One run over several bitexts: counts its steps, and after Ctrl-C lets the rest go by."""

    def __init__(self, names: Sequence[str], steps: Sequence[int], progress: Progress) -> None:
        self.unfinished: list[str] = []
        self._names = names
        self._progress = progress
        self._done = 0
        self._total = sum(steps)

    def with_usage(self, options: CheckOptions, bitexts: Sequence[Bitext]) -> CheckOptions:
        """Add how each bitext renders the concepts, where there are several and somebody asks."""
        if options.termbase is None or len(bitexts) < 2 or USES_OTHERS not in self._names:  # noqa: PLR2004  (a comparison)
            return options
        try:
            self._progress("counting renderings", 0, self._total)
            return replace(options, usage=count_usage(bitexts, options.termbase))
        except KeyboardInterrupt:
            self.unfinished.append("counting renderings")
            return options

    def findings(self, bitext: Bitext, options: CheckOptions) -> tuple[Finding, ...]:
        """Run the checks one by one; once stopped, none."""
        found: list[Finding] = []
        finished: set[str] = set()
        if not self.unfinished:
            try:
                for step in plan(bitext, options=options):
                    self._progress(f"{bitext.name}: {step.name}", self._done, self._total)
                    found.extend(step.findings)  # one by one, so that what a stopped check has seen is kept
                    finished.update(step.finishes)
                    self._done += 1
            except KeyboardInterrupt:
                pass
        self.unfinished += [f"{bitext.name}: {name}" for name in self._names if name not in finished]
        return in_order(found)


def stored_targets(
    workspace: Workspace, names: Sequence[str]
) -> tuple[tuple[Target, ...], tuple[Bitext, ...], tuple[str, ...]]:
    """Return the named pairs, or all, the bitexts of the other pairs, and warnings about the files.

    Raises:
        UsageError: an unknown pair.
        InputError: a file in ``aligned/`` is refused.
    """
    targets: list[Target] = []
    warnings: list[str] = []
    asked = asked_in(workspace)
    for _, pair, odd in chosen_pairs(workspace, names):
        targets.append(asked.target(pair))
        warnings += odd
    chosen = {target.bitext.name for target in targets}
    others = []
    for name in (entry.id for entry in asked.manifest.pairs if entry.id not in chosen):
        try:
            other, _ = stored_pair(workspace, name)
        except InputError as error:  # a damaged pair nobody asked for must not keep anybody from work on another one
            warnings.append(left_out(error))
        else:
            others += [bitext_of(other)] if other is not None else []
    return tuple(targets), tuple(others), tuple(warnings)


def left_out(error: InputError) -> str:
    """Return what to say of a damaged pair that others would have been compared with."""
    return f"{error.where}: {error.message}; other pairs were not compared with it. See `tren doctor`"


def narrowed(report: CheckReport, *, severity: Severity, about: str = "") -> CheckReport:
    """Keep only findings at least as serious as ``severity``, and about some words if any are given."""

    def kept(target: Target, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        return tuple(
            finding
            for finding in findings
            if _RANK[finding.severity] >= _RANK[severity] and (not about or is_about(target.bitext, finding, about))
        )

    sifted = tuple(
        Sifted(
            open=kept(t, s.open),
            waived=kept(t, s.waived),
            standing=kept(t, s.standing),
            reopened=kept(t, s.reopened),
        )
        for t, s in zip(report.targets, report.sifted, strict=True)
    )
    return replace(report, sifted=sifted)


def waive_open(workspace: Workspace, report: CheckReport, reason: str) -> tuple[Waived, ...]:
    """Let all open findings of a report pass, one step for each pair and check.

    Raises:
        UsageError: no reason, or a finding is in a bare file.
        WriteError: it is not saved.
    """
    done: list[Waived] = []
    for target, sifted in zip(report.targets, report.sifted, strict=True):
        if target.pair is None:
            raise UsageError("only findings of the workspace's pairs can be waived", where=target.bitext.name)
        if sifted.open:
            done += waive_findings(workspace, target.pair, target.bitext, sifted.open, reason)
    return tuple(done)


def bitext_from_file(name: str, languages: Languages, *, stdin: bytes = b"", encoding: str | None = None) -> Bitext:
    """Read pairs from ``tr<TAB>en`` lines, from a bead file of ``aligned/``, or from TMX or XLIFF.

    Raises:
        UsageError: no such file.
        InputError: not of either form; ``file:line`` is named.
    """
    if Path(name).suffix == ".jsonl":
        raw_from(name)  # the same refusals as for any text
        pair, _ = load_pair(Path(name), name)
        return bitext_of(pair)
    if Path(name).suffix in {".tmx", ".xlf", ".xliff"}:
        return bitext_from_exchange(name, languages)
    return read_pairs(raw_from(name, stdin=stdin, encoding=encoding).text, name, languages)


def at_least(checked: Sequence[Checked], severity: Severity) -> tuple[Checked, ...]:
    """Keep only findings at least as serious as ``severity``."""
    kept = []
    for bitext, findings in checked:
        kept.append((bitext, tuple(f for f in findings if _RANK[f.severity] >= _RANK[severity])))
    return tuple(kept)


def count(checked: Sequence[Checked]) -> int:
    """Return the number of findings."""
    return sum(len(findings) for _, findings in checked)
