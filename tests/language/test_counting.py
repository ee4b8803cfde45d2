"""One is one, and everything else is many."""

import pytest

from parallel.language.counting import counted


@pytest.mark.parametrize(
    ("number", "nouns", "said"),
    [
        (0, ("finding",), "0 findings"),
        (1, ("finding",), "1 finding"),
        (21, ("finding",), "21 findings"),
        (1, ("word is", "words are"), "1 word is"),
        (2, ("word is", "words are"), "2 words are"),
    ],
)
def test_number_and_noun_agree(number: int, nouns: tuple[str, ...], said: str) -> None:
    """The plural is said where it is not made with an *s* at the end."""
    assert counted(number, *nouns) == said
