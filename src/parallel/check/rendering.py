"""One term of the source, several renderings in one document."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from parallel.check.messages import Told, told
from parallel.check.options import CheckOptions, Usage
from parallel.check.reading.concepts import Rendering, is_compatible, is_fixed, is_free, renderings
from parallel.check.reading.view import View, loose
from parallel.model.bitext import Bitext
from parallel.model.finding import Finding, Severity
from parallel.model.termbase import Concept, ConceptId, Mention, TermBase, TermStatus

_ROOT = 2  # letters a place and its adjective surely share
_NAMED = 3  # other bitexts a message names
USES_OTHERS = "inconsistent-rendering"
"""Id of the check that looks at other bitexts too, by ``CheckOptions.usage``."""
_STEADY = 3  # uses that make a common noun's rendering the document's own; chosen by us


@dataclass(frozen=True, slots=True)
class _Use:
    """One row's rendering of a term."""

    row: int
    concept: Concept
    source: Mention
    target: Mention
    alone: bool
    """The row names the concept once."""

    @property
    def form(self) -> str:
        """The rendering by which uses are compared: the term as the base spells it."""
        return self.target.term.text


@dataclass(frozen=True, slots=True, kw_only=True)
class InconsistentRendering:
    """Groups rows by the source term that names a concept and compares the terms that render it.

    Full name and abbreviation are two source terms (*Büyük Millet Meclisi*, *TBMM*), so each may keep its own
    rendering. The rarer renderings are reported, in a tie the later ones. Names are warnings; common nouns are info,
    since good prose varies *frontier* and *border*, unless one row departs from a steady usage.
    """

    id: str = USES_OTHERS
    severity: Severity = Severity.WARNING
    summary: str = "A term of the source is rendered differently in other rows."
    silenced_by: str = "Give the term one rendering throughout, or waive the finding where the variation is meant."
    rowwise: bool = False

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each row whose rendering is not the usual one of its source term."""
        usage, name = view.options.usage, view.bitext.name
        for key, group in _grouped(view).items():
            yield from self._compare(group)
            if usage is not None and (found := self._against(group, usage.elsewhere(key, name))):
                yield found

    def _compare(self, group: list[_Use]) -> Iterator[Finding]:
        counts = Counter(use.form for use in group)
        better = {use.form for use in group if use.target.term.status is TermStatus.PREFERRED}
        usual = max(counts, key=lambda form: (counts[form], form in better))  # then the first met
        related = tuple(dict.fromkeys(use.row for use in group if use.form == usual))
        for use in group:
            if use.form == usual or _is_same(use, usual) or (use.alone and use.row in related):
                continue
            rare = counts[use.form] == 1 and counts[usual] >= _STEADY
            finding = self._finding(use, usual, "", tuple(row for row in related if row != use.row))
            yield replace(finding, severity=self.severity) if rare else finding

    def _against(self, group: list[_Use], others: Mapping[str, Mapping[str, int]]) -> Finding | None:
        """Compare this bitext's usual rendering with that of the others; the commoner one is the standard."""
        counts: Counter[str] = Counter()
        for renderings_there in others.values():
            counts.update(renderings_there)
        if not counts:
            return None
        mine, usual = _commonest(Counter(use.form for use in group)), _commonest(counts)
        if counts[usual] <= sum(use.form == mine for use in group) or is_compatible(mine, usual):
            return None
        where = ", ".join(sorted(name for name, there in others.items() if usual in there)[:_NAMED])
        return self._finding(next(use for use in group if use.form == mine), usual, where, ())

    def _finding(self, use: _Use, usual: str, where: str, related: tuple[int, ...]) -> Finding:
        return Finding(
            check=self.id,
            severity=self.severity if is_fixed(use.concept, use.source.term) else Severity.INFO,
            row=use.row,
            **_told(use, usual, where),
            source_spans=(use.source.span,),
            target_spans=(use.target.span,),
            related=related,
            suggestion=usual,
        )


def _told(use: _Use, usual: str, where: str) -> Told:
    term, here = use.source.term.text, use.target.surface
    if where:
        return told("varies.in", term=term, here=here, usual=usual, where=where)
    return told("varies", term=term, here=here, usual=usual)


def count_usage(bitexts: Iterable[Bitext], termbase: TermBase) -> Usage:
    """Count how each bitext renders the concepts, for ``CheckOptions.usage``. Cost: that of matching."""
    counts: dict[tuple[ConceptId, str], dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for bitext in bitexts:
        view = View(bitext, CheckOptions(termbase=termbase))
        for key, group in _grouped(view).items():
            counts[key][bitext.name].update(use.form for use in group)
    return Usage({key: dict(by_name) for key, by_name in counts.items()})


def _grouped(view: View) -> dict[tuple[ConceptId, str], list[_Use]]:
    uses: dict[tuple[ConceptId, str], list[_Use]] = defaultdict(list)
    for row in range(len(view)):
        for item in renderings(view, row):
            for use in _uses(item):
                uses[use.concept.id, loose(use.source.term.text)].append(use)
    return uses


def _is_same(use: _Use, usual: str) -> bool:
    """Tell whether two renderings may stand side by side; of a place, also its adjective (*France*, *French*)."""
    if is_compatible(use.form, usual):
        return True
    starts = [{loose(word)[:_ROOT] for word in text.split()} for text in (use.form, usual)]
    return is_free(use.concept) and not starts[0].isdisjoint(starts[1])


def _commonest(counts: Counter[str]) -> str:
    """Return the form that occurs most; the first met wins a tie."""
    return max(counts, key=lambda form: counts[form])


def _uses(item: Rendering) -> Iterator[_Use]:
    """Pair occurrences with renderings where there is no doubt which renders which.

    Either the source names the concept by one term only, or every rendering in the row is the same.
    """
    if not item.terms:
        return
    alone = len(item.mentions) == 1
    source_forms = {loose(mention.term.text) for mention in item.mentions}
    target_forms = {mention.term.text for mention in item.terms}
    if len(source_forms) == 1:
        yield from (_Use(item.row, item.concept, item.mentions[0], mention, alone) for mention in item.terms)
    elif len(target_forms) == 1:
        firsts = {loose(mention.term.text): mention for mention in reversed(item.mentions)}
        yield from (_Use(item.row, item.concept, mention, item.terms[0], alone) for mention in firsts.values())
