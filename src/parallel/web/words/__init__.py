"""The words of the interface: one catalogue per language, with equal keys and placeholders."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

LANGUAGES = ("en", "tr")
"""Languages of the interface; the first one is used where nothing is asked for."""
MONTHS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        "tr": (
            *("Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran"),
            *("Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"),
        ),
    }
)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return the words of a language by key."""
    text = files("parallel.web.words").joinpath(f"{language}.json").read_text("utf-8")
    return MappingProxyType(json.loads(text))


class Words:
    """Speaks one language.

    >>> Words("tr").number(1234.5), Words("en").number(1234.5), Words("tr").share(0.5)
    ('1.234,5', '1,234.5', '%50')
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = catalogue(language)

    def __call__(self, key: str, **values: object) -> str:
        """Return the words for a key; ``key.one`` where ``n`` is 1 and there is such a form."""
        if values.get("n") == 1 and f"{key}.one" in self._words:
            key = f"{key}.one"
        shown = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return self._words[key].format(**shown)

    def number(self, value: float) -> str:
        """Return a number as this language writes it; three decimals at most."""
        text = f"{value:,.3f}".rstrip("0").rstrip(".")
        return text if self.language == "en" else text.translate(str.maketrans(",.", ".,"))

    def share(self, value: float) -> str:
        """Return a share as whole per cent; what is not all is never shown as 100."""
        percent = min(round(value * 100), 99) if value < 1 else 100
        return f"%{percent}" if self.language == "tr" else f"{percent}%"

    def confidence(self, value: float) -> str:
        """Return a probability with two decimals."""
        return f"{value:.2f}" if self.language == "en" else f"{value:.2f}".replace(".", ",")

    def date(self, stamp: str) -> str:
        """Return an ISO 8601 time as a day and minute; anything else as it is."""
        day, _, clock = stamp.partition("T")
        parts = day.split("-")
        if len(parts) != 3 or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= 12:  # noqa: PLR2004
            return stamp
        words = f"{int(parts[2])} {MONTHS[self.language][int(parts[1]) - 1]} {parts[0]}"
        return f"{words}, {clock[:5]} UTC" if clock else words

    def has(self, key: str) -> bool:
        """Whether the catalogue knows a key."""
        return key in self._words
