"""What words a Turkish document may hold, and how likely each is: its own words, dictionaries, suffixes, a model.

All likelihoods are natural logarithms; figures without a source are chosen by us on five articles.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from parallel.language import casing, subword
from parallel.language.inflection import AFTER_APOSTROPHE, reads_as_ending
from parallel.language.lexicon import shipped_lexicon
from parallel.language.stems import splits
from parallel.language.tokens import APOSTROPHES

_STEM, _INFLECTED, _LETTER = -10.0, -11.0, -0.4
"""Likelihood of a dictionary's stem, of an inflected one, and of each letter of its ending."""
_FREQUENT = -10.5
"""Words of the model below this likelihood may be misprints of its corpus."""
_HALF = 0.5
"""Share of the document's own words in the mixture; the other half is the model's."""
_TWICE = 0.1
"""A word that stands twice may be the same misprint twice: its second occurrence counts as a tenth."""
_NAME_ENDING = -3.0
"""A known name with a sound ending that the document has not had before."""
_ENDING = 3
"""An ending is one if so many words of the model are a dictionary's stem with it."""
_COMMON_ENDING = 6
"""Two endings may follow one another if each is found with so many."""
_SHORTEST = 3
"""Shorter stems fit everywhere."""
_NEVER = -99.0
_VOWELS = frozenset("aeıioöuü")
_FLAT = str.maketrans("âîû", "aiu")
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
Dictionary = Callable[[Collection[str]], Collection[str]]
"""A spelling checker: returns which of some words, in lower case, it accepts. Asked rarely, for many words at once."""


def compared(word: str) -> str:
    """Return a word as it is compared here: Turkish lower case, one kind of apostrophe.

    >>> compared("Batı’nın")
    "batı'nın"
    """
    return casing.lower(casing.nfc(word)).translate(_ONE_APOSTROPHE)


def flat(word: str) -> str:
    """Return a word without circumflexes, which writers use as they like."""
    return word.translate(_FLAT)


class Lexis:
    """The words of one document and of the language.

    Args:
        words: the document's words in order, as printed.
        terms: words of the glossary, as written.
        dictionary: a spelling checker, where there is one.
    """

    def __init__(self, words: Sequence[str], terms: Iterable[str] = (), dictionary: Dictionary | None = None) -> None:
        self.counts = Counter(map(compared, words))
        self.size = max(len(words), 1)
        self._heads = Counter[str]()
        for word, count in self.counts.items():
            self._heads[word.partition("'")[0]] += count
        self._stems = _dictionary_stems() | {flat(compared(term)) for term in terms}
        self._dictionary = dictionary
        self._accepted: set[str] = set()
        self._known: dict[str, float | None] = {}
        self._prior: dict[str, float] = {}

    def consult(self, words: Iterable[str]) -> None:
        """Ask the spelling checker, where there is one, about words; what it accepts is known from now on."""
        if self._dictionary is not None:
            asked = {head for word in words if (head := word.partition("'")[0]).isalpha()} - self._accepted
            self._accepted.update(self._dictionary(asked))
            self._known.clear()

    def known(self, word: str) -> float | None:
        """Return the likelihood of a word as dictionaries and grammar have it; None for a word they don't know."""
        if word not in self._known:
            self._known[word] = self._look_up(word)
        return self._known[word]

    def prior(self, word: str) -> float:
        """Return how likely a word is to be meant in this document."""
        found = self._prior.get(word)
        if found is None:
            found = self._prior[word] = max(subword.log_probability(word), self._seen(word))
        return found

    def as_printed(self, word: str, *, doubt: bool = False) -> float:
        """Return how likely a word is to be right as it stands: that it stands here once says nothing.

        Args:
            word: compared form.
            doubt: whether its repetition says nothing either.
        """
        likelihood = subword.log_probability(word)
        if doubt:
            return likelihood
        known, count = self.known(word), self.counts[word]
        repeated = math.log((count - 1 if count > 2 else _TWICE) / self.size * _HALF) if count > 1 else _NEVER  # noqa: PLR2004
        name = self._seen_name(word) if "'" in word else _NEVER
        return max(likelihood, repeated, name, _NEVER if known is None else known)

    def trusts(self, candidate: str, word: str) -> bool:
        """Tell whether a string may be proposed for a word: it stands here more often, or dictionaries know it."""
        if "'" in candidate and "'" not in word:
            return False
        count = self.counts[candidate]
        return (count > 1 and count > self.counts[word]) or self.known(candidate) is not None

    def _seen(self, word: str) -> float:
        count = self.counts[word]
        whole = math.log(count / self.size * _HALF) if count else _NEVER
        return max(whole, self._seen_name(word)) if "'" in word else whole

    def _seen_name(self, word: str) -> float:
        head, _, ending = word.partition("'")
        if self._heads[head] < 2 or not _after_apostrophe(ending):  # noqa: PLR2004
            return _NEVER
        return math.log(self._heads[head] / self.size * _HALF) + _NAME_ENDING

    def _look_up(self, word: str) -> float | None:
        head, apostrophe, ending = word.partition("'")
        lost = 0.0
        if apostrophe:
            if not _after_apostrophe(ending):
                return None
            lost = -1.0 + _LETTER * len(ending)
        bare = flat(head)
        if bare in self._stems or head in self._accepted:
            return _STEM + lost
        if bare in _frequent_words():
            return _STEM + 1.0 + lost
        cuts = [
            end
            for stem, end in splits(bare)
            if len(stem) >= _SHORTEST and stem in self._stems and may_follow(end, vowel=stem[-1] in _VOWELS)
        ]
        return _INFLECTED + _LETTER * min(map(len, cuts)) + lost if cuts else None


