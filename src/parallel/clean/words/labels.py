"""Label words: *Özet*, *Anahtar Kelimeler*, *Kaynakça*; what they say of the text below them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from parallel.language import casing
from parallel.model.document import Language

LONGEST_LABEL = 34
"""A label word with its number and letter-spacing is shorter than this."""
_INLINE = re.compile(r"\s*(?:[:：]|[-–—.](?=\s))\s*")
NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVXL]{1,5}[.)]?|[A-ZÇĞİÖŞÜ][.)]|[a-zçğıöşü]\s?[-–—.)]{1,3})\s?[-–—]{0,3}\s{1,4}(?=[^\W\d_])"
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a label word says of the text below it."""

    kind: str
    """``abstract``, ``keywords``, ``references``, ``notes``, ``heading`` or ``imprint``."""
    language: Language
    """Language the word is in."""
    length: int
    """Code points it takes up at the start of the line, with the sign after it; the whole line if it stands alone."""
    plain: bool
    """Whether it stands alone or before a colon, so that it needs no empty line above it."""


def load_labels() -> dict[str, tuple[str, Language]]:
    """Return the label words of ``data/labels.tsv``, folded."""
    text = resources.files("parallel.clean").joinpath("data/labels.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {casing.fold_loose(words).text: (kind, Language(language)) for kind, language, words in rows}


_LABELS = load_labels()
_HINT = 6
"""Folding this much of a line, which is slow, mostly shows that it is no label."""
_HINTS = frozenset(words[:2] for words in _LABELS)


def read_label(text: str) -> Label | None:
    """Return the label a line begins with, if any.

    >>> read_label("Öz: Bu makalede 1921 yılı ele alınmıştır.").length
    4
    """
    if not (text[0].isupper() or text[0].isdigit()):
        return None
    if len(text) <= LONGEST_LABEL and (found := _LABELS.get(_core(text))):
        return Label(*found, len(text), plain=True)
    for match in _INLINE.finditer(text, 0, LONGEST_LABEL):
        found = _LABELS.get(_core(text[: match.start()]))
        if found and found[0] in ("abstract", "keywords", "imprint"):
            return Label(*found, match.end(), plain=":" in match.group())
    return None


@lru_cache(maxsize=4096)
def _core(text: str) -> str:
    """Return a label's letters, without its number."""
    bare = unnumbered(text) if text[0].isdigit() or text[0] in "IVX" else text
    if len(bare) > LONGEST_LABEL or casing.fold_loose(bare[:_HINT]).text[:2] not in _HINTS:
        return ""
    return casing.fold_loose(bare).text


def unnumbered(text: str) -> str:
    """Return a heading without its number."""
    match = NUMBERED.match(text)
    return text[match.end() :] if match else text
