"""Term candidates from a corpus: word groups that hold together, counted over all their inflected forms."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from parallel.language import inflection
from parallel.language.inflection import reads_as_ending
from parallel.language.resources import has_data, load_list
from parallel.language.tokens import Token, tokens
from parallel.model.document import TURKISH, Language
from parallel.model.termbase import ConceptId, TermBase
from parallel.terms.lookup import TermLookup
from parallel.terms.matching.edges import APOSTROPHES, BARRIER
from parallel.terms.matching.stream import fold_letters

SHORTEST_BASE = 4
"""Letters a word needs before longer ones are read as its inflected forms (chosen by us)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractOptions:
    """What counts as a candidate."""

    language: Language = TURKISH
    """Language of the texts."""
    shortest: int = 2
    """Words of the shortest candidate; 1 also offers single words."""
    longest: int = 4
    """Words of the longest candidate."""
    min_frequency: int = 2
    """Occurrences a candidate needs."""
    limit: int | None = None
    """How many candidates; None: all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A word group that may be a term."""

    text: str
    """Its shortest form that is not rare, as written, without what follows an apostrophe."""
    frequency: int
    """Occurrences in any form."""
    c_value: float
    """Length times frequency, less what longer candidates account for; higher is better."""
    forms: tuple[str, ...]
    """Forms seen, commonest first."""
    known: ConceptId | None = None
    """The concept it already names."""


def extract(
    texts: Iterable[str], termbase: TermBase, *, options: ExtractOptions | None = None
) -> tuple[Candidate, ...]:
    """Return candidates for terms, best first, and mark those the term base has.

    Forms that differ by endings of the last word are one candidate. Cost: linear in the words, times the number of
    lengths asked for.

    Args:
        texts: passages; no candidate reaches from one into the next, nor across punctuation.
        termbase: what is known already.
        options: what counts as a candidate.

    Source:
        C-value: K. Frantzi, S. Ananiadou, H. Mima, *Automatic Recognition of Multi-Word Terms* (IJDL 2000), equation 1,
        with log2(n + 1) in place of log2(n) so that single words count (A. Barrón-Cedeño et al., 2009).

    >>> found = extract(["Millî ordu kuruldu.", "Millî ordunun subayları"], TermBase(concepts=()))
    >>> [(candidate.text, candidate.frequency) for candidate in found]
    [('Millî ordu', 2)]
    """
    options = options or ExtractOptions()
    groups = _groups(texts, options)
    frequent = {key: forms for key, forms in groups.items() if forms.total() >= options.min_frequency}
    scores = _c_values({key: forms.total() for key, forms in frequent.items()})
    known = TermLookup(termbase, language=options.language)
    ranked = sorted(frequent, key=lambda key: (-scores[key], -frequent[key].total(), key))
    return tuple(_candidate(frequent[key], scores[key], known) for key in ranked[: options.limit])


_Key = tuple[str, ...]
_RARE = 0.15
"""Share of the occurrences below which a form may be a slip (chosen by us)."""
_SUFFIX = re.compile(rf"[{APOSTROPHES}]\w{{1,8}}$")


def _groups(texts: Iterable[str], options: ExtractOptions) -> Mapping[_Key, Counter[str]]:
    """Return the word groups of the texts under their base form, with the forms seen."""
    seen: dict[_Key, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for words in _stretches(text, options.language):
            for key, form in _word_groups(text, words, options):
                seen[key][form] += 1
    groups: dict[_Key, Counter[str]] = {}
    for key in sorted(seen, key=lambda key: (len(key), len(key[-1]), key)):
        base = _base_of(key, groups, options.language)
        groups.setdefault(base, Counter()).update(seen[key])
    return groups


def _stretches(text: str, language: Language) -> Iterator[list[Token]]:
    """Yield the words between one piece of punctuation and the next."""
    stretch: list[Token] = []
    for token in tokens(text, language):
        if stretch and BARRIER.search(text, stretch[-1].span.end, token.span.start):
            yield stretch
            stretch = []
        stretch.append(token)
    if stretch:
        yield stretch


def _word_groups(text: str, words: list[Token], options: ExtractOptions) -> Iterator[tuple[_Key, str]]:
    edge = _edge_words(options.language)
    folded = [fold_letters(word.text) for word in words]
    bases = [fold_letters(word.form) for word in words]
    stops = [not base.isalpha() or len(base) == 1 or base in edge for base in bases]
    for start, stop in enumerate(stops):
        for end in range(start + options.shortest, min(start + options.longest, len(words)) + 1) if not stop else ():
            if not stops[end - 1]:
                form = " ".join(text[words[start].span.start : words[end - 1].span.end].split())
                yield (*folded[start : end - 1], bases[end - 1]), form


@lru_cache(maxsize=8)
def _edge_words(language: Language) -> frozenset[str]:
    name = f"edge-words.{language}.txt"
    lines = load_list(name) if has_data(name) else ()
    return frozenset(fold_letters(word) for line in lines for word in line.split())


def _base_of(key: _Key, groups: Mapping[_Key, object], language: Language) -> _Key:
    """Return the longest group already known of which a group is an inflected form, else the group itself."""
    *head, last = key
    for cut in range(len(last) - 1, SHORTEST_BASE - 1, -1):
        shorter = (*head, last[:cut])
        if shorter in groups and _is_form(last, cut, language, compound=bool(head)):
            return shorter
    return key


def _is_form(word: str, cut: int, language: Language, *, compound: bool) -> bool:
    if language == TURKISH:
        return reads_as_ending(word[cut:], inflection.slots_of(word[:cut], compound=compound))
    return word in {inflection.english_plural(word[:cut]), word[:cut] + "s"}


def _c_values(frequencies: Mapping[_Key, int]) -> dict[_Key, float]:
    """Return the C-value of each group. Cost: linear in groups, quadratic in their (small) length."""
    nested: dict[_Key, int] = defaultdict(int)
    holders: dict[_Key, int] = defaultdict(int)
    for key, frequency in frequencies.items():
        inner = {key[start:end] for start, end in combinations(range(len(key) + 1), 2)} - {key}
        for part in inner:
            if part in frequencies:
                nested[part] += frequency
                holders[part] += 1
    return {
        key: math.log2(len(key) + 1) * (frequency - (nested[key] / holders[key] if key in holders else 0.0))
        for key, frequency in frequencies.items()
    }


def _bare(form: str) -> str:
    """Return a form without the suffix its last word carries after an apostrophe."""
    *head, last = form.split(" ")
    return " ".join((*head, _SUFFIX.sub("", last)))


def _candidate(forms: Counter[str], score: float, known: TermLookup) -> Candidate:
    common = [form for form, _ in forms.most_common()]
    usual = [form for form, count in forms.most_common() if count >= forms.total() * _RARE]
    text = _bare(min(usual or common, key=lambda form: len(fold_letters(_bare(form)))))
    hits = known.find(text, limit=0).exact
    return Candidate(
        text=text,
        frequency=forms.total(),
        c_value=round(score, 3),
        forms=tuple(common),
        known=hits[0].concept.id if hits else None,
    )
