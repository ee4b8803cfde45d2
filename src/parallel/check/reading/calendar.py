"""Weekdays and months named in a text, whatever stands around them."""

import re
from collections.abc import Iterator

from parallel.language import casing
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.span import Span

_DAYS = {
    TURKISH: "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    ENGLISH: "monday tuesday wednesday thursday friday saturday sunday",
}
_MONTHS = {
    TURKISH: "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    ENGLISH: "january february march april may june july august september october november december",
}
# Case endings a day or month takes, with or without apostrophe; the plain word counts too.
_TURKISH_ENDING = r"(?:[’']?(?:[dt][ae](?:n|ki)?|y?[aeıiuü]|s[ıi]|n?[ıiuü]n|l[ae]r[ıi]?))?"


def _pattern(words: str, language: Language) -> re.Pattern[str]:
    ending = _TURKISH_ENDING if language == TURKISH else "s?"
    alternatives = "|".join(sorted(words.split(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)({alternatives}){ending}(?!\w)")


_PATTERNS = {
    language: tuple(
        (_pattern(words[language], language), {word: (kind, at) for at, word in enumerate(words[language].split())})
        for kind, words in (("day", _DAYS), ("month", _MONTHS))
    )
    for language in (TURKISH, ENGLISH)
}


def calendar_words(text: str, language: Language) -> Iterator[tuple[tuple[str, int], Span]]:
    """Yield weekdays and months as kind and number, with their places; other languages have none.

    English names count only with a capital (*march*, *may*). Cost: linear.

    >>> [word for word, _ in calendar_words("4 Eylül Perşembe günü", TURKISH)]
    [('day', 3), ('month', 8)]
    """
    small = casing.lower(text, language)
    if len(small) != len(text):  # rare letters that grow when lowered; places would be wrong
        return
    for pattern, numbers in _PATTERNS.get(language, ()):
        for match in pattern.finditer(small):
            if language == TURKISH or text[match.start()].isupper():
                yield numbers[match[1]], Span(match.start(), match.end())
