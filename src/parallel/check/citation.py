"""Citations in brackets that were lost or changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallel.check.messages import told
from parallel.check.reading.spelling import is_variant
from parallel.check.reading.view import Side, View
from parallel.language import casing
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span

# A bracket with a name and a year, pages or not: (Demir 1997: 41), (bkz. Erden, 2011, s. 77; Ak 1999).
_BRACKET = re.compile(r"\([^()]{3,160}\)")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"[^\W\d_]{3,}")
# Words of a citation that are no names, in either language.
_NO_NAME = frozenset({"Bkz", "Krş", "See", "Ibid", "Aynı", "Cilt", "Vol", "And", "Çev", "Trans", "Dec", "Jan", "Feb"})
_MONTHS = re.compile(
    r"\b(?:Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık|January|February|March|April|May|June"
    r"|July|August|September|October|November|December)\b"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation where it stands."""

    span: Span
    """Brackets included."""
    text: str
    """As written."""
    names: tuple[str, ...]
    """Capitalised words, at least one."""
    years: frozenset[str]
    """Years of publication, at least one."""


def citations_of(text: str) -> tuple[Cited, ...]:
    """Find bracketed citations: a name and a year; a bracketed date is none.

    >>> [cited.names for cited in citations_of("kabul edilir (bkz. Erden 2011: 77) ve (5 Ekim 1922)")]
    [('Erden',)]
    """
    found = []
    for match in _BRACKET.finditer(text):
        inner = match.group()[1:-1]
        years = frozenset(_YEAR.findall(inner))
        names = tuple(word for word in _NAME.findall(inner) if casing.is_upper_initial(word) and word not in _NO_NAME)
        if years and names and not _MONTHS.search(inner):
            found.append(Cited(Span(match.start(), match.end()), match.group(), names, years))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Pairs citations by year and author; wrong pages and years are left to the number check, which reports them."""

    id: str = "citation"
    severity: Severity = Severity.WARNING
    summary: str = "A citation in brackets is lost, or names another author."
    silenced_by: str = "Restore the citation, or name author and year in the sentence itself."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each citation without a partner."""
        for row in view.rows:
            source = citations_of(view.text(row, Side.SOURCE))
            if not source:
                continue
            target = view.text(row, Side.TARGET)
            left = list(citations_of(target))
            for cited in source:
                partner = next((other for other in left if _same_work(cited, other)), None)
                if partner is not None:
                    left.remove(partner)
                elif finding := self._lost(row, cited, left, target):
                    yield finding

    def _lost(self, row: int, cited: Cited, left: Sequence[Cited], target: str) -> Finding | None:
        renamed = next((other for other in left if other.years & cited.years), None)
        if renamed is not None:
            said = told("citation.renamed", cited=cited.text, here=renamed.text)
        elif _in_the_sentence(cited, target) or any(_shares_name(cited.names, other.names) for other in left):
            return None
        else:
            said = told("citation.lost", cited=cited.text)
        return Finding(
            check=self.id,
            severity=self.severity,
            row=row,
            **said,
            source_spans=(cited.span,),
            target_spans=() if renamed is None else (renamed.span,),
        )


def _same_work(cited: Cited, other: Cited) -> bool:
    return bool(cited.years & other.years) and _shares_name(cited.names, other.names)


def _shares_name(names: Sequence[str], others: Sequence[str]) -> bool:
    return any(is_variant(name, other) for name in names for other in others)


def _in_the_sentence(cited: Cited, target: str) -> bool:
    """Tell whether a translation names author or year outside brackets: *As Demir (1997) says*."""
    return bool(cited.years & frozenset(_NUMBER.findall(target))) or _shares_name(cited.names, _NAME.findall(target))
