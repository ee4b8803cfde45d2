"""Texts that cleaning must leave alone."""

from pathlib import Path

import pytest

from parallel.clean import clean_document, clean_plain
from parallel.model.document import TURKISH, DocId, RawDocument

HERE = Path(__file__).parent
TEXTS = [line for line in (HERE / "uncut.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]


def raw(text: str) -> RawDocument:
    """Build a raw document."""
    return RawDocument(id=DocId("d"), name="d.txt", text=text)


@pytest.mark.parametrize("text", TEXTS)
def test_paragraph_stays_as_it_is(text: str) -> None:
    """One paragraph in, the same paragraph out, nothing dropped."""
    for document in (clean_document(raw(text)), clean_plain(raw(text), TURKISH)):
        assert [passage.text for passage in document.passages] == [text]
        assert not document.drops


def test_paragraphs_together_stay_as_they_are() -> None:
    """They do not spoil one another either."""
    document = clean_document(raw("\n\n".join(TEXTS)))
    assert [passage.text for passage in document.passages] == TEXTS
