"""Characters no clean text holds."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from parallel.check.messages import message, told
from parallel.check.reading.view import Side, View
from parallel.model.document import TURKISH
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span

# Control characters, noncharacters' stand-in U+FFFD, private use: never meant.
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\u2028\u2029]")
# Soft hyphen, zero width, byte-order mark, direction marks: invisible, and in the way of every search.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
# Latin-5 read as Latin-1: ş ğ ı İ Ş Ğ turned into þ ð ý Ý Þ Ð; in a Turkish text only such reading brings them.
_LATIN5 = re.compile("[þðýÝÞÐ]")
# UTF-8 read as a one-byte code page: ü becomes Ã¼, ş becomes ÅŸ, ’ becomes â€™.
_UTF8 = re.compile(
    "Ã[\u0080-\u00bf]|Å[\u0178\u017e\u0080-\u00bf]|Ä[\u0178\u017e\u0080-\u00bf±°]|â€[\u2122œ\u009d\u009c“”˜]"
)
_SCRIPTS = ("CYRILLIC", "GREEK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Characters:
    """Looks at both halves; what only hides (soft hyphens, zero width) and what is not composed is info."""

    id: str = "characters"
    severity: Severity = Severity.WARNING
    summary: str = "A text holds control characters, wrongly decoded letters, look-alikes or invisible characters."
    silenced_by: str = "Repair the character; clean the document again where the source holds it."
    rowwise: bool = True

    def run(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each kind of fault in each half."""
        for row in view.rows:
            for side in Side:
                text = view.text(row, side)
                if text.isascii() and text.isprintable():
                    continue
                turkish = view.language(side) == TURKISH
                for key, severity, spans in _faults(text, turkish=turkish):
                    yield Finding(
                        check=self.id,
                        severity=severity,
                        row=row,
                        **told(key, side=message(f"characters.{side}")),
                        source_spans=spans if side is Side.SOURCE else (),
                        target_spans=spans if side is Side.TARGET else (),
                    )


def _faults(text: str, *, turkish: bool) -> Iterator[tuple[str, Severity, tuple[Span, ...]]]:
    for pattern, key, severity in (
        (_BROKEN, "characters.broken", Severity.WARNING),
        (_UTF8, "characters.decoded", Severity.WARNING),
        (_INVISIBLE, "characters.invisible", Severity.INFO),
    ):
        if spans := _spans(pattern, text):
            yield key, severity, spans
    if turkish and len(spans := _spans(_LATIN5, text)) > 1:
        yield "characters.decoded", Severity.WARNING, spans
    if spans := tuple(_mixed(text)):
        yield "characters.script", Severity.WARNING, spans
    if not unicodedata.is_normalized("NFC", text):
        yield "characters.composed", Severity.INFO, ()


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(Span(found.start(), found.end()) for found in pattern.finditer(text))


def _mixed(text: str) -> Iterator[Span]:
    """Yield foreign letters that touch a Latin letter: *Аnkara* with a Cyrillic А."""
    for at, char in enumerate(text):
        if char.isalpha() and "\u0370" <= char <= "\u052f" and unicodedata.name(char, "").startswith(_SCRIPTS):
            around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
            if any(other.isalpha() and unicodedata.name(other, "").startswith("LATIN") for other in around):
                yield Span(at, at + 1)
