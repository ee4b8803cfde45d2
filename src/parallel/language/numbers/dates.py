"""Dates as they are written in Turkish and English, and in digits anywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from parallel.language import casing
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.span import Span

_MONTHS = {
    TURKISH: (
        "ocak|kanunusani|kanun-ı sani|kanunisani|ikinci kanun|ikincikanun|sonkanun", "şubat", "mart", "nisan", "mayıs",
        "haziran", "temmuz", "ağustos", "eylül",
        "ekim|teşrinievvel|teşrin-i evvel|birinci teşrin|birinciteşrin|ilkteşrin",
        "kasım|teşrinisani|teşrin-i sani|ikinci teşrin|ikinciteşrin|sonteşrin",
        "aralık|kanunuevvel|kanun-ı evvel|kanunievvel|birinci kanun|birincikanun|ilkkanun",
    ),
    ENGLISH: (
        "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
        "september|sept|sep", "october|oct", "november|nov", "december|dec",
    ),
}  # fmt: skip
_NUMBER_OF = {
    language: {name: i + 1 for i, names in enumerate(months) for name in names.split("|")}
    for language, months in _MONTHS.items()
}
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>1\d{3}|20\d\d)(?!\d)"
_DASH = r"[-–—/]"


def _names(language: Language) -> str:
    return "|".join(sorted(_NUMBER_OF[language], key=len, reverse=True))


def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{_names(language)})"
    if language == TURKISH:
        suffix = r"(?:[’']?(?:[dt][ae]n?|[ıiuüae]|n?[ıiuü]n|y[ıiuüae]))?"
        day_list = (
            rf"(?<![\w.,:]){_DAY}(?:\s?{_DASH}\s?(?P<day2>\d{{1,2}})|\s(?:ve|ilâ|ila|veya|ile)\s(?P<day3>\d{{1,2}}))?"
        )
        return (
            re.compile(rf"{day_list}\s{month}(?:(?:,?\s|\s?[/.]\s?){_YEAR}|{suffix})(?!\w)"),
            re.compile(rf"(?<!\w){month}\s{_YEAR}(?!\w)"),
        )
    ending = r"(?:st|nd|rd|th)?"
    day_list = (
        rf"(?<![\w.,:]){_DAY}{ending}(?:\s?{_DASH}\s?(?P<day2>\d{{1,2}}){ending}|"
        rf"\s(?:and|to|or)\s(?P<day3>\d{{1,2}}){ending})?"
    )
    return (
        re.compile(rf"{day_list}\s(?:of\s)?{month}(?:\.?,?\s{_YEAR})?(?!\w)"),
        re.compile(rf"(?<!\w){month}\.?\s{_DAY}{ending}(?:\s?{_DASH}\s?(?P<day2>\d{{1,2}}){ending})?(?P<day3>)"
                   rf"(?![\d:])(?:,?\s{_YEAR})?(?!\w)"),
        re.compile(rf"(?<!\w){month}\.?,?\s(?:of\s)?{_YEAR}(?!\w)"),
    )  # fmt: skip


_WRITTEN = {language: _patterns(language) for language in _MONTHS}
_IN_DIGITS = (
    re.compile(
        r"(?<![\w.,/-])(?P<day>\d{1,2})(?P<sep>[./-])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?![\d/-]|[.,]\d)"
    ),
    re.compile(r"(?<![\w.,/-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/-])"),
)
_BRIDGE = re.compile(r"\s?[-–—]\s?|\s(?:ile|ve|ilâ|ila|to|and|until)\s")
_DIGIT = re.compile(r"\d")
_FOLD = str.maketrans("âîûÂÎÛ", "aiuAİU")
_LATE_YEAR = 30  # two-digit years above belong to 19xx; chosen by us
_DAYS, _MONTHS_OF_YEAR = 31, 12


@dataclass(frozen=True, slots=True)
class Date:
    """A date, possibly without a year or a day."""

    span: Span
    """Where it stands, suffix included."""
    month: int
    """1 to 12."""
    day: int | None = None
    """1 to 31; None when only a month is named."""
    year: int | None = None
    """As written, Rumi years too; None when not said."""

    @property
    def iso(self) -> str:
        """``1920-03-16``, ``--03-16`` without a year, ``1920-03`` without a day (ISO 8601)."""
        head = f"{self.year:04d}" if self.year is not None else "-"
        tail = f"-{self.day:02d}" if self.day is not None else ""
        return f"{head}-{self.month:02d}{tail}"


def find_dates(text: str, language: Language) -> tuple[Date, ...]:
    """Find all dates; a first date without a year takes the year of the date it is joined to.

    Args:
        text: any text.
        language: Turkish and English month names are known; other languages give dates in digits only.

    Returns:
        Dates in order of place; of *7-8 Ağustos 1921* both days, with the same span. Cost: linear.

    >>> [date.iso for date in find_dates("23 Temmuz-7 Ağustos 1919 ile 16.3.1920 arasında", TURKISH)]
    ['1919-07-23', '1919-08-07', '1920-03-16']
    """
    if not _DIGIT.search(text):
        return ()
    found = [*_dates_in_digits(text, language), *_written_dates(text, language)]
    found.sort(key=lambda date: (date.span, date.day or 0))
    return tuple(_inherit_years(text, _without_overlaps(found)))


def _dates_in_digits(text: str, language: Language) -> Iterator[Date]:
    for pattern in _IN_DIGITS:
        for match in pattern.finditer(text):
            day, month, year = int(match["day"]), int(match["month"]), match["year"]
            if month > _MONTHS_OF_YEAR >= day and language == ENGLISH:
                day, month = month, day
            full = int(year) if len(year) > 2 else int(year) + (1900 if int(year) > _LATE_YEAR else 2000)  # noqa: PLR2004
            if 1 <= day <= _DAYS and 1 <= month <= _MONTHS_OF_YEAR:
                yield Date(Span(*match.span()), month, day, full)


def _written_dates(text: str, language: Language) -> Iterator[Date]:
    folded = casing.lower(text.translate(_FOLD), language)
    if len(folded) != len(text):  # text that is not NFC; offsets would be wrong
        return
    for pattern in _WRITTEN.get(language, ()):
        for match in pattern.finditer(folded):
            if not text[match.start("month")].isupper() and match["month"] in {"may", "mar"}:
                continue
            month = _NUMBER_OF[language][match["month"]]
            groups = match.groupdict()
            year = int(groups["year"]) if groups.get("year") else None
            days = [int(groups[name]) for name in ("day", "day2", "day3") if groups.get(name)]
            span = Span(*match.span())
            if not days:
                yield Date(span, month, None, year)
            elif all(1 <= day <= _DAYS for day in days):
                yield from (Date(span, month, day, year) for day in days)


def _without_overlaps(dates: list[Date]) -> Iterator[Date]:
    last: Date | None = None
    for date in dates:
        if last is None or date.span == last.span or not date.span.overlaps(last.span):
            yield date
            last = date


def _inherit_years(text: str, dates: Iterator[Date]) -> list[Date]:
    kept = list(dates)
    for at in range(len(kept) - 2, -1, -1):
        date, after = kept[at], kept[at + 1]
        between = text[date.span.end : after.span.start]
        if date.year is None and after.year is not None and (date.span == after.span or _BRIDGE.fullmatch(between)):
            kept[at] = replace(date, year=after.year)
    return kept
