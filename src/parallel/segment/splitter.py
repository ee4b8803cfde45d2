"""Find the sentences of one paragraph: one regular expression for candidates, a cheap decision at each.

Cost: linear in the length of the text, whatever it is made of. Every quantifier is possessive or bounded, a run of
stops is one candidate, and a decision looks at a bounded stretch.
"""

import re

from parallel.model.document import Language
from parallel.model.span import Span
from parallel.segment.profile import Profile, load_profile
from parallel.segment.rules import begins_sentence, ends_sentence

STOPS = frozenset(".!?…。！？؟۔")
"""Signs that may end a sentence; semicolons and colons do not (gold conventions)."""
SPACELESS = frozenset("。！？")
"""Stops of scripts that put no space between sentences."""
CITATIONS = 3
"""Bracketed citations in a row that are taken to the sentence before them; more than we have seen anywhere."""
LEAD_LENGTH = 4
"""A sentence holds a letter or a figure; a stop this near its start is checked for one."""
LONGEST_SHOUT = 3
"""Words of a bracketed remark that may stand without a verb: *(Bravo sesleri.)*"""
LONGEST_REMARK = 8
"""Words of a bracketed remark without figures that still belongs to the sentence before it; chosen by us."""
QUOTE_REACH = 400
"""Code points looked back to tell whether a straight quotation mark is open; bounded to stay linear."""

_CLOSERS = r"""[”"’'»›)\]}*†‡⁰¹²³⁴⁵⁶⁷⁸⁹]"""
_ROUND = r"[^()]{0,300}+(?:\([^()]{0,100}+\)[^()]{0,200}+){0,2}+\)"
_SQUARE = r"[^\[\]]{0,300}+\]"

CANDIDATE = re.compile(rf"[.!?…。！？؟۔(\[](?:(?<=\(){_ROUND}|(?<=\[){_SQUARE}|(?<=[^(\[])[.!?…。！？؟۔]*+)")
"""A run of stops, or a closed bracket, whose inner stops are no ends of their own."""
BRACKET = re.compile(rf"\({_ROUND}|\[{_SQUARE}")
TAIL = re.compile(
    rf"{_CLOSERS}*+"
    r"(?P<marker>(?:(?<!\d[.!?…])|(?<=\d{4}[.!?…]))\d{1,3}+(?:[,–-]\d{1,3}+){0,4}+(?=[\s”\"’'»)\]([]|\Z))?+"
    rf"{_CLOSERS}*+"
    r"(?P<far>\s[”\"»](?=\s|\Z))?+"
    r"(?P<space>\s*+)"
)
"""Closing marks and note markers after a stop, then white space."""
LABEL = re.compile(r"\s*(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,4})\s*")
GLUED = re.compile(r"[“„«‹]|[^\W\d_][^\W\d_]+(?!\.)")


def split_text(text: str, language: Language) -> tuple[Span, ...]:
    """Return the sentences of one paragraph; white space around a sentence is outside its span.

    Args:
        text: one paragraph; any code points.
        language: decides abbreviations, ordinals and words that begin sentences.

    Cost: linear.

    >>> text = "XI. Kızıl Ordu 27 Nisan 1920’de Bakü’ye girdi. M. Kemal bunu 1 Mayıs’ta öğrendi (Ağayev 2008: 175)."
    >>> [span.of(text)[:14] for span in split_text(text, Language("tr"))]
    ['XI. Kızıl Ordu', 'M. Kemal bunu ']
    """
    profile = load_profile(language)
    spans: list[Span] = []
    start = _skip_space(text, 0)
    for candidate in CANDIDATE.finditer(text):
        if candidate.start() < start:
            continue
        end = sentence_end(text, start, candidate.start(), candidate.end(), profile)
        if end:
            spans.append(Span(start, end))
            start = _skip_space(text, end)
    if start < len(text):
        spans.append(Span(start, len(text.rstrip())))
    return tuple(spans)


def sentence_end(text: str, start: int, at: int, end: int, profile: Profile) -> int:
    """Return where the sentence that began at ``start`` ends if the candidate ``at:end`` ends it, else 0."""
    if text[at] in "([":
        at = end - 2
        if text[at] not in STOPS or text[at - 1] in "([" or text[at - 1] in STOPS:
            return 0  # "(…)", "(!)" and brackets without a stop end nothing
    tail = TAIL.match(text, end)
    if (
        tail is None
        or tail.end() == len(text)
        or (at - start <= LEAD_LENGTH and not any(map(str.isalnum, text[start:at])))
    ):
        return 0
    end, after = _closed(text, start, at, tail)
    end, following = _with_citations(text, end, after)
    if following == len(text) or text[following] in STOPS or not begins_sentence(text, following):
        return 0
    if end == following and text[end - 1] not in SPACELESS and not _is_glued(text, at, following):
        return 0
    if text[at] == "." and text[at + 1 : at + 2] != "." and not ends_sentence(text, start, at, after, profile):
        return 0
    return end


def _closed(text: str, start: int, at: int, tail: re.Match[str]) -> tuple[int, int]:
    """Return where the closing marks after a stop end and where the next word begins.

    A straight mark between two spaces closes a quotation only when one is open.
    """
    far = tail.start("far")
    if far >= 0 and text[far + 1] == '"' and text.count('"', max(start, at - QUOTE_REACH), at) % 2 == 0:
        return far, far + 1
    return tail.start("space"), tail.end()


def _with_citations(text: str, end: int, following: int) -> tuple[int, int]:
    """Take bracketed citations after a stop to its sentence; return the new end and what follows it."""
    for _ in range(CITATIONS):
        bracket = BRACKET.match(text, following)
        if bracket is None or not _is_citation(bracket[0][1:-1], glued=end == following):
            break
        tail = TAIL.match(text, bracket.end())
        end, following = (tail.start("space"), tail.end()) if tail else (bracket.end(), bracket.end())
    return end, following


def _is_citation(inner: str, *, glued: bool) -> bool:
    """Tell a citation or remark from a clause number ``(6)`` and from a sentence of its own in brackets."""
    if glued:
        return True
    if LABEL.fullmatch(inner):
        return False
    words = inner.split()
    if len(words) > LONGEST_REMARK and not any(map(str.isdigit, inner)):
        return False
    return not (len(words) > LONGEST_SHOUT and inner[-1] in STOPS and not words[-1][:-1].isdigit())


def _is_glued(text: str, at: int, following: int) -> bool:
    """Tell whether only the space between two sentences was lost: *geldi.Ankara*, not *www.Ankara.com*."""
    word = text[max(0, at - 12) : at].split()[-1:]
    if not word or not word[0][-3:].isalpha() or not word[0][-3:].islower() or word[0].startswith("www"):
        return False
    following_word = GLUED.match(text, following)
    return following_word is not None and (text[following] in "“„«‹" or following_word[0][1:].islower())


def _skip_space(text: str, at: int) -> int:
    """Return the first offset from ``at`` on that holds no white space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at
