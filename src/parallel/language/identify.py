"""Which of the two languages a stretch of text is in."""

import re

from parallel.language import casing
from parallel.model.document import ENGLISH, TURKISH, Language

_WORD = re.compile(r"(?<![\w’'])[^\W\d_]+")
_TURKISH_LETTERS = re.compile(r"[çğışöüÇĞİŞÖÜâîûÂÎÛ]")
_TURKISH_WORDS = frozenset(
    [
        "ve",
        "ile",
        "bir",
        "bu",
        "da",
        "de",
        "için",
        "olarak",
        "olan",
        "daha",
        "çok",
        "en",
        "gibi",
        "kadar",
        "sonra",
        "ise",
        "ki",
        "ya",
        "o",
        "şu",
        "her",
        "ne",
        "mi",
        "mı",
        "mu",
        "mü",
        "değil",
        "üzere",
        "göre",
        "karşı",
        "ancak",
        "fakat",
        "ama",
        "tarafından",
        "arasında",
        "üzerine",
    ]
)
_ENGLISH_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "by",
        "for",
        "that",
        "with",
        "as",
        "from",
        "was",
        "were",
        "is",
        "are",
        "his",
        "which",
        "it",
        "he",
        "be",
        "had",
        "this",
        "their",
        "they",
        "or",
        "its",
        "been",
        "who",
        "these",
        "into",
        "between",
        "during",
        "after",
        "before",
        "through",
        "against",
        "under",
        "have",
        "will",
        "would",
        "there",
        "what",
        "where",
        "when",
    ]
)
"""Words that are no Turkish ones, nor Turkish abbreviations: not ``a``, ``in``, ``on``, ``an``, ``at``, ``not``, ``but``."""
_LONGEST = 4000
"""So many characters are enough to tell (chosen by us)."""


def guess_language(text: str) -> Language:
    """Return the language of a text: Turkish unless English function words say otherwise.

    Function words count; Turkish letters break a tie. Looks at the first 4000 characters.

    >>> guess_language("Treaty of Peace and Friendship between the two governments")
    'en'
    >>> guess_language("Mondros Mütarekesi’nin Uygulanması")
    'tr'
    """
    words = _WORD.findall(casing.lower(text[:_LONGEST], ENGLISH))
    english = sum(word in _ENGLISH_WORDS for word in words)
    turkish = sum(word in _TURKISH_WORDS for word in words)
    letters = len(_TURKISH_LETTERS.findall(text[:_LONGEST]))
    if english > turkish:
        return ENGLISH if english >= turkish + letters / 8 else TURKISH
    if english or turkish or letters or not words:
        return TURKISH
    return TURKISH
