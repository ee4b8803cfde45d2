"""Which of the two languages a stretch of text is in."""

import re

from parallel.language import casing
from parallel.language.resources import load_list
from parallel.model.document import ENGLISH, TURKISH, Language

_WORD = re.compile(r"(?<![\w’'])[^\W\d_]+")
_TURKISH_LETTERS = re.compile(r"[çğışöüÇĞİŞÖÜâîûÂÎÛ]")
_WORDS = {
    language: frozenset(word for line in load_list(f"function-words.{language}.txt") for word in line.split())
    for language in (TURKISH, ENGLISH)
}
_LONGEST = 1500
"""So many characters are enough to tell (chosen by us)."""
_ENGLISH_SHARE = 0.2
"""Share of function words below which a text with Turkish words in it only quotes English (0.3 and more are usual)."""
_FAR_MORE = 5
"""Times as many English function words as Turkish ones that tell in a text without a Turkish letter (chosen by us)."""


def guess_language(text: str, *, default: Language = TURKISH) -> Language:
    """Return the language of a text by its function words and letters; looks at the first 1500 characters.

    Args:
        text: what to judge.
        default: the answer where nothing speaks for either language.

    >>> guess_language("Treaty of Peace and Friendship between the two governments")
    'en'
    >>> guess_language("Mondros Mütarekesi’nin Uygulanması")
    'tr'
    """
    head = text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] or text[:_LONGEST]
    words = _WORD.findall(casing.lower(head, ENGLISH))
    english = sum(map(_WORDS[ENGLISH].__contains__, words))
    turkish = sum(map(_WORDS[TURKISH].__contains__, words))
    spelt = len(_TURKISH_LETTERS.findall(head))
    if english > turkish:
        if english >= len(words) * _ENGLISH_SHARE or (not turkish and spelt <= english):
            return ENGLISH
        if not spelt and english > _FAR_MORE * turkish:
            return ENGLISH
    return TURKISH if turkish or spelt else default
