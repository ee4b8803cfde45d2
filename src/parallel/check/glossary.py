"""The term base against the translation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.check.messages import message, told, told_all
from parallel.check.reading.concepts import Rendering, hidden, is_free, renderings, shortened
from parallel.check.reading.dictionary import translates
from parallel.check.reading.view import Side, View, loose, words_of
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span
from parallel.model.termbase import Mention, TermStatus
from parallel.terms.pairing import GOOD

_KEPT_LETTERS = 5
_DISCOURAGED = frozenset({TermStatus.DEPRECATED, TermStatus.SUPERSEDED})
_PRONOUN = re.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|this|these|those|such|who|whom|whose|which|that|former"
    r"|latter)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryMissing:
    """Reports a concept of the source for which the target has no term of the base at all.

    Names are warnings, unless a short form such as *the Committee* may stand for one. So are common nouns (*hudut*,
    *murahhas*) for which nothing at all seems to stand; where another word the lexicon knows or a pronoun may stand for
    one, it is info, for good prose paraphrases; so is what only an OCR-tolerant comparison found in the source.
    """

    id: str = "glossary-missing"
    severity: Severity = Severity.WARNING
    summary: str = "A concept of the source has none of its renderings in the translation."
    silenced_by: str = "Use a rendering of the term base, or admit the one used there."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each concept of a row that is not rendered."""
        for row in view.rows:
            all_of_row = list(renderings(view, row))
            rendered = {span for item in all_of_row if item.terms for span in item.source_spans}
            for item in all_of_row:
                if item.terms or not rendered.isdisjoint(item.source_spans):
                    continue
                if not _elsewhere(view, item) and not _carried_over(view, item):
                    yield self._finding(view, item)

    def _finding(self, view: View, item: Rendering) -> Finding:
        best = item.concept.in_language(view.language(Side.TARGET))[0]
        kept = _kept_span(view, item)
        named = item.named and not _is_shortened(view, item)
        sure = item.certain and (named or kept is not None or _is_dropped(view, item))
        key = "glossary.untranslated" if kept else "glossary.missing"
        return Finding(
            check=self.id,
            severity=self.severity if sure else Severity.INFO,
            row=item.row,
            **told(key, term=item.mentions[0].term.text, best=best.text),
            source_spans=item.source_spans,
            target_spans=(kept,) if kept else (),
            suggestion=best.text,
        )


def _is_shortened(view: View, item: Rendering) -> bool:
    """Tell whether an English target names the concept by the noun of its name alone."""
    if view.turkish is not Side.SOURCE:
        return False
    terms = [term for term in item.concept.in_language(view.language(Side.TARGET)) if term.status in GOOD]
    return shortened(view.text(item.row, Side.TARGET), terms)


def _is_dropped(view: View, item: Rendering) -> bool:
    """Tell whether a common noun is neither rendered by the base's terms nor, as it seems, by any other word.

    Any word the lexicon knows for it will do, and a pronoun may stand for it; places and peoples bind nobody.
    """
    if view.turkish is None or is_free(item.concept):
        return False
    target = view.text(item.row, Side.TARGET)
    english = target if view.turkish is Side.SOURCE else view.text(item.row, Side.SOURCE)
    if _PRONOUN.search(english):
        return False
    for mention in item.mentions:
        pair = (mention.surface, target) if view.turkish is Side.SOURCE else (target, mention.surface)
        if translates(*pair):
            return False
    return True


def _kept_span(view: View, item: Rendering) -> Span | None:
    """Find a source term that stands in the target as it is, of at least two words or five letters."""
    words = view.words(item.row, Side.TARGET)
    folded = [loose(word.text) for word in words]
    for mention in item.mentions:
        parts = [loose(word.text) for word in words_of(mention.term.text)]
        if len(parts) < 2 and len("".join(parts)) < _KEPT_LETTERS:  # noqa: PLR2004 - one short word is no evidence
            continue
        for at in range(len(folded) - len(parts) + 1):
            if folded[at : at + len(parts)] == parts:
                return Span(words[at].start, words[at + len(parts) - 1].end)
    return None


