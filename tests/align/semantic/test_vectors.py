"""Asking an encoder, and what it may answer."""

import numpy as np
import numpy.typing as npt
import pytest

import encoders
from parallel.align import AlignOptions, align
from parallel.align.scores import LONGEST
from parallel.align.semantic.vectors import LONGEST_RUN, PORTION, encoded
from parallel.errors import InputError

TEXTS = ("Heyet toplandı.", "Karar alındı.", "…", "Dağıldı.", "İstanbul’a döndü.")


class Fixed:
    """Answers whatever it was made with."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def encode(self, texts: list[str], /) -> npt.NDArray[np.float32]:
        """Return the answer."""
        return self.answer(texts) if callable(self.answer) else self.answer  # type: ignore[return-value]


def test_every_run_has_a_unit_vector() -> None:
    """Runs of one to four sentences, each encoded as one text; a sentence without a letter has none."""
    found = encoded(TEXTS, encoders.ignorant())
    assert [len(run) for run in found.runs] == [5, 4, 3, 2]
    lengths = np.linalg.norm(found.runs[0].astype(np.float32), axis=1)
    assert lengths == pytest.approx([1, 1, 0, 1, 1], abs=1e-3)
    joined = encoded((" ".join(TEXTS[:2]), *TEXTS[2:]), encoders.ignorant())
    assert found.runs[1][0] == pytest.approx(joined.runs[0][0])


def test_runs_are_as_long_as_beads() -> None:
    """Both modules speak of the same beads."""
    assert LONGEST_RUN == LONGEST


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_sentences_than_a_run(count: int) -> None:
    """Longer runs are empty."""
    found = encoded(TEXTS[:count], encoders.ignorant())
    assert [len(run) for run in found.runs] == [max(count - k, 0) for k in range(4)]


def test_texts_are_handed_over_in_portions() -> None:
    """Memory stays flat, and every text is encoded once for each run."""
    encoder = encoders.ignorant()
    encoded([f"kelime {k}" for k in range(PORTION + 3)], encoder)
    assert max(encoder.calls) == PORTION
    assert sum(encoder.calls) == sum(PORTION + 3 - k for k in range(4))


def test_part_of_a_text() -> None:
    """A window has the vectors of its sentences; chunks the direction of their sum."""
    found = encoded(TEXTS, encoders.ignorant())
    part = found.coarser(1, 4, 1)
    assert [len(run) for run in part.runs] == [3, 2, 1, 0]
    assert (part.runs[1] == found.runs[1][1:3]).all()
    chunks = found.coarser(0, 5, 2)
    assert [len(run) for run in chunks.runs] == [3, 2, 1, 0]
    total = found.runs[0][:2].astype(np.float32).sum(axis=0)
    assert chunks.runs[0][0] == pytest.approx(total / np.linalg.norm(total), abs=2e-3)


def with_hole(value: float) -> Fixed:
    """Return an encoder whose second vector holds only a value."""

    def answer(texts: list[str]) -> npt.NDArray[np.float32]:
        rows = np.ones((len(texts), 3), np.float32)
        rows[1:2] = value
        return rows

    return Fixed(answer)


@pytest.mark.parametrize(
    ("encoder", "said"),
    [
        (with_hole(np.nan), "no vector for 'Karar alındı.'"),
        (with_hole(np.inf), "no vector for 'Karar alındı.'"),
        (with_hole(0), "no vector for 'Karar alındı.'"),
        (Fixed(np.ones((2, 3), np.float32)), "4 texts with an array of shape (2, 3)"),
        (Fixed(np.ones(4, np.float32)), "shape (4,)"),
        (Fixed(np.ones((4, 0), np.float32)), "shape (4, 0)"),
        (Fixed(None), "shape ()"),
        (Fixed(np.array([["a", "b"]] * 4)), "not numbers"),
        (Fixed(lambda texts: np.ones((len(texts), len(texts)))), "before they had 4"),
    ],
)
def test_a_wrong_answer_is_refused(encoder: Fixed, said: str) -> None:
    """One line says what is wrong; nothing is made up for a missing vector."""
    texts = TEXTS[:2] + TEXTS[3:]
    with pytest.raises(InputError) as caught:
        align(texts, texts, options=AlignOptions(encoder=encoder))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_sides_of_unlike_width_are_refused() -> None:
    """An encoder has one number of dimensions."""
    encoder = Fixed(lambda texts: np.ones((len(texts), 3 if texts[0][0] == "B" else 2)))
    with pytest.raises(InputError, match="3 numbers on one side and 2 on the other"):
        align(["Bir."], ["One."], options=AlignOptions(encoder=encoder))


def test_long_texts_are_cut_in_messages() -> None:
    """Forty characters are enough to find it."""
    with pytest.raises(InputError, match="…"):
        encoded(["a b", "k" * 500], with_hole(0))


def test_large_and_small_numbers() -> None:
    """Vectors of any length have a direction."""
    texts = list(TEXTS[:2])
    for size in (1e-20, 1e20):
        found = encoded(texts, Fixed(lambda asked, size=size: np.full((len(asked), 3), size, np.float32)))
        assert np.linalg.norm(found.runs[0].astype(np.float32), axis=1) == pytest.approx([1, 1], abs=1e-3)
