"""Apply SRX rules to a text, as CAT tools do: at every position the first rule that fits decides."""

from collections.abc import Iterable
from itertools import pairwise

from parallel.model.span import Span
from parallel.segment.java_regex import compile_java
from parallel.segment.srx import SrxRule


def split_with_srx(text: str, rules: Iterable[SrxRule]) -> tuple[Span, ...]:
    """Return the segments the rules make of one paragraph; white space around a segment is outside its span.

    Args:
        text: one paragraph.
        rules: in order of precedence.

    Raises:
        InputError: a rule holds a regular expression that cannot be read.

    Cost: that of the rules' own expressions, which may be above linear when they are foreign.

    >>> from parallel.segment.srx import srx_rules
    >>> text = "I. Dünya Savaşı bitti. Mütareke imzalandı."
    >>> [span.of(text) for span in split_with_srx(text, srx_rules("tr"))]
    ['I. Dünya Savaşı bitti.', 'Mütareke imzalandı.']
    """
    decided: dict[int, bool] = {}
    for rule in rules:
        before, after = compile_java(rule.before), compile_java(rule.after)
        for found in before.finditer(text):
            if after.match(text, found.end()):
                decided.setdefault(found.end(), rule.breaks)
    cuts = [0, *sorted(at for at, breaks in decided.items() if breaks), len(text)]
    return tuple(span for start, end in pairwise(cuts) if (span := _trimmed(text, start, end)))


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    left = start + len(part) - len(part.lstrip())
    return Span(left, left + len(part.strip()))
