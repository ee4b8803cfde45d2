"""The manifest: what it says, what it refuses, and what writing keeps."""

import pytest

from parallel.errors import InputError
from parallel.model.bitext import Languages, PairId
from parallel.model.document import TURKISH, DocId
from parallel.store.manifest import DocumentEntry, PairEntry, parse_manifest, render_with_document, render_with_pairs

GOOD = """\
# kept comment
format: 1
settings:
  low-confidence: "0.7"
documents:
  - id: "001"   # kept too
    file: 001.txt
    language: tr
    mood: hopeful
  - id: 001-en
    file: 001-en.txt
    language: en
pairs:
  - {id: 001~001-en, source: "001", target: 001-en}
"""


def test_a_manifest_is_read() -> None:
    """Documents, pairs and settings come out as written."""
    manifest = parse_manifest(GOOD.encode(), "m")
    assert [entry.id for entry in manifest.documents] == ["001", "001-en"]
    assert manifest.pairs[0].languages == Languages()
    assert manifest.setting("low-confidence") == 0.7


def test_defaults() -> None:
    """An empty manifest has no documents and default settings."""
    manifest = parse_manifest(b"", "m")
    assert manifest.documents == ()
    assert manifest.setting("low-confidence") == 0.6


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("documents:\n  - id: a\n", 2, "'file' is missing"),
        ("documents:\n  - {id: a, file: ../x}\n", 2, "plain name"),
        ("documents:\n  - {id: a/b, file: x}\n", 2, "can't be used"),
        ("documents:\n  - {id: a, file: x}\n  - {id: a, file: y}\n", 3, "stands twice"),
        ("documents: 7\n", 1, "must be a list"),
        ("documents:\n  - 7\n", 1, "must be a mapping"),
        ("format: 2\n", 1, "needs a newer"),
        ("format: one\n", 1, "must be a number"),
        ("settings:\n  low-confidense: 1\n", 2, "unknown setting"),
        ("settings:\n  low-confidence: much\n", 2, "must be a number"),
        ("documents: []\npairs:\n  - {id: p, source: a, target: b}\n", 3, "unknown document"),
        ("documents:\n  - {id: a, file: x}\npairs:\n  - {id: p, source: a, target: a, languages: tr}\n", 4, "tr-en"),
        ("- a\n", 1, "must be a mapping"),
    ],
)
def test_refusals_name_the_line(text: str, line: int, what: str) -> None:
    """Every broken rule is one error with file and line."""
    with pytest.raises(InputError) as caught:
        parse_manifest(text.encode(), "m.yaml")
    assert what in caught.value.message
    assert caught.value.where == f"m.yaml:{line}"


def test_adding_a_pair_keeps_comments_order_and_unknown_fields() -> None:
    """Only the new pair is new."""
    pair = PairEntry(id=PairId("001.abstract"), source=DocId("001"), target=DocId("001"), languages=Languages())
    data = render_with_pairs(GOOD.encode(), (pair,))
    text = data.decode()
    assert "# kept comment" in text
    assert "# kept too" in text
    assert "mood: hopeful" in text
    assert [entry.id for entry in parse_manifest(data, "m").pairs] == ["001~001-en", "001.abstract"]
    assert render_with_pairs(data, (pair,)) == data


def test_adding_a_document() -> None:
    """A document is appended, also to an empty manifest."""
    entry = DocumentEntry(id=DocId("yeni"), file="yeni.txt", language=TURKISH, title="Şark Meselesi")
    for before in (GOOD.encode(), b"format: 1\ndocuments: []\n", b""):
        assert parse_manifest(render_with_document(before, entry), "m").documents[-1] == entry
