"""A "not" lost or won on the way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.check.messages import Told, told
from parallel.check.reading.view import Side, View, Word
from parallel.language import casing
from parallel.model.document import TURKISH
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span

# Endings that begin with the Turkish negative -ma/-me and leave no doubt: past, present, aorist, future, reported past,
# and the verbal noun (-mama-); participles and converbs are too often rendered by un-, -less or "before".
_FINITE = re.compile(
    r"(?<=\w\w)(?:m[ae]d[ıi](?:m|n|k|n[ıi]z|l[ae]r|ys[ae])?|m[ıiuü]yor\w*|m[ae]zs?(?:d[ıi]\w*|l[ae]r\w*|[ıi]n\w*)?"
    r"|m[ae]y[ae]c[ae][kğ]\w*|m[ae]m[ıi]ş(?:t\w*|l[ae]r\w*)?"
    r"|m[ae](?:ks[ıi]z[ıi]n)|m[ae]m[ae](?:s[ıi]\w*|l[ıi]\w*|l[ae]r\w*|kt[ae]\w*|k))$"
)
_ANY = re.compile(
    r"(?:m[ae](?:d[ıi]|z|m|y[aeıi]|s[ae]|s[ıi]n|d[ae]n)|m[ıiuü]yor|s[ıiuü]z)\w*$|^(?:red|kaçın|engel|yasak|imkâ?ns)\w+"
)
# *Gitme!* ends its clause; elsewhere -me makes a noun.
_IMPERATIVE = re.compile(r"(?<=\w\w)m[ae]$")
_STOP = re.compile(r"\s*(?:[.!?,;:…”\"’»)]|$)")
_WORDS = frozenset({"değil", "değildi", "değildir", "değiller", "yoktu", "yoktur", "yok"})
_ANY_WORDS = _WORDS | frozenset(
    {
        "hayır",
        "hiç",
        "hiçbir",
        "asla",
        "ne",
        "aksine",
        "aksi",
        "mahrum",
        "yoksun",
        "güç",
        "zor",
        "önce",
        "hariç",
        "sakın",
    }
)
# Words that only look negated: stems that end in -m or nouns in -ma/-me, and forms with a meaning of their own.
_NOT_NEGATED = re.compile(
    r"^(?:um|yum|göm|em|döm|tüm|im|düm)[ıiuü]yor|^(?:komedi|inanılmaz|kaçınılmaz|vazgeçilmez|olağanüstü|temmuz|namaz"
    r"|ramazan|tamam|aramız|kimiz|mamadı|almaz|nefsimiz)|^(?:kazanıl|unutul|sarsıl|bitmez|tükenmez)maz?"
)
# Before a negated verb these turn the no into a yes: *tarafsız kalmadı*, *gelmeyen yoktu*, *söylemeden edemedi*.
_DENIED_BEFORE = re.compile(r"(?<=\w\w)(?:s[ıiuü]z|m[ae](?:d[ae]n|y[ae]n|m[ıi]ş))$")
_NOT_DENIED = frozenset({"fransız"})  # ends like one without something
_CONVERB = re.compile(r"\w[ıiuü]p$")
_SHORTEST = 5  # letters of the shortest negated verb: olmaz
_YOK_ET = re.compile(r"\s+(?:et|ed|ol)\w*", re.IGNORECASE)

_ENGLISH = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nothing|nobody|nowhere|cannot|without|\w+n['’]t)\b", re.IGNORECASE
)
_ENGLISH_SURE = re.compile(
    r"\b(?:(?:am|is|are|was|were|be|been|do|does|did|has|have|had|will|would|shall|should|can|could|may|might|must) not"
    r"|not (?:to|be|been|have)|cannot|never|\w+n['’]t)\b(?! only| least| just| merely| long)",
    re.IGNORECASE,
)
# What says no in another way; a lost "not" is a warning only where none of these stands in the English.
_IMPLIED = re.compile(
    r"\b(?:few|little|hardly|scarcely|barely|rarely|seldom|rare|unless|until|only|except|instead|far|against|free|too"
    r"|than|yet to|away from|rid|empty|short|beyond|despite|regardless|before|otherwise|remain\w*|hard|difficult\w*"
    r"|difference|differ\w*|fail\w*|refus\w*|reject\w*|den(?:y|ied|ies)\w*|declin\w*|lack\w*"
    r"|absen\w*|avoid\w*|prevent\w*|prohibit\w*|forb\w*|ban(?:s|ned)?|stop\w*|ceas\w*|miss(?:ed|es|ing)?|los[ets]\w*|ignor\w*"
    r"|contradict\w*|belie[sd]|g[ai]ven? up|giving up|h[eo]ld back|omit\w*|overlook\w*|reluctan\w*|halt\w*|suspend\w*"
    r"|still|abstain\w*|doubt\w*|neglect\w*|oppos\w*|resist\w*|block\w*|refrain\w*|withh\w*|impossib\w*|illegal\w*|irre\w+"
    r"|un(?!der|til|ion|it|iv|ite|iq|an|cles?\b)\w{3,}|in(?:ab|cap|comp|suff|elig|vis|evit|dep|adeq|act)\w+|im(?:pati|prob)\w+"
    r"|dis(?!tric|tan|cuss|play|tinc|tri|ch|cov|pat)\w{3,}|non\w*|\w{2,}less|exempt\w*|renounc\w*|abandon\w*|waiv\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """Looks for Turkish verbs that are surely negated and English texts that say no in no way, and the reverse."""

    id: str = "negation"
    severity: Severity = Severity.WARNING
    summary: str = "One half denies something and the other does not."
    silenced_by: str = "Restore the negation, or remove the one added."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield at most one finding for each row."""
        if view.turkish is None:
            return
        for row in view.rows:
            english = view.text(row, view.turkish.other)
            negated = negated_words(view, row, view.turkish)
            spans: tuple[Span, ...]
            if negated and not _ENGLISH.search(english):
                spans = tuple(word.span for word in negated)
                said = told("negation.lost", word=negated[0].text)
                severity = Severity.INFO if _IMPLIED.search(english) else self.severity
                yield self._finding(row, said, severity, (view.turkish, spans))
            elif not negated and (sure := _ENGLISH_SURE.search(english)) and not _is_denied(view, row, view.turkish):
                spans = (Span(*sure.span()),)
                said = told("negation.new", word=sure.group())
                yield self._finding(row, said, self.severity, (view.turkish.other, spans))

    def _finding(self, row: int, said: Told, severity: Severity, place: tuple[Side, tuple[Span, ...]]) -> Finding:
        side, spans = place
        return Finding(
            check=self.id,
            severity=severity,
            row=row,
            **said,
            source_spans=spans if side is Side.SOURCE else (),
            target_spans=spans if side is Side.TARGET else (),
        )


