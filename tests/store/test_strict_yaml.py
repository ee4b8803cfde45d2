"""YAML as people mean it, and refusals with a line."""

import pytest

from parallel.errors import InputError
from parallel.store import strict_yaml


@pytest.mark.parametrize(
    "text", ["no", "on", "010", "12:30", "1920-04-23", "1_000", "0x10", "1e3", ".inf", "true", "null"]
)
def test_strings_stay_strings(text: str) -> None:
    """No scalar turns into another type."""
    assert strict_yaml.load(f"a: {text}\n".encode(), "f") == {"a": text}


def test_nothing_is_nothing() -> None:
    """An empty document, an empty value and a tilde are None."""
    assert strict_yaml.load(b"", "f") is None
    assert strict_yaml.load(b"a:\nb: ~\nc: ''\n", "f") == {"a": None, "b": None, "c": ""}


def test_lines_are_known() -> None:
    """Mappings know the lines of their keys."""
    root = strict_yaml.load("- id: bir\n  ad: İstanbul\n".encode(), "f")
    assert isinstance(root, strict_yaml.Sequence)
    entry = root[0]
    assert isinstance(entry, strict_yaml.Mapping)
    assert entry.lines == {"id": 1, "ad": 2}


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b"a: 1\na: 2\n", 2, "stands twice"),
        (b"a: &x 1\nb: *x\n", 1, "aliases"),
        (b"a: 1\nb: *x\n", 2, "aliases"),
        (b"a: !!python/object:os.system x\n", 1, "tag"),
        (b"a: 1\n\tb: 2\n", 2, "not YAML"),
        (b"a: 1\n---\nb: 2\n", 2, "more than one"),
        (b"? [a]\n: 1\n", 1, "plain text"),
        (b"a: 1\n<<<<<<< ours\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n", 2, "conflict"),
        (b"a: |\n  x\n<<<<<<< ours\n", 3, "conflict"),
        (b"a: 1\nb: \xff\n", 2, "not UTF-8"),
        (b"a: \x07\n", 1, "not YAML"),
        (b"[" * 5000, 1, "nested deeper"),
    ],
)
def test_surprises_are_refused_with_their_line(data: bytes, line: int, what: str) -> None:
    """What plain loaders swallow is an error that names file and line."""
    with pytest.raises(InputError) as caught:
        strict_yaml.load(data, "f.yaml")
    assert what in caught.value.message
    assert caught.value.where == f"f.yaml:{line}"


def test_an_alias_bomb_is_refused_at_once() -> None:
    """A few hundred bytes that would expand to gigabytes stop at the first anchor."""
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    with pytest.raises(InputError, match="aliases"):
        strict_yaml.load(bomb.encode(), "f")


def test_a_huge_file_is_refused() -> None:
    """There is a named limit."""
    with pytest.raises(InputError, match="MiB"):
        strict_yaml.load(b" " * (strict_yaml.MAX_BYTES + 1), "f")
