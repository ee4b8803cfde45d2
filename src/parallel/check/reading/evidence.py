"""What speaks for two texts being translations of each other: words that know each other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log, sqrt

from parallel.check.reading.dictionary import FAINT, is_known, translations
from parallel.check.reading.figures import Figure
from parallel.language.stems import stem_of
from parallel.language.tokens import base_form, word_texts
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Mention
from parallel.terms.matching.stream import fold_letters

FULL = 0.2
"""Translation probability from which a link counts in full; chosen by us."""
_SAME = 0.8
"""Probability that a number or concept comes back as itself."""
_COGNATE = 0.6
"""Probability of an equal spelling, times the share of letters two words have in common at the start."""
_COGNATE_LETTERS = 4
"""Letters two words must share at the start to count as cognates; all three are the aligner's figures."""
_NUMBER, _CONCEPT = "#", "§"
_SIGNS = frozenset({_NUMBER, _CONCEPT})


_KEPT = 8
"""Texts of each side kept ready: those a row is compared with, and some more."""


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
    words = [form for word in word_texts(text) if (form := _form(word, language))]
    numbers = [_NUMBER + part for figure in figures if not figure.doubtful for part in _parts(figure)]
    return (*words, *numbers, *(_CONCEPT + mention.concept for mention in mentions))


@lru_cache(maxsize=1 << 15)
def _form(word: str, language: Language) -> str:
    """Return a word in compared form, nothing for one with digits, which are compared as numbers."""
    return "" if any(map(str.isdigit, word)) else base_form(word, language)


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

    Cost: linear in the texts; a fit costs the product of the words' candidates, some 20 µs.
    """

    def __init__(
        self, sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]], *, turkish_first: bool = True
    ) -> None:
        self._turkish_first = turkish_first
        turkish, english = (sources, targets) if turkish_first else (targets, sources)
        turkish_weights, english_weights = _weights(turkish), _weights(english)
        # Only the rows just before and after are compared, so few need be kept in the form in which they are.
        self._turkish = lru_cache(_KEPT)(lambda row: _Turkish(turkish[row], turkish_weights))
        self._english = lru_cache(_KEPT)(lambda row: _English(english[row], english_weights))

    def cover(self, source: int, target: int) -> float:
        """Return the share of both texts' words that the other has a translation for, as ``Fit.both``."""
        here, there = self._pair(source, target)
        found, found_back = _links(here, there)
        total = here.weight + there.weight
        return (here.got(found) + there.got(found_back)) / total if total else 0.0

    def fit(self, source: int, target: int) -> Fit:
        """Return how well source text number ``source`` and target text number ``target`` cover each other."""
        sides = self._pair(source, target)
        sides_found = list(zip(sides, _links(*sides), strict=True))
        if not self._turkish_first:
            sides_found.reverse()
        (here, found), (there, found_back) = sides_found
        got, got_back, total = here.got(found), there.got(found_back), here.weight + there.weight
        return Fit(
            source=got / here.weight if here.weight else 0.0,
            target=got_back / there.weight if there.weight else 0.0,
            both=(got + got_back) / total if total else 0.0,
            source_gap=here.gap(found),
            target_gap=there.gap(found_back),
            words=min(len(here.words), len(there.words)),
        )

    def _pair(self, source: int, target: int) -> "tuple[_Turkish, _English]":
        if self._turkish_first:
            return self._turkish(source), self._english(target)
        return self._turkish(target), self._english(source)


class _Text:
    """One text's words and how rare each is in the stretch."""

    language: Language

    def __init__(self, words: Sequence[str], weights: Mapping[str, float]) -> None:
        self.words = words
        self.distinct = tuple(dict.fromkeys(words))
        self._weights = weights
        self.weight = sum([weights[word] for word in self.distinct])
        """Of all words, each counted once."""

    def got(self, found: Mapping[str, float]) -> float:
        """Return the weight of the words found."""
        weights = self._weights
        return sum([weights[word] * min(1.0, chance / FULL) for word, chance in found.items()])

    def gap(self, found: Mapping[str, float]) -> float:
        """Return the longest stretch of known words not found; a word found in between takes one away."""
        longest = current = 0
        for word in self.words:
            if found.get(word, 0.0) >= FAINT:
                current = max(0, current - 1)
            elif word[0] in _SIGNS or is_known(word, self.language):
                current += 1
                longest = max(longest, current)
        return longest / sqrt(len(self.words) + 1)


class _Turkish(_Text):
    language = TURKISH

    @cached_property
    def candidates(self) -> list[tuple[str, Mapping[str, float] | None, str, str]]:
        """For each word its translations, None for numbers and concepts, its letters and how they begin."""
        return [
            (word, None, "", "")
            if word[0] in _SIGNS
            else (word, translations(word), letters := _letters(word), letters[:_COGNATE_LETTERS])
            for word in self.distinct
        ]


class _English(_Text):
    language = ENGLISH

    @cached_property
    def by_stem(self) -> Mapping[str, Sequence[str]]:
        """The words of each stem."""
        return _grouped((_stem(word), word) for word in self.distinct)

    @cached_property
    def by_start(self) -> Mapping[str, Sequence[str]]:
        """The words of each few first letters."""
        return _grouped((_letters(word)[:_COGNATE_LETTERS], word) for word in self.distinct if word[0] not in _SIGNS)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, word in pairs:
        found.setdefault(key, []).append(word)
    return found


def _weights(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return how rare each word is in some texts."""
    spread = Counter(word for text in texts for word in set(text))
    return {word: log((len(texts) + 1) / count) for word, count in spread.items()}


def _links(turkish: _Turkish, english: _English) -> tuple[dict[str, float], dict[str, float]]:
    """Return for each word of either text the probability of its best partner in the other, where it has one."""
    by_stem, by_start = english.by_stem, english.by_start
    stems = by_stem.keys()
    found: dict[str, float] = {}
    found_back: dict[str, float] = {}
    for word, known, letters, start in turkish.candidates:
        partners: list[tuple[str, float]] = []
        if known is None:
            partners = [(other, _SAME) for other in by_stem.get(word, ())]
        elif shared := stems & known.keys():
            partners = [(other, known[stem]) for stem in shared for other in by_stem[stem]]
        if start in by_start:
            partners += [(other, _COGNATE * _alike(letters, _letters(other))) for other in by_start[start]]
        for other, chance in partners:
            if chance > found.get(word, 0.0):
                found[word] = chance
            if chance > found_back.get(other, 0.0):
                found_back[other] = chance
    return found, found_back


@lru_cache(maxsize=1 << 15)
def _stem(word: str) -> str:
    return word if word[0] in _SIGNS else stem_of(word, ENGLISH)


@lru_cache(maxsize=1 << 15)
def _letters(word: str) -> str:
    return word if word[0] in _SIGNS else fold_letters(word)


def _alike(first: str, second: str) -> float:
    """Return the share of letters two words have in common from the start."""
    longest = max(len(first), len(second), 1)
    for at, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return at / longest
    return min(len(first), len(second)) / longest