def negated_words(view: View, row: int, side: Side) -> list[Word]:
    """Return the Turkish words of a row that are negated beyond doubt."""
    found: list[Word] = []
    before = ""
    for at, word in enumerate(view.words(row, side)):
        small = casing.lower(word.text, TURKISH)
        name = at > 0 and casing.is_upper_initial(word.text)
        if not name and _is_negated(small, view.text(row, side)[word.end :]) and not _denies_nothing(before, small):
            found.append(word)
        before = small
    return found


def _is_negated(word: str, after: str) -> bool:
    if word in _WORDS:
        return word != "yok" or not _YOK_ET.match(after)
    return len(word) >= _SHORTEST and _FINITE.search(word) is not None and not _NOT_NEGATED.match(word)


def _is_whether(before: str, word: str) -> bool:
    """Tell whether two words ask "whether": *gelip gelmediğini*, *olup olmadığı*, *gidip gitmeyeceği*."""
    if _CONVERB.search(before) is None:
        return False
    stem = before[:-2]
    stems = {stem, stem.removesuffix("y"), f"{stem[:-1]}t" if stem.endswith("d") else stem}
    return any(word.startswith(f"{stem}m") for stem in stems)


def _denies_nothing(before: str, word: str) -> bool:
    """Tell whether a negated word denies nothing: with the one before it asks "whether", or takes back another no."""
    denied = _DENIED_BEFORE.search(before) is not None and before not in _NOT_DENIED
    return denied or _is_whether(before, word)


def _is_denied(view: View, row: int, side: Side) -> bool:
    """Tell whether anything in the Turkish may say no."""
    text = view.text(row, side)
    for word in view.words(row, side):
        small = casing.lower(word.text, TURKISH)
        if small in _ANY_WORDS or small.startswith("değil") or _ANY.search(small):
            return True
        if _IMPERATIVE.search(small) and _STOP.match(text, word.end):
            return True
    return False
