"""A word written twice in a row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from parallel.check.messages import told
from parallel.check.reading.view import Side, View, Word
from parallel.language import casing
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span

# Both languages say some words twice on purpose: English "had had", "that that", "very, very";
# Turkish reduplicates almost any adverb, so there only words that never do are reported.
_TWICE = "had that very so many much no yes more long far again over on in up down now there oh ha never knock bye same"
_ONCE = "ve ile için gibi ancak fakat ama ki ya değil olan olarak ise göre kadar"
TWICE_IN_ENGLISH = frozenset(_TWICE.split())
NEVER_TWICE_IN_TURKISH = frozenset(_ONCE.split())
_SPACE_BETWEEN = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubledWord:
    """Compares neighbours that only white space parts."""

    id: str = "doubled-word"
    severity: Severity = Severity.WARNING
    summary: str = "The translation has the same word twice in a row."
    silenced_by: str = "Delete one of the two words, or put a comma between them where both are meant."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each repeated word that the source does not repeat as well."""
        language = view.language(Side.TARGET)
        for row in view.rows:
            found = list(_doubled(view, row, Side.TARGET, language))
            if not found:
                continue
            in_source = sum(1 for _ in _doubled(view, row, Side.SOURCE, None))
            for word, span in found[in_source:]:
                yield Finding(
                    check=self.id,
                    severity=self.severity,
                    row=row,
                    **told(self.id, word=word),
                    target_spans=(span,),
                    suggestion=word,
                )


def _doubled(view: View, row: int, side: Side, language: Language | None) -> Iterator[tuple[str, Span]]:
    words = view.words(row, side)
    text = view.text(row, side)
    for first, second in pairwise(words):
        if not _same(first, second) or not _SPACE_BETWEEN.fullmatch(text[first.end : second.start]):
            continue
        if language is None or not _allowed(first.text, second.text, language):
            yield first.text, Span(first.start, second.end)


def _same(first: Word, second: Word) -> bool:
    if len(first.text) != len(second.text) or not first.text.isalpha():
        return False
    return casing.lower(first.text, ENGLISH) == casing.lower(second.text, ENGLISH)


def _allowed(first: str, second: str, language: Language) -> bool:
    """Tell whether a repetition may be meant; two capitals make a name (*Bora Bora*, *Duran Duran*)."""
    word = casing.lower(first, language)
    if language == TURKISH:
        return word not in NEVER_TWICE_IN_TURKISH
    is_name = casing.is_upper_initial(first) and casing.is_upper_initial(second)
    return word in TWICE_IN_ENGLISH or (is_name and len(word) > len("the"))
