"""Words that a scanner has probably damaged, with what they may have been. Flagged, never changed.

A noisy channel: a word is doubtful when something else, likelier in this document and in the language, becomes it by
mistakes that scanners make. How much likelier it must be depends on how damaged the document is as a whole.

Source: Kernighan, Church and Gale 1990, "A spelling correction program based on a noisy channel model", COLING; the
channel here is that of print (``clean.words.confusions``), the prior that of ``clean.words.lexis``.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from parallel.clean.words.confusions import ALIKE, readings, shortened
from parallel.clean.words.lexis import Dictionary, Lexis, compared, flat, model_words
from parallel.language import casing
from parallel.language.tokens import APOSTROPHES
from parallel.model.document import TURKISH, CleanDocument, Passage, PassageId
from parallel.model.span import Span

SUGGESTIONS = 3
"""So many suggestions are given at most."""
_SIGNS = r"\^~|!*<>\\"
_WORD = re.compile(rf"[^\W\d_]+(?:[{_SIGNS}{APOSTROPHES}][^\W\d_]+)*")
"""A word, with signs inside that no word has: *ipün^sebetler*."""
_OPENERS = ".!?:…“\"«(['‘"
_ANY = 8.0
"""Cost, in nats, of a letter changed, lost or added in a way that print does not explain."""
_BEAM = (5, 2)
"""So many of the best readings of one mistake, and of two, are looked at for another mistake."""
_SURE = -12.5
"""A reading of at least this likelihood, its cost taken off, ends the search."""
_LIKELY = -9.5
"""A known word of at least this likelihood is not doubted."""
_LOOK = 40
"""So many readings are tried for one that can be trusted."""
_SHORTEST = 2
"""A single letter is no word to be doubted."""
_OFTEN = 8
"""A word that stands oftener than this is the document's spelling."""
_DROWNED = 4
"""A word is taken for a repeated mistake if its correction stands so many times as often."""
_SYSTEMATIC = 4
"""One letter taken for another may happen so often to one word; oftener it is the document's spelling."""
_NAME = 8.0
"""Names inside a sentence are mostly unknown and right: so much more is asked of a correction, in nats."""
_MARGIN = 4.0
"""Nats by which a correction must be likelier than what is printed, in a document of usual damage (see below)."""
_DAMAGE, _DAMAGED_BY, _SLOPE = 0.0015, 10.0, 1.5
"""Usual share of words whose correction is likelier by ten nats and more, measured in four articles that were never
scanned; what a document has more of it lowers the margin, to 0 at most."""
_PRIOR_WORDS = 1000
"""The usual share counts as if seen in so many words: a short text says little of its damage."""
_ABBREVIATION = 4
"""Words in capitals of at most so many letters are abbreviations and Roman numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A word that is probably damaged."""

    passage: PassageId
    """Where it stands."""
    span: Span
    """Place in the passage's text."""
    raw: Span
    """Place in the raw document."""
    word: str
    """As printed."""
    suggestions: tuple[str, ...]
    """What it may have been, the likeliest first."""
    margin: float
    """Nats by which the first is likelier than what is printed."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word where it stands."""

    passage: Passage
    span: Span
    text: str
    opens: bool
    """Whether a sentence or the like begins with it."""


def find_suspects(
    document: CleanDocument, *, terms: Iterable[str] = (), dictionary: Dictionary | None = None
) -> tuple[Suspect, ...]:
    """Return the probably damaged words of a document's Turkish passages, in order.

    Cost: some milliseconds for each word that neither the lexicon nor the suffix table explains.

    Args:
        document: cleaned.
        terms: words of the glossary.
        dictionary: a spelling checker, where there is one.
    """
    tokens = list(_tokens(document))
    search = _Search(Lexis([token.text for token in tokens], terms, dictionary), tokens)
    found = [suspect for token in tokens if (suspect := search.suspect(token)) is not None]
    sure = sum(suspect.margin > _DAMAGED_BY for suspect in found)
    damaged = (sure + _DAMAGE * _PRIOR_WORDS) / (len(tokens) + _PRIOR_WORDS)
    worse = math.log(max(damaged, _DAMAGE) / _DAMAGE)
    margin = max(_MARGIN - _SLOPE * worse, 0.0)
    return tuple(suspect for suspect in found if suspect.margin > margin)


def _tokens(document: CleanDocument) -> Iterator[_Token]:
    for passage in document.passages:
        if passage.language == TURKISH:
            for match in _WORD.finditer(passage.text):
                before = passage.text[: match.start()][-2:].strip()
                yield _Token(passage, Span(*match.span()), match.group(), not before or before[-1] in _OPENERS)


def _index(words: Iterable[str]) -> dict[str, list[str]]:
    """Return words by themselves and by what is left of them without one letter."""
    found: dict[str, list[str]] = {}
    for word in words:
        for key in {word, *shortened(word)}:
            found.setdefault(key, []).append(word)
    return found


@lru_cache(maxsize=1)
def _model_index() -> Mapping[str, list[str]]:
    return _index(model_words())


