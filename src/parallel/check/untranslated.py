"""Words of the source left in the translation."""

from collections.abc import Iterator
from dataclasses import dataclass

from parallel.check.messages import told
from parallel.check.reading.dictionary import is_known
from parallel.check.reading.view import Side, View, Word, loose, runs
from parallel.language import casing
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span

# Frequent small words that the other language does not have: they tell which language a stretch is written in.
# Left out because both have them, or names do: a, in, on, an, at, de, da, ben, on, o.
_TURKISH_WORDS = (
    "ve ile bir bu şu için gibi olan olarak olduğu ise her daha çok en ancak fakat ya ne ki kadar sonra önce göre "
    "karşı üzerine bütün değil veya ilk yine hem ama diye tarafından arasında üzere idi var yok"
)
_ENGLISH_WORDS = (
    "the of and to for with by from was were is are be been that this which his her its their it he she they has have "
    "had not but as or who would will than into after before between under"
)
FUNCTION_WORDS: dict[Language, frozenset[str]] = {
    TURKISH: frozenset(_TURKISH_WORDS.split()),
    ENGLISH: frozenset(_ENGLISH_WORDS.split()),
}
_TURKISH_LETTERS = frozenset("şğıçöüâîû")
_OPEN = '(“"«‘['
_CLOSE = ')”"»’]'
# Chosen by us: a row of which so many words stand in the source as they are was not translated at all.
_WHOLE_SHARE = 0.8
_WHOLE_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Untranslated:
    """Looks for runs of source words in the target that are no name and no quoted or bracketed gloss.

    A run counts when it shows the source's language: a small word only that language has, for Turkish a letter English
    lacks in a word that begins small, or two words the English statistics and lexicon have never seen.
    """

    id: str = "untranslated"
    severity: Severity = Severity.WARNING
    summary: str = "Words of the source text stand untranslated in the translation."
    silenced_by: str = "Translate the words, or put a term kept on purpose into brackets or quotation marks."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each run of untranslated words, or one for a row left as it is."""
        source, target = view.language(Side.SOURCE), view.language(Side.TARGET)
        if source == target:
            return
        for row in view.rows:
            words = view.words(row, Side.TARGET)
            kept = _kept(view, row)
            if not any(kept):
                continue
            if _is_whole(words, kept, source, target):
                yield Finding(check=self.id, severity=Severity.ERROR, row=row, **told("untranslated.whole"))
                continue
            for run in runs(kept):
                members = [words[at] for at in run]
                span = Span(members[0].start, members[-1].end)
                severity = _judge(members, source, target)
                if severity and not _is_gloss(view.text(row, Side.TARGET), span):
                    said = told("untranslated.part", words=span.of(view.text(row, Side.TARGET)))
                    yield Finding(check=self.id, severity=severity, row=row, target_spans=(span,), **said)


def _kept(view: View, row: int) -> list[bool]:
    """Tell for each target word whether the source has it, as it is or with a suffix behind it."""
    stems = {loose(part) for word in view.words(row, Side.SOURCE) for part in (word.text, word.stem)}
    longer: dict[str, list[str]] = {}
    for stem in stems:
        if len(stem) > _SUFFIXED:
            longer.setdefault(stem[:_SUFFIXED], []).append(stem)
    flags = []
    for word in view.words(row, Side.TARGET):
        mine = loose(word.text)
        begun = longer.get(mine[:_SUFFIXED], ())
        flags.append(mine in stems or any(stem.startswith(mine) for stem in begun))
    return flags


_SUFFIXED = 4  # chosen by us: shorter words are the beginning of too many others


def _is_whole(words: tuple[Word, ...], kept: list[bool], source: Language, target: Language) -> bool:
    if len(words) < _WHOLE_WORDS or sum(kept) < _WHOLE_SHARE * len(words):
        return False
    mine, other = _evidence(words, source), _evidence(words, target)
    return mine > other and any(not casing.is_upper_initial(word.text) for word in words)


def _evidence(words: tuple[Word, ...] | list[Word], language: Language) -> int:
    """Count the words that only this language has, by small word or, for Turkish, by letter."""
    known = FUNCTION_WORDS.get(language, frozenset())
    letters = _TURKISH_LETTERS if language == TURKISH else frozenset()
    small = [word.text for word in words if not casing.is_upper_initial(word.text)]
    return sum(1 for text in small if text in known or not letters.isdisjoint(text))


def _is_foreign(words: list[Word], target: Language) -> bool:
    """Tell whether a run has two small words or more that the target language does not know."""
    small = [word.text for word in words if not casing.is_upper_initial(word.text) and word.text.isalpha()]
    unknown = [text for text in small if len(text) >= _SUFFIXED and not is_known(text, target)]
    return len(unknown) > 1


def _judge(words: list[Word], source: Language, target: Language) -> Severity | None:
    mine, other = _evidence(words, source), _evidence(words, target)
    if mine <= other and (other or target != ENGLISH or not _is_foreign(words, target)):
        return None
    return Severity.WARNING if len(words) > 1 else Severity.INFO


def _is_gloss(text: str, span: Span) -> bool:
    """Tell whether a stretch stands inside brackets or quotation marks that open and close around it."""
    before, after = text[: span.start], text[span.end :]
    for opening, closing in zip(_OPEN, _CLOSE, strict=True):
        if opening == closing:
            inside = before.count(opening) % 2 == 1 and closing in after
        else:
            inside = before.count(opening) > before.count(closing) and closing in after
        if inside:
            return True
    return False
