"""What the splitter knows of one language, read from the lists in ``language/data``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from parallel.language import casing
from parallel.language.resources import has_data, load_list, load_sections
from parallel.model.document import Language

ORDINAL_STOP = frozenset(
    {"tr", "az", "tk", "de", "da", "nb", "nn", "no", "fi", "et", "cs", "sk", "sl", "hr", "hu", "pl"}
)
"""Languages that write ordinals as a figure and a full stop (*15. Kolordu*); chosen by us from their orthographies."""
UNDETERMINED = "und"
"""BCP 47 tag of the lists used for languages that have none of their own."""


class Kind(Enum):
    """What may follow an abbreviation; the values are the section names of the lists."""

    TITLE = "title"
    POINTER = "pointer"
    BEFORE_NUMBER = "before-number"
    CLOSING = "closing"
    CUT_SHORT = "cut-short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The language-dependent half of the rules."""

    kinds: Mapping[str, Kind]
    """Abbreviations as they may be printed, without their full stop."""
    starters: frozenset[str]
    """Words that begin sentences and are no names."""
    ordinals: bool
    """Whether a figure with a full stop may be an ordinal."""


@lru_cache(maxsize=32)
def load_profile(language: Language) -> Profile:
    """Return the profile of a language; one without lists of its own gets the undetermined ones.

    >>> load_profile(Language("tr")).kinds["Bkz"]
    <Kind.POINTER: 'pointer'>
    """
    own = language if has_data(f"abbreviations.{language}.txt") else UNDETERMINED
    kinds: dict[str, Kind] = {}
    for section, found in load_sections(f"abbreviations.{own}.txt").items():
        for entry in found:
            for form in printed_forms(entry, language):
                kinds.setdefault(form, Kind(section))
    starters = load_list(f"starters.{own}.txt") if own != UNDETERMINED else ()
    return Profile(kinds=MappingProxyType(kinds), starters=frozenset(starters), ordinals=language in ORDINAL_STOP)


def printed_forms(entry: str, language: Language) -> tuple[str, ...]:
    """Return an abbreviation as listed and, when that is lower case, also with a capital and in capitals.

    >>> printed_forms("krş", Language("tr"))
    ('krş', 'Krş', 'KRŞ')
    """
    if casing.is_upper_initial(entry):
        return (entry,)
    capital = casing.upper(entry[0], language) + entry[1:]
    return (entry, capital, casing.upper(entry, language))
