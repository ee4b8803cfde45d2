"""Words of a text and the form in which they are compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from parallel.language import casing
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.span import Span

APOSTROPHES = "'’‘ʼ`´"
"""Signs that part a Turkish name from its suffixes in print, in typing and after OCR."""

WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)?")
"""A word: letters and digits, with at most one apostrophe inside."""

_CUT = re.compile(rf"[{APOSTROPHES}]")
_CIRCUMFLEX = str.maketrans("âîûÂÎÛ", "aiuAİU")
_ELISION = 2  # l', d', qu' before a French or Italian word: at most two letters
_NO_ELISION = frozenset({TURKISH, ENGLISH})


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it stands."""

    span: Span
    """Place in the text."""
    text: str
    """As written."""
    form: str
    """As compared: see ``base_form``."""


def word_texts(text: str) -> list[str]:
    """Return the words of a text as written. Cost: linear.

    >>> word_texts("Paşa, Sivas’tan 4 Eylül’de ayrıldı.")
    ['Paşa', 'Sivas’tan', '4', 'Eylül’de', 'ayrıldı']
    """
    return WORD.findall(text)


def tokens(text: str, language: Language) -> Iterator[Token]:
    """Yield the words of a text with their places and compared forms. Cost: linear."""
    for match in WORD.finditer(text):
        yield Token(Span(*match.span()), match[0], base_form(match[0], language))


@lru_cache(maxsize=1 << 16)
def base_form(word: str, language: Language) -> str:
    """Return a word in lower case, without what follows its apostrophe; Turkish circumflexes are dropped.

    An elided article before an apostrophe (*l'armée*) goes instead of what follows it.

    >>> base_form("Lozan’daki", TURKISH), base_form("Kâzım", TURKISH), base_form("l'armée", Language("fr"))
    ('lozan', 'kazım', 'armée')
    """
    small = casing.lower(casing.nfc(word), language)
    head, *tail = _CUT.split(small, maxsplit=1)
    if tail and len(head) <= _ELISION < len(tail[0]) and language not in _NO_ELISION:
        head = tail[0]
    return casing.nfc(head.translate(_CIRCUMFLEX)) if language == TURKISH else head