@lru_cache(maxsize=4096)
def _after_apostrophe(ending: str) -> bool:
    return bool(ending) and reads_as_ending(casing.fold_loose(ending).text, AFTER_APOSTROPHE)


@lru_cache(maxsize=1)
def _dictionary_stems() -> frozenset[str]:
    return frozenset(flat(word) for word in shipped_lexicon() if len(word) > 1)


@lru_cache(maxsize=1)
def model_words() -> tuple[str, ...]:
    """Return the whole words the model holds, of three letters and more."""
    return tuple(word for word in subword.words() if word.isalpha() and len(word) >= _SHORTEST)


@lru_cache(maxsize=1)
def _frequent_words() -> frozenset[str]:
    return frozenset(flat(word) for word in model_words() if subword.log_probability(word) > _FREQUENT)


@lru_cache(maxsize=1)
def _endings() -> Counter[tuple[bool, str]]:
    """Count the endings of the model's words whose stems the dictionary has, after vowels and after consonants."""
    found = Counter[tuple[bool, str]]()
    stems = _dictionary_stems()
    for word in model_words():
        for stem, ending in splits(flat(word)):
            if ending and stem in stems and len(stem) >= _SHORTEST:
                found[stem[-1] in _VOWELS, ending] += 1
    return found


@lru_cache(maxsize=1 << 15)
def may_follow(ending: str, *, vowel: bool) -> bool:
    """Tell whether letters are an ending, or two, that words of the language have.

    Args:
        ending: letters after a stem, in lower case without circumflexes.
        vowel: whether the stem ends in one.

    >>> may_follow("larında", vowel=True), may_follow("larmda", vowel=True), may_follow("m", vowel=False)
    (True, False, False)
    """
    if not ending:
        return True
    if not vowel and _VOWELS.isdisjoint(ending):
        return False
    counts = _endings()
    if counts[vowel, ending] >= _ENDING:
        return True
    return any(
        counts[vowel, ending[:at]] >= _COMMON_ENDING
        and counts[ending[at - 1] in _VOWELS, ending[at:]] >= _COMMON_ENDING
        for at in range(2, len(ending) - 1)
    )
