"""Numbers of a text as sets of values that may stand for them on the other side."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parallel.language.numbers import Quantity, QuantityKind, find_quantities
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.span import Span

NOON = 12
RUMI = range(1250, 1345)
"""Years of the financial calendar the period's texts use; 584 or 585 less than the common year."""
_RUMI_SHIFT = (584, 585)
HIJRI = range(1250, 1400)
"""Years of the lunar calendar."""
_AMPM = re.compile(r"\s?(?P<half>[ap])\.?\s?m\b\.?", re.IGNORECASE)
_SHORT_SCALE = re.compile(r"\s?(?P<scale>bn|mn|tn|mlr|mr|m|k|b)(?!\w)")
_SCALES = {"bn": 10**9, "b": 10**9, "mlr": 10**9, "mr": 10**9, "mn": 10**6, "m": 10**6, "tn": 10**12, "k": 10**3}
# Words that say a number in passing; they explain a number of the other side and are never missed themselves.
_IN_PASSING = {
    TURKISH: re.compile(
        r"\b(?:(?P<w1>ilk\w*|tek|yegâne|biri?si|bir kez|bir defa)"
        r"|(?P<w2>çift\w*|öteki|diğer\w*|öbür\w*|ikilem\w*|ikiz\w*)|(?P<w12>düzine\w*))\b",
        re.IGNORECASE,
    ),
    ENGLISH: re.compile(
        r"\b(?:(?P<w1>once|single|sole|only|alone|former)"
        r"|(?P<w2>both|pair|couple|twice|double\w*|twin|either|neither|latter|other)|(?P<w3>triple\w*|thrice|treble\w*)"
        r"|(?P<w4>quarter\w*)|(?P<w12>dozen\w*))\b",
        re.IGNORECASE,
    ),
}
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with everything it may be written as."""

    span: Span
    """Where it stands."""
    text: str
    """As written."""
    value: str
    """Canonical value, as the number reader gave it."""
    also: frozenset[str]
    """Values that mean the same, ``value`` among them: *2 p.m.* is also 14 and 14:00."""
    spelt: bool = False
    """Written in words alone; *1,05 milyon* is not."""
    doubtful: bool = False
    """May be no number at all; can explain a number of the other side, is never reported itself."""
    date: bool = False
    """Part of a date; dates are compared by their own check."""


def figures_of(text: str, language: Language, *, in_passing: bool = True) -> tuple[Figure, ...]:
    """Read all numbers of a text, digits inside codes (*F-16*, *MH370*) included.

    Args:
        text: any text.
        language: as for ``find_quantities``.
        in_passing: also words that say a number in passing (*both*, *tek*), which only explain other numbers.

    Cost: linear.

    >>> from parallel.model.document import ENGLISH
    >>> [sorted(figure.also) for figure in figures_of("at 2 p.m.", ENGLISH)]
    [['02:00', '14', '14:00', '2']]
    """
    quantities = find_quantities(text, language)
    found = [_figure(text, quantity) for quantity in quantities]
    covered = [quantity.span for quantity in quantities]
    for match in _DIGITS.finditer(text):
        span = Span(match.start(), match.end())
        if not any(span.overlaps(other) for other in covered):
            value = match.group()
            found.append(Figure(span=span, text=value, value=value, also=frozenset({value, value.lstrip("0")})))
    if in_passing:
        found += said_in_passing(text, language)
    return tuple(sorted(found, key=lambda figure: figure.span))


def said_in_passing(text: str, language: Language) -> Iterable[Figure]:
    """Yield the words that say a number in passing. Cost: linear."""
    pattern = _IN_PASSING.get(language)
    for match in pattern.finditer(text) if pattern else ():
        span, also = Span(match.start(), match.end()), frozenset({_word((match.lastgroup or "")[1:])})
        yield Figure(span=span, text=match.group(), value="", also=also, spelt=True, doubtful=True)


def _word(value: str) -> str:
    """Mark a value as said in words, so that words in passing explain words only, never digits."""
    return f"~{value}"


def _figure(text: str, quantity: Quantity) -> Figure:
    return Figure(
        span=quantity.span,
        text=quantity.span.of(text),
        value=quantity.value,
        also=frozenset({quantity.value, *_also(text, quantity)}),
        spelt=quantity.spelt and not any(char.isdigit() for char in quantity.span.of(text)),
        doubtful=quantity.doubtful,
        date=quantity.kind is QuantityKind.DATE,
    )


def _also(text: str, quantity: Quantity) -> Iterable[str]:
    """Yield other values of a quantity."""
    value = quantity.value
    if quantity.spelt:
        yield _word(value)
    if quantity.kind is QuantityKind.DATE:
        yield from date_parts(value)
        return
    yield value.rstrip("%")
    half = _AMPM.match(text, quantity.span.end)
    if quantity.kind is QuantityKind.TIME:
        yield from _clock(value, half)
        return
    if half:
        hour, _, minutes = value.partition(".")
        yield from _clock(f"{int(hour):02d}:{minutes.ljust(2, '0')}", half)
    if not quantity.spelt and (scale := _SHORT_SCALE.match(text, quantity.span.end)):
        amount = Fraction(value.rstrip("%")) * _SCALES[scale["scale"]]
        yield str(amount.numerator) if amount.denominator == 1 else str(float(amount))
    if quantity.kind is QuantityKind.YEAR:
        yield from common_years(int(value))


def _clock(value: str, half: re.Match[str] | None) -> Iterable[str]:
    """Yield the ways to write a time: *14:00* is 14, and 2 with p.m."""
    hour, minutes = value.split(":")
    hours = {int(hour)}
    if half and half["half"] in "pP" and int(hour) < NOON:
        hours.add(int(hour) + NOON)
    if int(hour) > NOON:
        hours.add(int(hour) - NOON)
    for each in hours:
        yield f"{each:02d}:{minutes}"
        if minutes == "00":
            yield str(each)
        else:
            yield f"{each}.{minutes}"


def common_years(year: int) -> Iterable[str]:
    """Yield the common years a year of the financial or lunar calendar may be."""
    if year in RUMI:
        yield from (str(year + shift) for shift in _RUMI_SHIFT)
    if year in HIJRI:
        solar = year * 32 // 33 + 622  # a lunar year is 32/33 of a solar one; the Hijra was in 622
        yield from (str(solar + off) for off in (-1, 0, 1))


def date_parts(iso: str) -> Iterable[str]:
    """Yield day, month and year of an ISO date, each as a plain number."""
    for part in iso.split("-"):
        if part:
            yield str(int(part))
            if len(part) > 2:  # noqa: PLR2004 - a year has four digits
                yield from common_years(int(part))


def unmatched(source: Sequence[Figure], target: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Pair figures off, equal values first, then by any shared value; return what is left on each side.

    Cost: product of the two counts, which are small.
    """
    left, right = list(source), list(target)
    for same in (_equal, _shared):
        for figure in tuple(left):
            partner = next((other for other in right if same(figure, other)), None)
            if partner is not None:
                left.remove(figure)
                right.remove(partner)
    return left, right


def _equal(first: Figure, second: Figure) -> bool:
    return first.value == second.value


def _shared(first: Figure, second: Figure) -> bool:
    return not first.also.isdisjoint(second.also)
