"""Running heads and page numbers of a PDF, by where they are printed and by how their numbers go on."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"(\d{1,4})(?![\d.,)])|(?<![\d.,(-])(\d{1,4})$")
_NUMBERED_PAGES = 2
"""So many pages whose numbers go on make a sequence."""
_SMALL = 0.95
"""A head set smaller than this share of the text is no heading of the article (chosen by us)."""


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line of text with what the page shows of it."""

    text: str
    """As written."""
    margin: bool = False
    """Whether it stands apart at the head or foot of its page."""
    base: float = 0.0
    """Base line, in points upwards; tells equal lines of a page apart."""
    size: float = 0.0
    """Letter size in points."""


def running_heads(pages: Sequence[Sequence[WrittenLine]], size: float) -> set[tuple[int, WrittenLine]]:
    """Return the running heads and page numbers among the lines that stand apart, with the page they are on.

    A line is one if its number goes on from page to page, or if it stands, in small print, above a page.
    What merely repeats, the cleaner finds. Cost: linear.

    Args:
        pages: lines of each page.
        size: letter size of the text, in points.
    """
    offsets = Counter[int]()
    for number, page in enumerate(pages):
        offsets.update({offset for line in page if line.margin for offset in _offsets(line.text, number)})
    offset, count = offsets.most_common(1)[0] if offsets else (0, 0)
    found: set[tuple[int, WrittenLine]] = set()
    for number, page in enumerate(pages):
        top = True
        for line in page:
            if not line.text.strip():
                continue
            top = top and line.margin
            numbered = line.margin and count >= _NUMBERED_PAGES and offset in _offsets(line.text, number)
            if numbered or (top and line.size < size * _SMALL):
                found.add((number, line))
    return found


def _offsets(text: str, page: int) -> Iterator[int]:
    """Yield what is to be added to a page's position to make the number at either end of a line."""
    bare = text.strip()
    for match in (_NUMBER.match(bare), _NUMBER.search(bare, max(len(bare) - 5, 0))):
        if match:
            yield int(match.group(1) or match.group(2)) - page
