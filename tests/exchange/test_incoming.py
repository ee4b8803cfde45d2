"""Units of one direction out of a TMX of several languages."""

import pytest

from parallel.errors import InputError
from parallel.exchange.incoming import from_tmx
from parallel.model.bitext import BeadState, Languages

BODY = (
    '<tu tuid="1"><note>n</note><prop type="x-state">approved</prop><tuv xml:lang="TR"><note>m</note>'
    "<seg>Bir</seg></tuv>"
    '<tuv xml:lang="de"><seg>Eins</seg></tuv><tuv xml:lang="en-US"><seg>One</seg></tuv></tu>'
    '<tu><tuv xml:lang="de"><seg>Zwei</seg></tuv><tuv xml:lang="en"><seg>Two</seg></tuv></tu>'
    '<tu><tuv xml:lang="en"><seg>Three</seg></tuv><tuv xml:lang="tr-TR"><seg>Üç</seg></tuv></tu>'
)
DIRECTIONS = [("TR", "tr-en"), ("de", "de-en"), ("en_GB", "en-tr"), ("xx", "en-tr")]


def document(body: str, srclang: str = "*all*") -> bytes:
    """Build a TMX."""
    return f'<tmx version="1.4"><header srclang="{srclang}"/><body>{body}</body></tmx>'.encode()


def test_a_direction_is_chosen() -> None:
    """By primary tag, whichever variant comes first; the rest is counted."""
    incoming = from_tmx([document(BODY)], "f", Languages())
    assert [unit.texts for unit in incoming.units] == [("Bir", "One"), ("Üç", "Three")]
    assert dict(incoming.left_out.reasons) == {"variant in de": 1, "without tr and en": 1}
    first = incoming.units[0]
    assert (first.id, first.notes, first.state, first.get("x-state")) == (
        "1",
        ("n", "m"),
        BeadState.APPROVED,
        "approved",
    )


@pytest.mark.parametrize(("srclang", "expected"), DIRECTIONS)
def test_the_direction_is_told_from_the_file(srclang: str, expected: str) -> None:
    """The header's language, or the one most units begin with, and the commonest beside it."""
    more = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="tr"><seg>b</seg></tuv></tu>'
    assert str(from_tmx([document(BODY + more, srclang)], "f").languages) == expected


def test_both_variants_in_one_language() -> None:
    """First is source, second target."""
    body = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu>'
    assert from_tmx([document(body)], "f").units[0].texts == ("a", "b")


def test_no_language_at_all() -> None:
    """There is nothing to go by."""
    with pytest.raises(InputError, match="names its languages"):
        from_tmx([document("<tu><tuv><seg>a</seg></tuv><tuv><seg>b</seg></tuv></tu>")], "f")
