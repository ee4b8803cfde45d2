"""The report on pairs of the workspace: what the checks see, how terms are rendered, how it all changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from parallel import __version__
from parallel.check import CheckOptions
from parallel.check.describing import describe
from parallel.check.messages import message_in
from parallel.model.bitext import AlignedPair, BeadId, Bitext
from parallel.model.document import Language
from parallel.model.finding import Finding, Severity
from parallel.model.score import Score
from parallel.model.termbase import ConceptId, TermBase, TermStatus
from parallel.pictures import confidence_strip
from parallel.pictures.dotplot import DotPlotWords
from parallel.report import (
    CheckLine,
    Drifting,
    FindingLine,
    PairPart,
    RenderingCount,
    Report,
    RunLine,
    TermLine,
    marked,
    render_report,
)
from parallel.report.words import Words
from parallel.score import coverage, numbers_kept, term_consistency
from parallel.score.measures import hhi
from parallel.score.renderings import Tally, tallies
from parallel.store.history import History
from parallel.store.workspace import Workspace
from parallel.workbench.findings.checking import CheckReport, Target, check_targets, stored_targets
from parallel.workbench.findings.waiving import Sifted
from parallel.workbench.pairs.picturing import SHARES, HistoryWords, history_picture, pair_plot
from parallel.workbench.progress import Progress, silent
from parallel.workbench.scores.drifting import drifts, numbered, signature_of
from parallel.workbench.scores.scoring import read_history

_SHOWN = 300
"""Findings of a pair that are shown; chosen by us: more is no report but a list, which ``tren check`` writes."""
_TERMS = 400
"""Concepts that are shown."""
_DRIFTS = 20
"""Concepts whose change is tabled."""
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def report_on(
    workspace: Workspace,
    names: Sequence[str],
    termbase: TermBase,
    *,
    language: Language,
    progress: Progress = silent,
) -> Iterator[str]:
    """Yield an HTML report on the named pairs, or all.

    Args:
        workspace: where they are.
        names: pair ids; none means all.
        termbase: for checks and the table of terms.
        language: ``tr`` or ``en``; what the report is written in.
        progress: told before each check.

    Raises:
        UsageError: an unknown pair or language.
        InputError: a pair or the history is damaged.
    """
    words = Words(language)
    targets, others, _ = stored_targets(workspace, names)
    checked = check_targets(targets, CheckOptions(termbase=termbase), others=others, progress=progress)
    if checked.unfinished:
        raise KeyboardInterrupt
    history = read_history(workspace, names)
    measured = [_measured(target, termbase) for target in targets]
    parts = [_part(t, s, m, words) for t, s, m in zip(targets, checked.sifted, measured, strict=True)]
    shares = {score.signature: None for one in measured for score in one.scores}
    report = Report(
        made=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        version=__version__,
        pairs=tuple(parts),
        checks=_checks(checked, language),
        terms=tuple(_terms([one.found for one in measured], targets, termbase)),
        runs=tuple(_runs(history)),
        drifting=tuple(
            Drifting(concept=drift.concept, pair=drift.pair, numbers=drift.numbers, rows=drift.counts)
            for drift in drifts(history)[:_DRIFTS]
        ),
        history=history_picture(history, _history_words(words)) if history.runs else None,
        problems=history.problems,
        signatures=tuple(sorted(shares)),
        language=language,
    )
    return render_report(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    """Figures of one pair."""

    scores: tuple[Score, ...]
    """Of the whole pair."""
    found: dict[ConceptId, Tally]
    """What became of each concept."""


def _measured(target: Target, termbase: TermBase) -> _Measured:
    found = tallies(target.bitext, termbase)
    scores = [*term_consistency(target.bitext, termbase, found=found), *numbers_kept(target.bitext)]
    if target.pair is not None:
        scores += coverage(target.pair)
    whole = tuple(score for score in scores if score.name in SHARES and score.subject in {"", target.bitext.name})
    return _Measured(scores=whole, found=found)


def _part(target: Target, sifted: Sifted, measured: _Measured, words: Words) -> PairPart:
    pair = target.pair
    if pair is None:  # only pairs of the workspace are reported on
        raise TypeError(target.bitext.name)
    counts = Counter(finding.severity for finding in sifted.open)
    serious = [finding for finding in sifted.open if finding.severity is not Severity.INFO]
    known = {score.name: score.value for score in measured.scores}
    return PairPart(
        id=pair.id,
        languages=(pair.languages.source, pair.languages.target),
        beads=len(pair.beads),
        measures=tuple((name, known[name]) for name in SHARES if name in known),
        counts=tuple((severity, counts[severity]) for severity in _SEVERITIES),
        waived=len(sifted.waived),
        findings=tuple(_lines(pair, target.bitext, serious[:_SHOWN], words.language)),
        hidden=max(len(serious) - _SHOWN, 0),
        plot=pair_plot(pair, _plot_words(pair, words)),
        strip=confidence_strip([bead.confidence for bead in pair.beads], title=words("confidence")),
    )


def _lines(pair: AlignedPair, bitext: Bitext, findings: Sequence[Finding], language: Language) -> Iterator[FindingLine]:
    numbers = {bead.id: number for number, bead in enumerate(pair.beads, 1)}
    for finding in findings:
        row = bitext.rows[finding.row]
        yield FindingLine(
            number=numbers.get(row.bead or BeadId(""), finding.row + 1),
            check=describe(finding.check, language).name,
            severity=finding.severity,
            message=message_in(finding, language),
            source=marked(row.source, finding.source_spans),
            target=marked(row.target, finding.target_spans),
        )


def _checks(report: CheckReport, language: Language) -> tuple[CheckLine, ...]:
    """Return the checks whose findings the report shows, in its language."""
    ids = {f.check for sifted in report.sifted for f in sifted.open if f.severity is not Severity.INFO}
    described = sorted((describe(check, language) for check in ids), key=lambda each: each.name)
    return tuple(CheckLine(name=d.name, summary=d.summary, silenced_by=d.silenced_by) for d in described)


def _history_words(words: Words) -> HistoryWords:
    names = {name: words(f"measure.{name}") for name in SHARES}
    return HistoryWords(title=words("history"), missing=words("missing"), measures=names)


def _plot_words(pair: AlignedPair, words: Words) -> DotPlotWords:
    return DotPlotWords(
        title=pair.id,
        source=words("plot_source"),
        target=words("plot_target"),
        sure=words("plot_sure"),
        middling=words("plot_middling"),
        doubtful=words("plot_doubtful"),
        alone=words("plot_alone"),
    )


def _terms(found: Sequence[dict[ConceptId, Tally]], targets: Sequence[Target], termbase: TermBase) -> list[TermLine]:
    """Return the concepts of all pairs together, the least consistent first."""
    together: dict[ConceptId, Counter[str]] = {}
    for tally_by_concept in found:
        for concept, tally in tally_by_concept.items():
            counts = together.setdefault(concept, Counter())
            counts.update(tally.forms)
            counts[""] += tally.unknown + tally.missing
    lines = [_term_line(concept, counts, targets, termbase) for concept, counts in together.items()]
    lines.sort(key=lambda line: (1.0 if line.hhi is None else line.hhi, -line.occurrences, line.concept))
    return lines[:_TERMS]


def _term_line(concept: ConceptId, counts: Counter[str], targets: Sequence[Target], termbase: TermBase) -> TermLine:
    languages = targets[0].bitext.languages
    entry = termbase.by_id[concept]
    statuses: dict[str, TermStatus] = {term.text: term.status for term in entry.in_language(languages.target)}
    used = [(form, count) for form, count in counts.most_common() if count]
    rendered = [count for form, count in used if form]
    return TermLine(
        concept=concept,
        term=next((term.text for term in entry.in_language(languages.source)), concept),
        occurrences=sum(counts.values()),
        renderings=tuple(RenderingCount(text=form, status=statuses.get(form), count=count) for form, count in used),
        hhi=hhi(rendered) if rendered else None,
    )


def _runs(history: History) -> Iterator[RunLine]:
    for pair, runs in numbered(history).items():
        before = ""
        for number, run in runs:
            known = {score.name: score.value for score in run.scores if score.subject in {"", pair}}
            signature = signature_of(run)
            yield RunLine(
                pair=pair,
                number=number,
                date=run.date[:16].replace("T", " "),
                measures=tuple((name, known[name]) for name in SHARES if name in known),
                joined=before in {"", signature},
            )
            before = signature
