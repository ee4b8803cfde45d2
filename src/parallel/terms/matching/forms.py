"""What a term looks like in running text: its spellings and, for each, the stems its endings attach to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from parallel.language import casing, inflection
from parallel.language.inflection import Slot
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Term, TermStatus
from parallel.terms.matching.stream import fold_letters

SHORT = 5
"""Up to this many letters a single word is matched strictly: marks and the capital of a name count (chosen by us)."""
NAME = 6
"""Up to this many letters a single-word name must begin with a capital (chosen by us)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One stem of a term as it stands in the letter stream."""

    letters: str
    """Loose fold."""
    marked: str
    """The same letters with the marks that count."""
    slots: tuple[Slot, ...] = ()
    """Which Turkish endings may follow; empty: only what an apostrophe announces."""
    capitals: tuple[int, ...] = ()
    """Places that must be capitals in the text."""
    stops: tuple[tuple[int, str], ...] = ()
    """Punctuation allowed before a place: ``(1, ".")`` in *T.B.M.M.*"""
    words: tuple[int, ...] = ()
    """Places where words begin."""
    spaced: frozenset[int] = frozenset()
    """Those of them that a space sets off."""
    fixed: tuple[tuple[int, int], ...] = ()
    """Stretches no damage may be assumed in: numbers, abbreviations."""
    strict: bool = False
    """Whether marks must be the same."""
    abbreviation: bool = False
    """Whether the last word is one."""


# A token of a term's spelling: letters with what may stand inside them.
_TOKEN = re.compile(r"[^\W_]+")
_IZAFET = re.compile(r"(?<=\w)-(y?)([ıiuü])(?=[\s-]+\w)")
_ROMAN = {
    "I": "1",
    "II": "2",
    "III": "3",
    "IV": "4",
    "V": "5",
    "VI": "6",
    "VII": "7",
    "VIII": "8",
    "IX": "9",
    "X": "10",
}
_ARABIC = {value: key for key, value in _ROMAN.items()}
_ORDINAL = re.compile(r"(?<!\w)([IVX]+|\d{1,2})\.(?=\s)")
_NISBA = re.compile(r"(?<=\w)([iîı])(yy?)(?=e)")
_HEAD = re.compile(r"(\w+)(?= (?:of|for|to|in|at|on) )")


def spellings(text: str, language: Language) -> tuple[str, ...]:
    """Return the spellings a rule makes of one.

    Izafet with and without its *-y-*, *-iye* and *-iyet* as today's spelling has them and with the double letter of
    transcriptions from the Arabic script (*milliyye*, *cem‘iyyet*), ordinals in both kinds of digits.

    >>> spellings("Kuvâ-yi Milliye", TURKISH)
    ('Kuvâ-yi Milliye', 'Kuvâ-i Milliye', 'Kuvâ-yi Milliyye', 'Kuvâ-i Milliyye')
    >>> spellings("I. Dünya Savaşı", TURKISH)
    ('I. Dünya Savaşı', '1. Dünya Savaşı')
    """
    found = [text]
    if language == TURKISH and "-" in text and _IZAFET.search(text):
        found = list(_izafet_spellings(text))
    if language == TURKISH and _NISBA.search(text):
        found += [_NISBA.sub(_other_nisba, spelling) for spelling in found]
    if "." in text and _ORDINAL.search(text):
        found += [_ORDINAL.sub(_other_digits, spelling) for spelling in found]
    if language == ENGLISH and " " in text:
        found += [
            plural
            for spelling in tuple(found)
            if (plural := _HEAD.sub(lambda head: inflection.english_plural(head[1]), spelling, count=1)) != spelling
        ]
    return tuple(dict.fromkeys(found))


def _other_nisba(found: re.Match[str]) -> str:
    return found[1] + ("y" if found[2] == "yy" else "yy")


def _other_digits(found: re.Match[str]) -> str:
    return (_ROMAN.get(found[1]) or _ARABIC.get(found[1]) or found[1]) + "."


def _izafet_spellings(text: str) -> Iterator[str]:
    """Yield a spelling per way of writing each izafet; *-i* after a rounded vowel may be written *-u*."""
    pieces, choices = [], []
    done = 0
    for found in _IZAFET.finditer(text):
        pieces.append(text[done : found.start()])
        choices.append(_izafet_choices(text[: found.start()], found[0]))
        done = found.end()
    for chosen in product(*choices[:3]):
        parts = [part for pair in zip(pieces, chosen, strict=False) for part in pair]
        yield "".join(parts) + text[len(_joined(text, len(chosen))) :]


def _joined(text: str, count: int) -> str:
    """Return the part of a text that ends with its ``count``-th izafet."""
    end = 0
    for _, found in zip(range(count), _IZAFET.finditer(text), strict=False):
        end = found.end()
    return text[:end]


def _izafet_choices(before: str, written: str) -> tuple[str, ...]:
    word = casing.fold_marked(before)
    if word[-1:] in inflection.VOWELS:
        return tuple(dict.fromkeys((written, "-yi", "-i")))
    last_vowel = next((letter for letter in reversed(word) if letter in inflection.MARKED_VOWELS), "")
    return tuple(dict.fromkeys((written, "-u", "-i"))) if last_vowel in "uüoö" else (written,)


def forms(text: str, term: Term) -> tuple[Form, ...]:
    """Return the stems of one spelling of a term, the citation form first.

    >>> from parallel.model.termbase import Term
    >>> [form.letters for form in forms("hudut", Term(text="hudut", language=TURKISH))][:2]
    ['hudut', 'hudud']
    """
    build = _turkish_forms if term.language == TURKISH else _english_forms
    found: dict[tuple[str, tuple[Slot, ...]], Form] = {}
    for form in build(text, term):
        found.setdefault((form.letters, form.slots), form)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A spelling taken apart."""

    words: tuple[str, ...]
    marked: tuple[str, ...]
    capitals: tuple[int, ...]
    stops: tuple[tuple[int, str], ...]
    fixed: tuple[tuple[int, int], ...]
    spaced: frozenset[int]
    abbreviation: bool


