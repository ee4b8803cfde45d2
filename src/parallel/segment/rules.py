"""Decide at one stop whether a sentence ends there. Every decision looks at a bounded stretch on either side."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from parallel.segment.profile import Kind, Profile

STOPS = ".!?…。！？؟۔"
"""Signs that may end a sentence; semicolons and colons do not."""
WINDOW = 32
"""Code points looked at before a stop: longer than any abbreviation, ordinal or dotted acronym."""
OPENERS = "“”„«»‹›‘’\"'([{—–-"
"""What may stand before the first letter of a word."""
NEVER_FIRST = frozenset(",;:)]}/&=+.!?")
"""Signs no sentence begins with."""
PRONOUNS = frozenset("o")
"""Turkish *o* (he, she, it) ends sentences and is no initial."""
CODE_LENGTH = 5
"""Longest part of an archive mark (*DH. ŞFR.*), in letters."""

LEAD = re.compile(r"""[“”„«»‹›‘’"'(\[{—–\-•*…\s]{0,8}+""")
WORD = re.compile(r"[^\W\d_]+")
DASH = re.compile(r"[—–-]")
NUMBER = re.compile(r"\d{1,3}(?:[-–/]\d{1,3})?")
NUMBER_STOP = re.compile(r"\d{1,3}\.")
PAGES = re.compile(r"\d{1,3}[-–]\d{3}")
PAGE_SIGN = re.compile(r"\d:$|\d{4},$|^[(\[]?(?:ss?|pp?)\.$")
ROMAN = re.compile(r"[IVXLCDM]{2,}")
DOTTED = re.compile(r"-?(?:[^\W\d_]{1,3}\.-?)*[^\W\d_]")
LETTER_LABEL = re.compile(r"[^\W\d_](?:[).]|\s?[—–]|\s-)\s{1,4}[“«\"]?(?P<first>[^\W\d_])")
CODE_PART = re.compile(r"[A-ZÇĞİÖŞÜ]{1,5}\.")


class Stop(NamedTuple):
    """One full stop in its surroundings; a named tuple because one is made at every doubtful stop."""

    text: str
    """The paragraph."""
    at: int
    """Offset of the full stop."""
    after: int
    """Offset of what comes next, past closing marks and spaces."""
    words: Sequence[str]
    """What of the sentence stands within reach before the stop, its last two words apart, without openers."""
    profile: Profile
    """Lists of the language."""

    @property
    def token(self) -> str:
        """The word the stop is attached to."""
        return self.words[-1]

    @property
    def opens_sentence(self) -> bool:
        """Whether the word is the first of its sentence: a label such as *2.* or *A.*."""
        return not any(any(map(str.isalnum, word)) for word in self.words[:-1])

    @property
    def marked(self) -> bool:
        """Whether a note marker or a figure is glued to the stop."""
        return self.text[self.at + 1 : self.at + 2].isdigit()

    def before_starter(self) -> bool:
        """Tell whether a word follows that begins sentences."""
        word = WORD.match(self.text, first_letter(self.text, self.after))
        return word is not None and word[0] in self.profile.starters and self.text[word.end() : word.end() + 1] != "."


def first_letter(text: str, at: int) -> int:
    """Return the offset of the first sign after opening quotes, brackets and dashes."""
    lead = LEAD.match(text, at)
    return lead.end() if lead else at


def begins_sentence(text: str, at: int) -> bool:
    """Tell whether what stands at ``at`` can begin a sentence: no lower-case continuation, no stray punctuation.

    >>> begins_sentence("geldi. ve gitti", 7), begins_sentence("geldi. “Ve gitti", 7)
    (False, True)
    """
    first = first_letter(text, at)
    if first >= len(text) or text[at] in STOPS:
        return False
    if not text[first].islower():
        return text[first] not in NEVER_FIRST
    label = LETTER_LABEL.match(text, first)
    return label is not None and not label["first"].islower()


def ends_sentence(text: str, start: int, at: int, after: int, profile: Profile) -> bool:
    """Tell whether the full stop at ``at`` ends the sentence that began at ``start``; what follows is at ``after``."""
    words = text[max(start, at - WINDOW) : at].rsplit(None, 2)
    token = words[-1].lstrip(OPENERS) if words else ""
    if len(token) > 1 and token.isalpha() and token not in profile.kinds and not token.isupper():
        return True  # the plain case, nine of ten
    if not token:
        return True
    words[-1] = token
    return ambiguous_stop_ends(Stop(text=text, at=at, after=after, words=words, profile=profile))


def ambiguous_stop_ends(stop: Stop) -> bool:
    """Decide where the word before the stop may be a figure, an abbreviation or an initial."""
    token = stop.token
    if NUMBER.fullmatch(token) or ROMAN.fullmatch(token):
        return counter_ends(stop)
    kind = stop.profile.kinds.get(token) or stop.profile.kinds.get(token.rpartition(".")[2])
    if kind is not None:
        return abbreviation_ends(stop, kind)
    if DOTTED.fullmatch(token) and token not in PRONOUNS:
        return stop.before_starter() and not stop.opens_sentence
    return not (token.isupper() and len(token) <= CODE_LENGTH and is_inside_code(stop))


def is_inside_code(stop: Stop) -> bool:
    """Tell whether an archive mark goes on: capitals with a stop follow, or came before a figure (*DH. ŞFR. 55/9*)."""
    if CODE_PART.match(stop.text, stop.after):
        return True
    return stop.text[stop.after].isdigit() and len(stop.words) > 1 and bool(CODE_PART.fullmatch(stop.words[-2]))


def counter_ends(stop: Stop) -> bool:
    """Decide after a figure or a Roman numeral: label, ordinal, part of a date, or the end of a sentence.

    A page number (*s. 73*, *2011: 131*) is none of these. A figure at the head of a sentence or after a colon is a
    label, before a dash it is a clause number. Elsewhere it is an ordinal in languages that write ordinals so, unless a
    word follows that begins sentences.
    """
    before = stop.words[-2] if len(stop.words) > 1 else ""
    if PAGE_SIGN.search(before) or PAGES.fullmatch(stop.token):
        return True
    if stop.opens_sentence or before.endswith(":") or NUMBER_STOP.fullmatch(before):
        return False
    if DASH.match(stop.text, stop.after) or NUMBER_STOP.match(stop.text, stop.after):
        return False
    if not stop.profile.ordinals:
        return True
    return stop.text[first_letter(stop.text, stop.after)].isdigit() or stop.before_starter()


def abbreviation_ends(stop: Stop, kind: Kind) -> bool:
    """Decide after a listed abbreviation."""
    if kind is Kind.POINTER:
        return False
    if kind in (Kind.TITLE, Kind.CUT_SHORT):
        return stop.before_starter()
    following = stop.text[stop.after : stop.after + WINDOW]
    if kind is Kind.CLOSING:
        return following[:1] not in "([" and not following[:1].isdigit()
    word = WORD.match(following)
    return not (stop.marked or following[:1].isdigit() or (word and (ROMAN.fullmatch(word[0]) or len(word[0]) == 1)))
