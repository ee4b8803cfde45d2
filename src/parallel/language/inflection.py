"""Which endings a Turkish or an English noun may take, decided on folded letters.

The Turkish grammar is a small automaton that stands in ``data/suffixes.tr.txt``: a slot says what the word ends in, an
arrow reads one suffix and leads to the next slot. It works on the loose fold (``ı`` = ``i``, no marks), where vowel
harmony cannot be seen; no word list is needed because the stem is known: only the ending has to be judged.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

from parallel.language.resources import load_sections

VOWELS = frozenset("aeiou")
"""Vowels of the loose fold."""
MARKED_VOWELS = frozenset("aeıioöuüâîûêô")
"""Vowels of Turkish in lower case, with their marks."""
LONGEST_ENDING = 24
"""No ending is longer (``-lArImIzdAkilerdenmIş`` has 19 letters; chosen by us), so every question is cheap."""


SUFFIXES = "suffixes.tr.txt"
"""The suffix table; its sections are the slots."""


class Slot(StrEnum):
    """What the letters before an ending are, and so which endings may follow: the slots a word may begin at."""

    CONSONANT = "consonant"
    """A bare noun that ends in a consonant."""
    VOWEL = "vowel"
    """A bare noun that ends in a vowel."""
    POSSESSED = "possessed"
    """A noun that already carries the third-person possessive: *hükümeti*."""
    BEFORE_VOWEL = "before-vowel"
    """A stem that exists only before a vowel: *hudud-*, *sancağ-*, *nakl-*, *hakk-*."""
    PERSON_CONSONANT = "person-consonant"
    """A compound without its possessive, waiting for another one: *hükümet-* of *Ankara Hükümeti*."""
    PERSON_VOWEL = "person-vowel"
    """The same after a vowel: *antlaşma-*."""
    DERIVED = "derived"
    """Where ``-CI``, ``-lI``, ``-sIz`` may follow as well."""
    ABSTRACT = "abstract"
    """Where suffixes may follow that always make another word: ``-lIk``, ``-dAş``, ``-lAş-``, ``-lAn-``."""
    FIRST_CONSONANT = "first-consonant"
    """Where a first-person singular possessive may follow a consonant."""
    FIRST_VOWEL = "first-vowel"
    """The same after a vowel."""
    LOCATIVE = "locative"
    """A phrase that already carries its locative: *bu bapta*."""
    VERB = "verb"
    """A verb stem: *et-* of *ilân etmek*."""
    VERB_BEFORE_VOWEL = "verb-before-vowel"
    """A verb stem that exists only before a vowel: *ed-*."""


_ARCHIPHONEMES = {"A": "[ae]", "I": "[iu]", "D": "[dt]"}


def _pattern(suffix: str) -> re.Pattern[str]:
    return re.compile("".join(_ARCHIPHONEMES.get(letter, letter) for letter in suffix))


@lru_cache(maxsize=1)
def _grammar() -> Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]:
    """Return the arrows of every section of the suffix table, other sections taken in."""
    sections = load_sections(SUFFIXES)
    return {name: tuple(_arrows(sections, name)) for name in sections}


def _arrows(sections: Mapping[str, tuple[str, ...]], name: str) -> Iterator[tuple[re.Pattern[str], str]]:
    for line in sections[name]:
        if line.startswith("+ "):
            yield from _arrows(sections, line[2:])
        elif " > " in line:
            suffix, _, goal = line.partition(" > ")
            yield _pattern(suffix), goal


@lru_cache(maxsize=1 << 16)
def _reads(rest: str, slot: str) -> bool:
    if not rest:
        return slot in load_sections(SUFFIXES)["final"]
    for pattern, goal in _grammar().get(slot, ()):
        found = pattern.match(rest)
        if found is not None and _reads(rest[found.end() :], goal):
            return True
    return False


def reads_as_ending(rest: str, slots: tuple[Slot, ...]) -> bool:
    """Tell whether folded letters are a chain of Turkish nominal suffixes that may follow one of ``slots``.

    The empty string is one, except after a stem that cannot stand alone. Cost: bounded by the length of an ending.

    Args:
        rest: letters of the loose fold (``parallel.language.casing.fold_loose``).
        slots: what stands before them.

    >>> reads_as_ending("larimizin", (Slot.CONSONANT,)), reads_as_ending("ktek", (Slot.VOWEL,))
    (True, False)
    """
    return len(rest) <= LONGEST_ENDING and any(_reads(rest, slot) for slot in slots)


AFTER_APOSTROPHE = (Slot.CONSONANT, Slot.VOWEL, Slot.POSSESSED, Slot.FIRST_CONSONANT, Slot.FIRST_VOWEL)
"""An apostrophe shows where the stem ends; what follows depends on how a name is read aloud, not on its spelling."""

_SOFT = {"p": "b", "t": "d", "k": "ğ", "ç": "c"}
_HARD = {"b": "p", "d": "t", "ğ": "k", "g": "k", "c": "ç"}
_SHORT_WORD = 4
"""Letters of the longest stem that doubles its last consonant: *hak*, *hat*, *sır*, *zan* (chosen by us)."""
_IN_LOCATIVE = re.compile(r"[dt][ae]$")
_SHORT_STEM = 5
"""Up to this many letters a stem takes no first-person singular, which would make *kalem* of *kale* (chosen by us)."""
_DROPPING = re.compile(
    r"[aeıioöuüâîû]?[bcçdfgğhjklmnprsştvyz]?[aeıioöuüâîû][bcçdfgğhjklmnprsştvyz][ıiuü][bcçdfgğhjklmnprsştvyz]"
)


def softened(word: str) -> tuple[str, ...]:
    """Return the stems ``word`` has before a vowel besides itself: softening, a lost vowel, a doubled consonant.

    Args:
        word: one word, Turkish lower case, with its marks.

    >>> softened("hudut"), softened("nakil"), softened("hak")
    (('hudud', 'hudt', 'hudd'), ('nakl',), ('hağ', 'hakk'))
    """
    found = []
    if word[-1:] in _SOFT:
        found.append(word[:-1] + ("g" if word.endswith("nk") else _SOFT[word[-1]]))
    if _DROPPING.fullmatch(word) and len(word) >= _SHORT_WORD:
        short = word[:-2] + word[-1]
        found.append(short)
        if word[-1] in _SOFT:
            found.append(short[:-1] + _SOFT[word[-1]])
    one_syllable = sum(letter in MARKED_VOWELS for letter in word) == 1
    if one_syllable and len(word) <= _SHORT_WORD and word[-2:-1] in MARKED_VOWELS:
        found.append(word + word[-1])
        if word[-1] == "t":
            found.append(word[:-1] + "dd")
    return tuple(found)


def unpossessed(word: str) -> tuple[tuple[str, Slot], ...]:
    """Return what a compound's last word may be without its third-person possessive, with the slot that follows.

    Args:
        word: last word of a compound of at least two words, Turkish lower case, with its marks.

    >>> [stem for stem, _ in unpossessed("bakanlığı")], [stem for stem, _ in unpossessed("antlaşması")]
    (['bakanlığ', 'bakanlık'], ['antlaşma', 'antlaşmas'])
    """
    if len(word) < _SHORT_WORD or word[-1] not in "ıiuü" or word[-2] in MARKED_VOWELS:
        return ()
    base = word[:-1]
    # The spelling does not say whether *s* belongs to the suffix (antlaşma-sı) or to the noun (meclis-i).
    found = [(word[:-2], Slot.PERSON_VOWEL)] if word[-2] == "s" and word[-3] in MARKED_VOWELS else []
    found.append((base, Slot.PERSON_CONSONANT))
    if base[-1] in _HARD:
        found.append((base[:-1] + _HARD[base[-1]], Slot.PERSON_CONSONANT))
    return tuple(found)


_INFINITIVE = re.compile(r"(.+)(?:mek|mak)")
_SOFTENING_VERBS = frozenset({"et", "git", "güt", "tat", "dit"})
"""The verb stems of one syllable that soften their *t* (Göksel and Kerslake 2005, §2.1)."""


def verb_stems(word: str) -> tuple[tuple[str, Slot], ...]:
    """Return the stems of a verb given by its infinitive, with the slot that follows; empty when it is none.

    >>> [stem for stem, _ in verb_stems("etmek")], verb_stems("teklif")
    (['et', 'ed'], ())
    """
    found = _INFINITIVE.fullmatch(word)
    if found is None:
        return ()
    stem = found[1]
    soft = ((stem[:-1] + "d", Slot.VERB_BEFORE_VOWEL),) if stem in _SOFTENING_VERBS else ()
    return ((stem, Slot.VERB), *soft)


def hardened(word: str) -> str:
    """Return the word with its last ``b`` or ``d`` as modern spelling writes it, or "" when there is none.

    >>> hardened("ittihad"), hardened("mebus")
    ('ittihat', '')
    """
    if len(word) > _SHORT_WORD and word[-1] in "bd" and word[-2] in MARKED_VOWELS:
        return word[:-1] + _HARD[word[-1]]
    return ""


def slots_of(word: str, *, compound: bool) -> tuple[Slot, ...]:
    """Return which endings a noun in its citation form may take.

    Args:
        word: its last word, Turkish lower case, with its marks.
        compound: it has more than one word, so that ``-I`` may be a possessive and a derived word still names it.
    """
    vowel = word[-1:] in MARKED_VOWELS
    slots = [Slot.VOWEL if vowel else Slot.CONSONANT]
    if compound:
        slots.append(Slot.DERIVED)
        if word[-1:] in "ıiuü":
            slots.append(Slot.POSSESSED)
        if _IN_LOCATIVE.search(word):
            slots.append(Slot.LOCATIVE)
    if compound or len(word) > _SHORT_STEM:
        slots.append(Slot.FIRST_VOWEL if vowel else Slot.FIRST_CONSONANT)
    return tuple(slots)


_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")


def english_plural(word: str) -> str:
    """Return the regular plural of an English noun in lower case.

    >>> english_plural("deputy"), english_plural("congress"), english_plural("frontier")
    ('deputies', 'congresses', 'frontiers')
    """
    if word.endswith("man") and len(word) > len("man"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) else "s")


def english_singular(word: str) -> str:
    """Return the singular of a regular English plural in lower case, or "" when the word is none.

    >>> english_singular("minorities"), english_singular("powers"), english_singular("congress")
    ('minority', 'power', '')
    """
    if word.endswith("ies") and len(word) > _SHORT_WORD:
        return word[:-3] + "y"
    if word.endswith("es") and _SIBILANT.search(word[:-2]):
        return word[:-2]
    if word.endswith("s") and word[-2:-1] not in {"s", "u", "i", ""} and len(word) > _SHORT_WORD - 1:
        return word[:-1]
    return ""
