"""Spaces and marks."""

import pytest

from check.trial import findings
from parallel.model.finding import Severity


@pytest.mark.parametrize(
    "target",
    [
        "He  came.",
        "He came , and went.",
        "He came .",
        "Sivas,Erzurum and Samsun",
        "the congress ( held in Sivas)",
        "the congress (held in Sivas )",
        "He came,, then went.",
        "He came.. Then",
        " He came.",
    ],
)
def test_reports_as_info(target: str) -> None:
    """Every fault of spacing is info."""
    assert [f.severity for f in findings("spacing", [("Geldi.", target)])] == [Severity.INFO]


@pytest.mark.parametrize("target", ["He came, at 14.00.", "He came... then", "1,000,000 men", "a.m., p.m.; etc."])
def test_accepts_good_spacing(target: str) -> None:
    """Figures, abbreviations and ellipses are no faults."""
    assert not findings("spacing", [("Geldi.", target)])


def test_accepts_what_the_source_does() -> None:
    """A habit of the source is not reported."""
    assert not findings("spacing", [("Geldi , gitti.", "He came , he went.")])
