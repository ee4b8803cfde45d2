"""A user's dictionary: both forms, the order checked, nothing passed over in silence."""

import pytest

from parallel.errors import InputError
from parallel.exchange.dictionary import fit_dictionary, parse_dictionary

TURKISH = ["Heyet Ankara’ya döndü.", "Mütareke imzalandı."]
ENGLISH = ["The delegation returned to Ankara.", "The armistice was signed."]


def test_both_forms_are_read_source_first() -> None:
    """Tab-separated lines have the source first, hunalign's have it last; comments are passed over."""
    text = "# benim sözlüğüm\nheyet\tdelegation\n\narmistice @ mütareke\n"
    assert parse_dictionary(text, "d") == (("heyet", "delegation"), ("mütareke", "armistice"))


@pytest.mark.parametrize("line", ["heyet delegation", "heyet\t", "\tdelegation", "@ mütareke", "armistice @"])
def test_bad_lines_are_named(line: str) -> None:
    """A line of neither form, or with an empty side, is refused with its number."""
    with pytest.raises(InputError) as caught:
        parse_dictionary(f"heyet\tdelegation\n{line}\n", "d.tsv")
    assert caught.value.where == "d.tsv:2"


@pytest.mark.parametrize("swapped", [False, True])
def test_the_order_is_checked_against_the_texts(swapped: bool) -> None:  # noqa: FBT001  (a parameter of the test)
    """A dictionary the wrong way round is turned, and that is told."""
    entries = (("heyet", "delegation"), ("mütareke", "armistice"), ("uçak", "aeroplane"))
    given = tuple((b, a) for a, b in entries) if swapped else entries
    fitted = fit_dictionary(given, TURKISH, ENGLISH)
    assert (fitted.entries, fitted.swapped, fitted.used) == (entries, swapped, 2)


def test_a_dictionary_of_other_texts_is_of_no_use() -> None:
    """Nothing of it occurs, and that is told too."""
    assert fit_dictionary((("Hund", "chien"),), TURKISH, ENGLISH).used == 0
