"""Pictures of alignments and histories, from what the workspace holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from parallel.model.bitext import AlignedPair, Alignment, Bead
from parallel.model.span import Span
from parallel.pictures import Chart, Line, Picture, dot_plot, line_chart, stacked
from parallel.pictures.dotplot import ENGLISH_WORDS, DotPlotWords
from parallel.store.history import History, Run
from parallel.workbench.pairs.aligning import AlignedFiles
from parallel.workbench.scores.drifting import Drift, drifts, numbered

SHARES = ("aligned", "approved", "term-preferred", "term-hhi", "term-ltcr", "numbers-kept")
"""Measures drawn together: all are shares, 1 is best."""
_CONCEPTS = 8
"""Drifting concepts drawn, the most changed first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryWords:
    """The words in the pictures of a history."""

    title: str = "Score history"
    """Of all together."""
    missing: str = "no term"
    """Occurrences for which no term of the base stands."""
    measures: Mapping[str, str] = field(default_factory=dict)
    """What measures are called; one that is not named here shows its id."""


ENGLISH_HISTORY = HistoryWords()


def alignment_of(pair: AlignedPair) -> tuple[Alignment, list[int], list[int]]:
    """Return a stored pair as an alignment by position, with the lengths of its segments in code points."""
    beads: list[Bead] = []
    source: list[int] = []
    target: list[int] = []
    for bead in pair.beads:
        left = Span(len(source), len(source) + len(bead.source.texts))
        right = Span(len(target), len(target) + len(bead.target.texts))
        source += map(len, bead.source.texts)
        target += map(len, bead.target.texts)
        if left or right:
            beads.append(Bead(source=left, target=right, confidence=bead.confidence))
    return Alignment(source_size=len(source), target_size=len(target), beads=tuple(beads)), source, target


def pair_plot(pair: AlignedPair, words: DotPlotWords = ENGLISH_WORDS) -> Picture:
    """Draw a stored pair."""
    return dot_plot(*alignment_of(pair), words=words)


def pairs_plot(pairs: Iterable[AlignedPair]) -> Picture:
    """Draw stored pairs below each other."""
    return stacked([pair_plot(pair, DotPlotWords(title=pair.id)) for pair in pairs], title=ENGLISH_WORDS.title)


def files_plot(files: AlignedFiles) -> Picture:
    """Draw two files that were aligned."""
    return dot_plot(files.alignment, [len(text) for text in files.source], [len(text) for text in files.target])


def history_picture(history: History, words: HistoryWords = ENGLISH_HISTORY) -> Picture:
    """Draw the measures of each pair over its runs, then the concepts whose renderings changed most."""
    charts = [_measures(pair, runs, words) for pair, runs in numbered(history).items()]
    charts += [drift_chart(drift, words) for drift in drifts(history)[:_CONCEPTS]]
    return stacked([line_chart(chart) for chart in charts], title=words.title)


def drift_chart(drift: Drift, words: HistoryWords = ENGLISH_HISTORY) -> Chart:
    """Return the shares of a concept's renderings over the runs."""
    totals = [max(sum(counts[at] for _, counts in drift.counts), 1) for at in range(len(drift.numbers))]
    lines = tuple(
        Line(
            name=form or words.missing,
            pieces=(tuple((at, count / totals[at]) for at, count in enumerate(counts)),),
        )
        for form, counts in drift.counts
    )
    labels = tuple(f"{number}" for number in drift.numbers)
    return Chart(title=f"{drift.concept} · {drift.pair}", labels=labels, lines=lines)


def _measures(pair: str, runs: Sequence[tuple[int, Run]], words: HistoryWords) -> Chart:
    lines = []
    breaks: set[int] = set()
    for name in SHARES:
        pieces = list(_pieces(name, [run for _, run in runs]))
        breaks |= {piece[0][0] for piece in pieces[1:]}
        if pieces:
            lines.append(Line(name=words.measures.get(name, name), pieces=tuple(pieces)))
    labels = tuple(str(number) for number, _ in runs)
    return Chart(title=pair, labels=labels, lines=tuple(lines), breaks=tuple(sorted(breaks)))


def _pieces(name: str, runs: Sequence[Run]) -> Iterator[tuple[tuple[int, float], ...]]:
    """Yield the points of a whole-pair measure, cut where its signature changes."""
    signature: str | None = None
    points: list[tuple[int, float]] = []
    for at, run in enumerate(runs):
        score = next((s for s in run.scores if s.name == name and s.subject in {"", run.pair}), None)
        if score is None:
            continue
        if signature is not None and score.signature != signature:
            yield tuple(points)
            points = []
        signature = score.signature
        points.append((at, score.value))
    if points:
        yield tuple(points)
