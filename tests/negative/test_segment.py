"""Texts the splitter must leave whole."""

from pathlib import Path

import pytest

from parallel.model.document import Language
from parallel.segment import split_text

HERE = Path(__file__).parent


def whole(language: str) -> list[str]:
    """Return the texts of one language."""
    lines = (HERE / f"one-sentence.{language}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("language", "text"), [(tag, text) for tag in ("tr", "en") for text in whole(tag)])
def test_text_stays_whole(language: str, text: str) -> None:
    """No break is put into a sentence."""
    assert [span.of(text) for span in split_text(text, Language(language))] == [text]
