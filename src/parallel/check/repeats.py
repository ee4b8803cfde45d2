"""The same text translated in two ways, and two texts translated alike."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.check.messages import told
from parallel.check.reading.view import Side, View, brief, words_of
from parallel.language import casing
from parallel.model.finding import Finding, Severity

# Chosen by us: shorter texts recur by chance ("Evet.", "Ek 1") and are rightly translated by context.
_SAME_TARGET_WORDS = 4


def key_of(view: View, row: int, side: Side) -> str:
    """Return what makes two texts the same: their words, without case and punctuation."""
    language = view.language(side)
    return " ".join(casing.fold_strict(word.text, language) for word in words_of(view.text(row, side)))


def groups(view: View, side: Side) -> Iterator[list[int]]:
    """Yield rows whose texts on one side are the same, two or more together."""
    # Texts of a long bitext would fill the memory once more as keys, so those that may be equal are found first.
    alike: dict[int, list[int]] = defaultdict(list)
    for row in range(len(view)):
        alike[hash(key_of(view, row, side))].append(row)
    for rows in alike.values():
        if len(rows) > 1:
            yield from _same(view, side, rows)


def _same(view: View, side: Side, rows: list[int]) -> Iterator[list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        found[key_of(view, row, side)].append(row)
    yield from (members for key, members in found.items() if key and len(members) > 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SameSource:
    """Groups rows by source; the rarer translations of a group are reported, in a tie the later ones."""

    id: str = "same-source"
    severity: Severity = Severity.WARNING
    summary: str = "A source text that occurs again is translated differently."
    silenced_by: str = "Give all occurrences one translation, or waive it where the context asks for two."
    rowwise: bool = False

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each row that departs from the commonest translation of its source."""
        for members in groups(view, Side.SOURCE):
            targets = {row: key_of(view, row, Side.TARGET) for row in members}
            counts = Counter(targets.values())
            usual = max(counts, key=lambda key: counts[key])  # the first met wins a tie
            related = tuple(row for row in members if targets[row] == usual)
            example = view.text(related[0], Side.TARGET)
            enough = len(view.words(members[0], Side.SOURCE)) >= view.options.same_source_words
            for row in members:
                if targets[row] != usual:
                    yield Finding(
                        check=self.id,
                        severity=self.severity if enough else Severity.INFO,
                        row=row,
                        **told(self.id, usual=brief(example)),
                        related=related,
                        suggestion=example,
                    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SameTarget:
    """Groups rows by target; always info, since two ways to say a thing may well have one translation."""

    id: str = "same-target"
    severity: Severity = Severity.INFO
    summary: str = "Different source texts have the same translation."
    silenced_by: str = "Check that neither translation was pasted into the wrong row."
    rowwise: bool = False

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each later row whose target is that of an earlier row with another source."""
        for members in groups(view, Side.TARGET):
            first = members[0]
            if len(view.words(first, Side.TARGET)) < _SAME_TARGET_WORDS:
                continue
            source = key_of(view, first, Side.SOURCE)
            for row in members[1:]:
                if key_of(view, row, Side.SOURCE) != source:
                    said = told(self.id, other=brief(view.text(first, Side.SOURCE)))
                    yield Finding(check=self.id, severity=self.severity, row=row, related=(first,), **said)
