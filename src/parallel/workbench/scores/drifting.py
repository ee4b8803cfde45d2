"""How the rendering of concepts changes over the runs of a history."""

from collections.abc import Sequence
from dataclasses import dataclass

from parallel.store.history import History, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One concept of a pair whose renderings changed from run to run."""

    pair: str
    """Pair id."""
    concept: str
    """Concept id."""
    numbers: tuple[int, ...]
    """The runs compared, as the history numbers them for the pair; all of one signature."""
    dates: tuple[str, ...]
    """Of these runs."""
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    """Renderings in order of their first use, each with its occurrences in every run; empty text where none stood."""

    @property
    def change(self) -> float:
        """Share of occurrences that changed their rendering between first and last run, 0 to 1."""
        first, last = ([counts[at] for _, counts in self.counts] for at in (0, -1))
        totals = max(sum(first), 1), max(sum(last), 1)
        return sum(abs(a / totals[0] - b / totals[1]) for a, b in zip(first, last, strict=True)) / 2


def numbered(history: History) -> dict[str, tuple[tuple[int, Run], ...]]:
    """Return the runs of each pair with their numbers, from 1."""
    by_pair: dict[str, list[tuple[int, Run]]] = {}
    for run in history.runs:
        runs = by_pair.setdefault(run.pair, [])
        runs.append((len(runs) + 1, run))
    return {pair: tuple(runs) for pair, runs in by_pair.items()}


def signature_of(run: Run) -> str:
    """Return the signature of a run's figures on terms; empty when it has none."""
    return next((score.signature for score in run.scores if score.name.startswith("term-")), "")


def drifts(history: History) -> tuple[Drift, ...]:
    """Return the concepts whose renderings changed, the most changed first.

    Only runs with the signature of a pair's last run are compared: figures of other settings are never joined.
    """
    found: list[Drift] = []
    for pair, runs in numbered(history).items():
        last = signature_of(runs[-1][1])
        alike = [(number, run) for number, run in runs if signature_of(run) == last and run.renderings]
        for concept in dict.fromkeys(name for _, run in alike for name in run.renderings):
            drift = _drift(pair, concept, alike)
            if len({tuple(row[at] for _, row in drift.counts) for at in range(len(alike))}) > 1:
                found.append(drift)
    return tuple(sorted(found, key=lambda drift: (-drift.change, drift.pair, drift.concept)))


def _drift(pair: str, concept: str, runs: Sequence[tuple[int, Run]]) -> Drift:
    forms = dict.fromkeys(form for _, run in runs for form in run.renderings.get(concept, {}))
    counts = tuple(
        (form, tuple(len(run.renderings.get(concept, {}).get(form, ())) for _, run in runs)) for form in forms
    )
    numbers, dates = tuple(number for number, _ in runs), tuple(run.date for _, run in runs)
    return Drift(pair=pair, concept=concept, numbers=numbers, dates=dates, counts=counts)
