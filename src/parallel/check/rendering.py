"""One term of the source, several renderings in one document."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.check.reading.concepts import Rendering, is_fixed, renderings
from parallel.check.reading.view import View, loose
from parallel.model.finding import Finding, Severity
from parallel.model.termbase import Concept, Mention, Term

_ACRONYM = 2  # letters of the shortest acronym


@dataclass(frozen=True, slots=True)
class _Use:
    """One row's rendering of a term."""

    row: int
    concept: Concept
    source: Mention
    target: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class InconsistentRendering:
    """Groups rows by the source term that names a concept and compares the terms that render it.

    Full name and abbreviation are two source terms (*Büyük Millet Meclisi*, *TBMM*), so each may keep its own
    rendering. The rarer renderings are reported, in a tie the later ones. Names are warnings; common nouns are info,
    since good prose varies *frontier* and *border*.
    """

    id: str = "inconsistent-rendering"
    severity: Severity = Severity.WARNING
    summary: str = "A term of the source is rendered differently in other rows."
    silenced_by: str = "Give the term one rendering throughout, or waive the finding where the variation is meant."

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each row whose rendering is not the usual one of its source term."""
        uses: dict[tuple[str, str], list[_Use]] = defaultdict(list)
        for row in range(len(view)):
            for item in renderings(view, row):
                for use in _uses(item):
                    uses[use.source.concept, loose(use.source.term.text)].append(use)
        for group in uses.values():
            yield from self._compare(group)

    def _compare(self, group: list[_Use]) -> Iterator[Finding]:
        counts = Counter(_form(use.target.term) for use in group)
        if len(counts) < 2:  # noqa: PLR2004 - one rendering is consistent
            return
        usual = max(counts, key=lambda form: counts[form])  # the first met wins a tie
        related = tuple(dict.fromkeys(use.row for use in group if _form(use.target.term) == usual))
        example = next(use.target.term.text for use in group if _form(use.target.term) == usual)
        severity = self.severity if is_fixed(group[0].concept, group[0].source.term) else Severity.INFO
        for use in group:
            form = _form(use.target.term)
            if form != usual and not _compatible(use.target.term.text, example):
                yield Finding(
                    check=self.id,
                    severity=severity,
                    row=use.row,
                    message=f"{use.source.term.text} is “{use.target.surface}” here and “{example}” elsewhere",
                    source_spans=(use.source.span,),
                    target_spans=(use.target.span,),
                    related=tuple(row for row in related if row != use.row),
                    suggestion=example,
                )


def _uses(item: Rendering) -> Iterator[_Use]:
    """Pair occurrences with renderings where there is no doubt which renders which.

    Either the source names the concept by one term only, or every rendering in the row is the same.
    """
    if not item.terms:
        return
    source_forms = {loose(mention.term.text) for mention in item.mentions}
    target_forms = {_form(mention.term) for mention in item.terms}
    if len(source_forms) == 1:
        yield from (_Use(item.row, item.concept, item.mentions[0], mention) for mention in item.terms)
    elif len(target_forms) == 1:
        firsts = {loose(mention.term.text): mention for mention in reversed(item.mentions)}
        yield from (_Use(item.row, item.concept, mention, item.terms[0]) for mention in firsts.values())


def _form(term: Term) -> str:
    return loose(term.text) if not _is_acronym(term.text) else term.text


def _is_acronym(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= _ACRONYM and all(char.isupper() for char in letters) and " " not in text


def _compatible(first: str, second: str) -> bool:
    """Tell whether two terms may stand for one source term in the same text.

    One is the acronym of a name written out before, or one shortens or widens the other (*Kemal*, *Mustafa Kemal
    Pasha*; *Defence of Rights*, *Defence of Rights society*), but for an article.
    """
    if _is_acronym(first) != _is_acronym(second):
        return True
    short, long = sorted(([loose(word) for word in text.split()] for text in (first, second)), key=len)
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
