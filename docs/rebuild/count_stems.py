# ruff: noqa: INP001 - a script, not part of a package
"""Rebuild ``src/parallel/language/data/stems.tr-en.npz`` from tab-separated parallel text.

usage: python docs/rebuild/count_stems.py FILE.tsv.xz [FILE.tsv.xz …] [-o OUT.npz]

Each line of a file is Turkish, a tab, English. The result holds figures of stems only, no sentences;
the same files give the same bytes. Takes about 20 s and 1.5 GB. The card beside the table says what it was
counted from.
"""

import argparse
import lzma
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from parallel.align.lexical.learn import estimate_pairs
from parallel.language.lexicon import shipped_lexicon
from parallel.language.stems import CHANCE_STEP, SCORE_STEP, StemModel, english_stem, splits
from parallel.language.tokens import base_form, word_texts
from parallel.model.document import ENGLISH, TURKISH

OUT = Path(__file__).resolve().parents[2] / "src/parallel/language/data/stems.tr-en.npz"
ROUNDS = 10
EMPTY_ENDING = 0.02  # ceiling of the empty ending's probability: without it every word is its own stem
NEW_STEM = 50.0  # weight of a letter-by-letter base measure against counts
LETTERS = 25
DISCOUNT, EARLY_DISCOUNT, EARLY_ROUNDS = 0.9, 0.3, 4  # a stem of one form only is no stem
KNOWN_STEM = 3.0  # forms a dictionary form is worth
STEMS_PER_ENDING = 10  # an ending must follow so many candidate stems
LONGEST_LINE = 60
Weights = defaultdict[str, float]
LEAST_COUNT, LEAST_CHANCE = 0.3, 0.004  # expected links, and probability in either direction, to be kept


def lines(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of all files."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                source, _, target = line.rstrip("\n").partition("\t")
                yield source, target


def learn_stems(counts: Counter[str], known: frozenset[str]) -> StemModel:
    """Learn stems and endings from word forms by expectation maximisation over one cut per form.

    Args:
        counts: how often each form occurs.
        known: dictionary forms, which are stems whatever the forms say.
    """
    forms = [form for form, count in counts.items() if len(form) > 1 and count > 1]
    endings = defaultdict(set)
    for form in forms:
        for stem, ending in splits(form):
            endings[ending].add(stem)
    allowed = {e for e, stems in endings.items() if len(stems) >= STEMS_PER_ENDING and sounds(e)}
    cuts = [[(s, e) for s, e in splits(form) if e in allowed] for form in forms]
    of_stem, of_ending = Weights(float), Weights(float)
    for ways in cuts:
        for stem, ending in ways:
            of_stem[stem] += 1 / len(ways)
            of_ending[ending] += 1 / len(ways) / (1 + len(ending))
    for turn in range(ROUNDS):
        model = log_model(of_stem, of_ending, EARLY_DISCOUNT if turn < EARLY_ROUNDS else DISCOUNT)
        of_stem, of_ending = expect(cuts, model)
        for stem in known:
            of_stem[stem] += KNOWN_STEM
    return log_model(of_stem, of_ending, DISCOUNT)


def sounds(ending: str) -> bool:
    """Tell whether an ending has a vowel or is one of the endings that are a single consonant."""
    return ending in {"", "n", "m", "k", "r", "z"} or any(char in "aeıioöuü" for char in ending)


def log_model(of_stem: Weights, of_ending: Weights, discount: float) -> StemModel:
    """Turn expected counts into log-probabilities."""
    all_stems, all_endings = sum(of_stem.values()) + NEW_STEM, sum(of_ending.values())
    stems = {
        stem: math.log((max(count - discount, 0) + NEW_STEM * LETTERS ** -len(stem)) / all_stems)
        for stem, count in of_stem.items()
    }
    endings = {ending: math.log(count / all_endings) for ending, count in of_ending.items()}
    endings[""] = min(endings[""], math.log(EMPTY_ENDING))
    return StemModel(stems, endings)


def expect(cuts: list[list[tuple[str, str]]], model: StemModel) -> tuple[Weights, Weights]:
    """Count stems and endings over all cuts, weighted by their probability."""
    of_stem, of_ending = Weights(float), Weights(float)
    for ways in cuts:
        known = [(s, e) for s, e in ways if s in model.stems and e in model.endings]
        weights = [model.stems[s] + model.endings[e] for s, e in known]
        top = max(weights, default=0.0)
        shares = [math.exp(weight - top) for weight in weights]
        total = sum(shares)
        for (stem, ending), share in zip(known, shares, strict=True):
            if share / total > 0.001:  # noqa: PLR2004 - the rest is noise
                of_stem[stem] += share / total
                of_ending[ending] += share / total
    return of_stem, of_ending


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=OUT)
    args = parser.parse_args()
    pairs = [
        ([base_form(w, TURKISH) for w in word_texts(a)], [base_form(w, ENGLISH) for w in word_texts(b)])
        for a, b in lines(args.files)
    ]
    forms = Counter(form for source, _ in pairs for form in source if form.isalpha())
    model = learn_stems(forms, frozenset(shipped_lexicon()))
    stem = lru_cache(maxsize=None)(model.stem)
    table = estimate_pairs(
        ([stem(f) for f in a if f.isalpha()][:LONGEST_LINE], [english_stem(f) for f in b if f.isalpha()][:LONGEST_LINE])
        for a, b in pairs
    )
    args.out.write_bytes(packed(model, table))


def packed(model: StemModel, table: Sequence[tuple[str, str, float, float, float]]) -> bytes:
    """Write stems, endings and probabilities as compressed arrays."""
    kept = [row for row in table if row[4] >= LEAST_COUNT and max(row[2], row[3]) >= LEAST_CHANCE]
    known = {row[0] for row in kept} | {stem for stem, score in model.stems.items() if score > -13}  # noqa: PLR2004
    floor = min(model.stems.values())
    stems = sorted(known)
    targets = sorted({row[1] for row in kept})
    row_of, column_of = ({word: i for i, word in enumerate(words)} for words in (stems, targets))
    kept.sort(key=lambda row: (row_of[row[0]], column_of[row[1]]))
    endings = sorted(model.endings)
    buffer = BytesIO()
    np.savez_compressed(
        buffer,
        stems=np.frombuffer("\n".join(stems).encode(), np.uint8),
        stem_scores=scores([model.stems.get(stem, floor) for stem in stems]),
        endings=np.frombuffer("\n".join(endings).encode(), np.uint8),
        ending_scores=scores([model.endings[ending] for ending in endings]),
        targets=np.frombuffer("\n".join(targets).encode(), np.uint8),
        row_sizes=np.bincount([row_of[row[0]] for row in kept], minlength=len(stems)).astype(np.uint16),
        columns=np.array([column_of[row[1]] for row in kept], np.uint16),
        forward=chances([row[2] for row in kept]),
        backward=chances([row[3] for row in kept]),
    )
    return buffer.getvalue()


def scores(values: Sequence[float]) -> npt.NDArray[np.uint16]:
    """Quantise log-probabilities."""
    steps: npt.NDArray[np.float64] = np.round(-np.array(values) * SCORE_STEP)
    return np.clip(steps, 0, 65535).astype(np.uint16)


def chances(values: Sequence[float]) -> npt.NDArray[np.uint8]:
    """Quantise probabilities on a logarithmic scale."""
    steps: npt.NDArray[np.float64] = np.round(-np.log(np.clip(values, 1e-9, 1)) * CHANCE_STEP)
    return np.clip(steps, 0, 255).astype(np.uint8)


if __name__ == "__main__":
    main()
