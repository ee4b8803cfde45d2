r"""Our splitting rules as SRX 2.0, the form in which CAT tools exchange them, and foreign SRX as values.

SRX knows pairs of regular expressions only: before and after a possible break, the first pair that fits decides. What
our rules know beyond that is written down as nearly as pairs can. They cannot say how long a quotation is as a whole,
which mark opened it (so single marks, which may be apostrophes, are left out), how deep brackets nest, whether a
sentence has ended inside one, or where the sentence began.
Source: SRX 2.0 Specification (LISA OSCAR, 2008). Regular expressions are Java's, without ``\b`` and ``\w``, which
know ASCII only there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parallel.language import casing
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.segment.java_regex import compile_java
from parallel.segment.profile import Kind, Profile, load_profile

NAMESPACE = "http://www.lisa.org/srx20"
"""Of SRX 2.0."""
NAMES = {TURKISH: "Turkish", ENGLISH: "English"}
"""Names of the language rules we write; other languages go by their tag."""

SPACE = r"[\s\u00A0\u2028]+"
OPEN = r"[“”„«»‹›‘\"'(\[{—–-]*"
CLOSE = r"[”\"’'»›)\]}*†‡⁰¹²³⁴⁵⁶⁷⁸⁹]*"
STOP = r"[.!?…]+"
NOT_INSIDE = r"(?<![\p{L}\p{N}])"
FIGURE = r"\p{Nd}{1,3}(?:[,–-]\p{Nd}{1,3})*(?!\p{Nd})"
MARKER = rf"(?:(?:(?<![\p{{N}}][.!?…])|(?<=\p{{Nd}}{{4}}[.!?…])){FIGURE}|\[\p{{Nd}}{{1,3}}\]|\(\p{{Nd}}{{1,3}}\))?"
STOPS_IN_BRACKET = 3
"""Stops inside a citation or a quotation that are kept from breaking it; SRX pairs cannot count further."""
UNQUOTED = '[^“”"«»„‹›.!?…]'
QUOTED = '[^“”"«»„‹›]'
COUNTER = r"(?:\p{Nd}{1,3}|[IVXLCDM]{1,7})"
CITATION = (
    r"(?:\((?!\s*(?:\p{Nd}{1,3}|\p{L})\s*\))(?:[^()]{0,200}\p{Nd}[^()]{0,200}|[^()\s]{1,40}(?:\s[^()\s]{1,40})?)\)"
    r"|\[\p{Nd}{1,3}\])"
)
"""A reference with a figure or a remark of one or two words, no clause number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SrxRule:
    """One pair of regular expressions: whether to break between what they match."""

    before: str
    """Matches up to the possible break; empty matches anything."""
    after: str
    """Matches from the possible break on; empty matches anything."""
    breaks: bool
    """Break there, or keep together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SrxLanguage:
    """A named list of rules."""

    name: str
    """``languagerulename``."""
    rules: tuple[SrxRule, ...]
    """In order of precedence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SrxMap:
    """Which languages a named list is for."""

    pattern: str
    """Regular expression for the whole language tag: ``(TR|tr).*``."""
    name: str
    """Name of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SrxDocument:
    """The content of an SRX file."""

    languages: tuple[SrxLanguage, ...]
    """Lists of rules, in file order."""
    maps: tuple[SrxMap, ...]
    """Assignments, in file order."""
    cascade: bool = True
    """Whether all fitting lists apply, one after the other, or only the first."""

    def rules_for(self, language: Language) -> tuple[SrxRule, ...]:
        """Return the rules that hold for a language, in order of precedence; none when no assignment fits.

        Raises:
            InputError: an assignment's pattern cannot be read.
        """
        named = {listed.name: listed.rules for listed in self.languages}
        fitting = [
            found.name for found in self.maps if compile_java(found.pattern, ignore_case=True).fullmatch(language)
        ]
        if not self.cascade:
            fitting = fitting[:1]
        return tuple(rule for name in fitting for rule in named.get(name, ()))


def srx_document(languages: Iterable[Language] = (TURKISH, ENGLISH)) -> SrxDocument:
    """Return our rules for some languages as the content of an SRX file."""
    wanted = tuple(languages)
    return SrxDocument(
        languages=tuple(SrxLanguage(name=NAMES.get(tag, tag), rules=srx_rules(tag)) for tag in wanted),
        maps=tuple(
            SrxMap(pattern=f"({tag}|{casing.upper(tag, ENGLISH)})([-_].*)?", name=NAMES.get(tag, tag)) for tag in wanted
        ),
    )


def srx_rules(language: Language) -> tuple[SrxRule, ...]:
    """Return our rules for a language as SRX pairs, in order of precedence."""
    profile = load_profile(language)
    return (*_quotations(), *_figures(profile), *_short_forms(profile), *_continuations(), *_ends())


def _quotations() -> Iterator[SrxRule]:
    """Yield what holds inside a short quotation after which its sentence goes on."""
    for stops in range(1, STOPS_IN_BRACKET + 1):
        yield _keep(
            rf"(?:^|[\s(\[—–-])[“\"«„‹](?=\S)(?:{UNQUOTED}{{0,60}}[.!?…]+){{{stops}}}",
            rf"{SPACE}{QUOTED}{{1,90}}[”“\"»›]\s?(?:,|\p{{Ll}})",
        )


def _figures(profile: Profile) -> Iterator[SrxRule]:
    """Yield what holds after page numbers, labels, dates and ordinals."""
    page = rf"(?:(?:ss?|pp?)\.|\p{{Nd}}{{1,4}}:|\p{{Nd}}{{4}},){SPACE}\p{{Nd}}{{1,3}}(?:[-–]\p{{Nd}}{{1,3}})?"
    yield _break(rf"{NOT_INSIDE}{page}\.", rf"{SPACE}{OPEN}\p{{Lu}}")
    yield _keep(rf"(?:^|[.!?…:]{CLOSE}{SPACE}){OPEN}(?:{COUNTER}|\p{{L}})\.", SPACE)
    yield _keep(rf"{NOT_INSIDE}{COUNTER}\.", rf"{SPACE}(?:[—–-]|\p{{Nd}}{{1,3}}\.)")
    yield _keep(rf"{NOT_INSIDE}\p{{Nd}}{{1,3}}\.{SPACE}\p{{Nd}}{{1,3}}\.", SPACE)
    if profile.ordinals:
        if profile.starters:
            yield _break(rf"{NOT_INSIDE}{COUNTER}\.", rf"{SPACE}{OPEN}{_starter(profile)}")
        yield _keep(rf"(?<![\p{{L}}\p{{N}}.,:/–-]){COUNTER}\.", rf"{SPACE}[^\s\p{{Nd}}]")


def _short_forms(profile: Profile) -> Iterator[SrxRule]:
    """Yield what holds after abbreviations, initials and archive marks."""
    initial = r"(?!o\.)\p{L}(?:\.-?\p{L}{1,3})*"
    soft = rf"(?:{initial}|{_words(profile, Kind.TITLE, Kind.CUT_SHORT)})"
    closing = _words(profile, Kind.CLOSING)
    code = r"[A-ZÇĞİÖŞÜ]{1,5}\."
    yield _keep(rf"{NOT_INSIDE}(?:{_words(profile, Kind.POINTER)})\.", SPACE)
    yield _break(rf"{NOT_INSIDE}(?:{closing})\.", rf"{SPACE}{OPEN}\p{{Lu}}(?<![(\[]\p{{Lu}})")
    yield _keep(rf"{NOT_INSIDE}(?:{closing})\.", rf"{SPACE}[\p{{Nd}}(\[]")
    yield _keep(rf"{NOT_INSIDE}(?:{closing})\.{SPACE}{CITATION}", SPACE)
    if profile.starters:
        yield _break(rf"{NOT_INSIDE}{soft}\.", rf"{SPACE}{OPEN}{_starter(profile)}")
    yield _keep(rf"{NOT_INSIDE}{soft}\.", SPACE)
    yield _keep(rf"{NOT_INSIDE}(?:{_words(profile, Kind.BEFORE_NUMBER)})\.", rf"{SPACE}[\p{{Nd}}IVX]")
    yield _keep(NOT_INSIDE + code, SPACE + code)
    yield _keep(rf"(?<=\p{{Lu}}\.\s){code}", rf"{SPACE}\p{{Nd}}")


def _continuations() -> Iterator[SrxRule]:
    """Yield what holds before small letters and around bracketed citations and exclamations."""
    yield _keep(rf"[!?]+[)\]]|[^.!?…]{SPACE}\([.…]+\)", SPACE)
    yield _keep(r"\.", rf"{SPACE}\.")
    for stops in range(1, STOPS_IN_BRACKET + 1):
        yield _keep(rf"\((?:[^().]{{0,120}}\.){{{stops}}}", rf"{SPACE}[^()]{{0,300}}\)")
    yield _keep(STOP + CLOSE + MARKER + CLOSE, rf"{SPACE}{OPEN}\p{{Ll}}(?![).]|{SPACE}[—–-])")
    yield _break(rf"{STOP}{CLOSE}\s*{CITATION}", rf"{SPACE}{OPEN}[\p{{Lu}}\p{{Nd}}]")
    yield _keep(STOP + CLOSE + MARKER + CLOSE, rf"{SPACE}{CITATION}")


def _ends() -> Iterator[SrxRule]:
    yield _break(STOP + CLOSE + MARKER + CLOSE, SPACE)
    yield _break(r"[。！？]+" + CLOSE, "")


def _starter(profile: Profile) -> str:
    return rf"(?:{'|'.join(sorted(profile.starters))})(?![\p{{L}}.])"


def _words(profile: Profile, *kinds: Kind) -> str:
    """Return an alternation of the abbreviations of some kinds, longest first."""
    found = sorted((word for word, kind in profile.kinds.items() if kind in kinds), key=lambda word: (-len(word), word))
    return "|".join(word.replace(".", r"\.") for word in found)


def _keep(before: str, after: str) -> SrxRule:
    return SrxRule(before=before, after=after, breaks=False)


def _break(before: str, after: str) -> SrxRule:
    return SrxRule(before=before, after=after, breaks=True)
