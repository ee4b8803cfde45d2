"""Letter case and folding that know Turkish: the only module that may call ``str.lower`` and its kin on text.

Two folds are used everywhere (``docs/design`` names them so): *strict* for search and sorting, *loose* for matching
terms. Both start from NFC.
"""

import unicodedata
from dataclasses import dataclass

from parallel.model.document import TURKISH, Language

_TR_UPPER = str.maketrans({"i": "İ", "ı": "I"})
_DOTLESS = str.maketrans({"ı": "i"})


def lower(text: str, language: Language = TURKISH) -> str:
    """Return ``text`` in lower case of ``language``; the length never changes for NFC text.

    >>> lower("ISPARTA ve İSTANBUL")
    'ısparta ve istanbul'
    """
    if language == TURKISH:
        text = text.replace("I", "ı")  # many times faster than a table, and every text goes through here
    return text.replace("İ", "i").lower()


def upper(text: str, language: Language = TURKISH) -> str:
    """Return ``text`` in upper case of ``language``.

    >>> upper("ılgaz iklimi")
    'ILGAZ İKLİMİ'
    """
    if language == TURKISH:
        text = text.translate(_TR_UPPER)
    return text.upper()


def nfc(text: str) -> str:
    """Return ``text`` with letters and their marks composed (Unicode NFC)."""
    return unicodedata.normalize("NFC", text)


def fold_strict(text: str, language: Language = TURKISH) -> str:
    """Fold for search and sorting: NFC and lower case of the language; accents and dots stay apart.

    >>> fold_strict("IĞDIR") == fold_strict("ığdır"), fold_strict("hâl") == fold_strict("hal")
    (True, False)
    """
    return lower(nfc(text), language)


def is_letter(char: str) -> bool:
    """Tell whether a character is a letter or a digit; modifier letters such as ``ʼ`` and ``ʿ`` are apostrophes here.

    >>> is_letter("ğ"), is_letter("7"), is_letter("ʼ"), is_letter("’")
    (True, True, False, False)
    """
    return char.isalnum() and unicodedata.category(char) != "Lm"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded letter stream and the way back."""

    text: str
    """Letters and digits only, lower case, without marks; ``ı`` and ``i`` are one letter."""
    offsets: tuple[int, ...]
    """For each code point of ``text`` the offset in the original it came from, and the original's length at the end."""


def fold_loose(text: str) -> Folded:
    """Fold for matching terms: only letters and digits, no case, no marks, ``ı`` = ``i``.

    Spaces, hyphens, apostrophes, soft hyphens and line breaks vanish, so *harekâtı askeriye* and *harekât-ı askeriye*
    are one stream. Cost: linear.

    >>> fold_loose("Misak-ı Millî").text
    'misakimilli'
    """
    letters: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", char):
            if is_letter(part):
                small = part.lower().translate(_DOTLESS)
                letters.extend(small)
                offsets.extend([offset] * len(small))
    offsets.append(len(text))
    return Folded("".join(letters), tuple(offsets))


_CIRCUMFLEX = "\N{COMBINING CIRCUMFLEX ACCENT}"
_DOT_ABOVE = "\N{COMBINING DOT ABOVE}"


class _MarkedTable(dict[int, str]):
    """Translation table from composed characters to marked letters that learns a character when it first meets it."""

    def __init__(self, *, circumflex: bool) -> None:
        super().__init__()
        self.circumflex = circumflex

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = _STRAY if unicodedata.combining(char) else _marked(char, circumflex=self.circumflex)
        return self[code]


_STRAY = "\x00"
"""Stands for a mark that no composed character has taken in."""
_MARKED = {circumflex: _MarkedTable(circumflex=circumflex) for circumflex in (False, True)}


def fold_marked(text: str, *, circumflex: bool = False) -> str:
    """Fold like ``fold_loose`` but keep the marks that tell letters apart: ``ş``, ``ğ``, ``ç``, ``ö``, ``ü``, ``é``.

    One character stands for one letter of the loose fold, so the two can be compared place by place; ``ı`` and ``i``
    stay one letter. Cost: linear.

    Args:
        text: any text.
        circumflex: keep the circumflex too; Turkish writers leave it out at will.

    >>> fold_marked("Müdâfaa-i Hukûk")
    'müdafaaihukuk'
    """
    folded = nfc(text).translate(_MARKED[circumflex])
    return _marked(text, circumflex=circumflex) if _STRAY in folded else folded


def _marked(text: str, *, circumflex: bool) -> str:
    letters: list[str] = []
    for char in unicodedata.normalize("NFKD", text):
        if is_letter(char):
            letters.extend(char.lower().translate(_DOTLESS))
        elif letters and unicodedata.combining(char) and char != _DOT_ABOVE and (circumflex or char != _CIRCUMFLEX):
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)[:1]
    return "".join(letters)


def is_upper_initial(word: str) -> bool:
    """Tell whether a word begins with a capital letter."""
    return word[:1].isupper()
