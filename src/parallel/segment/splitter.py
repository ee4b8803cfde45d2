"""Find the sentences of one paragraph: one regular expression for candidates, a cheap decision at each.

Cost: linear in the length of the text, whatever it is made of. Every quantifier is possessive or bounded, a run of
stops is one candidate, and a decision looks at a bounded stretch.
"""

import re

from parallel.model.document import Language
from parallel.model.span import Span
from parallel.segment.brackets import BRACKET, CLOSED, holds_sentences, is_citation
from parallel.segment.profile import Profile, load_profile
from parallel.segment.quotations import is_framed
from parallel.segment.rules import STOPS, begins_sentence, ends_sentence

SPACELESS = "。！？"
"""Stops of scripts that put no space between sentences."""
CITATIONS = 3
"""Bracketed citations in a row that are taken to the sentence before them; more than we have seen anywhere."""
LEAD_LENGTH = 4
"""A sentence holds a letter or a figure; a stop this near its start is checked for one."""
QUOTE_REACH = 400
"""Code points looked back to tell whether a straight quotation mark is open; bounded to stay linear."""
GLUED_REACH = 16
"""Code points looked back for the word before a stop without a space."""

# Closing marks and raised signs; invisible signs that typesetting leaves behind stand where closing marks do.
_CLOSERS = r"""(?:[”"’'»›)\]}*†‡⁰¹²³⁴⁵⁶⁷⁸⁹\u00AD\u200B-\u200D\u2060\uFEFF]|[«“‹](?=\s|\Z))"""
CANDIDATE = re.compile(rf"[{STOPS}(\[](?:{CLOSED}|(?<=[{STOPS}])[{STOPS}]*+(?:\s\.++)*+)")
"""A run of stops (also *. . .*), or a closed bracket, whose inner stops are no ends of their own."""
TAIL = re.compile(
    rf"{_CLOSERS}*+"
    r"(?P<marker>(?:(?<!\d[.!?…])|(?<=\d{4}[.!?…]))\d{1,3}+(?:[,–-]\d{1,3}+){0,4}+(?=[\s”\"’'»)\]([]|\Z))?+"
    rf"{_CLOSERS}*+"
    r"(?P<far>\s[”\"»](?=\s|\Z))?+"
    r"(?P<space>\s*+)"
)
"""Closing marks and note markers after a stop, then white space; matches everywhere."""
SPACE = re.compile(r"\s*+")
GLUED = re.compile(r"[“„«‹]|[^\W\d_][^\W\d_]++(?!\.)")


def split_text(text: str, language: Language) -> tuple[Span, ...]:
    """Return the sentences of one paragraph; white space around a sentence is outside its span.

    Args:
        text: one paragraph; any code points.
        language: decides abbreviations, ordinals and words that begin sentences.

    Cost: linear.

    >>> text = "XI. Kızıl Ordu sınıra dayandı. M. Kemal bunu üç gün sonra öğrendi (Demir 1997: 41)."
    >>> [span.of(text)[:14] for span in split_text(text, Language("tr"))]
    ['XI. Kızıl Ordu', 'M. Kemal bunu ']
    """
    profile = load_profile(language)
    spans: list[Span] = []
    start = at = _skip_space(text, 0)
    while candidate := CANDIDATE.search(text, at):
        at, end = candidate.span()
        if text[at] in "([" and holds_sentences(text, at, end):
            at += 1
            continue
        at, end = end, sentence_end(text, start, candidate.start(), end, profile)
        if end:
            spans.append(Span(start, end))
            start = at = _skip_space(text, end)
    if start < len(text):
        spans.append(Span(start, len(text.rstrip())))
    return tuple(spans)


def sentence_end(text: str, start: int, at: int, end: int, profile: Profile) -> int:
    """Return where the sentence that began at ``start`` ends if the candidate ``at:end`` ends it, else 0."""
    if text[at] in "([":
        at = _inner_stop(text, start, at, end)
    tail = TAIL.match(text, end)
    if at < 0 or tail is None or tail.end() == len(text) or _is_empty(text, start, at):
        return 0
    end, after = _closed(text, start, at, tail) if tail["far"] else tail.span("space")
    following = after
    if text[after] in "([":
        end, following = _with_citations(text, end, after)
    if not begins_sentence(text, following):
        return 0
    if end == following and text[end - 1] not in SPACELESS and not _is_glued(text, at, following):
        return 0
    if text[at] == "." and text[at + 1 : at + 2] != "." and not ends_sentence(text, start, at, after, profile):
        return 0
    return 0 if is_framed(text, start, at, following) else end


def _inner_stop(text: str, start: int, at: int, end: int) -> int:
    """Return the offset of a stop just inside the bracket ``at:end`` that may end the sentence, else -1.

    It may when the bracket holds the whole sentence, or when a page number comes before it: *(Demir, s. 77.)*.
    """
    last = end - 2
    if text[last] not in STOPS or text[last - 1] in STOPS or text[last - 1] in "([":
        return -1  # "(…)" and "(!)" end nothing
    return last if at == start or (text[last] == "." and text[last - 1].isdigit()) else -1


def _is_empty(text: str, start: int, at: int) -> bool:
    """Tell whether a sentence ended at ``at`` would hold neither letter nor figure."""
    return at - start <= LEAD_LENGTH and not any(map(str.isalnum, text[start:at]))


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
        if bracket is None or holds_sentences(text, *bracket.span()):
            break
        if end != following and not is_citation(bracket[0]):
            break
        tail = TAIL.match(text, bracket.end())
        end, following = (tail.start("space"), tail.end()) if tail else (bracket.end(), bracket.end())
    return end, following


def _is_glued(text: str, at: int, following: int) -> bool:
    """Tell whether only the space between two sentences was lost: *geldi.Ankara*, not *www.Ankara.com*."""
    words = text[max(0, at - GLUED_REACH) : at].split()
    if not words or not words[-1][-3:].isalpha() or not words[-1][-3:].islower() or words[-1].startswith("www"):
        return False
    word = GLUED.match(text, following)
    return word is not None and (len(word[0]) == 1 or word[0][1:].islower())


def _skip_space(text: str, at: int) -> int:
    """Return the first offset from ``at`` on that holds no white space."""
    space = SPACE.match(text, at)
    return space.end() if space else at
