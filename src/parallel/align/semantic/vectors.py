"""Vectors of sentences and of runs of them, as an encoder gives them.

Several sentences are encoded together, so that beads of any type have vectors of their own (B. Thompson, P. Koehn,
*Vecalign: Improved Sentence Alignment in Linear Time and Space*, EMNLP 2019).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parallel.align.options import SentenceEncoder
from parallel.errors import InputError

LONGEST_RUN = 4
"""Most sentences a bead takes from one side."""
PORTION = 256
"""Texts handed to the encoder at once; chosen by us for memory."""
_SHOWN = 40  # characters of a text in a message

Halves = npt.NDArray[np.float16]
Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Unit vectors of all runs of one to four sentences of a text; zeros where there is nothing to encode."""

    runs: tuple[Halves, ...]
    """For each run length *k* from 1: (sentences − k + 1, dimensions); half precision, to save memory."""

    def coarser(self, start: int, end: int, size: int) -> "Vectors":
        """Return the vectors of part of a text with every ``size`` sentences as one: the direction of their sum."""
        if size == 1:
            return Vectors(tuple(run[start : max(end - k, start)] for k, run in enumerate(self.runs)))
        cuts = np.arange(start, end, size)
        sums = np.add.reduceat(self.runs[0][:end].astype(np.float32), cuts, axis=0)
        runs = [sums]
        for k in range(1, LONGEST_RUN):
            runs.append(runs[-1][:-1] + sums[k:] if len(runs[-1]) > 1 else sums[:0])
        return Vectors(tuple(_unit(run) for run in runs))


def encoded(texts: Sequence[str], encoder: SentenceEncoder) -> Vectors:
    """Encode all runs of one to four sentences.

    Raises:
        InputError: the encoder's answer has another form than promised, or a vector is missing.
    """
    runs: list[Halves] = []
    for k in range(LONGEST_RUN):
        joined = [" ".join(texts[at : at + k + 1]) for at in range(max(len(texts) - k, 0))]
        width = runs[0].shape[1] if runs else None
        runs.append(_vectors(joined, encoder, width))
    return Vectors(tuple(runs))


def _vectors(texts: list[str], encoder: SentenceEncoder, width: int | None) -> Halves:
    """Encode texts; those without a letter or digit have no vector."""
    said = [at for at, text in enumerate(texts) if any(map(str.isalnum, text))]
    found: Halves | None = None if width is None else np.zeros((len(texts), width), np.float16)
    for first in range(0, len(said), PORTION):
        places = said[first : first + PORTION]
        answer = _checked(encoder.encode([texts[at] for at in places]), [texts[at] for at in places])
        if found is None:
            found = np.zeros((len(texts), answer.shape[1]), np.float16)
        if answer.shape[1] != found.shape[1]:
            raise InputError(f"the encoder's vectors have {answer.shape[1]} numbers, before they had {found.shape[1]}")
        found[places] = _unit(answer)
    return np.zeros((len(texts), 1), np.float16) if found is None else found


def _checked(answer: object, texts: list[str]) -> Singles:
    vectors = np.asarray(answer)
    if vectors.ndim != 2 or len(vectors) != len(texts) or not vectors.shape[1]:  # noqa: PLR2004 - rows and columns
        raise InputError(f"the encoder answered {len(texts)} texts with an array of shape {vectors.shape}")
    if vectors.dtype.kind not in "fiu":
        raise InputError(f"the encoder's vectors hold {vectors.dtype}, not numbers")
    singles = vectors.astype(np.float32)
    bad = ~np.isfinite(singles).all(axis=1) | ~singles.any(axis=1)
    if bad.any():
        text = texts[int(bad.argmax())]
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        raise InputError(
            f"the encoder has no vector for {shown!r}", hint="Every text needs finite numbers, not all zero"
        )
    return singles


def _unit(vectors: Singles) -> Halves:
    scaled = vectors / np.maximum(np.abs(vectors).max(axis=1, initial=0.0, keepdims=True), np.float32(1e-30))
    lengths = np.linalg.norm(scaled, axis=1, keepdims=True)
    unit: Halves = (scaled / np.maximum(lengths, np.float32(1e-30))).astype(np.float16)
    return unit
