"""What stands in brackets: citations, remarks, clause numbers, and sentences of their own."""

import re

from parallel.segment.rules import STOPS

LONGEST_SHOUT = {"!": 4, "?": 4}
"""Words of a bracketed remark that may end so without being a sentence: *(Bravo sesleri!)*; chosen by us."""
LONGEST_NOTE = 2
"""The same for other stops: *(Alkışlar.)*."""
LONGEST_REMARK = 8
"""Words of a bracketed remark without figures that still belongs to the sentence before it; chosen by us."""

_ROUND = r"[^()]{0,300}+(?:\([^()]{0,100}+\)[^()]{0,200}+){0,2}+\)"
_SQUARE = r"[^\[\]]{0,300}+\]"
CLOSED = rf"(?:(?<=\(){_ROUND}|(?<=\[){_SQUARE})"
"""Pattern of what follows an opening bracket up to the closing one; longer than any citation we have seen."""
BRACKET = re.compile(rf"[(\[]{CLOSED}")
LABEL = re.compile(r"\(\s*(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,4})\s*\)")
PLAIN_END = re.compile(r"(?<![\w.])(?:(?![A-ZÇĞİÖŞÜ\d_])\w){4,}+[.!?…]\s++[A-ZÇĞİÖŞÜ]")
"""A full word in small letters, a stop and a capital: certainly the end of a sentence."""


def holds_sentences(text: str, at: int, end: int) -> bool:
    """Tell whether the bracketed stretch ``at:end`` is no unit because sentences end inside it.

    In scanned text brackets are lost and invented, so that a stray one may pair with another sentence's.
    """
    return PLAIN_END.search(text, at, end) is not None


def is_citation(bracket: str) -> bool:
    """Tell a citation or remark from a clause number and from a sentence of its own in brackets.

    >>> is_citation("(Demir 1997: 18-19)"), is_citation("(6)"), is_citation("(Bu sırada Ankara’da kar vardı.)")
    (True, False, False)
    """
    if LABEL.fullmatch(bracket):
        return False
    words = bracket[1:-1].split()
    if len(words) > LONGEST_REMARK and not any(map(str.isdigit, bracket)):
        return False
    is_sentence = bracket[-2] in STOPS and len(words) > LONGEST_SHOUT.get(bracket[-2], LONGEST_NOTE)
    return not is_sentence or words[-1][:-1].isdigit()
