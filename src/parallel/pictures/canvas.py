"""Markup of SVG: escaped text, short numbers, pictures and pictures above each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

INK, SOFT, FAINT, PAPER = "#1b1b1b", "#5a5a5a", "#d9d9d9", "#ffffff"
PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
"""Okabe and Ito, "Color Universal Design" (2008), without the yellow, which paper swallows."""
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 2", "10 4", "4 2 1 2")
"""One for each colour, so that lines differ in a black and white print."""
FONT = "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EDGE = 8
"""Units of empty paper around a picture."""
_GAP = 18
"""Units between stacked pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing of some size."""

    width: float
    """In user units, one of which is a pixel on most screens."""
    height: float
    """In user units."""
    title: str
    """What it shows, for readers who do not see it."""
    body: str
    """Markup."""

    @property
    def svg(self) -> str:
        """The picture as an SVG document, which also stands inside HTML as it is."""
        width, height = self.width + 2 * _EDGE, self.height + 2 * _EDGE
        box = f"{-_EDGE} {-_EDGE} {number(width)} {number(height)}"
        paper = tag("rect", x=-_EDGE, y=-_EDGE, width=width, height=height, fill=PAPER)
        return tag(
            "svg",
            tag("title", escape(self.title)),
            paper,
            self.body,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=box,
            width=width,
            height=height,
            role="img",
            font_family=FONT,
            font_size=11,
            fill=INK,
        )


def stacked(pictures: Sequence[Picture], *, title: str) -> Picture:
    """Return pictures above each other, on a sheet as wide as the widest."""
    pieces = []
    top = 0.0
    for picture in pictures:
        named = tag("title", escape(picture.title))
        pieces.append(tag("g", named, picture.body, transform=f"translate(0 {number(top)})"))
        top += picture.height + _GAP
    width = max((picture.width for picture in pictures), default=0)
    return Picture(width=width, height=max(top - _GAP, 0), title=title, body="".join(pieces))


def tag(name: str, /, *children: str, **attributes: float | str) -> str:
    """Return an element; children are markup, attribute values are escaped, underscores in names become hyphens.

    >>> tag("text", escape("Türk & <b>"), x=1.50, font_size=9)
    '<text x="1.5" font-size="9">Türk &amp; &lt;b&gt;</text>'
    """
    said = "".join(
        f' {key.replace("_", "-")}="{escape(value if isinstance(value, str) else number(value))}"'
        for key, value in attributes.items()
    )
    inner = "".join(children)
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>"


def label(text: str, x: float, y: float, **attributes: float | str) -> str:
    """Return a text element."""
    return tag("text", escape(text), x=x, y=y, **attributes)


def escape(text: str) -> str:
    """Return text that is safe between tags and in attributes; what XML 1.0 forbids becomes U+FFFD."""
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        text = text.replace(char, entity)
    return _ILLEGAL.sub("\ufffd", text)


def number(value: float) -> str:
    """Return a number with at most two decimals, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def shortened(text: str, limit: int) -> str:
    """Return at most ``limit`` code points of a text."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
