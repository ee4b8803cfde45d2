"""All checks by id."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from parallel.check.acronyms import InconsistentAcronym
from parallel.check.base import Check
from parallel.check.brackets import Brackets
from parallel.check.characters import Characters
from parallel.check.citation import Citation
from parallel.check.completeness import Addition, Mispaired, Omission
from parallel.check.date import Date
from parallel.check.doubled import DoubledWord
from parallel.check.glossary import GlossaryCount, GlossaryForbidden, GlossaryMissing, GlossaryNotPreferred
from parallel.check.names import InconsistentName
from parallel.check.negation import Negation
from parallel.check.number import Number
from parallel.check.quotes import Quotes
from parallel.check.rendering import InconsistentRendering
from parallel.check.repeats import SameSource, SameTarget
from parallel.check.spacing import Spacing
from parallel.check.untranslated import Untranslated
from parallel.errors import UsageError

CHECKS: MappingProxyType[str, Check] = MappingProxyType(
    {
        "addition": Addition(),
        "brackets": Brackets(),
        "characters": Characters(),
        "citation": Citation(),
        "date": Date(),
        "doubled-word": DoubledWord(),
        "glossary-count": GlossaryCount(),
        "glossary-forbidden": GlossaryForbidden(),
        "glossary-missing": GlossaryMissing(),
        "glossary-not-preferred": GlossaryNotPreferred(),
        "inconsistent-acronym": InconsistentAcronym(),
        "inconsistent-name": InconsistentName(),
        "inconsistent-rendering": InconsistentRendering(),
        "mispaired": Mispaired(),
        "negation": Negation(),
        "number": Number(),
        "omission": Omission(),
        "quotes": Quotes(),
        "same-source": SameSource(),
        "same-target": SameTarget(),
        "spacing": Spacing(),
        "untranslated": Untranslated(),
    }
)
"""Ids are stable: waivers and reports name them."""


def refuse_unknown(names: Iterable[str], checks: Mapping[str, Check] = CHECKS) -> None:
    """Refuse what is no id of a check.

    Raises:
        UsageError: one of the names is none; the first in order is named, and all there are.
    """
    for unknown in sorted(frozenset(names) - frozenset(checks)):
        raise UsageError(f"no check is called {unknown}", hint=f"Known: {', '.join(sorted(checks))}")
