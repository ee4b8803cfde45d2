"""Names of persons and places spelt in two ways."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.check.messages import told
from parallel.check.phrases import Departure, Phrases
from parallel.check.reading.spelling import is_derived, is_variant
from parallel.check.reading.view import Side, View, Word, loose
from parallel.language import casing
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span

_SHORTEST = 3  # letters of a name; shorter words are initials and particles


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name of the Turkish side and the English word that stands for it in one row."""

    row: int
    """Row of the bitext."""
    name: Word
    """The Turkish word."""
    form: str
    """The English spelling, without possessive."""
    span: Span
    """Its place; two words where the name was cut in two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InconsistentName:
    """Learns for each capitalised Turkish word how the English spells it, and reports the rows that spell it otherwise.

    Names of several words that are translated are learnt too, see ``phrases.Phrases``.

    The commonest spelling is the standard, in a tie the one that keeps the Turkish letters, then the first. A row that
    only follows the spelling of its own source is info.
    """

    id: str = "inconsistent-name"
    severity: Severity = Severity.WARNING
    summary: str = "A name is spelt or rendered differently in other rows of the translation."
    silenced_by: str = "Spell the name alike throughout; endings such as plural and possessive do not count."
    rowwise: bool = False

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each row and name that is not spelt as usual."""
        if view.turkish is None:
            return
        found: dict[str, list[Spelling]] = defaultdict(list)
        phrases = Phrases(view.turkish)
        for window in view.windows():
            for row in window.rows:
                for spelling in _spellings(window, row, view.turkish):
                    found[loose(spelling.name.stem)].append(spelling)
                phrases.read(window, row)
        for group in found.values():
            yield from self._compare(group, view.turkish)
        for departure in phrases.departures(view):
            yield self._phrase_finding(departure, view.turkish)

    def _phrase_finding(self, departure: Departure, turkish: Side) -> Finding:
        spans = ((departure.name.span,), (departure.rendering.span,))
        here = departure.rendering.text
        return Finding(
            check=self.id,
            severity=self.severity,
            row=departure.name.row,
            **told("varies", term=departure.name.text, here=here, usual=departure.usual),
            source_spans=spans[turkish is Side.TARGET],
            target_spans=spans[turkish is Side.SOURCE],
            related=departure.related,
            suggestion=departure.usual,
        )

    def _compare(self, group: list[Spelling], turkish: Side) -> Iterator[Finding]:
        counts = Counter(spelling.form for spelling in group)
        if len(counts) == 1:
            return
        names = {spelling.name.stem for spelling in group}
        usual = max(counts, key=lambda form: (counts[form], form in names))  # the first met wins what is left
        related = tuple(dict.fromkeys(spelling.row for spelling in group if spelling.form == usual))
        for spelling in group:
            if spelling.form == usual or is_derived(spelling.form, usual):
                continue
            follows = spelling.form == spelling.name.stem and len(names) > 1
            spans = ((spelling.name.span,), (spelling.span,))
            yield Finding(
                check=self.id,
                severity=Severity.INFO if follows else self.severity,
                row=spelling.row,
                **told("name.spelt", here=spelling.form, usual=usual),
                source_spans=spans[turkish is Side.TARGET],
                target_spans=spans[turkish is Side.SOURCE],
                related=tuple(row for row in related if row != spelling.row),
                suggestion=usual,
            )


def _spellings(view: View, row: int, turkish: Side) -> Iterator[Spelling]:
    """Pair the names of a row with the English words that spell them; the nearest spelling wins."""
    if view.is_capitals(row, turkish) or view.is_capitals(row, turkish.other):
        return
    candidates = list(_candidates(view.words(row, turkish.other)))
    for name in {word.stem: word for word in view.words(row, turkish) if _is_name(word)}.values():
        alike = [(form, span) for form, span in candidates if is_variant(name.stem, form)]
        if alike:
            form, span = min(alike, key=lambda pair: (pair[0] != name.stem, loose(pair[0]) != loose(name.stem)))
            yield Spelling(row, name, form, span)


def _candidates(words: tuple[Word, ...]) -> Iterator[tuple[str, Span]]:
    """Yield capitalised words, and two of them side by side as one name cut in two."""
    before: Word | None = None
    for word in words:
        if not _is_name(word):
            before = None
            continue
        yield word.stem, Span(word.start, word.start + len(word.stem))
        if before is not None and word.start - before.end == 1:
            yield f"{before.text} {word.stem}", Span(before.start, word.start + len(word.stem))
        before = word


def _is_name(word: Word) -> bool:
    if not casing.is_upper_initial(word.text):
        return False
    stem = word.stem
    return len(stem) >= _SHORTEST and not stem.isupper() and stem[-1].isalpha()