_GAP = re.compile(r"[^\w\s]")


def is_abbreviation(word: str) -> bool:
    """Tell whether a word of a term is written in capitals throughout, digits aside: *TBMM*, *B* of *B.M.M.*, *IV*."""
    return not any(letter.islower() for letter in word) and any(letter.isupper() for letter in word)


def _take_apart(text: str, *, circumflex: bool) -> _Spelling:
    """Split a spelling into words and note where capitals and punctuation belong. Cost: linear."""
    text = casing.nfc(text)
    everything_capital = is_abbreviation(text) and " " in text and "." not in text and len(text) > SHORT + NAME
    words: list[str] = []
    capitals: list[int] = []
    stops: list[tuple[int, str]] = []
    fixed: list[tuple[int, int]] = []
    spaced: set[int] = set()
    place = last_end = 0
    abbreviation = False
    for found in _TOKEN.finditer(text):
        word = found[0]
        length = len(fold_letters(word))
        gap = "".join(_GAP.findall(text[last_end : found.start()])) if place else ""
        if gap.strip("-'’"):
            stops.append((place, gap))
        if place and text[found.start() - 1].isspace():
            spaced.add(place)
        if abbreviation and place:
            stops.append((place, "."))
        abbreviation = is_abbreviation(word) and not everything_capital
        if abbreviation:
            capitals.extend(range(place, place + length))
            stops.extend((place + k, ".") for k in range(1, length))
        if abbreviation or word.isdigit():
            fixed.append((place, place + length))
        words.append(word)
        place += length
        last_end = found.end()
    marked = tuple(casing.fold_marked(word, circumflex=circumflex) for word in words)
    return _Spelling(tuple(words), marked, tuple(capitals), tuple(stops), tuple(fixed), frozenset(spaced), abbreviation)


def _base(parts: _Spelling, *, strict: bool) -> Form:
    letters = "".join(fold_letters(word) for word in parts.marked)
    starts, place = [], 0
    for word in parts.marked:
        starts.append(place)
        place += len(word)
    single = len(parts.words) == 1
    name = single and len(letters) <= NAME and casing.is_upper_initial(parts.words[0])
    return Form(
        letters=letters,
        marked="".join(parts.marked),
        capitals=parts.capitals or ((0,) if name else ()),
        stops=parts.stops,
        words=tuple(starts),
        fixed=parts.fixed,
        spaced=parts.spaced,
        strict=strict or (single and len(letters) <= SHORT),
        abbreviation=parts.abbreviation,
    )


def _with_last(form: Form, last: int, word: str, slots: tuple[Slot, ...]) -> Form:
    """Return the form with another last word, ``last`` letters before it."""
    letters, marked = form.letters[:last] + fold_letters(word), form.marked[:last] + word
    return replace(form, letters=letters, marked=marked, slots=slots)


def _turkish_forms(text: str, term: Term) -> Iterator[Form]:
    parts = _take_apart(text, circumflex=False)
    if not parts.words:
        return
    base = _base(parts, strict=False)
    if parts.abbreviation:
        yield replace(base, slots=inflection.AFTER_APOSTROPHE)
        return
    word = _lower_last(text)
    last = len(base.letters) - len(fold_letters(word))
    compound = last > 0
    if compound or term.part_of_speech == "verb":
        for stem, slot in inflection.verb_stems(word):
            yield _with_last(base, last, _keep(stem), (slot,))
    yield _with_last(base, last, _keep(word), inflection.slots_of(word, compound=compound))
    hard = inflection.hardened(word)
    if hard:
        yield _with_last(base, last, _keep(hard), inflection.slots_of(hard, compound=compound))
    for stem in inflection.softened(word):
        yield _with_last(base, last, _keep(stem), (Slot.BEFORE_VOWEL,))
    if compound and term.part_of_speech != "verb":
        for stem, slot in inflection.unpossessed(word):
            yield _with_last(base, last, _keep(stem), (slot,))


def _keep(word: str) -> str:
    return casing.fold_marked(word)


def _lower_last(text: str) -> str:
    """Return the last word of a Turkish spelling in lower case with all its marks, apostrophes taken out."""
    words = re.split(r"[\s.,;-]+", casing.lower(casing.nfc(text), TURKISH).strip(" .,;-"))
    return "".join(_TOKEN.findall(words[-1]))


def _english_forms(text: str, term: Term) -> Iterator[Form]:
    parts = _take_apart(text, circumflex=True)
    if not parts.words:
        return
    banned = term.status in {TermStatus.FORBIDDEN, TermStatus.DEPRECATED, TermStatus.SUPERSEDED}
    base = _base(parts, strict=banned)
    yield base
    if parts.abbreviation:
        return
    last = parts.marked[-1]
    place = base.words[-1]
    singular = inflection.english_singular(last)
    if singular and last and len(parts.words) > 1:
        yield _with_last(base, place, singular, ())
    if not singular:
        yield _with_last(base, place, inflection.english_plural(last), ())
