"""Why a bead was made, in words a person can check."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parallel.align.lattice import Band, Posterior
from parallel.align.lexical.features import NUMBER, Features
from parallel.align.lexical.links import COGNATE_LETTERS, usable_entries
from parallel.align.options import AlignOptions
from parallel.align.refine import Belief
from parallel.align.scores import KINDS, LONGEST
from parallel.align.semantic.meaning import Meaning
from parallel.language import casing
from parallel.language.stems import stem_of
from parallel.language.tokens import base_form, word_texts
from parallel.model.bitext import Evidence
from parallel.model.document import Language
from parallel.model.termbase import TermBase

if TYPE_CHECKING:
    from parallel.terms import TermMatcher

MOST = 9
"""Words and concepts named for a bead; chosen by us."""
LEAST_GAIN = 0.05
"""Nats below which a word is no reason; chosen by us."""
MISSING = 4
"""Words named that speak against a bead; chosen by us."""

BeadAt = tuple[int, int, int, int]
Gains = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of one side of a bead were written as."""

    written: dict[int, str]
    """Type to the first word written so."""
    opening: frozenset[str]
    """Words that begin a sentence, where a capital says nothing."""


class Explainer:
    """Takes the score of a bead apart.

    Args:
        texts: sentences of both sides.
        features: what the aligner saw of them.
        belief: what it believed in the end.
        options: languages and term base.
    """

    def __init__(
        self,
        texts: tuple[Sequence[str], Sequence[str]],
        features: tuple[Features, Features],
        belief: Belief,
        options: AlignOptions,
    ) -> None:
        self._texts, self._features, self._belief = texts, features, belief
        self._languages = (options.languages.source, options.languages.target)
        self._numbers = tuple({key: kind for kind, key in enumerate(side.types)} for side in features)
        links = belief.lexis.links
        self._links: dict[int, dict[int, tuple[float, float]]] = defaultdict(dict)
        for u, v, forward, backward in zip(
            links.source.tolist(), links.target.tolist(), links.forward.tolist(), links.backward.tolist(), strict=True
        ):
            self._links[u][v] = (forward, backward)
        learnt = usable_entries(options.model, options.languages)
        self._learnt = {(source, target) for source, target, _, _ in learnt}
        vectors = [side.vectors for side in features if side.vectors is not None]
        self._meaning = Meaning(*vectors) if len(vectors) == len(features) else None
        self._known = (set(links.source.tolist()), set(links.target.tolist()))
        self._shares = tuple(side.counts / (side.counts.sum() + belief.weights.unseen) for side in features)
        self._matchers = _matchers(options.termbase, self._languages)

    def explain(self, bead: BeadAt) -> tuple[Evidence, ...]:
        """Return the reasons for a two-sided bead, strongest first; none for an omission.

        Cost: the product of the bead's words, and a search for terms in it.
        """
        a, b, c, d = bead
        if a == b or c == d:
            return ()
        words = (self._words(0, (a, b)), self._words(1, (c, d)))
        gains, missing = self._word_gains(self._tokens(0, (a, b)), self._tokens(1, (c, d)))
        named = [*self._concepts(bead, gains)]
        named += [self._pair(u, v, gain, words) for (u, v), gain in gains.items() if gain >= LEAST_GAIN]
        named.sort(key=_strength)
        named = named[:MOST]
        if self._meaning is not None:
            named.append(Evidence(kind="meaning", detail="sentence vectors", gain=self._meaning.gain(bead)))
        return tuple(sorted([*named, *self._missing(missing, words), *self._shape(bead)], key=_strength))

    def _tokens(self, side: int, sentences: tuple[int, int]) -> list[int]:
        features = self._features[side]
        tokens = features.tokens[features.starts[sentences[0]] : features.starts[sentences[1]]].tolist()
        return [token for token in tokens if token in self._known[side]]

    def _words(self, side: int, sentences: tuple[int, int]) -> _Words:
        language = self._languages[side]
        written: dict[int, str] = {}
        opening: set[str] = set()
        for text in self._texts[side][slice(*sentences)]:
            found = word_texts(text)
            opening.update(found[:1])
            for word in found:
                kind = self._numbers[side].get(stem_of(base_form(word, language), language))
                if kind is not None:
                    written.setdefault(kind, word)
        return _Words(written, frozenset(opening))

    def _word_gains(self, left: list[int], right: list[int]) -> tuple[Gains, list[tuple[float, int, int]]]:
        """Share out the lexical gain to pairs of types; also return words without a counterpart: gain, side, type."""
        gains: Gains = defaultdict(float)
        missing: list[tuple[float, int, int]] = []
        lexis, half = self._belief.lexis, self._belief.weights.lexical / 2
        for side, (givers, takers, chances) in enumerate(
            ((right, left, lexis.source_chances), (left, right, lexis.target_chances))
        ):
            for taker in set(takers):
                ratios = {giver: self._ratio(giver, taker, side) * givers.count(giver) for giver in set(givers)}
                total = sum(ratios.values())
                chance = float(chances[taker])
                gain = takers.count(taker) * half * float(np.log(chance + (1 - chance) * total / max(len(givers), 1)))
                if total == 0:
                    missing.append((gain, side, taker))
                for giver, ratio in ratios.items():
                    if ratio > 0:
                        gains[(taker, giver) if side == 0 else (giver, taker)] += gain * ratio / total
        return gains, missing

    def _ratio(self, giver: int, taker: int, side: int) -> float:
        """Return t/u of a word given one word of the other side."""
        if side == 0:
            return self._links.get(taker, {}).get(giver, (0.0, 0.0))[1] / float(self._shares[0][taker])
        return self._links.get(giver, {}).get(taker, (0.0, 0.0))[0] / float(self._shares[1][taker])

    def _pair(self, source: int, target: int, gain: float, words: tuple[_Words, _Words]) -> Evidence:
        left, right = self._features[0].types[source], self._features[1].types[target]
        if left.startswith(NUMBER):
            kind = "number" if any(map(str.isalnum, left)) else "sign"
            return Evidence(kind=kind, detail=left[1:].lstrip("-"), gain=gain)
        one, other = words[0].written.get(source, left), words[1].written.get(target, right)
        kind = "learnt" if (left, right) in self._learnt else "lexicon"
        if _folded(left)[:COGNATE_LETTERS] == _folded(right)[:COGNATE_LETTERS]:
            named = casing.is_upper_initial(one) and casing.is_upper_initial(other)
            kind = "name" if named and one not in words[0].opening else "cognate"
        return Evidence(kind=kind, detail=f"{one} = {other}", gain=gain)

    def _missing(self, missing: list[tuple[float, int, int]], words: tuple[_Words, _Words]) -> Iterator[Evidence]:
        """Say which words of a side have no counterpart in the bead."""
        for side, name in enumerate(("source", "target")):
            lacking = sorted((gain, kind) for gain, where, kind in missing if where == side)
            if not lacking:
                continue
            types = self._features[side].types
            named = [words[side].written.get(kind, types[kind]) for _, kind in lacking[:MISSING]]
            rest = " …" if len(lacking) > MISSING else ""
            detail = f"no counterpart in the {('target', 'source')[side]}: {', '.join(named)}{rest}"
            yield Evidence(kind=f"missing-{name}", detail=detail, gain=sum(gain for gain, _ in lacking))

    def _concepts(self, bead: BeadAt, gains: Gains) -> Iterator[Evidence]:
        """Yield concepts mentioned on both sides; they take over the gains of their words."""
        if not self._matchers:
            return
        texts = (" ".join(self._texts[0][bead[0] : bead[1]]), " ".join(self._texts[1][bead[2] : bead[3]]))
        mentions = [matcher.find(text) for matcher, text in zip(self._matchers, texts, strict=True)]
        there = {mention.concept: mention.surface for mention in mentions[1]}
        for mention in mentions[0]:
            other = there.pop(mention.concept, None)
            if other is None:
                continue
            inside = self._types(0, mention.surface), self._types(1, other)
            taken = [pair for pair in gains if pair[0] in inside[0] and pair[1] in inside[1]]
            gain = sum(gains.pop(pair) for pair in taken)
            yield Evidence(kind="concept", detail=f"{mention.surface} = {other} [{mention.concept}]", gain=gain)

    def _types(self, side: int, text: str) -> set[int]:
        language: Language = self._languages[side]
        stems = (stem_of(base_form(word, language), language) for word in word_texts(text))
        return {kind for stem in stems if (kind := self._numbers[side].get(stem)) is not None}

    def _shape(self, bead: BeadAt) -> Iterator[Evidence]:
        """Yield what lengths and bead type add."""
        a, b, c, d = bead
        weights = self._belief.weights
        kind = (b - a, d - c)
        if kind in KINDS:
            prior = float(np.log(weights.priors[KINDS.index(kind)]))
            yield Evidence(kind="bead-type", detail=f"{kind[0]}-{kind[1]}", gain=prior)
        left, right = (
            float(side.lengths[slice(*part)].sum()) for side, part in zip(self._features, ((a, b), (c, d)), strict=True)
        )
        variance = weights.spread**2 + weights.spread_short**2 / float(np.sqrt(left * right))
        off = (float(np.log(right / left)) - weights.ratio) / float(np.sqrt(variance))
        detail = f"{left:.0f} : {right:.0f} letters, {abs(off):.1f} standard deviations off"
        yield Evidence(kind="length", detail=detail, gain=-(off**2) / 2)


