"""Which features of one side may translate which of the other, and with what probability."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from parallel.align.lexical.features import CONCEPT, NUMBER, Features
from parallel.align.options import AlignOptions, LearntEntry, LexicalModel
from parallel.language import casing
from parallel.language.lexicon import shipped_lexicon
from parallel.language.stems import shipped_table, splits, stem_of
from parallel.language.tokens import base_form, word_texts
from parallel.model.bitext import Languages
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import TermBase

SAME = 0.8
"""Probability that a number or concept comes back as itself; set by us on the developer sets."""
GLOSS = 0.3
"""Probability of a lexicon entry's first gloss, divided by its rank for the others; set by us on the developer sets."""
EXPLAINED = 0.6
"""1 − λ of a word with a trusted candidate, before the texts themselves tell; set by us on the developer sets."""
ENTRY = 0.6
"""Probability of a dictionary's or glossary's single word for a single word; chosen by us."""
PART = 0.4
"""Probability shared out among the words of a phrase; chosen by us."""
PARTICLE = 3
"""Words of so many letters in a phrase are not linked: they are articles and prepositions more often than not."""
LEARNT = 0.5
"""Trust in a translation learnt from a workspace's beads; set by us on German–French by cross-validation."""
KEPT = 0.8
"""1 − λ of a number of two digits or more: translators keep them; set by us on the developer sets."""
FIGURE = 2
"""Signs of a number's key, ``#`` included, up to which it is often a word such as *two* or *both*."""
COGNATE = 0.6
"""Probability of an equal spelling, times the share of letters two words have in common; set by us likewise."""
SOUND = 0.7
"""Worth of a letter that two words share only in sound; set by us on the developer sets without their lexicon."""
COGNATE_LETTERS = 4
"""Letters two words must share at the start to count as cognates; shorter words must be equal."""

_SOUNDS = (("ph", "f"), ("th", "t"), ("sch", "c"), ("ch", "c"), ("sh", "c"), ("ck", "k"))
_SOFT_C = re.compile("c(?=[eiy])")
_ONE_LETTER = str.maketrans({"c": "k", "q": "k", "w": "v", "y": "i", "j": "i", "x": "ks", "z": "s"})
_PLAIN = str.maketrans("çğıöşü", "cgiosu")
_DOUBLED = re.compile(r"(.)\1+")

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Links:
    """Candidate translations between the types of two sides; parallel arrays."""

    source: Ints
    """Source type."""
    target: Ints
    """Target type."""
    forward: Floats
    """Probability of the target type given the source type."""
    backward: Floats
    """Probability of the source type given the target type."""
    trust: Floats
    """How far the lack of this translation speaks against a pair, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Lexis:
    """What is believed of the words of two texts."""

    links: Links
    """Candidate translations."""
    source_chances: Floats
    """λ of each source type: share of its occurrences that owe nothing to the other side."""
    target_chances: Floats
    """λ of each target type."""


Entry = tuple[str, str, float, float, float]
Known = TypeVar("Known", Entry, LearntEntry)


def gather_links(source: Features, target: Features, options: AlignOptions) -> Links:
    """Collect candidates from every source of knowledge; where two know a pair, the higher probability counts.

    Cost: linear in the number of types and candidates.
    """
    rows = {key: number for number, key in enumerate(source.types)}
    columns = {key: number for number, key in enumerate(target.types)}
    chances: dict[tuple[int, int], tuple[float, float, float]] = {}

    def add(entries: Iterable[Entry]) -> None:
        for left, right, forward, backward, trust in entries:
            row, column = rows.get(left), columns.get(right)
            if row is not None and column is not None:
                before = chances.get((row, column), (0.0, 0.0, 0.0))
                chances[row, column] = (max(forward, before[0]), max(backward, before[1]), max(trust, before[2]))

    add((key, key, SAME, SAME, 1.0) for key in source.types if key[0] in {NUMBER, CONCEPT} and key in columns)
    add(_cognates(source, target))
    languages = (options.languages.source, options.languages.target)
    add(_shipped(source, target, languages))
    phrases = _Phrases(languages, (frozenset(rows), frozenset(columns)))
    add(phrases.entries(options.dictionary))
    if options.termbase is not None:
        add(_unknown(phrases.entries(_terms(options.termbase, options)), languages))
    add((*entry, LEARNT) for entry in usable_entries(options.model, options.languages))
    pairs = np.array(list(chances), np.int64).reshape(-1, 2)
    values = np.array(list(chances.values()), np.float64).reshape(-1, 3)
    return Links(pairs[:, 0], pairs[:, 1], values[:, 0], values[:, 1], values[:, 2])


def first_lexis(links: Links, source: Features, target: Features) -> Lexis:
    """Return what is believed of the words before any alignment."""
    return Lexis(
        links,
        _first_chances(links.source, links.trust, source.types),
        _first_chances(links.target, links.trust, target.types),
    )


def is_figure(key: str) -> bool:
    """Tell whether a feature is a number of two digits or more, which translators keep."""
    return key[0] == NUMBER and len(key) > FIGURE


def _first_chances(linked: Ints, trust: Floats, types: Sequence[str]) -> Floats:
    """Return λ for each type: low where a trusted candidate is known, and for figures even where there is none."""
    best = np.zeros(len(types))
    np.maximum.at(best, linked, trust)
    chances: Floats = 1 - EXPLAINED * best
    for number, key in enumerate(types):
        if is_figure(key):
            chances[number] = 1 - KEPT
    return chances


def _cognates(source: Features, target: Features) -> Iterator[Entry]:
    """Yield words that begin with the same letters, whatever their case and marks, or with the same sounds."""
    by_start: dict[str, list[_Spelling]] = defaultdict(list)
    for spelling in _spellings(target):
        for start in spelling.starts():
            by_start[start].append(spelling)
    for spelling in _spellings(source):
        others = {other.key: other for start in spelling.starts() for other in by_start.get(start, ())}
        for other in others.values():
            alike = max(_alike(spelling.letters, other.letters), SOUND * _alike(spelling.sounds, other.sounds))
            yield spelling.key, other.key, COGNATE * alike, COGNATE * alike, alike


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A word as cognates are compared."""

    key: str
    letters: str
    """Without case and marks."""
    sounds: str
    """As ``sounds_of`` brings spellings of one sound together."""

    def starts(self) -> set[str]:
        """Return the beginnings a cognate must share one of."""
        return {self.letters[:COGNATE_LETTERS], "/" + self.sounds[:COGNATE_LETTERS]}


