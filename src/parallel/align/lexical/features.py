"""What the aligner sees of a text: numbered word stems, numbers, concepts, and lengths."""

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from parallel.align.semantic.vectors import Vectors
from parallel.language.numbers import Quantity, QuantityKind, find_old_dates, find_quantities
from parallel.language.numbers.numerals import AMBIGUOUS, numeral_of
from parallel.language.stems import stem_of
from parallel.language.tokens import base_form, word_texts
from parallel.model.document import Language

NUMBER = "#"
"""First sign of a feature that is a number, date or ordinal in canonical form."""
SIGNS = re.compile(r"[?!:;(%]")
"""Punctuation that translators mostly keep; it counts like a number."""
BESIDE = frozenset({"buçuk", "yüzde", "half", "percent", "cent"})
"""Words that make a number of a doubtful numeral beside them."""
REACH = 3
"""Words from a doubtful numeral to what makes a number of it: *one and a half*."""
LONGEST_WORD = 100
"""Signs beyond which what stands between two spaces is no word."""
NUMBERS_UP_TO = 20_000
"""Signs of a sentence in which numbers are looked for: what is longer is none, and its first numbers will do."""
_OLD_YEAR = re.compile(r"(?<!\d)1[234]\d\d(?!\d)")
"""What a year of the Rumî or Hicrî calendar looks like; without one no old date is looked for."""
CONCEPT = "§"
"""First sign of a feature that is a concept of the term base."""

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
ConceptFinder = Callable[[str], Sequence[str]]
"""Names the concepts a text mentions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One side of a pair."""

    language: Language
    """What it is written in."""
    types: tuple[str, ...]
    """Distinct features: stems, ``#`` numbers, ``§`` concepts."""
    forms: tuple[str, ...]
    """For each type the word, in compared form, it was first seen as."""
    tokens: Ints
    """Type of each token, sentence after sentence."""
    starts: Ints
    """(sentences + 1): where each sentence's tokens begin."""
    lengths: Floats
    """(sentences): characters that are not white space, at least 1."""
    counts: Ints
    """(types): occurrences in the whole text, also where this is only a part of one."""
    vectors: Vectors | None = None
    """Sentence vectors, where there is an encoder."""

    @property
    def size(self) -> int:
        """Number of sentences."""
        return len(self.lengths)

    @property
    def sizes(self) -> Ints:
        """(sentences): number of tokens."""
        return np.diff(self.starts)


@dataclass(slots=True)
class _Reader:
    """Numbers features while sentences are read; each written word is analysed once."""

    language: Language
    numbers: dict[str, int] = field(default_factory=dict)
    forms: list[str] = field(default_factory=list)
    words: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Written word to its type (-1: none) and how far it speaks for a number: 0 not, 1 with another, 2 alone."""

    def number(self, key: str, form: str) -> int:
        found = self.numbers.setdefault(key, len(self.forms))
        if found == len(self.forms):
            self.forms.append(form)
        return found

    def word(self, written: str) -> tuple[int, int]:
        if len(written) > LONGEST_WORD:
            return (-1, 0)
        form = base_form(written, self.language)
        if any(char.isdigit() for char in form):
            known = (-1, 2)
        else:
            known = (self.number(stem_of(form, self.language), form), self._numeric(written, form))
        self.words[written] = known
        return known

    def _numeric(self, written: str, form: str) -> int:
        if len(written) > 1 and written.isupper():
            return 2
        if form in BESIDE or form in AMBIGUOUS.get(self.language, ()):
            return 1
        return 2 if numeral_of(form, self.language) is not None else 0

    def sentence(self, text: str) -> list[int]:
        found, numeric, doubtful = [], False, -REACH - 1
        known = self.words
        for place, written in enumerate(word_texts(text)):
            kind, speaks = known.get(written) or self.word(written)
            if speaks:
                numeric |= speaks > 1 or place - doubtful <= REACH
                doubtful = place
            if kind >= 0:
                found.append(kind)
        if numeric:
            for quantity in find_quantities(text[:NUMBERS_UP_TO], self.language):
                found += [self.number(NUMBER + key, key) for key in number_keys(quantity)]
            converted = [self.number(NUMBER + key, key) for key in converted_keys(text[:NUMBERS_UP_TO], self.language)]
            found += [kind for kind in converted if kind not in found]
        return found + [self.number(NUMBER + sign, sign) for sign in SIGNS.findall(text)]


def number_keys(quantity: Quantity) -> tuple[str, ...]:
    """Return the keys by which a quantity is compared; a date has one for its year and one for the rest.

    Doubtful ones have none.
    """
    if quantity.doubtful:
        return ()
    if quantity.kind is not QuantityKind.DATE:
        return (quantity.value.removesuffix("%"),)
    year, _, rest = quantity.value.removeprefix("--").partition("-")
    if quantity.value.startswith("--"):
        return (f"--{quantity.value[2:]}",)
    return (year, f"--{rest}")


def converted_keys(text: str, language: Language) -> tuple[str, ...]:
    """Return the keys of what dates of the Rumî and Hicrî calendars are in the common one.

    A month that reaches over New Year has none.

    >>> converted_keys("31 Mart 1325’te", Language("tr"))
    ('1909', '--04-13')
    """
    keys: list[str] = []
    for old in find_old_dates(text, language) if _OLD_YEAR.search(text) else ():
        if old.first.year == old.last.year:
            keys.append(str(old.first.year))
        if old.first == old.last:
            keys.append(f"--{old.first:%m-%d}")
    return tuple(dict.fromkeys(keys))


def read_features(texts: Sequence[str], language: Language, *, concepts: ConceptFinder | None = None) -> Features:
    """Read one side.

    Args:
        texts: sentences in order.
        language: what they are written in.
        concepts: names the concepts of a text, where there is a term base.

    Returns:
        Features of all sentences. Cost: linear; each distinct word is analysed once.
    """
    reader = _Reader(language)
    tokens = array("q")
    starts = [0]
    for text in texts:
        tokens.extend(reader.sentence(text))
        if concepts is not None:
            tokens.extend(reader.number(CONCEPT + concept, concept) for concept in concepts(text))
        starts.append(len(tokens))
    numbered = np.frombuffer(tokens, np.int64) if tokens else np.zeros(0, np.int64)
    return Features(
        language=language,
        types=tuple(reader.numbers),
        forms=tuple(reader.forms),
        tokens=numbered,
        counts=np.bincount(numbered, minlength=len(reader.forms)),
        starts=np.array(starts, np.int64),
        lengths=np.array([max(1, len(text) - text.count(" ")) for text in texts], np.float64),
    )
