"""What speaks for two texts being translations of each other: words that know each other."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from parallel.check.reading.dictionary import FAINT, is_known, translations
from parallel.check.reading.figures import Figure
from parallel.language import casing
from parallel.language.stems import stem_of
from parallel.language.tokens import base_form, word_texts
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Mention

FULL = 0.2
"""Translation probability from which a link counts in full; chosen by us."""
_SAME = 0.8
"""Probability that a number or concept comes back as itself."""
_COGNATE = 0.6
"""Probability of an equal spelling, times the share of letters two words have in common at the start."""
_COGNATE_LETTERS = 4
"""Letters two words must share at the start to count as cognates; all three are the aligner's figures."""
_NUMBER, _CONCEPT = "#", "§"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well two texts cover each other; shares are weighted by how rare a word is in the bitext."""

    source: float
    """Share of the source's words the target has a translation for, 0 to 1."""
    target: float
    """Share of the target's words the source has a translation for, 0 to 1."""
    both: float
    """Share over both sides together."""
    source_gap: float
    """Longest stretch of known source words without a translation, over the root of the source's word count."""
    target_gap: float
    """The same for the target."""
    words: int
    """Words and numbers of the shorter side."""


def words_to_compare(
    text: str, language: Language, figures: Iterable[Figure], mentions: Iterable[Mention]
) -> tuple[str, ...]:
    """Return what is compared of a text: words in compared form, numbers and concepts with a sign before them.

    >>> words_to_compare("Lozan’a gitti.", TURKISH, (), ())
    ('lozan', 'gitti')
    """
    words = [base_form(word, language) for word in word_texts(text) if not any(map(str.isdigit, word))]
    numbers = [_NUMBER + part for figure in figures if not figure.doubtful for part in _parts(figure)]
    return (*words, *numbers, *(_CONCEPT + mention.concept for mention in mentions))


def _parts(figure: Figure) -> tuple[str, ...]:
    """Return a number's value, or a date's year and its day and month apart."""
    if not figure.date or figure.value.startswith("--"):
        return (figure.value.rstrip("%"),)
    year, _, rest = figure.value.partition("-")
    return (year, f"--{rest}")


class Evidence:
    """Links between the words of a stretch of rows.

    Args:
        sources: what is compared of each source text.
        targets: the same of as many target texts.
        turkish_first: whether the sources are Turkish; the other side is English.

    Cost: linear in the texts; a fit costs the product of the words' candidates, some 30 µs.
    """

    def __init__(
        self, sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]], *, turkish_first: bool = True
    ) -> None:
        languages = (TURKISH, ENGLISH) if turkish_first else (ENGLISH, TURKISH)
        self._source, self._target = _Words(sources, languages[0]), _Words(targets, languages[1])
        self._turkish_first = turkish_first

    def fit(self, source: int, target: int) -> Fit:
        """Return how well source text number ``source`` and target text number ``target`` cover each other."""
        here, there = self._source.texts[source], self._target.texts[target]
        found, found_back = _links(here, there) if self._turkish_first else reversed(_links(there, here))
        got, all_here = self._source.weigh(here, found)
        got_back, all_there = self._target.weigh(there, found_back)
        total = all_here + all_there
        return Fit(
            source=got / all_here if all_here else 0.0,
            target=got_back / all_there if all_there else 0.0,
            both=(got + got_back) / total if total else 0.0,
            source_gap=self._source.gap(here, found),
            target_gap=self._target.gap(there, found_back),
            words=min(len(here), len(there)),
        )


def _links(turkish: Sequence[str], english: Sequence[str]) -> tuple[dict[str, float], dict[str, float]]:
    """Return for each word of either text the probability of its best partner in the other, where it has one."""
    by_stem: dict[str, set[str]] = {}
    by_start: dict[str, set[str]] = {}
    for word in english:
        by_stem.setdefault(_stem(word), set()).add(word)
        by_start.setdefault(_letters(word)[:_COGNATE_LETTERS], set()).add(word)
    found: dict[str, float] = {}
    found_back: dict[str, float] = {}
    for word in set(turkish):
        for other, chance in _partners(word, by_stem, by_start):
            found[word] = max(chance, found.get(word, 0.0))
            found_back[other] = max(chance, found_back.get(other, 0.0))
    return found, found_back


def _partners(word: str, by_stem: dict[str, set[str]], by_start: dict[str, set[str]]) -> Iterable[tuple[str, float]]:
    if word[0] in (_NUMBER, _CONCEPT):
        yield from ((other, _SAME) for other in by_stem.get(word, ()))
        return
    known = translations(word)
    for stem in by_stem.keys() & known.keys():
        yield from ((other, known[stem]) for other in by_stem[stem])
    letters = _letters(word)
    for other in by_start.get(letters[:_COGNATE_LETTERS], ()):
        yield other, _COGNATE * _alike(letters, _letters(other))


@lru_cache(maxsize=1 << 15)
def _stem(word: str) -> str:
    return word if word[0] in (_NUMBER, _CONCEPT) else stem_of(word, ENGLISH)


@lru_cache(maxsize=1 << 15)
def _letters(word: str) -> str:
    return word if word[0] in (_NUMBER, _CONCEPT) else casing.fold_loose(word).text


def _alike(first: str, second: str) -> float:
    """Return the share of letters two words have in common from the start."""
    longest = max(len(first), len(second), 1)
    for at, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return at / longest
    return min(len(first), len(second)) / longest


class _Words:
    """One side's words and how rare each is."""

    def __init__(self, texts: Sequence[Sequence[str]], language: Language) -> None:
        self.texts = texts
        self._language = language
        spread = Counter(word for text in texts for word in set(text))
        self._weight = {word: log((len(texts) + 1) / count) for word, count in spread.items()}

    def weigh(self, words: Sequence[str], found: dict[str, float]) -> tuple[float, float]:
        """Return the weight of the words found and of all."""
        distinct = set(words)
        got = sum(self._weight[word] * min(1.0, found[word] / FULL) for word in distinct if word in found)
        return got, sum(self._weight[word] for word in distinct)

    def gap(self, words: Sequence[str], found: dict[str, float]) -> float:
        """Return the longest stretch of known words not found; a word found in between takes one away."""
        longest = current = 0
        for word in words:
            if found.get(word, 0.0) >= FAINT:
                current = max(0, current - 1)
            elif word[0] in (_NUMBER, _CONCEPT) or is_known(word, self._language):
                current += 1
                longest = max(longest, current)
        return longest / sqrt(len(words) + 1)