def _spellings(features: Features) -> Iterator[_Spelling]:
    for key in features.types:
        if key[0] not in {NUMBER, CONCEPT}:
            letters = key.translate(_PLAIN)
            if not (letters.isascii() and letters.isalnum() and letters.islower()):
                letters = casing.fold_loose(key).text
            if letters:
                yield _Spelling(key, letters, sounds_of(letters))


def sounds_of(letters: str) -> str:
    """Bring the spellings of European loan words together: one letter for one sound, roughly, and none doubled.

    >>> sounds_of("fotograf") == sounds_of("photograph"), sounds_of("akademi")[:6] == sounds_of("academy")[:6]
    (True, True)
    """
    for written, sound in _SOUNDS:
        letters = letters.replace(written, sound)
    return _DOUBLED.sub(r"\1", _SOFT_C.sub("s", letters).translate(_ONE_LETTER))


def _alike(left: str, right: str) -> float:
    """Return the share of letters two words have in common from the start."""
    return _common(left, right) / max(len(left), len(right))


def _common(left: str, right: str) -> int:
    """Count the letters two words share from the start."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _shipped(source: Features, target: Features, languages: tuple[Language, Language]) -> Iterator[Entry]:
    """Yield what the package knows of Turkish and English, in either direction."""
    if languages == (TURKISH, ENGLISH):
        yield from _turkish_english(source)
    elif languages == (ENGLISH, TURKISH):
        yield from (
            (right, left, backward, forward, trust)
            for left, right, forward, backward, trust in _turkish_english(target)
        )


def _turkish_english(turkish: Features) -> Iterator[Entry]:
    table, lexicon = shipped_table(), shipped_lexicon()
    for key, form in zip(turkish.types, turkish.forms, strict=True):
        if table is not None and (row := table.rows.get(key)) is not None:
            for at in range(table.starts[row], table.starts[row + 1]):
                yield key, table.targets[table.columns[at]], float(table.forward[at]), float(table.backward[at]), 1.0
        entry = max((stem for stem, _ in splits(form) if stem in lexicon), key=len, default="")
        for rank, gloss in enumerate(lexicon.get(entry, ()), 1):
            for word in word_texts(gloss):
                yield key, stem_of(base_form(word, ENGLISH), ENGLISH), GLOSS / rank, GLOSS / rank, 1.0


def _terms(termbase: TermBase, options: AlignOptions) -> Iterator[tuple[str, str]]:
    """Yield each term and variant of a concept in one language with each in the other."""
    for concept in termbase:
        for one in concept.in_language(options.languages.source):
            for other in concept.in_language(options.languages.target):
                yield from product((one.text, *one.variants), (other.text, *other.variants))


class _Phrases:
    """Reads words and phrases that are given as translations, of which most do not occur in two texts."""

    def __init__(self, languages: tuple[Language, Language], types: tuple[frozenset[str], frozenset[str]]) -> None:
        self._languages, self._types = languages, types
        self._read: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})

    def entries(self, pairs: Iterable[tuple[str, str]]) -> Iterator[Entry]:
        """Yield single words as they are, and the long words of longer phrases with less trust."""
        for left, right in pairs:
            sources = self._stems(0, left)
            targets = self._stems(1, right) if sources else []
            if not targets:
                continue
            if len(sources) == len(targets) == 1:
                yield sources[0], targets[0], ENTRY, ENTRY, 1.0
                continue
            sources, targets = ([word for word in side if len(word) > PARTICLE] for side in (sources, targets))
            for one in sources:
                for other in targets:
                    yield one, other, PART / len(targets), PART / len(sources), 0.5

    def _stems(self, side: int, text: str) -> list[str]:
        """Return the stems of a phrase; none where none of them occurs."""
        found = self._read[side].get(text)
        if found is None:
            language = self._languages[side]
            found = [stem_of(base_form(word, language), language) for word in word_texts(text)]
            found = [] if self._types[side].isdisjoint(found) else found
            self._read[side][text] = found
        return found


def usable_entries(model: LexicalModel | None, languages: Languages) -> list[LearntEntry]:
    """Return what of a learnt model an alignment uses: all, but for Turkish words the package knows better.

    Args:
        model: what was learnt; None for nothing.
        languages: direction of the alignment; a model of another direction says nothing.
    """
    if model is None or model.languages != languages:
        return []
    return list(_unknown(model.entries, (languages.source, languages.target)))


def _unknown(entries: Iterable[Known], languages: tuple[Language, Language]) -> Iterator[Known]:
    """Leave out what would add guesses to words the package knows better."""
    if set(languages) != {TURKISH, ENGLISH}:
        yield from entries
        return
    table, lexicon = shipped_table(), shipped_lexicon()
    side = languages.index(TURKISH)
    for entry in entries:
        word = str(entry[side])
        if word not in lexicon and (table is None or word not in table.rows):
            yield entry
