"""Numbers as Turkish and English write them, brought to one form.

The values of ``1.000.000``, ``1,000,000`` and *one million* are equal, and so are those of *XX.*, *20th* and
*yirminci*: compare ``Quantity.value`` and look at ``Quantity.kind`` only where the kind matters.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from parallel.language import casing
from parallel.language.numbers.dates import find_dates
from parallel.language.numbers.numerals import AMBIGUOUS, PhraseReader, numeral_of, roman_value
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.span import Span


class QuantityKind(StrEnum):
    """What a number is used as."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    ROMAN = "roman"
    DATE = "date"
    YEAR = "year"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a text and what it says."""

    span: Span
    """Where it stands; signs and ordinal points are inside, Turkish suffixes of digits outside."""
    kind: QuantityKind
    """What it is used as."""
    value: str
    """Canonical: ``1000000``, ``3.5``, ``50%``, ``14:00``, ISO dates; ordinals and Roman numerals as plain integers."""
    spelt: bool = False
    """Written in words, at least in part."""
    doubtful: bool = False
    """May be no number at all: *yüz* (face), *altı* (its underside), *one*, *I* before a name."""


_CORE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f]\d{3})+|\d+(?:[.,:]\d+)?"
_DIGITS = re.compile(
    rf"(?P<sign>%\s?)?(?<!\w)(?<!\w\.)(?P<core>{_CORE})(?P<half>½|¼|¾)?(?:(?P<after>\s?%)|"
    r"(?P<ordinal>(?:st|nd|rd|th)\b|[’']?(?:[ıiuü]?nc[ıiuü])\b|\.(?=\s\w)))?"
)
_DIGIT = re.compile(r"\d")
_ROMAN = re.compile(r"(?<![\w.’'-])(?:[IVXLCDM]{2,}(?=\.?(?!\w))|[IVX](?=\.\s?\w|(?!\w)))")
_WORD = re.compile(r"[^\W\d_]+")
_HALVES = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_PERCENT_BEFORE = re.compile(r"(?<!\w)yüzde\s$")
_PERCENT_AFTER = re.compile(r"\s?(?:per\s?cent|percent|yüzde)(?!\w)")
_AND_A_HALF = {TURKISH: re.compile(r"(?<=\s)buçuk"), ENGLISH: re.compile(r"(?<=\s)and\sa\shalf(?!\w)")}
_HOUR_BEFORE = re.compile(r"(?<!\w)(?:saat|at)(?:leri|ler)?\s$")
_GLUE = re.compile(r"[\s\u00ad]{1,2}|-|\sand\s|\s-\s")
_ABBREVIATED_YEAR = re.compile(r"[-–/](\d\d)(?![\d.,])")
_NEVER = frozenset({"yüzde"})  # the percent sign in words
_LONGEST = 100
"""Signs beyond which a run of digits is no number anybody reads; chosen by us."""
_YEARS = range(1000, 2101)
_MAX_BARE_ROMAN = 89
_NAME_BEFORE = re.compile(r"[^\W\d_a-zçğıöşü]\w+\s$")  # War I, Mehmed V; not the pronoun
_NAME_REACH = 24
_LOOK_BACK, _LOOK_AHEAD = 12, 14


def find_quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """Find all numbers and dates of a text.

    Args:
        text: any text, NFC.
        language: decides what points and commas in numbers mean, and which numeral words are known.

    Returns:
        In order of place, not overlapping except for day lists (*7-8 Ağustos*), which give one date per day.
        Cost: linear.

    >>> [(q.kind.value, q.value) for q in find_quantities("XIX. yüzyılda %12,5 ve 1.250.000 altın", TURKISH)]
    [('roman', '19'), ('percent', '12.5%'), ('integer', '1250000')]
    >>> [q.value for q in find_quantities("On 16 March 1920 some twenty-two thousand men", ENGLISH)]
    ['1920-03-16', '22000']
    """
    dates = find_dates(text, language)
    found = [Quantity(span=d.span, kind=QuantityKind.DATE, value=d.iso) for d in dates]
    found += _outside(list(_numbers(text, language)), found)
    found += _outside(list(_romans(text)), found)
    found.sort(key=lambda quantity: quantity.span)
    return tuple(found)


def _outside(new: list[Quantity], taken: list[Quantity]) -> list[Quantity]:
    """Keep what overlaps nothing found before."""
    spans = sorted({quantity.span for quantity in taken})
    starts = [span.start for span in spans]
    kept = []
    for quantity in new:
        at = bisect_right(starts, quantity.span.start)
        near = spans[max(at - 1, 0) : at + 1]
        if not any(quantity.span.overlaps(span) for span in near):
            kept.append(quantity)
    return kept


@dataclass(frozen=True, slots=True)
class _Atom:
    """A number in digits or one numeral word, before phrases are put together."""

    span: Span
    digits: re.Match[str] | None = None
    word: str = ""
    half: bool = False
    """*buçuk*, *and a half*."""


def _atoms(text: str, language: Language) -> list[_Atom]:
    digits = (m for m in (_DIGITS.finditer(text) if _DIGIT.search(text) else ()) if len(m["core"]) <= _LONGEST)
    atoms = [_Atom(Span(*m.span()), digits=m) for m in digits]
    if any(numeral_of(word, language) for word in _WORD.findall(text)):  # places cost more than words
        words = (m for m in _WORD.finditer(text) if m[0] not in _NEVER and numeral_of(m[0], language) is not None)
        atoms += [_Atom(Span(*m.span()), word=m[0]) for m in words]
    if atoms and language in _AND_A_HALF:
        atoms += [_Atom(Span(*m.span()), half=True) for m in _AND_A_HALF[language].finditer(text)]
    atoms.sort(key=lambda atom: atom.span)
    return atoms


def _numbers(text: str, language: Language) -> Iterator[Quantity]:
    lowered = casing.lower(text, language)
    if len(lowered) != len(text):  # rare letters that grow when lowered; digits are still found
        lowered = text
    atoms = _atoms(lowered, language)
    at = covered = 0
    while at < len(atoms):
        if atoms[at].half or atoms[at].span.start < covered:  # no number before it, or the 22 of 1919-22
            at += 1
            continue
        quantities, at = _phrase(lowered, atoms, at, language)
        covered = max((quantity.span.end for quantity in quantities), default=covered)
        yield from quantities


def _phrase(text: str, atoms: list[_Atom], at: int, language: Language) -> tuple[list[Quantity], int]:
    """Read the longest numeral that starts at atom ``at``; return it and where to go on."""
    first = atoms[at]
    if first.digits is not None and _stands_alone(first.digits):
        return _from_digits(text, first.digits, language), at + 1
    reader, end = PhraseReader(), at
    while end < len(atoms) and (end == at or _GLUE.fullmatch(text[atoms[end - 1].span.end : atoms[end].span.start])):
        if not _take(reader, atoms[end], language):
            break
        end += 1
    if end == at + 1 and first.digits is not None:
        return _from_digits(text, first.digits, language), end
    return [_from_words(text, atoms[at:end], reader, language)], max(end, at + 1)


def _stands_alone(match: re.Match[str]) -> bool:
    return bool(match["sign"] or match["after"] or match["ordinal"] or match["half"] or ":" in match["core"])


def _take(reader: PhraseReader, atom: _Atom, language: Language) -> bool:
    if atom.half:
        return reader.accepts_half()
    if atom.digits is not None:
        return not _stands_alone(atom.digits) and reader.accepts_digits(_parse(atom.digits["core"], language))
    numeral = numeral_of(atom.word, language)
    return numeral is not None and reader.accepts(numeral)


def _from_words(text: str, atoms: list[_Atom], reader: PhraseReader, language: Language) -> Quantity:
    last = atoms[-1]
    span = Span(atoms[0].span.start, last.span.end)
    numeral = numeral_of(last.word, language) if last.word else None
    ordinal = numeral is not None and numeral.ordinal
    doubtful = len(atoms) == 1 and last.word in AMBIGUOUS.get(language, ())
    return _plain(text, span, reader.value, kind=QuantityKind.ORDINAL if ordinal else None, spelt=(True, doubtful))


def _from_digits(text: str, match: re.Match[str], language: Language) -> list[Quantity]:
    span, core = Span(*match.span()), match["core"]
    clock = re.fullmatch(r"(\d{1,2})[:.](\d\d)", core)
    if clock and (":" in core or _HOUR_BEFORE.search(text, max(0, span.start - _LOOK_BACK), span.start)):
        return [Quantity(span=span, kind=QuantityKind.TIME, value=f"{int(clock[1]):02d}:{clock[2]}")]
    value = _parse(core, language) + _HALVES.get(match["half"] or "", 0)
    if match["sign"] or match["after"]:
        return [Quantity(span=span, kind=QuantityKind.PERCENT, value=_canonical(value) + "%")]
    if match["ordinal"] and (len(core) <= 3 or match["ordinal"] != "."):  # noqa: PLR2004 - 1920. ends a sentence
        return [Quantity(span=span, kind=QuantityKind.ORDINAL, value=_canonical(value))]
    if match["ordinal"]:
        span = Span(span.start, span.end - 1)
    if core.isdigit() and len(core) == 4 and int(core) in _YEARS:  # noqa: PLR2004 - four digits
        return _years(text, span, int(core))
    return [_plain(text, span, value)]


def _years(text: str, span: Span, year: int) -> list[Quantity]:
    """A year, and with *1919-22* the second one too."""
    found = [Quantity(span=span, kind=QuantityKind.YEAR, value=str(year))]
    short = _ABBREVIATED_YEAR.match(text, span.end)
    if short and int(short[1]) > year % 100:
        second = str(year - year % 100 + int(short[1]))
        found.append(Quantity(span=Span(*short.span(1)), kind=QuantityKind.YEAR, value=second))
    return found


def _plain(
    text: str,
    span: Span,
    value: Fraction,
    *,
    kind: QuantityKind | None = None,
    spelt: tuple[bool, bool] = (False, False),
) -> Quantity:
    """A percentage where the words around say so, else an integer or decimal."""
    before = _PERCENT_BEFORE.search(text, max(0, span.start - _LOOK_BACK), span.start)
    after = _PERCENT_AFTER.match(text, span.end, span.end + _LOOK_AHEAD)
    if kind is None and (before or after):
        wide = Span(before.start() if before else span.start, after.end() if after else span.end)
        return Quantity(span=wide, kind=QuantityKind.PERCENT, value=_canonical(value) + "%", spelt=spelt[0])
    kind = kind or (QuantityKind.INTEGER if value.denominator == 1 else QuantityKind.DECIMAL)
    return Quantity(span=span, kind=kind, value=_canonical(value), spelt=spelt[0], doubtful=spelt[1])


def _parse(core: str, language: Language) -> Fraction:
    """Read digits with points and commas by the language's custom; three digits after a mark group in either."""
    if core.isdecimal():
        return Fraction(int(core))
    core = core.replace("\u00a0", "").replace("\u202f", "").replace(":", ".")
    point = "." if language == ENGLISH else ","
    other = "," if point == "." else "."
    marks = [char for char in core if char in ".,"]
    if len(marks) > 1:
        whole, _, rest = core.rpartition(marks[-1])
        grouped = marks[-1] == marks[0]
        return Fraction((whole + rest if grouped else f"{whole}.{rest}").replace(marks[0], ""))
    if other in core and len(core.partition(other)[2]) == 3 and not core.startswith("0"):  # noqa: PLR2004 - a group
        return Fraction(core.replace(other, ""))
    return Fraction(core.replace(",", "."))


def _canonical(value: Fraction) -> str:
    """Write without trailing zeros, at most six decimals."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.6f}".rstrip("0")


def _romans(text: str) -> Iterator[Quantity]:
    for match in _ROMAN.finditer(text):
        letters = match[0]
        value = roman_value(letters)
        pointed = text[match.end() : match.end() + 1] == "."
        if value is None or (not pointed and (value > _MAX_BARE_ROMAN or set(letters) & set("CDM"))):
            continue
        if (
            len(letters) == 1
            and not pointed
            and not _NAME_BEFORE.search(text, max(0, match.start() - _NAME_REACH), match.start())
        ):
            continue
        span = Span(match.start(), match.end() + pointed)
        yield Quantity(span=span, kind=QuantityKind.ROMAN, value=str(value), doubtful=len(letters) == 1)
