"""Text with inline codes."""

import pytest

from parallel.exchange.content import Code, Content, codes_of, from_plain_data, plain, to_plain_data, whole

CONTENT: Content = ("Türk", Code("bpt", (("i", "1"),), ("<b>", Code("sub", (), ("not",)))), Code("hi", (), (" Rus",)))


def test_plain_text_leaves_codes_out() -> None:
    """Highlighting is text, native codes are not."""
    assert plain(CONTENT) == "Türk Rus"
    assert whole(CONTENT) == "Türk<b>not Rus"
    assert [code.kind for code in codes_of(CONTENT)] == ["bpt", "sub", "hi"]


def test_content_survives_json() -> None:
    """Lists and strings carry all of it."""
    assert from_plain_data(to_plain_data(CONTENT)) == CONTENT


@pytest.mark.parametrize("data", [[1], [["ph"]], [["ph", 3, []]]])
def test_other_data_is_refused(data: list[object]) -> None:
    """Anything else is an error the reader can catch."""
    with pytest.raises((ValueError, TypeError)):
        from_plain_data(data)
