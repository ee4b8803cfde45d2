"""Names of several words, and what renders them, learnt from the bitext itself."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallel.check.reading.concepts import is_compatible, is_name
from parallel.check.reading.view import Side, View, Word, loose
from parallel.language import casing
from parallel.model.span import Span

_JOINING = frozenset({"of", "the", "for", "and", "in", "to", "on"})
_SUPPORT = 2
"""Rows that must agree on a rendering before another one departs from it."""
_OWN = 0.75
"""Share of a rendering's rows in which the Turkish name must stand; below it renders something else too."""
_SHARED_LETTERS = 4
"""Letters of a word by which two renderings are known to mean one thing (*Council of …*)."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Capitalised words that stand together in one row."""

    row: int
    """Row of the bitext."""
    text: str
    """As written, without suffix and leading article."""
    span: Span
    """Its place."""

    @property
    def key(self) -> str:
        """What makes two phrases the same."""
        return loose(self.text)

    @property
    def words(self) -> frozenset[str]:
        """Its words of some length, folded."""
        return frozenset(loose(word) for word in self.text.split() if len(word) >= _SHARED_LETTERS)


@dataclass(frozen=True, slots=True)
class Departure:
    """A row that renders a name otherwise than the document does."""

    name: Phrase
    """The Turkish name."""
    rendering: Phrase
    """What stands for it here."""
    usual: str
    """What stands for it elsewhere."""
    related: tuple[int, ...]
    """Where it does."""


class Phrases:
    """Finds names of several words that one row renders by a phrase resembling, but not being, the usual one.

    The usual rendering is the English phrase that stands in most rows with the Turkish name and hardly elsewhere.
    A departing phrase shares a translated word with it (*Council of Ministers*, *Council of Commissars*), and stands in
    no row without the name.

    Args:
        turkish: which side is Turkish.
    """

    def __init__(self, turkish: Side) -> None:
        self._turkish = turkish
        self._where: dict[str, dict[int, Phrase]] = defaultdict(dict)
        self._phrases: dict[int, list[Phrase]] = {}
        self._spread: Counter[str] = Counter()

    def read(self, view: View, row: int) -> None:
        """Take in a row; every row is to be read once."""
        if any(view.is_capitals(row, side) for side in Side):
            return
        found = list(_english_phrases(view, row, self._turkish.other))
        self._spread.update({phrase.key for phrase in found})
        for name in _turkish_names(view, row, self._turkish):
            self._where[name.key].setdefault(row, name)
            self._phrases[row] = found

    def departures(self, view: View) -> Iterator[Departure]:
        """Yield the rows read that depart from the usual."""
        for members in self._where.values():
            if len(members) > _SUPPORT:
                yield from _departing(view, members, self._phrases, self._spread)


def _departing(
    view: View, members: dict[int, Phrase], phrases: dict[int, list[Phrase]], spread: Counter[str]
) -> Iterator[Departure]:
    counts = Counter(key for row in members for key in {phrase.key for phrase in phrases[row]})
    usual = max(counts, key=lambda key: (counts[key], len(key)), default="")
    if counts[usual] < max(_SUPPORT, len(members) / 2) or counts[usual] < _OWN * spread[usual]:
        return
    english = Side.TARGET if view.turkish is Side.SOURCE else Side.SOURCE
    texts = {row: loose(view.text(row, english)) for row in members}
    related = tuple(row for row in members if usual in texts[row])
    example = next(phrase for row in related for phrase in phrases[row] if phrase.key == usual)
    for row, name in members.items():
        if usual in texts[row] or name.key in texts[row]:  # the usual rendering, or the Turkish name itself
            continue
        carried = tuple(loose(word.stem) for word in view.words(row, english.other))
        for phrase in phrases[row]:
            if counts[phrase.key] == spread[phrase.key] and _departs(phrase, example, carried):
                yield Departure(name, phrase, example.text, related)


def _departs(phrase: Phrase, usual: Phrase, carried: Sequence[str]) -> bool:
    """Tell whether a phrase shares a translated word with the usual one; a name carried over shows nothing."""
    shared = {word for word in phrase.words & usual.words if not any(_carries(word, source) for source in carried)}
    return bool(shared) and not is_compatible(phrase.text, usual.text)


def _carries(word: str, source: str) -> bool:
    return len(source) >= _SHARED_LETTERS and (word.startswith(source) or source.startswith(word))


def _turkish_names(view: View, row: int, side: Side) -> Iterator[Phrase]:
    """Yield two or more capitalised words up to the first suffix, names the term base knows left out.

    A common noun of the base inside (*cemiyet* in *Matbuat Cemiyeti*) does not make the whole a name it knows.
    """
    known = [mention.span for mention in view.mentions(row, side) if is_name(mention.term)]
    for words in _capitalised(view, row, side, frozenset({"ve"})):
        end = next((at for at, word in enumerate(words) if word.stem != word.text), len(words) - 1)
        # The first word of a sentence has a capital whatever it is, so what follows it is tried as well.
        for phrase in (_phrase(row, words[: end + 1]), _phrase(row, words[1 : end + 1])):
            if phrase and not any(phrase.span.overlaps(span) for span in known):
                yield phrase


def _english_phrases(view: View, row: int, side: Side) -> Iterator[Phrase]:
    for words in _capitalised(view, row, side, _JOINING):
        phrase = _phrase(row, words[1:] if words[0].text == "The" else words)
        if phrase:
            yield phrase


def _phrase(row: int, words: Sequence[Word]) -> Phrase | None:
    if len(words) < 2:  # noqa: PLR2004 - names of one word have their own check
        return None
    text = " ".join([*(word.text for word in words[:-1]), words[-1].stem])
    return Phrase(row, text, Span(words[0].start, words[-1].start + len(words[-1].stem)))


def _capitalised(view: View, row: int, side: Side, joining: frozenset[str]) -> Iterator[list[Word]]:
    """Yield runs of capitalised words parted by single spaces, small joining words allowed inside."""
    run: list[Word] = []
    pending: list[Word] = []
    for word in view.words(row, side):
        last = (pending or run)[-1] if run else None
        adjacent = last is not None and word.start - last.end == 1
        if run and adjacent and word.text in joining:
            pending.append(word)
        elif casing.is_upper_initial(word.text):
            if run and adjacent:
                run += [*pending, word]
            else:
                yield from [run] if run else []
                run = [word]
            pending = []
        else:
            yield from [run] if run else []
            run, pending = [], []
    yield from [run] if run else []