class _Search:
    """Looks for what a document's words may have been."""

    def __init__(self, lexis: Lexis, tokens: list[_Token]) -> None:
        self._lexis = lexis
        self._index = _index(lexis.counts)
        upper, whole = Counter[str](), Counter[str]()
        for token in tokens:
            head = compared(token.text).partition("'")[0]
            whole[head] += not token.opens
            upper[head] += not token.opens and token.text[0].isupper()
        self._names = frozenset(head for head, count in upper.items() if count > 1 and count * 2 > whole[head])
        self._found: dict[str, tuple[tuple[str, ...], float]] = {}
        lexis.consult(lexis.counts)
        self._ranked = {word: self._readings(word) for word in lexis.counts if self._doubtful(word)}
        lexis.consult(reading for ranked in self._ranked.values() for reading in ranked)

    def suspect(self, token: _Token) -> Suspect | None:
        """Return the word as a suspect, however small its margin; None when nothing is likelier."""
        word = compared(token.text)
        if word not in self._found:
            self._found[word] = self._judged(word)
        candidates, margin = self._found[word]
        if not candidates:
            return None
        if len(token.text) <= _ABBREVIATION and token.text.isupper():
            return None
        inner_name = token.text[0].isupper() and not token.opens
        if inner_name and candidates[0].partition("'")[0] not in self._names:
            margin -= _NAME
        if margin <= 0:
            return None
        return Suspect(
            passage=token.passage.id,
            span=token.span,
            raw=token.passage.spans.to_raw(token.span),
            word=token.text,
            suggestions=tuple(self._spelled(candidate, token) for candidate in candidates),
            margin=margin,
        )

    def _judged(self, word: str) -> tuple[tuple[str, ...], float]:
        """Return what a word may have been, and by how many nats the first is likelier."""
        if word not in self._ranked:
            return (), 0.0
        lexis, costs = self._lexis, self._ranked[word]
        candidates = self._trusted(list(costs), word)
        if not candidates:
            return (), 0.0
        best = candidates[0]
        drowned = lexis.counts[best] >= _DROWNED * lexis.counts[word]
        plain = costs[best] <= ALIKE and lexis.known(best) is not None and lexis.counts[word] <= _SYSTEMATIC
        printed = lexis.as_printed(word, doubt=lexis.known(word) is None and (drowned or plain))
        return candidates, lexis.prior(best) - costs[best] - printed

    def _doubtful(self, word: str) -> bool:
        """Tell whether a word may be a misprint at all: neither frequent here nor well known."""
        lexis = self._lexis
        if len(word) < _SHORTEST or lexis.counts[word] > _OFTEN:
            return False
        return lexis.known(word) is None or lexis.as_printed(word) <= _LIKELY

    def _readings(self, word: str) -> dict[str, float]:
        """Return the likeliest readings of a word, the best first, with their costs."""
        costs = self._costs(word)
        best = sorted(costs, key=lambda text: costs[text] - self._lexis.prior(text))[:_LOOK]
        return {text: costs[text] for text in best}

    def _trusted(self, ranked: list[str], word: str) -> tuple[str, ...]:
        """Return the first readings that may be proposed; of spellings with and without circumflex, one."""
        chosen: dict[str, str] = {}
        for text in ranked:
            if len(chosen) < SUGGESTIONS and self._lexis.trusts(text, word):
                chosen.setdefault(flat(text), text)
        return tuple(chosen.values())

    def _costs(self, word: str) -> dict[str, float]:
        """Return readings of a word, up to three mistakes away, with what their mistakes cost."""
        lexis, costs = self._lexis, dict[str, float]()
        unchanged = flat(word).replace("'", "")

        def add(start: str, spent: float) -> None:
            for reading in readings(start):
                cost = spent + reading.cost
                if cost < costs.get(reading.text, math.inf):
                    costs[reading.text] = cost
            for near in self._near(start):
                costs[near] = min(costs.get(near, math.inf), spent + _ANY)

        add(word, 0.0)
        for width in _BEAM:
            best = sorted(costs, key=lambda text: costs[text] - lexis.prior(text))[:width]
            if not best or (lexis.prior(best[0]) - costs[best[0]] > _SURE and lexis.trusts(best[0], word)):
                break
            for text in best:
                add(text, costs[text])
        return {text: cost for text, cost in costs.items() if text and flat(text).replace("'", "") != unchanged}

    def _near(self, word: str) -> Iterator[str]:
        """Yield words of the document and the model that are one letter apart, or two that change places."""
        for key in (word, *shortened(word)):
            for found in (*self._index.get(key, ()), *_model_index().get(key, ())):
                if abs(len(found) - len(word)) <= 1:
                    yield found

    def _spelled(self, candidate: str, token: _Token) -> str:
        """Return a candidate with the capitals and the apostrophe of the printed word."""
        printed = token.text
        mark = next((char for char in printed if char in APOSTROPHES), "’")
        text = candidate.replace("'", mark)
        first, name = compared(printed)[0], candidate.partition("'")[0] in self._names
        if len(printed) > 1 and printed.isupper():
            return casing.upper(text)
        upper = printed[0].isupper()
        kept = first == candidate[0] or (upper and casing.fold_loose(first).text == casing.fold_loose(text[0]).text)
        if (upper and (kept or token.opens)) or (name and not kept):
            return casing.upper(text[0]) + text[1:]
        return text
