"""What stands for a concept on the other side of a row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallel.check.reading.view import Side, View, Word, loose
from parallel.language import casing
from parallel.model.span import Span
from parallel.model.termbase import Certainty, Concept, Mention, Term
from parallel.terms.pairing import GOOD, paired

_ACRONYM = 2  # letters of the shortest acronym
_STEM = 5  # letters words of one stem share
_ENDINGS = ("", "s", "es", "ies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A concept in one row: where the source has it, and what of the term base the target has for it."""

    row: int
    """Row of the bitext."""
    concept: Concept
    """What is meant."""
    mentions: tuple[Mention, ...]
    """Its occurrences in the source, at least one."""
    terms: tuple[Mention, ...]
    """Its terms found in the target, in order."""

    @property
    def certain(self) -> bool:
        """Whether at least one occurrence is more than an OCR guess."""
        return any(mention.certainty is Certainty.EXACT for mention in self.mentions)

    @property
    def named(self) -> bool:
        """Whether the source uses the term as a name that good prose keeps; *başbakan* in small letters is a noun."""
        used_as_name = any(casing.is_upper_initial(mention.surface) for mention in self.mentions)
        return used_as_name and is_fixed(self.concept, self.mentions[0].term)

    @property
    def good(self) -> tuple[Mention, ...]:
        """Target terms that may be used."""
        return tuple(mention for mention in self.terms if mention.term.status in GOOD)

    @property
    def source_spans(self) -> tuple[Span, ...]:
        """Places in the source."""
        return tuple(mention.span for mention in self.mentions)


def is_name(term: Term) -> bool:
    """Tell whether a term is a name, by its part of speech or its capital."""
    return term.part_of_speech == "proper-noun" or casing.is_upper_initial(term.text)


# A country, a city or a people may be named by its adjective, its capital or a synonym (Soviet Russia, the Russians,
# Moscow), so the domains of places bind nobody.
_FREE_DOMAINS = frozenset({"geography"})


def is_fixed(concept: Concept, term: Term) -> bool:
    """Tell whether a source term is one that a text renders in one way: a name, but not of a place or a people."""
    return is_name(term) and not is_free(concept)


def is_free(concept: Concept) -> bool:
    """Tell whether a concept is a place or a people."""
    return concept.domain in _FREE_DOMAINS


def renderings(view: View, row: int) -> Iterator[Rendering]:
    """Yield the concepts of a row that have a term in the target language, in order of place."""
    if view.options.termbase is None:
        return
    source, target = (view.mentions(row, side) for side in Side)
    for found in paired(source, target, view.options.termbase, view.language(Side.TARGET)) if source else ():
        yield Rendering(row=row, concept=found.concept, mentions=found.mentions, terms=found.terms)


def hidden(words: Sequence[Word], terms: Sequence[Term]) -> Term | None:
    """Find a term whose words stand together in the target, even inside a longer term of another concept.

    English plurals and possessives count. Cost: words times terms.
    """
    stems = [loose(word.stem) for word in words]
    for term in terms:
        for text in (term.text, *term.variants):
            parts = [loose(part) for part in text.split()]
            if parts and any(_stands_at(stems, parts, at) for at in range(len(stems) - len(parts) + 1)):
                return term
    return None


def _stands_at(stems: Sequence[str], parts: Sequence[str], at: int) -> bool:
    if stems[at : at + len(parts) - 1] != parts[:-1]:
        return False
    return stems[at + len(parts) - 1] in _inflected(parts[-1])


def _inflected(word: str) -> set[str]:
    forms = {word + ending for ending in _ENDINGS}
    if word.endswith("y"):
        forms.add(word[:-1] + "ies")
    return forms


def _is_acronym(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= _ACRONYM and all(char.isupper() for char in letters) and " " not in text


def is_compatible(first: str, second: str) -> bool:
    """Tell whether two terms may stand for one source term in the same text.

    One is the acronym of a name written out before, one shortens or widens the other (*Kemal*, *Mustafa Kemal Pasha*;
    *Defence of Rights*, *Defence of Rights society*), or both are of one stem (*occupy*, *occupation*).
    """
    if _is_acronym(first) != _is_acronym(second):
        return True
    short, long = sorted(([loose(word) for word in text.split()] for text in (first, second)), key=len)
    rest = iter(long)
    if all(word in rest for word in short):
        return True
    return len(long) == 1 and _same_stem(short[0], long[0])


def _same_stem(first: str, second: str) -> bool:
    shared = min(len(first), len(second), _STEM)
    return shared > 3 and first[:shared] == second[:shared]  # noqa: PLR2004 - letters that make a stem


_HEAD = re.compile(r"([A-Z][a-z]+)(?= (?:of|for|on|to) |$)")


def shortened(text: str, terms: Sequence[Term]) -> bool:
    """Tell whether English text calls one of some names by its noun alone: *the Committee*, *the treaty*.

    >>> from parallel.model.document import ENGLISH
    >>> name = Term(text="Representative Committee", language=ENGLISH)
    >>> shortened("The Committee met.", [name]), shortened("The Executive Committee met.", [name])
    (True, False)
    """
    heads = (_HEAD.search(term.text) for term in terms if " " in term.text)
    nouns = "|".join(sorted({head[1] for head in heads if head}))
    return bool(nouns) and re.search(rf"\b[Tt]he (?i:{nouns})\b(?! (?:of|for)\b|[ -][A-Z])", text) is not None
