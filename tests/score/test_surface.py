"""BLEU, chrF2++ and TER as sacreBLEU's own command line gives them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from parallel.errors import InputError, UsageError
from parallel.score import surface_scores
from score.trial import one

HYPOTHESES = [
    "The National Pact was adopted by the last Ottoman parliament.",
    "The delegation left for Moscow on 5 October.",
    "İsmet Pasha signed the armistice at Mudanya.",
    "The congress met in Sivas and elected a committee.",
    "They did not accept the treaty.",
]
REFERENCES = [
    "The National Pact was accepted by the last Ottoman Chamber of Deputies.",
    "The delegation set out for Moscow on 5 October.",
    "İsmet Pasha signed the Armistice of Mudanya.",
    "The congress convened in Sivas and elected a committee.",
    "They rejected the treaty.",
]


def test_equals_the_command_line(tmp_path: Path) -> None:
    """Value, interval and signature are those of ``sacrebleu --confidence`` on the same files."""
    (tmp_path / "hyp").write_text("\n".join(HYPOTHESES) + "\n", "utf-8")
    (tmp_path / "ref").write_text("\n".join(REFERENCES) + "\n", "utf-8")
    command = [sys.executable, "-W", "ignore", "-m", "sacrebleu", str(tmp_path / "ref"), "-i", str(tmp_path / "hyp")]
    command += ["-m", "bleu", "chrf", "ter", "--chrf-word-order", "2", "--confidence", "-w", "6"]
    run = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    scores = surface_scores(HYPOTHESES, REFERENCES)
    for said, score in zip(json.loads(run.stdout), scores, strict=True):
        assert said["score"] == pytest.approx(score.value, abs=1e-5)
        assert score.low is not None
        assert score.high is not None
        assert said["confidence_var"] == pytest.approx((score.high - score.low) / 2, abs=1e-5)
        assert said["signature"] in score.signature.replace(f"{said['name']}|", "")


def test_identical_texts_are_perfect() -> None:
    """BLEU and chrF 100, TER 0, and so is every resample."""
    scores = surface_scores(REFERENCES, REFERENCES, samples=40)
    assert [(round(s.value, 6), round(s.low or 0, 6), s.n) for s in scores] == [(100, 100, 5), (100, 100, 5), (0, 0, 5)]


def test_the_seed_decides() -> None:
    """One seed gives one interval, another seed another; the signature names it."""
    first, again = (surface_scores(HYPOTHESES, REFERENCES, samples=50, seed=7) for _ in range(2))
    other = surface_scores(HYPOTHESES, REFERENCES, samples=50, seed=8)
    assert first == again
    assert one(first, "bleu").signature != one(other, "bleu").signature
    assert (one(first, "chrf2").low, one(first, "chrf2").high) != (one(other, "chrf2").low, one(other, "chrf2").high)


def test_no_samples_no_interval() -> None:
    """The interval may be left out."""
    assert [(score.low, score.high) for score in surface_scores(["a b"], ["a b"], samples=0)] == [(None, None)] * 3


def test_unequal_lengths_are_refused() -> None:
    """SacreBLEU would cut them and give 100."""
    with pytest.raises(InputError, match="2 hypotheses against 1"):
        surface_scores(["a", "b"], ["a"])


def test_nothing_is_refused() -> None:
    """There is no score of nothing."""
    with pytest.raises(InputError):
        surface_scores([], [])


def test_wrong_calls_are_refused() -> None:
    """A bare text is not a list of segments, and resamples are counted from nought."""
    with pytest.raises(UsageError):
        surface_scores("text", "text")
    with pytest.raises(UsageError):
        surface_scores(["a"], ["a"], samples=-1)
