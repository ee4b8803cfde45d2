"""Java's regular expressions in Python."""

import pytest

from parallel.errors import InputError
from parallel.segment.java_regex import compile_java


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\p{Lu}\p{Ll}+", "Ğöç"),
        (r"\pL\PL", "ş1"),
        (r"[\p{IsL}\-]+", "İç-ışık"),
        (r"[^\p{L}]", "1"),
        (r"[\P{L}]+", "1.2"),
        (r"[a[bc]]+", "abc"),
        (r"\x{131}\u0131", "ıı"),
        (r"\h[\h]\z", "\u00a0 "),
        (r"a]", "a]"),
        (r"\[\]", "[]"),
        (r"\.a", ".a"),
    ],
)
def test_matches(pattern: str, text: str) -> None:
    """Categories, unions, code points and escapes mean what they mean in Java."""
    assert compile_java(pattern).fullmatch(text)


@pytest.mark.parametrize(("pattern", "text"), [(r"\w", "ş"), (r"\s", "\u00a0"), (r"\d", "٣")])
def test_classes_know_ascii_only(pattern: str, text: str) -> None:
    """Without a flag Java's short classes are ASCII."""
    assert not compile_java(pattern).fullmatch(text)


@pytest.mark.parametrize(
    "pattern", [r"(", r"\p{Greek}", r"\p{Qx}", r"[a&&b]", r"[a[^b]]", r"\Qa\E", r"a{9999999999999}"]
)
def test_unknown_is_refused(pattern: str) -> None:
    """What cannot be carried over is an error, never another meaning."""
    with pytest.raises(InputError, match="cannot be read"):
        compile_java(pattern)
