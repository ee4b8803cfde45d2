"""Pairs found inside documents: an abstract in two languages, and nothing that is one text twice."""

import pytest

from parallel.model.bitext import Languages
from parallel.model.document import ENGLISH, TURKISH, DocId, Language
from parallel.read import raw_document
from parallel.store.manifest import DocumentEntry
from parallel.workbench.pairs.pairs import found_pair, pair_text
from parallel.workbench.texts.documents import read_raw

TURKISH_PART = "ÖZ\n\nMeclis 1920 yılında Ankara’da toplandı. Heyet aynı yıl Londra’ya gitti ve konferansa katıldı.\n\n"
ENGLISH_PART = "ABSTRACT\n\nThe Assembly met in Ankara in 1920. In the same year the delegation went to London.\n\n"
ARTICLES = {
    TURKISH: "GİRİŞ\n\nBu çalışma, Ankara ile Moskova arasındaki ilişkileri ele alır. Konu incelenmemiştir.\n",
    ENGLISH: "INTRODUCTION\n\nThis article looks at the relations between Ankara and Moscow. It is the first.\n",
}


@pytest.mark.parametrize("language", [TURKISH, ENGLISH])
def test_an_abstract_in_two_languages_is_a_pair(language: Language) -> None:
    """Whatever the article is written in, the Turkish abstract is the source and the English one the target."""
    text = TURKISH_PART + ENGLISH_PART + ARTICLES[language]
    document = read_raw(raw_document(text.encode(), where="d.txt", document_id=DocId("d")))
    entry = found_pair(document, DocumentEntry(id=DocId("d"), file="d.txt", language=language))
    assert entry is not None
    assert entry.languages == Languages()
    found = pair_text(entry, document, document)
    assert [segment.text[:8] for segment in found.source.segments] == ["Meclis 1", "Heyet ay"]
    assert [segment.text[:7] for segment in found.target.segments] == ["The Ass", "In the "]


def test_one_abstract_is_no_pair() -> None:
    """The English article, or the translation, that has an English abstract only."""
    text = ENGLISH_PART + ARTICLES[ENGLISH]
    document = read_raw(raw_document(text.encode(), where="d.txt", document_id=DocId("d")))
    assert found_pair(document, DocumentEntry(id=DocId("d"), file="d.txt", language=ENGLISH)) is None
