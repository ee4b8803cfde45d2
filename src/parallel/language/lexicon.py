"""The own-written bilingual lexicon: Turkish stems with English glosses, from ``data/lexicon.*.tsv``."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from parallel.errors import ParallelError
from parallel.language.resources import DATA_FOLDER, DATA_PACKAGE, data_text, entries
from parallel.language.tokens import base_form
from parallel.model.document import TURKISH

_COMPARED = re.compile("[abcçdefgğhıijklmnoöprsştuüvyz]+")
"""A stem that is its own compared form, as most are."""
_PREFIX, _SUFFIX = "lexicon.", ".tsv"


def lexicon_files() -> tuple[str, ...]:
    """Return the names of the lexicon's files, sorted."""
    folder = files(DATA_PACKAGE).joinpath(DATA_FOLDER)
    names = (file.name for file in folder.iterdir())
    return tuple(sorted(name for name in names if name.startswith(_PREFIX) and name.endswith(_SUFFIX)))


def parse_lexicon(text: str, *, where: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    r"""Yield stem and glosses of each entry of ``stem<TAB>gloss; gloss`` text.

    Args:
        text: lines, with ``#`` comments.
        where: file name for messages.

    Raises:
        ParallelError: a line has no tab, or an empty side.

    >>> list(parse_lexicon("muahede\ttreaty; pact"))
    [('muahede', ('treaty', 'pact'))]
    """
    for entry in entries(text):
        stem, tab, rest = entry.partition("\t")
        glosses = tuple([gloss for part in rest.split(";") if (gloss := part.strip())])
        if not (tab and stem.strip() and glosses):
            raise ParallelError(f"not a lexicon entry: {entry[:80]!r}", where=where, hint="Write stem, tab, glosses")
        yield stem.strip(), glosses


@lru_cache(maxsize=1)
def shipped_lexicon() -> Mapping[str, tuple[str, ...]]:
    """Return the whole lexicon: compared form of the Turkish stem (see ``base_form``) to its English glosses.

    Cost: read once, about 15 ms for 5,000 entries.

    >>> shipped_lexicon()["antlaşma"][0]
    'treaty'
    """
    lexicon: dict[str, tuple[str, ...]] = {}
    for name in lexicon_files():
        for stem, glosses in parse_lexicon(data_text(name), where=name):
            form = stem if _COMPARED.fullmatch(stem) else base_form(stem, TURKISH)
            lexicon[form] = (*lexicon.get(form, ()), *glosses)
    return MappingProxyType(lexicon)