def _elsewhere(view: View, item: Rendering) -> bool:
    """Tell whether a good term stands in the target after all, inside a longer term."""
    terms = [term for term in item.concept.in_language(view.language(Side.TARGET)) if term.status in GOOD]
    return hidden(view.words(item.row, Side.TARGET), terms) is not None


def _carried_over(view: View, item: Rendering) -> bool:
    """Tell whether a name stands in the target as it stands in the source, where its renderings keep part of it too.

    *Y. Kemal Bey* is *Y. Kemal Bey* in English as well, and so is any name the base spells out in full.
    """
    target = {loose(word.stem) for word in view.words(item.row, Side.TARGET)}
    renderings_words = {
        loose(word.stem)
        for term in item.concept.in_language(view.language(Side.TARGET))
        for word in words_of(term.text)
    }
    for mention in item.mentions:
        words = {loose(word.stem) for word in words_of(mention.surface)}
        if words and words <= target and words & renderings_words:
            return True
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryForbidden:
    """Reports forbidden terms of concepts the source mentions."""

    id: str = "glossary-forbidden"
    severity: Severity = Severity.ERROR
    summary: str = "The translation uses a rendering the term base forbids."
    silenced_by: str = "Use the preferred rendering, or change the term's status in the base."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each forbidden term in a target whose source mentions the concept."""
        for row in view.rows:
            for item in renderings(view, row):
                for mention in item.terms:
                    if mention.term.status is TermStatus.FORBIDDEN:
                        yield _misused(self.id, self.severity, view, item, mention)


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryNotPreferred:
    """Reports deprecated and superseded terms; admitted ones only where a preference asks for another term.

    Admitted terms are right: a text may choose any of them as long as it keeps to it, which is the business of
    inconsistent-rendering.
    """

    id: str = "glossary-not-preferred"
    severity: Severity = Severity.WARNING
    summary: str = "The translation uses a rendering the term base advises against, or not the one asked for here."
    silenced_by: str = "Use the preferred rendering, or prefer the one used for this project."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each such term in a target whose source mentions the concept."""
        for row in view.rows:
            for item in renderings(view, row):
                wanted = view.options.preferred.get(item.concept.id, "")
                for mention in item.terms:
                    if wanted and loose(mention.term.text) != loose(wanted):
                        yield _unwanted(self.id, self.severity, item, mention, wanted)
                    elif not wanted and mention.term.status in _DISCOURAGED:
                        yield _misused(self.id, self.severity, view, item, mention)


def _unwanted(check: str, severity: Severity, item: Rendering, mention: Mention, wanted: str) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        row=item.row,
        **told("glossary.unwanted", here=mention.surface, term=item.mentions[0].term.text, best=wanted),
        source_spans=item.source_spans,
        target_spans=(mention.span,),
        suggestion=wanted,
    )


def _preferred(view: View, item: Rendering) -> str:
    term = item.concept.preferred(view.language(Side.TARGET))
    return term.text if term else ""


def _misused(check: str, severity: Severity, view: View, item: Rendering, mention: Mention) -> Finding:
    better = _preferred(view, item)
    reason = f" ({mention.term.reason.rstrip('.')})" if mention.term.reason else ""
    key = f"glossary.{mention.term.status}"
    misuse = message(key, here=mention.surface, term=item.mentions[0].term.text, reason=reason)
    return Finding(
        check=check,
        severity=severity,
        row=item.row,
        **told_all(misuse, *([message("glossary.preferred", best=better)] if better else [])),
        source_spans=item.source_spans,
        target_spans=(mention.span,),
        suggestion=better,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryCount:
    """Compares how often a concept is named on each side; always info, since pronouns are good style."""

    id: str = "glossary-count"
    severity: Severity = Severity.INFO
    summary: str = "A concept is named more often in one half than in the other."
    silenced_by: str = "Name the concept as often as the source does, or leave it to a pronoun knowingly."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each concept rendered at least once but not as often as it occurs."""
        for row in view.rows:
            for item in renderings(view, row):
                here, there = len(item.mentions), len(item.terms)
                if there and here != there:
                    yield Finding(
                        check=self.id,
                        severity=self.severity,
                        row=row,
                        **told("glossary.count", term=item.mentions[0].term.text, here=here, there=there),
                        source_spans=item.source_spans,
                        target_spans=tuple(mention.span for mention in item.terms),
                    )
