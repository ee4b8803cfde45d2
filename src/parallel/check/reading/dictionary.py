"""What the shipped statistics and lexicon know of single Turkish and English words."""

from collections.abc import Mapping
from functools import lru_cache

from parallel.language.lexicon import shipped_lexicon
from parallel.language.stems import shipped_table, splits, stem_of
from parallel.language.tokens import base_form, word_texts
from parallel.model.document import ENGLISH, TURKISH, Language

FAINT = 0.02
"""Translation probability below which a link counts for nothing where a gap is looked for; chosen by us."""
_GLOSS = 0.3
"""Probability given to a lexicon entry's first gloss, divided by its rank for the others; the aligner's figure."""


@lru_cache(maxsize=1 << 16)
def translations(form: str) -> Mapping[str, float]:
    """Return the English stems a Turkish word in compared form may become, with the higher of both probabilities.

    >>> translations("antlaşmasının")["treaty"] > 0.1
    True
    """
    return _of_stem(stem_of(form, TURKISH), _entry(form))


def _entry(form: str) -> str:
    """Return the longest of a form's possible stems that the lexicon has, the first of equals; empty for none."""
    lexicon = shipped_lexicon()
    best = ""
    for stem, ending in splits(form):
        if best and len(form) - len(ending) < len(best):  # stems only become shorter from here on
            break
        if len(stem) > len(best) and stem in lexicon:
            best = stem
    return best


@lru_cache(maxsize=1 << 15)
def _of_stem(stem: str, entry: str) -> Mapping[str, float]:
    """Return the translations of all forms of a stem and lexicon entry: one mapping, however many forms there are."""
    found: dict[str, float] = {}
    table, lexicon = shipped_table(), shipped_lexicon()
    if table is not None and (row := table.rows.get(stem)) is not None:
        row_of = slice(int(table.starts[row]), int(table.starts[row + 1]))
        arrays = (table.columns[row_of].tolist(), table.forward[row_of].tolist(), table.backward[row_of].tolist())
        found = {table.targets[at]: max(forward, backward) for at, forward, backward in zip(*arrays, strict=True)}
    for rank, gloss in enumerate(lexicon.get(entry, ()), 1):
        for word in word_texts(gloss):
            stem = stem_of(base_form(word, ENGLISH), ENGLISH)
            found[stem] = max(found.get(stem, 0.0), _GLOSS / rank)
    return found


def translates(turkish: str, english: str) -> bool:
    """Tell whether any word of one text is a known translation of any word of the other.

    Cost: product of the words.
    """
    stems = [stem_of(base_form(word, ENGLISH), ENGLISH) for word in word_texts(english)]
    return any(
        translations(base_form(word, TURKISH)).get(stem, 0.0) >= FAINT for word in word_texts(turkish) for stem in stems
    )


@lru_cache(maxsize=1 << 15)
def is_known(form: str, language: Language) -> bool:
    """Tell whether the resources could have translated a word in compared form, from Turkish or into Turkish."""
    if language == TURKISH:
        return bool(translations(form))
    return stem_of(form, language) in _english_stems()


@lru_cache(maxsize=1)
def _english_stems() -> frozenset[str]:
    table = shipped_table()
    glosses = {
        stem_of(base_form(word, ENGLISH), ENGLISH)
        for entry in shipped_lexicon().values()
        for gloss in entry
        for word in word_texts(gloss)
    }
    return frozenset(glosses) | frozenset(table.targets if table is not None else ())
