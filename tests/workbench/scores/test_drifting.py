"""Which concepts drift over the runs of a history, and how that is drawn."""

from parallel.model.score import Score
from parallel.store.history import History, Run
from parallel.workbench.pairs.picturing import history_picture
from parallel.workbench.scores.drifting import drifts, numbered


def run(number: int, oaths: int, pacts: int, *, signature: str = "a", pair: str = "d") -> Run:
    """Build a run with one measure and one concept."""
    score = Score(name="term-hhi", value=0.5, unit="share", n=5, signature=signature)
    forms = {"National Oath": ("b",) * oaths, "National Pact": ("b",) * pacts}
    renderings = {"misak-i-milli": {form: beads for form, beads in forms.items() if beads}}
    return Run(date=str(number), version="1", pair=pair, text="", scores=(score,), renderings=renderings)


def test_a_drift_counts_every_run() -> None:
    """Runs without a rendering count zero; the change is the share that moved."""
    (drift,) = drifts(History(runs=(run(1, 4, 0), run(2, 2, 2), run(3, 0, 4))))
    assert drift.counts == (("National Oath", (4, 2, 0)), ("National Pact", (0, 2, 4)))
    assert (drift.numbers, drift.change) == ((1, 2, 3), 1.0)


def test_a_steady_concept_is_no_drift() -> None:
    """Equal counts in all runs, or a single run."""
    assert drifts(History(runs=(run(1, 4, 0), run(2, 4, 0)))) == ()
    assert drifts(History(runs=(run(1, 4, 0),))) == ()
    assert drifts(History()) == ()


def test_runs_of_other_settings_are_left_out() -> None:
    """Only the last signature's runs are compared, with the numbers the history gives them."""
    runs = (run(1, 4, 0), run(2, 0, 4, signature="b"), run(3, 1, 3, signature="b"))
    (drift,) = drifts(History(runs=runs))
    assert drift.numbers == (2, 3)


def test_the_most_changed_stands_first() -> None:
    """Pairs are counted and numbered each for itself."""
    runs = (run(1, 4, 0), run(1, 4, 0, pair="e"), run(2, 3, 1), run(2, 0, 4, pair="e"))
    assert [drift.pair for drift in drifts(History(runs=runs))] == ["e", "d"]
    assert [number for number, _ in numbered(History(runs=runs))["e"]] == [1, 2]


def test_the_picture_breaks_where_settings_change() -> None:
    """A line of one signature is not joined with that of another."""
    joined = history_picture(History(runs=(run(1, 4, 0), run(2, 4, 0), run(3, 4, 0), run(4, 4, 0))))
    broken = history_picture(
        History(runs=(run(1, 4, 0), run(2, 4, 0), run(3, 4, 0, signature="b"), run(4, 4, 0, signature="b")))
    )
    assert (joined.svg.count("<polyline"), broken.svg.count("<polyline")) == (1, 2)