def _strength(reason: Evidence) -> tuple[float, str, str]:
    return (-reason.gain, reason.kind, reason.detail)


def _folded(text: str) -> str:
    return casing.fold_loose(text).text


def _matchers(termbase: TermBase | None, languages: Sequence[Language]) -> "tuple[TermMatcher, ...]":
    """Return what finds a term base's concepts in either language; nothing where there are none."""
    if termbase is None or not len(termbase):
        return ()
    from parallel.terms import TermMatcher  # noqa: PLC0415  (slow to import, and most alignments explain nothing)

    return tuple(TermMatcher(termbase, language, suspected=False) for language in languages)


def runner_up(chances: Posterior, band: Band, bead: BeadAt) -> tuple[Evidence, ...]:
    """Return the most probable other bead for the bead's first sentence; nothing when none comes near.

    Args:
        chances: probabilities of all beads.
        band: where they lie.
        bead: the bead chosen.
    """
    a, b, c, _ = bead
    best: tuple[float, BeadAt] = (0.0, bead)
    for row in range(a, min(a + LONGEST, band.rows - 1) + 1):
        low = band.lows[row]
        for kind, (p, q) in enumerate(KINDS):
            covers = row - p <= a < row if a < b else row - p <= a
            if not covers:
                continue
            nodes = chances.beads[row][kind]
            first, last = (0, len(nodes)) if a < b else (max(c + 1 - low, 0), max(c + q + 1 - low, 0))
            for at in (np.argsort(-nodes[first:last], kind="stable")[:2] + first).tolist():
                other = (row - p, row, low + at - q, low + at)
                if other != bead and nodes[at] > best[0]:
                    best = (float(nodes[at]), other)
    best = max(best, _left_out(chances, band, bead))
    if best[0] < 0.001:  # noqa: PLR2004 - one in a thousand is not worth a word
        return ()
    i, k, j, to = best[1]
    detail = f"{k - i}-{to - j} [{_range(i, k)}]:[{_range(j, to)}], probability {best[0]:.3f}"
    return (Evidence(kind="runner-up", detail=detail, gain=float(np.log(best[0]))),)


def _left_out(chances: Posterior, band: Band, bead: BeadAt) -> tuple[float, BeadAt]:
    """Return how probable it is that the bead's first sentence is left out, and that omission."""
    a, b, c, d = bead
    if a == b or c == d:
        return (0.0, bead)
    nodes = chances.source_left[a + 1]
    at = int(nodes.argmax())
    return (float(nodes.sum()), (a, a + 1, band.lows[a + 1] + at, band.lows[a + 1] + at))


def _range(start: int, end: int) -> str:
    return ",".join(str(at) for at in range(start, end))
