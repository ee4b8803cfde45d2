"""What speaks for two texts being translations of each other: words that know each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from parallel.align.features import CONCEPT, NUMBER, Features, read_features
from parallel.align.links import gather_links
from parallel.align.options import AlignOptions
from parallel.language.lexicon import shipped_lexicon
from parallel.language.stems import shipped_table, splits, stem_of
from parallel.language.tokens import base_form, word_texts
from parallel.model.document import ENGLISH, TURKISH, Language

FULL = 0.2
"""Translation probability from which a link counts in full; chosen by us."""
FAINT = 0.02
"""Translation probability below which a link counts for nothing where a gap is looked for; chosen by us."""


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


class Evidence:
    """Links between the words of a stretch of rows.

    Args:
        sources: source texts.
        targets: as many target texts.
        options: languages, and what the aligner may use.

    Cost: linear in the texts; a fit costs the product of the words' candidates and is about 20 µs.
    """

    def __init__(self, sources: Sequence[str], targets: Sequence[str], options: AlignOptions) -> None:
        source = read_features(sources, options.languages.source)
        target = read_features(targets, options.languages.target)
        self._links = _links(source, target, options)
        self._source, self._target = _Words(source), _Words(target)

    def fit(self, source: int, target: int) -> Fit:
        """Return how well source text number ``source`` and target text number ``target`` cover each other."""
        here, there = self._source.tokens[source], self._target.tokens[target]
        present = set(there)
        found: dict[int, float] = {}
        found_back: dict[int, float] = {}
        for word in set(here):
            for other, chance in self._links.get(word, {}).items():
                if other in present:
                    found[word] = max(chance, found.get(word, 0.0))
                    found_back[other] = max(chance, found_back.get(other, 0.0))
        got, all_here = self._source.weigh(here, found)
        got_back, all_there = self._target.weigh(there, found_back)
        return Fit(
            source=got / all_here if all_here else 0.0,
            target=got_back / all_there if all_there else 0.0,
            both=(got + got_back) / (all_here + all_there) if all_here + all_there else 0.0,
            source_gap=self._source.gap(here, found),
            target_gap=self._target.gap(there, found_back),
            words=min(len(here), len(there)),
        )


def _links(source: Features, target: Features, options: AlignOptions) -> dict[int, dict[int, float]]:
    links = gather_links(source, target, options)
    table: dict[int, dict[int, float]] = {}
    for left, right, forward, backward in zip(
        links.source.tolist(), links.target.tolist(), links.forward.tolist(), links.backward.tolist(), strict=True
    ):
        table.setdefault(left, {})[right] = max(forward, backward)
    return table


class _Words:
    """One side's words as numbers, how rare each is, and which the resources know."""

    def __init__(self, features: Features) -> None:
        starts = features.starts.tolist()
        flat = features.tokens.tolist()
        self.tokens = [flat[starts[at] : starts[at + 1]] for at in range(features.size)]
        spread = Counter(word for text in self.tokens for word in set(text))
        self._weight = {word: log((features.size + 1) / count) for word, count in spread.items()}
        self._known = [
            is_known(kind, form, features.language) for kind, form in zip(features.types, features.forms, strict=True)
        ]

    def weigh(self, words: Sequence[int], found: dict[int, float]) -> tuple[float, float]:
        """Return the weight of the words found and of all."""
        distinct = set(words)
        got = sum(self._weight[word] * min(1.0, found[word] / FULL) for word in distinct if word in found)
        return got, sum(self._weight[word] for word in distinct)

    def gap(self, words: Sequence[int], found: dict[int, float]) -> float:
        """Return the longest stretch of known words not found; a word found in between takes one away."""
        longest = current = 0
        for word in words:
            if found.get(word, 0.0) >= FAINT:
                current = max(0, current - 1)
            elif self._known[word]:
                current += 1
                longest = max(longest, current)
        return longest / sqrt(len(words) + 1)


def is_known(kind: str, form: str, language: Language) -> bool:
    """Tell whether the shipped statistics or lexicon could have translated a word.

    Args:
        kind: stem, or number or concept with its sign.
        form: the word in compared form.
        language: what it is written in.
    """
    if kind.startswith((NUMBER, CONCEPT)):
        return True
    if language == TURKISH:
        table = shipped_table()
        lexicon = shipped_lexicon()
        return (table is not None and kind in table.rows) or any(stem in lexicon for stem, _ in splits(form))
    return kind in _known_targets()


@lru_cache(maxsize=1)
def _known_targets() -> frozenset[str]:
    table = shipped_table()
    glosses = {
        stem_of(base_form(word, ENGLISH), ENGLISH)
        for entry in shipped_lexicon().values()
        for gloss in entry
        for word in word_texts(gloss)
    }
    return frozenset(glosses) | frozenset(table.targets if table is not None else ())
