"""Numerals as words and as letters: *yirmi iki*, *twenty-second*, *XIX*."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from parallel.model.document import ENGLISH, TURKISH, Language

_TR_UNITS = ("bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
_TR_TENS = ("on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")
_TR_SCALES = {"yüz": 100, "bin": 1000, "milyon": 10**6, "milyar": 10**9, "trilyon": 10**12}
_EN_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_EN_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_EN_ODD_ORDINALS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_TR_VOWEL = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
_TR_FRONT = str.maketrans({"ı": "i", "u": "i", "ü": "i", "a": "e", "â": "e"})
# Case, possessive and distributive endings a numeral takes, with vowels folded as in _TR_FRONT; chosen by us from
# school grammar.
_TR_ENDINGS = frozenset({
    "i", "e", "de", "den", "te", "ten", "in", "si", "ni", "ne", "nde", "nden", "nin", "sini", "sine", "sinde", "sinden",
    "sinin", "inde", "inden", "inin", "ini", "ine", "er", "ser", "lik", "lerde", "lerden", "lerin", "leri", "lere",
    "ler", "yi", "ye", "nci", "ncisi", "ncide", "nciden", "ncinin", "nciyi", "nciye", "lerce",
})  # fmt: skip
_TEN, _HUNDRED = 10, 100
_ROMAN_END = 4000  # MMMM is not written
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_STEPS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numeral:
    """What one written word says."""

    value: int
    """Its number; 10, 100, 1000 … for a scale."""
    ordinal: bool = False
    """*beşinci*, *fifth*."""
    ends: bool = False
    """Nothing of the same numeral can follow: it is an ordinal or carries a suffix."""


def _turkish_ordinal(word: str) -> str:
    if word == "dört":
        return "dördüncü"
    last = next(_TR_VOWEL[char] for char in reversed(word) if char in _TR_VOWEL)
    joint = "" if word[-1] in _TR_VOWEL else last
    return f"{word}{joint}nc{last}"


def _turkish_words() -> dict[str, Numeral]:
    plain = {word: i + 1 for i, word in enumerate(_TR_UNITS)}
    plain |= {word: 10 * (i + 1) for i, word in enumerate(_TR_TENS)} | _TR_SCALES
    words = {word: Numeral(value) for word, value in plain.items()}
    words |= {_turkish_ordinal(word): Numeral(value, ordinal=True, ends=True) for word, value in plain.items()}
    words["dörd"] = Numeral(4)
    return words


def _english_words() -> dict[str, Numeral]:
    plain = {word: i + 1 for i, word in enumerate(_EN_UNITS)}
    plain |= {word: 10 * (i + 1) for i, word in enumerate(_EN_TENS)} | _EN_SCALES
    words = {word: Numeral(value) for word, value in plain.items()}
    odd = set(_EN_ODD_ORDINALS.values())
    for word, value in plain.items():
        if value not in odd:
            ordinal = word[:-1] + "ieth" if word.endswith("y") else word + "th"
            words[ordinal] = Numeral(value, ordinal=True, ends=True)
    return words | {word: Numeral(value, ordinal=True, ends=True) for word, value in _EN_ODD_ORDINALS.items()}


_WORDS = {TURKISH: _turkish_words(), ENGLISH: _english_words()}
_TR_HEADS = frozenset(word[:2] for word in _WORDS[TURKISH])
"""How numerals begin: most words are told by it."""
SCALES = frozenset({10**2, 10**3, 10**6, 10**9, 10**12})
"""Values that multiply what stands before them."""
AMBIGUOUS = {
    TURKISH: frozenset({"bir", "yüz", "altı", "yedi", "on", "bin", "kırk", "altında", "altından", "altına", "yüzden",
                        "yüzünden", "yüzü", "yüzde", "yüzer", "yüzünde", "bini", "biri", "birer", "birinde", "birinden",
                        "birinin", "birini", "birine", "yedinin", "yediden", "yediler", "birler", "birlerde", "birlik",
                        "birde", "birden", "bire", "binde", "binden", "binlik", "ikiler", "ikilik"}),
    ENGLISH: frozenset({"one", "second", "seconds"}),
}  # fmt: skip
"""Words that are numerals only in company: *yüz* is also a face, *altı* also "its underside"."""


@lru_cache(maxsize=1 << 15)
def numeral_of(word: str, language: Language) -> Numeral | None:
    """Read one lower-case word as a numeral, Turkish suffixes allowed, or return None.

    >>> numeral_of("beşincisi", TURKISH)
    Numeral(value=5, ordinal=True, ends=True)
    >>> numeral_of("beşik", TURKISH) is None
    True
    """
    words = _WORDS.get(language)
    if words is None:
        return None
    found = words.get(word)
    if found is None and language == TURKISH:
        return _with_suffix(word, words)
    return found


def _with_suffix(word: str, words: dict[str, Numeral]) -> Numeral | None:
    if word[:2] not in _TR_HEADS:
        return None
    for cut in range(len(word) - 1, 1, -1):
        stem = words.get(word[:cut])
        if stem is None or (word[:cut] == "dörd" and word[cut : cut + 1] not in _TR_VOWEL):
            continue
        if word[cut:].translate(_TR_FRONT) in _TR_ENDINGS:
            return Numeral(stem.value, ordinal=stem.ordinal, ends=True)
    return None


def roman_value(letters: str) -> int | None:
    """Return the value of a well-formed Roman numeral in capitals, or None.

    >>> roman_value("XIX"), roman_value("IIX"), roman_value("")
    (19, None, None)
    """
    if not letters or any(char not in _ROMAN for char in letters):
        return None
    values = [_ROMAN[char] for char in letters]
    total = sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
    return total if 0 < total < _ROMAN_END and to_roman(total) == letters else None


def to_roman(value: int) -> str:
    """Write a number from 1 to 3999 in Roman letters."""
    letters = []
    for step, letter in _ROMAN_STEPS:
        count, value = divmod(value, step)
        letters.append(letter * count)
    return "".join(letters)


@dataclass(slots=True)
class PhraseReader:
    """Adds the words of one numeral phrase up: *iki yüz elli bin* is 2, 100, 50, 1000."""

    group: Fraction | None = None
    """The part below the next scale, or None when empty."""
    total: Fraction = Fraction(0)
    """What scales have closed."""
    last_scale: int = 0
    """The scale that closed last; the next must be smaller. 0 = none yet."""
    digits: bool = False
    """The open group was written in digits."""
    closed: bool = False
    """A suffix or ordinal ended the phrase."""

    def accepts(self, numeral: Numeral) -> bool:
        """Take the numeral in if it can go on with the phrase; otherwise change nothing and return False."""
        if self.closed:
            return False
        taken = self._scale(numeral.value) if numeral.value in SCALES else self._plain(numeral.value)
        self.closed = taken and numeral.ends
        return taken

    def accepts_digits(self, value: Fraction) -> bool:
        """Take a number in digits, which can only open a group (*1 milyon 200 bin*)."""
        if self.closed or self.group is not None or (self.last_scale and value >= self.last_scale):
            return False
        self.group, self.digits = value, True
        return True

    def accepts_half(self) -> bool:
        """Take *buçuk* or *and a half* in: half of one, or of the scale before it (*bir milyon buçuk*)."""
        if self.closed or (self.group is not None and self.group.denominator != 1):
            return False
        if self.group is None and not self.last_scale:
            return False
        half = Fraction(1, 2) * (1 if self.group is not None else self.last_scale)
        self.group = (self.group or Fraction(0)) + half
        return True

    def _plain(self, value: int) -> bool:
        group = self.group
        room = 10 if value < _TEN else 100  # units fill up tens, tens fill up hundreds
        if group is not None and (self.digits or group == 0 or group % room or group.denominator != 1):
            return False
        self.group = (group or Fraction(0)) + value
        return True

    def _scale(self, scale: int) -> bool:
        if scale == _HUNDRED:  # hundreds stay inside the group
            if self.group is not None and not (self.group.denominator == 1 and 1 <= self.group < _HUNDRED):
                return False
            self.group = (self.group or Fraction(1)) * 100
            return True
        if self.last_scale and scale >= self.last_scale:
            return False
        self.total += (Fraction(1) if self.group is None else self.group) * scale
        self.group, self.digits, self.last_scale = None, False, scale
        return True

    @property
    def value(self) -> Fraction:
        """The number so far."""
        return self.total + (self.group or 0)
