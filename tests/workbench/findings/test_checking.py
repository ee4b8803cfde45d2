"""Bitexts are compared with each other, and whoever stops a run is told what is missing."""

import pytest

from builders import bitext, concept, termbase
from parallel.check import CheckOptions
from parallel.model.bitext import Bitext
from parallel.workbench.findings import checking
from parallel.workbench.findings.checking import CheckReport, Target, check_targets

BASE = termbase(concept("sevr", "Sevr Antlaşması", ("Treaty of Sèvres", "preferred"), ("Sèvres Treaty", "admitted")))
CHECK = "inconsistent-rendering"


def one(name: str, english: str, times: int = 1) -> Bitext:
    """Build a bitext that renders the treaty in one way."""
    rows = bitext(*[("Sevr Antlaşması imzalandı.", f"The {english} was signed.")] * times).rows
    return Bitext(name=name, rows=rows)


def checked(*bitexts: Bitext, others: tuple[Bitext, ...] = ()) -> CheckReport:
    """Check bitexts side by side."""
    options = CheckOptions(termbase=BASE, enabled=frozenset({CHECK}))
    return check_targets([Target(bitext=each) for each in bitexts], options, others=others)


def test_a_pair_is_measured_by_the_others() -> None:
    """The rarer rendering is reported, and where the usual one stands."""
    report = checked(one("a", "Treaty of Sèvres", 3), one("b", "Sèvres Treaty"))
    assert [len(sifted.open) for sifted in report.sifted] == [0, 1]
    assert "in a" in report.sifted[1].open[0].message


def test_pairs_that_are_not_checked_count_too() -> None:
    """One pair named, the rest of the workspace is still the standard."""
    assert len(checked(one("b", "Sèvres Treaty"), others=(one("a", "Treaty of Sèvres", 3),)).sifted[0].open) == 1
    assert checked(one("b", "Sèvres Treaty")).sifted[0].open == ()


def test_stopped_while_renderings_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was found yet, and all that was not run is named."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "count_usage", stop)
    report = checked(one("a", "Treaty of Sèvres"), one("b", "Sèvres Treaty"))
    assert report.unfinished == ("counting renderings", f"a: {CHECK}", f"b: {CHECK}")
    assert [sifted.open for sifted in report.sifted] == [(), ()]


def test_a_run_that_ends_is_finished() -> None:
    """Nothing is missing from it."""
    assert checked(one("a", "Treaty of Sèvres")).unfinished == ()
