"""The subword model."""

import pytest

from parallel.language.resources import DATA_PACKAGE, has_data
from parallel.language.subword import MODEL_FILE, is_word, joined_gain, log_probability, normalise


@pytest.mark.parametrize(
    ("left", "right"), [("mücade", "lesi"), ("antlaş", "masını"), ("sebe", "biyle"), ("ola", "rak"), ("Türki", "ye")]
)
def test_halves_of_a_word(left: str, right: str) -> None:
    """Together they are likelier than apart."""
    assert joined_gain(left, right) > 0


@pytest.mark.parametrize(("left", "right"), [("barış", "antlaşması"), ("yeni", "yönetim"), ("siyasi", "iktisadi")])
def test_two_words(left: str, right: str) -> None:
    """Apart they are likelier than together."""
    assert joined_gain(left, right) < 0


def test_normalise() -> None:
    """Lower case as Turkish has it, letters and apostrophes only."""
    assert normalise("IĞDIR’ın 1920’deki İşgali, B.M.M.") == "ığdır ' ın ' deki işgali b m m"
    assert normalise("g\u0306ul_1") == "ğul"


def test_nothing_costs_nothing() -> None:
    """A text without letters has log-probability 0."""
    assert log_probability("12 .,-") == 0


def test_unknown_letters_cost_something() -> None:
    """Letters that the model has never seen are unlikely."""
    assert log_probability("漢字") < -10


def test_words() -> None:
    """Frequent words are known as wholes, in lower case."""
    assert is_word("askeri")
    assert not is_word("askeriy")
    assert not is_word("")


def test_model_ships_with_its_card_and_is_small() -> None:
    """Under a megabyte, with a description beside it."""
    from importlib.resources import files  # noqa: PLC0415 - only here

    data = files(DATA_PACKAGE).joinpath("data")
    assert len(data.joinpath(MODEL_FILE).read_bytes()) < 1_000_000
    assert has_data("subword.md")
