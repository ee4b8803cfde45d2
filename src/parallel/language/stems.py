"""Stems of Turkish and English words, and how likely one stem translates another.

Turkish stems are found by a unigram model of stem and ending learnt without supervision from word forms: a word is cut
where the product of both probabilities is highest. The idea is that of Morfessor's baseline (M. Creutz, K. Lagus,
*Unsupervised Models for Morpheme Segmentation and Morphology Learning*, ACM TSLP 2007), with one cut per word, vowel
harmony as a filter, and the consonant changes of the language. How the shipped figures were counted stands on their
card, ``data/stems.tr-en.md``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from parallel.language.resources import DATA_FOLDER, DATA_PACKAGE
from parallel.model.document import ENGLISH, TURKISH, Language

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

TABLE = "stems.tr-en.npz"
SCORE_STEP = 16.0
"""Log-probabilities of stems and endings are stored as ``-round(16 · log p)`` in 16 bits."""
CHANCE_STEP = 40.0
"""Translation probabilities are stored as ``round(-40 · log p)`` in 8 bits: from 1 down to 0.002."""
LONGEST_ENDING = 12
"""Letters of an ending the model may cut off; chosen by us."""

_VOWELS = frozenset("aeıioöuü")
_BACK = frozenset("aıou")
_HARD = {"b": "p", "c": "ç", "d": "t", "ğ": "k", "g": "k"}
_HIGH = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
_INVARIABLE = ("ki", "yor")
"""Beginnings of endings that keep their vowel whatever stands before them."""
_ENGLISH_VOWELS = frozenset("aeiouy")
_SHORT = 3


def splits(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut a Turkish word, in compared form, into stem and ending that sound rules allow.

    Hard consonants and dropped vowels of the stem are restored: *kitabı* gives *kitap* + *ı* too.

    >>> ("şehir", "i") in splits("şehri"), ("ol", "alım") in splits("olalım")
    (True, True)
    """
    yield word, ""
    vowels = _last_vowels(word)
    first = ""
    for cut in range(len(word) - 1, max(1, len(word) - LONGEST_ENDING - 1), -1):
        vowel, after = vowels[cut - 1], word[cut]
        if not vowel:
            return
        begins_open = after in _VOWELS
        if begins_open:
            first = after
        if first and (first in _BACK) != (vowel in _BACK) and not word.startswith(_INVARIABLE, cut):
            continue
        stem, ending = word[:cut], word[cut:]
        yield stem, ending
        if begins_open:
            if stem[-1] in _HARD:
                yield stem[:-1] + _HARD[stem[-1]], ending
            if cut > 2 and not _VOWELS.intersection(stem[-2:]):  # noqa: PLR2004 - two consonants after a vowel
                yield stem[:-1] + _HIGH[vowel] + stem[-1], ending


def _last_vowels(word: str) -> list[str]:
    """Return for each letter the last vowel up to it, empty before the first."""
    found, last = [], ""
    for char in word:
        last = char if char in _VOWELS else last
        found.append(last)
    return found


@dataclass(frozen=True, slots=True)
class StemModel:
    """Log-probabilities of Turkish stems and endings."""

    stems: Mapping[str, float]
    """Natural logarithms."""
    endings: Mapping[str, float]
    """Natural logarithms; the empty ending is among them."""

    def stem(self, word: str) -> str:
        """Return the most likely stem of a word in compared form, or the word itself when nothing is known of it."""
        best, found = -float("inf"), word
        for stem, ending in splits(word):
            if (of_stem := self.stems.get(stem)) is None or (of_ending := self.endings.get(ending)) is None:
                continue
            if of_stem + of_ending > best:
                best, found = of_stem + of_ending, stem
        return found


def english_stem(word: str) -> str:
    """Return an English word without its plural, past or *-ing* ending; the result need not be a word.

    >>> [english_stem(word) for word in ("treaties", "signed", "planning", "states", "class")]
    ['treaty', 'sign', 'plan', 'stat', 'class']
    """
    if len(word) <= _SHORT:
        return word
    if word.endswith(("ies", "ied")) and len(word) > _SHORT + 1:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith(("ss", "us", "is")):
        return word
    word = word.removesuffix("s")
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORT and _ENGLISH_VOWELS.intersection(stem):
            doubled = len(stem) > _SHORT and stem[-1] == stem[-2] and stem[-1] not in "lsze"
            return stem[:-1] if doubled else stem
    return word[:-1] if word.endswith("e") and len(word) > _SHORT + 1 else word


@dataclass(frozen=True, slots=True)
class StemTable:
    """Translation probabilities between stems, in both directions, as sparse rows of the source stems."""

    model: StemModel
    """How Turkish words are cut."""
    rows: Mapping[str, int]
    """Row of each source stem that has translations."""
    targets: tuple[str, ...]
    """Target stems."""
    starts: "npt.NDArray[np.int64]"
    """(rows + 1): where each row begins in the arrays below."""
    columns: "npt.NDArray[np.uint16]"
    """(entries): index into ``targets``."""
    forward: "npt.NDArray[np.float32]"
    """(entries): probability of the target stem given the source stem."""
    backward: "npt.NDArray[np.float32]"
    """(entries): probability of the source stem given the target stem."""


@lru_cache(maxsize=1)
def shipped_table() -> StemTable | None:
    """Return the table that ships with the package, or None where it has been left out. Cost: about 25 ms, once."""
    file = files(DATA_PACKAGE).joinpath(DATA_FOLDER, TABLE)
    if not file.is_file():
        return None
    import numpy as np  # noqa: PLC0415  (slow to import, and not every command reads the table)

    with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as data:
        stems = _lines(data["stems"])
        chances = -data["stem_scores"].astype(np.float64) / SCORE_STEP
        endings = _lines(data["endings"])
        of_endings = -data["ending_scores"].astype(np.float64) / SCORE_STEP
        counts = data["row_sizes"].astype(np.int64)
        model = StemModel(
            dict(zip(stems, chances.tolist(), strict=True)), dict(zip(endings, of_endings.tolist(), strict=True))
        )
        return StemTable(
            model=model,
            rows={stem: row for row, stem in enumerate(stems) if counts[row]},
            targets=tuple(_lines(data["targets"])),
            starts=np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]),
            columns=data["columns"],
            forward=np.exp(-data["forward"].astype(np.float32) / CHANCE_STEP),
            backward=np.exp(-data["backward"].astype(np.float32) / CHANCE_STEP),
        )


def _lines(data: "npt.NDArray[np.uint8]") -> list[str]:
    return data.tobytes().decode("utf-8").split("\n")


@lru_cache(maxsize=1 << 16)
def stem_of(form: str, language: Language) -> str:
    """Return the stem under which a word in compared form is counted; other languages keep the word.

    >>> stem_of("antlaşmasının", TURKISH), stem_of("treaties", ENGLISH)
    ('antlaşma', 'treaty')
    """
    if language == ENGLISH:
        return english_stem(form)
    if language == TURKISH and (table := shipped_table()) is not None:
        return table.model.stem(form)
    return form
